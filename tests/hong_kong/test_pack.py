"""The Hong Kong pack: complete, proven against the documents, its known traps shown."""

import os
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from technopole.evidence.verify import Documents, check_anchor, check_observation
from technopole.plan.indicators import IndicatorSet
from technopole.plan.packs import load
from technopole.plan.tree import Level


@pytest.fixture(scope="module")
def pack():
    return load("hong_kong")


@pytest.fixture(scope="module")
def documents(pack):
    folder = os.environ.get("TECHNOPOLE_SOURCES")
    if not folder:
        pytest.skip("TECHNOPOLE_SOURCES does not name a folder with the five documents")
    return Documents(Path(folder), pack.evidence.sources)


def test_every_figure_stands_where_it_was_read(pack, documents):
    broken = [check_observation(fact, documents) for fact in pack.evidence.observations.values()]
    assert [str(fault) for fault in broken if fault is not None] == []


def test_every_other_passage_stands_where_it_was_read(pack, documents):
    broken = [check_anchor(name, anchor, documents) for name, anchor in pack.anchors()]
    assert [str(fault) for fault in broken if fault is not None] == []


def test_all_facts_that_were_read_are_there(pack):
    counts = Counter(fact.source for fact in pack.evidence.observations.values())
    least = {
        "factsheet-2025": 171,
        "yearbook-2024": 147,
        "blueprint-2022": 268,
        "legco-2023": 192,
        "legco-2021": 239,
    }
    assert all(counts[source] >= number for source, number in least.items()), counts


def test_the_tree_has_the_blueprints_own_counts(pack):
    assert pack.tree.counts() == {
        Level.VISION: 1,
        Level.MISSION: 4,
        Level.DIRECTION: 4,
        Level.STRATEGY: 8,
        Level.TARGET: 16,
        Level.RECOMMENDATION: 42,
        Level.MEASURE: 163,
    }


def test_all_indicators_are_there(pack):
    counts = Counter(indicator.set for indicator in pack.indicators.values())
    assert counts == {
        IndicatorSet.DEVELOPMENT: 8,
        IndicatorSet.DATED_TARGET: 35,
        IndicatorSet.WORK: 25,
    }


CONTRADICTIONS = [
    ("000-148", "001-097"),
    ("000-076", "001-081"),
    ("002-045", "002-236"),
    ("002-269", "002-270"),
]
TRAPS = {
    "schools that applied, schools that joined": "school-it-programmes-applied-or-joined",
    "posts of the Research Talent Hub": "research-talent-hub-posts-at-end-2024",
    "one amount of the training programme at two dates": "training-programme-same-amount-two-dates",
    "training sessions, people trained": "training-programme-sessions-or-people",
    "the area of the Co-operation Zone": "co-operation-zone-area",
    "two places of 300 hectares": "two-places-of-the-same-size",
    "when licences are digital": "digitalising-licences",
    "interns cumulative, interns a year": "stem-interns-cumulative-or-annual",
    "use of iAM Smart in 2021": "iam-smart-use-in-2021",
    "the growth of data centres": "data-centre-growth",
    "floor area gross or usable": "data-centre-floor-area",
    "start-ups in 2021": "start-ups-in-2021",
    "the whole park smaller than its first phase": "hsitp-floor-area",
    "the labour force that the indicators imply": "implied-labour-force",
}


@pytest.mark.parametrize("sides", CONTRADICTIONS)
def test_the_rule_finds_the_known_contradictions(pack, sides):
    assert set(sides) in [
        {side.id for side in found.sides} for found in pack.evidence.contradictions
    ]


def test_the_rule_finds_nothing_that_nobody_has_looked_at(pack):
    found = {tuple(sorted(side.id for side in c.sides)) for c in pack.evidence.contradictions}
    assert found == set(CONTRADICTIONS)


@pytest.mark.parametrize("trap", TRAPS)
def test_every_known_trap_is_declared_with_its_sides(pack, trap):
    (tension,) = [tension for tension in pack.evidence.tensions if tension.id == TRAPS[trap]]
    assert len(tension.sides) >= 2
    assert tension.reason.en
    assert tension.reason.zh_hant


def test_the_implied_labour_force_shrinks_by_more_than_seven_percent(pack):
    (tension,) = [t for t in pack.evidence.tensions if t.id == "implied-labour-force"]
    by_facts = {tuple(o.id for o in w.operands): w.result().amount for w in tension.workings}
    of_2020, of_2025 = by_facts["002-254", "002-258"], by_facts["002-255", "002-259"]
    assert Fraction(74, 1000) < 1 - of_2025 / of_2020 < Fraction(75, 1000)


def test_the_figure_that_started_it_is_there(pack):
    """56 smart production lines, in Annex 1 of the 2023 paper."""
    fact = pack.evidence.observations["003-079"]
    assert (fact.figure.text, fact.subject, fact.source) == (
        "56",
        "new-industrialisation-funding-scheme",
        "legco-2023",
    )


def test_nothing_stands_in_the_register_that_no_document_speaks_of(pack):
    spoken_of = set(pack.register.statements_of) | set(pack.evidence.by_subject)
    assert set(pack.register.entities) <= spoken_of


def test_on_no_day_does_an_initiative_or_the_plan_speak_of_what_was_not_named_yet(pack):
    for day in pack.days:
        known = pack.as_of(day)
        spoken_of = {each.entity for each in known.initiatives.values() if each.entity}
        spoken_of |= {entity for _node, entity in known.carried_out_by}
        assert spoken_of <= set(known.register.entities)
    assert pack.as_of(pack.days[2]).initiatives["digital-inclusion"].entity is None
    assert pack.initiatives["digital-inclusion"].entity == "smart-silver"
