"""What the API lists: each collection's records, and by what they can be chosen.

A snapshot holds every record of a pack as it was known on a day, each written as JSON once; an
answer only joins them. Snapshots are kept for the days on which something became known, so that
a pack of five documents has at most six.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Final

from technopole.evidence.records import Record, measure_record, series_record, source_record
from technopole.evidence.units import UNITS
from technopole.outlook.budgets import budgets_of
from technopole.plan.packs import Pack
from technopole.plan.records import (
    dispute_record,
    entity_record,
    fact_record,
    indicator_record,
    initiative_record,
    name_of,
    node_record,
    support_records,
)
from technopole.rules.records import asked_by, question_record
from technopole.rules.records import scheme_record as rule_brief
from technopole.site.editions import queries as editions
from technopole.site.support.rules import rulebook_of

__all__ = ["COLLECTIONS", "Filter", "Listed", "Rows", "Snapshot", "as_json", "snapshot_of"]

_KEPT: Final = 24


def as_json(value: object) -> bytes:
    """The value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to choose from a collection.

    values: what a record offers to be chosen by.
    domain: every value that can be asked for, from the whole pack; None where an enumeration in
            the question's type says it already.
    """

    values: Callable[[Record, Pack], Iterable[str | None]]
    domain: Callable[[Pack], Collection[str]] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection of the API.

    one:      what one of them is called in a sentence.
    records:  its records, in order.
    by_id:    whether that order is the order of ids; the plan has an order of its own.
    key:      what a record calls its id.
    by_rules: whether the records hang on the rules, too, whose version is not the pack's.
    """

    name: str
    one: str
    records: Callable[[Pack], Iterable[Record]]
    filters: Mapping[str, Filter] = field(default_factory=dict)
    by_id: bool = True
    key: str = "id"
    by_rules: bool = False


@dataclass(frozen=True)
class Rows:
    """A collection as it was known on a day, written as JSON row by row."""

    listed: Listed
    ids: Sequence[str]
    bodies: Sequence[bytes]
    index: Mapping[str, Mapping[str, Sequence[int]]]

    @classmethod
    def of(cls, listed: Listed, pack: Pack) -> Rows:
        """Write a collection of a pack."""
        records = list(listed.records(pack))
        if listed.by_id:
            records.sort(key=lambda record: str(record[listed.key]))
        index: dict[str, dict[str, list[int]]] = {name: {} for name in listed.filters}
        for position, record in enumerate(records):
            for name, chosen_by in listed.filters.items():
                for value in dict.fromkeys(chosen_by.values(record, pack)):
                    if value is not None:
                        index[name].setdefault(value, []).append(position)
        return cls(
            listed,
            [str(record[listed.key]) for record in records],
            [as_json(record) for record in records],
            index,
        )

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each id stands."""
        return {name: position for position, name in enumerate(self.ids)}

    def chosen(self, wanted: Mapping[str, str], low: str | None, high: str | None) -> Sequence[int]:
        """The positions of the rows that bear every wanted value, with ids from `low` to `high`."""
        found: Sequence[int] = range(len(self.ids))
        if low is not None or high is not None:
            start = 0 if low is None else bisect_left(self.ids, low)
            stop = len(self.ids) if high is None else bisect_right(self.ids, high)
            found = range(start, max(start, stop))
        for name, value in wanted.items():
            bearing = self.index[name].get(value, ())
            found = (
                [p for p in bearing if p in found]
                if isinstance(found, range)
                else sorted(set(found).intersection(bearing))
            )
        return found

    def after(self, last: str) -> int | None:
        """The first position after an id; None when the order no longer knows the id."""
        if last in self.position:
            return self.position[last] + 1
        return bisect_right(self.ids, last) if self.listed.by_id else None


class Snapshot:
    """A pack as it was known on a day, its collections written when first asked for."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._rows: dict[str, Rows] = {}
        self._lock = Lock()

    def rows(self, name: str) -> Rows:
        """A collection's rows."""
        found = self._rows.get(name)
        if found is None:
            with self._lock:
                if name not in self._rows:
                    self._rows[name] = Rows.of(COLLECTIONS[name], self.pack)
                found = self._rows[name]
        return found


_snapshots: OrderedDict[tuple[str, date], Snapshot] = OrderedDict()
_snapshots_lock = Lock()


def snapshot_of(pack: Pack) -> Snapshot:
    """The snapshot of a pack as of a day; the same object as long as it is kept."""
    key = (pack.version, pack.days[-1] if pack.days else date.min)
    with _snapshots_lock:
        if key not in _snapshots:
            _snapshots[key] = Snapshot(pack)
        _snapshots.move_to_end(key)
        while len(_snapshots) > _KEPT:
            _snapshots.popitem(last=False)
        return _snapshots[key]


def _key(name: str) -> Callable[[Record, Pack], Iterable[str | None]]:
    return lambda record, pack: (record[name],)


def _node_and_above(*keys: str) -> Callable[[Record, Pack], Iterable[str | None]]:
    """The nodes that a record names, and everything above them."""

    def values(record: Record, pack: Pack) -> Iterable[str | None]:
        for key in keys:
            named = record[key] if isinstance(record[key], list) else [record[key]]
            for node in named:
                if node in pack.tree.nodes:
                    yield from (above.id for above in pack.tree.path(node))

    return values


def _sources(pack: Pack) -> Collection[str]:
    return pack.evidence.sources


def _entities(pack: Pack) -> Collection[str]:
    return pack.register.entities


def _measures(pack: Pack) -> Collection[str]:
    return pack.evidence.measures


def _nodes(pack: Pack) -> Collection[str]:
    return pack.tree.nodes


def _units(_: Pack) -> Collection[str]:
    return UNITS


def _series(pack: Pack) -> Collection[str]:
    return pack.evidence.series


def _scheme_names(pack: Pack) -> Collection[str]:
    schemes = rulebook_of(pack.id).schemes
    return [*schemes, *(scheme.code for scheme in schemes.values())]


def _question_names(pack: Pack) -> Collection[str]:
    return [question.name for question in rulebook_of(pack.id).questions]


def _groups(pack: Pack) -> Collection[str]:
    groups = (question.about.group for question in rulebook_of(pack.id).questions)
    return dict.fromkeys(group for group in groups if group)


def _schemes(pack: Pack) -> Iterable[Record]:
    """The list that `technopole schemes` gives, with its rule's short name where there is a rule.

    A scheme that no document names is listed as long as every document is known: it is dated by none.
    """
    book = rulebook_of(pack.id)
    whole = editions.current(pack.id)
    records = support_records(pack, asked_by(book.schemes.values()), book.schemes)
    if whole.days == pack.days:
        newest = pack.days[-1]
        known = whole.register.entities
        records += [
            rule_brief(scheme, newest)
            for scheme in book.schemes.values()
            if scheme.entity not in known
        ]
    for record in records:
        scheme = book.schemes.get(record["scheme"])
        record["code"] = scheme.code if scheme else None
    return records


def _questions(pack: Pack) -> Iterable[Record]:
    """The vocabulary, with the schemes that ask each question."""
    book = rulebook_of(pack.id)
    asking: dict[str, list[str]] = {}
    for scheme in book.executable:
        judged = (judgement.question for judgement in scheme.judgements)
        for question in (*scheme.questions, *judged):
            asking.setdefault(question.name, []).append(scheme.entity)
    for question in book.questions:
        yield {**question_record(question), "asked_by": asking[question.name]}


def _asking(record: Record, pack: Pack) -> Iterable[str]:
    """The schemes that ask a question, by id and by short name."""
    schemes = rulebook_of(pack.id).schemes
    for entity in record["asked_by"]:
        yield entity
        yield schemes[entity].code


def _budgets(pack: Pack) -> Iterable[Record]:
    """Each watched budget, called by its entity and by what counts as used."""
    # Here, because NumPy comes with it, whose threads would not outlive the server's fork.
    from technopole.outlook.records import budget_record

    for budget in budgets_of(pack):
        record = budget_record(budget, name_of(pack))
        name = ".".join(part for part in (record["entity"], record["used_as"]) if part)
        yield {"budget": name, **record}


COLLECTIONS: Final[Mapping[str, Listed]] = {
    listed.name: listed
    for listed in (
        Listed(
            "sources",
            "source",
            lambda pack: (source_record(s, pack.evidence) for s in pack.evidence.sources.values()),
        ),
        Listed(
            "facts",
            "fact",
            lambda pack: (fact_record(o, pack) for o in pack.evidence.observations.values()),
            {
                "source": Filter(_key("source"), _sources),
                "subject": Filter(_key("subject"), _entities),
                "measure": Filter(_key("measure"), _measures),
                "series": Filter(_key("series"), _series),
                "kind": Filter(_key("kind")),
                "unit": Filter(_key("unit"), _units),
                "qualifier": Filter(_key("qualifier")),
                "reading": Filter(_key("reading")),
                "disputed": Filter(lambda record, _: ("yes" if record["disputes"] else "no",)),
            },
        ),
        Listed(
            "measures",
            "measure",
            lambda pack: map(measure_record, pack.evidence.measures.values()),
            {
                "unit": Filter(_key("unit"), _units),
                "nature": Filter(_key("nature")),
                "good": Filter(_key("good")),
            },
        ),
        Listed(
            "series",
            "series",
            lambda pack: (
                series_record(s, pack.evidence, name_of(pack))
                for s in pack.evidence.series.values()
            ),
            {
                "subject": Filter(_key("subject"), _entities),
                "measure": Filter(_key("measure"), _measures),
            },
        ),
        Listed(
            "contradictions",
            "contradiction or tension",
            lambda pack: (
                *(dispute_record(found, pack) for found in pack.evidence.contradictions),
                *(dispute_record(declared, pack) for declared in pack.evidence.tensions),
            ),
            {
                "kind": Filter(_key("kind")),
                "fact": Filter(
                    lambda record, _: (side["id"] for side in record["sides"]),
                    lambda pack: pack.evidence.observations,
                ),
                "subject": Filter(
                    lambda record, _: (side["subject"] for side in record["sides"]), _entities
                ),
                "source": Filter(
                    lambda record, _: (side["source"] for side in record["sides"]), _sources
                ),
            },
        ),
        Listed(
            "plan",
            "node of the plan",
            lambda pack: (node_record(node, pack) for node in pack.tree.nodes.values()),
            {
                "level": Filter(_key("level")),
                "standing": Filter(_key("standing")),
                "under": Filter(lambda record, _: record["path"], _nodes),
                "carried_out_by": Filter(lambda record, _: record["carried_out_by"], _entities),
            },
            by_id=False,
        ),
        Listed(
            "entities",
            "entity",
            lambda pack: (entity_record(e, pack) for e in pack.register.entities.values()),
            {
                "kind": Filter(_key("kind")),
                "source": Filter(
                    lambda record, pack: (
                        *(statement["source"] for statement in record["statements"]),
                        *(pack.evidence.observations[fact].source for fact in record["facts"]),
                    ),
                    _sources,
                ),
                "node": Filter(_node_and_above("carries_out"), _nodes),
            },
        ),
        Listed(
            "initiatives",
            "initiative",
            lambda pack: map(initiative_record, pack.initiatives.values()),
            {
                "status": Filter(_key("status")),
                "node": Filter(_node_and_above("node"), _nodes),
                "entity": Filter(_key("entity"), _entities),
            },
        ),
        Listed(
            "indicators",
            "indicator",
            lambda pack: (indicator_record(i, pack) for i in pack.indicators.values()),
            {
                "set": Filter(_key("set")),
                "node": Filter(_node_and_above("node"), _nodes),
                "subject": Filter(_key("subject"), _entities),
                "measure": Filter(_key("measure"), _measures),
            },
            by_id=False,
        ),
        Listed(
            "budgets",
            "budget",
            _budgets,
            {"entity": Filter(_key("entity"), _entities)},
            by_id=False,
            key="budget",
        ),
        Listed(
            "schemes",
            "scheme",
            _schemes,
            {
                "kind": Filter(_key("kind")),
                "executable": Filter(lambda record, _: ("yes" if record["executable"] else "no",)),
                "status": Filter(_key("status")),
                "run_by": Filter(lambda record, _: record["run_by"], _entities),
                "question": Filter(lambda record, _: record["questions"], _question_names),
            },
            key="scheme",
            by_rules=True,
        ),
        Listed(
            "questions",
            "question",
            _questions,
            {
                "scheme": Filter(_asking, _scheme_names),
                "kind": Filter(_key("kind")),
                "group": Filter(_key("group"), _groups),
                "judgement": Filter(lambda record, _: ("yes" if record["judgement"] else "no",)),
            },
            by_id=False,
            key="question",
            by_rules=True,
        ),
    )
}
"""Every collection of the API, by the name that its address bears."""
