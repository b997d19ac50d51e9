"""The last look before a paper is written: every reference must lead to something that the pack holds.

Words without numbers are refused where they are written; here the references themselves are tried.
A figure must be one that was known on the paper's day, a name the name of what it names, a saying
what the pack says there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from technopole import __version__
from technopole.evidence.measures import Measure
from technopole.evidence.sources import Source
from technopole.evidence.wording import LANGUAGES, Text
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.references import (
    CountReference,
    DerivedReference,
    FactReference,
    NameReference,
    Naming,
    NumberingReference,
    Reference,
    SayingReference,
    said,
)
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
    sayings = _sayings(pack)
    found = [
        fault for each in document.references() if (fault := _fault(each, document, pack, sayings))
    ]
    if not found:  # what leads nowhere cannot be said
        found += _silent(document)
    return list(dict.fromkeys(found))


def _silent(document: Document) -> Iterator[str]:
    """Sentences that say nothing in one of the languages."""
    for part in document.parts():
        for language in LANGUAGES:
            if not said(part, language, document.numbers).strip():
                yield f"“{said(part, 'en', document.numbers)}” is empty in {language}."


def _sayings(pack: Pack) -> frozenset[Text]:
    """Everything that the pack says in its own words of what documents report."""
    return frozenset(
        (
            *(report.says for each in pack.initiatives.values() for report in each.history),
            *(statement.says for statement in pack.register.statements),
            *(tension.reason for tension in pack.evidence.tensions),
            *(entity.summary for entity in pack.register.entities.values()),
        )
    )


def _fault(
    reference: Reference, document: Document, pack: Pack, sayings: Collection[Text]
) -> str | None:
    match reference:
        case FactReference() | DerivedReference():
            observations = (
                (reference.observation,)
                if isinstance(reference, FactReference)
                else reference.operands
            )
            for observation in observations:
                if pack.evidence.observations.get(observation.id) != observation:
                    return (
                        f"{observation.id} was not known on {document.as_of}, or says something "
                        "else. Take figures from the pack as of the paper's day."
                    )
        case NumberingReference(key) if key not in document.numbers:
            return f"“{key}” is no table or annex of this paper. Point at one that it has."
        case SayingReference(text) if text not in sayings:
            return f"“{text.en}” is nothing that the pack says. Take its words as they are."
        case NameReference(text, naming, name) if text not in _names(naming, name, pack):
            return f"“{text.en}” is not the name of the {naming} {name}. Take it from the pack."
        case CountReference(things) if len(set(things)) != len(things):
            return f"A count of {len(things)} things counts one twice: {', '.join(things)}."
        case _:
            pass
    return None


def _names(naming: Naming, name: str, pack: Pack) -> tuple[Text, ...]:
    """The texts that name a thing."""
    if naming in (Naming.PLACE, Naming.FACT):
        return (Text(name, ""), Text(name, name))
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
