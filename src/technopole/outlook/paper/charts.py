"""Pictures for a paper: an indicator's figures and its targets, drawn as plain SVG.

The visual language is that of the portal: what was observed is a solid point on a line, a target a
hollow diamond at its date, documents that disagree two points joined by a bracket, a forecast a fan
in a tint with its median dashed. Labels stand beside what they name. Drawn without a browser, in a
millisecond, and the same bytes every time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from technopole.evidence.observations import Observation
from technopole.evidence.periods import Period
from technopole.evidence.store import Evidence
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, say_amount, say_qualifier, say_unit
from technopole.outlook.forecast import LEVELS, Forecast
from technopole.outlook.overview import Outlook
from technopole.outlook.paper.references import EstimateReference
from technopole.plan.indicators import Indicator, Role, level

__all__ = ["Band", "Drawing", "Mark", "Palette", "draw", "drawing_of", "is_cut"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure as it is drawn: when and how high."""

    observation: Observation
    year: float
    level: Fraction

    @property
    def calendar_year(self) -> int:
        """The year that the axis names under it."""
        period = self.observation.as_at
        day = (period.last or period.first) if period else None
        return day.year if day else round(self.year)


@dataclass(frozen=True, slots=True)
class Band:
    """A forecast of one year: the middle, and intervals around it, the narrowest first."""

    year: float
    median: float
    intervals: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows.

    ceiling: the highest value that makes sense, such as 100 of a share; None where there is none.
    """

    unit: Unit
    observed: tuple[Mark, ...]
    wanted: tuple[Mark, ...]
    disputed: tuple[tuple[Mark, ...], ...] = ()
    fan: tuple[Band, ...] = ()
    ceiling: float | None = None


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture and the fonts of its words, as SVG names them."""

    ink: str = "#1c1e22"
    soft: str = "#565a61"
    rule: str = "#ddd9ce"
    accent: str = "#9c2b2b"
    tint: str = "#e7c9c2"
    paper: str = "#ffffff"
    font: str = "Libertinus Serif, Noto Serif TC"


def drawing_of(
    indicator: Indicator, evidence: Evidence, outlook: Outlook | None = None
) -> Drawing | None:
    """An indicator's figures with its targets; None where fewer than two times are known.

    outlook: gives the fan of its forecast, if there is one.
    """
    series = evidence.series.get(indicator.series)
    actual = list(series.line) if series else []
    known = {observation.id for observation in actual}
    actual += [
        point.observation
        for point in indicator.of_role(Role.BASELINE)
        if point.observation.id not in known
        and (point.observation.subject, point.observation.measure)
        == (indicator.subject, indicator.measure)
    ]
    observed = _marks(actual, indicator.unit)
    wanted = _marks((p.observation for p in indicator.of_role(Role.TARGET)), indicator.unit)
    if len({mark.year for mark in (*observed, *wanted)}) < 2:
        return None
    disputed = tuple(
        tuple(marks)
        for dispute in evidence.contradictions
        if (dispute.subject, dispute.measure) == (indicator.subject, indicator.measure)
        and len(marks := _marks(dispute.sides, indicator.unit)) > 1
    )
    limit = outlook.track.limit if outlook is not None else None
    return Drawing(
        indicator.unit,
        tuple(observed),
        tuple(wanted),
        disputed,
        _bands(outlook, wanted),
        None if limit is None else float(limit),
    )


def _bands(outlook: Outlook | None, wanted: Sequence[Mark]) -> tuple[Band, ...]:
    """The fan of a forecast from its last figure to the last target."""
    forecast = outlook.forecast if outlook is not None else None
    if outlook is None or not isinstance(forecast, Forecast) or not wanted:
        return ()
    last = outlook.track.points[-1]
    start = float(last.value)
    middle = LEVELS.index(0.5)
    end = max(mark.year for mark in wanted)
    return (
        Band(last.year, start, ((start, start), (start, start))),
        *(
            Band(
                year,
                values[middle],
                tuple((values[middle - step], values[middle + step]) for step in range(1, 3)),
            )
            for year, values in zip(forecast.years, forecast.fan, strict=True)
            if year <= end
        ),
    )


def _marks(observations: Iterable[Observation], unit: Unit) -> list[Mark]:
    """The observations that have a time and a level in the unit's dimension, in order of time."""
    marks = []
    for observation in observations:
        figure = observation.figure
        height = level(figure)
        if observation.as_at is None or height is None or figure.unit.dimension != unit.dimension:
            continue
        year = _year(observation.as_at)
        if year is not None:
            marks.append(Mark(observation, year, height * figure.unit.factor / unit.factor))
    return sorted(marks, key=lambda mark: (mark.year, mark.observation.id))


def _year(period: Period) -> float | None:
    """Where a period stands on the axis: a whole year at its number, a day at its place between."""
    first, last = period.first or period.last, period.last or period.first
    if first is None or last is None:
        return None
    middle = (first.toordinal() + last.toordinal() + 1) / 2
    year = date.fromordinal(int(middle)).year
    start, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    return round(year + (middle - start) / (end - start) - 0.5, 3)


# ── How it is drawn ───────────────────────────────────────────────────────────────────────────

_WIDTH, _HEIGHT = 360, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 34, 26, 22
_TEXT: Final = 12
_FIRST_CHINESE: Final = 0x2E80
_HIGHEST: Final = 2.0
"""How many times higher than the highest mark a band may reach before it is cut."""
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        span = (self.last - self.first) or 1
        return _LEFT + (year - self.first) / span * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1
        return _HEIGHT - _BOTTOM - (value - self.low) / span * (_HEIGHT - _TOP - _BOTTOM)


def draw(drawing: Drawing, language: Language, palette: Palette | None = None) -> str:
    """The picture as SVG, without a name or a role of its own; the paper gives both."""
    colours = palette or Palette()
    frame = _frame(drawing)
    foot = frame.y(frame.low)
    shapes = [_line((_LEFT - 8, foot), (_WIDTH - _RIGHT + 8, foot), colours.soft, 0.8)]
    shapes += _fan(drawing.fan, frame, colours)
    shapes += _cut(drawing, frame, colours)
    shapes += _observed(drawing.observed, frame, colours)
    shapes += _brackets(drawing.disputed, frame, colours)
    shapes += _diamonds(drawing.wanted, frame, colours)
    shapes += _years(drawing, frame, colours)
    shapes += _labels(drawing, frame, language, colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family={quoteattr(colours.font)} '
        f'font-size="{_TEXT}">{"".join(shapes)}</svg>'
    )


def _frame(drawing: Drawing) -> _Frame:
    marks = [*drawing.observed, *drawing.wanted, *(m for side in drawing.disputed for m in side)]
    years = [mark.year for mark in marks] + [band.year for band in drawing.fan]
    heights = [float(mark.level) for mark in marks] + [band.median for band in drawing.fan]
    ends = [end for band in drawing.fan for interval in band.intervals for end in interval]
    top = max(heights) or 1.0
    low, high = min(0.0, *heights, *ends), max([top, *ends])
    # A band that is far higher than what a reader compares is cut, and the cut is marked.
    high = min(high, top * _HIGHEST)
    if drawing.ceiling is not None:
        high = min(high, max(top, drawing.ceiling))
    return _Frame(min(years), max(years), low, high)


def is_cut(drawing: Drawing) -> bool:
    """Whether the widest band runs over the top of the picture, which an arrow then says."""
    high = _frame(drawing).high
    return any(band.intervals[-1][1] > high for band in drawing.fan)


def _cut(drawing: Drawing, frame: _Frame, colours: Palette) -> list[str]:
    """An arrow where the widest band runs over the top."""
    if not is_cut(drawing):
        return []
    x, y = frame.x(drawing.fan[-1].year), frame.y(frame.high)
    head = _path([(x - 5, y - 8), (x + 5, y - 8), (x, y - 16)])
    return [
        _line((x, y + 4), (x, y - 9), colours.accent, 1.4),
        f'<polygon points="{head}" fill="{colours.accent}"/>',
    ]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}" '
        f'stroke="{colour}" stroke-width="{_number(width)}"/>'
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _fan(fan: Sequence[Band], frame: _Frame, colours: Palette) -> list[str]:
    if len(fan) < 2:
        return []
    shapes = []
    for index in reversed(range(len(fan[0].intervals))):
        upper = [(frame.x(b.year), frame.y(min(b.intervals[index][1], frame.high))) for b in fan]
        lower = [(frame.x(b.year), frame.y(max(b.intervals[index][0], frame.low))) for b in fan]
        shapes.append(
            f'<polygon points="{_path([*upper, *reversed(lower)])}" fill="{colours.tint}" '
            f'fill-opacity="{0.85 if index == 0 else 0.45}"/>'
        )
    middle = _path([(frame.x(b.year), frame.y(b.median)) for b in fan])
    shapes.append(
        f'<polyline points="{middle}" fill="none" stroke="{colours.accent}" stroke-width="1.2" '
        'stroke-dasharray="4 3"/>'
    )
    return shapes


def _observed(marks: Sequence[Mark], frame: _Frame, colours: Palette) -> list[str]:
    places = [(frame.x(mark.year), frame.y(float(mark.level))) for mark in marks]
    shapes = []
    if len(places) > 1:
        shapes.append(
            f'<polyline points="{_path(places)}" fill="none" stroke="{colours.ink}" stroke-width="1.5"/>'
        )
    shapes += [
        f'<circle cx="{_number(x)}" cy="{_number(y)}" r="3.4" fill="{colours.ink}"/>'
        for x, y in places
    ]
    return shapes


def _brackets(disputed: Sequence[Sequence[Mark]], frame: _Frame, colours: Palette) -> list[str]:
    shapes = []
    for sides in disputed:
        x = frame.x(sides[0].year)
        heights = [frame.y(float(mark.level)) for mark in sides]
        top, foot = min(heights), max(heights)
        shapes.append(_line((x - 8, top), (x - 8, foot), colours.accent, 1.4))
        shapes += [_line((x - 8, end), (x - 4, end), colours.accent, 1.4) for end in (top, foot)]
        shapes += [
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="3.4" fill="{colours.accent}"/>'
            for y in heights
        ]
    return shapes


def _diamonds(marks: Sequence[Mark], frame: _Frame, colours: Palette) -> list[str]:
    shapes = []
    for mark in marks:
        x, y = frame.x(mark.year), frame.y(float(mark.level))
        corners = _path([(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)])
        shapes.append(
            f'<polygon points="{corners}" fill="{colours.paper}" stroke="{colours.accent}" stroke-width="1.6"/>'
        )
    return shapes


def _years(drawing: Drawing, frame: _Frame, colours: Palette) -> list[str]:
    """The years under their figures, as far as they have room; the last ones first."""
    marks = [*drawing.observed, *drawing.wanted]
    shapes: list[str] = []
    taken: list[float] = []
    for x, year in sorted({(frame.x(m.year), m.calendar_year) for m in marks}, reverse=True):
        if all(abs(x - other) >= _TEXT * 2.4 for other in taken):
            taken.append(x)
            shapes.append(_words(str(year), x, _HEIGHT - 6, "middle", colours.soft))
    return shapes


def _words(
    text: str, x: float, y: float, anchor: str, colour: str, *, bold: bool = False, around: str = ""
) -> str:
    weight = ' font-weight="700"' if bold else ""
    halo = f' stroke="{around}" stroke-width="3" paint-order="stroke"' if around else ""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}" fill="{colour}"{weight}{halo}>'
        f"{escape(text)}</text>"
    )


def _label(mark: Mark, language: Language) -> str:
    figure = mark.observation.figure
    unit = say_unit(figure, language)
    amount = say_amount(figure, language) + (unit if unit in ("%", "‰") else "")
    qualifier = say_qualifier(figure, language)
    return f"{qualifier}{' ' if qualifier and language == 'en' else ''}{amount}"


def _labels(drawing: Drawing, frame: _Frame, language: Language, colours: Palette) -> list[str]:
    """What stands beside the points: targets and the newest figure first, where there is room."""
    sides = [mark for side in drawing.disputed for mark in side]
    bold = language == "en"  # the Chinese fonts have one weight
    ranked = [(mark, colours.accent, bold) for mark in (*drawing.wanted, *sides)]
    newest_first = [*drawing.observed[-1:], *drawing.observed[:1], *drawing.observed[1:-1]]
    ranked += [
        (mark, colours.ink, bold and mark is drawing.observed[-1])
        for mark in newest_first
        if mark not in sides
    ]
    points = [(frame.x(m.year), frame.y(float(m.level))) for m, _colour, _bold in ranked]
    taken: list[_Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    line = [(frame.x(m.year), frame.y(float(m.level))) for m in drawing.observed]
    middle = [(frame.x(band.year), frame.y(band.median)) for band in drawing.fan]
    taken += [_between(a, b) for each in (line, middle) for a, b in _pieces(each)]
    shapes = []
    if is_cut(drawing):
        last = drawing.fan[-1]
        end = EstimateReference(last.intervals[-1][1], drawing.unit, ()).said(language, {})
        x, y = frame.x(last.year) - 9, frame.y(frame.high) - 7
        taken.append(_box(end, x, y, "end"))
        shapes.append(_words(end, x, y, "end", colours.accent, around=colours.paper))
    for (mark, colour, heavy), (x, y) in zip(ranked, points, strict=True):
        text = _label(mark, language)
        for at_x, at_y, anchor in (
            (x, y - 9, "middle"), (x, y + 18, "middle"), (x - 9, y + 4, "end"), (x + 9, y + 4, "start"),
            (x, y - 9, "end"), (x, y - 9, "start"), (x, y + 18, "end"), (x, y + 18, "start"),
            (x + 8, y - 9, "end"), (x + 8, y + 18, "end"), (x + 30, y + 18, "end"), (x + 30, y - 9, "end"),
            (x + 30, y + 32, "end"), (x + 30, y - 23, "end"),
        ):  # fmt: skip
            box = _box(text, at_x, at_y, anchor)
            inside = (
                box[0] >= 0 and box[2] <= _WIDTH and box[1] >= 0 and box[3] <= frame.y(frame.low)
            )
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                shapes.append(
                    _words(text, at_x, at_y, anchor, colour, bold=heavy, around=colours.paper)
                )
                break
    return shapes


def _pieces(
    places: Sequence[tuple[float, float]],
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """A line through places, cut into short pieces."""
    pieces = []
    for (x1, y1), (x2, y2) in pairwise(places):
        count = max(1, math.ceil(abs(x2 - x1) / 8))
        cuts = [(x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count + 1)]
        pieces += list(pairwise(cuts))
    return pieces


def _between(start: tuple[float, float], end: tuple[float, float]) -> _Box:
    (x1, y1), (x2, y2) = start, end
    return (min(x1, x2), min(y1, y2) - 1, max(x1, x2), max(y1, y2) + 1)


def _box(text: str, x: float, y: float, anchor: str) -> _Box:
    width = sum(_TEXT if ord(sign) > _FIRST_CHINESE else _TEXT * 0.52 for sign in text)
    left = {"middle": x - width / 2, "end": x - width, "start": x}[anchor]
    return (left, y - _TEXT * 0.8, left + width, y + 3)


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
