"""The last look before a paper is written: every reference must lead to something that the pack holds.

Words without numbers are refused where they are written; here the references themselves are tried.
A figure must be one that was known on the paper's day, a name the name of what it names, a place the
heading of a passage, a day one of what it belongs to, a count of things that there are, an estimate
what the forecasts say when they are asked again, and a saying what the pack says there, with no number
that was not read from its passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from technopole import __version__
from technopole.evidence.measures import Measure
from technopole.evidence.observations import Observation
from technopole.evidence.periods import Period
from technopole.evidence.sources import Source
from technopole.evidence.wording import LANGUAGES, Text
from technopole.outlook.forecast import INTERVALS, Forecast
from technopole.outlook.methods import METHODS
from technopole.outlook.overview import Outlook, outlooks_of
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.references import (
    CountReference,
    DateReference,
    DerivedReference,
    EstimateReference,
    FactReference,
    NameReference,
    Naming,
    NumberingReference,
    Operation,
    Reference,
    SayingReference,
    across_tension,
    estimates_of,
    said,
    share_in_range,
)
from technopole.outlook.paper.sayings import Saying, loose, names_of, sayings_of, unread
from technopole.outlook.tracks import tracks_of
from technopole.plan.indicators import Indicator
from technopole.plan.initiatives import Initiative
from technopole.plan.packs import Pack
from technopole.plan.register import Entity, NameKind
from technopole.plan.tree import Node

__all__ = ["Unproven", "faults"]


class Unproven(ValueError):
    """A paper says something that the pack does not hold; every such place is named."""

    def __init__(self, found: list[str]) -> None:
        head = (
            "The paper was not written: 1 reference does"
            if len(found) == 1
            else f"The paper was not written: {len(found):,} references do"
        )
        super().__init__("\n".join([f"{head} not lead to what the pack holds.", *found]))


def faults(document: Document, pack: Pack) -> list[str]:
    """What is wrong with a paper's references, each in a sentence; nothing when all is well.

    pack: as of the paper's day.
    """
    known = _Known(pack, document)
    found = [fault for each in document.references() if (fault := known.fault(each))]
    if not found:  # what leads nowhere cannot be said
        found += _silent(document)
    return list(dict.fromkeys(found))


def _silent(document: Document) -> Iterator[str]:
    """Sentences that say nothing in one of the languages."""
    for part in document.parts():
        for language in LANGUAGES:
            if not said(part, language, document.numbers).strip():
                yield f"“{said(part, 'en', document.numbers)}” is empty in {language}."


class _Known:
    """What a pack holds, and a paper has, against which references are tried."""

    def __init__(self, pack: Pack, document: Document) -> None:
        self.pack = pack
        self.document = document

    @cached_property
    def places(self) -> frozenset[str]:
        """The headings of the passages that the pack rests on."""
        pack = self.pack
        return frozenset(
            anchor.heading
            for anchor in (
                *(fact.anchor for fact in pack.evidence.observations.values()),
                *(each.anchor for each in sayings_of(pack)),
            )
        )

    @cached_property
    def sayings(self) -> dict[Text, tuple[Saying, ...]]:
        """What the pack says of what documents report, by its words."""
        found: dict[Text, list[Saying]] = {}
        for each in sayings_of(self.pack):
            found.setdefault(each.text, []).append(each)
        return {text: tuple(several) for text, several in found.items()}

    @cached_property
    def summaries(self) -> frozenset[Text]:
        """What it says in words of its own, in which no number may stand."""
        return frozenset(
            (
                *(tension.reason for tension in self.pack.evidence.tensions),
                *(entity.summary for entity in self.pack.register.entities.values()),
            )
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names that hold digits."""
        return names_of(self.pack)

    @cached_property
    def countable(self) -> frozenset[str]:
        """The ids of all that a paper may count."""
        pack = self.pack
        return frozenset(
            (
                *pack.register.entities,
                *pack.tree.nodes,
                *pack.indicators,
                *pack.initiatives,
                *pack.evidence.sources,
                *pack.evidence.observations,
                *pack.evidence.measures,
                *pack.evidence.series,
                *(each.id for each in pack.evidence.contradictions),
                *(each.id for each in pack.evidence.tensions),
                *(method.id for method in METHODS),
            )
        )

    @cached_property
    def dates(self) -> dict[str, frozenset[Period]]:
        """The days and periods that belong to each thing that has any."""
        pack, found = self.pack, dict[str, set[Period]]()
        found["paper"] = {Period.day(self.document.as_of)}
        for source in pack.evidence.sources.values():
            found[source.id] = {Period.parse(source.published_as), Period.day(source.published)}
        for fact in pack.evidence.observations.values():
            found[fact.id] = {fact.as_at} if fact.as_at is not None else set()
        for initiative in pack.initiatives.values():
            found[f"initiative {initiative.id}"] = {
                report.as_at for report in initiative.history if report.as_at is not None
            }
        found["forecast"] = {
            Period.parse(str(year))
            for outlook in self.outlooks.values()
            if isinstance(outlook.forecast, Forecast)
            for year in outlook.forecast.years
        }
        found["plan"] = set()
        for track in tracks_of(pack).values():
            for goal in track.goals:
                if goal.figure_year is not None:
                    found[goal.point.observation.id].add(Period.parse(str(goal.figure_year)))
        for point in (p for each in pack.indicators.values() for p in each.points):
            if point.figure_period is not None:
                found[point.observation.id].add(point.figure_period)
            if point.year_named is not None:
                year = Period.parse(str(point.year_named))
                found[point.observation.id].add(year)
                found["plan"].add(year)
        return {of: frozenset(periods) for of, periods in found.items()}

    @cached_property
    def outlooks(self) -> Mapping[str, Outlook]:
        """What the methods and the forecasts say, asked anew."""
        return outlooks_of(self.pack, self.document.as_of)

    @cached_property
    def estimates(self) -> frozenset[tuple[float, str, tuple[str, ...]]]:
        """Everything that the forecasts say on the paper's day, reckoned anew."""
        return frozenset(
            _estimate(each)
            for each in (
                *(share_in_range(percent) for percent in INTERVALS),
                *(each for outlook in self.outlooks.values() for each in estimates_of(outlook)),
            )
        )

    def fault(self, reference: Reference) -> str | None:
        """What is wrong with a reference; None when nothing is."""
        match reference:
            case FactReference(observation):
                return self._unknown_fact(observation)
            case DerivedReference():
                return self._derived(reference)
            case NumberingReference(key) if key not in self.document.numbers:
                return f"“{key}” is no table or annex of this paper. Point at one that it has."
            case SayingReference():
                return self._saying(reference)
            case NameReference(text, naming, name) if text not in self._names(naming, name):
                return f"“{text.en}” is not the name of the {naming} {name}. Take it from the pack."
            case CountReference(things):
                return self._count(things)
            case DateReference(period, of) if period not in self.dates.get(of, ()):
                return (
                    f"“{period.text}” is no day or period of {of}. Take it from what it belongs to."
                )
            case EstimateReference() if _estimate(reference) not in self.estimates:
                return (
                    f"{reference.value} is nothing that a forecast says on {self.document.as_of}. Take "
                    "chances and ranges from the outlook of the paper's day."
                )
            case _:
                return None

    def _unknown_fact(self, observation: Observation) -> str | None:
        if self.pack.evidence.observations.get(observation.id) == observation:
            return None
        return (
            f"{observation.id} was not known on {self.document.as_of}, or says something "
            "else. Take figures from the pack as of the paper's day."
        )

    def _derived(self, reference: DerivedReference) -> str | None:
        unknown = [self._unknown_fact(each) for each in reference.operands]
        if any(unknown):
            return next(each for each in unknown if each)
        facts = " and ".join(reference.facts)
        wanted = 2 if reference.operation is Operation.LEFT else 3
        if len(reference.operands) != wanted:
            return f"“{reference.operation}” takes {wanted} facts, not {facts}."
        if len({each.figure.unit.id for each in reference.operands}) > 1:
            return (
                f"{facts} have different units, so that nothing can be worked out from them. Take facts "
                "of one unit."
            )
        try:
            amount = reference.amount
        except (ValueError, ZeroDivisionError):
            amount = None
        if amount is None:
            return f"Nothing can be worked out from {facts}: one is no exact number, or the way is nil."
        apart = across_tension(reference.operands, self.pack.evidence)
        return (
            f"{facts} do not compare, for the reason that “{apart.title.en}” gives. Leave it out."
            if apart
            else None
        )

    def _count(self, things: tuple[str, ...]) -> str | None:
        if len(set(things)) != len(things):
            return f"A count of {len(things)} things counts one twice: {', '.join(things)}."
        strangers = [each for each in things if each not in self.countable]
        if strangers:
            return (
                f"A count names what the pack did not hold on {self.document.as_of}: "
                f"{', '.join(strangers)}. Count what it holds, by its ids."
            )
        return None

    def _saying(self, reference: SayingReference) -> str | None:
        text, strangers = (
            reference.text,
            [fact for fact in reference.bound if fact not in self.pack.evidence.observations],
        )
        if strangers:
            return f"“{text.en}” is bound to {', '.join(strangers)}, which was not known then."
        here = [each for each in self.sayings.get(text, ()) if each.anchor == reference.anchor]
        if here:
            left = unread(here[0], self.pack, self.names)
            return (
                f"“{text.en}” ({text.zh_hant}) holds {', '.join(left)}, which no fact read from "
                f"{here[0].anchor.source}, {here[0].anchor.heading}, says. Correct the number, or read "
                "the figure as a fact."
                if left
                else None
            )
        if text not in self.summaries:
            return f"“{text.en}” is nothing that the pack says. Take its words as they are."
        held = loose(text, self.names)
        return (
            f"“{text.en}” ({text.zh_hant}) holds {', '.join(held)}, but is of no one passage. Say it without."
            if held
            else None
        )

    def _names(self, naming: Naming, name: str) -> tuple[Text, ...]:
        if naming is Naming.PLACE:
            return (Text(name, ""), Text(name, name)) if name in self.places else ()
        if naming is Naming.FACT:
            known = name in self.pack.evidence.observations
            return (Text(name, ""), Text(name, name)) if known else ()
        return _names(naming, name, self.pack)


def _estimate(reference: EstimateReference) -> tuple[float, str, tuple[str, ...]]:
    return reference.value, reference.unit.id if reference.unit else "", reference.facts


def _names(naming: Naming, name: str, pack: Pack) -> tuple[Text, ...]:
    """The texts that name a thing."""
    if naming is Naming.VERSION:
        return (Text(name, name),) if pack.version.startswith(name) else ()
    if naming is Naming.SOFTWARE:
        return tuple(Text(each, each) for each in ("Technopole", __version__))
    if naming is Naming.PACK:
        return (pack.name,)
    if naming is Naming.TENSION:
        return tuple(each.title for each in pack.evidence.tensions if each.id == name)
    held: Mapping[Naming, Mapping[str, object]] = {
        Naming.ENTITY: pack.register.entities,
        Naming.NODE: pack.tree.nodes,
        Naming.NODE_NUMBER: pack.tree.nodes,
        Naming.INDICATOR: pack.indicators,
        Naming.INDICATOR_NUMBER: pack.indicators,
        Naming.INITIATIVE: pack.initiatives,
        Naming.MEASURE: pack.evidence.measures,
        Naming.SOURCE: pack.evidence.sources,
    }
    return _names_of(held[naming].get(name))


def _names_of(thing: object) -> tuple[Text, ...]:
    match thing:
        case Entity():
            former = {n.language: n.name for n in thing.names if n.kind is NameKind.FORMER}
            return (thing.name, Text(former.get("en", ""), former.get("zh-hant", "")))
        case Node():
            return (thing.title, Text(thing.number, thing.number))
        case Indicator():
            return (thing.name, Text(thing.number, thing.number))
        case Initiative() | Measure():
            return (thing.name,)
        case Source():
            return (thing.short, thing.title, thing.publisher)
        case _:
            return ()
