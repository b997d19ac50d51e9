"""Indicators, evidence and tracks in miniature, made of the figures that a test asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from technopole.evidence.anchors import Anchor
from technopole.evidence.contradictions import Tension
from technopole.evidence.figures import Figure
from technopole.evidence.measures import Good, Measure, Nature
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.readings import Reading
from technopole.evidence.sources import Source
from technopole.evidence.store import Evidence
from technopole.evidence.units import UNITS
from technopole.evidence.wording import Text
from technopole.outlook.methods import METHODS
from technopole.outlook.pace import Panel, assess
from technopole.outlook.settings import Setting
from technopole.outlook.tracks import Goal, Point, Scale, Track, track_of
from technopole.plan.indicators import Indicator, IndicatorPoint, IndicatorSet, Role

NOTHING = Text("", "")
ON = date(2024, 6, 30)
Value = str | int | Fraction


def observation(
    name: str,
    value: str,
    as_at: str | None = "2020",
    *,
    unit: str = "count",
    qualifier: str = "exact",
    kind: Kind = Kind.ACTUAL,
    published: date = date(2023, 1, 1),
    source: str = "paper",
    measure: str = "lines",
) -> Observation:
    """A fact about `thing`."""
    return Observation(
        id=name,
        subject="thing",
        measure=measure,
        figure=Figure.of(value, unit, qualifier),
        as_at=None if as_at is None else Period.parse(as_at),
        kind=kind,
        anchor=Anchor(source, "p 1", 1, 1, "0" * 64),
        published=published,
        reading=Reading.PRINTED,
        note=NOTHING,
    )


def evidence(
    *facts: Observation, nature: Nature = Nature.STOCK, tensions: Iterable[Tension] = ()
) -> Evidence:
    """Evidence that holds these facts and their sources."""
    measure = Measure("lines", Text("Lines", "線"), UNITS["count"], nature, Good.UP, NOTHING)
    sources = {
        fact.source: Source(
            id=fact.source, number="001", title=NOTHING, short=NOTHING, publisher=NOTHING,
            published=fact.published, inferred=False, published_as="2023", file="paper.txt",
            official_page="https://example.org", condition=NOTHING,
        )
        for fact in facts
    }  # fmt: skip
    return Evidence(
        sources, {"lines": measure}, {fact.id: fact for fact in facts}, tuple(tensions), ()
    )


def indicator(*points: IndicatorPoint, unit: str = "count", good: Good = Good.UP) -> Indicator:
    """An indicator on the lines of `thing`."""
    return Indicator(
        "1.1", IndicatorSet.DEVELOPMENT, "1.1", Text("Lines", "線"), "S1", "thing", "lines",
        UNITS[unit], good, NOTHING, points,
    )  # fmt: skip


def baseline(fact: Observation) -> IndicatorPoint:
    """A baseline cell that holds a fact."""
    return IndicatorPoint(Role.BASELINE, fact.figure.text, "", None, fact.as_at, fact)


def target(
    fact: Observation, figure_period: str | None = None, year: int | None = None
) -> IndicatorPoint:
    """A target cell that holds a fact."""
    period = None if figure_period is None else Period.parse(figure_period)
    return IndicatorPoint(Role.TARGET, fact.figure.text, "", year, period, fact)


def read(
    *facts: Observation,
    goal: tuple[str, str] | None = ("100", "2030"),
    unit: str = "count",
    good: Good = Good.UP,
    nature: Nature = Nature.STOCK,
    setting: Setting | None = None,
) -> Track:
    """The track of these facts, by way of the evidence."""
    goals = []
    if goal is not None:
        goals.append(observation("goal", goal[0], goal[1], unit=unit, kind=Kind.TARGET))
    cells = tuple(target(fact, goal[1] if goal else None) for fact in goals)
    known = evidence(*facts, *goals, nature=nature)
    return track_of(indicator(*cells, unit=unit, good=good), known, setting or Setting())


def written(value: Value) -> str:
    """A value as a canonical text; fractions as data files write them."""
    number = Fraction(value)
    if number.denominator == 1:
        return str(number.numerator)
    return f"{number.numerator}/{number.denominator}"


def track(
    points: Mapping[int, Value],
    goals: Mapping[int | None, Value] | None = None,
    *,
    good: Good = Good.UP,
    limit: int | None = None,
    cumulative: bool = False,
    baselines: Iterable[int] = (),
) -> Track:
    """A track made of its numbers; every point a fact named after its year, every goal `goal-YEAR`."""
    found = tuple(
        Point(year, Fraction(value), observation(str(year), written(value), str(year)))
        for year, value in sorted(points.items())
    )
    wanted = []
    for year, value in (goals or {}).items():
        fact = observation(
            f"goal-{year}", written(value), str(year) if year else None, kind=Kind.TARGET
        )
        cell = target(fact, str(year) if year else None, year)
        wanted.append(Goal(cell, year, year, Fraction(value)))
    cells = [baseline(p.observation) for p in found if p.year in set(baselines)]
    known = indicator(*cells, *(goal.point for goal in wanted), good=good)
    scale = Scale.LINEAR if any(p.value <= 0 for p in found) else Scale.LOG
    return Track(
        indicator=known, points=found, goals=tuple(wanted), scale=scale,
        limit=None if limit is None else Fraction(limit), cumulative=cumulative, left_out=(),
    )  # fmt: skip


def scaled(known: Track, factor: Fraction) -> Track:
    """The same track in another unit."""
    return replace(
        known,
        points=tuple(replace(p, value=p.value * factor) for p in known.points),
        goals=tuple(replace(g, value=g.value * factor) for g in known.goals),
        limit=None if known.limit is None else known.limit * factor,
    )


def panel(known: Track, on: date = ON) -> Panel:
    """Every method on a track."""
    return assess(known, on)


def grades(known: Track, on: date = ON) -> dict[str, str | None]:
    """The class of each method on the first goal, and of each trend, by the method's id."""
    found = panel(known, on)
    verdicts = (*(found.goals[0].verdicts if found.goals else ()), *found.trend)
    return {v.method.id: v.grade.id if v.grade else None for v in verdicts}


METHOD_IDS = tuple(method.id for method in METHODS)
