"""Contradictions, which a rule finds, and tensions, which a person declares with a reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, Final

from technopole.evidence.observations import Kind, Observation
from technopole.evidence.problems import Problem, Report
from technopole.evidence.quantities import Quantity, UnitsClash
from technopole.evidence.tables import PackFiles, is_id, read_toml
from technopole.evidence.wording import Text

__all__ = [
    "Contradiction", "Dispute", "Resolution", "Tension", "TensionKind", "Working", "WorkingKind",
    "find_contradictions", "read_tensions",
]  # fmt: skip

FILE: Final = "tensions.toml"
_TENSION_KEYS: Final = frozenset(
    {"id", "kind", "facts", "title_en", "title_zh_hant", "reason_en", "reason_zh_hant", "working"}
)
_RESOLUTION_KEYS: Final = frozenset({"facts", "by", "reason_en", "reason_zh_hant"})
_MONTH: Final = 31


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which side of a contradiction stands, and who settled it on what ground."""

    facts: tuple[str, ...]
    by: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Documents that say different things of the same subject, measure and time.

    sides: the observations that disagree, each with at least one other, in the order of publication.
    """

    sides: tuple[Observation, ...]
    resolution: Resolution | None

    @property
    def id(self) -> str:
        """The sides' ids, joined: stable as long as the facts are."""
        return "~".join(sorted(side.id for side in self.sides))

    @property
    def subject(self) -> str:
        """The entity that it is about."""
        return self.sides[0].subject

    @property
    def measure(self) -> str:
        """The measure that it is about."""
        return self.sides[0].measure


class TensionKind(StrEnum):
    """Why figures that seem to clash do not compare."""

    DEFINITION = "definition"
    SCOPE = "scope"
    MOVED_TARGET = "moved-target"
    DERIVED = "derived"
    WITHIN_DOCUMENT = "within-document"


class WorkingKind(StrEnum):
    """How a value is worked out from facts."""

    QUOTIENT = "quotient"
    PRODUCT = "product"
    SUM = "sum"
    DIFFERENCE = "difference"
    COMPOUND_GROWTH = "compound_growth"


@dataclass(frozen=True, slots=True)
class Working:
    """A value worked out from facts, so that no derived digit is ever typed.

    operands: the facts, in the order of the operation; for growth the first and the last.
    steps:    for growth, how many yearly steps lie between; else 0.
    """

    label: Text
    kind: WorkingKind
    operands: tuple[Observation, ...]
    steps: int = 0

    def result(self) -> Quantity | float:
        """The exact quantity; for compound growth the yearly rate, a root and so a float.

        Raises UnitsClash when the units make no sense together.
        """
        amounts = [_quantity(operand) for operand in self.operands]
        match self.kind:
            case WorkingKind.QUOTIENT:
                return amounts[0] / amounts[1]
            case WorkingKind.PRODUCT:
                return amounts[0] * amounts[1]
            case WorkingKind.DIFFERENCE:
                return amounts[0] - amounts[1]
            case WorkingKind.SUM:
                total = amounts[0]
                for amount in amounts[1:]:
                    total = total + amount
                return total
            case WorkingKind.COMPOUND_GROWTH:
                ratio = (amounts[1] / amounts[0]).amount
                return float(float(ratio) ** (1 / self.steps) - 1)


def _quantity(observation: Observation) -> Quantity:
    quantity = observation.figure.quantity
    if quantity is None:
        raise UnitsClash(f"{observation.id} is not one exact number.")
    return quantity


@dataclass(frozen=True, slots=True)
class Tension:
    """Figures that seem to clash and do not compare, with the reason why."""

    id: str
    kind: TensionKind
    title: Text
    reason: Text
    sides: tuple[Observation, ...]
    workings: tuple[Working, ...]


Dispute = Contradiction | Tension
"""Whatever sets one figure against another."""


def find_contradictions(
    observations: Iterable[Observation], resolutions: Iterable[Resolution] = ()
) -> tuple[Contradiction, ...]:
    """Every group of observations of one subject, measure, kind and time that cannot all be true.

    An event happens once, so its date has no as-at to match; any other undated statement holds
    at some unknown time and contradicts nothing.
    """
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.subject, observation.measure, observation.kind].append(observation)
    settled = {frozenset(resolution.facts): resolution for resolution in resolutions}
    found = (
        Contradiction(sides, settled.get(frozenset(side.id for side in sides)))
        for group in groups.values()
        for sides in _disagreeing(group)
    )
    return tuple(sorted(found, key=lambda contradiction: contradiction.id))


def _disagreeing(group: list[Observation]) -> list[tuple[Observation, ...]]:
    """The observations of a group that clash, each set joined by clashes."""
    sets: list[set[str]] = []
    for one, other in combinations(group, 2):
        if _same_time(one, other) and _clash(one, other):
            touched = [known for known in sets if known & {one.id, other.id}]
            sets = [known for known in sets if known not in touched]
            sets.append({one.id, other.id}.union(*touched))
    ordered = sorted(group, key=lambda observation: (observation.published, observation.id))
    return [tuple(o for o in ordered if o.id in known) for known in sets]


def _clash(one: Observation, other: Observation) -> bool:
    return one.figure.comparable_with(other.figure) and not one.figure.agrees_with(other.figure)


def _same_time(one: Observation, other: Observation) -> bool:
    """Whether two statements speak of the same time.

    "December 2024" and "31 December 2024" do: where one time lies within the other, and neither
    is longer than a month, papers only word the same reporting date differently.
    """
    if one.kind is Kind.EVENT:
        return True
    if one.as_at is None or other.as_at is None:
        return False
    if one.as_at.same_days(other.as_at):
        return True
    lengths = (one.as_at.days, other.as_at.days)
    return all(days is not None and days <= _MONTH for days in lengths) and (
        one.as_at.within(other.as_at) or other.as_at.within(one.as_at)
    )


def read_tensions(
    files: PackFiles, observations: Mapping[str, Observation], report: Report
) -> tuple[tuple[Tension, ...], tuple[Resolution, ...]]:
    """The tensions and resolutions that a pack declares, their facts looked up."""
    found = read_toml(files, FILE, report)
    if found is None:
        return (), ()
    document, text = found
    tensions: list[Tension] = []
    seen: set[str] = set()
    for entry in _tables(document, "tension", text, report):
        reader = _Entry(entry, text, observations, report)
        tension = reader.tension()
        if tension is None:
            continue
        if tension.id in seen:
            reader.problem("id", "stands twice.", "Give each tension an id of its own.")
        seen.add(tension.id)
        tensions.append(tension)
    resolutions = [
        _Entry(entry, text, observations, report).resolution()
        for entry in _tables(document, "resolution", text, report)
    ]
    for name in document.keys() - {"tension", "resolution"}:
        report.add(
            Problem(FILE, _line_of(text, name), name, f"“{name}” is nothing that this file holds.",
                    "Write [[tension]] or [[resolution]].", "evidence.E010")
        )  # fmt: skip
    _check_resolutions(resolutions, text, observations, report)
    return tuple(tensions), tuple(resolutions)


def _tables(
    document: Mapping[str, Any], name: str, text: str, report: Report
) -> list[dict[str, Any]]:
    """The tables of one name; anything else of that name is reported."""
    entries = document.get(name, [])
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        return entries
    report.add(
        Problem(FILE, _line_of(text, name), name, f"“{name}” is no list of tables.",
                f"Begin each with [[{name}]].", "evidence.E010")
    )  # fmt: skip
    return []


def _line_of(text: str, name: str) -> int:
    """The line on which a name is first written as a table or a key; 0 when none is found."""
    found = re.search(rf"^\s*\[*\s*[\"']?{re.escape(name)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def _check_resolutions(
    resolutions: Iterable[Resolution],
    text: str,
    observations: Mapping[str, Observation],
    report: Report,
) -> None:
    """A resolution settles a contradiction that the rule finds, not one that somebody imagines."""
    known = [r for r in resolutions if all(fact in observations for fact in r.facts)]
    if not known:
        return
    sides = {
        frozenset(side.id for side in found.sides)
        for found in find_contradictions(observations.values())
    }
    for resolution in known:
        if frozenset(resolution.facts) not in sides:
            entry = {"facts": list(resolution.facts)}
            _Entry(entry, text, observations, report).problem(
                "facts",
                "are not the sides of a contradiction.",
                "Name all sides of one: technopole contradictions lists them.",
            )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of tensions.toml, read with its faults told."""

    entry: dict[str, Any]
    text: str
    observations: Mapping[str, Observation]
    report: Report

    def problem(self, key: str, what: str, mend: str) -> None:
        name = self.entry.get("id") or ", ".join(map(str, self._listed("facts"))) or "?"
        line = self._line()
        self.report.add(Problem(FILE, line, key, f"“{name}”: {key} {what}", mend, "evidence.E010"))

    def _line(self) -> int:
        if "id" in self.entry:
            marker = rf"^\s*id\s*=\s*[\"']?{re.escape(str(self.entry['id']))}[\"']?\s*(?:#.*)?$"
        else:
            facts = r"\s*,\s*".join(
                rf"[\"']{re.escape(str(fact))}[\"']" for fact in self._listed("facts")
            )
            marker = rf"^\s*facts\s*=\s*\[\s*{facts}"
        found = re.search(marker, self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.end()) + 1 if found else 0

    def _listed(self, key: str) -> list[Any]:
        value = self.entry.get(key)
        return value if isinstance(value, list) else []

    def _known_keys(self, known: Collection[str]) -> None:
        for key in self.entry.keys() - known:
            self.problem(key, "is not known.", f"An entry takes: {', '.join(sorted(known))}.")

    def _text(self, key: str) -> Text:
        text = Text(_words(self.entry, f"{key}_en"), _words(self.entry, f"{key}_zh_hant"))
        if not (text.en and text.zh_hant):
            self.problem(key, "is missing in one language.", f"Write {key}_en and {key}_zh_hant.")
        return text

    def _facts(self, ids: object, least: int) -> tuple[Observation, ...]:
        names = [str(name) for name in ids] if isinstance(ids, list) else []
        for name in names:
            if name not in self.observations:
                self.problem(
                    "facts", f"names “{name}”, which is no fact.", "Name a fact that exists."
                )
        known = tuple(self.observations[name] for name in names if name in self.observations)
        if len(names) < least:
            self.problem("facts", "names too few facts.", f"Name at least {least}.")
        return known

    def tension(self) -> Tension | None:
        self._known_keys(_TENSION_KEYS)
        if not is_id(_words(self.entry, "id")):
            self.problem("id", "is missing, or is no id.",
                         "Use letters, digits, hyphens, points and underscores.")  # fmt: skip
            return None
        try:
            kind = TensionKind(str(self.entry.get("kind", "")))
        except ValueError:
            self.problem("kind", f"“{self.entry.get('kind')}” is not known.",
                         f"Use one of: {', '.join(TensionKind)}.")  # fmt: skip
            return None
        workings = tuple(
            working
            for table in _tables(self.entry, "working", self.text, self.report)
            if (working := self._working(table)) is not None
        )
        return Tension(
            id=_words(self.entry, "id"),
            kind=kind,
            title=self._text("title"),
            reason=self._text("reason"),
            sides=self._facts(self.entry.get("facts"), 1),
            workings=workings,
        )

    def _working(self, table: dict[str, Any]) -> Working | None:
        label = Text(_words(table, "label_en"), _words(table, "label_zh_hant"))
        kinds = [kind for kind in WorkingKind if kind in table]
        if len(kinds) != 1 or not (label.en and label.zh_hant):
            self.problem("working", "needs a label in both languages and one operation.",
                         f"Operations are: {', '.join(WorkingKind)}.")  # fmt: skip
            return None
        kind, value = kinds[0], table[kinds[0]]
        steps = 0
        if kind is WorkingKind.COMPOUND_GROWTH:
            growth = value if isinstance(value, dict) else {}
            value, steps = [growth.get("from"), growth.get("to")], growth.get("steps", 0)
            if not isinstance(steps, int) or steps < 1:
                self.problem("working", "has no number of yearly steps.",
                             'Write {from = "…", to = "…", steps = 4}.')  # fmt: skip
                return None
        operands = self._facts(value, 2)
        if len(operands) < 2:
            return None
        if len(operands) > 2 and kind in (WorkingKind.QUOTIENT, WorkingKind.DIFFERENCE,
                                          WorkingKind.PRODUCT):  # fmt: skip
            self.problem("working", f"is a {kind} of {len(operands)} facts.", "Name two.")
            return None
        working = Working(label, kind, operands, steps)
        try:
            working.result()
        except (UnitsClash, ArithmeticError) as error:
            self.problem("working", f"cannot be worked out: {error}", "Name facts whose units fit.")
            return None
        return working

    def resolution(self) -> Resolution:
        self._known_keys(_RESOLUTION_KEYS)
        facts = self._facts(self.entry.get("facts"), 2)
        if not _words(self.entry, "by"):
            self.problem("by", "is missing.", "Say who settled it.")
        return Resolution(
            tuple(fact.id for fact in facts), _words(self.entry, "by"), self._text("reason")
        )


def _words(table: Mapping[str, Any], key: str) -> str:
    """The text of a key; empty when there is none, or something else than text."""
    value = table.get(key)
    return value.strip() if isinstance(value, str) else ""
