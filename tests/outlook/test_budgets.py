"""Budgets: sums, paces, the day on which money runs out, and what a result costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.problems import PackRefused
from technopole.outlook.budgets import FILE, Budget, Span, budgets_of
from technopole.plan import packs
from technopole.plan.packs import Pack


@cache
def hong_kong() -> Pack:
    return packs.load("hong_kong")


def budget(entity: str, day: date = date(2026, 11, 21)) -> Budget:
    (found,) = [b for b in budgets_of(hong_kong().as_of(day)) if b.watch.entity == entity]
    return found


def with_file(content: str) -> Pack:
    pack = hong_kong()
    return replace(pack, files={**pack.files, FILE: content.encode()})


HEAD = "entity,set_aside,taken_out,used,yearly,since,per,note_en,note_zh_hant\n"

amounts = st.fractions(min_value=0, max_value=10**12)


@st.composite
def spans(draw: st.DrawFn, positive: bool = False) -> Span:
    least, stated, most = sorted(draw(amounts) + (1 if positive else 0) for _ in range(3))
    return Span(stated, least, most)


# ── Spans ─────────────────────────────────────────────────────────────────────────────────────


@given(spans(), spans(positive=True))
def test_a_quotient_holds_every_quotient_of_what_the_spans_hold(amount: Span, count: Span) -> None:
    each = amount.over(count)
    assert each is not None
    for over in (amount.least, amount.stated, amount.most):
        for under in (count.least, count.stated, count.most):
            assert over is not None
            assert under is not None
            assert each.least is not None
            assert each.most is not None
            assert each.least <= over / under <= each.most


def test_a_count_that_may_be_nothing_leaves_the_quotient_without_an_upper_bound() -> None:
    each = Span(Fraction(700), Fraction(700), Fraction(800)).over(
        Span(Fraction(1000), Fraction(0), Fraction(1000))
    )
    assert each == Span(Fraction(7, 10), Fraction(7, 10), None)


# ── Against figures worked out by hand ────────────────────────────────────────────────────────


def test_the_funding_scheme_is_used_up_at_the_pace_of_its_last_stretch() -> None:
    """257 million in the 1,157 days from the end of October 2021 to the end of 2024; 1,635 million are left."""
    found = budget("new-industrialisation-funding-scheme")
    last = found.use.stretches[-1]
    pace = Fraction(257_000_000) / (Fraction(1157) / Fraction(36525, 100))
    assert last.amount.stated == 257_000_000
    assert last.a_year.stated == pace
    out = found.use.exhaustion
    assert out.left is not None
    assert out.left.stated == 1_635_000_000
    years = Fraction(1_635_000_000) / pace
    assert out.day is not None
    assert (out.day - date(2024, 12, 31)).days == -(-years * Fraction(36525, 100) // 1)
    assert out.earliest is not None
    assert out.earliest < out.day
    assert out.latest is None or out.latest > out.day
    assert out.changes >= 3


def test_a_result_costs_what_was_approved_by_the_day_on_which_it_was_counted() -> None:
    posts, talents = budget("research-talent-hub").use.costs
    assert posts.each is not None
    assert posts.each.stated == Fraction(7_200_000_000, 14_200)
    assert posts.money is not None
    assert posts.count is not None
    assert posts.money.as_at == posts.count.as_at
    assert talents.each is None
    assert talents.why_not is not None
    assert "same day" in talents.why_not.en


def test_two_injections_make_one_sum() -> None:
    found = budget("innovation-and-technology-fund")
    assert found.set_aside == Span(
        Fraction(51_000_000_000), Fraction(50_000_000_000), Fraction(52_000_000_000)
    )
    assert [sum_.id for sum_ in found.sums] == ["000-012", "000-013"]


def test_a_figure_that_only_repeats_the_one_before_makes_no_stretch_of_its_own() -> None:
    """672 million at the end of November and at the end of December are not a month without approvals."""
    use = budget("new-industrialisation-and-technology-training-programme").use
    assert [figure.as_at.text for figure in use.figures if figure.as_at][-2:] == [
        "2024-11-30",
        "2024-12-31",
    ]
    assert use.stretches[-1].until.last == date(2024, 12, 31)
    assert use.stretches[-1].since.last == date(2023, 9, 30)


# ── What is not known is said ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ("research-talent-hub", "how much was set aside"),
        ("new-industrialisation-acceleration-scheme", "how much of it was used"),
        ("cyberport-macro-fund", "one figure and no start"),
    ],
)
def test_what_cannot_be_computed_says_why_in_both_languages(entity: str, why: str) -> None:
    out = budget(entity).use.exhaustion
    assert out.day is None
    assert out.why_not is not None
    assert why in out.why_not.en
    assert out.why_not.zh_hant


def test_before_the_first_document_there_is_no_budget() -> None:
    assert budgets_of(hong_kong().as_of(date(2021, 10, 30))) == ()


def test_as_of_an_earlier_day_only_what_was_known_counts() -> None:
    early = budget("new-industrialisation-funding-scheme", date(2023, 11, 13))
    assert [figure.id for figure in early.use.figures] == ["004-149"]


def test_money_that_is_used_up_and_money_that_lasts_for_ages_are_said() -> None:
    """Drawn from real schemes: a training programme's approvals against a sum that they exceed, and the reverse."""
    pack = with_file(
        HEAD
        + "innovation-and-technology-fund,initial_injection,,funding_approved,,establishment_date,,,\n"
    )
    (found,) = budgets_of(pack)
    assert found.use.exhaustion.why_not is not None
    assert "all of it is used" in found.use.exhaustion.why_not.en


def test_all_faults_of_the_file_are_told_at_once_with_their_lines() -> None:
    pack = with_file(
        HEAD
        + "no-such-scheme,total_allocation,,,,,,,\nresearch-talent-hub,nonsense,,funding_aproved,,,,Note,\n"
    )
    with pytest.raises(PackRefused) as refused:
        budgets_of(pack)
    told = str(refused.value)
    for part in (
        "budgets.csv:2",
        "budgets.csv:3",
        "no-such-scheme",
        "nonsense",
        "funding_aproved",
        "one language",
    ):
        assert part in told


# ── Money put to another use, figures of one year, sharper days ───────────────────────────────


def test_money_put_to_another_use_is_not_left() -> None:
    found = budget("innovation-and-technology-venture-fund")
    assert [figure.id for figure in found.taken_out] == ["001-060"]
    out = found.use.exhaustion
    assert out.left is not None
    assert out.left.stated == 2_000_000_000 - 339_000_000 - 1_500_000_000
    assert out.day is not None
    assert out.day.year == 2027
    before = budget("innovation-and-technology-venture-fund", date(2024, 12, 31))
    assert before.taken_out == ()


def test_a_figure_of_one_year_goes_before_an_average_of_twenty_five() -> None:
    out = budget("innovation-and-technology-fund").use.exhaustion
    assert out.pace is not None
    assert out.pace.id == "001-041"
    assert out.a_year is not None
    assert out.a_year.stated == 10_500_000_000
    assert out.day == date(2024, 10, 31) + timedelta(days=67)


def test_a_day_that_is_past_says_which_figure_it_is_counted_from() -> None:
    out = budget("hkstpc-corporate-venture-fund").use.exhaustion
    assert out.passed(date(2026, 11, 21))
    assert not out.passed(date(2021, 11, 21))
    assert "2021-10-31" in out.caution.en
    assert "2021-10-31" in out.caution.zh_hant
    assert not budget("research-talent-hub").use.exhaustion.caution


def test_the_sharper_day_of_two_that_agree_is_the_start() -> None:
    assert budget("raise-plus-scheme").use.stretches[0].since.last == date(2023, 10, 18)


def test_no_pace_follows_where_no_document_says_since_when_money_counts() -> None:
    assert budget("research-talent-hub").use.stretches == ()
