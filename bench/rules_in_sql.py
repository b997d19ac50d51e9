"""The rules as SQL: rows decided a second by DuckDB, PostgreSQL and, where it is installed, Spark.

No peer offers this; the ratio is to a plain scan that sums the same columns on the same engine, so
that it says what the rule costs beyond reading the table.

    python -m bench.rules_in_sql [ROWS] [spark]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.rules.cases import Case, cases
from tests.rules.engines import ON, rows_of

from bench.measuring import say_machine
from technopole.rules.language import Scheme
from technopole.rules.readers.sql import Engine, sql_of, table_of
from technopole.rules.rulebook import read_rulebook

SIX = ("NIFS", "NIAS", "RAISE", "TAX-RD", "TVP", "DTSPP")
_SEEDS = 1_000


def run(rows: int = 1_000_000, *, spark: bool = False) -> bool:
    """Measure; there is no bar."""
    rulebook = read_rulebook("technopole.hong_kong")
    six = tuple(rulebook.by_code[code.lower()] for code in SIX)
    with tempfile.TemporaryDirectory(prefix="technopole-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        for schemes, count in ((six, rows), (rulebook.executable, rows // 5)):
            title = f"{len(schemes)} schemes"
            parquet = folder / "applicants.parquet"
            _on_duckdb(title, schemes, count, folder, parquet)
            _on_postgresql(title, schemes, count // 5, folder)
            if spark:
                _on_spark(title, schemes, count, parquet)
    return True


def _seeds(schemes: Sequence[Scheme]) -> list[dict[str, Any]]:
    drawn: list[Case] = [{} for _ in range(_SEEDS)]
    for scheme in schemes:
        for whole, part in zip(drawn, cases(scheme, 1, _SEEDS), strict=True):
            whole |= part
    return rows_of(schemes, drawn)


def _sums(schemes: Sequence[Scheme], text: str, quote: str) -> str:
    """A query that reads every result and gives one row, so that nothing but deciding is measured."""
    names = [
        f"{s.code}.{a.name}.{end}" for s in schemes for a in s.awards for end in ("low", "high")
    ]
    sums = [f"sum(CAST({quote}{name}{quote} AS DECIMAL(38, 0)))" for name in names]
    yes = [f"count(CASE WHEN {quote}{s.code}.eligible{quote} = 'yes' THEN 1 END)" for s in schemes]
    return f"SELECT {', '.join(sums + yes)} FROM ({text}) AS decided"


def _say(engine: str, title: str, rows: int, seconds: float, scan: float) -> None:
    print(f"{engine:11} {title}: {rows:>9,} rows in {seconds:6.2f} s, {rows / seconds:>10,.0f} rows a second, "
          f"{seconds / scan:5.1f} × a scan")  # fmt: skip


def _best(ask: Callable[[], Any], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _scan(schemes: Sequence[Scheme], quote: str) -> str:
    columns = dict.fromkeys(q.name for s in schemes for q in s.questions)
    counts = ", ".join(f"count({quote}{name}{quote})" for name in columns)
    return f"SELECT {counts} FROM applicants"


def _on_duckdb(title: str, schemes: Sequence[Scheme], rows: int, folder: Path, out: Path) -> None:
    import duckdb

    lines = folder / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in _seeds(schemes)))
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '4GB'")
        connection.execute(table_of(schemes, Engine.DUCKDB))
        connection.execute(f"COPY applicants FROM '{lines}' (FORMAT json)")
        connection.execute(
            f"INSERT INTO applicants SELECT a.* FROM applicants a, range({rows // _SEEDS - 1}) ORDER BY random()"
        )
        text = _sums(schemes, sql_of(schemes, Engine.DUCKDB, on=ON), '"')
        seconds = _best(lambda: connection.execute(text).fetchall())
        scan = _best(lambda: connection.execute(_scan(schemes, '"')).fetchall())
        connection.execute(f"COPY applicants TO '{out}' (FORMAT parquet)")
    _say("DuckDB", title, rows, seconds, scan)


def _on_postgresql(title: str, schemes: Sequence[Scheme], rows: int, folder: Path) -> None:
    import psycopg

    from technopole.site.postgres import SUPERUSER, EmbeddedPostgres

    with (
        EmbeddedPostgres(folder / "postgres", durable=False) as server,
        psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection,
    ):
        connection.execute("SET search_path = pg_temp")
        connection.execute(table_of(schemes, Engine.POSTGRESQL).encode())
        insert = (
            "INSERT INTO applicants SELECT * FROM jsonb_populate_recordset(NULL::applicants, %s)"
        )
        connection.execute(insert, [json.dumps(_seeds(schemes))])
        copies = (
            f"SELECT a.* FROM applicants a, generate_series(2, {rows // _SEEDS}) ORDER BY random()"
        )
        connection.execute(f"INSERT INTO applicants {copies}".encode())
        connection.execute("ANALYZE applicants")
        text = _sums(schemes, sql_of(schemes, Engine.POSTGRESQL, on=ON), '"').encode()
        seconds = _best(lambda: connection.execute(text).fetchall())
        scan = _best(lambda: connection.execute(_scan(schemes, '"').encode()).fetchall())
        connection.execute("DROP TABLE applicants")
    _say("PostgreSQL", title, rows, seconds, scan)


def _on_spark(title: str, schemes: Sequence[Scheme], rows: int, parquet: Path) -> None:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(str(parquet)).createOrReplaceTempView("applicants")
    text = _sums(schemes, sql_of(schemes, Engine.SPARK, on=ON), "`")
    begun = time.perf_counter()
    session.sql(text).collect()
    first = time.perf_counter() - begun
    # A new query each time, for Spark keeps the result of an old one.
    seconds = _best(lambda: session.sql(text).collect())
    scan = _best(lambda: session.sql(_scan(schemes, "`")).collect())
    _say("Spark", title, rows, seconds, scan)
    print(f"            the first time, with planning and compiling: {first:.1f} s")
    session.stop()


if __name__ == "__main__":
    say_machine()
    wanted = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    run(*wanted, spark="spark" in sys.argv)
