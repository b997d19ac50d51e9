"""A rule as SQL on Spark: row by row what the ranges say, to the cent, computed by two executors."""

from pathlib import Path
from typing import Any

import pytest
from tests.rules.cases import Case, cases
from tests.rules.engines import ON, as_lines, ask_spark, on_spark, ranges_say, rows_of
from tests.rules.random_schemes import random_schemes

from technopole.rules.language import Scheme
from technopole.rules.readers.sql import sql_of, table_of
from technopole.rules.rulebook import read_rulebook

SCHEMES = read_rulebook("technopole.hong_kong").executable


def test_there_are_two_executors(session: Any):
    """The work is shared out: each partition says where it ran."""
    import os

    context = session.sparkContext
    driver = os.getpid()
    seen = context.parallelize(range(200), 20).map(lambda _: os.getppid()).distinct().collect()
    assert driver not in seen
    assert len(seen) == 2


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_spark_gives_what_the_ranges_give(scheme: Scheme, session: Any, tmp_path: Path):
    drawn = cases(scheme, 5, 120)
    for case, row in zip(
        drawn, on_spark([scheme], rows_of([scheme], drawn), tmp_path, session), strict=True
    ):
        assert row[scheme.code] == ranges_say(scheme, case), case


def test_any_rule_that_can_be_written_gives_the_same(session: Any, tmp_path: Path):
    for one in random_schemes(12, 25):
        drawn = cases(one, 6, 60)
        for case, row in zip(
            drawn, on_spark([one], rows_of([one], drawn), tmp_path, session), strict=True
        ):
            assert row[one.code] == ranges_say(one, case), case


def test_all_schemes_are_decided_by_one_query_over_many_partitions(session: Any, tmp_path: Path):
    drawn: list[Case] = [{} for _ in range(400)]
    for one in SCHEMES:
        for whole, part in zip(drawn, cases(one, 8, len(drawn)), strict=True):
            whole |= part
    table = table_of(SCHEMES, "spark")
    columns = table[table.index("(") + 1 : table.rindex(")")]
    path = as_lines(rows_of(SCHEMES, drawn), tmp_path / "rows.jsonl")
    rows = session.read.schema(columns).json(str(path)).repartition(8)
    rows.createOrReplaceTempView("applicants")
    found = session.sql(sql_of(SCHEMES, "spark", on=ON)).collect()
    assert len(found) == len(drawn)
    for row in found:
        for one in SCHEMES:
            expected = ranges_say(one, drawn[row["id"]])
            assert row[f"{one.code}.eligible"] == expected["eligible"]
            for name, (low, high) in expected["awards"].items():
                assert (row[f"{one.code}.{name}.low"], row[f"{one.code}.{name}.high"]) == (
                    low,
                    high,
                )


def test_a_bad_row_is_named_and_does_not_stop_the_others(session: Any, tmp_path: Path):
    one = next(scheme for scheme in SCHEMES if scheme.code == "NIFS")
    good, bad = rows_of([one], [{}, {}])
    bad |= {"project.total_cost": 2**63 - 1}
    texts = table_of(one, "spark"), sql_of(one, "spark")
    names, found = ask_spark(*texts, [good, bad], tmp_path, session)
    assert names[:3] == ["id", "refused", "NIFS.eligible"]
    assert found[0][1:3] == (None, "unknown")
    assert found[1][1] == "project.total_cost"
    assert set(found[1][2:]) == {None}
