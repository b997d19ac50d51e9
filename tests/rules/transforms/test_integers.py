"""A scheme in whole numbers: exact, on one scale where it compares, and within known bounds."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.strategies import partial_cases, small_schemes

from technopole.rules.language import (
    HKD,
    amount,
    award,
    choice,
    condition,
    day,
    least,
    number,
    parameter,
    scheme,
)
from technopole.rules.nodes import Kind
from technopole.rules.transforms.functions import Functions
from technopole.rules.transforms.integers import (
    Compared,
    LookUp,
    OneOfDated,
    TooWide,
    Totalled,
    check_width,
    lowered,
    lowered_tests,
)
from technopole.rules.transforms.statements import range_statements

cost = amount("cost", en="cost", zh_hant="成本", most=10**9)
asked = day("asked", en="asked", zh_hant="日期")
trade = choice(
    "trade", en="trade", zh_hant="行業", options={o: (o, o) for o in ("farm", "shop", "school")}
)


def share_of(**values):
    return parameter("share", "times", en="s", zh_hant="s", event=asked, values=values)


def small_scheme(value, *conditions):
    tests = conditions or (cost > 0,)
    return scheme(
        "small", code="SMALL", en="s", zh_hant="s", summary=("s", "s"), run_by="nobody",
        confirmed=date(2024, 1, 1),
        conditions=[
            condition(f"c{n}", test, en="c", zh_hant="c", reference="r")
            for n, test in enumerate(tests)
        ],
        awards=[award("grant", value, en="a", zh_hant="a", reference="r")],
    )  # fmt: skip


third = parameter(
    "share", "times", en="s", zh_hant="s", event=asked,
    values={"2020-01-01": (Fraction(1, 3), "r"), "2024-04": (Fraction(3, 4), "r", "low")},
)  # fmt: skip
ceiling = parameter(
    "ceiling", HKD, en="c", zh_hant="c", event=asked,
    values={"<=2021-06-01": (15_000_000, "r"), "2023-01-01..2024-12-31": (20_000_000, "r")},
)  # fmt: skip
GRANT = small_scheme(least(cost * third, ceiling))


def test_money_is_in_cents_and_shares_leave_room_for_other_shares():
    program = lowered(GRANT)
    assert [(c.name, c.scale, c.low, c.high) for c in program.columns] == [
        ("cost", 100, 0, 10**11),
        ("asked", 1, date(1990, 1, 1).toordinal(), date(2099, 12, 31).toordinal()),
    ]
    scales = {table.parameter: table.scale for table in program.tables}
    assert scales == {"share": 3000, "ceiling": 100}
    name, line = program.awards[0]
    assert (name, program.lines[line].scale) == ("grant", 100)


def test_a_table_has_a_row_for_each_run_of_days_with_what_may_have_been_in_force():
    program = lowered(GRANT)
    (timeline,) = program.timelines
    rows = {table.parameter: table.rows for table in program.tables}
    by_day = {date.fromordinal(start): n for n, start in enumerate(timeline.starts)}
    share = rows["share"]
    assert share[0].open
    known = share[by_day[date(2020, 1, 1)]]
    assert (known.low, known.high, known.open, known.certain) == (1000, 1000, False, True)
    assert share[by_day[date(2024, 4, 1)]].open  # of low confidence: it never decides
    assert not rows["ceiling"][by_day[date(2024, 4, 30)]].open
    assert rows["ceiling"][by_day[date(2025, 1, 1)]].open


def test_a_like_program_differs_in_its_rows_alone():
    other = parameter(
        "share", "times", en="s", zh_hant="s", event=asked,
        values={"2020-01-01": (Fraction(1, 4), "r"), "2022-01-01": (Fraction(333, 1000), "r")},
    )  # fmt: skip
    before = lowered(GRANT)
    after = lowered(small_scheme(least(cost * other, ceiling)), like=before)
    assert [line.does for line in after.lines] == [line.does for line in before.lines]
    assert Functions(after).ranges_source == Functions(before).ranges_source
    assert Functions(after).plain_source == Functions(before).plain_source
    assert after.tables != before.tables


def test_a_list_of_options_is_bits_of_the_question_that_it_is_asked_of():
    trades = parameter(
        "trades", None, en="t", zh_hant="t", event=asked,
        values={
            "2020-01-01": (frozenset({"shop"}), "r"),
            "2024-12": (frozenset({"shop", "school", "bank"}), "r"),
        },
    )  # fmt: skip
    program = lowered(small_scheme(cost, trade.is_in(trades)))
    (table,) = program.tables
    assert table.options == ("farm", "shop", "school")
    assert [(row.low, row.high, row.open) for row in table.rows] == [
        (0b000, 0b111, True), (0b010, 0b010, False), (0b010, 0b110, False), (0b110, 0b110, False),
    ]  # fmt: skip


def test_a_rule_that_may_leave_64_bits_is_named_with_its_bounds():
    wide = amount("wide", en="w", zh_hant="w", most=10**12)
    check_width(lowered(small_scheme(wide * Fraction(1, 9_999_991))))
    eight = number("eight", en="e", zh_hant="e", unit="times", most=10**9)
    with pytest.raises(
        TooWide, match=r"small: “wide × eight” may be anything from 0 to 10{23} in units of 1/100"
    ):
        check_width(lowered(small_scheme(wide * eight)))


def test_shares_give_up_their_room_where_the_rule_is_wide():
    wide = amount("wide", en="w", zh_hant="w", most=10**12)
    program = lowered(small_scheme(wide * third * third))
    scales = {table.parameter: table.scale for table in program.tables}
    check_width(program)
    assert scales["share"] < 3000


def test_tests_alone_have_a_program_too():
    program = lowered_tests("honest", [("trade", (cost > 0) | trade.is_in("farm"))])
    assert program.conditions == (("trade", program.eligible),)
    assert program.awards == ()


@settings(max_examples=100, deadline=None)
@given(small_schemes())
def test_lines_come_after_those_that_they_read_and_compare_on_one_scale(drawn):
    program = lowered(drawn)
    for place, line in enumerate(program.lines):
        match line.does:
            case LookUp(table) | OneOfDated(_, table):
                assert program.timelines[program.tables[table].timeline].event < place
            case Compared(_, left, right):
                assert program.lines[left].scale == program.lines[right].scale
                assert max(left, right) < place
            case Totalled(items, each):
                assert each < place
                assert line.scope is None
                assert program.lines[each].scope in {None, items}
    for table in program.tables:
        assert len(table.rows) == len(program.timelines[table.timeline].starts)
        assert all(row.low <= row.high or table.kind is Kind.CHOICE for row in table.rows)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_line_stays_within_its_extent_whatever_is_answered(data):
    drawn = data.draw(small_schemes())
    program = lowered(drawn)
    ends_of = ends_of_all_lines(program)
    for ref, low, high in ends_of(data.draw(partial_cases(drawn))):
        extent = program.lines[ref].extent
        infinity = 1 << 2000
        assert low >= extent.low or (extent.below and low == -infinity)
        assert high <= extent.high or (extent.above and high == infinity)
        assert low <= extent.high
        assert high >= extent.low


def ends_of_all_lines(program):
    """A function from answers to the two ends of every line that is computed once a case."""
    from technopole.rules.transforms import functions

    reading = functions._RangeReading(program)
    roots = [n for n, line in enumerate(program.lines) if line.scope is None]
    body = range_statements(program, reading, roots)
    shown = [n for n in roots if program.lines[n].kind in {Kind.NUMBER, Kind.DAY}]
    listed = ", ".join("({}, {}, {})".format(n, *body.names[n]) for n in shown)
    source = functions._function("all_ends", [*reading.statements(), *body.code], f"[{listed}]")
    names = functions._names(program)
    exec(source, names)  # noqa: S102  our own source
    return lambda answers: names["all_ends"](answers, date(2024, 6, 1))
