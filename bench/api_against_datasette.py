"""The fact table through our API and through Datasette: the same rows, the same client, the same run.

Ours runs as `technopole serve` runs it. Datasette runs at the best settings that its documentation
names: the file immutable, its rows counted beforehand (`datasette inspect`), facets off, no count, no
facets and no full texts in the answer, as many rows a page as ours. Both are asked for the same ten
pages of 100 facts in turn, over connections that are kept open, without compression.

Answers are compared first, cell by cell. Rounds alternate, so that other work on the machine falls on
both; each ratio is of two runs that follow one another, and the middle one counts.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.measuring import (
    Connection,
    data_place,
    ended,
    free_port,
    rate,
    said,
    start_serving,
    wait_for,
)
from technopole.plan.datasets import DATASETS
from technopole.plan.packs import load

DATASETTE = "0.65.5"
PAGES = 10
ROUNDS = 7
SECONDS = 2.0
BAR = 2.0
SETTINGS = {
    "default_page_size": "100",
    "max_returned_rows": "1000",
    "allow_facet": "off",
    "suggest_facets": "off",
    "default_allow_sql": "off",
    "num_sql_threads": str(max(3, os.cpu_count() or 1)),
    "cache_size_kb": "65536",
}
ASKED = "_shape=objects&_size=100&_nocount=1&_nofacet=1&_nosuggest=1"


def run() -> bool:
    """Measure; gives whether the bar was met."""
    print(
        f"\napi         100 facts a page, ours against Datasette {DATASETTE}; the bar is {BAR:g} ×"
    )
    with ExitStack() as stack:
        folder = stack.enter_context(data_place())
        datasette = _serve_datasette(folder, stack)
        process, ours = start_serving(folder / "ours")
        stack.enter_context(ended(process))
        our_paths, their_paths = _compare(ours, datasette)
        results = {
            clients: _rounds(ours, our_paths, datasette, their_paths, clients) for clients in (1, 8)
        }
        print("            with one worker process of ours, as Datasette has one:")
        single, alone = start_serving(folder / "ours-alone", workers=1)
        stack.enter_context(ended(single))
        _rounds(alone, our_paths, datasette, their_paths, 8)
    worst = min(results.values())
    print(f"            bar of {BAR:g} ×: {said(worst >= BAR)}")
    return worst >= BAR


def _serve_datasette(folder: Path, stack: ExitStack) -> int:
    program = _installed()
    database, counts = folder / "plan.db", folder / "counts.json"
    _write_rows(database)
    subprocess.run([program, "inspect", database, "--inspect-file", counts], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    port = free_port()
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    process = subprocess.Popen(
        [program, "serve", "-i", database, "--inspect-file", counts, "-p", str(port), *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.enter_context(ended(process))
    wait_for(port, "/-/versions.json", process)
    return port


def _installed() -> Path:
    """Datasette in an environment of its own, outside this project."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "technopole-bench" / f"datasette-{DATASETTE}"
    program = place / "bin" / "datasette"
    if not program.exists():
        print(f"            installing Datasette into {place}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        # Its click and its setuptools: Datasette 0.65 needs pkg_resources, which newer ones lack.
        subprocess.run(
            [place / "bin" / "pip", "-qq", "--disable-pip-version-check", "install",
             f"datasette=={DATASETTE}", "setuptools<81"],
            check=True,
        )  # fmt: skip
    return program


def _write_rows(database: Path) -> None:
    """The table of facts as it is downloaded, in SQLite."""
    dataset = DATASETS["facts"]
    names = [column.name for column in dataset.columns]
    types = {"text": "TEXT", "whole number": "INTEGER", "yes or no": "INTEGER"}
    columns = ", ".join(
        f"{column.name} {types[column.holds]}{' PRIMARY KEY' if column.name == 'id' else ''}"
        for column in dataset.columns
    )
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(f"CREATE TABLE facts ({columns})")
        connection.executemany(
            f"INSERT INTO facts VALUES ({', '.join('?' for _ in names)})", dataset.cells(load())
        )
    connection.execute("ANALYZE")
    connection.execute("VACUUM")
    connection.close()


def _compare(ours: int, datasette: int) -> tuple[list[str], list[str]]:
    """The paths of the same pages at both, after comparing every cell of them."""
    our_paths, their_paths = [], []
    our_next, their_next = "/api/v1/facts?limit=100", f"/plan/facts.json?{ASKED}"
    mine, theirs = Connection(ours), Connection(datasette)
    compared = 0
    for _ in range(PAGES):
        our_paths.append(our_next)
        their_paths.append(their_next)
        our_page = json.loads(mine.get(our_next)[1])
        their_page = json.loads(theirs.get(their_next)[1])
        our_rows = [_flat(item) for item in our_page["items"]]
        if our_rows != their_page["rows"]:
            raise SystemExit("The answers differ; there is nothing to compare.")
        compared += len(our_rows)
        our_next = our_page["next"].partition(f":{ours}")[2]
        their_next = f"/plan/facts.json?{ASKED}&_next={their_page['next']}"
    sizes = [len(connection.get(path)[1]) for connection, path in
             ((mine, our_paths[0]), (theirs, their_paths[0]))]  # fmt: skip
    print(f"            {compared} facts compared, equal in every cell; a page has "
          f"{sizes[0] / 1000:.0f} kB ours, {sizes[1] / 1000:.0f} kB Datasette's")  # fmt: skip
    return our_paths, their_paths


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """A fact of ours as the row that it is in the table."""
    note = item["note"] or {"en": None, "zh_hant": None}
    row = {
        **item,
        "first_line": item["lines"][0],
        "last_line": item["lines"][1],
        "subject_name_zh_hant": item["names"]["subject"]["zh_hant"],
        "measure_name_zh_hant": item["names"]["measure"]["zh_hant"],
        "note_en": note["en"],
        "note_zh_hant": note["zh_hant"],
        "disputes": " ".join(item["disputes"]) or None,
    }
    return {column.name: row[column.name] for column in DATASETS["facts"].columns}


def _rounds(
    ours: int, our_paths: list[str], datasette: int, their_paths: list[str], clients: int
) -> float:
    """The middle ratio of several rounds, each a run of both, in turn first."""
    for port, paths in ((ours, our_paths), (datasette, their_paths)):
        rate(port, paths, clients, SECONDS / 2)  # warm
    ratios, mine, theirs, p95 = [], [], [], []
    for number in range(ROUNDS):
        found = dict(
            _both(ours, our_paths, datasette, their_paths, clients, turned=number % 2 == 1)
        )
        mine.append(found["ours"].a_second)
        theirs.append(found["datasette"].a_second)
        p95.append(found["ours"].p95_ms)
        ratios.append(mine[-1] / theirs[-1])
    middle = float(statistics.median(ratios))
    print(
        f"            {clients} client{'s' if clients > 1 else ' '}  ours {statistics.median(mine):6.0f}/s"
        f" (p95 {statistics.median(p95):.1f} ms)   Datasette {statistics.median(theirs):6.0f}/s"
        f"   ratio {middle:.1f} (of {ROUNDS} rounds {min(ratios):.1f} to {max(ratios):.1f})"
    )
    return middle


def _both(
    ours: int,
    our_paths: list[str],
    datasette: int,
    their_paths: list[str],
    clients: int,
    *,
    turned: bool,
) -> Iterator[tuple[str, Any]]:
    peers = [("ours", ours, our_paths), ("datasette", datasette, their_paths)]
    for name, port, paths in reversed(peers) if turned else peers:
        yield name, rate(port, paths, clients, SECONDS)
