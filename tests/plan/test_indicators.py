"""Indicators: the newest figure and the arithmetic of the distance."""

from datetime import date
from fractions import Fraction

from technopole.plan.indicators import Role


def test_the_distance_counts_from_the_newest_figure(pack):
    indicator = pack.indicators["lines"]
    distance = indicator.distance(indicator.of_role(Role.TARGET)[0], pack.evidence)
    assert distance.latest.id == "002-001"
    assert distance.left == 74
    assert distance.covered == Fraction(26, 100)
    assert not distance.met


def test_an_older_day_counts_from_what_was_known_then(pack):
    known = pack.as_of(date(2023, 1, 1))
    indicator = known.indicators["lines"]
    distance = indicator.distance(indicator.of_role(Role.TARGET)[0], known.evidence)
    assert distance.latest.id == "001-001"
    assert distance.left == 100


def test_a_ratio_counts_by_its_first_parts_share(pack):
    indicator = pack.indicators["split"]
    distance = indicator.distance(indicator.of_role(Role.TARGET)[0], pack.evidence)
    assert distance.left == -8
    assert not distance.met
    assert distance.covered == 0
