"""Forecasts: where an indicator may stand each year to come, and the chance that it reaches its targets.

A history moves as a random walk with drift on its scale (log for amounts and counts, log odds for
shares, linear for what may be zero or less). Neither drift nor variance is known: both are drawn, from
what the history's own figures say together with those of its pool (`pooling`), so that two figures give
wide bands and twelve give narrow ones. A cumulative indicator's steps are gamma and never negative.
The figures' own roundness is drawn as well.

Every path is the same whenever it is asked for: its numbers come from the history's id and the as-of day,
whatever else is forecast beside it, in whatever order (the pool does depend on which histories there are).
The same normal numbers serve every what-if on the same history and day, so that two answers differ by the
question and not by chance; and a target further off is never the likelier one.

    >>> from technopole.outlook.histories import Aim, History
    >>> history = History("made-up", (2014, 2020), (100.0, 150.0))
    >>> aims = {"made-up": [Aim("twice", 2030, 200.0, up=True)]}
    >>> forecast = forecast_of([history], date(2022, 12, 31), aims)[0]
    >>> forecast.n, forecast.years[-1], 0 < forecast.chances[0].chance < 1
    (2, 2030, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from technopole.evidence.wording import Text
from technopole.outlook.drawing import Drawing, Drawn, least_increase
from technopole.outlook.histories import (
    Aim,
    History,
    NotForecast,
    aims_of,
    histories_of,
    refusal,
    transformed,
)
from technopole.outlook.pooling import (
    NODES,
    Assumptions,
    Pool,
    Unevenness,
    pool_of,
    unevenness_of,
)
from technopole.outlook.settings import Scale, settings_of
from technopole.outlook.tracks import tracks_of
from technopole.plan.packs import Pack

__all__ = [
    "LEVELS", "PATHS", "Chance", "Forecast", "Requirement", "forecast_of", "forecasts_of", "seed_of",
]  # fmt: skip

Floats = NDArray[np.float64]

PATHS: Final = 4_000
# The median, and the ends of the intervals that hold 50, 80 and 95 per cent.
LEVELS: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
INTERVALS: Final = {50: (0.25, 0.75), 80: (0.1, 0.9), 95: (0.025, 0.975)}
_NOTHING_TO_SAY: Final = Text("", "")
_SHORTEST: Final = 1  # years ahead where no target asks for more


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a target asks for each year from the last figure on, and where that stands among what is likely.

    growth: the change a year: a rate of growth (0.05 for five per cent) on the log scale, the amount a
            year in the indicator's unit elsewhere (on the logit scale the average amount).
    place:  the share of likely drifts that are weaker than it: 0.97 means that only three in a hundred
            likely drifts would do.
    """

    growth: float
    place: float


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance that a target is reached in the year whose figure counts.

    chance:   the share of paths that reach it; None where that year is no longer to come.
    eased:    the same for the least that still counts as "about" what is stated; None elsewhere.
    met:      where the figure of that year is known: whether it reaches the target.
    interval: the middle 80 per cent of the paths in that year.
    why:      why there is no chance; empty where there is one.
    """

    aim: Aim
    chance: float | None
    eased: float | None
    met: bool | None
    interval: tuple[float, float] | None
    median: float | None
    requirement: Requirement | None
    why: Text = _NOTHING_TO_SAY


@dataclass(frozen=True)
class Forecast:
    """Where a history may stand in the years to come.

    n:       its figures; with two, `knowledge` says how little that is.
    years:   the years to come, from the one after the last figure.
    fan:     for each year the values at LEVELS.
    drift:   the likely change a year at LEVELS: a rate of growth on the log scale, the unit a year else
             (on the logit scale: log odds a year).
    own:     the share that its own figures have in its drift; the pool has the rest.
    """

    drawing: Drawing
    as_of: date
    years: tuple[int, ...]
    fan: tuple[tuple[float, ...], ...]
    chances: tuple[Chance, ...]
    drift: tuple[float, ...]
    own: float
    assumptions: Assumptions

    @property
    def history(self) -> History:
        """The figures that it rests on."""
        return self.drawing.history

    @property
    def pooled(self) -> int:
        """How many histories its pool learnt from."""
        return self.drawing.pool.series

    @cached_property
    def paths(self) -> Floats:
        """The values, one row a year and one column a path; drawn again when asked for, the same."""
        return self.drawing.draw().paths

    @property
    def id(self) -> str:
        """The history's."""
        return self.history.id

    @property
    def n(self) -> int:
        """How many figures it rests on."""
        return self.history.count

    @property
    def knowledge(self) -> Text:
        """How much, or how little, the forecast knows; to be printed beside it."""
        return _knowledge(self)

    def values_in(self, year: int) -> Floats | None:
        """The value of each path in a year; None for a year that is not forecast."""
        return self.paths[self.years.index(year)] if year in self.years else None

    def interval(self, year: int, percent: int = 80) -> tuple[float, float] | None:
        """The middle 50, 80 or 95 per cent of a year's paths; None for a year that is not forecast."""
        if year not in self.years:
            return None
        low, high = (LEVELS.index(level) for level in INTERVALS[percent])
        fan = self.fan[self.years.index(year)]
        return fan[low], fan[high]

    def median(self, year: int) -> float | None:
        """The value that half of the paths lie under; None for a year that is not forecast."""
        return self.fan[self.years.index(year)][LEVELS.index(0.5)] if year in self.years else None

    def draws(self) -> dict[str, NDArray[np.int64] | Floats]:
        """Every path as columns `path`, `year` and `value`, for downloading."""
        count = self.paths.shape[1]
        return {
            "path": np.tile(np.arange(1, count + 1), len(self.years)),
            "year": np.repeat(np.array(self.years, dtype=np.int64), count),
            "value": self.paths.ravel(),
        }

    def stated(self) -> dict[str, str | int | float]:
        """What it assumes and rests on, by name, for downloading beside the draws."""
        return {
            "indicator": self.id,
            "as_of": self.as_of.isoformat(),
            "seed": str(self.drawing.seed),
            "paths": self.drawing.count,
            "figures": self.n,
            "first_year": self.history.years[0],
            "last_year": self.history.years[-1],
            "scale": "gamma" if self.history.cumulative else str(self.history.scale),
            "own_share_of_drift": self.own,
            "histories_in_pool": self.pooled,
            **{
                f"assumed_{name}": getattr(self.assumptions, name) for name in Assumptions.__slots__
            },
        }


def seed_of(name: str, as_of: date) -> int:
    """The seed of an indicator's paths as of a day: 64 bits of a SHA-256 of both.

    >>> seed_of("1.1", date(2025, 12, 31)) == seed_of("1.1", date(2025, 12, 31))
    True
    """
    return int.from_bytes(sha256(f"{name}\n{as_of.isoformat()}".encode()).digest()[:8], "big")


def forecasts_of(
    pack: Pack,
    day: date,
    *,
    until: int | None = None,
    paths: int = PATHS,
    assumptions: Assumptions | None = None,
) -> Mapping[str, Forecast | NotForecast]:
    """The forecast of every indicator of a pack as it was known on a day, by the indicator's id.

    All are made together, for they share their pools; an indicator whose target is no number has none.
    Between two publications nothing becomes known: the same paths, of the earlier one's day.
    """
    known = pack.as_of(day)
    published = [one for one in pack.days if one <= day]
    if not published:
        return {}
    tracks = {
        name: track
        for name, track in tracks_of(known).items()
        if track.indicator.unit.holds not in ("date", "boolean")
    }
    pools = {name: setting.pool for name, setting in settings_of(known).items()}
    made = forecast_of(
        histories_of(tracks, pools),
        published[-1],
        {name: aims_of(track) for name, track in tracks.items()},
        until=until,
        paths=paths,
        assumptions=assumptions,
    )
    return {one.id: one for one in made}


def forecast_of(
    histories: Iterable[History],
    as_of: date,
    aims: Mapping[str, Sequence[Aim]] | None = None,
    *,
    until: int | None = None,
    paths: int = PATHS,
    assumptions: Assumptions | None = None,
) -> list[Forecast | NotForecast]:
    """Forecast histories together, each to its last target's year, or to `until` where that is later.

    as_of: the day whose knowledge the histories are; part of the seed.
    paths: how many; a multiple of 100.
    """
    if paths < 2 * NODES or paths % (2 * NODES):
        raise ValueError(f"{paths} paths cannot be shared out. Ask for a multiple of {2 * NODES}.")
    given = list(histories)
    assumed = assumptions or Assumptions()
    aims = aims or {}
    fit = sorted((h for h in given if refusal(h) is None), key=lambda h: h.id)
    walks = _pools([h for h in fit if not h.cumulative], assumed)
    uneven = _unevenness([h for h in fit if h.cumulative], assumed)
    made: list[Forecast | NotForecast] = []
    for history in given:
        refused = refusal(history)
        if refused is not None:
            made.append(refused)
            continue
        last = history.years[-1]
        wanted = aims.get(history.id, ())
        ends = [
            last + _SHORTEST,
            *(aim.year for aim in wanted),
            *([] if until is None else [until]),
        ]
        drawing = Drawing(
            history,
            years=max(ends) - history.begins + 1,
            seed=seed_of(history.id, as_of),
            count=paths,
            pool=uneven[history.id] if history.cumulative else walks[_pool_name(history)],
        )
        made.append(_finished(drawing, as_of, wanted, assumed))
    return made


def _pool_name(history: History) -> str:
    return history.pool or f"all on the {history.scale} scale"


def _pools(histories: Sequence[History], assumptions: Assumptions) -> dict[str, Pool]:
    names = sorted({_pool_name(history) for history in histories})
    return {
        name: pool_of([h.steps for h in histories if _pool_name(h) == name], assumptions)
        for name in names
    }


def _unevenness(histories: Sequence[History], assumptions: Assumptions) -> dict[str, Unevenness]:
    increases = [
        [
            (float(after - before), max(high - low, least_increase(history)))
            for before, after, low, high in zip(
                history.times, history.times[1:], history.values, history.values[1:], strict=False
            )
        ]
        for history in histories
    ]
    found = unevenness_of(increases, assumptions)
    return {history.id: one for history, one in zip(histories, found, strict=True)}


def _finished(
    drawing: Drawing, as_of: date, aims: Sequence[Aim], assumptions: Assumptions
) -> Forecast:
    history, drawn = drawing.history, drawing.draw()
    years = tuple(range(history.begins, history.begins + drawing.years))
    rows = _quantiles(drawn.paths)
    fans = dict(zip(years, (tuple(row) for row in rows), strict=True))
    return Forecast(
        drawing=drawing,
        as_of=as_of,
        years=years,
        fan=tuple(fans.values()),
        chances=tuple(_chance(history, aim, drawn, fans) for aim in aims),
        drift=_said(_quantiles(drawn.drift[None, :])[0], history),
        own=drawn.own,
        assumptions=assumptions,
    )


def _said(drifts: Sequence[float], history: History) -> tuple[float, ...]:
    """Drifts as a reader takes them: a rate of growth, or the unit a year (log odds for shares)."""
    if _grows(history):
        return tuple(float(np.expm1(drift)) for drift in drifts)
    unit = 1.0 if history.cumulative else history.unit
    return tuple(drift * unit for drift in drifts)


def _quantiles(rows: Floats) -> list[list[float]]:
    """Each row at LEVELS, between neighbouring values as far as the level says."""
    places = np.array(LEVELS) * (rows.shape[1] - 1)
    below = places.astype(np.intp)
    above = np.minimum(below + 1, rows.shape[1] - 1)
    found: list[list[float]] = []
    for row in rows:  # a row at a time stays in the processor's cache
        ordered = np.sort(row)
        low = ordered[below]
        found.append((low + (ordered[above] - low) * (places - below)).tolist())
    return found


def _chance(
    history: History, aim: Aim, drawn: Drawn, fans: Mapping[int, tuple[float, ...]]
) -> Chance:
    if aim.year not in fans:  # its year has a figure, or lies before the newest one without any
        known = dict(zip(history.years, history.values, strict=True)).get(aim.year)
        met = None if known is None else bool(_reaching(np.array([known]), aim, aim.value)[0])
        if not met and aim.year in history.unfinished:
            met = None  # short of it in its middle says nothing of the year's end
        return Chance(aim, None, None, met, None, None, None, _why(history, aim, met))
    values, fan = drawn.paths[aim.year - history.begins], fans[aim.year]
    low, high = (fan[LEVELS.index(level)] for level in INTERVALS[80])
    return Chance(
        aim=aim,
        chance=float(_reaching(values, aim, aim.value).mean()),
        eased=None if aim.ease is None else float(_reaching(values, aim, aim.ease).mean()),
        met=None,
        interval=(low, high),
        median=fan[LEVELS.index(0.5)],
        requirement=_requirement(history, aim, drawn),
    )


def _why(history: History, aim: Aim, met: bool | None) -> Text:
    if met is not None:
        verdict = ("meets", "達到") if met else ("misses", "未達")
        return Text(
            f"The figure of {aim.year} is known and {verdict[0]} the target: there is nothing to forecast.",
            f"{aim.year}年的數字已知，{verdict[1]}目標，無須推算。",
        )
    last = history.years[-1]
    if aim.year in history.unfinished:
        return Text(
            f"The figure of {aim.year} stood before the year was over, short of the target; that of its end is not "
            "known, and years are forecast as a whole.",
            f"{aim.year}年的數字屬年內數字，尚未達標；年底數字未知，而推算以全年計算。",
        )
    return Text(
        f"No figure of {aim.year} is known, and the newest one, of {last}, comes after it: "
        "whether the target was met that year cannot be told.",
        f"沒有{aim.year}年的數字，而最新的數字屬其後的{last}年，因此無從得知當年有否達標。",
    )


def _reaching(values: Floats, aim: Aim, value: float) -> NDArray[np.bool_]:
    if aim.strict:
        return values > value if aim.up else values < value
    return values >= value if aim.up else values <= value


def _requirement(history: History, aim: Aim, drawn: Drawn) -> Requirement | None:
    """What the target asks for each year; None where the scale does not reach it."""
    ahead = aim.year - history.times[-1]
    change = (aim.value - history.values[-1]) / ahead
    limit = history.limit or 100.0
    if history.cumulative:
        needed = change
    elif (history.scale is Scale.LOG and aim.value <= 0) or (
        history.scale is Scale.LOGIT and not 0 < aim.value < limit
    ):
        return None
    else:
        last = transformed(history.values[-1], history)
        needed = (transformed(aim.value, history) - last) / ahead
    weaker = drawn.drift < needed if aim.up else drawn.drift > needed
    growth = float(np.expm1(needed)) if _grows(history) else change
    return Requirement(growth, float(weaker.mean()))


def _grows(history: History) -> bool:
    return history.scale is Scale.LOG and not history.cumulative


def _dated(history: History) -> Text:
    """What is done with figures that stood before their year was over."""
    named = ", ".join(map(str, history.unfinished))
    chinese = "、".join(map(str, history.unfinished))
    if history.cumulative:
        return Text(
            f". Figures stood before the year was over ({named}): the time between figures is counted by the month",
            f"。{chinese}年的數字屬年內數字：各數字相隔的時間按月計算",
        )
    return Text(
        f". Figures stood before the year was over ({named}) and are counted as the whole year's",
        f"。{chinese}年的數字屬年內數字，這裏視作該年的數字",
    )


def _knowledge(forecast: Forecast) -> Text:
    history, n, pooled = forecast.history, forecast.n, forecast.pooled
    first, last = history.years[0], history.years[-1]
    if history.cumulative:
        begin = Text(
            f"{n} figures, {first} to {last} (n = {n}). How uneven its years are is judged from "
            f"{pooled} cumulative indicators and declared assumptions",
            f"{first}至{last}年共{n}個數字（n = {n}）。各年增幅有多參差，是按{pooled}項累計指標及已列明的假設推斷",
        )
    else:
        begin = Text(
            f"{n} figures, {first} to {last} (n = {n}), beside a pool of {pooled} indicators "
            "and declared assumptions",
            f"{first}至{last}年共{n}個數字（n = {n}），並參考{pooled}項相關指標及已列明的假設",
        )
    if history.unfinished:
        dated = _dated(history)
        begin = Text(begin.en + dated.en, begin.zh_hant + dated.zh_hant)
    if n == 2:
        end = Text(
            ". Two figures give one change: they say nothing of how much a year varies, "
            "so the width of the band is the pool's and the assumptions', not its own.",
            "。兩個數字只有一次變化，無從得知每年波動多大，因此區間的寬度來自其他指標和假設，而非指標本身。",
        )
    else:
        end = Text(".", "。")
    return Text(begin.en + end.en, begin.zh_hant + end.zh_hant)
