"""A forecast as a fan: bands that hold 50, 80 and 95 per cent of the paths, and the median dashed.

Each band is darker than the one around it and bears its name, so that it reads in grey as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from technopole.site.portal.placing import Box, Frame, width_of

__all__ = ["Fan", "highest", "layers", "named"]

# The places of each band's ends among the seven levels, the widest first.
_BANDS: Final = ((95, 0, 6), (80, 1, 5), (50, 2, 4))
_MEDIAN: Final = 3
_TINTS: Final = {95: 0.11, 80: 0.15, 50: 0.22}
_COLOUR: Final = "var(--accent)"
_BESIDE: Final = 9


@dataclass(frozen=True, slots=True)
class Fan:
    """The years to come with the values at the seven levels of a forecast, the newest figure before them.

    start: the year and the value of the newest figure, from which it opens.
    """

    start: tuple[float, float]
    years: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]

    @property
    def last(self) -> tuple[float, ...]:
        """The values in the last year."""
        return self.rows[-1]

    def points(self) -> Iterator[tuple[float, tuple[float, ...]]]:
        """The years with their values, the newest figure first."""
        yield self.start[0], (self.start[1],) * len(self.last)
        yield from zip(self.years, self.rows, strict=True)


def highest(fan: Fan, others: Sequence[Fraction]) -> Fraction:
    """How high a picture goes: the 80 per cent band, unless that dwarfs all figures and targets."""
    top = max(others, default=Fraction(0))
    wide = Fraction(max(row[5] for row in fan.rows))
    middle = Fraction(max(row[_MEDIAN] for row in fan.rows))
    return max(top, min(wide, max(2 * top, middle * Fraction(11, 10))))


def layers(fan: Fan) -> list[dict[str, Any]]:
    """The bands, the widest at the back, and the median over them."""
    points = list(fan.points())
    found: list[dict[str, Any]] = [
        {
            "rows": [{"year": year, "value": row[low], "to": row[high]} for year, row in points],
            "mark": {"type": "area", "color": _COLOUR, "opacity": _TINTS[percent], "clip": True},
            "encoding": {"to": "to"},
        }
        for percent, low, high in _BANDS
    ]
    median = [{"year": year, "value": row[_MEDIAN]} for year, row in points]
    mark = {
        "type": "line",
        "color": _COLOUR,
        "strokeWidth": 1.6,
        "strokeDash": [5, 3],
        "clip": True,
    }
    return [*found, {"rows": median, "mark": mark, "encoding": {}}]


def named(
    fan: Fan, names: dict[int, str], frame: Frame, size: int, wanted: Sequence[float]
) -> tuple[list[dict[str, Any]], list[Box]]:
    """What stands to the right of the fan's end, and the room that it takes; what has none is left out.

    names:  by the share of paths that a band holds, and 0 for the median.
    wanted: targets in the last year, whose own labels go before.
    """
    last, x = fan.last, frame.x(fan.years[-1])
    # A target's label stands above it.
    taken: list[Box] = [
        (x, frame.y(value) - 2.1 * size, x + size, frame.y(value) + size / 2) for value in wanted
    ]
    kept = len(taken)
    found: list[dict[str, Any]] = []
    for share, ends in ((0, (_MEDIAN,)), *((p, (high, low)) for p, low, high in reversed(_BANDS))):
        for value in (last[at] for at in ends):
            middle = frame.y(value)
            box = (
                x + _BESIDE - 2,
                middle - size * 0.6,
                x + _BESIDE + width_of(names[share], size),
                middle + size * 0.6,
            )
            inside = frame.low <= value <= frame.high
            if inside and not any(box[1] < other[3] and other[1] < box[3] for other in taken):
                taken.append(box)
                found.append(_text(fan.years[-1], value, names[share], size, strong=not share))
                break
    return found, taken[kept:]


def _text(year: int, value: float, said: str, size: int, *, strong: bool) -> dict[str, Any]:
    mark = {
        "type": "text", "dx": _BESIDE, "dy": 0, "align": "left", "baseline": "middle", "fontSize": size,
        "color": _COLOUR if strong else "var(--soft)",
    }  # fmt: skip
    row = {"year": year, "value": value, "label": said}
    return {"rows": [row], "mark": mark, "encoding": {"label": "label"}}
