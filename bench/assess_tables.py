"""Whole tables through `/assess`: Parquet and columns of JSON, in growing sizes, beside OpenFisca's batches.

The synthetic applicants that ship with the pack, by six schemes. The real server, one client, warm; the
time is the client's, from the first byte sent to the last received. A sample of rows is first compared
with what `/decide` says of them one by one: nothing firm may differ, and no amount lie outside its bounds.
Linear means that the largest table takes no more than a third longer a row than one of a quarter its size.
Beside the time stands what the server's processors spent, which other work on the machine does not change.
"""

from __future__ import annotations

import io
import json
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl
import psutil

from bench.decide_against_openfisca import DAY, SCHEMES, _serve_openfisca, _their_body, drawn
from bench.measuring import Connection, data_place, ended, said, start_serving
from technopole.hong_kong.population import population
from technopole.rules.readers.columns import assess
from technopole.rules.rulebook import read_rulebook

PARQUET_ROWS = (125_000, 250_000, 500_000, 1_000_000)
JSON_ROWS = (25_000, 50_000, 100_000, 150_000)
THEIR_ROWS = (100, 400, 1_600)
PARQUET_BAR = 1_000_000
JSON_BAR = 200_000
LINEAR = 4 / 3
TIMES = 5
SAMPLE = 200
KIND = "application/vnd.apache.parquet"
ADDRESS = f"/api/v1/assess?schemes={','.join(SCHEMES)}&on={DAY}"


def run() -> bool:
    """Measure; gives whether the bars were met."""
    print(f"\nassess      a table by six schemes; the bars are {PARQUET_BAR:,} cases a second from Parquet and "
          f"{JSON_BAR:,} from JSON, linear")  # fmt: skip
    table = _table(max(PARQUET_ROWS))
    with ExitStack() as stack:
        folder = stack.enter_context(data_place())
        process, port = start_serving(folder / "ours", workers=1)
        stack.enter_context(ended(process))
        ours = Server("Parquet", Connection(port), ADDRESS, process)
        _compare(ours.connection, table.head(SAMPLE))
        parquet = [ours.timed(_parquet(table.head(n)), n, KIND) for n in PARQUET_ROWS]
        ours = replace(ours, name="JSON", address="/api/v1/assess")
        columnar = [ours.timed(_json(table.head(n)), n) for n in JSON_ROWS]
        theirs = Server("OpenFisca", Connection(_serve_openfisca(folder, stack)), "/calculate")
        for rows in THEIR_ROWS:
            theirs.timed(_batch(rows), rows, times=1)
    good = _bar("Parquet", parquet, PARQUET_ROWS, PARQUET_BAR)
    return _bar("JSON", columnar, JSON_ROWS, JSON_BAR) and good


def _table(rows: int) -> pl.DataFrame:
    """The columns that six schemes ask for."""
    book = read_rulebook("technopole.hong_kong")
    asked = {q.name for code in SCHEMES for q in book.by_code[code.lower()].questions}
    drawn_rows = population(rows)
    table = drawn_rows.select(n for n in drawn_rows.columns if n in asked)
    schemes = [book.by_code[code.lower()] for code in SCHEMES]
    found = assess(schemes, table, date.fromisoformat(DAY), consistency=book.consistency)
    good = table.filter(found.verdicts[f"{SCHEMES[0]}.eligible"].is_not_null())
    return pl.concat([good, good.head(rows - len(good))])  # a row that is refused is no case


def _parquet(table: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    table.write_parquet(content)
    return content.getvalue()


def _columns(table: pl.DataFrame) -> dict[str, list[Any]]:
    found = {}
    for series in table:
        if series.dtype == pl.Date:
            series = series.dt.to_string("%Y-%m-%d")
        elif isinstance(series.dtype, pl.Enum | pl.Categorical):
            series = series.cast(pl.String)
        found[series.name] = series.to_list()
    return found


def _json(table: pl.DataFrame) -> bytes:
    body = {"columns": _columns(table), "schemes": SCHEMES, "on": DAY}
    return json.dumps(body, separators=(",", ":")).encode()


def _batch(rows: int) -> bytes:
    """As many applicants in one of OpenFisca's situations."""
    cases = [json.loads(_their_body(case))["applicants"]["us"] for case in drawn(rows)]
    return json.dumps({"applicants": {str(n): case for n, case in enumerate(cases)}}).encode()


def _compare(connection: Connection, table: pl.DataFrame) -> None:
    """A sample of rows beside what a single case is told; ends the run where they contradict."""
    status, body = connection.post("/api/v1/assess", _json(table))
    assert status == 200, body
    found = json.loads(body)
    bad = {one["row"] for one in found["refused"]}
    columns, firm = _columns(table), 0
    for row in range(len(table)):
        if row + 1 in bad:
            continue
        case = {name: values[row] for name, values in columns.items() if values[row] is not None}
        asked = {"answers": case, "schemes": SCHEMES, "on": DAY, "explain": False}
        status, body = connection.post("/api/v1/decide", json.dumps(asked).encode())
        assert status == 200, body
        for decision in json.loads(body)["decisions"]:
            mine = found["schemes"][decision["code"]]
            if mine["eligible"][row] not in (decision["eligible"], "unknown"):
                raise SystemExit(f"Row {row + 1}, {decision['code']}: the answers differ.")
            firm += mine["eligible"][row] != "unknown"
            for award in decision["awards"]:
                low, high = (mine["awards"][award["award"]][end][row] for end in ("low", "high"))
                if low > Fraction(award["low"]) * 100 or (
                    high is not None
                    and award["high"] is not None
                    and high < Fraction(award["high"]) * 100
                ):
                    raise SystemExit(
                        f"Row {row + 1}, {decision['code']}: an amount lies outside its bounds."
                    )
    print(
        f"            {len(table) - len(bad)} rows compared with single cases; {firm} firm answers, none contradicted"
    )


@dataclass(frozen=True)
class Server:
    """A server that tables are sent to; `process` where its processor time is to be told."""

    name: str
    connection: Connection
    address: str
    process: subprocess.Popen[bytes] | None = None

    def timed(
        self, body: bytes, rows: int, kind: str = "application/json", times: int = TIMES
    ) -> float:
        """The rows a second of the best of several; prints it."""
        best = spent = float("inf")
        for _ in range(times + 1):
            worked, begun = self.worked(), time.perf_counter()
            status, answer = self.connection.post(self.address, body, kind, f"Accept: {kind}\r\n")
            best = min(best, time.perf_counter() - begun)
            spent = min(spent, self.worked() - worked)
            assert status == 200, answer[:500]
        each = f"   {rows / spent:11,.0f} a processor's second" if spent else ""
        print(f"            {self.name:9} {rows:9,} rows  {len(body) / 1e6:6.1f} MB sent, {len(answer) / 1e6:5.1f} MB back"
              f"   {best:7.3f} s   {rows / best:11,.0f} cases/s{each}")  # fmt: skip
        return rows / best

    def worked(self) -> float:
        """What its processors have spent so far, in seconds."""
        if self.process is None:
            return 0.0
        whole = psutil.Process(self.process.pid)
        times = [one.cpu_times() for one in (whole, *whole.children(recursive=True))]
        return sum(one.user + one.system for one in times)


def _bar(name: str, rates: Sequence[float], rows: Sequence[int], bar: int) -> bool:
    quarter = rates[[n * 4 <= rows[-1] for n in rows].count(True) - 1]
    linear = rates[-1] * LINEAR >= quarter
    good = max(rates) >= bar
    print(f"            {name}: {max(rates):,.0f} cases a second at best (bar {bar:,}): {said(good)}; "
          f"linear: {said(linear)}")  # fmt: skip
    return good and linear


if __name__ == "__main__":
    run()
