"""Contradictions, which a rule finds, and tensions, which a person declares with a reason."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, Final

from technopole.evidence.observations import Kind, Observation
from technopole.evidence.problems import Problem, Report
from technopole.evidence.quantities import Quantity, UnitsClash
from technopole.evidence.tables import PackFiles
from technopole.evidence.wording import Text

__all__ = [
    "Contradiction", "Dispute", "Resolution", "Tension", "TensionKind", "Working", "WorkingKind",
    "find_contradictions", "read_tensions",
]  # fmt: skip

FILE: Final = "tensions.toml"
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
    if FILE not in files:
        report.add(Problem(FILE, 0, "", "The file is missing.", "Restore it.", "tables.E001"))
        return (), ()
    text = files[FILE].decode("utf-8", errors="replace")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        report.add(
            Problem(FILE, 0, "", f"The file is not TOML: {error}.", "Correct it.", "tables.E008")
        )
        return (), ()
    tensions: list[Tension] = []
    seen: set[str] = set()
    for entry in document.get("tension", []):
        reader = _Entry(entry, text, observations, report)
        tension = reader.tension()
        if tension is None:
            continue
        if tension.id in seen:
            reader.problem("id", "stands twice.", "Give each tension an id of its own.")
        seen.add(tension.id)
        tensions.append(tension)
    resolutions = [
        resolution
        for entry in document.get("resolution", [])
        if (resolution := _Entry(entry, text, observations, report).resolution()) is not None
    ]
    return tuple(tensions), tuple(resolutions)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of tensions.toml, read with its faults told."""

    entry: dict[str, Any]
    text: str
    observations: Mapping[str, Observation]
    report: Report

    def problem(self, key: str, what: str, mend: str) -> None:
        name = self.entry.get("id") or ", ".join(str(fact) for fact in self.entry.get("facts", []))
        line = self._line()
        self.report.add(Problem(FILE, line, key, f"“{name}”: {key} {what}", mend, "evidence.E010"))

    def _line(self) -> int:
        facts = ", ".join(f'"{fact}"' for fact in self.entry.get("facts", []))
        marker = f'id = "{self.entry["id"]}"' if "id" in self.entry else f"facts = [{facts}]"
        before, found, _ = self.text.partition(marker)
        return before.count("\n") + 1 if found else 0

    def _text(self, key: str) -> Text:
        text = Text(str(self.entry.get(f"{key}_en", "")), str(self.entry.get(f"{key}_zh_hant", "")))
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
        try:
            kind = TensionKind(str(self.entry.get("kind", "")))
        except ValueError:
            self.problem("kind", f"“{self.entry.get('kind')}” is not known.",
                         f"Use one of: {', '.join(TensionKind)}.")  # fmt: skip
            return None
        workings = tuple(
            working
            for table in self.entry.get("working", [])
            if (working := self._working(table)) is not None
        )
        return Tension(
            id=str(self.entry.get("id", "")),
            kind=kind,
            title=self._text("title"),
            reason=self._text("reason"),
            sides=self._facts(self.entry.get("facts"), 1),
            workings=workings,
        )

    def _working(self, table: dict[str, Any]) -> Working | None:
        label = Text(str(table.get("label_en", "")), str(table.get("label_zh_hant", "")))
        kinds = [kind for kind in WorkingKind if kind in table]
        if len(kinds) != 1 or not (label.en and label.zh_hant):
            self.problem("working", "needs a label in both languages and one operation.",
                         f"Operations are: {', '.join(WorkingKind)}.")  # fmt: skip
            return None
        kind, value = kinds[0], table[kinds[0]]
        if kind is WorkingKind.COMPOUND_GROWTH:
            operands, steps = (
                self._facts([value.get("from"), value.get("to")], 2),
                int(value.get("steps", 0)),
            )
        else:
            operands, steps = self._facts(value, 2), 0
        if len(operands) < 2 or (kind is WorkingKind.COMPOUND_GROWTH and steps < 1):
            return None
        working = Working(label, kind, operands, steps)
        try:
            working.result()
        except UnitsClash as error:
            self.problem("working", f"cannot be worked out: {error}", "Name facts whose units fit.")
            return None
        return working

    def resolution(self) -> Resolution | None:
        facts = self._facts(self.entry.get("facts"), 2)
        return Resolution(
            tuple(fact.id for fact in facts), str(self.entry.get("by", "")), self._text("reason")
        )
