"""What a method of measuring progress is, what it is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from technopole.evidence.measures import Good
from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Text
from technopole.outlook.roots import Exact, quotient, rounded
from technopole.outlook.settings import NO_NOTE
from technopole.outlook.tracks import Goal, Point, Track

__all__ = [
    "PLACES", "Basis", "Case", "Component", "Course", "Grade", "Holds", "Judgement", "Method", "Rule",
    "Verdict", "amount", "graded", "not_assessable", "years",
]  # fmt: skip

PLACES: Final = 10
"""How many decimals an irrational component is shown with; verdicts never depend on them."""


class Course(StrEnum):
    """What a method's class comes to, in words that all methods share.

    Ours, for colour and for setting the methods side by side; each keeps its own class beside it.
    """

    REACHED = "reached"
    ON_COURSE = "on-course"
    BEHIND = "behind"
    STILL = "still"
    AWAY = "away"


class Basis(StrEnum):
    """What a method carries into the future."""

    GROWTH = "growth"
    """The same growth in per cent every year."""
    LINE = "line"
    """The same amount every year."""
    PRESENT = "present"
    """Nothing: it looks at what has happened."""


class Holds(StrEnum):
    """What the number of a component is."""

    UNIT = "unit"
    """An amount in the indicator's unit."""
    UNIT_A_YEAR = "unit-a-year"
    """An amount in the indicator's unit for every year."""
    GROWTH = "growth"
    """Growth a year as a share: 0.05 is 5 %."""
    SHARE = "share"
    """A share or a ratio: 1 is the whole."""
    PERCENT = "percent"
    """A number of per cent: 100 is the whole."""
    SCORE = "score"
    """A number on a scale of the method's own."""
    YEAR = "year"
    """A calendar year."""
    YEARS = "years"
    """A number of years."""


@dataclass(frozen=True, slots=True)
class Component:
    """A number that a verdict was worked out from or comes to.

    value: exact, or a decimal rounded to `PLACES` where the number is irrational.
    """

    id: str
    name: Text
    value: Fraction | Decimal
    holds: Holds

    @property
    def exact(self) -> bool:
        """Whether nothing was rounded."""
        return isinstance(self.value, Fraction)

    def text(self, places: int = PLACES) -> str:
        """The value as a canonical decimal; rounded to so many places where no decimal is exact."""
        if isinstance(self.value, Decimal):
            return f"{rounded(Fraction(self.value), min(places, PLACES)):f}"
        exact = exact_decimal(self.value)
        if exact is not None and len(exact.partition(".")[2]) <= places:
            return exact
        return f"{rounded(self.value, places):f}"


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of a method: the id that programs read, and our plain words for it."""

    id: str
    words: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """When a class is given: a line of the method's table of thresholds."""

    grade: Grade
    when: Text


@dataclass(frozen=True, slots=True)
class Case:
    """What a method is asked to judge.

    base:        the figure that progress is counted from; older than the latest.
    base_reason: why that one.
    goal:        the target; None for a method that looks at the trend alone.
    """

    track: Track
    base: Point
    base_reason: Text
    goal: Goal | None

    @property
    def latest(self) -> Point:
        """The newest figure."""
        return self.track.points[-1]

    @property
    def direction(self) -> int:
        """1 where up is good, -1 where down is good."""
        return 1 if self.track.good is Good.UP else -1

    @property
    def span(self) -> int:
        """Years from the base to the latest figure."""
        return self.latest.year - self.base.year

    @property
    def target(self) -> Fraction:
        """The target's value. Raises ValueError where there is no target."""
        if self.goal is None:
            raise ValueError("The case has no target.")
        return self.goal.value

    @property
    def due(self) -> int:
        """The year whose figure the target is about. Raises ValueError where none is named."""
        if self.goal is None or self.goal.figure_year is None:
            raise ValueError("The case names no year.")
        return self.goal.figure_year

    def meets(self, value: Fraction | Exact) -> bool:
        """Whether a value is at the target or past it in the direction of good."""
        gap = (value - self.target) * self.direction
        return (gap.sign() if isinstance(gap, Exact) else gap) >= 0

    def moved(self) -> int:
        """1 where the figures went the right way from the base to the latest, -1 the wrong, 0 neither."""
        change = (self.latest.value - self.base.value) * self.direction
        return (change > 0) - (change < 0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a method makes of a case: a class or the reason why there is none.

    grade:      None where the case is not assessable, and for an index that has no classes.
    reason:     why it is not assessable; empty otherwise.
    used:       the points that it looked at.
    departures: where the figures fall short of what the method asks for, and what was done.
    headline:   the id of the component that the class hangs on; empty for none.
    """

    grade: Grade | None = None
    course: Course | None = None
    reason: Text = NO_NOTE
    components: tuple[Component, ...] = ()
    used: tuple[Point, ...] = ()
    departures: tuple[Text, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """An official way of measuring progress.

    id:         stable, as addresses and programs carry it.
    agency:     who publishes it.
    formula:    what it computes, in words and signs.
    rules:      its table of thresholds, the best class first; empty for an index without classes.
    source:     where it is published.
    basis:      what it carries into the future.
    needs_goal: whether it judges against a target; one that does not looks at the trend alone.
    needs_year: whether the target must name a year still ahead.
    certain:    whether every part of it was read in its source.
    doubt:      what was not, where it is not certain.
    """

    id: str
    name: Text
    agency: Text
    formula: Text
    rules: tuple[Rule, ...]
    source: Text
    basis: Basis
    needs_goal: bool
    needs_year: bool
    judge: Callable[[Case], Judgement] = field(repr=False)
    certain: bool = True
    doubt: Text = NO_NOTE


@dataclass(frozen=True, slots=True)
class Verdict:
    """A method's answer on one target, or on the trend, with everything it was worked out from.

    facts: the ids of the facts that the components come from, targets included.
    """

    method: Method
    goal: Goal | None
    judgement: Judgement
    facts: tuple[str, ...]

    @property
    def assessed(self) -> bool:
        """Whether the method had an answer."""
        return not self.judgement.reason

    @property
    def grade(self) -> Grade | None:
        """The class; None where there is none."""
        return self.judgement.grade

    @property
    def course(self) -> Course | None:
        """The class in the words that all methods share; None where there is none."""
        return self.judgement.course

    @property
    def reason(self) -> Text:
        """Why it is not assessable; empty otherwise."""
        return self.judgement.reason

    @property
    def components(self) -> tuple[Component, ...]:
        """The numbers, in the order in which they are worked out."""
        return self.judgement.components

    @property
    def departures(self) -> tuple[Text, ...]:
        """Where the figures fall short of what the method asks for."""
        return self.judgement.departures

    @property
    def headline(self) -> Component | None:
        """The number that the class hangs on."""
        return self.component(self.judgement.headline)

    def component(self, name: str) -> Component | None:
        """The component of that id; None where there is none."""
        return next((part for part in self.components if part.id == name), None)


def graded(
    course: Course, rule: Rule, components: tuple[Component, ...], headline: str, *used: Point
) -> Judgement:
    """The judgement that a rule's class applies."""
    return Judgement(rule.grade, course, NO_NOTE, components, used, (), headline)


def not_assessable(en: str, zh_hant: str, components: tuple[Component, ...] = ()) -> Judgement:
    """The judgement that a method has no answer, and why."""
    return Judgement(reason=Text(en, zh_hant), components=components)


def amount(
    name: str,
    words: Text,
    value: Exact | Fraction,
    holds: Holds,
    over: Exact | Fraction = Fraction(1),
) -> Component:
    """A component, or the quotient of two numbers as one: exact where it is rational."""
    above, below = _plain(value), _plain(over)
    if isinstance(above, Fraction) and isinstance(below, Fraction):
        return Component(name, words, above / below, holds)
    if above == 0:
        return Component(name, words, Fraction(0), holds)
    return Component(name, words, quotient(above, below, PLACES), holds)


def _plain(number: Exact | Fraction) -> Exact | Fraction:
    return number.constant if isinstance(number, Exact) and not number.terms else number


_BASE: Final = Text("Base figure", "基準數字")
_BASE_YEAR: Final = Text("Base year", "基準年")
_LATEST: Final = Text("Newest figure", "最新數字")
_LATEST_YEAR: Final = Text("Its year", "最新數字所屬年份")
_TARGET: Final = Text("Target", "目標")
_DUE: Final = Text("Year of the target's figure", "目標數字所屬年份")


def years(case: Case, base: Point | None = None) -> tuple[Component, ...]:
    """The figures that every verdict starts from: base, latest and target with their years."""
    start = base or case.base
    parts = [
        Component("base", _BASE, start.value, Holds.UNIT),
        Component("base_year", _BASE_YEAR, Fraction(start.year), Holds.YEAR),
        Component("latest", _LATEST, case.latest.value, Holds.UNIT),
        Component("latest_year", _LATEST_YEAR, Fraction(case.latest.year), Holds.YEAR),
    ]
    if case.goal is not None:
        parts.append(Component("target", _TARGET, case.goal.value, Holds.UNIT))
        if case.goal.figure_year is not None:
            due = Fraction(case.goal.figure_year)
            parts.append(Component("target_year", _DUE, due, Holds.YEAR))
    return tuple(parts)
