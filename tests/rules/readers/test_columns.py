"""A million cases at once say what each says alone."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rules.cases import complete_case, partial
from tests.rules.random_schemes import random_schemes
from tests.rules.strategies import complete_cases, partial_cases, small_schemes

from technopole.rules.language import (
    HKD,
    amount,
    award,
    bare,
    choice,
    condition,
    consistency,
    day,
    each,
    items,
    judgement,
    least,
    number,
    parameter,
    scheme,
    shifted,
    total,
    yes_no,
)
from technopole.rules.nodes import Kind
from technopole.rules.readers.columns import (
    BadRow,
    ConditionCount,
    TableRefused,
    assess,
    assess_file,
    questions_of,
)
from technopole.rules.readers.decide import decide
from technopole.rules.transforms.functions import functions_of

ON = date(2024, 6, 1)


# ── Tables of cases ───────────────────────────────────────────────────────────────────────────


def as_text(number):
    """A number as canonical decimal text."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(question, value):
    """An answer as it stands in a table."""
    if value is None:
        return None
    match question.kind:
        case Kind.NUMBER:
            return as_text(value)
        case Kind.ITEMS:
            return [
                {f.name: written(f, item.get(f.name)) for f in question.about.fields}
                for item in value
            ]
        case _:
            return value


def type_of(question):
    match question.kind:
        case Kind.NUMBER | Kind.CHOICE:
            return pl.String
        case Kind.DAY:
            return pl.Date
        case Kind.TRUTH:
            return pl.Boolean
        case _:
            return pl.List(pl.Struct({f.name: type_of(f) for f in question.about.fields}))


def table_of(schemes, cases):
    """A table with a column for each question of some schemes, and a row for each case."""
    return pl.DataFrame([
        pl.Series(q.name, [written(q, case.get(q.name)) for case in cases], dtype=type_of(q))
        for q in questions_of(schemes)
    ])  # fmt: skip


def expected(one, answers):
    """The row that the scheme's plain function gives for one case."""
    (surely, maybe), _, awards = functions_of(one).ranges(answers, ON)
    if any(answers.get(j.question.name) is False for j in one.judgements) or not maybe:
        return ("no", *((0, 0) for _ in awards))
    return ("yes" if surely else "unknown", *awards)


def found(one, verdicts, row):
    """The row that came out of a table."""
    cells = verdicts.row(row, named=True)
    awards = ((cells[f"{one.code}.{a.name}.low"], cells[f"{one.code}.{a.name}.high"]) for a in one.awards)
    return (cells[f"{one.code}.eligible"], *awards)


# ── The law ───────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_table_says_of_each_row_what_the_plain_function_says_of_it(data):
    one = data.draw(small_schemes())
    cases = data.draw(st.lists(partial_cases(one) | complete_cases(one), max_size=5))
    verdicts = assess([one], table_of([one], cases), ON).verdicts
    for row, case in enumerate(cases):
        assert found(one, verdicts, row) == expected(one, case)


@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_random_cases_of_random_schemes(seed):
    rng = random.Random(seed)
    for one in random_schemes(seed, 12):
        cases = [complete_case(one, rng) for _ in range(1100)]
        cases += [partial(complete_case(one, rng), rng) for _ in range(1100)]
        if seed % 2:
            rng.shuffle(cases)
        found_ = assess([one], table_of([one], cases), ON)
        rows = [found(one, found_.verdicts, row) for row in range(len(cases))]
        assert rows == [expected(one, case) for case in cases]
        counts = found_.counts[one.entity]
        answers = [row[0] for row in rows]
        assert (counts.yes, counts.no, counts.unknown) == tuple(
            answers.count(answer) for answer in ("yes", "no", "unknown")
        )
        ranges = [functions_of(one).ranges(case, ON)[1] for case in cases]
        for n, count in enumerate(counts.conditions):
            ends = [of_case[n] for of_case in ranges]
            assert (count.holds, count.fails, count.open) == (
                ends.count((True, True)), ends.count((False, False)), ends.count((False, True))
            )  # fmt: skip
