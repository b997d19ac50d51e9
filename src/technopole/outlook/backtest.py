"""Backtests: what forecasts would have said then, set beside what came.

Two ways, which must not be mixed up:

- by **vintage**: the evidence as it was known on the day of each publication, and nothing else: that
  is how a forecast made that day fared (`fared`, `by_vintage`);
- by **year**: today's figures cut off after each year, for papers tell of old years late (`by_year`). Later
  corrections have then been seen, so it judges kindly.

Real series are few and short, so intervals are judged on simulated panels too (`calibrated`), whose result
is kept in `calibration.csv` beside what statsforecast's models reach on the same panels
(`python -m bench forecast --write`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

import numpy as np

from technopole.evidence.measures import Good
from technopole.evidence.observations import Kind
from technopole.evidence.series import Series
from technopole.evidence.store import Evidence
from technopole.evidence.wording import Text
from technopole.outlook.forecast import PATHS, Forecast, forecast_of, forecasts_of
from technopole.outlook.histories import History, history_of
from technopole.outlook.panels import FIRST_YEAR, Panel, simulated
from technopole.outlook.scoring import crps_of_quantiles, held, place_of
from technopole.outlook.tracks import track_of, tracks_of
from technopole.plan.indicators import Indicator, IndicatorSet
from technopole.plan.packs import Pack

__all__ = [
    "SCORED_LEVELS", "Calibration", "Case", "Record", "by_vintage", "by_year", "calibrated", "calibration",
    "fared", "record_of",
]  # fmt: skip

FILE: Final = "calibration.csv"
SCORED_LEVELS: Final = tuple(place / 20 for place in range(1, 20))
_FEWEST: Final = 30  # cases under which shares of intervals say little


@dataclass(frozen=True, slots=True)
class Case:
    """One forecast of one year, and the figure that came.

    id:       of the indicator or series.
    as_of:    the day whose knowledge it rests on.
    origin:   the year of the newest figure then.
    n:        how many figures there were.
    actual:   the figure as it is known now.
    place:    the share of the paths under it: 0.5 is the middle, under 0.1 or over 0.9 outside the 80 per cent.
    crps:     the score (of 19 quantiles) as a share of the newest figure then; lower is better.
    no_change: the same score of the forecast that nothing changes.
    """

    id: str
    as_of: date
    origin: int
    year: int
    n: int
    median: float
    fifty: tuple[float, float]
    eighty: tuple[float, float]
    ninety_five: tuple[float, float]
    actual: float
    place: float
    crps: float
    no_change: float

    @property
    def held(self) -> bool:
        """Whether the 80 per cent interval held the figure that came."""
        return bool(held(*self.eighty, self.actual))


@dataclass(frozen=True, slots=True)
class Record:
    """What cases say together; the shares and scores are None where there is no case.

    series: how many indicators or series they are of; cases of one series hang together.
    still:  how many cases are of figures that had not moved and did not move.
    skill:  one less the score's share of the no-change forecast's: above zero is better than it.
    """

    cases: int
    series: int
    still: int
    covered_50: float | None
    covered_80: float | None
    covered_95: float | None
    crps: float | None
    skill: float | None

    @property
    def verdict(self) -> Text:
        """In a sentence: how much the record is worth."""
        if self.covered_80 is None:
            return Text(
                "No track record yet: no later figure is known.",
                "尚無往績：未有較後的數字可供比較。",
            )
        share = f"{100 * self.covered_80:.0f}"
        few = self.cases < _FEWEST
        return Text(
            f"The 80% intervals held {share}% of {self.cases} later figures of {self.series} series"
            + (": too few to tell much." if few else "."),
            f"80%區間涵蓋了{self.series}個序列共{self.cases}個較後數字的{share}%"
            + ("，個案太少，難有定論。" if few else "。"),
        )


def record_of(cases: Sequence[Case]) -> Record:
    """The cases together."""
    if not cases:
        return Record(0, 0, 0, None, None, None, None, None)

    def share(intervals: Iterable[tuple[float, float]]) -> float:
        inside = [
            low <= case.actual <= high for case, (low, high) in zip(cases, intervals, strict=True)
        ]
        return sum(inside) / len(cases)

    crps = float(np.mean([case.crps for case in cases]))
    no_change = float(np.mean([case.no_change for case in cases]))
    return Record(
        cases=len(cases),
        series=len({case.id for case in cases}),
        still=sum(case.no_change == 0 for case in cases),
        covered_50=share(case.fifty for case in cases),
        covered_80=share(case.eighty for case in cases),
        covered_95=share(case.ninety_five for case in cases),
        crps=crps,
        skill=1 - crps / no_change if no_change else None,
    )


def fared(pack: Pack, day: date, *, paths: int = PATHS) -> tuple[Case, ...]:
    """How the forecasts of each publication day's indicators fared against what was known by a day."""
    known = pack.as_of(day)
    later = {name: history_of(track) for name, track in tracks_of(known).items()}
    until = max((year for history in later.values() for year in history.years), default=None)
    cases: list[Case] = []
    seen: set[tuple[object, ...]] = set()
    for published in (one for one in pack.days if one <= day):
        made = forecasts_of(pack, published, until=until, paths=paths)
        cases += _judged(made.values(), published, later, seen)
    return tuple(cases)


def by_vintage(evidence: Evidence, *, paths: int = PATHS) -> tuple[Case, ...]:
    """Every series' forecast on each day of publication, judged by the figures that came later."""
    later = _histories(evidence)
    until = max((year for history in later.values() for year in history.years), default=None)
    cases: list[Case] = []
    seen: set[tuple[object, ...]] = set()
    for day in sorted({source.published for source in evidence.sources.values()}):
        made = forecast_of(_histories(evidence.as_of(day)).values(), day, until=until, paths=paths)
        cases += _judged(made, day, later, seen)
    return tuple(cases)


def by_year(evidence: Evidence, *, paths: int = PATHS) -> tuple[Case, ...]:
    """Every series' forecast from each year of its figures, as they are known now, judged by those after."""
    later = {name: one for name, one in _histories(evidence).items() if one.count > 2}
    years = sorted({year for history in later.values() for year in history.years})
    cases: list[Case] = []
    seen: set[tuple[object, ...]] = set()
    for year in years:
        cut = [history.known_in(year) for history in later.values()]
        made = forecast_of(cut, date(year, 12, 31), until=years[-1], paths=paths)
        cases += _judged(made, date(year, 12, 31), later, seen)
    return tuple(cases)


def _judged(
    made: Iterable[object], day: date, later: Mapping[str, History], seen: set[tuple[object, ...]]
) -> list[Case]:
    """The cases of forecasts whose figures have not been judged before and which a later figure judges."""
    cases = []
    for forecast in made:
        if not isinstance(forecast, Forecast) or forecast.id not in later:
            continue
        history = forecast.history
        fingerprint = (history.id, history.years, history.values)
        if fingerprint in seen:
            continue
        seen.add(fingerprint)
        came = later[forecast.id]
        cases += [
            _case(forecast, day, year, actual)
            for year, time, actual in zip(came.years, came.times, came.values, strict=True)
            if year in forecast.years
            and time == year  # a total of August tells nothing of the year's end
        ]
    return cases


def _case(forecast: Forecast, day: date, year: int, actual: float) -> Case:
    row = forecast.years.index(year)
    draws, fan = forecast.paths[row], forecast.fan[row]
    last = forecast.history.values[-1]
    size = abs(last) or 1.0
    return Case(
        id=forecast.id,
        as_of=day,
        origin=forecast.history.years[-1],
        year=year,
        n=forecast.n,
        median=fan[3],
        fifty=(fan[2], fan[4]),
        eighty=(fan[1], fan[5]),
        ninety_five=(fan[0], fan[6]),
        actual=actual,
        place=place_of(draws, actual),
        crps=float(crps_of_quantiles(np.quantile(draws, SCORED_LEVELS), SCORED_LEVELS, actual))
        / size,
        no_change=abs(actual - last) / size,
    )


def _histories(evidence: Evidence) -> dict[str, History]:
    """Every series of a number with at least two years' figures, by id."""
    found = {
        series.id: history_of(track_of(_as_indicator(series, evidence), evidence))
        for series in evidence.series.values()
        if any(o.kind is Kind.ACTUAL for o in series.observations)
    }
    return {name: found[name] for name in sorted(found) if found[name].count > 1}


def _as_indicator(series: Series, evidence: Evidence) -> Indicator:
    """A series as if it were an indicator without targets, so that the same rules choose its figures."""
    last = next(o for o in reversed(series.observations) if o.kind is Kind.ACTUAL)
    none = Text("", "")
    measure = evidence.measures[series.measure]
    return Indicator(
        series.id, IndicatorSet.WORK, series.id, measure.name, "", series.subject, series.measure,
        last.figure.unit, Good.NONE, none, (),
    )  # fmt: skip


# ── Calibration on simulated panels ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a model's intervals and scores are on a simulated panel.

    model:   "technopole", or a model of statsforecast with the scale that it was given.
    figures: how many each series has.
    crps:    mean over series and years ahead, as a share of the series' last figure.
    """

    panel: str
    model: str
    figures: int
    series: int
    ahead: int
    covered_50: float
    covered_80: float
    covered_95: float
    crps: float


def calibrated(
    panel: Panel,
    figures: int,
    *,
    series: int = 200,
    ahead: int = 10,
    seed: int = 1,
    paths: int = 1_000,
) -> Calibration:
    """Our model on a simulated panel; the same whenever it is asked for."""
    worlds = simulated(panel, series=series, figures=figures, ahead=ahead, seed=seed)
    last = FIRST_YEAR + figures - 1
    made = forecast_of(worlds.histories(), date(last, 12, 31), until=last + ahead, paths=paths)
    forecasts = [one for one in made if isinstance(one, Forecast)]
    fans = np.array([one.fan for one in forecasts])
    quantiles = np.array([np.quantile(one.paths, SCORED_LEVELS, axis=1).T for one in forecasts])
    size = worlds.past[:, -1:]
    return Calibration(
        panel=str(panel),
        model="technopole",
        figures=figures,
        series=series,
        ahead=ahead,
        covered_50=float(held(fans[..., 2], fans[..., 4], worlds.future).mean()),
        covered_80=float(held(fans[..., 1], fans[..., 5], worlds.future).mean()),
        covered_95=float(held(fans[..., 0], fans[..., 6], worlds.future).mean()),
        crps=float(
            crps_of_quantiles(
                quantiles / size[..., None], SCORED_LEVELS, worlds.future / size
            ).mean()
        ),
    )


def calibration() -> tuple[Calibration, ...]:
    """The kept result: our model and statsforecast's on the same panels."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return tuple(
        Calibration(
            row["panel"], row["model"], int(row["figures"]), int(row["series"]), int(row["ahead"]),
            float(row["covered_50"]), float(row["covered_80"]), float(row["covered_95"]), float(row["crps"]),
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip
