"""What a scheme's page shows: its rule in words, over time, at its edges, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from technopole.evidence.sources import Source
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.rules.language import Applying, Scheme, Stacking
from technopole.rules.nodes import Question
from technopole.rules.parameters import Confidence
from technopole.rules.readers.describe import (
    CaseTable,
    Timeline,
    cases,
    describe,
    thresholds,
    timelines,
)
from technopole.rules.rulebook import Rulebook, RuleSource
from technopole.rules.wording import say_answer, say_day
from technopole.site.portal.queries.register import Shelf, ShelfName, shelves_of
from technopole.site.support.proofs import Proved, proved
from technopole.site.support.rules import rulebook_of

__all__ = ["Clause", "Edge", "Place", "SchemePage", "State", "scheme_page"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reference leads: a document of the pack, or a public page.

    locator: the place in it, as written.
    """

    source: Source | None
    page: RuleSource | None
    locator: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the rule with the exact test or formula below it, and where it comes from."""

    says: Text
    exactly: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Edge:
    """A value of an answer at which something changes."""

    question: Question
    asks: Text
    values: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value over a stretch of time."""

    value: Text
    when: Text
    confidence: Confidence
    place: Place


@dataclass(frozen=True, slots=True)
class OverTime:
    """A parameter with its values, newest first."""

    name: Text
    event: Text
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Whether applications are taken on the day: open, closed, not yet, unsure, or not stated."""

    word: str
    says: Text | None


@dataclass(frozen=True, slots=True)
class SchemePage:
    """All that is known of a scheme's rule.

    entity:   the register's entry; None for a scheme that only public pages name.
    run_by:   who runs it; None where the register has no such entry.
    runner:   the name of who runs it, where only the rules know it.
    terms:    what parts of the rule are called, each spelt out.
    stacking: what sources say of other schemes beside this one.
    proved:   what a solver found of this version of the rule; None while nothing was.
    also:     further entities of the register that this rule covers.
    """

    scheme: Scheme
    entity: Entity | None
    run_by: Entity | None
    runner: Text | None
    state: State
    conditions: tuple[Clause, ...]
    awards: tuple[Clause, ...]
    terms: tuple[tuple[Text, Text], ...]
    judgements: tuple[tuple[Text, Place], ...]
    cases: CaseTable | None
    over_time: tuple[OverTime, ...]
    edges: tuple[Edge, ...]
    stacking: tuple[tuple[Stacking, Scheme | None, Place], ...]
    applying: Applying | None
    applying_place: Place | None
    known: tuple[tuple[Text, Place], ...]
    gaps: tuple[Text, ...]
    shelves: tuple[Shelf, ...]
    sources: tuple[Place, ...]
    also: tuple[Entity, ...]
    proved: Proved | None


def scheme_page(pack: Pack, scheme: Scheme, on: date) -> SchemePage:
    """The page of a scheme with the values of a day."""
    book = rulebook_of(pack.id)
    register = pack.register.entities
    said = _rule_of(pack.id, scheme.entity, on)

    def place(reference: str) -> Place:
        return _place(reference, pack, book)

    shelves = shelves_of(pack, pack.evidence.series_by_subject.get(scheme.entity, ()))
    return SchemePage(
        scheme=scheme,
        entity=register.get(scheme.entity),
        run_by=register.get(scheme.run_by),
        runner=book.bodies.get(scheme.run_by),
        state=_state(scheme, on),
        conditions=tuple(
            Clause(line.says, line.in_words, place(line.reference))
            for line in said.description.conditions
            if line.name != "window"
        ),
        awards=tuple(
            Clause(line.says, line.in_words, place(line.reference))
            for line in said.description.awards
        ),
        terms=said.description.terms,
        judgements=tuple(
            (judgement.question.about.wording, place(judgement.reference))
            for judgement in scheme.judgements
        ),
        cases=said.cases,
        over_time=tuple(_over_time(line, place) for line in said.timelines if line.parameter.name != "window"),
        edges=said.edges,
        stacking=tuple(
            (stacking, book.schemes.get(stacking.other), place(stacking.reference))
            for stacking in scheme.stacking
        ),
        applying=scheme.applying,
        applying_place=place(scheme.applying.reference) if scheme.applying else None,
        known=tuple((known.says, place(known.reference)) for known in scheme.known),
        gaps=tuple(gap.says for gap in scheme.gaps),
        shelves=tuple(shelf for shelf in shelves if shelf.name is not ShelfName.RULES),
        sources=_sources(scheme, place),
        also=tuple(register[name] for name in scheme.also if name in register),
        proved=proved(scheme),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    description: Any
    cases: CaseTable | None
    timelines: tuple[Timeline, ...]
    edges: tuple[Edge, ...]


@lru_cache(maxsize=256)
def _rule_of(pack_id: str, entity: str, on: date) -> _Rule:
    """What the rule says of itself: the same all day, so worked out once."""
    scheme = rulebook_of(pack_id).schemes[entity]
    return _Rule(
        describe(scheme, on),
        cases(scheme, on) if scheme.executable else None,
        timelines(scheme),
        tuple(_edges(scheme)),
    )


def _place(reference: str, pack: Pack, book: Rulebook) -> Place:
    key, _, locator = reference.partition(",")
    known = pack.evidence.sources.get(key.strip())
    page = book.source_of(reference)
    return Place(known, page, locator.strip() if known or page else reference)


def _state(scheme: Scheme, on: date) -> State:
    from technopole.rules.ranges import Truth, range_of

    if scheme.window is None:
        return State("not-stated", None)
    days = {question.name: on for question in scheme.questions if question.kind.value == "day"}
    found = range_of(scheme.window.test, days)
    assert isinstance(found, Truth)  # noqa: S101  a window is open or not
    if found.true and found.false:
        return State("unsure", scheme.window.says)
    if found.true:
        return State("open", scheme.window.says)
    began = scheme.window.first and str(on) < scheme.window.first
    return State("not-yet" if began else "closed", scheme.window.says)


def _over_time(line: Timeline, place: Any) -> OverTime:
    return OverTime(
        line.name,
        line.event,
        tuple(
            Value(value.value, value.when, value.confidence, place(value.reference))
            for value in reversed(line.values)
        ),
    )


def _edges(scheme: Scheme) -> list[Edge]:
    """The values at which the rule turns, by question; days as days."""
    found: dict[Question, dict[Any, Text]] = {}
    for threshold in thresholds(scheme):
        said = (
            say_day(threshold.value)
            if isinstance(threshold.value, date)
            else say_answer(threshold.question, threshold.value)
        )
        found.setdefault(threshold.question, {})[threshold.value] = said
    return [
        Edge(question, question.about.wording, tuple(said for _, said in sorted(values.items())))
        for question, values in found.items()
    ]


def _sources(scheme: Scheme, place: Any) -> tuple[Place, ...]:
    """Every document and page that the rule rests on, each once."""
    references = [c.reference for c in scheme.conditions] + [a.reference for a in scheme.awards]
    references += [value.reference for p in scheme.parameters for value in p.values]
    references += [known.reference for known in scheme.known]
    found: dict[str, Place] = {}
    for reference in references:
        found.setdefault(reference.partition(",")[0].strip(), place(reference))
    return tuple(found.values())
