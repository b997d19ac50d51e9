"""What is said of each indicator's future: its outlook, the methods side by side, and how far to trust it.

Worked out on the first view of a day and kept; NumPy is loaded then and not before, for its threads
would not survive the server's fork.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final

from technopole.evidence.observations import Observation
from technopole.evidence.sources import Source
from technopole.evidence.wording import Text
from technopole.outlook.deliverables import Deliverable
from technopole.outlook.levers.declared import Model, model_of
from technopole.outlook.pace import Component, Course, Method, Verdict
from technopole.outlook.tracks import LeftOut, Track
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.site.portal.kept import kept

if TYPE_CHECKING:
    from technopole.outlook.backtest import Calibration, Case, Record
    from technopole.outlook.forecast import Forecast
    from technopole.outlook.histories import NotForecast
    from technopole.outlook.overview import GoalOutlook, Outlook

__all__ = [
    "Evidence", "MethodRow", "Prospect", "cases_known", "courses_of", "evidence_of", "forecast_in", "outlooks_on",
    "prospect_of", "record_known", "refusal_in",
]  # fmt: skip

_MOST_DAYS: Final = 32
_lock: Final = Lock()


def outlooks_on(pack: Pack, day: date) -> Mapping[str, Outlook]:
    """The outlook of every indicator as the pack, whole or as of that day, knows it."""
    by_day: OrderedDict[date, Mapping[str, Outlook]] = kept(pack, "outlooks by day", OrderedDict)
    with _lock:
        if day not in by_day:
            from technopole.outlook.overview import outlooks_of

            by_day[day] = outlooks_of(pack, day)
            while len(by_day) > _MOST_DAYS:
                by_day.popitem(last=False)
        return by_day[day]


def forecast_in(outlook: Outlook) -> Forecast | None:
    """Its forecast; None where there is none."""
    from technopole.outlook.forecast import Forecast

    return outlook.forecast if isinstance(outlook.forecast, Forecast) else None


def refusal_in(outlook: Outlook) -> NotForecast | None:
    """Why nothing is forecast of a number; None where something is, and for dates."""
    from technopole.outlook.histories import NotForecast

    return outlook.forecast if isinstance(outlook.forecast, NotForecast) else None


def cases_known(pack: Pack) -> tuple[Case, ...]:
    """How the forecasts of earlier days fared against what the pack knows."""

    def work_out() -> tuple[Case, ...]:
        from technopole.outlook.backtest import fared

        return fared(pack, pack.days[-1]) if pack.days else ()

    return kept(pack, "how forecasts fared", work_out)


def record_known(pack: Pack) -> Record:
    """What the backtest by vintages says of all series together."""

    def work_out() -> Record:
        from technopole.outlook.backtest import by_vintage, record_of

        return record_of(by_vintage(pack.evidence))

    return kept(pack, "record by vintages", work_out)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows how a dated deliverable stands.

    later:   a date that a later paper names.
    says_in: the document of the statement that reports it as done.
    says_of: the entity that the statement is about.
    """

    deliverable: Deliverable
    later: Observation | None
    says_in: Source | None
    says_of: Entity | None


def evidence_of(deliverable: Deliverable, pack: Pack) -> Evidence:
    """A deliverable with the papers behind its standing."""
    report = deliverable.report
    return Evidence(
        deliverable,
        deliverable.announced,
        pack.evidence.sources.get(report.source) if report else None,
        pack.register.entities.get(report.entity) if report else None,
    )


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One method's verdicts, one a target."""

    method: Method
    verdicts: tuple[Verdict, ...]

    @property
    def components(self) -> tuple[tuple[Text, tuple[Component | None, ...]], ...]:
        """Every number by its name, with that of each verdict, None where it has none."""
        names = {part.id: part.name for verdict in self.verdicts for part in verdict.components}
        return tuple(
            (words, tuple(verdict.component(name) for verdict in self.verdicts))
            for name, words in names.items()
        )

    @property
    def departures(self) -> tuple[Text, ...]:
        """Where the figures fall short of what the method asks for, each said once."""
        return tuple(dict.fromkeys(d for verdict in self.verdicts for d in verdict.departures))

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why it does not assess, each said once."""
        return tuple(dict.fromkeys(v.reason for v in self.verdicts if v.reason))

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that its verdicts rest on."""
        return tuple(dict.fromkeys(fact for verdict in self.verdicts for fact in verdict.facts))


@dataclass(frozen=True, slots=True)
class Prospect:
    """Everything that an indicator's page says of its future.

    targets:    those that are numbers.
    methods:    against the targets; trends: those that need none.
    cases:      how forecasts of earlier days fared.
    on_plan:    whether a node of the plan stands behind it; modelled: whether the levers show it.
    simulated:  the calibration on simulated series of its kind, with as many figures or the next fewer.
    """

    outlook: Outlook
    forecast: Forecast | None
    refusal: NotForecast | None
    methods: tuple[MethodRow, ...]
    trends: tuple[MethodRow, ...]
    deliverables: tuple[Evidence, ...]
    cases: tuple[Case, ...]
    record: Record
    simulated: Calibration | None
    on_plan: bool
    modelled: bool
    facts: Mapping[str, Observation]

    @property
    def track(self) -> Track:
        """Its figures."""
        return self.outlook.track

    @property
    def targets(self) -> tuple[GoalOutlook, ...]:
        """The targets that are numbers."""
        return self.outlook.goals

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The figures that do not count."""
        return self.track.left_out

    @property
    def open(self) -> tuple[GoalOutlook, ...]:
        """The targets of which something is still required."""
        return tuple(t for t in self.targets if t.requirement and t.requirement.amount is not None)

    @property
    def chances(self) -> tuple[GoalOutlook, ...]:
        """The targets with a chance."""
        return tuple(t for t in self.targets if t.chance and t.chance.chance is not None)

    @property
    def differences(self) -> tuple[tuple[GoalOutlook, Text], ...]:
        """The targets on which methods disagree, with the reason."""
        return tuple((t, t.panel.difference) for t in self.targets if t.panel.difference)

    @property
    def eased(self) -> bool:
        """Whether a target is stated as "about" so much, so that a little less counts as well."""
        return any(t.chance and t.chance.eased is not None for t in self.targets)

    @property
    def years(self) -> tuple[tuple[int, tuple[float, ...]], ...]:
        """The years to come, each with its values at the seven levels."""
        forecast = self.forecast
        return tuple(zip(forecast.years, forecast.fan, strict=True)) if forecast else ()

    @property
    def panels(self) -> tuple[tuple[tuple[MethodRow, ...], bool], ...]:
        """The methods against the targets, and those by the trend; and which of the two they are."""
        return (self.methods, True), (self.trends, False)

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why no method has an answer, each reason said once."""
        rows = (*self.methods, *self.trends)
        return tuple(dict.fromkeys(reason for row in rows for reason in row.reasons))

    @property
    def assessed(self) -> bool:
        """Whether any method has an answer."""
        return any(v.assessed for row in (*self.methods, *self.trends) for v in row.verdicts)


def prospect_of(pack: Pack, day: date, name: str) -> Prospect:
    """An indicator's future as the pack knows it. Raises KeyError when it does not know the indicator."""
    outlook = outlooks_on(pack, day)[name]
    targets = outlook.panel.goals
    by_method: dict[str, list[Verdict]] = {}
    for target in targets:
        for verdict in target.verdicts:
            by_method.setdefault(verdict.method.id, []).append(verdict)
    forecast = forecast_in(outlook)
    return Prospect(
        outlook=outlook,
        forecast=forecast,
        refusal=refusal_in(outlook),
        methods=tuple(MethodRow(v[0].method, tuple(v)) for v in by_method.values()),
        trends=tuple(MethodRow(v.method, (v,)) for v in outlook.panel.trend),
        deliverables=tuple(evidence_of(d, pack) for d in outlook.panel.deliverables),
        cases=tuple(case for case in cases_known(pack) if case.id == name),
        record=record_known(pack),
        simulated=_simulated(forecast),
        modelled=_modelled(pack, name),
        on_plan=outlook.track.indicator.node in pack.tree.nodes,
        facts=pack.evidence.observations,
    )


def _modelled(pack: Pack, name: str) -> bool:
    model = model_of(pack)
    return isinstance(model, Model) and name in model.shows


_PANELS: Final = {"log": "drifting", "logit": "shares"}


def _simulated(forecast: Forecast | None) -> Calibration | None:
    if forecast is None or forecast.history.cumulative:
        return None
    from technopole.outlook.backtest import calibration

    panel = _PANELS.get(forecast.history.scale.value)
    fit = [
        row
        for row in calibration()
        if row.model == "technopole" and row.panel == panel and row.figures <= forecast.n
    ]
    return max(fit, key=lambda row: row.figures, default=None)


def courses_of(outlook: GoalOutlook) -> tuple[tuple[Course, int], ...]:
    """How many methods see a target on each course, the best first."""
    found = [verdict.course for verdict in outlook.panel.verdicts]
    return tuple((course, found.count(course)) for course in Course if course in found)
