"""A chance is rounded once, and site, command line and papers say the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.cli.outlook import _per_cent
from technopole.outlook.chances import ALL, NONE, whole_per_cent
from technopole.outlook.overview import outlooks_of
from technopole.outlook.paper.references import EstimateReference
from technopole.outlook.records import outlook_record
from technopole.plan import packs
from technopole.site.portal.estimates import say_chance


@given(st.integers(0, 4000))
def test_every_chance_that_draws_can_give_is_said_alike(reached: int) -> None:
    chance = reached / 4000
    paper = EstimateReference(chance, None, ()).said("en", {})
    assert _per_cent(round(chance, 5)).replace(" %", "%") == paper == say_chance(chance)


@pytest.mark.parametrize(("chance", "said"), [(0.0099, NONE), (0.01, 1), (0.99, 99), (0.991, ALL)])
def test_neither_none_nor_all_is_said_of_what_may_be(chance: float, said: int) -> None:
    assert whole_per_cent(chance) == said


def test_the_record_keeps_the_chance_as_drawn() -> None:
    """3.475 per cent: 3 when it is rounded once, 4 when it was rounded to 0.035 before."""
    outlook = outlooks_of(packs.load("hong_kong"), date(2026, 11, 21))["1.1"]
    for goal, record in zip(outlook.goals, outlook_record(outlook)["targets"], strict=False):
        drawn = goal.chance.chance if goal.chance else None
        assert record["chance"] == drawn
        if drawn is not None:
            assert whole_per_cent(record["chance"]) == whole_per_cent(drawn)
