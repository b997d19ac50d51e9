"""Polars expressions say what ranges say of every row, whatever the table's types and engine."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import Case, cases, complete_case
from tests.rules.engines import ON, frame_in_text, ranges_say, read_rows, with_today
from tests.rules.random_schemes import random_schemes
from tests.rules.strategies import complete_cases, partial_cases, small_schemes

from technopole.rules.language import (
    Scheme,
    amount,
    award,
    condition,
    day,
    each,
    items,
    least,
    number,
    scheme,
    total,
    yes_no,
)
from technopole.rules.nodes import Kind
from technopole.rules.readers.columns import TableRefused, assess
from technopole.rules.readers.columns.expressions import decided, expressions_of
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.sql import columns_of
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.functions import functions_of
from technopole.rules.transforms.integers import Column, ItemList, TooWide, lowered

SCHEMES = read_rulebook("technopole.hong_kong").executable
COUNT = settings().max_examples


def frame_of(schemes: list[Scheme], drawn: list[Case]) -> pl.DataFrame:
    """Cases as a table of decimals in dollars, days, options as Enum, and truths."""
    columns = columns_of(schemes)
    frame = frame_in_text(schemes, drawn)
    return frame.cast({name: typed(one) for name, one in columns.items()})


def typed(column: Column | ItemList) -> pl.DataType:
    if isinstance(column, ItemList):
        return pl.List(pl.Struct({one.name: typed(one) for one in column.fields}))
    return {
        Kind.NUMBER: pl.Decimal(38, 4), Kind.DAY: pl.Date(), Kind.TRUTH: pl.Boolean(),
        Kind.CHOICE: pl.Enum(column.options),
    }[column.kind]  # fmt: skip


def says_what_ranges_say(one: Scheme, drawn: list[Case], frame: pl.DataFrame | pl.LazyFrame):
    found = decided(frame, [one], ON, conditions=True).collect()
    rows = read_rows([one], found.columns, found.rows())
    for case, row in zip(drawn, rows, strict=True):
        assert row[one.code] == ranges_say(one, case), case


# ── Every scheme, and any that can be written ─────────────────────────────────────────────────


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_bounds_of_every_scheme_are_those_of_ranges(one: Scheme):
    drawn = cases(one, 31, 60)
    says_what_ranges_say(one, drawn, frame_of([one], drawn))
    says_what_ranges_say(one, drawn, frame_in_text([one], drawn).lazy())


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_a_complete_case_of_every_scheme_is_decided_as_decide_decides_it(one: Scheme):
    rng = random.Random(f"{one.code} 32")
    drawn = [complete_case(one, rng) for _ in range(40)]
    found = decided(frame_of([one], drawn), [one], ON).collect()
    for case, row in zip(drawn, found.iter_rows(named=True), strict=True):
        plain = functions_of(one).plain(with_today(one, case), ON)
        if plain is None:  # a dated value that is not certain on its day
            continue
        decision = decide(one, case, ON)
        assert row[f"{one.code}.eligible"] == str(decision.eligible)
        if decision.eligible is Eligible.YES:
            for given_award in decision.awards:
                cents = (given_award.low * 100, given_award.high * 100)
                name = f"{one.code}.{given_award.name}"
                assert (row[f"{name}.low"], row[f"{name}.high"]) == cents


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bounds_of_any_scheme_are_those_of_the_plain_functions(data):
    one = data.draw(small_schemes())
    drawn = [data.draw(partial_cases(one)), data.draw(complete_cases(one))]
    rule = functions_of(one)
    found = decided(frame_of([one], drawn).lazy(), [one], ON).collect()
    for case, row in zip(drawn, found.iter_rows(named=True), strict=True):
        ends, _, awards = rule.ranges(case, ON)
        no = case.get("judgement.panel") is False or not ends[1]
        assert row["RND.eligible"] == ("no" if no else "yes" if ends[0] else "unknown")
        for (low, high), given_award in zip(awards, one.awards, strict=True):
            name = f"RND.{given_award.name}"
            got = (row[f"{name}.low"], row[f"{name}.high"])
            assert got == ((0, 0) if no else (max(0, low), high))


def test_bounds_of_random_schemes_are_those_of_ranges():
    """Lazily nothing is seen beforehand; of a table that is there, complete columns are."""
    rng = random.Random(33)
    for one in random_schemes(34, max(6, COUNT // 4)):
        drawn = cases(one, 35, 30)
        says_what_ranges_say(one, drawn, frame_of([one], drawn).lazy())
        complete = [complete_case(one, rng) for _ in range(30)]
        says_what_ranges_say(one, complete, frame_of([one], complete))


def test_many_schemes_in_one_plan_say_what_each_says_alone():
    some = [one for one in SCHEMES if one.code in {"TVP", "RTH", "DBIZ", "TECHTAS", "TAX-SD"}]
    drawn = cases(some[0], 36, 20)
    for one in some[1:]:
        drawn = [a | b for a, b in zip(drawn, cases(one, 36, 20), strict=True)]
    frame = frame_of(some, drawn).with_columns(id=pl.int_range(pl.len()))
    together = decided(frame, some, ON).collect()
    assert together["id"].to_list() == list(range(20))
    for one in some:
        alone = decided(frame_of([one], drawn), [one], ON).collect().drop("refused")
        assert together.select(alone.columns).equals(alone)


def test_streaming_and_in_memory_give_the_same_rows_in_the_same_order():
    """More rows than a batch of either engine, so that look-ups and sums span several."""
    some = [one for one in SCHEMES if one.code in {"RTH", "TVP"}]
    drawn = [a | b for a, b in zip(cases(some[0], 37, 50), cases(some[1], 37, 50), strict=True)]
    frame = pl.concat([frame_of(some, drawn)] * 2_500).with_columns(id=pl.int_range(pl.len()))
    plan = decided(frame.lazy(), some, ON)
    streamed = plan.collect(engine="streaming")
    assert streamed.equals(plan.collect(engine="in-memory"))
    assert streamed["id"].to_list() == list(range(len(frame)))
    first = streamed.head(50).drop("id")
    assert streamed.tail(50).drop("id").equals(first)


@pytest.mark.parametrize("code", ["NIFS", "RTH", "TAX-RD"])
def test_what_comes_out_is_what_assess_gives(code: str):
    [one] = [one for one in SCHEMES if one.code == code]
    drawn = cases(one, 38, 60)
    frame = frame_of([one], drawn).with_columns(name=pl.lit("kept"))
    found = decided(frame, [one], ON).collect()
    assert found["refused"].null_count() == len(found)
    verdicts = assess([one], frame, ON).verdicts
    assert found.drop("refused").select(verdicts.columns).equals(verdicts)


# ── What the columns hold ─────────────────────────────────────────────────────────────────────

cost = amount("cost", en="cost", zh_hant="cost", most=1_000)
share = number("share", en="share", zh_hant="share", unit="percent", most=100, step=Fraction(1, 2))
applied = day("applied", en="applied", zh_hant="applied", first=date(2020, 1, 1), today=True)
local = yes_no("local", en="local", zh_hant="local")
fee = amount("fee", en="fee", zh_hant="fee", most=100)
fees = items("fees", en="fees", zh_hant="fees", fields=(fee,), most=3)
SMALL = scheme(
    "small", code="SMALL", en="Small", zh_hant="小", summary=("Small.", "小。"), run_by="nobody",
    confirmed=date(2024, 12, 31),
    conditions=(
        condition("local", local, en="Local.", zh_hant="本地。", reference="nowhere, line 1"),
        condition("share", share >= 50, en="Half.", zh_hant="一半。", reference="nowhere, line 1"),
        condition("late", applied >= date(2024, 1, 1), en="Late.", zh_hant="遲。", reference="nowhere"),
    ),
    awards=(
        award("grant", least(cost, total(fees, each(fee))), en="G.", zh_hant="助。", reference="nowhere"),
    ),
)  # fmt: skip
GOOD = {
    "cost": 12_345, "share": Decimal("50.5"), "applied": date(2024, 5, 1), "local": True,
    "fees": [{"fee": 2_000}, {"fee": 50}],
}  # fmt: skip


def small(**more: object) -> dict[str, object]:
    """What the small scheme makes of one row, the good one with other columns."""
    columns = {name.replace("__", "."): value for name, value in more.items()}
    row = {name: value for name, value in (GOOD | columns).items() if value is not ...}
    return decided(pl.DataFrame([row]), [SMALL], ON, conditions=True).collect().row(0, named=True)


def test_whole_numbers_of_money_are_cents_and_text_and_decimals_dollars():
    assert small()["SMALL.grant.low"] == 2_050
    assert small(cost=20)["SMALL.grant.low"] == 20
    assert small(cost="20")["SMALL.grant.low"] == 2_000
    assert small(cost="0.07")["SMALL.grant.high"] == 7
    assert small(cost=Decimal(20))["SMALL.grant.high"] == 2_000
    assert small(cost=Decimal("0.070"))["SMALL.grant.high"] == 7


def test_null_and_a_column_that_is_not_there_are_unknown():
    for missing in (None, ...):
        assert small(local=missing)["SMALL.eligible"] == "unknown"
        assert small(local=missing)["SMALL.condition.local"] is None
        assert small(share=missing, local=False)["SMALL.eligible"] == "no"
        row = small(cost=missing)
        assert (row["SMALL.eligible"], row["SMALL.grant.low"], row["SMALL.grant.high"]) == (
            "yes",
            0,
            2_050,
        )
        row = small(fees=missing)
        assert (row["SMALL.grant.low"], row["SMALL.grant.high"]) == (0, 12_345)
    assert small(fees=[])["SMALL.grant.high"] == 0
    assert small(fees=[{"fee": None}, {"fee": 5}])["SMALL.grant.low"] == 5


def test_the_day_of_asking_stands_for_a_missing_day_of_application():
    assert small(applied=None)["SMALL.eligible"] == "yes"
    assert small(applied=...)["SMALL.eligible"] == "yes"
    frame = pl.DataFrame([GOOD | {"applied": None}])
    assert decided(frame, [SMALL]).collect()["SMALL.eligible"].to_list() == ["unknown"]


@pytest.mark.parametrize(
    ("column", "value", "question"),
    [
        ("cost", -1, "cost"),
        ("cost", 100_001, "cost"),
        ("cost", 2**62, "cost"),
        ("share", Decimal("50.25"), "share"),
        ("share", "5e1", "share"),
        ("share", "050", "share"),
        ("applied", date(2019, 12, 31), "applied"),
        ("applied", "2024-02-30", "applied"),
        ("local", "yes", "local"),
        ("fees", [{"fee": 10_001}], "fees"),
        ("fees", [{"fee": 1}] * 4, "fees"),
        ("fees", [{"fee": 1}, None], "fees"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_named_and_nothing_is_computed_from_it(
    column: str, value: object, question: str
):
    frame = pl.DataFrame([GOOD | {column: value}])
    for table in (frame, frame.lazy()):
        row = decided(table, [SMALL], ON, conditions=True).collect().row(0, named=True)
        assert row.pop("refused") == question
        assert set(row.values()) == {None}


def test_one_bad_row_leaves_the_others_alone():
    frame = pl.DataFrame([GOOD, GOOD | {"cost": -1}, GOOD | {"applied": date(9000, 1, 1)}])
    found = decided(frame, [SMALL], ON).collect()
    assert found["refused"].to_list() == [None, "cost", "applied"]
    assert found["SMALL.grant.low"].to_list() == [2_050, None, None]


@pytest.mark.parametrize(
    ("column", "values", "sentence"),
    [
        ("cost", [1.5], "cannot hold this answer"),
        ("costs", [1], "Did you mean cost"),
        ("local", [1], "cannot hold this answer"),
        ("fees", [1], "cannot hold this answer"),
        ("refused", [1], "would be overwritten"),
    ],
)
def test_columns_that_cannot_be_taken_are_refused_in_a_sentence(column, values, sentence):
    with pytest.raises(TableRefused, match=sentence):
        decided(pl.DataFrame({column: values}), [SMALL], ON)


def test_a_table_without_any_question_is_unknown_in_every_row():
    found = decided(pl.DataFrame({"id": [1, 2, 3]}), [SMALL], ON).collect()
    assert found["SMALL.eligible"].to_list() == ["unknown"] * 3
    assert decided(pl.DataFrame({"id": []}), [SMALL], ON).collect().is_empty()


def test_a_rule_beyond_64_bits_is_refused_before_polars_wraps_around():
    factor = number("factor", en="f", zh_hant="f", unit="times", most=10**15)
    square = scheme(
        "square", code="SQUARE", en="Square", zh_hant="方", summary=("S.", "方。"), run_by="nobody",
        confirmed=date(2024, 12, 31),
        conditions=(condition("local", local, en="L.", zh_hant="本。", reference="nowhere"),),
        awards=(award("grant", total(fees, each(fee)) * factor, en="G.", zh_hant="助。", reference="nowhere"),),
    )  # fmt: skip
    with pytest.raises(TooWide, match="leaves 64 bits"):
        expressions_of(lowered(square), {})


def test_a_plan_stays_small():
    """What is read twice is a column: the largest scheme's plan has fewer expressions than two a line."""
    for one in SCHEMES:
        program = lowered(one)
        rule = expressions_of(program, {})
        made = sum(len(step.columns) for step in rule.steps)
        assert made <= 2 * len(program.lines), one.code
        assert len(rule.steps) <= 12, one.code
