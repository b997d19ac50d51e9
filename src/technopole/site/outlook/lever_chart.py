"""What levers do to one indicator, as a picture: both bands, both middles, the figures and the targets.

Readers move levers, so the picture is drawn anew at each step: straight as SVG, in a millisecond, by the
same rules as every other picture here. Its Vega-Lite specification is given for taking away.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from technopole.evidence.units import Unit
from technopole.evidence.wording import Language
from technopole.outlook.tracks import Track
from technopole.site.portal.estimates import say_estimate, word_of
from technopole.site.portal.placing import Frame

if TYPE_CHECKING:
    from technopole.outlook.levers.answers import Fan, Outcome

__all__ = ["Drawing", "Place", "drawing_of", "specification", "svg"]

_INK, _SOFT, _RULE, _ACCENT, _PAPER = (
    "var(--ink)", "var(--soft)", "var(--rule)", "var(--accent)", "var(--paper)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A year, a value, and what stands beside it."""

    year: int
    value: float
    says: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn.

    without, with_levers: the bands that hold four draws of five; the second only where levers are moved.
    levels: the values that the axis names, with their names.
    """

    years: tuple[int, ...]
    without: Fan
    with_levers: Fan | None
    observed: tuple[Place, ...]
    targets: tuple[Place, ...]
    levels: tuple[tuple[float, str], ...]


def drawing_of(
    outcome: Outcome, years: Sequence[int], track: Track, language: Language, *, moved: bool
) -> Drawing:
    """The picture of an indicator.

    moved: whether anything stands otherwise than at its default.
    """
    unit = track.indicator.unit
    observed = tuple(
        Place(point.year, float(point.value), _said(point.value, unit, language))
        for point in track.points
        if point.year >= years[0] - _BEFORE
    )
    targets = tuple(
        Place(goal.figure_year, float(goal.value), _said(goal.value, unit, language))
        for goal in track.goals
        if goal.figure_year is not None and goal.figure_year <= years[-1]
    )
    fans = [outcome.default, *([outcome.pulled] if moved else [])]
    values = [place.value for place in (*observed, *targets)]
    values += [end for fan in fans for end in (min(fan.low), max(fan.high))]
    return Drawing(
        tuple(years), outcome.default, outcome.pulled if moved else None, observed, targets,
        tuple(_levels(min(values), max(values), unit, language)),
    )  # fmt: skip


_BEFORE: Final = 6


def _said(value: Fraction, unit: Unit, language: Language) -> str:
    """A number without the word for its unit, which the page says."""
    return say_estimate(value, unit, language).removesuffix(word_of(unit, language)).rstrip()


def _levels(low: float, high: float, unit: Unit, language: Language) -> Iterator[tuple[float, str]]:
    """Three to five round values around what is drawn, from zero unless all stands far above it."""
    if low > 0 and high - low > high * 0.4:
        low = 0.0
    rough = (high - low) / 3 or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = Fraction(next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999))
    step = step.limit_denominator(10**9)
    for at in range(math.floor(low / float(step)), math.ceil(high / float(step)) + 1):
        yield float(step * at), _said(step * at, unit, language)


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int
    height: int
    left: int
    right: int
    text: int


_LAYOUTS: Final = {"wide": _Layout(460, 250, 74, 84, 12), "narrow": _Layout(196, 210, 62, 72, 12)}
_TOP, _BOTTOM = 24, 26


def svg(drawing: Drawing, size: str) -> SafeString:
    """The picture, without a name of its own; the page gives one."""
    layout = _LAYOUTS[size]
    first = min((place.year for place in drawing.observed), default=drawing.years[0])
    frame = Frame(
        layout.width, layout.height, min(first, drawing.years[0]) - 0.3, drawing.years[-1] + 0.3,
        drawing.levels[0][0], drawing.levels[-1][0], (layout.left, layout.right),
    )  # fmt: skip
    parts = [*_axes(drawing, frame, layout)]
    parts += _band(drawing.years, drawing.without, frame, _SOFT, 0.2)
    if drawing.with_levers:
        parts += _band(drawing.years, drawing.with_levers, frame, _ACCENT, 0.26)
    parts += _middle(drawing.years, drawing.without, frame, _SOFT, "2 3")
    if drawing.with_levers:
        parts += _middle(drawing.years, drawing.with_levers, frame, _ACCENT, "5 3")
    parts += _marks(drawing, frame, layout)
    parts += _ends(drawing, frame, layout)
    width = layout.left + layout.width + layout.right
    height = _TOP + layout.height + _BOTTOM
    return mark_safe(  # noqa: S308  made of numbers, and of words that are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g transform="translate({layout.left} {_TOP})">{"".join(parts)}</g></svg>'
    )


def _axes(drawing: Drawing, frame: Frame, layout: _Layout) -> Iterator[str]:
    for value, says in drawing.levels:
        y = frame.y(value)
        yield f'<path d="M0 {y:.1f}H{layout.width}" stroke="{_RULE}"/>'
        yield _text(-8, y + layout.text * 0.35, says, _SOFT, "end", layout)
    yield f'<path d="M0 {layout.height}H{layout.width}" stroke="{_SOFT}"/>'
    named = sorted({drawing.years[0], drawing.years[-1], *(t.year for t in drawing.targets)})
    right = math.inf
    for year in sorted(named, reverse=True):
        x = frame.x(year)
        if right - x < layout.text * 2.7:
            continue
        right = x
        yield f'<path d="M{x:.1f} {layout.height}v4" stroke="{_SOFT}"/>'
        yield _text(x, layout.height + 5 + layout.text, str(year), _SOFT, "middle", layout)


def _band(
    years: Sequence[int], fan: Fan, frame: Frame, colour: str, opacity: float
) -> Iterator[str]:
    over = [(year, high) for year, high in zip(years, fan.high, strict=True)]
    under = [(year, low) for year, low in zip(years, fan.low, strict=True)]
    yield f'<path d="{_path([*over, *reversed(under)], frame)}Z" fill="{colour}" fill-opacity="{opacity}"/>'


def _middle(
    years: Sequence[int], fan: Fan, frame: Frame, colour: str, dashes: str
) -> Iterator[str]:
    points = list(zip(years, fan.median, strict=True))
    yield (
        f'<path d="{_path(points, frame)}" fill="none" stroke="{colour}" stroke-width="1.6" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _path(points: Sequence[tuple[float, float]], frame: Frame) -> str:
    return "M" + "L".join(f"{frame.x(year):.1f} {frame.y(value):.1f}" for year, value in points)


def _marks(drawing: Drawing, frame: Frame, layout: _Layout) -> Iterator[str]:
    if len(drawing.observed) > 1:
        points = [(place.year, place.value) for place in drawing.observed]
        yield f'<path d="{_path(points, frame)}" fill="none" stroke="{_INK}" stroke-width="1.5"/>'
    for place in drawing.observed:
        yield f'<circle cx="{frame.x(place.year):.1f}" cy="{frame.y(place.value):.1f}" r="3.6" fill="{_INK}"/>'
    for place in drawing.observed[-1:]:
        x, y = frame.x(place.year), frame.y(place.value)
        yield _text(x - 4, y - 9, place.says, _INK, "end", layout, bold=True)
    for place in drawing.targets:
        x, y = frame.x(place.year), frame.y(place.value)
        yield (
            f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6Z" fill="{_PAPER}" stroke="{_ACCENT}" stroke-width="1.6"/>'
        )
        anchor = "end" if x > layout.width * 0.7 else "middle"
        yield _text(
            x + (6 if anchor == "end" else 0), y - 11, place.says, _ACCENT, anchor, layout, bold=True
        )  # fmt: skip


def _ends(drawing: Drawing, frame: Frame, layout: _Layout) -> Iterator[str]:
    """What the bands are, beside their ends: the names are kept apart."""
    said = [(drawing.without.median[-1], _("as it is"), _SOFT)]
    if drawing.with_levers:
        said.append((drawing.with_levers.median[-1], _("with these"), _ACCENT))
    said.sort(reverse=True)
    below = -math.inf
    for value, words, colour in said:
        y = max(frame.y(value) + layout.text * 0.35, below)
        below = y + layout.text * 1.15
        yield _text(frame.x(drawing.years[-1]) + 8, y, words, colour, "start", layout)


def _text(  # noqa: PLR0917  where it stands, what it says, how it looks
    x: float, y: float, words: str, colour: str, anchor: str, layout: _Layout, *, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="{_CLASS[colour]}" text-anchor="{anchor}" '
        f'font-size="{layout.text}"{weight}>{escape(words)}</text>'
    )


_CLASS: Final = {_INK: "said", _SOFT: "label", _ACCENT: "wanted"}


# ── For taking away ───────────────────────────────────────────────────────────────────────────


def specification(drawing: Drawing) -> dict[str, Any]:
    """The same picture for Vega-Lite, in plain colours."""
    fans = [("without", drawing.without, "#7a7f87")]
    if drawing.with_levers:
        fans.append(("with", drawing.with_levers, "#9c2b2b"))
    layers: list[dict[str, Any]] = []
    for name, fan, colour in fans:
        rows = [
            {"year": year, "low": low, "median": median, "high": high, "levers": name}
            for year, low, median, high in zip(
                drawing.years, fan.low, fan.median, fan.high, strict=True
            )
        ]
        data = {"values": rows}
        layers += [
            _layer(data, {"type": "area", "color": colour, "opacity": 0.22}, "low", y2="high"),
            _layer(data, {"type": "line", "color": colour, "strokeDash": [5, 3]}, "median"),
        ]
    for places, mark in (
        (drawing.observed, {"type": "line", "point": True, "color": "#1c1e22"}),
        (drawing.targets, {"type": "point", "shape": "diamond", "color": "#9c2b2b", "size": 90}),
    ):
        rows = [{"year": place.year, "value": place.value} for place in places]
        layers.append(_layer({"values": rows}, mark, "value"))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 300,
        "layer": layers,
    }


def _layer(data: dict[str, Any], mark: dict[str, Any], y: str, y2: str = "") -> dict[str, Any]:
    encoding: dict[str, Any] = {
        "x": {"field": "year", "type": "quantitative", "axis": {"format": "d", "title": None}},
        "y": {
            "field": y,
            "type": "quantitative",
            "axis": {"title": None},
            "scale": {"zero": False},
        },
    }
    if y2:
        encoding["y2"] = {"field": y2}
    return {"data": data, "mark": mark, "encoding": encoding}
