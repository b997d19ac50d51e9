"""How open values of a rule follow from one another, each narrowing the others.

An open value has a place; its range runs from `low` to `high`, both whole numbers: truths are 0 and
1, days count from year 1, amounts are multiples of the step in which they are answered. Options of a
choice, and versions of a list, are bits; there both ends hold the set of those that are possible.

A `Tie` narrows by turns: from an amount to the sum that it is part of, and from a sum that must stay
below a ceiling back to the amount. Nothing that a completion of the answers could give is cut away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from technopole.rules.nodes import Question
from technopole.rules.ranges import shift_day

__all__ = [
    "AtMost", "Cannot", "Either", "Ends", "Equals", "Every", "Floored", "Larger", "Largest", "Listed",
    "Moved", "Multiplied", "OneOf", "Opposite", "Repeated", "Selected", "Smaller", "Smallest", "Some", "Source", "Tie", "Weighted",
    "day_of",
]  # fmt: skip

Ends = list[int]


class Cannot(Exception):
    """No completion of the answers fulfils what is asked of it."""


def _keep(low: Ends, high: Ends, place: int, least: int, most: int) -> bool:
    """Narrow a place to what a tie allows; whether that changed anything."""
    changed = False
    if least > low[place]:
        low[place] = least
        changed = True
    if most < high[place]:
        high[place] = most
        changed = True
    if changed and low[place] > high[place]:
        raise Cannot
    return changed


# ── Ties ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tie:
    """How the value at a place follows from others, or what stands there if it follows from none."""

    place: int

    @property
    def parts(self) -> tuple[int, ...]:
        """The places that it follows from."""
        return ()

    def narrow(self, low: Ends, high: Ends) -> bool:
        """Narrow this place and its parts by each other; whether anything changed."""
        raise NotImplementedError

    def loose(self, low: Ends, high: Ends) -> bool:
        """Whether some values of its parts would lie outside the range of this place."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Source(Tie):
    """A value that is not known: an unanswered question, a field of an item, an unsure parameter.

    asked:  the question that would settle it; None where no answer does.
    bits:   whether the range is a set of options rather than a run of numbers.
    values: the only values there can be, in order; empty where all between low and high can.
    day:    the place of the open day that selects it; None where it hangs on none.
    counts: whether it counts items, so that none or one are the first to look at.
    """

    asked: Question | None = None
    bits: bool = False
    values: tuple[int, ...] = ()
    day: int | None = None
    counts: bool = False

    @property
    def parts(self) -> tuple[int, ...]:
        return () if self.day is None else (self.day,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        if not self.values:
            return False
        first = bisect_left(self.values, low[self.place])
        last = bisect_right(self.values, high[self.place]) - 1
        if first > last:
            raise Cannot
        return _keep(low, high, self.place, self.values[first], self.values[last])

    def loose(self, low: Ends, high: Ends) -> bool:  # noqa: ARG002
        return False


@dataclass(frozen=True, slots=True)
class Weighted(Tie):
    """A sum of whole multiples, and a constant."""

    constant: int
    terms: tuple[tuple[int, int], ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return tuple(place for place, _ in self.terms)

    def _reach(self, low: Ends, high: Ends) -> tuple[int, int]:
        least = most = self.constant
        for place, weight in self.terms:
            if weight > 0:
                least += weight * low[place]
                most += weight * high[place]
            else:
                least += weight * high[place]
                most += weight * low[place]
        return least, most

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        least, most = self._reach(low, high)
        changed = False
        if least > low[here]:
            low[here] = least
            changed = True
        if most < high[here]:
            high[here] = most
            changed = True
        if low[here] > high[here]:
            raise Cannot
        # What the sum may not reach, its parts may not either.
        spare_above, spare_below = high[here] - least, most - low[here]
        if spare_above >= most - least and spare_below >= most - least:
            return changed
        for place, weight in self.terms:
            if weight > 0:
                top = low[place] + spare_above // weight
                bottom = high[place] - spare_below // weight
            else:
                top = low[place] + spare_below // -weight
                bottom = high[place] - spare_above // -weight
            if top < high[place] or bottom > low[place]:
                changed |= _keep(low, high, place, bottom, top)
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = self._reach(low, high)
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Multiplied(Tie):
    """One value times another."""

    one: int
    other: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.one, self.other)

    def _reach(self, low: Ends, high: Ends) -> tuple[int, int]:
        a, b, c, d = low[self.one], high[self.one], low[self.other], high[self.other]
        corners = (a * c, a * d, b * c, b * d)
        return min(corners), max(corners)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        changed = _keep(low, high, here, *self._reach(low, high))
        least, most = low[here], high[here]
        for part, times in ((self.one, self.other), (self.other, self.one)):
            if low[times] > 0:
                bottom = -(-least // (high[times] if least >= 0 else low[times]))
                top = most // (low[times] if most >= 0 else high[times])
                changed |= _keep(low, high, part, bottom, top)
            elif least > 0 and low[part] >= 0:
                changed |= _keep(low, high, times, -(-least // high[part]), high[times])
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = self._reach(low, high)
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Repeated(Tie):
    """A sum over the items of a list that is not answered.

    count: how many items it sums over.
    of:    what one item gives: the range that holds every item's value, whichever items there are.
    """

    count: int
    of: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.count, self.of)

    def _reach(self, low: Ends, high: Ends) -> tuple[int, int]:
        fewest, most, least, top = low[self.count], high[self.count], low[self.of], high[self.of]
        return min(fewest * least, most * least), max(fewest * top, most * top)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here, count, of = self.place, self.count, self.of
        changed = _keep(low, high, here, *self._reach(low, high))
        if low[of] >= 0 and low[here] > 0:
            if not high[of]:
                raise Cannot
            changed |= _keep(low, high, count, -(-low[here] // high[of]), high[count])
        if low[of] > 0:
            changed |= _keep(low, high, count, low[count], high[here] // low[of])
        if low[count] > 0:  # without an item there is nothing that could be said of one
            fewest, most = low[count] - 1, high[count] - 1
            others = min(fewest * low[of], most * low[of]), max(fewest * high[of], most * high[of])
            changed |= _keep(low, high, of, low[here] - others[1], high[here] - others[0])
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = self._reach(low, high)
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Smallest(Tie):
    """The smallest of several values; of their opposites, it is the largest."""

    of: tuple[int, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return self.of

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        least, most = min([low[p] for p in self.of]), min([high[p] for p in self.of])
        changed = _keep(low, high, here, least, most)
        floor, ceiling = low[here], high[here]
        within = []
        for part in self.of:
            if low[part] < floor:
                changed |= _keep(low, high, part, floor, high[part])
            if low[part] <= ceiling:
                within.append(part)
        if not within:
            raise Cannot
        if len(within) == 1 and high[within[0]] > ceiling:
            changed |= _keep(low, high, within[0], low[within[0]], ceiling)
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = min([low[p] for p in self.of]), min([high[p] for p in self.of])
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Largest(Tie):
    """The largest of several values."""

    of: tuple[int, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return self.of

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        least, most = max([low[p] for p in self.of]), max([high[p] for p in self.of])
        changed = _keep(low, high, here, least, most)
        floor, ceiling = low[here], high[here]
        within = []
        for part in self.of:
            if high[part] > ceiling:
                changed |= _keep(low, high, part, low[part], ceiling)
            if high[part] >= floor:
                within.append(part)
        if not within:
            raise Cannot
        if len(within) == 1 and low[within[0]] < floor:
            changed |= _keep(low, high, within[0], floor, high[within[0]])
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = max([low[p] for p in self.of]), max([high[p] for p in self.of])
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Smaller(Smallest):
    """The smaller of two values; the test says whether the first is at most the second.

    What is known elsewhere of their difference, such as that a grant stays within what is left of a
    total, so tells which of them it is.
    """

    test: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (*self.of, self.test)

    def narrow(self, low: Ends, high: Ends) -> bool:
        changed = Smallest.narrow(self, low, high)
        if low[self.test] == high[self.test]:
            chosen = self.of[0] if low[self.test] else self.of[1]
            changed |= _alike(low, high, self.place, chosen)
        return changed


@dataclass(frozen=True, slots=True)
class Larger(Largest):
    """The larger of two values; the test says whether the first is at most the second."""

    test: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (*self.of, self.test)

    def narrow(self, low: Ends, high: Ends) -> bool:
        changed = Largest.narrow(self, low, high)
        if low[self.test] == high[self.test]:
            chosen = self.of[1] if low[self.test] else self.of[0]
            changed |= _alike(low, high, self.place, chosen)
        return changed


def _alike(low: Ends, high: Ends, one: int, other: int) -> bool:
    """Narrow two places that hold the same value."""
    changed = _keep(low, high, one, low[other], high[other])
    return _keep(low, high, other, low[one], high[one]) or changed


@dataclass(frozen=True, slots=True)
class Floored(Tie):
    """A value times `times`, divided by `by`, the rest left away."""

    of: int
    times: int
    by: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        of, times, by = self.of, self.times, self.by
        changed = _keep(low, high, self.place, low[of] * times // by, high[of] * times // by)
        least = -(-low[self.place] * by // times)
        most = ((high[self.place] + 1) * by - 1) // times
        return _keep(low, high, of, least, most) or changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = low[self.of] * self.times // self.by, high[self.of] * self.times // self.by
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Moved(Tie):
    """A day moved by months; a shorter month's last day stands for a missing one."""

    of: int
    months: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def _there(self, day: int) -> int:
        return shift_day(day_of(day), self.months, 0).toordinal()

    def _back(self, day: int) -> int:
        return shift_day(day_of(day), -self.months, 0).toordinal()

    def narrow(self, low: Ends, high: Ends) -> bool:
        there = self._there
        changed = _keep(low, high, self.place, there(low[self.of]), there(high[self.of]))
        # The end of a shorter month comes from up to four days: look for the outermost.
        first, last = self._back(low[self.place]) - 4, self._back(high[self.place]) + 4
        first, last = max(first, low[self.of]), min(last, high[self.of])
        while first <= last and there(first) < low[self.place]:
            first += 1
        while first <= last and there(last) > high[self.place]:
            last -= 1
        return _keep(low, high, self.of, first, last) or changed

    def loose(self, low: Ends, high: Ends) -> bool:
        least, most = self._there(low[self.of]), self._there(high[self.of])
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class Either(Tie):
    """One of two values, by a truth."""

    test: int
    then: int
    otherwise: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.test, self.then, self.otherwise)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here, test, one, other = self.place, self.test, self.then, self.otherwise
        changed = False
        if low[test] != high[test]:
            if low[one] > high[here] or high[one] < low[here]:
                changed = _keep(low, high, test, 0, 0)
            elif low[other] > high[here] or high[other] < low[here]:
                changed = _keep(low, high, test, 1, 1)
            else:
                least, most = min(low[one], low[other]), max(high[one], high[other])
                return _keep(low, high, here, least, most)
        chosen = one if low[test] else other
        changed |= _keep(low, high, here, low[chosen], high[chosen])
        return _keep(low, high, chosen, low[here], high[here]) or changed

    def loose(self, low: Ends, high: Ends) -> bool:
        chosen = [self.then] if high[self.test] else []
        chosen += [] if low[self.test] else [self.otherwise]
        least, most = min([low[p] for p in chosen]), max([high[p] for p in chosen])
        return least < low[self.place] or most > high[self.place]


@dataclass(frozen=True, slots=True)
class AtMost(Tie):
    """Whether a value is at most a number."""

    of: int
    limit: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here, of, limit = self.place, self.of, self.limit
        changed = False
        if low[of] > limit:
            changed = _keep(low, high, here, 0, 0)
        elif high[of] <= limit:
            changed = _keep(low, high, here, 1, 1)
        if low[here] and high[of] > limit:
            return _keep(low, high, of, low[of], limit)
        if not high[here] and low[of] <= limit:
            return _keep(low, high, of, limit + 1, high[of])
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        return (low[self.place] == 1 and high[self.of] > self.limit) or (
            high[self.place] == 0 and low[self.of] <= self.limit
        )


@dataclass(frozen=True, slots=True)
class Equals(Tie):
    """Whether a value is exactly a number."""

    of: int
    number: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here, of, number = self.place, self.of, self.number
        if low[of] > number or high[of] < number:
            return _keep(low, high, here, 0, 0)
        changed = low[of] == high[of] and _keep(low, high, here, 1, 1)
        if low[here]:
            return _keep(low, high, of, number, number) or changed
        if not high[here]:
            if low[of] == number:
                return _keep(low, high, of, number + 1, high[of])
            if high[of] == number:
                return _keep(low, high, of, low[of], number - 1)
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        if low[self.place]:
            return low[self.of] != high[self.of]
        return high[self.place] == 0 and low[self.of] <= self.number <= high[self.of]


@dataclass(frozen=True, slots=True)
class Opposite(Tie):
    """Whether something does not hold."""

    of: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        changed = _keep(low, high, self.place, 1 - high[self.of], 1 - low[self.of])
        return _keep(low, high, self.of, 1 - high[self.place], 1 - low[self.place]) or changed

    def loose(self, low: Ends, high: Ends) -> bool:
        return 1 - high[self.of] < low[self.place] or 1 - low[self.of] > high[self.place]


@dataclass(frozen=True, slots=True)
class OneOf(Tie):
    """Whether a choice is one of some options."""

    of: int
    options: int

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        chosen, here = low[self.of], self.place
        changed = False
        if not chosen & self.options:
            changed = _keep(low, high, here, 0, 0)
        elif not chosen & ~self.options:
            changed = _keep(low, high, here, 1, 1)
        kept = chosen & self.options if low[here] else chosen
        kept = kept if high[here] else kept & ~self.options
        return _keep_bits(low, high, self.of, kept) or changed

    def loose(self, low: Ends, high: Ends) -> bool:
        chosen = low[self.of]
        return bool(
            (low[self.place] and chosen & ~self.options)
            or (not high[self.place] and chosen & self.options)
        )


@dataclass(frozen=True, slots=True)
class Listed(Tie):
    """Whether a choice is on a dated list of which it is not known which version was in force.

    versions: the bit of each version, with the options on it; a version without options named
              (None) may hold any.
    """

    of: int
    version: int
    versions: tuple[tuple[int, int | None], ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.of, self.version)

    def _can(self, chosen: int, options: int | None) -> tuple[bool, bool]:
        if options is None:
            return True, True
        return bool(chosen & options), bool(chosen & ~options)

    def narrow(self, low: Ends, high: Ends) -> bool:
        here, chosen = self.place, low[self.of]
        true = false = False
        kept = 0
        for bit, options in self.versions:
            if low[self.version] & bit:
                can, cannot = self._can(chosen, options)
                if (can and high[here]) or (cannot and not low[here]):
                    kept |= bit
                true, false = true or can, false or cannot
        changed = _keep_bits(low, high, self.version, kept)
        changed |= _keep(low, high, here, int(not false), int(true))
        alone = [options for bit, options in self.versions if low[self.version] == bit]
        if alone and alone[0] is not None and low[here] == high[here]:
            left = chosen & alone[0] if low[here] else chosen & ~alone[0]
            changed |= _keep_bits(low, high, self.of, left)
        return changed

    def loose(self, low: Ends, high: Ends) -> bool:
        if low[self.place] != high[self.place]:
            return False
        wrong = 0 if high[self.place] else 1
        possible = [options for bit, options in self.versions if low[self.version] & bit]
        return any(
            options is not None and self._can(low[self.of], options)[1 - wrong]
            for options in possible
        )


@dataclass(frozen=True, slots=True)
class Selected(Tie):
    """A parameter's value, which a day that is not known selects.

    dated: the value, or the bit of the version, with the first and the last day on which it may hold.
    free:  runs of days on which any value may have been in force.
    any:   the bit of "any value" where the values are bits; None where they are numbers.
    """

    day: int
    dated: tuple[tuple[int, int, int], ...]
    free: tuple[tuple[int, int], ...]
    any_bit: int | None = None

    @property
    def parts(self) -> tuple[int, ...]:
        return (self.day,)

    def narrow(self, low: Ends, high: Ends) -> bool:
        first, last = low[self.day], high[self.day]
        return self._bits(low, high, first, last) if self.any_bit else self._run(low, high)

    def _bits(self, low: Ends, high: Ends, first: int, last: int) -> bool:
        here, kept = self.place, 0
        days: list[tuple[int, int]] = []
        for bit, start, end in self.dated:
            if low[here] & bit and start <= last and end >= first:
                kept |= bit
                days.append((start, end))
        for start, end in self.free:
            if low[here] & (self.any_bit or 0) and start <= last and end >= first:
                kept |= self.any_bit or 0
                days.append((start, end))
        changed = _keep_bits(low, high, here, kept)
        return self._days(low, high, days) or changed

    def _run(self, low: Ends, high: Ends) -> bool:
        here, first, last = self.place, low[self.day], high[self.day]
        days = [(start, end) for start, end in self.free if start <= last and end >= first]
        any_value = bool(days)
        values = []
        for value, start, end in self.dated:
            if low[here] <= value <= high[here] and start <= last and end >= first:
                values.append(value)
                days.append((start, end))
        if not days:
            raise Cannot
        changed = not any_value and _keep(low, high, here, min(values), max(values))
        return self._days(low, high, days) or changed

    def _days(self, low: Ends, high: Ends, days: Sequence[tuple[int, int]]) -> bool:
        if not days:
            raise Cannot
        return _keep(
            low, high, self.day, min(start for start, _ in days), max(end for _, end in days)
        )

    def loose(self, low: Ends, high: Ends) -> bool:
        """Whether the day and the value do not yet settle each other."""
        first, last = low[self.day], high[self.day]
        if self.any_bit:
            alone = low[self.place] & (low[self.place] - 1) == 0
            runs = [(s, e) for bit, s, e in self.dated if low[self.place] & bit]
            runs += list(self.free) if low[self.place] & self.any_bit else []
            return not alone or not any(s <= first and last <= e for s, e in runs)
        if any(start <= first and last <= end for start, end in self.free):
            return False
        if low[self.place] != high[self.place]:
            return True
        return not any(
            value == low[self.place] and start <= first and last <= end
            for value, start, end in self.dated
        )

    def turns(self) -> list[int]:
        """The days on which what may be in force changes."""
        runs = [(start, end) for _, start, end in self.dated] + list(self.free)
        return sorted({start for start, _ in runs} | {end + 1 for _, end in runs})


@dataclass(frozen=True, slots=True)
class Every(Tie):
    """Whether all parts hold."""

    of: tuple[int, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return self.of

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        if low[here]:
            changed = False
            for part in self.of:
                if not low[part]:
                    changed |= _keep(low, high, part, 1, 1)
            return changed
        open_parts = []
        for part in self.of:
            if not high[part]:
                return _keep(low, high, here, 0, 0)
            if not low[part]:
                open_parts.append(part)
        if not open_parts:
            return _keep(low, high, here, 1, 1)
        if not high[here] and len(open_parts) == 1:
            return _keep(low, high, open_parts[0], 0, 0)
        return False

    def loose(self, low: Ends, high: Ends) -> bool:
        if low[self.place]:
            return not all(low[part] for part in self.of)
        return high[self.place] == 0 and all(high[part] for part in self.of)


@dataclass(frozen=True, slots=True)
class Some(Tie):
    """Whether some part holds."""

    of: tuple[int, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        return self.of

    def narrow(self, low: Ends, high: Ends) -> bool:
        here = self.place
        if not high[here]:
            changed = False
            for part in self.of:
                if high[part]:
                    changed |= _keep(low, high, part, 0, 0)
            return changed
        open_parts = []
        for part in self.of:
            if low[part]:
                return _keep(low, high, here, 1, 1)
            if high[part]:
                open_parts.append(part)
        if not open_parts:
            return _keep(low, high, here, 0, 0)
        if low[here] and len(open_parts) == 1:
            return _keep(low, high, open_parts[0], 1, 1)
        return False

    def loose(self, low: Ends, high: Ends) -> bool:
        if not high[self.place]:
            return any(high[part] for part in self.of)
        return low[self.place] == 1 and not any(low[part] for part in self.of)


def day_of(ordinal: int) -> date:
    """The day of an ordinal, held within the years 1 to 9999."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _keep_bits(low: Ends, high: Ends, place: int, kept: int) -> bool:
    if not kept:
        raise Cannot
    if kept == low[place]:
        return False
    low[place] = high[place] = kept
    return True
