"""What of a pack can be found, and by which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.figures import Figure
from technopole.evidence.wording import (
    LANGUAGES,
    Language,
    Text,
    say_amount,
    say_period,
    say_qualifier,
    say_unit,
)
from technopole.plan.indicators import Role
from technopole.plan.packs import Pack
from technopole.site.search.likeness import Named
from technopole.site.search.words import Vector, key_of
from technopole.site.support.rules import rulebook_of

__all__ = ["KINDS", "Draft", "drafts", "holds", "names_of"]

KINDS: Final = (
    "entity", "scheme", "node", "indicator", "initiative", "measure", "source", "contradiction", "fact",
)  # fmt: skip
"""The kinds of thing that can be found."""

_WEIGHTS: Final = {
    "entity": 0.5, "scheme": 0.45, "node": 0.35, "indicator": 0.4, "initiative": 0.25, "measure": 0.15,
    "source": 0.45, "contradiction": 0.2, "fact": 0.0,
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A row of the index before it is written."""

    kind: str
    ref: str
    language: Language
    title: str
    text: str
    known_from: date
    part: str = ""
    other_names: Sequence[str] = ()
    about: Sequence[str] = ()
    keys: Sequence[str] = ()
    weight: float = field(default=0.0)

    @property
    def vector(self) -> str:
        """Its words: names before what it is about, and that before the rest."""
        vector = Vector()
        if not self.part and self.kind != "fact":
            vector.add(self.title, "A")
        for name in self.other_names:
            vector.add(name, "B")
        for about in self.about:
            vector.add(about, "C")
        vector.add(self.text, "D")
        for key in self.keys:
            vector.add_id(key)
        return str(vector)

    @property
    def names(self) -> list[str]:
        """The keys under which it is found exactly."""
        named = [*self.keys, *self.other_names]
        if not self.part and self.kind != "fact":
            named.append(self.title)
        return list(dict.fromkeys(key_of(name) for name in named if name))


def drafts(pack: Pack) -> Iterator[Draft]:
    """Every row of a pack's index."""
    for of_kind in (
        *(
            _entities,
            _schemes,
            _nodes,
            _indicators,
            _initiatives,
            _measures,
            _sources,
            _disputes,
            _facts,
        ),
    ):
        for draft in of_kind(pack):
            draft.weight += _WEIGHTS[draft.kind]
            yield draft


def names_of(pack: Pack) -> Iterator[Named]:
    """Every name that a misspelt one may mean."""
    for entity in pack.register.entities.values():
        for name in (*_both(entity.name), *(other.name for other in entity.names)):
            yield Named(name, "entity", entity.id)
    for scheme in rulebook_of(pack.id).schemes.values():
        if scheme.entity not in pack.register.entities:
            for name in (*_both(scheme.name), scheme.code):
                yield Named(name, "scheme", scheme.entity)
    for kind, things in (
        ("node", pack.tree.nodes.values()),
        ("source", pack.evidence.sources.values()),
    ):
        for thing in things:
            for name in _both(thing.title):
                yield Named(name, kind, thing.id)
    for indicator in pack.indicators.values():
        for name in _both(indicator.name):
            yield Named(name, "indicator", indicator.id)


def _both(name: Text) -> tuple[str, ...]:
    return (name.en, name.zh_hant) if name.zh_hant else (name.en,)


def holds(pack: Pack, kind: str, ref: str) -> bool:
    """Whether a pack, as it was known on its day, holds the thing."""
    return _HOLDERS[kind](pack, ref)


def _disputes_by_id(pack: Pack) -> set[str]:
    evidence = pack.evidence
    return {found.id for found in evidence.contradictions} | {t.id for t in evidence.tensions}


_HOLDERS: Final[dict[str, Callable[[Pack, str], bool]]] = {
    "entity": lambda pack, ref: ref in pack.register.entities,
    "scheme": lambda pack, ref: ref in rulebook_of(pack.id).schemes,
    "node": lambda pack, ref: ref in pack.tree.nodes,
    "indicator": lambda pack, ref: ref in pack.indicators,
    "initiative": lambda pack, ref: ref in pack.initiatives,
    "measure": lambda pack, ref: ref in pack.evidence.measures,
    "source": lambda pack, ref: ref in pack.evidence.sources,
    "contradiction": lambda pack, ref: ref in _disputes_by_id(pack),
    "fact": lambda pack, ref: ref in pack.evidence.observations,
}


def _entities(pack: Pack) -> Iterator[Draft]:
    register, evidence = pack.register, pack.evidence
    for entity in register.entities.values():
        statements = register.statements_of.get(entity.id, ())
        facts = evidence.by_subject.get(entity.id, ())
        days = [*(s.published for s in statements), *(fact.published for fact in facts)]
        weight = min(0.4, len(facts) / 100)
        for language in LANGUAGES:
            others = [name.name for name in entity.names if name.language == language]
            yield Draft(
                "entity", entity.id, language, entity.name.in_language(language),
                entity.summary.in_language(language), min(days, default=pack.days[-1]), other_names=others,
                keys=[entity.id.replace("-", " ")] if language == "en" else [], weight=weight,
            )  # fmt: skip
        for number, statement in enumerate(statements):
            for language in LANGUAGES:
                yield Draft(
                    "entity", entity.id, language, "", statement.says.in_language(language),
                    statement.published, part=f"statement-{number}", weight=weight - 0.1,
                )  # fmt: skip


def _schemes(pack: Pack) -> Iterator[Draft]:
    """The schemes of the rulebook, by code and by name; on every day, for their rules are dated themselves."""
    for scheme in rulebook_of(pack.id).schemes.values():
        for language in LANGUAGES:
            yield Draft(
                "scheme", scheme.entity, language, scheme.name.in_language(language),
                scheme.summary.in_language(language), date.min, other_names=[scheme.code],
                keys=[scheme.entity.replace("-", " ")] if language == "en" else [],
            )  # fmt: skip


def _nodes(pack: Pack) -> Iterator[Draft]:
    known = pack.evidence.sources[pack.plan_source].published if pack.tree.nodes else date.min
    for node in pack.tree.nodes.values():
        for language in LANGUAGES:
            yield Draft(
                "node", node.id, language, node.title.in_language(language),
                node.note.in_language(language), known, keys=[node.id],
                weight=-0.02 * len(pack.tree.path(node.id)),
            )  # fmt: skip


def _indicators(pack: Pack) -> Iterator[Draft]:
    for indicator in pack.indicators.values():
        known = min(point.observation.published for point in indicator.of_role(Role.TARGET))
        for language in LANGUAGES:
            yield Draft(
                "indicator", indicator.id, language, indicator.name.in_language(language),
                indicator.note.in_language(language), known, keys=[indicator.id, indicator.number],
            )  # fmt: skip


def _initiatives(pack: Pack) -> Iterator[Draft]:
    for initiative in pack.initiatives.values():
        for language in LANGUAGES:
            yield Draft(
                "initiative", initiative.id, language, initiative.name.in_language(language),
                "", initiative.history[0].published,
            )  # fmt: skip
            for number, report in enumerate(initiative.history):
                yield Draft(
                    "initiative", initiative.id, language, "", report.says.in_language(language),
                    report.published, part=f"report-{number}", weight=-0.1,
                )  # fmt: skip


def _measures(pack: Pack) -> Iterator[Draft]:
    first: dict[str, date] = {}
    for observation in pack.evidence.observations.values():
        known = first.get(observation.measure, date.max)
        first[observation.measure] = min(known, observation.published)
    for measure in pack.evidence.measures.values():
        if measure.id not in first:
            continue
        for language in LANGUAGES:
            yield Draft(
                "measure", measure.id, language, measure.name.in_language(language),
                measure.definition.in_language(language), first[measure.id],
                keys=[measure.id] if language == "en" else [],
            )  # fmt: skip


def _sources(pack: Pack) -> Iterator[Draft]:
    for source in pack.evidence.sources.values():
        for language in LANGUAGES:
            yield Draft(
                "source", source.id, language, source.title.in_language(language),
                source.condition.in_language(language), source.published,
                other_names=[source.short.in_language(language)],
                about=[source.publisher.in_language(language)], keys=[source.id],
            )  # fmt: skip


def _disputes(pack: Pack) -> Iterator[Draft]:
    seen: set[str] = set()
    for day in pack.days:
        evidence = pack.as_of(day).evidence
        disputes: tuple[Contradiction | Tension, ...] = (
            *evidence.contradictions,
            *evidence.tensions,
        )
        for dispute in disputes:
            if dispute.id in seen:
                continue
            seen.add(dispute.id)
            for language in LANGUAGES:
                yield _dispute(pack, dispute, language, day)


def _dispute(pack: Pack, dispute: Contradiction | Tension, language: Language, day: date) -> Draft:
    figures = ("; " if language == "en" else "；").join(
        _said(side.figure, language) for side in dispute.sides
    )
    about = dict.fromkeys(
        _about(pack, side.subject, side.measure, language) for side in dispute.sides
    )
    if isinstance(dispute, Tension):
        title, text = dispute.title.in_language(language), dispute.reason.in_language(language)
    else:
        title, text = next(iter(about)), ""
    text = f"{text} {figures}".strip()
    return Draft("contradiction", dispute.id, language, title, text, day, about=list(about))


def _facts(pack: Pack) -> Iterator[Draft]:
    for fact in pack.evidence.observations.values():
        for language in LANGUAGES:
            figure = _said(fact.figure, language)
            time = say_period(fact.as_at, language) if fact.as_at else ""
            yield Draft(
                "fact", fact.id, language, _about(pack, fact.subject, fact.measure, language),
                fact.note.in_language(language), fact.published,
                about=[_about(pack, fact.subject, fact.measure, language), figure, fact.figure.text,
                       time],
                keys=[fact.id],
            )  # fmt: skip


def _about(pack: Pack, subject: str, measure: str, language: Language) -> str:
    entity = pack.register.entities[subject].name.in_language(language)
    measured = pack.evidence.measures[measure].name.in_language(language)
    return f"{entity}：{measured}" if language == "zh-hant" else f"{entity}: {measured}"


def _said(figure: Figure, language: Language) -> str:
    """The figure in words: "over 460 services"."""
    parts = (
        say_qualifier(figure, language),
        say_amount(figure, language),
        say_unit(figure, language),
    )
    return (" " if language == "en" else "").join(part for part in parts if part)
