"""Pictures of figures: an Altair specification, drawn as SVG on the server and kept by its hash.

One visual language. What was observed is a solid point on a line; a target is a hollow diamond at
its date; documents that disagree are two points joined by a bracket. Labels stand beside what they
name, gridlines are few, and colours are the stylesheet's own variables, so that the picture follows
the page into the dark and onto paper.
"""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from django.conf import settings

from technopole.evidence.figures import Figure, Number
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.series import Series
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, say_amount, say_qualifier, say_unit
from technopole.plan.indicators import Indicator, Role, level
from technopole.plan.packs import Pack
from technopole.site.portal.kept import kept

__all__ = ["Chart", "Size", "indicator_chart", "kept_spec", "series_chart"]

Size = Literal["small", "narrow", "wide"]

# How much of the span is left free on either side of the first and the last figure.
_AIR: Final = 0.03
# Drawn anew when the drawing changes though the specification does not.
_EDITION: Final = "1"
_INK, _SOFT, _RULE, _ACCENT, _PAPER = (
    "var(--ink)", "var(--soft)", "var(--rule)", "var(--accent)", "var(--paper)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn picture.

    id:  the hash of its specification, by which the specification can be fetched.
    svg: without a name or a role of its own; the page gives both.
    """

    id: str
    svg: str


@dataclass(frozen=True, slots=True)
class _Layout:
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    text: int
    point: int
    grid: bool


_LAYOUTS: Final[dict[str, _Layout]] = {
    "small": _Layout(218, 96, 26, 34, 26, 22, 12, 36, grid=False),
    "narrow": _Layout(262, 200, 58, 36, 24, 26, 12, 44, grid=True),
    "wide": _Layout(560, 260, 84, 62, 28, 30, 13, 58, grid=True),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One figure as it is drawn: where, how high, and what stands beside it."""

    observation: Observation
    year: float
    level: Fraction

    def label(self, language: Language) -> str:
        figure = self.observation.figure
        unit = say_unit(figure, language)
        said = say_amount(figure, language) + (unit if unit in ("%", "‰") else "")
        qualifier = say_qualifier(figure, language)
        gap = " " if qualifier and language == "en" else ""
        return f"{qualifier}{gap}{said}"


# ── What is drawn ─────────────────────────────────────────────────────────────────────────────


def indicator_chart(
    indicator: Indicator, pack: Pack, language: Language, size: Size
) -> Chart | None:
    """An indicator's figures with its targets; None where there is nothing to set against a time."""
    key = ("indicator chart", indicator.id, language, size)
    return kept(pack, key, lambda: _indicator_chart(indicator, pack, language, size))


def series_chart(series: Series, pack: Pack, language: Language, size: Size) -> Chart | None:
    """A series' figures over time; None where fewer than two times are known."""
    key = ("series chart", series.id, language, size)
    return kept(pack, key, lambda: _series_chart(series, pack, language, size))


def _indicator_chart(
    indicator: Indicator, pack: Pack, language: Language, size: Size
) -> Chart | None:
    series = pack.evidence.series.get(indicator.series)
    actual = [point.latest for point in series.points()] if series else []
    known = {observation.id for observation in actual}
    actual += [
        point.observation
        for point in indicator.of_role(Role.BASELINE)
        if point.observation.id not in known
        and (point.observation.subject, point.observation.measure)
        == (indicator.subject, indicator.measure)
    ]
    targets = [point.observation for point in indicator.of_role(Role.TARGET)]
    observed = _marks(actual, indicator.unit)
    wanted = _marks(targets, indicator.unit)
    if len({mark.year for mark in (*observed, *wanted)}) < 2:
        return None
    return _draw(observed, wanted, _disagreeing(series, pack), language, size)


def _series_chart(series: Series, pack: Pack, language: Language, size: Size) -> Chart | None:
    unit = pack.evidence.measures[series.measure].unit
    observed = _marks((point.latest for point in series.points()), unit)
    hoped = _marks(
        (point.latest for point in series.points(Kind.TARGET, Kind.PLAN, Kind.BUDGET)), unit
    )
    if len({mark.year for mark in (*observed, *hoped)}) < 2:
        return None
    return _draw(observed, hoped, _disagreeing(series, pack), language, size)


def _marks(observations: Iterable[Observation], unit: Unit) -> list[_Mark]:
    """The observations that have a time and a level in the unit's dimension, in order of time."""
    marks = []
    for observation in observations:
        figure = observation.figure
        height = level(figure)
        if observation.as_at is None or height is None or figure.unit.dimension != unit.dimension:
            continue
        year = _year(observation.as_at)
        if year is not None:
            marks.append(_Mark(observation, year, height * figure.unit.factor / unit.factor))
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


def _disagreeing(series: Series | None, pack: Pack) -> list[tuple[_Mark, ...]]:
    """The statements of one time that contradict each other."""
    if series is None:
        return []
    unit = pack.evidence.measures[series.measure].unit
    return [
        tuple(marks)
        for dispute in pack.evidence.contradictions
        if (dispute.subject, dispute.measure) == (series.subject, series.measure)
        and len(marks := _marks(dispute.sides, unit)) > 1
    ]


# ── How it is drawn ───────────────────────────────────────────────────────────────────────────


def _draw(
    observed: Sequence[_Mark],
    wanted: Sequence[_Mark],
    disputed: Sequence[Sequence[_Mark]],
    language: Language,
    size: Size,
) -> Chart:
    layout = _LAYOUTS[size]
    everything = [*observed, *wanted, *(mark for side in disputed for mark in side)]
    ticks = _ticks(everything)
    layers = [
        *_lines(observed),
        *_brackets(disputed, layout),
        *_points(observed, layout),
        *_diamonds(wanted, layout),
        *_labels(
            observed,
            wanted,
            disputed,
            layout=layout,
            language=language,
            ends=(ticks[0], ticks[-1]),
        ),
    ]
    spec = _composed(layers, everything, ticks, layout, language)
    return _drawn(spec)


def _rows(marks: Iterable[_Mark]) -> list[dict[str, Any]]:
    return [
        {"fact": mark.observation.id, "year": mark.year, "value": float(mark.level)}
        for mark in marks
    ]


def _layer(rows: list[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"rows": rows, "mark": mark, "encoding": encoding}


def _lines(observed: Sequence[_Mark]) -> list[dict[str, Any]]:
    if len(observed) < 2:
        return []
    return [_layer(_rows(observed), {"type": "line", "color": _INK, "strokeWidth": 1.5})]


def _points(observed: Sequence[_Mark], layout: _Layout) -> list[dict[str, Any]]:
    if not observed:
        return []
    mark = {"type": "point", "filled": True, "color": _INK, "opacity": 1, "size": layout.point}
    return [_layer(_rows(observed), mark)]


def _diamonds(wanted: Sequence[_Mark], layout: _Layout) -> list[dict[str, Any]]:
    if not wanted:
        return []
    mark = {
        "type": "point", "shape": "diamond", "filled": True, "fill": _PAPER, "stroke": _ACCENT,
        "strokeWidth": 1.6, "opacity": 1, "size": layout.point * 1.9,
    }  # fmt: skip
    return [_layer(_rows(wanted), mark)]


def _brackets(disputed: Sequence[Sequence[_Mark]], layout: _Layout) -> list[dict[str, Any]]:
    """For each dispute its statements as points, joined by a bracket to their left."""
    layers: list[dict[str, Any]] = []
    for sides in disputed:
        ends = [float(mark.level) for mark in sides]
        span = [{"year": sides[0].year, "value": min(ends), "to": max(ends)}]
        reach = 7
        layers.append(
            _layer(
                span,
                {"type": "rule", "color": _ACCENT, "strokeWidth": 1.4, "xOffset": -reach},
                to="to",
            )
        )
        caps = [{"year": sides[0].year, "value": end} for end in (min(ends), max(ends))]
        layers.append(
            _layer(caps, {"type": "tick", "orient": "horizontal", "color": _ACCENT, "thickness": 1.4,
                          "size": 6, "xOffset": 3 - reach})
        )  # fmt: skip
        layers.append(
            _layer(_rows(sides), {"type": "point", "filled": True, "color": _ACCENT, "opacity": 1,
                                  "size": layout.point})
        )  # fmt: skip
    return layers


def _labels(
    observed: Sequence[_Mark],
    wanted: Sequence[_Mark],
    disputed: Sequence[Sequence[_Mark]],
    *,
    layout: _Layout,
    language: Language,
    ends: tuple[Fraction, Fraction],
) -> list[dict[str, Any]]:
    """What stands beside the points; where two would collide the one drawn first keeps its place."""
    height = float(ends[1] - ends[0]) or 1.0
    years = [mark.year for mark in (*observed, *wanted)]
    first, span = min(years), (max(years) - min(years)) or 1.0
    taken: list[tuple[float, float, float, float]] = []
    sided = {mark.observation.id for side in disputed for mark in side}
    layers = []
    # The targets and the newest and oldest figures come first, then the others as room allows.
    ordered = [*((mark, _ACCENT) for mark in wanted)]
    ordered += [(mark, _INK) for mark in (*observed[-1:], *observed[:1], *observed[1:-1])]
    ordered += [(mark, _ACCENT) for side in disputed for mark in side if mark not in observed]
    for mark, colour in dict.fromkeys(ordered):
        text = mark.label(language)
        x = ((mark.year - first) / span + _AIR) / (1 + 2 * _AIR) * layout.width
        y = layout.height - float(mark.level - ends[0]) / height * layout.height
        half = _width(text, layout.text) / 2 + 2
        for dy in (-12, 18):
            box = (x - half, y + dy - layout.text, x + half, y + dy + 2)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                row = _rows([mark])
                row[0]["label"] = text
                bold = colour is _ACCENT or mark.observation is observed[-1].observation
                layers.append(
                    _layer(
                        row,
                        {"type": "text", "dy": dy, "baseline": "alphabetic", "fontSize": layout.text,
                         "color": _ACCENT if mark.observation.id in sided else colour,
                         "fontWeight": 600 if bold else 400},
                        label="label",
                    )
                )  # fmt: skip
                break
    return layers


def _width(text: str, size: int) -> float:
    """About how wide a label comes out: a Chinese character is square, a Latin one half as wide."""
    return sum(size if ord(letter) > 0x2E80 else size * 0.56 for letter in text)


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _ticks(marks: Sequence[_Mark]) -> list[Fraction]:
    """Round levels around the figures, three to five of them; zero is one unless all stand far above."""
    levels = [mark.level for mark in marks]
    low, high = min(levels), max(levels)
    if low > 0 and (high - low) > high * Fraction(2, 5):
        low = Fraction(0)
    if low == high:
        low, high = min(low, Fraction(0)), max(high, Fraction(0)) or Fraction(1)
    rough = (high - low) / 3
    power = Fraction(10) ** math.floor(math.log10(float(rough)))
    step = next(power * m for m in (1, 2, Fraction(5, 2), 5, 10) if power * m >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * n for n in range(first, last + 1)]


def _years(marks: Sequence[_Mark], layout: _Layout, span: float) -> list[int]:
    """The years that the axis names: those of the figures, as far as they have room."""
    room = 34 if layout.grid else 30
    named: list[int] = []
    for year in sorted({round(mark.year) for mark in marks}, reverse=True):
        if not named or (named[-1] - year) / span * layout.width >= room:
            named.append(year)
    return sorted(named)


def _composed(
    layers: Sequence[dict[str, Any]],
    marks: Sequence[_Mark],
    ticks: Sequence[Fraction],
    layout: _Layout,
    language: Language,
) -> dict[str, Any]:
    import altair as alt  # a quarter of a second, for the first picture only

    years = [mark.year for mark in marks]
    span = (max(years) - min(years)) or 1.0
    x_axis = alt.Axis(
        values=_years(marks, layout, span), format="d", title=None, grid=False, ticks=layout.grid,
        tickColor=_SOFT, domainColor=_SOFT, labelColor=_SOFT, labelFontSize=layout.text,
        labelFlush=False, labelPadding=5, tickSize=4,
    )  # fmt: skip
    unit = marks[0].observation.figure.unit
    names = {float(tick): json.dumps(_tick_name(tick, unit, language)) for tick in ticks}
    y_axis = None
    if layout.grid:
        y_axis = alt.Axis(
            values=[float(tick) for tick in ticks], title=None, domain=False, ticks=False,
            gridColor=_RULE, labelColor=_SOFT, labelFontSize=layout.text, labelPadding=8,
            labelExpr=" : ".join(f"datum.value == {at} ? {name}" for at, name in names.items()) + " : ''",
        )  # fmt: skip
    charts = []
    for layer in layers:
        edges = [min(years) - span * _AIR, max(years) + span * _AIR]
        x = alt.X("year:Q", axis=x_axis, scale=alt.Scale(domain=edges, nice=False))
        y = alt.Y(
            "value:Q",
            axis=y_axis,
            scale=alt.Scale(domain=[float(ticks[0]), float(ticks[-1])], nice=False),
        )
        encoding: dict[str, Any] = {"x": x, "y": y}
        if "to" in layer["encoding"]:
            encoding["y2"] = alt.Y2("to")
        if "label" in layer["encoding"]:
            encoding["text"] = alt.Text("label:N")
        mark = dict(layer["mark"])
        kind = mark.pop("type")
        chart = alt.Chart(alt.InlineData(values=layer["rows"]))
        charts.append(getattr(chart, f"mark_{kind}")(clip=False, **mark).encode(**encoding))
    picture = (
        alt.layer(*charts)
        .properties(width=layout.width, height=layout.height, background="transparent")
        .properties(
            padding={
                "left": layout.left,
                "right": layout.right,
                "top": layout.top,
                "bottom": layout.bottom,
            },
            autosize=alt.AutoSizeParams(type="none"),
        )
        .configure(font="var(--sans)")
        .configure_view(strokeWidth=0)
    )
    spec: dict[str, Any] = picture.to_dict()
    return spec


def _tick_name(tick: Fraction, unit: Unit, language: Language) -> str:
    if unit.id == "ratio":
        return f"{float(tick):g}%"
    text = f"{float(tick):.6f}".rstrip("0").rstrip(".")
    figure = Figure.of(text, unit)
    said = say_amount(
        Figure(text, Number(tick, tick, Fraction(0)), unit, figure.qualifier), language
    )
    sign = say_unit(figure, language)
    return said + (sign if sign in ("%", "‰") else "")


# ── Drawn once, kept by its hash ──────────────────────────────────────────────────────────────

_drawings: dict[str, Chart] = {}
_specs: dict[str, str] = {}
_MOST_KEPT: Final = 4_000
_ID: Final = re.compile(r"[0-9a-f]{16}")


def _drawn(spec: dict[str, Any]) -> Chart:
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    name = sha256(f"{_EDITION} {text}".encode()).hexdigest()[:16]
    if name in _drawings:
        return _drawings[name]
    folder = _folder()
    svg = _read(folder / f"{name}.svg") if folder else None
    if svg is None:
        import vl_convert

        svg = _tidied(vl_convert.vegalite_to_svg(spec), name)
        if folder:
            _write(folder / f"{name}.vl.json", text)
            _write(folder / f"{name}.svg", svg)
    if len(_drawings) >= _MOST_KEPT:
        _drawings.clear()
        _specs.clear()
    _specs[name] = text
    chart = _drawings[name] = Chart(name, svg)
    return chart


def kept_spec(name: str) -> str | None:
    """The Vega-Lite specification of a drawn chart; None when no chart has that id."""
    if not _ID.fullmatch(name):
        return None
    folder = _folder()
    return _specs.get(name) or (_read(folder / f"{name}.vl.json") if folder else None)


def _folder() -> Path | None:
    """Where drawings outlive the process; None where they are kept in memory alone."""
    return Path(settings.CHARTS_FOLDER) if settings.CHARTS_FOLDER else None


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except OSError:
        return None


def _write(path: Path, text: str) -> None:
    """Write whole or not at all; a cache that cannot be written costs time and nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, delete=False
        ) as file:
            file.write(text)
        os.replace(file.name, path)  # noqa: PTH105
    except OSError:
        return


_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}")
_NEEDLESS: Final = (
    re.compile(r'<path class="(?:background|foreground)"[^>]*/>'),
    re.compile(
        r'\s(?:role|aria-[a-z]+|class|pointer-events|xmlns:xlink|version|stroke-miterlimit)="[^"]*"'
    ),
    re.compile(r'\sopacity="1"'),
    re.compile(r"<g>\s*</g>"),
)


def _tidied(svg: str, name: str) -> str:
    """The drawing without what a page needs not, and with ids that depend on nothing but itself.

    Clip paths are numbered by the process's history, so that the same drawing would differ.
    """
    width, height = re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2]
    svg = re.sub(
        r"<svg[^>]*>",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        svg,
        count=1,
    )
    ids = dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg))
    for number, old in enumerate(ids):
        svg = svg.replace(f'id="{old}"', f'id="c{name}-{number}"').replace(
            f"#{old})", f"#c{name}-{number})"
        )
    for pattern in _NEEDLESS:
        svg = pattern.sub("", svg)
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), svg)
