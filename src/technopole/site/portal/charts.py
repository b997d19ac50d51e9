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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from django.conf import settings
from django.utils.translation import gettext as _

from technopole.evidence.figures import Figure, Number
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.series import Series
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, say_amount, say_qualifier, say_unit
from technopole.plan.indicators import Indicator, Role, level
from technopole.plan.packs import Pack
from technopole.site.portal import fans
from technopole.site.portal.estimates import say_estimate
from technopole.site.portal.fans import Fan
from technopole.site.portal.kept import kept
from technopole.site.portal.placing import Box, Frame, Label, place, width_of

if TYPE_CHECKING:
    from technopole.outlook.overview import Outlook

__all__ = [
    "Chart", "Size", "drawn", "indicator_chart", "kept_spec", "outlook_chart", "series_chart",
]  # fmt: skip

Size = Literal["small", "narrow", "wide", "fan", "fan-narrow"]

# How much of the span is left free on either side of the first and the last figure.
_AIR: Final = 0.03
# Between the plot and the names on its axis of values.
_PADDING: Final = 8
# Drawn anew when the drawing changes though the specification does not.
_EDITION: Final = "2"
_INK, _SOFT, _RULE, _ACCENT, _PAPER = (
    "var(--ink)", "var(--soft)", "var(--rule)", "var(--accent)", "var(--paper)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn picture.

    id:      the hash of its specification, by which the specification can be fetched.
    svg:     without a name or a role of its own; the page gives both.
    targets, disputes, left_out, fan: whether it has such marks, which its key then explains.
    cut:     whether the fan goes on beyond the picture's upper edge.
    """

    id: str
    svg: str
    targets: bool = False
    disputes: bool = False
    left_out: bool = False
    fan: bool = False
    cut: bool = False


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
    "fan": _Layout(306, 206, 78, 102, 26, 28, 13, 54, grid=True),
    "fan-narrow": _Layout(200, 210, 72, 88, 24, 26, 12, 44, grid=True),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One figure as it is drawn: where, how high, and what stands beside it."""

    observation: Observation
    year: float
    level: Fraction

    @property
    def calendar_year(self) -> int:
        """The year that the axis names under it."""
        period = self.observation.as_at
        day = (period.last or period.first) if period else None
        return day.year if day else round(self.year)

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
    actual = list(series.line) if series else []
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


def outlook_chart(outlook: Outlook, pack: Pack, language: Language, size: Size) -> Chart | None:
    """An indicator's figures, its targets and what is likely; None where nothing is forecast."""
    key = ("outlook chart", outlook.track.indicator.id, language, size)
    return kept(pack, key, lambda: _outlook_chart(outlook, pack, language, size))


def _outlook_chart(outlook: Outlook, pack: Pack, language: Language, size: Size) -> Chart | None:
    from technopole.outlook.forecast import Forecast

    track, forecast = outlook.track, outlook.forecast
    if not isinstance(forecast, Forecast):
        return None
    indicator = track.indicator
    observed = _marks((point.observation for point in track.points), indicator.unit)
    wanted = _marks((goal.point.observation for goal in track.goals), indicator.unit)
    aside = _marks((left.observation for left in track.left_out), indicator.unit)
    fan = Fan((observed[-1].year, float(observed[-1].level)), forecast.years, forecast.fan)
    disputed = _disagreeing(pack.evidence.series.get(indicator.series), pack)
    return _draw(observed, wanted, disputed, language, size, fan=fan, aside=aside)


def _series_chart(series: Series, pack: Pack, language: Language, size: Size) -> Chart | None:
    unit = pack.evidence.measures[series.measure].unit
    observed = _marks(series.line, unit)
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
    *,
    fan: Fan | None = None,
    aside: Sequence[_Mark] = (),
) -> Chart:
    layout = _LAYOUTS[size]
    everything = [*observed, *wanted, *aside, *(mark for side in disputed for mark in side)]
    unit = everything[0].observation.figure.unit
    levels = [mark.level for mark in everything]
    places = {mark.year: mark.calendar_year for mark in everything}
    ends: list[float] = list(places)
    if fan:
        levels += [fans.highest(fan, levels), Fraction(max(0.0, min(row[1] for row in fan.rows)))]
        ends += fan.years
    ticks, years = _ticks(levels, layout), _years(places, layout)
    frame = _frame(ends, ticks, layout)
    names = {float(tick): _tick_name(tick, unit, language) for tick in ticks}
    beside: list[dict[str, Any]] = []
    room: list[Box] = []
    if fan:
        at_end = [float(mark.level) for mark in wanted if mark.calendar_year == fan.years[-1]]
        said = _band_names(fan, unit, language)
        beside, room = fans.named(fan, said, frame, layout.text, at_end)
    layers = [
        *(fans.layers(fan) if fan else ()),
        *_lines(observed),
        *_circles(aside, layout),
        *_points(observed, layout),
        *_brackets(disputed, layout),
        *_diamonds(wanted, layout),
        *beside,
        *_labels(
            _in_order(observed, wanted, disputed, aside), observed, layout, frame, language,
            names=names, reserved=room,
        ),
    ]  # fmt: skip
    picture = drawn(_composed(layers, frame, years, names, layout))
    return replace(
        picture,
        targets=bool(wanted),
        disputes=bool(disputed),
        left_out=bool(aside),
        fan=fan is not None,
        cut=fan is not None and max(row[-1] for row in fan.rows) > frame.high,
    )


def _band_names(fan: Fan, unit: Unit, language: Language) -> dict[int, str]:
    """What stands beside the fan: the median with its value, and the share of paths in each band."""
    median = say_estimate(fan.last[3], unit, language)
    if unit.holds == "number" and unit.id not in ("percent", "per_mille"):
        median = (
            f"{fan.last[3]:,.3g}"
            if abs(fan.last[3]) < 1000
            else _short(fan.last[3], unit, language)
        )
    names = {share: _("%(share)s%% of paths") % {"share": share} for share in (50, 80, 95)}
    return names | {0: _("median %(value)s") % {"value": median}}


def _short(value: float, unit: Unit, language: Language) -> str:
    """The number alone, to three digits, as the axis would name it."""
    return _tick_name(Fraction(f"{value:.3g}"), unit, language)


def _frame(years: Sequence[float], ticks: Sequence[Fraction], layout: _Layout) -> Frame:
    """The area of the plot, with a little air beside the first and the last figure."""
    first, last = min(years), max(years)
    air = (last - first) * _AIR or 0.5
    return Frame(
        layout.width, layout.height, first - air, last + air,
        float(ticks[0]), float(ticks[-1]), (layout.left, layout.right),
    )  # fmt: skip


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


def _circles(aside: Sequence[_Mark], layout: _Layout) -> list[dict[str, Any]]:
    """Figures that do not count: hollow, and on no line."""
    if not aside:
        return []
    mark = {
        "type": "point", "filled": True, "fill": _PAPER, "stroke": _SOFT, "strokeWidth": 1.4,
        "opacity": 1, "size": layout.point * 0.9,
    }  # fmt: skip
    return [_layer(_rows(aside), mark)]


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


def _in_order(
    observed: Sequence[_Mark],
    wanted: Sequence[_Mark],
    disputed: Sequence[Sequence[_Mark]],
    aside: Sequence[_Mark] = (),
) -> dict[_Mark, str]:
    """The figures in the order in which their labels choose a place, each with its colour."""
    sides = [mark for side in disputed for mark in side]
    in_dispute = {mark.observation.id for mark in sides}
    rest = (*observed[-1:], *observed[:1], *observed[1:-1])
    colours = dict.fromkeys((*wanted, *sides), _ACCENT)
    colours |= {
        mark: _INK for mark in rest if mark.observation.id not in in_dispute and mark not in colours
    }
    return colours | {mark: _SOFT for mark in aside if mark.observation.id not in in_dispute}


def _labels(
    colours: Mapping[_Mark, str],
    observed: Sequence[_Mark],
    layout: _Layout,
    frame: Frame,
    language: Language,
    *,
    names: Mapping[float, str],
    reserved: Sequence[Box] = (),
) -> list[dict[str, Any]]:
    """What stands beside the points, the newest figure and what is wanted in bold."""
    labels = [
        Label(mark.observation.id, mark.year, float(mark.level), mark.label(language))
        for mark in colours
    ]
    bold = {mark.observation.id for mark, colour in colours.items() if colour is _ACCENT}
    bold |= {mark.observation.id for mark in observed[-1:]}
    colour_of = {mark.observation.id: colour for mark, colour in colours.items()}
    line = [(mark.year, float(mark.level)) for mark in observed]
    return [
        _layer(
            [{"fact": each.label.fact, "year": each.label.year, "value": each.label.value,
              "label": each.label.text}],
            {"type": "text", "dx": each.dx, "dy": each.dy, "align": each.align,
             "baseline": "alphabetic", "fontSize": layout.text,
             "color": colour_of[each.label.fact],
             "fontWeight": 600 if each.label.fact in bold else 400},
            label="label",
        )
        for each in place(
            labels, line, layout.text, frame, [*_written(names, layout, frame), *reserved]
        )
    ]  # fmt: skip


def _written(names: Mapping[float, str], layout: _Layout, frame: Frame) -> list[Box]:
    """Where the axis of values writes its names, left of the plot."""
    if not layout.grid:
        return []
    half = layout.text / 2
    return [
        (-_PADDING - width_of(name, layout.text), frame.y(at) - half, -_PADDING, frame.y(at) + half)
        for at, name in names.items()
    ]


def _ticks(levels: Sequence[Fraction], layout: _Layout) -> list[Fraction]:
    """Round levels around the figures, three to five of them; zero is one unless all stand far above.

    Where the axis does not name them, a reader takes its foot for zero, and so it is.
    """
    low, high = min(levels), max(levels)
    if low > 0 and (not layout.grid or (high - low) > high * Fraction(2, 5)):
        low = Fraction(0)
    if low == high:
        low, high = min(low, Fraction(0)), max(high, Fraction(0)) or Fraction(1)
    rough = (high - low) / 3
    power = Fraction(10) ** math.floor(math.log10(float(rough)))
    step = next(power * m for m in (1, 2, Fraction(5, 2), 5, 10) if power * m >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * n for n in range(first, last + 1)]


def _years(places: Mapping[float, int], layout: _Layout) -> dict[float, int]:
    """The years that the axis names, each right under its figure, as far as they have room."""
    span = (max(places) - min(places)) or 1
    room = layout.text * 2.7
    named: dict[float, int] = {}
    for at, year in sorted(places.items(), reverse=True):
        if not named or (min(named) - at) / span * layout.width >= room:
            named[at] = year
    return named


def _composed(
    layers: Sequence[dict[str, Any]],
    frame: Frame,
    years: Mapping[float, int],
    names: Mapping[float, str],
    layout: _Layout,
) -> dict[str, Any]:
    """The layers as one Vega-Lite specification."""
    import altair as alt  # a quarter of a second, for the first picture only

    x_axis = alt.Axis(
        values=list(years), labelExpr=_named(years), title=None, grid=False, ticks=layout.grid,
        tickColor=_SOFT, domainColor=_SOFT, labelColor=_SOFT, labelFontSize=layout.text,
        labelFlush=False, labelOverlap=False, labelPadding=5, tickSize=4,
    )  # fmt: skip
    y_axis = None
    if layout.grid:
        y_axis = alt.Axis(
            values=list(names), title=None, domain=False, ticks=False,
            gridColor=_RULE, labelColor=_SOFT, labelFontSize=layout.text, labelPadding=_PADDING,
            labelExpr=_named(names),
        )  # fmt: skip
    x_scale = alt.Scale(domain=[frame.first, frame.last], nice=False)
    y_scale = alt.Scale(domain=[frame.low, frame.high], nice=False)
    charts = []
    for layer in layers:
        encoding: dict[str, Any] = {
            "x": alt.X("year:Q", axis=x_axis, scale=x_scale),
            "y": alt.Y("value:Q", axis=y_axis, scale=y_scale),
        }
        if "to" in layer["encoding"]:
            encoding["y2"] = alt.Y2("to")
        if "label" in layer["encoding"]:
            encoding["text"] = alt.Text("label:N")
        mark = dict(layer["mark"])
        kind = mark.pop("type")
        chart = alt.Chart(alt.InlineData(values=layer["rows"]))
        charts.append(getattr(chart, f"mark_{kind}")(**{"clip": False, **mark}).encode(**encoding))
    padding = {
        "left": layout.left, "right": layout.right, "top": layout.top, "bottom": layout.bottom,
    }  # fmt: skip
    picture = (
        alt.layer(*charts)
        .properties(width=layout.width, height=layout.height, background="transparent")
        .properties(padding=padding, autosize=alt.AutoSizeParams(type="none"))
        .configure(font="var(--sans)")
        .configure_view(strokeWidth=0)
    )
    spec: dict[str, Any] = picture.to_dict()
    return spec


def _named(names: Mapping[float, object]) -> str:
    """An expression that gives each value of an axis its name."""
    cases = (f"datum.value == {at} ? {json.dumps(str(name))}" for at, name in names.items())
    return " : ".join(cases) + " : ''"


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


def drawn(spec: dict[str, Any]) -> Chart:
    """The picture of a specification, drawn unless it was before."""
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
