"""What a scheme's page shows: its rule in words, over time, at its edges, and what stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.sources import Source
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.rules.language import Applying, Scheme, Stacking
from technopole.rules.nodes import Kind, Node, Not, Question
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
from technopole.rules.wording import say_about, say_answer, say_day
from technopole.site.portal.queries.register import Shelf, ShelfName, shelves_of
from technopole.site.support.proofs import Proved, proved
from technopole.site.support.queries.examples import Worked, called, worked_examples
from technopole.site.support.rules import rulebook_of

__all__ = [
    "CaseRow",
    "Cases",
    "Clause",
    "Edge",
    "Place",
    "SchemePage",
    "State",
    "scheme_page",
    "state_of",
]

_LONG_FORMULA: Final = 240


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
    """A sentence of the rule with the exact test or formula below it, and where it comes from.

    exactly: None where it is one plain question, which the sentence says already.
    """

    says: Text
    exactly: Text | None
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
class CaseRow:
    """What is given in one case: each answer beside what is asked, each outcome beside its award."""

    answers: tuple[tuple[Text, Text], ...]
    outcome: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The decision table: what is asked, what is awarded, and a row for each case."""

    nouns: tuple[Text, ...]
    awards: tuple[Text, ...]
    rows: tuple[CaseRow, ...]

    @property
    def questions(self) -> int:
        """How many questions tell the cases apart."""
        return len(self.nouns)

    @property
    def long(self) -> bool:
        """Whether some formula is too long to be read in passing, so that the table is folded away."""
        outcomes = (says for row in self.rows for _, says in row.outcome)
        return any(len(says.en) > _LONG_FORMULA for says in outcomes)


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
    event:    whose day selects most of the values over time; None where there are none.
    stacking: what sources say of other schemes beside this one.
    proved:   what a solver found of this version of the rule; None while nothing was.
    shelves:  past figures and budgets that the documents give, and of those it covers in `covered`.
    also:     further entities of the register that this rule covers.
    examples: cases worked out by hand, and what the rule gives in each.
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
    cases: Cases | None
    over_time: tuple[OverTime, ...]
    event: Text | None
    edges: tuple[Edge, ...]
    stacking: tuple[tuple[Stacking, Scheme | None, Place], ...]
    applying: Applying | None
    applying_place: Place | None
    known: tuple[tuple[Text, Place], ...]
    gaps: tuple[Text, ...]
    shelves: tuple[Shelf, ...]
    covered: tuple[tuple[Entity, tuple[Shelf, ...]], ...]
    sources: tuple[Place, ...]
    also: tuple[Entity, ...]
    proved: Proved | None
    examples: tuple[Worked, ...]


def scheme_page(pack: Pack, scheme: Scheme, on: date) -> SchemePage:
    """The page of a scheme with the values of a day."""
    book = rulebook_of(pack.id)
    register = pack.register.entities
    said = _rule_of(pack.id, scheme.entity, on)

    def place(reference: str) -> Place:
        return _place(reference, pack, book)

    over_time = tuple(
        _over_time(line, place) for line in said.timelines if line.parameter.name != "window"
    )
    plain = {each.name for each in scheme.conditions if _is_plain(each.test)}
    return SchemePage(
        scheme=scheme,
        entity=register.get(scheme.entity),
        run_by=register.get(scheme.run_by),
        runner=book.bodies.get(scheme.run_by),
        state=state_of(scheme, on),
        conditions=tuple(
            Clause(line.says, None if line.name in plain else line.in_words, place(line.reference))
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
        cases=_cases(said.cases) if said.cases else None,
        over_time=over_time,
        event=_usual_event(over_time),
        edges=said.edges,
        stacking=tuple(
            (stacking, book.schemes.get(stacking.other), place(stacking.reference))
            for stacking in scheme.stacking
        ),
        applying=scheme.applying,
        applying_place=place(scheme.applying.reference) if scheme.applying else None,
        known=tuple((known.says, place(known.reference)) for known in scheme.known),
        gaps=tuple(gap.says for gap in scheme.gaps),
        shelves=_shelves(pack, scheme.entity),
        covered=tuple(
            (register[name], shelves)
            for name in scheme.also
            if name in register and (shelves := _shelves(pack, name))
        ),
        sources=_sources(scheme, place),
        also=tuple(register[name] for name in scheme.also if name in register),
        proved=proved(scheme),
        examples=worked_examples(pack.id, scheme.entity),
    )  # fmt: skip


def _is_plain(test: Node) -> bool:
    """Whether a test asks one question that is answered with yes or no, and nothing else."""
    asked = test.part if isinstance(test, Not) else test
    return isinstance(asked, Question) and asked.kind is Kind.TRUTH


def _shelves(pack: Pack, entity: str) -> tuple[Shelf, ...]:
    """What the documents count of an entity; its rule's own figures stand over time."""
    shelves = shelves_of(pack, pack.evidence.series_by_subject.get(entity, ()))
    return tuple(shelf for shelf in shelves if shelf.name is not ShelfName.RULES)


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
    return Place(known, page, _named(locator.strip() if known or page else reference, pack, book))


_KEY: Final = re.compile(r"[A-Za-z][\w-]*[\w]")


def _named(locator: str, pack: Pack, book: Rulebook) -> str:
    """A locator in which further documents stand under their titles, not under their keys."""

    def title(found: re.Match[str]) -> str:
        key = found.group()
        if key in book.sources:
            return book.sources[key].title
        source = pack.evidence.sources.get(key)
        return source.short.en if source else key

    return _KEY.sub(title, locator)


def state_of(scheme: Scheme, on: date) -> State:
    """Whether a scheme takes applications on a day."""
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


def _cases(table: CaseTable) -> Cases:
    awards = tuple(called(award) for award in table.awards)
    return Cases(
        table.nouns,
        awards,
        tuple(
            CaseRow(
                tuple(zip(table.nouns, row.answers, strict=True)),
                tuple(zip(awards, row.outcome, strict=True)),
            )
            for row in table.rows
        ),
    )


def _over_time(line: Timeline, place: Any) -> OverTime:
    return OverTime(
        line.name,
        line.event,
        tuple(
            Value(value.value, value.when, value.confidence, place(value.reference))
            for value in reversed(line.values)
        ),
    )


def _usual_event(over_time: tuple[OverTime, ...]) -> Text | None:
    counted = Counter(line.event for line in over_time)
    return counted.most_common(1)[0][0] if counted else None


def _threshold_said(question: Question, value: date | Fraction) -> Text:
    """A threshold in words; one that no number of decimals writes exactly is rounded to two, and says so."""
    if isinstance(value, date):
        return say_day(value)
    if exact_decimal(value) is not None:
        return say_answer(question, value)
    return say_about(say_answer(question, Fraction(round(value * 100), 100)))


def _edges(scheme: Scheme) -> list[Edge]:
    """The values at which the rule turns, by question; days as days."""
    found: dict[Question, dict[Any, Text]] = {}
    for threshold in thresholds(scheme):
        said = _threshold_said(threshold.question, threshold.value)
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
