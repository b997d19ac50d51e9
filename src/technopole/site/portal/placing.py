"""Where labels stand in a picture: beside their points, off the lines, off one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Final, Literal

__all__ = ["Box", "Frame", "Label", "Placed", "place", "width_of"]

_Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]
_ABOVE, _BELOW, _BESIDE = -12, 18, 4
# How many points of a line are looked at between two figures.
_SAMPLES: Final = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's area in pixels and the values at its edges; `margin` is the room on either side."""

    width: int
    height: int
    first: float
    last: float
    low: float
    high: float
    margin: tuple[int, int]

    def x(self, year: float) -> float:
        """Pixels from the left edge."""
        return (year - self.first) / ((self.last - self.first) or 1) * self.width

    def y(self, value: float) -> float:
        """Pixels from the top edge."""
        return self.height - (value - self.low) / ((self.high - self.low) or 1) * self.height


@dataclass(frozen=True, slots=True)
class Label:
    """A text that wants to stand at a point; `fact` says which it belongs to."""

    fact: str
    year: float
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place relative to its point."""

    label: Label
    dx: int
    dy: int
    align: _Align


def place(
    labels: Iterable[Label],
    lines: Sequence[tuple[float, float]],
    size: int,
    frame: Frame,
    reserved: Iterable[Box] = (),
) -> Iterator[Placed]:
    """A place for each label, the first ones choosing first; one that finds no room is left out.

    lines:    the points of the line that labels should keep off, as pairs of year and value; a
              label that would stand nearer to another of them than to its own is left out, too.
    size:     the text's height in pixels.
    reserved: where something else is written, such as the names of an axis.
    """
    path = list(_samples(lines, frame))
    taken: list[Box] = [(-frame.margin[0], frame.height + 2, frame.width, frame.height + 2 * size)]
    taken += reserved
    points = [(frame.x(year), frame.y(value)) for year, value in lines]
    for label in labels:
        free = [
            (placed, box)
            for placed, box in _candidates(label, size, frame)
            if not any(_overlap(box, other) for other in taken)
            and not _points_elsewhere(box, (frame.x(label.year), frame.y(label.value)), points)
        ]
        clear = [(placed, box) for placed, box in free if not any(_inside(p, box) for p in path)]
        for placed, box in (clear or free)[:1]:
            taken.append(box)
            yield placed


def _candidates(label: Label, size: int, frame: Frame) -> Iterator[tuple[Placed, Box]]:
    """Above and below its point, shifted inwards where it would leave the picture."""
    x, y = frame.x(label.year), frame.y(label.value)
    width = width_of(label.text, size)
    for dy in (_ABOVE, _BELOW):
        dx, align, left = 0, "center", x - width / 2
        if left < -frame.margin[0]:
            dx, align, left = -_BESIDE, "left", x - _BESIDE
        elif left + width > frame.width + frame.margin[1]:
            dx, align, left = _BESIDE, "right", x + _BESIDE - width
        box = (left - 2, y + dy - size, left + width + 2, y + dy + 2)
        yield Placed(label, dx, dy, align), box  # type: ignore[arg-type]


def width_of(text: str, size: int) -> float:
    """About how wide a label comes out: a Chinese character is square, a Latin one half as wide."""
    return sum(size if ord(letter) > 0x2E80 else size * 0.56 for letter in text)


def _samples(lines: Sequence[tuple[float, float]], frame: Frame) -> Iterator[tuple[float, float]]:
    for (year, value), (other_year, other_value) in pairwise(lines):
        for step in range(1, _SAMPLES):
            share = step / _SAMPLES
            yield (
                frame.x(year + share * (other_year - year)),
                frame.y(value + share * (other_value - value)),
            )


def _points_elsewhere(
    box: Box, own: tuple[float, float], points: Iterable[tuple[float, float]]
) -> bool:
    """Whether a reader would take the label for that of another point, nearer to it than its own."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    return any(dist(middle, point) < dist(middle, own) - 0.5 for point in points)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]
