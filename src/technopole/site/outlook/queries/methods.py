"""The official methods, and what each makes of the plan's targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from technopole.outlook.methods import METHODS
from technopole.outlook.pace import Course, Method, Verdict
from technopole.plan.packs import Pack
from technopole.site.portal.queries.prospects import courses_of, outlooks_on

if TYPE_CHECKING:
    from technopole.outlook.overview import GoalOutlook, Outlook

__all__ = ["Disagreement", "MethodPart", "MethodsPage", "methods_page"]


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A method, and how many targets or trends it sees on each course.

    refused: how many it cannot assess.
    """

    method: Method
    courses: tuple[tuple[Course, int], ...]
    refused: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A target on which the methods disagree."""

    outlook: Outlook
    target: GoalOutlook

    @property
    def courses(self) -> tuple[tuple[Course, int], ...]:
        """How many methods see it on each course."""
        return courses_of(self.target)


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """All methods; those against a target first."""

    against: tuple[MethodPart, ...]
    trends: tuple[MethodPart, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[MethodPart, ...]], ...]:
        """Both groups by name."""
        return ("against", self.against), ("trend", self.trends)

    @property
    def total(self) -> int:
        """How many methods there are."""
        return len(self.against) + len(self.trends)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses that all methods share."""
        return tuple(Course)


def methods_page(pack: Pack, day: date) -> MethodsPage:
    """Every method with what it says of the targets known on a day."""
    outlooks = outlooks_on(pack, day).values()
    verdicts = [verdict for outlook in outlooks for verdict in outlook.panel.verdicts]
    parts = [_part(method, verdicts) for method in METHODS]
    return MethodsPage(
        against=tuple(part for part in parts if part.method.needs_goal),
        trends=tuple(part for part in parts if not part.method.needs_goal),
        disagreements=tuple(
            Disagreement(outlook, target)
            for outlook in outlooks
            for target in outlook.goals
            if target.panel.difference
        ),
    )


def _part(method: Method, verdicts: Iterable[Verdict]) -> MethodPart:
    own = [verdict for verdict in verdicts if verdict.method.id == method.id]
    courses = [verdict.course for verdict in own]
    return MethodPart(
        method,
        tuple((course, courses.count(course)) for course in Course if course in courses),
        sum(not verdict.assessed for verdict in own),
    )
