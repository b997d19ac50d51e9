"""The public face: what every indicator becomes when levers are pulled, and what each lever adds.

What a lever adds depends on which others are pulled, so there are two honest ways to say it. **Alone**:
what it does when only it is pulled; these do not add up, for levers help or hinder one another. **Its
share**: the levers are pulled one after another, in the order of the list and in the reverse order, and
what each adds at its turn is averaged over the two. Shares add up to the whole, always; and as long as
levers only meet in pairs they are the Shapley values exactly.

Both are means over the draws, because means add up and medians do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

from technopole.evidence.measures import Good
from technopole.outlook.levers.declared import FILE, Model
from technopole.outlook.levers.equations import STOCKS
from technopole.outlook.levers.running import (
    DRAWS,
    MOST_DRAWS,
    SEED,
    Array,
    Given,
    Range,
    Refused,
    Settings,
    checked_assumed,
    checked_settings,
    count_of,
    draw,
    run,
    years,
)

__all__ = ["Answer", "Contribution", "Fan", "Outcome", "ask", "shapley"]

_BAND = (0.1, 0.5, 0.9)
_OUTLAY = "public_outlay"
_BLOCK = 500
_IMPOSSIBLE = (
    "With “{name}” so, the model comes to fewer than no people, firms or dollars; bring it nearer to "
    "what is declared."
)


@dataclass(frozen=True, slots=True)
class Fan:
    """A quantity's middle and the band that holds four of five draws, one number a year."""

    low: tuple[float, ...]
    median: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a lever adds to an indicator, one number a year, in the indicator's unit.

    alone: when only it is pulled.  share: its part of the whole; shares add up to it.
    """

    lever: str
    alone: tuple[float, ...]
    share: tuple[float, ...]


@dataclass(frozen=True)
class Outcome:
    """What becomes of an indicator, in its own unit.

    default, pulled: without and with the levers.
    whole:           what all levers add together, on average over the draws, one number a year.
    paths:           the draws themselves: without and with the levers, years, draws.
    """

    indicator: str
    default: Fan
    pulled: Fan
    whole: tuple[float, ...]
    contributions: tuple[Contribution, ...]
    paths: Array

    def reaching(self, index: int, wanted: float, good: Good) -> tuple[float, float]:
        """The share of draws at a target or past it in a year, without and with the levers.

        index: of the year.  It is a share of what the assumptions allow, not a measured chance.
        """
        at = self.paths[:, index]
        past = at >= wanted if good is Good.UP else at <= wanted
        without, with_levers = (float(share) for share in past.mean(axis=-1))
        return without, with_levers


@dataclass(frozen=True)
class Answer:
    """What the model says of one setting of levers.

    settings: the levers moved.  outlay: public money that they take, HK$ a year, by year.
    """

    years: tuple[int, ...]
    settings: Settings
    draws: int
    seed: int
    outcomes: Mapping[str, Outcome]
    outlay: Fan


def ask(
    model: Model,
    settings: Settings | None = None,
    *,
    assumed: Mapping[str, Range] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Answer:
    """What every indicator becomes with these levers, beside what it becomes without.

    settings: lever to value, in the lever's unit; a lever not named stands at zero.
    assumed:  the reader's own ranges of coefficients that are assumed.
    Raises Refused with every fault of what was asked.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise Refused([("draws", f"Draws go from 1 to {MOST_DRAWS:,}, not to {draws:,}.")])
    if not 0 <= seed < 2**32:
        raise Refused([("seed", "The seed is a whole number from 0 to 4,294,967,295.")])
    moved = checked_settings(model, settings or {})
    checked_assumed(model, assumed or {})
    given = draw(model, draws, seed, assumed)
    levers = list(moved)
    sets = _sets_of_levers(levers)
    rows = {chosen: row for row, chosen in enumerate(sets)}
    quantities = [shown.quantity for shown in model.shows.values()]
    ends = [rows[frozenset()], rows[frozenset(levers)]]
    taken = _take(
        model, given, [{k: moved[k] for k in chosen} for chosen in sets], ends, quantities
    )
    if not taken.possible:
        raise Refused([(name, _IMPOSSIBLE.format(name=name)) for name in assumed or (FILE,)])
    outcomes = {}
    for shown in model.shows.values():
        means = taken.means[shown.quantity] * shown.factor
        both = taken.paths[shown.quantity] * shown.factor
        default, pulled = _fans(both)
        outcomes[shown.indicator] = Outcome(
            indicator=shown.indicator,
            default=default,
            pulled=pulled,
            whole=_numbers(means[ends[1]] - means[ends[0]]),
            contributions=_contributions(levers, means, rows),
            paths=both,
        )
    without, spent = taken.paths[_OUTLAY]
    outlay = _fans((spent - without)[np.newaxis])[0]
    return Answer(model.clock.years, moved, draws, seed, outcomes, outlay)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is kept of the runs.

    means:    of every set of levers, over the draws: sets, years.
    paths:    without and with the levers: two, years, draws.
    possible: whether every stock stayed a number and not below nothing.
    """

    means: Mapping[str, Array]
    paths: Mapping[str, Array]
    possible: bool


def _take(
    model: Model,
    given: Given,
    settings: Sequence[Settings],
    ends: Sequence[int],
    wanted: Sequence[str],
) -> _Taken:
    """Run all sets of levers, some draws at a time, so that what is worked on stays near the processor."""
    count, span = count_of(given), len(model.clock.years)
    means = {name: np.zeros((len(settings), span)) for name in wanted}
    paths = {name: np.empty((2, span, count)) for name in (*wanted, _OUTLAY)}
    possible = True
    for first in range(0, count, _BLOCK):
        block = slice(first, min(first + _BLOCK, count))
        some = {name: v[block] if len(v) > 1 else v for name, v in given.items()}
        for index, now in enumerate(years(model, some, settings)):
            for name, mean in means.items():
                mean[:, index] += np.broadcast_to(
                    getattr(now, name), (len(settings), block.stop - first)
                ).sum(axis=-1) / count  # fmt: skip
            for name, path in paths.items():
                value = getattr(now, name)
                path[:, index, block] = value[ends] if np.ndim(value) > 1 else value
            possible = possible and all(_is_possible(getattr(now, name)) for name in STOCKS)
    return _Taken(means, paths, possible)


def _is_possible(stock: Array) -> bool:
    return bool(0 <= stock.min() <= stock.max() < np.inf)


def _sets_of_levers(levers: Sequence[str]) -> list[frozenset[str]]:
    """The sets to run: none, each alone, and the levers joining one by one in both orders."""
    sets = [frozenset[str](), *(frozenset([lever]) for lever in levers)]
    for order in (levers, levers[::-1]):
        sets += [frozenset(order[:count]) for count in range(1, len(order) + 1)]
    return list(dict.fromkeys(sets))


def _contributions(
    levers: Sequence[str], means: Array, rows: Mapping[frozenset[str], int]
) -> tuple[Contribution, ...]:
    def of(chosen: Sequence[str]) -> Array:
        row: Array = means[rows[frozenset(chosen)]]
        return row

    found = []
    for index, lever in enumerate(levers):
        forwards = of(levers[: index + 1]) - of(levers[:index])
        backwards = of(levers[index:]) - of(levers[index + 1 :])
        found.append(
            Contribution(
                lever, _numbers(of([lever]) - of([])), _numbers((forwards + backwards) / 2)
            )
        )
    return tuple(found)


def _fans(paths: Array) -> list[Fan]:
    """One fan a row of settings."""
    ordered = np.sort(
        paths, axis=-1
    )  # some times quicker than numpy.quantile, and the same numbers
    last = paths.shape[-1] - 1
    bands = []
    for share in _BAND:
        before, part = divmod(share * last, 1)
        at, after = int(before), min(int(before) + 1, last)
        bands.append(ordered[..., at] + (ordered[..., after] - ordered[..., at]) * part)
    return [Fan(*(_numbers(band[row]) for band in bands)) for row in range(len(paths))]


def _numbers(values: Array) -> tuple[float, ...]:
    return tuple(values.tolist())


def shapley(
    model: Model, settings: Settings, *, draws: int = DRAWS, seed: int = SEED
) -> Mapping[str, Mapping[str, Array]]:
    """The exact Shapley values, by indicator and lever, over the years: the judge of the shares.

    It runs every set of the levers moved: two to the power of their number. Slow, and for tests.
    """
    moved = checked_settings(model, settings)
    levers = list(moved)
    sets = [frozenset(c) for size in range(len(levers) + 1) for c in combinations(levers, size)]
    rows = {chosen: row for row, chosen in enumerate(sets)}
    given = draw(model, draws, seed)
    quantities = {shown.quantity for shown in model.shows.values()}
    runs = run(model, given, [{k: moved[k] for k in chosen} for chosen in sets], quantities)
    found: dict[str, dict[str, Array]] = {}
    for shown in model.shows.values():
        means = runs[shown.quantity].mean(axis=-1) * shown.factor
        values = {lever: np.zeros(means.shape[-1]) for lever in levers}
        for chosen in sets:
            for lever in set(levers) - chosen:
                weight = factorial(len(chosen)) * factorial(len(levers) - len(chosen) - 1)
                gain = means[rows[chosen | {lever}]] - means[rows[chosen]]
                values[lever] += gain * weight / factorial(len(levers))
        found[shown.indicator] = values
    return found
