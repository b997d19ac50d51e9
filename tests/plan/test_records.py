"""The public records: what programs outside rely on."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.records import exact_text
from technopole.plan.packs import Pack, load
from technopole.plan.records import (
    dispute_record,
    entity_record,
    fact_record,
    indicator_record,
    initiative_record,
    node_record,
    pack_record,
    scheme_record,
)
from technopole.plan.register import EntityKind

PROMISED_OF_FACTS = [
    "id", "source", "subject", "subject_name", "measure", "value", "unit", "qualifier", "as_at",
    "kind", "published", "heading", "lines",
]  # fmt: skip
PROMISED_OF_SCHEMES = [
    "scheme", "name", "kind", "executable", "status", "run_by", "questions", "sources",
]  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("hong_kong")


def test_a_fact_begins_with_the_promised_keys(pack: Pack) -> None:
    for observation in pack.evidence.observations.values():
        assert list(fact_record(observation, pack))[: len(PROMISED_OF_FACTS)] == PROMISED_OF_FACTS


def test_the_56_smart_production_lines(pack: Pack) -> None:
    record = fact_record(pack.evidence.observations["003-079"], pack)
    assert record["source"] == "legco-2023"
    assert record["subject"] == "new-industrialisation-funding-scheme"
    assert record["subject_name"] == "New Industrialisation Funding Scheme"
    assert record["value"] == "56"
    assert record["published"] == "2023-11-13"
    assert record["as_at"] == "2023-08-31"
    assert isinstance(record["lines"], list)


def test_a_scheme_begins_with_the_promised_keys(pack: Pack) -> None:
    for entity in pack.register.of_kind(EntityKind.SCHEME, EntityKind.FUND):
        record = scheme_record(entity, pack)
        assert list(record)[: len(PROMISED_OF_SCHEMES)] == PROMISED_OF_SCHEMES


def test_every_record_is_plain_json(pack: Pack) -> None:
    """What comes back from JSON is what was written: no tuple, no date, no fraction."""
    evidence = pack.evidence
    records = [
        pack_record(pack),
        *(fact_record(o, pack) for o in evidence.observations.values()),
        *(node_record(node, pack) for node in pack.tree.nodes.values()),
        *(entity_record(entity, pack) for entity in pack.register.entities.values()),
        *(initiative_record(initiative) for initiative in pack.initiatives.values()),
        *(indicator_record(indicator, pack) for indicator in pack.indicators.values()),
        *(dispute_record(dispute, pack) for dispute in evidence.contradictions),
        *(dispute_record(dispute, pack) for dispute in evidence.tensions),
    ]
    for record in records:
        assert json.loads(json.dumps(record)) == record


def test_a_dispute_holds_its_sides_and_each_side_names_it(pack: Pack) -> None:
    for dispute in (*pack.evidence.contradictions, *pack.evidence.tensions):
        record = dispute_record(dispute, pack)
        assert record["kind"] in ("contradiction", "tension")
        for side in record["sides"]:
            assert record["id"] in side["disputes"]


def test_no_value_is_a_float_anywhere(pack: Pack) -> None:
    def floats(value: object) -> bool:
        if isinstance(value, dict):
            return any(floats(part) for part in value.values())
        if isinstance(value, list):
            return any(floats(part) for part in value)
        return isinstance(value, float)

    assert not any(floats(indicator_record(i, pack)) for i in pack.indicators.values())
    assert not any(floats(dispute_record(t, pack)) for t in pack.evidence.tensions)


@given(st.fractions())
def test_exact_text_gives_the_number_back(amount: Fraction) -> None:
    text = exact_text(amount)
    assert Fraction(text) == amount
    assert "e" not in text.casefold()
