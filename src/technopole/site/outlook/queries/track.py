"""How far the forecasts can be trusted: what became of earlier ones, and how they do on simulated series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from technopole.evidence.observations import Kind
from technopole.evidence.units import Unit
from technopole.plan.indicators import Indicator
from technopole.plan.packs import Pack
from technopole.site.portal.kept import kept
from technopole.site.portal.queries.prospects import cases_known

if TYPE_CHECKING:
    from technopole.evidence.series import Series
    from technopole.outlook.backtest import Calibration, Case, Record

__all__ = ["FaredRow", "PanelOfModels", "SeriesCase", "TrackPage", "track_page"]

OURS: Final = "technopole"


@dataclass(frozen=True, slots=True)
class FaredRow:
    """A forecast of an indicator with a target, and the figure that came."""

    indicator: Indicator
    case: Case

    @property
    def held(self) -> bool:
        """Whether the 80 per cent interval held it."""
        return self.case.held


@dataclass(frozen=True, slots=True)
class SeriesCase:
    """The same of any series."""

    series: Series
    case: Case
    unit: Unit


@dataclass(frozen=True, slots=True)
class PanelOfModels:
    """A kind of simulated world: our model with each number of figures, and all models with twelve."""

    id: str
    ours: tuple[Calibration, ...]
    beside: tuple[Calibration, ...]

    @property
    def best(self) -> Calibration:
        """The model with the best score."""
        return min(self.beside, key=lambda row: row.crps)

    @property
    def best_other(self) -> Calibration | None:
        """The best of statsforecast's models."""
        others = [row for row in self.beside if row.model != OURS]
        return min(others, key=lambda row: row.crps, default=None)

    @property
    def own(self) -> Calibration | None:
        """Our model with as many figures as the others."""
        return next((row for row in self.beside if row.model == OURS), None)

    @property
    def wins(self) -> bool:
        """Whether ours scores best."""
        return self.best.model == OURS


@dataclass(frozen=True, slots=True)
class TrackPage:
    """Everything that is known of how good the forecasts are.

    fared:      forecasts of indicators with targets against later figures.
    vintages:   the same of every series, as its figures were known on each day of publication.
    years:      today's figures cut off after each year.
    """

    fared: tuple[FaredRow, ...]
    vintages: Record
    vintage_cases: tuple[SeriesCase, ...]
    years: Record
    year_cases: tuple[SeriesCase, ...]
    panels: tuple[PanelOfModels, ...]

    @property
    def records(self) -> tuple[tuple[str, Record], ...]:
        """Both ways of looking back."""
        return ("vintage", self.vintages), ("year", self.years)

    @property
    def cases(self) -> tuple[tuple[str, tuple[SeriesCase, ...]], ...]:
        """Every case of either way."""
        return ("vintage", self.vintage_cases), ("year", self.year_cases)


def track_page(pack: Pack) -> TrackPage:
    """The track record as the pack, whole or as of a day, knows it."""
    return kept(pack, "track record", lambda: _track_page(pack))


def _track_page(pack: Pack) -> TrackPage:
    from technopole.outlook.backtest import by_vintage, by_year, calibration, record_of

    vintages, years = by_vintage(pack.evidence), by_year(pack.evidence)
    return TrackPage(
        fared=tuple(FaredRow(pack.indicators[c.id], c) for c in cases_known(pack)),
        vintages=record_of(vintages),
        vintage_cases=_of_series(vintages, pack),
        years=record_of(years),
        year_cases=_of_series(years, pack),
        panels=tuple(
            _panel(name, tuple(rows)) for name, rows in groupby(
                sorted(calibration(), key=lambda row: _PLACES.get(row.panel, len(_PLACES))),
                key=lambda row: row.panel,
            )
        ),
    )  # fmt: skip


_PLACES: Final = {"drifting": 0, "shares": 1, "slowing": 2, "noisy": 3}


def _of_series(cases: Iterable[Case], pack: Pack) -> tuple[SeriesCase, ...]:
    found = []
    for case in cases:
        series = pack.evidence.series[case.id]
        # As the backtest has it: the unit of the newest figure.
        last = next(o for o in reversed(series.observations) if o.kind is Kind.ACTUAL)
        found.append(SeriesCase(series, case, last.figure.unit))
    return tuple(found)


def _panel(name: str, rows: tuple[Calibration, ...]) -> PanelOfModels:
    ours = sorted((row for row in rows if row.model == OURS), key=lambda row: row.figures)
    most = max(row.figures for row in rows)
    beside = sorted((row for row in rows if row.figures == most), key=lambda row: row.crps)
    return PanelOfModels(name, tuple(ours), tuple(beside))
