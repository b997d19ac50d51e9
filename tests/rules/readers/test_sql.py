"""A rule as SQL: row by row what the ranges say, on DuckDB and on PostgreSQL, to the cent."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from tests.rules.cases import Case, cases
from tests.rules.engines import (
    ON,
    ask_duckdb,
    ask_postgresql,
    on_duckdb,
    on_postgresql,
    ranges_say,
    rows_of,
)
from tests.rules.random_schemes import random_schemes

from technopole.rules.language import (
    Scheme,
    amount,
    award,
    choice,
    condition,
    day,
    each,
    floored,
    items,
    judgement,
    least,
    number,
    parameter,
    scheme,
    total,
)
from technopole.rules.readers.sql import Engine, SqlRefused, columns_of, sql_of, table_of
from technopole.rules.rulebook import read_rulebook
from technopole.site.postgres import SUPERUSER, EmbeddedPostgres

SCHEMES = read_rulebook("technopole.hong_kong").executable


@pytest.fixture(scope="module")
def connection(postgres: EmbeddedPostgres) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the tests' PostgreSQL, for tables of its own."""
    with psycopg.connect(postgres.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("SET search_path = pg_temp")
        yield connection


def agrees(scheme: Scheme, drawn: Sequence[Case], found: Sequence[Any]) -> None:
    for case, row in zip(drawn, found, strict=True):
        assert row[scheme.code] == ranges_say(scheme, case), case


# ── Row by row ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_duckdb_gives_what_the_ranges_give(scheme: Scheme, tmp_path: Path):
    drawn = cases(scheme, 1, 90)
    agrees(scheme, drawn, on_duckdb([scheme], rows_of([scheme], drawn), tmp_path))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_postgresql_gives_what_the_ranges_give(scheme: Scheme, connection):
    drawn = cases(scheme, 2, 90)
    agrees(scheme, drawn, on_postgresql([scheme], rows_of([scheme], drawn), connection))


def test_any_rule_that_can_be_written_gives_the_same_on_both(connection, tmp_path: Path):
    for one in random_schemes(11, 30):
        drawn = cases(one, 3, 60)
        rows = rows_of([one], drawn)
        agrees(one, drawn, on_duckdb([one], rows, tmp_path))
        agrees(one, drawn, on_postgresql([one], rows, connection))


def test_all_schemes_are_decided_by_one_query(connection):
    """Sixty rows that each answer for every scheme."""
    drawn: list[Case] = [{} for _ in range(60)]
    for one in SCHEMES:
        for whole, part in zip(drawn, cases(one, 4, len(drawn)), strict=True):
            whole |= part
    for case, row in zip(
        drawn, on_postgresql(SCHEMES, rows_of(SCHEMES, drawn), connection), strict=True
    ):
        assert row == {one.code: ranges_say(one, case) for one in SCHEMES}


# ── By hand ───────────────────────────────────────────────────────────────────────────────────

applied = day("applied", en="When?", zh_hant="何時？", today=True)
cost = amount("cost", en="What does it cost?", zh_hant="成本？", most=10**9)
trade = choice("trade", en="Which trade?", zh_hant="行業？", options={"a": ("A", "甲"), "b'": ("B", "乙")})  # fmt: skip
fee = amount("fee", en="Fee?", zh_hant="費用？", most=10**6)
bills = items("bills", en="Bills?", zh_hant="單據？", fields=(fee,), most=3)
ceiling = parameter(
    "ceiling", "HKD", en="Ceiling", zh_hant="上限", event=applied,
    values={"2020-04-01": (200_000, "guide, 1"), "2022-07": (600_000, "guide, 2")},
)  # fmt: skip


def small_scheme(**more: Any) -> Scheme:
    declared = {
        "conditions": (
            condition("trade", trade.is_in("a"), en="It is\n-- in trade A; DROP TABLE x.", zh_hant="甲業。", reference="guide, 3"),
        ),
        "awards": (
            award("grant", least(cost * Fraction(1, 3), ceiling), en="A third.", zh_hant="三分之一。", reference="guide, 4"),
            award("bills", total(bills, floored(each(fee), 10), most=2), en="Bills.", zh_hant="單據。", reference="guide, 5"),
        ),
        "judgements": (judgement("panel", en="The panel agrees.", zh_hant="評審同意。", reference="guide, 6"),),
    } | more  # fmt: skip
    return scheme(
        "small", code="SMALL", en="Small", zh_hant="小", summary=("Small.", "小。"), run_by="nobody",
        confirmed=date(2024, 12, 31), **declared,
    )  # fmt: skip


@pytest.fixture(params=["duckdb", "postgresql"])
def ask(request: pytest.FixtureRequest, connection: Any, tmp_path: Path) -> Any:
    """A function that gives what the small scheme's query says of some rows, without their ids."""
    engine = request.param

    def asked(*rows: dict[str, Any], **options: Any) -> list[tuple[Any, ...]]:
        table = table_of(small_scheme(), engine)
        text = sql_of(small_scheme(), engine, **options)
        empty = dict.fromkeys(columns_of(small_scheme()))
        whole = [{"id": place, **empty, **row} for place, row in enumerate(rows)]
        if engine == "duckdb":
            _, found = ask_duckdb(table, text, whole, tmp_path)
        else:
            _, found = ask_postgresql(table, text, whole, connection)
        return [row[1:] for row in found]

    return asked


def test_amounts_come_out_in_cents_and_nothing_is_rounded_but_once(ask):
    three = [{"fee": 1_999}, {"fee": 2_000}, {"fee": 5_000}]
    assert ask(
        {"applied": "2020-04-01", "cost": 100_001, "trade": "a", "bills": three},
        {"applied": "2022-08-01", "cost": 180_000_003, "trade": "a", "bills": []},
        {"applied": "2022-08-01", "cost": 100, "trade": "b'", "bills": []},
    ) == [
        (None, "yes", 33_333, 33_333, 3_000, 3_000),
        (None, "yes", 60_000_000, 60_000_000, 0, 0),
        (None, "no", 0, 0, 0, 0),
    ]


def test_what_is_missing_leaves_bounds_and_a_null_for_none(ask):
    bills = [{"fee": None}, {"fee": 999}]
    assert ask(
        {"trade": "a"},
        {"applied": "2022-07-15", "cost": 10**9, "bills": bills},
        {"applied": "2020-01-01", "cost": 10**9, "trade": "a"},
    ) == [
        (None, "yes", 0, 33_333_333_333, 0, 200_000_000),
        (None, "unknown", 20_000_000, 60_000_000, 0, 100_000_000),
        (None, "yes", 0, 333_333_333, 0, 200_000_000),
    ]


def test_the_day_of_asking_stands_for_a_missing_day_only_where_it_is_given(ask):
    row = {"cost": 10**9, "trade": "a", "bills": []}
    for on, low in ((None, 0), (date(2020, 5, 1), 20_000_000), (date(2023, 1, 1), 60_000_000)):
        assert ask(row, on=on)[0][2] == low


def test_a_judgement_against_it_refuses_and_a_missing_one_does_not(ask):
    rows = [{"trade": "a", "judgement.panel": panel} for panel in (None, True, False)]
    assert [row[1] for row in ask(*rows)] == ["yes", "yes", "no"]


def test_a_row_with_an_answer_that_is_none_has_no_result_and_says_why(ask):
    """Out of bounds, far enough to overflow, no option, too many items, a bad item: named, not computed."""
    good = {"cost": 300, "trade": "a", "applied": "2023-01-01", "bills": []}
    bad = [
        {"cost": -1}, {"cost": 10**11 + 1}, {"cost": 2**63 - 1}, {"trade": "c"}, {"applied": "1989-12-31"},
        {"bills": [{"fee": 1}] * 4}, {"bills": [{"fee": 1}, {"fee": -5}]},
    ]  # fmt: skip
    found = ask(good, *(good | one for one in bad), conditions=True)
    assert found[0][:2] == (None, "yes")
    assert [row[0] for row in found[1:]] == [next(iter(one)) for one in bad]
    assert all(set(row[1:]) == {None} for row in found[1:])


def test_a_column_that_may_hold_cents_in_fractions_stops_the_query(connection, tmp_path: Path):
    """A float or a decimal would be divided and rounded; narrower whole numbers are widened instead."""
    whole = table_of(small_scheme(), "duckdb")
    text = sql_of(small_scheme(), "duckdb")
    row = dict.fromkeys(columns_of(small_scheme())) | {"id": 0, "cost": 2_000_000_001, "trade": "a"}
    for type_ in ("DOUBLE", "DECIMAL(18, 2)"):
        table = whole.replace('"cost" BIGINT', f'"cost" {type_}')
        with pytest.raises(duckdb.BinderException, match=r"\|"):
            ask_duckdb(table, text, [row], tmp_path)
    fields = whole.replace('"fee" BIGINT', '"fee" DOUBLE')
    with pytest.raises(duckdb.BinderException, match=r"\|"):
        ask_duckdb(fields, text, [row], tmp_path)
    _, found = ask_duckdb(whole.replace('"cost" BIGINT', '"cost" INTEGER'), text, [row], tmp_path)
    assert found[0][2:5] == ("yes", 0, 666_666_667)
    table, text = table_of(small_scheme(), "postgresql"), sql_of(small_scheme(), "postgresql")
    with pytest.raises(psycopg.errors.UndefinedFunction, match=r"\|"):
        ask_postgresql(table.replace('"cost" BIGINT', '"cost" NUMERIC'), text, [row], connection)
    narrow = table.replace('"cost" BIGINT', '"cost" INTEGER')
    assert ask_postgresql(narrow, text, [row], connection)[1][0][2:5] == ("yes", 0, 666_666_667)


def test_json_that_is_no_list_of_items_refuses_its_row_alone(connection):
    table, text = table_of(small_scheme(), "postgresql"), sql_of(small_scheme(), "postgresql")
    empty = dict.fromkeys(columns_of(small_scheme())) | {"trade": "a"}
    bad = [
        "none", 7, {"fee": 1}, [1], [[{"fee": 1}]], [{"fee": "x"}], [{"fee": 1.5}], [{"fee": True}],
        [{"fee": 10**30}], [{"fee": {"fee": 1}}], [None],
    ]  # fmt: skip
    good = [None, [], [{}], [{"fee": 5, "other": "x"}]]
    rows = [{"id": place, **empty, "bills": bills} for place, bills in enumerate([*bad, *good])]
    _, found = ask_postgresql(table, text, rows, connection)
    assert [row[1] for row in found] == ["bills"] * len(bad) + [None] * len(good)
    null = text.replace(
        'FROM "applicants"',
        """FROM (SELECT 0 AS id, 'a' AS trade, NULL::bigint AS cost,
        NULL::date AS applied, 'null'::jsonb AS bills, NULL::boolean AS "judgement.panel") AS applicants""",
    )
    assert connection.execute(null).fetchall()[0][:3] == (0, None, "yes")


def test_a_question_without_a_column_is_unknown():
    some = {"cost", "trade"}
    table = table_of(small_scheme(), "duckdb", columns=some)
    assert "bills" not in table
    with duckdb.connect() as fresh:
        fresh.execute(table)
        fresh.execute("INSERT INTO applicants VALUES (7, 'a', 30000)")
        for on, low in ((date(2023, 1, 1), 10_000), (None, 0)):
            text = sql_of(small_scheme(), "duckdb", columns=some, on=on)
            assert fresh.execute(text).fetchall() == [(7, None, "yes", low, 10_000, 0, 200_000_000)]
    with pytest.raises(SqlRefused, match="do not ask costs"):
        sql_of(small_scheme(), "duckdb", columns={"costs"})


def test_kept_columns_and_tables_may_have_any_name(connection):
    text = sql_of(small_scheme(), "duckdb", table=("main", 'a"b; DROP'), keep=['my "key"'])
    table = table_of(small_scheme(), "duckdb", table=("main", 'a"b; DROP'), keep=['my "key"'])
    with duckdb.connect() as fresh:
        fresh.execute(table)
        assert fresh.execute(text).fetchall() == []
    with pytest.raises(SqlRefused, match="would be one column"):
        sql_of(small_scheme(), "duckdb", keep=["Cost"])
    with pytest.raises(SqlRefused, match="at most 63"):
        sql_of(small_scheme(), "postgresql", keep=["多" * 22])


def test_the_text_says_each_condition_with_its_reference_and_is_one_statement():
    for engine in Engine:
        text = sql_of(small_scheme(), engine)
        assert "-- It is -- in trade A; DROP TABLE x. (guide, 3)\n" in text
        assert "-- At most: Ceiling, in 1/100 HKD (guide, 1; guide, 2)\n" in text
        bare = re.sub(r"--.*", "", text)
        assert ";" not in bare
        assert bare.lstrip().startswith("WITH lists AS")
        assert not re.search(r"\b(DOUBLE|FLOAT|REAL|round)\b", bare, re.IGNORECASE)


def test_numbers_beyond_64_bits_stay_exact(connection, tmp_path: Path):
    """A trillion times a share of many places, to the cent; engines reach for a wider type."""
    long_share = Fraction(1_234_567_891, 10_000_000_019)
    huge = amount("huge", en="Huge?", zh_hant="巨額？")
    one = small_scheme(
        conditions=(condition("huge", huge > 0, en="Some.", zh_hant="有。", reference="guide"),),
        awards=(award("part", huge * long_share * Fraction(9, 1_000_003), en="Part.", zh_hant="部分。", reference="guide"),),
    )  # fmt: skip
    drawn: list[Case] = [{"huge": Fraction(value, 100)} for value in (10**14, 10**14 - 1, 77, 0)]
    drawn.append({})
    rows = rows_of([one], drawn)
    agrees(one, drawn, on_duckdb([one], rows, tmp_path))
    agrees(one, drawn, on_postgresql([one], rows, connection))
    too_long = Fraction(10**30 + 1, 10**30)
    beyond = small_scheme(
        awards=(award("part", huge * too_long, en="P.", zh_hant="部。", reference="g"),)
    )
    with pytest.raises(SqlRefused, match="38 digits"):
        sql_of(beyond, "spark")


def test_every_scheme_has_names_that_every_engine_takes():
    for engine in Engine:
        text = sql_of(SCHEMES, engine, on=ON, conditions=True)
        assert all(name in text for name in columns_of(SCHEMES))


def test_a_number_on_coarse_steps_is_refused_between_them():
    steps = number("steps", en="Steps?", zh_hant="步？", unit="months", least=1, most=100, step=3)
    one = small_scheme(
        conditions=(condition("steps", steps > 4, en="S.", zh_hant="步。", reference="g"),),
        awards=(),
    )
    with duckdb.connect() as fresh:
        fresh.execute(table_of(one, "duckdb"))
        fresh.execute("INSERT INTO applicants VALUES (1, 4, NULL), (2, 7, NULL), (3, 8, NULL)")
        found = sorted(fresh.execute(sql_of(one, "duckdb")).fetchall())
    assert found == [(1, None, "no"), (2, None, "yes"), (3, "steps", None)]
