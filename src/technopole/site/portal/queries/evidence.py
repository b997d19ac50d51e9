"""What the pages of the evidence show: documents, series, single figures, and what does not agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Final

from technopole.evidence.contradictions import (
    Contradiction,
    Tension,
    Working,
    WorkingKind,
)
from technopole.evidence.figures import Figure, Interval
from technopole.evidence.measures import Measure
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.quantities import Quantity
from technopole.evidence.readings import Reading
from technopole.evidence.sources import Source
from technopole.evidence.verify import Documents
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.plan.tree import Node
from technopole.site.portal.queries.disputes import DisputeRow, all_disputes, dispute_rows
from technopole.site.portal.queries.register import SeriesSheet, series_sheet

__all__ = [
    "Claim", "ContradictionsPage", "DisputePage", "EvidencePage", "FigurePage",
    "HeadingGroup", "PassageState", "SeriesPage", "SourcePage", "SourceRow", "WorkedOut",
    "contradictions_page", "decimal_text", "dispute_page", "evidence_page", "figure_page", "find_dispute",
    "series_page", "source_page",
]  # fmt: skip

_DIGITS: Final = 4
# What is not to be had in parts.
_WHOLE: Final = frozenset({"persons"})
_SIGNS: Final = {
    WorkingKind.QUOTIENT: "÷",
    WorkingKind.PRODUCT: "×",
    WorkingKind.SUM: "+",
    WorkingKind.DIFFERENCE: "−",
    WorkingKind.COMPOUND_GROWTH: "→",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document and what was read from it."""

    source: Source
    facts: int
    statements: int
    reports: int
    nodes: int
    disputed: int


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The evidence as a whole: how much there is, from where, and how it was read."""

    sources: tuple[SourceRow, ...]
    facts: int
    series: int
    measures: int
    contradictions: int
    tensions: int
    kinds: tuple[tuple[Kind, int], ...]
    readings: tuple[tuple[Reading, int], ...]


def evidence_page(pack: Pack) -> EvidencePage:
    """What the portal rests on."""
    evidence = pack.evidence
    observations = evidence.observations.values()
    kinds = Counter(observation.kind for observation in observations)
    readings = Counter(observation.reading for observation in observations)
    return EvidencePage(
        sources=tuple(_source_row(pack, source) for source in evidence.sources.values()),
        facts=len(observations),
        series=len(evidence.series),
        measures=len({series.measure for series in evidence.series.values()}),
        contradictions=len(evidence.contradictions),
        tensions=len(evidence.tensions),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        readings=tuple((reading, readings[reading]) for reading in Reading if readings[reading]),
    )


def _source_row(pack: Pack, source: Source) -> SourceRow:
    facts = pack.evidence.by_source.get(source.id, ())
    return SourceRow(
        source=source,
        facts=len(facts),
        statements=sum(s.anchor.source == source.id for s in pack.register.statements),
        reports=sum(
            report.anchor.source == source.id
            for initiative in pack.initiatives.values()
            for report in initiative.history
        ),
        nodes=sum(node.anchor.source == source.id for node in pack.tree.nodes.values()),
        disputed=sum(fact.id in pack.evidence.disputes for fact in facts),
    )


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in its document's order."""

    observation: Observation
    entity: Entity
    measure: Measure
    disputed: bool


@dataclass(frozen=True, slots=True)
class HeadingGroup:
    """The facts that stand under one heading, in the order of the document."""

    number: int
    heading: str
    facts: tuple[FactLine, ...]

    @property
    def first_line(self) -> int:
        """The first line that a fact of it was read from."""
        return self.facts[0].observation.anchor.first


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A document with every fact read from it."""

    row: SourceRow
    groups: tuple[HeadingGroup, ...]

    @property
    def source(self) -> Source:
        """The document itself."""
        return self.row.source


def source_page(pack: Pack, source_id: str) -> SourcePage:
    """The page of a document. Raises KeyError when the pack has none of that id."""
    source = pack.evidence.sources[source_id]
    facts = pack.evidence.by_source.get(source_id, ())
    groups = groupby(facts, key=lambda fact: fact.anchor.heading)
    return SourcePage(
        row=_source_row(pack, source),
        groups=tuple(
            HeadingGroup(number, heading, tuple(_line(pack, fact) for fact in members))
            for number, (heading, members) in enumerate(groups, start=1)
        ),
    )


def _line(pack: Pack, fact: Observation) -> FactLine:
    return FactLine(
        observation=fact,
        entity=pack.register.entities[fact.subject],
        measure=pack.evidence.measures[fact.measure],
        disputed=fact.id in pack.evidence.disputes,
    )


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """All that does not agree: what the rule found and what was declared."""

    contradictions: tuple[DisputeRow, ...]
    tensions: tuple[DisputeRow, ...]


def contradictions_page(pack: Pack) -> ContradictionsPage:
    """Contradictions first, then tensions."""
    return ContradictionsPage(
        contradictions=dispute_rows(pack, pack.evidence.contradictions),
        tensions=dispute_rows(pack, pack.evidence.tensions),
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a dispute: who says what, and what the words allow.

    low, high: the ends of the numbers that it allows, in its own unit; None when open or no number.
    low_open, high_open: whether an end is itself excluded.
    days:      the days that a date allows.
    """

    observation: Observation
    entity: Entity
    measure: Measure
    source: Source
    series_id: str
    low: Figure | None
    high: Figure | None
    low_open: bool
    high_open: bool
    days: Period | None


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A working with its result, as a figure that can be said in words.

    rounded: whether digits were cut for reading.
    """

    working: Working
    result: Figure
    rounded: bool

    @property
    def sign(self) -> str:
        """The operation's sign between its figures."""
        return _SIGNS[self.working.kind]

    @property
    def growth(self) -> bool:
        """Whether the result is a yearly rate."""
        return self.working.kind is WorkingKind.COMPOUND_GROWTH


@dataclass(frozen=True, slots=True)
class DisputePage:
    """One contradiction or tension, its sides side by side.

    charted: the series in which its sides stand, those of which a chart says something.
    """

    row: DisputeRow
    claims: tuple[Claim, ...]
    workings: tuple[WorkedOut, ...]
    charted: tuple[SeriesSheet, ...]

    @property
    def dispute(self) -> Contradiction | Tension:
        """The contradiction or tension itself."""
        return self.row.dispute


def find_dispute(pack: Pack, dispute_id: str) -> DisputeRow | None:
    """The contradiction or tension of that id."""
    found = tuple(dispute for dispute in all_disputes(pack) if dispute.id == dispute_id)
    return next(iter(dispute_rows(pack, found)), None)


def dispute_page(pack: Pack, row: DisputeRow) -> DisputePage:
    """The page of a contradiction or tension of the pack."""
    dispute = row.dispute
    return DisputePage(
        row=row,
        claims=tuple(_claim(pack, side) for side in dispute.sides),
        workings=tuple(_worked_out(working) for working in dispute.workings)
        if isinstance(dispute, Tension)
        else (),
        charted=_charted(pack, dispute),
    )


def _charted(pack: Pack, dispute: Contradiction | Tension) -> tuple[SeriesSheet, ...]:
    names = dict.fromkeys(f"{side.subject}.{side.measure}" for side in dispute.sides)
    known = pack.evidence.series
    sheets = (series_sheet(pack, known[name]) for name in names if name in known)
    return tuple(sheet for sheet in sheets if sheet.charted)


def _claim(pack: Pack, side: Observation) -> Claim:
    interval = side.figure.interval() or Interval(None, None)
    return Claim(
        observation=side,
        entity=pack.register.entities[side.subject],
        measure=pack.evidence.measures[side.measure],
        source=pack.evidence.sources[side.source],
        series_id=f"{side.subject}.{side.measure}",
        low=_as_figure(interval.low, side.figure),
        high=_as_figure(interval.high, side.figure),
        low_open=interval.low_open,
        high_open=interval.high_open,
        days=side.figure.days(),
    )


def _as_figure(amount: Fraction | None, like: Figure) -> Figure | None:
    return None if amount is None else Figure.of(decimal_text(amount)[0], like.unit)


def _worked_out(working: Working) -> WorkedOut:
    result = working.result()
    if isinstance(result, Quantity):
        if result.unit.id in _WHOLE and result.amount.denominator != 1:
            return WorkedOut(
                working, Figure.of(str(round(result.amount)), result.unit), rounded=True
            )
        text, rounded = decimal_text(result.amount)
        return WorkedOut(working, Figure.of(text, result.unit), rounded)
    # A yearly rate of growth: a root, so always rounded.
    return WorkedOut(working, Figure.of(f"{result * 100:.1f}", "percent"), rounded=True)


def decimal_text(amount: Fraction) -> tuple[str, bool]:
    """The amount as a decimal and whether it had to be cut: whole numbers never, others to four digits."""
    if amount.denominator == 1:
        return str(amount.numerator), False
    exact = next((n for n in range(1, _DIGITS + 1) if (amount * 10**n).denominator == 1), None)
    whole = len(str(abs(int(amount)))) if abs(amount) >= 1 else 0
    places = max(_DIGITS - whole, 1) if exact is None else exact
    decimal = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{decimal:.{places}f}", exact is None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series: every statement of one measure of one entity.

    latest: the newest figure of what was reached; the last of any kind where none is.
    """

    sheet: SeriesSheet
    entity: Entity
    latest: Observation
    sources: tuple[Source, ...]
    disputes: tuple[DisputeRow, ...]


def series_page(pack: Pack, series_id: str) -> SeriesPage:
    """The page of a series. Raises KeyError when the evidence has none of that id."""
    series = pack.evidence.series[series_id]
    disputes = {
        dispute.id: dispute
        for observation in series.observations
        for dispute in pack.evidence.disputes.get(observation.id, ())
    }
    speaking = {observation.source for observation in series.observations}
    return SeriesPage(
        sheet=series_sheet(pack, series),
        entity=pack.register.entities[series.subject],
        latest=series.latest or series.observations[-1],
        sources=tuple(s for s in pack.evidence.sources.values() if s.id in speaking),
        disputes=dispute_rows(pack, tuple(disputes.values())),
    )


class PassageState(StrEnum):
    """Whether the reader's own copy of a document bears a passage."""

    PROVED = "proved"
    CHANGED = "changed"
    MISSING = "missing"
    NOT_GIVEN = "not-given"


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Everything about one figure.

    vintages: what other statements the documents make of the same time, oldest first.
    others:   the rest of its series.
    nodes:    the plan's nodes that its entity carries out or serves.
    passage:  the lines from the reader's own copy, only when they prove.
    """

    observation: Observation
    entity: Entity
    measure: Measure
    source: Source
    series_id: str
    vintages: tuple[Observation, ...]
    others: tuple[Observation, ...]
    disputes: tuple[DisputeRow, ...]
    nodes: tuple[Node, ...]
    passage_state: PassageState
    passage: tuple[str, ...]


def figure_page(pack: Pack, fact_id: str, documents: Documents | None = None) -> FigurePage:
    """The permanent page of a figure. Raises KeyError when the evidence has none of that id."""
    observation = pack.evidence.observations[fact_id]
    series = pack.evidence.series[f"{observation.subject}.{observation.measure}"]
    vintages = next(
        point.vintages for point in series.points(observation.kind) if observation in point.vintages
    )
    same_time = tuple(vintage for vintage in vintages if vintage.id != fact_id)
    state, passage = _passage(observation, documents)
    return FigurePage(
        observation=observation,
        entity=pack.register.entities[observation.subject],
        measure=pack.evidence.measures[observation.measure],
        source=pack.evidence.sources[observation.source],
        series_id=series.id,
        vintages=same_time,
        others=tuple(o for o in series.observations if o not in vintages),
        disputes=dispute_rows(pack, pack.evidence.disputes.get(fact_id, ())),
        nodes=tuple(
            pack.tree.nodes[node]
            for node in pack.nodes_of_entity.get(observation.subject, ())
            if node in pack.tree.nodes
        ),
        passage_state=state,
        passage=passage,
    )


def _passage(
    observation: Observation, documents: Documents | None
) -> tuple[PassageState, tuple[str, ...]]:
    if documents is None:
        return PassageState.NOT_GIVEN, ()
    if documents.lines(observation.source) is None:
        return PassageState.MISSING, ()
    passage = documents.passage(observation.anchor)
    return (PassageState.CHANGED, ()) if passage is None else (PassageState.PROVED, passage)
