"""Runs the model: coefficients drawn, years passed, all draws and settings of levers at once.

Every array has its draws last: a setting of levers is a row. Each coefficient has its own stream of
chance, named by its id, so that the same draw meets the same world whatever the levers are, and a
coefficient added to the model changes none of the others' draws.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from types import SimpleNamespace
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from technopole.outlook.levers.declared import Model
from technopole.outlook.levers.equations import STOCKS, begin, pass_a_year

__all__ = [
    "DRAWS", "MOST_DRAWS", "SEED", "Array", "Given", "Range", "Refused", "checked_assumed",
    "checked_settings", "count_of", "draw", "run",
    "years",
]  # fmt: skip

Array = NDArray[np.float64]
Given = Mapping[str, Array]
Settings = Mapping[str, float]

DRAWS: Final = 1000
MOST_DRAWS: Final = 20_000
SEED: Final = 20_220_722


class Refused(ValueError):
    """What was asked cannot be run; one sentence for each fault.

    faults: pairs of the lever or coefficient, and what is wrong with it.
    """

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(sentence for _, sentence in self.faults))


@dataclass(frozen=True, slots=True)
class Range:
    """A user's own range of a coefficient: half of the draws below the middle, all within."""

    low: float
    middle: float
    high: float


def checked_settings(model: Model, settings: Settings) -> Settings:
    """The levers that are moved, in the model's order. Raises Refused with every fault."""
    faults = []
    for name, value in settings.items():
        lever = model.levers.get(name)
        if lever is None:
            faults.append(
                (name, f"There is no lever “{name}”; there are: {', '.join(model.levers)}.")
            )
        elif not _is_number(value):
            faults.append((name, f"“{name}” is set by a number, not by {value!r}."))
        elif not lever.least <= value <= lever.most:  # refuses what is no number, too
            faults.append(
                (name, f"“{name}” goes from {lever.least:g} to {lever.most:g}, not to {value:g}.")
            )
    if faults:
        raise Refused(faults)
    return {name: float(settings[name]) for name in model.levers if settings.get(name, 0.0) != 0.0}


def _is_number(value: object) -> bool:
    """What a notebook hands over may be a text or nothing."""
    return isinstance(value, Real) and not isinstance(value, bool)


def checked_assumed(model: Model, assumed: Mapping[str, Range]) -> None:
    """Raises Refused where a range is none, or its coefficient is not there or follows from facts alone."""
    faults = []
    for name, own in assumed.items():
        known = model.coefficients.get(name)
        if known is None:
            faults.append((name, f"There is no coefficient “{name}”."))
        elif not known.assumed:
            faults.append((name, f"“{name}” follows from facts; it cannot be assumed otherwise."))
        elif not all(_is_number(end) for end in (own.low, own.middle, own.high)):
            faults.append((name, f"“{name}” needs three numbers: low, middle, high."))
        elif not (
            np.isfinite([own.low, own.middle, own.high]).all() and own.low <= own.middle <= own.high
        ):
            faults.append((name, f"“{name}” needs three numbers that rise: low, middle, high."))
        elif not (
            _LEAST.get(known.unit, -1.0) <= own.low and own.high <= _MOST.get(known.unit, 1e15)
        ):
            faults.append((name, f"“{name}” is beyond what its unit can mean."))
    if faults:
        raise Refused(faults)


# A share or a rate beyond these would turn stocks negative: no world is like that.
_LEAST: Final[Mapping[str, float]] = {"1": 0.0, "1/year": -0.5}
_MOST: Final[Mapping[str, float]] = {"1": 50.0, "1/year": 1.0}


@lru_cache(maxsize=512)
def _chance(name: str, count: int, seed: int) -> Array:
    """One number in each of `count` equal steps from 0 to 1, in an order of the name's own."""
    source = np.random.default_rng([seed, crc32(name.encode())])
    found: Array = (source.permutation(count) + source.random(count)) / count
    found.flags.writeable = False
    return found


def draw(
    model: Model, count: int = DRAWS, seed: int = SEED, assumed: Mapping[str, Range] | None = None
) -> Given:
    """The coefficients of `count` worlds; those that have no range are one number each."""
    given: dict[str, Array] = {}
    for name, known in model.coefficients.items():
        own = (assumed or {}).get(name) or Range(known.low, known.middle, known.high)
        if own.low == own.high:
            given[name] = np.array([own.middle])
            continue
        chance = _chance(name, count, seed)
        below = own.low + (own.middle - own.low) * 2 * chance
        above = own.middle + (own.high - own.middle) * (2 * chance - 1)
        given[name] = np.where(chance < 0.5, below, above)
    return given


def run(
    model: Model, given: Given, settings: Sequence[Settings], keep: Collection[str]
) -> Mapping[str, Array]:
    """The paths of quantities: settings of levers down, then years, then draws.

    given:    the coefficients, one number a draw.
    settings: each names the levers it moves; the others stand at zero.
    keep:     the quantities wanted.
    """
    shape = (len(settings), len(model.clock.years), count_of(given))
    paths = {name: np.empty(shape) for name in keep}
    for index, now in enumerate(years(model, given, settings)):
        for name, path in paths.items():
            path[:, index] = getattr(now, name)
    return paths


def count_of(given: Given) -> int:
    """How many draws there are; a coefficient without a range is the same in all."""
    return max(len(values) for values in given.values())


def years(model: Model, given: Given, settings: Sequence[Settings]) -> Iterator[SimpleNamespace]:
    """Every year in turn: its stocks, flows and what is worked out of them.

    Each has the settings down and the draws across, or only draws while no lever acts. It is the same
    bag every year: what is wanted of it is to be taken before the next.
    """
    clock = model.clock
    coefficients = SimpleNamespace(**given)
    idle = SimpleNamespace(**dict.fromkeys(model.levers, 0.0))
    pulled = SimpleNamespace(
        **{
            name: np.array([[setting.get(name, 0.0)] for setting in settings])
            if any(setting.get(name) for setting in settings)
            else 0.0
            for name in model.levers
        }
    )
    now = SimpleNamespace(one_year=1.0)
    start = now
    for year in clock.years:
        now.seen = float(year < clock.seen_until)
        now.later = 1.0 - now.seen
        now.first = float(year == clock.start)
        # Absurd assumptions make numbers that are none; who lets a reader assume looks for them after.
        with np.errstate(all="ignore"):
            if year == clock.start:
                begin(now, coefficients)
                pass_a_year(now, now, coefficients, idle)  # "at the start" is now
                start = SimpleNamespace(**vars(now))
            pass_a_year(now, start, coefficients, pulled if year >= clock.levers_from else idle)
        yield now
        with np.errstate(all="ignore"):
            _next_year(now)


def _next_year(now: SimpleNamespace) -> None:
    """Each stock as it is a year on: what it was, what came in, less what went out."""
    for name, stock in STOCKS.items():
        level = getattr(now, name)
        for flow in stock.inflows:
            level = level + getattr(now, flow)
        for flow in stock.outflows:
            level = level - getattr(now, flow)
        setattr(now, name, level)
