"""The outlook of every indicator on a day: its figures, the methods, what it would take, and the chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from technopole.outlook.forecast import Chance, Forecast, forecasts_of
from technopole.outlook.histories import NotForecast
from technopole.outlook.pace import GoalPanel, Panel, assess
from technopole.outlook.requirements import Requirement, requirements_of
from technopole.outlook.tracks import Goal, Track, tracks_of
from technopole.plan.packs import Pack

__all__ = ["GoalOutlook", "Outlook", "outlooks_of"]


@dataclass(frozen=True, slots=True)
class GoalOutlook:
    """One target that is a number.

    requirement: None without a figure or a direction of good.
    chance:      None where there is no forecast, or where the target names no year.
    """

    panel: GoalPanel
    requirement: Requirement | None
    chance: Chance | None

    @property
    def goal(self) -> Goal:
        """The target."""
        return self.panel.goal


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything that is said of one indicator.

    forecast: None for an indicator that is a date, of which nothing is forecast.
    """

    panel: Panel
    goals: tuple[GoalOutlook, ...]
    forecast: Forecast | NotForecast | None

    @property
    def track(self) -> Track:
        """Its figures."""
        return self.panel.track


def outlooks_of(pack: Pack, day: date) -> Mapping[str, Outlook]:
    """The outlook of every indicator that the documents known on a day had set, by its id.

    pack: the whole pack, or its view as of that day.
    Before the first document there is none.
    """
    known = pack.as_of(day)
    forecasts = forecasts_of(pack, day)
    return {
        name: _outlook(track, day, forecasts.get(name)) for name, track in tracks_of(known).items()
    }


def _outlook(track: Track, day: date, forecast: Forecast | NotForecast | None) -> Outlook:
    panel = assess(track, day)
    requirements = {id(found.goal): found for found in requirements_of(track)}
    chances = forecast.chances if isinstance(forecast, Forecast) else ()
    by_fact = {chance.aim.name: chance for chance in chances}
    return Outlook(
        panel,
        tuple(
            GoalOutlook(
                goal, requirements.get(id(goal.goal)), by_fact.get(goal.goal.point.observation.id)
            )
            for goal in panel.goals
        ),
        forecast,
    )
