"""The register: one entity for every scheme, institution, place, platform and the like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final, TypeVar

from technopole.evidence.anchors import Anchor
from technopole.evidence.observations import ANCHOR_COLUMNS, read_anchor
from technopole.evidence.periods import Period
from technopole.evidence.problems import Report
from technopole.evidence.sources import Source
from technopole.evidence.tables import PackFiles, Row, Table, one_of
from technopole.evidence.wording import Language, Text
from technopole.plan.statuses import Status

__all__ = [
    "Entity", "EntityKind", "Link", "Name", "NameKind", "Register", "Relation", "Statement",
    "read_register",
]  # fmt: skip

T = TypeVar("T")

_ENTITIES: Final = Table(
    columns=("id", "kind", "name_en", "name_zh_hant", "summary_en", "summary_zh_hant"),
    required=frozenset({"id", "kind", "name_en", "summary_en", "summary_zh_hant"}),
    key=("id",),
)
_NAMES: Final = Table(
    columns=("entity", "name", "language", "kind", "from", "until", "source"),
    required=frozenset({"entity", "name", "language", "kind"}),
    key=("entity", "name", "language"),
)
_LINKS: Final = Table(
    columns=("entity", "relation", "other"),
    required=frozenset({"entity", "relation", "other"}),
    key=("entity", "relation", "other"),
)
_STATEMENTS: Final = Table(
    columns=("entity", "source", *ANCHOR_COLUMNS, "status", "as_at", "says_en", "says_zh_hant"),
    required=frozenset({"entity", "source", *ANCHOR_COLUMNS, "status", "says_en", "says_zh_hant"}),
    key=("entity", "source", "heading", "first_line"),
)


class EntityKind(StrEnum):
    """What sort of thing an entity is."""

    SCHEME = "scheme"
    FUND = "fund"
    PROGRAMME = "programme"
    TAX_MEASURE = "tax-measure"
    INSTITUTION = "institution"
    COMMITTEE = "committee"
    FACILITY = "facility"
    PLACE = "place"
    PLATFORM = "platform"
    SYSTEM = "system"
    PLAN = "plan"
    POLICY = "policy"
    LAW = "law"
    AGREEMENT = "agreement"
    EVENT = "event"
    PUBLICATION = "publication"
    AWARD = "award"
    INDEX = "index"
    PRODUCT = "product"
    GROUP = "group"
    ECONOMY = "economy"


class NameKind(StrEnum):
    """How another name stands to the current one."""

    FORMER = "former"
    SHORT = "short"
    ALIAS = "alias"
    PART = "part"


class Relation(StrEnum):
    """How one entity stands to another, or to a node of the plan (`serves`)."""

    RUN_BY = "run-by"
    HOUSED_IN = "housed-in"
    PART_OF = "part-of"
    REPLACES = "replaces"
    FUNDED_BY = "funded-by"
    LOCATED_IN = "located-in"
    PARTY_TO = "party-to"
    ADVISES = "advises"
    ESTABLISHED_BY = "established-by"
    SERVES = "serves"


@dataclass(frozen=True, slots=True)
class Name:
    """Another name of an entity, with the time in which it held as far as that is known."""

    name: str
    language: Language
    kind: NameKind
    since: Period | None
    until: Period | None
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one entity to another entity or, for `serves`, to a node of the plan."""

    entity: str
    relation: Relation
    other: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document says of an entity, in our words, and where it stands.

    as_at: the time that the status holds for; None when the document gives none.
    """

    entity: str
    anchor: Anchor
    published: date
    status: Status
    as_at: Period | None
    says: Text


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing of the plan's world, under its current name."""

    id: str
    kind: EntityKind
    name: Text
    summary: Text
    names: tuple[Name, ...]

    def name_on(self, day: date) -> Text:
        """The name that it bore on a day: a former one where its last day is known and not past."""
        held = {
            name.language: name.name
            for name in self.names
            if name.kind is NameKind.FORMER
            and name.until is not None
            and name.until.last is not None
            and day <= name.until.last
            and (name.since is None or name.since.first is None or name.since.first <= day)
        }
        if "en" not in held:
            return self.name
        return Text(held["en"], held.get("zh-hant", ""))


@dataclass(frozen=True)
class Register:
    """The entities by id, their links and what the documents say of them."""

    entities: Mapping[str, Entity]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]

    def as_of(self, day: date, spoken_of: Collection[str]) -> Register:
        """The register as it was known on a day.

        spoken_of: the entities that have a figure by then; the others need a statement by then.
        """
        statements = tuple(s for s in self.statements if s.published <= day)
        known = {statement.entity for statement in statements} | set(spoken_of)
        return Register(
            entities={name: entity for name, entity in self.entities.items() if name in known},
            links=tuple(
                link
                for link in self.links
                if link.entity in known
                and (link.relation is Relation.SERVES or link.other in known)
            ),
            statements=statements,
        )

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        """The links that lead away from each entity."""
        return _grouped((link.entity, link) for link in self.links)

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Link, ...]]:
        """The links that lead to each entity or node."""
        return _grouped((link.other, link) for link in self.links)

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Statement, ...]]:
        """What the documents say of each entity, oldest document first."""
        ordered = sorted(self.statements, key=lambda s: (s.published, s.anchor.first))
        return _grouped((statement.entity, statement) for statement in ordered)

    def standing_of(self, entity: str) -> Statement | None:
        """The newest statement that says where an entity stands; None when none does."""
        telling = [s for s in self.statements_of.get(entity, ()) if s.status is not Status.NAMED]
        return telling[-1] if telling else None

    def of_kind(self, *kinds: EntityKind) -> tuple[Entity, ...]:
        """The entities of these kinds, by English name."""
        chosen = (entity for entity in self.entities.values() if entity.kind in kinds)
        return tuple(sorted(chosen, key=lambda entity: entity.name.en.casefold()))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for name, value in pairs:
        groups[name].append(value)
    return {name: tuple(group) for name, group in groups.items()}


def read_register(
    files: PackFiles, sources: Mapping[str, Source], nodes: Collection[str], report: Report
) -> Register:
    """The register of a pack; duplicate ids and dangling links are reported.

    nodes: the ids of the plan's nodes, which `serves` may lead to.
    """
    rows = list(_ENTITIES.rows(files, "entities.csv", report))
    known = {row["id"] for row in rows}
    names: dict[str, list[Name]] = defaultdict(list)
    for row in _NAMES.rows(files, "names.csv", report):
        row.refers("entity", known, "plan.E004")
        if (name := _name(row, sources)) is not None:
            names[row["entity"]].append(name)
    entities = {
        entity.id: entity
        for row in rows
        if (entity := _entity(row, tuple(names[row["id"]]))) is not None
    }
    links = [
        link
        for row in _LINKS.rows(files, "links.csv", report)
        if (link := _link(row, known, nodes)) is not None
    ]
    statements = [
        statement
        for row in _STATEMENTS.rows(files, "statements.csv", report)
        if (statement := _statement(row, known, sources)) is not None
    ]
    return Register(entities, tuple(links), tuple(statements))


def _entity(row: Row, names: tuple[Name, ...]) -> Entity | None:
    kind = row.read("kind", one_of(EntityKind), "plan.E002")
    if kind is None:
        return None
    return Entity(
        id=row["id"],
        kind=kind,
        name=Text(row["name_en"], row["name_zh_hant"]),
        summary=Text(row["summary_en"], row["summary_zh_hant"]),
        names=names,
    )


def _language(text: str) -> Language:
    match text:
        case "en" | "zh-hant":
            return text
        case _:
            raise ValueError(f"“{text}” is not a language; use en or zh-hant.")


def _name(row: Row, sources: Collection[str]) -> Name | None:
    language = row.read("language", _language, "plan.E002")
    kind = row.read("kind", one_of(NameKind), "plan.E002")
    since = row.read("from", Period.parse, "evidence.E001") if row["from"] else None
    until = row.read("until", Period.parse, "evidence.E001") if row["until"] else None
    there = not row["source"] or row.refers("source", sources, "plan.E004")
    if language is None or kind is None or not there:
        return None
    return Name(row["name"], language, kind, since, until, row["source"])


def _link(row: Row, known: Collection[str], nodes: Collection[str]) -> Link | None:
    relation = row.read("relation", one_of(Relation), "plan.E002")
    if relation is None:
        return None
    ends = (
        row.refers("entity", known, "plan.E004"),
        row.refers("other", nodes if relation is Relation.SERVES else known, "plan.E004"),
    )
    return Link(row["entity"], relation, row["other"]) if all(ends) else None


def _statement(row: Row, known: Collection[str], sources: Mapping[str, Source]) -> Statement | None:
    there = (row.refers("entity", known, "plan.E004"), row.refers("source", sources, "plan.E004"))
    status = row.read("status", one_of(Status), "plan.E002")
    as_at = row.read("as_at", Period.parse, "evidence.E001") if row["as_at"] else None
    anchor = read_anchor(row, row["source"])
    if not all(there) or status is None or anchor is None:
        return None
    return Statement(
        entity=row["entity"],
        anchor=anchor,
        published=sources[row["source"]].published,
        status=status,
        as_at=as_at,
        says=Text(row["says_en"], row["says_zh_hant"]),
    )
