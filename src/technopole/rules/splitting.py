"""What no completion of the missing answers can change, found by narrowing and by splitting cases.

Narrowing alone cannot see everything: that `x or not x` holds, or that two sums cannot both be
reached. Where it ends, an open case is split in two and each half narrowed again, until a completion
is found that shows what is asked, or every half is refuted. The budget counts steps, not time, so
that an answer is the same wherever it is computed; where it ends, the answer is wide but sound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

from technopole.rules.narrowing import ALWAYS, ANYWHERE, NEVER, UNBOUNDED, Amount, Residue
from technopole.rules.nodes import Node, Question
from technopole.rules.ranges import Answers, Numbers, Truth
from technopole.rules.ties import (
    AtMost,
    Cannot,
    Either,
    Equals,
    Every,
    Larger,
    Largest,
    Listed,
    Multiplied,
    OneOf,
    Opposite,
    Selected,
    Smaller,
    Smallest,
    Some,
    Source,
    Tie,
    Weighted,
)

__all__ = ["Outcome", "Weighed", "nearest", "outcomes", "weighed"]

_STEPS: Final = 6000  # narrowings of a tie for one decision: a few milliseconds
_STEPS_OF_ONE: Final = 3000  # and for one thing that is asked of it
_PATIENCE: Final = 3  # cuts that bring an end no closer
_ROUNDS: Final = 3  # of narrowing all ties, before a case is split
_BEYOND: Final = UNBOUNDED // 10**20  # what a rule makes of bounded answers stays far below it
_TRUTHS: Final = (AtMost, Equals, OneOf, Listed, Every, Some, Opposite)

Box = tuple[list[int], list[int]]
Wish = tuple[int, int, int]
"""A place with the least and the most that is asked of it; for bits, those that are kept, and 0."""
Pick = Callable[[Source, int, int], int]
Forms = dict[int, tuple[int, dict[int, int]]]
"""Places as a constant and whole multiples of others."""


@dataclass(frozen=True, slots=True)
class Cone:
    """What some places hang on.

    ties:     from the sources up.
    touching: for each place the ties that touch it.
    """

    ties: tuple[Tie, ...]
    touching: Mapping[int, Sequence[int]]
    _beside: list[tuple[int, ...] | None]

    def beside(self, number: int) -> tuple[int, ...]:
        """The other ties that touch a place of a tie."""
        found = self._beside[number]
        if found is None:
            tie = self.ties[number]
            near = dict.fromkeys(
                n for p in (tie.place, *tie.parts) for n in self.touching.get(p, ())
            )
            near.pop(number, None)
            found = self._beside[number] = tuple(near)
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all cases together allow.

    eligible: whether the test can hold, and whether it can fail.
    amounts:  for each award the range over the cases in which the test can hold; None when in none.
    """

    eligible: Truth
    amounts: tuple[Numbers | None, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What several tests together, each alone, and some amounts allow.

    eligible: whether all tests can hold, and whether one can fail.
    tests:    each test's truth by itself.
    amounts:  for each amount the range over the cases in which all tests hold; None when in none.
    hang_on:  for each test the open questions that it hangs on; none where it is settled.
    vary_by:  for each amount the open questions that it varies with; none where it is settled.
    """

    eligible: Truth
    tests: tuple[Truth, ...]
    amounts: tuple[Numbers | None, ...]
    hang_on: tuple[tuple[Question, ...], ...]
    vary_by: tuple[tuple[Question, ...], ...]


def outcomes(test: Node, awards: tuple[Node, ...], answers: Answers) -> Outcome:
    """The truth of a test and the ranges of its awards, as sharp as the budget allows."""
    found = weighed((test,), awards, answers)
    return Outcome(found.eligible, found.amounts)


def weighed(tests: Sequence[Node], amounts: Sequence[Node], answers: Answers) -> Weighed:
    """The truth of some tests together and each alone, and the ranges of amounts where all hold."""
    residue = Residue(answers)
    places = [residue.truth(test) for test in tests]
    found = [residue.amount(amount) for amount in amounts]
    objectives = [None if a.settled is not None else residue.place_of(a) for a in found]
    search = _Search(residue)
    search.try_the_ends()
    all_hold = [(place, 1, 1) for place in places if place != ALWAYS]
    can_hold = search.can(all_hold) if all_hold else True
    truths = [search.truth_of(place) for place in places]
    eligible = Truth(can_hold, any(truth.false for truth in truths))
    return Weighed(
        eligible,
        tuple(truths),
        tuple(
            search.span(amount, objective, all_hold) if can_hold else None
            for amount, objective in zip(found, objectives, strict=True)
        ),
        tuple(
            tuple(residue.asked([place])) if truth.true and truth.false else ()
            for place, truth in zip(places, truths, strict=True)
        ),
        tuple(
            () if objective is None else tuple(residue.asked([objective]))
            for objective in objectives
        ),
    )


def nearest(
    tests: Sequence[Node], answers: Answers, question: Question, current: Fraction | date
) -> list[Fraction | date]:
    """The answers to one open number or day, nearest to a current one, with which all tests can hold.

    One below and one above at most, the nearer first. Where the budget ends they may be too near.
    """
    residue = Residue(answers)
    places = [residue.truth(test) for test in tests]
    source = residue.source_of(question)
    if source is None:
        return []
    at, amount = source
    wishes = [(place, 1, 1) for place in places]
    search = _Search(residue)
    (_, weight), divisor = amount.terms[0], amount.divisor
    value = current.toordinal() if isinstance(current, date) else current
    step = (value * divisor - amount.constant) / weight  # where the current answer lies
    found: list[Fraction | date] = []
    for low, high, up in ((-UNBOUNDED, ceil(step) - 1, True), (floor(step) + 1, UNBOUNDED, False)):
        end = search.outermost(at, [*wishes, (at, low, high)], up=up)
        if end is not None:
            there = Fraction(amount.constant + weight * end, divisor)
            found.append(date.fromordinal(int(there)) if isinstance(current, date) else there)
    return sorted(found, key=lambda other: abs(_number(other) - value))


def _number(value: Fraction | date) -> Fraction:
    return Fraction(value.toordinal()) if isinstance(value, date) else value


class _Search:
    """Looks for completions that show something, within a budget of steps."""

    def __init__(self, residue: Residue) -> None:
        self._residue = residue
        self._left = _STEPS
        self._left_of_one = 0
        self._witnesses: list[list[int]] = []
        self._cones: dict[frozenset[int], Cone] = {}

    def try_the_ends(self) -> None:
        """Complete the case with the least and with the most of everything: that shows most of what can be."""
        residue = self._residue
        if residue.ties:
            ties, box = tuple(residue.ties), (residue.low, residue.high)
            found = (self._completed(ties, box, pick) for pick in (_lowest, _highest))
            self._witnesses += [one for one in found if one is not None]

    # ── What is asked ─────────────────────────────────────────────────────────────────────────

    def can(self, wishes: Sequence[Wish]) -> bool:
        """Whether some completion fulfils all wishes; yes also where the budget ends first."""
        residue = self._residue
        if any(
            low > residue.high[place] or high < residue.low[place] for place, low, high in wishes
        ):
            return False
        if any(_fulfils(seen, wishes) for seen in self._witnesses):
            return True
        return self._look(wishes) is not False

    def truth_of(self, place: int) -> Truth:
        """Whether a truth can hold, and whether it can fail."""
        if place in (NEVER, ALWAYS):
            return Truth(place == ALWAYS, place == NEVER)
        return Truth(self.can([(place, 1, 1)]), self.can([(place, 0, 0)]))

    def span(self, amount: Amount, objective: int | None, wishes: Sequence[Wish]) -> Numbers:
        """The range of an amount over the completions that fulfil all wishes."""
        if objective is None:
            value = Fraction(amount.constant, amount.divisor)
            return Numbers(value, value)
        narrowed = self._narrowed(self._cone(wishes, objective), wishes)
        low = self._outermost(objective, wishes, narrowed, up=False)
        high = self._outermost(objective, wishes, narrowed, up=True)
        beyond = _BEYOND * amount.divisor
        return Numbers(
            None if low is None or low < -beyond else Fraction(low, amount.divisor),
            None if high is None or high > beyond else Fraction(high, amount.divisor),
        )

    def outermost(self, at: int, wishes: Sequence[Wish], *, up: bool) -> int | None:
        """The outermost value of a place where all wishes are fulfilled; None where none is known.

        Cases are tried from the outermost on. Where the budget ends, what is left bounds it.
        """
        return self._outermost(at, wishes, self._narrowed(self._cone(wishes, at), wishes), up=up)

    def _outermost(
        self, at: int, wishes: Sequence[Wish], box: Box | None, *, up: bool
    ) -> int | None:
        """The same, in the box in which the wishes may be fulfilled."""
        cone = self._cone(wishes, at)
        self._left_of_one = _STEPS_OF_ONE
        end = 1 if up else 0
        best = self._seen(at, wishes, up=up)
        waiting, first = [] if box is None else [box], True
        # Items of a list cannot be told apart, so that to cut on around them mostly leads nowhere.
        patience = _PATIENCE if self._residue.of_any_item else _STEPS
        before: int | None = None
        while waiting:
            waiting.sort(key=lambda one: one[end][at], reverse=not up)
            box = waiting.pop()
            far = box[end][at]
            patience -= far == before
            before = far
            if best is not None and (far <= best if up else far >= best):
                return best
            if self._left_of_one <= 0 or self._left <= 0 or patience < 0:
                return far
            forms: Forms = {}
            _, terms = _linear(at, self._residue.tie_at, *box, forms)
            straight = self._straightened(cone, box, at, forms, up=up)
            if straight is not None:  # a closer end, at which the case is looked at again
                waiting.append(straight)
                continue
            cut = None if first else self._cut_widest(terms, box)
            if cut is None:
                there = self._narrowed(cone, [(at, far, far)], box)
                if there is not None and self._shown(cone, there, dive=first):
                    return far
                if best is None and self._shown(cone, box):
                    best = self._seen(at, wishes, up=up)
                first = False
                cut = self._cut_widest(terms, box) or self._halves(
                    cone.ties, box if there is None else there, also=at
                )
            if cut is None and there is not None and self._residue.of_any_item:
                return far  # it cannot be divided further, and may reach so far
            if cut is None:  # one case is left, and it does not reach so far
                cut = [(at, -ANYWHERE, far - 1) if up else (at, far + 1, ANYWHERE)]
            for wish in cut:
                half = self._narrowed(cone, [wish], box)
                if half is not None:
                    waiting.append(half)
        return best

    def _straightened(self, cone: Cone, box: Box, at: int, forms: Forms, *, up: bool) -> Box | None:
        """The box with a closer end of a place, where it is a sum of sources; None where it is close.

        Within a box most choices are settled, so that what is left of a rule is often linear: then
        amounts that come in twice, such as a share of a cost less a duty on it, cancel out; and what
        a condition says of their sum, such as the least that may be asked for, bounds them together.
        """
        low, high = box
        constant, terms = forms[at]
        self._spend(len(terms))
        corner = [
            (place, value, value)
            for place, weight in terms.items()
            for value in (high[place] if (weight > 0) is up else low[place],)
        ]
        ends = [_end(constant, terms, low, high, up=up)]
        for tie in cone.ties:
            if isinstance(tie, Weighted) and len(terms) > 1 and tie.loose(low, high):
                # This sum may not be all that its parts allow: count it as one, and the rest beside it.
                more, inner = _linear(tie.place, self._residue.tie_at, low, high, forms)
                rest = {place: terms.get(place, 0) - w for place, w in inner.items()}
                rest |= {place: w for place, w in terms.items() if place not in inner}
                beside = _end(constant - more, rest, low, high, up=up)
                ends.append(beside + (high[tie.place] if up else low[tie.place]))
        far = min(ends) if up else max(ends)
        if not (far < high[at] if up else far > low[at]):
            return None
        there = self._narrowed(cone, corner, box)
        if there is not None:
            self._shown(cone, there)
        return self._narrowed(cone, [(at, -ANYWHERE, far) if up else (at, far, ANYWHERE)], box)

    def _cut_widest(self, terms: Mapping[int, int], box: Box) -> list[Wish] | None:
        """A cut where a place varies the most, while something keeps it from being a sum of sources."""
        low, high = box
        tie_at = self._residue.tie_at
        ties = {place: tie for place in terms if (tie := tie_at[place]) is not None}
        if all(isinstance(tie, Source) for tie in ties.values()):
            return None
        widths = {place: abs(terms[place]) * (high[place] - low[place]) for place in ties}
        for place in sorted(widths, key=widths.__getitem__, reverse=True):
            tie = ties[place]
            cut = self._cut_source(tie, low, high)
            if cut is None:
                cut = self._cut(tie, low, high, set())
            if cut is not None:
                return cut
        return None

    def _seen(self, at: int, wishes: Sequence[Wish], *, up: bool) -> int | None:
        """The outermost value that some completion found so far has."""
        seen = [w[at] for w in self._witnesses if _fulfils(w, wishes)]
        return (max if up else min)(seen, default=None)

    # ── Search ────────────────────────────────────────────────────────────────────────────────

    def _look(self, wishes: Sequence[Wish]) -> bool | None:
        """Whether some completion fulfils the wishes; None where the budget ends first."""
        cone = self._cone(wishes)
        self._left_of_one = _STEPS_OF_ONE
        box = self._narrowed(cone, wishes)
        if box is not None and self._shown(cone, box, dive=True):
            return True
        waiting, undivided = [] if box is None else [box], False
        while waiting:
            if self._left_of_one <= 0 or self._left <= 0:
                return None
            box = waiting.pop()
            if self._shown(cone, box):
                return True
            cut = self._halves(cone.ties, box)
            undivided = undivided or cut is None
            for wish in cut or ():
                half = self._narrowed(cone, [wish], box)
                if half is not None:
                    waiting.append(half)
        return None if undivided else False

    def _cone(self, wishes: Sequence[Wish], *also: int) -> Cone:
        """What some places hang on: what lies beside cannot matter."""
        places = frozenset([*(place for place, _, _ in wishes), *also])
        if places not in self._cones:
            tie_at, reached, waiting = self._residue.tie_at, set[int](), list(places)
            while waiting:
                place = waiting.pop()
                tie = tie_at[place]
                if place not in reached and tie is not None:
                    reached.add(place)
                    waiting.extend(tie.parts)
            ties = tuple(tie for tie in self._residue.ties if tie.place in reached)
            touching: dict[int, list[int]] = {}
            for number, tie in enumerate(ties):
                if isinstance(tie, Source) and not tie.values:
                    continue  # it narrows nothing
                for place in (tie.place, *tie.parts):
                    touching.setdefault(place, []).append(number)
            self._cones[places] = Cone(ties, touching, [None] * len(ties))
        return self._cones[places]

    def _narrowed(self, cone: Cone, wishes: Sequence[Wish], box: Box | None = None) -> Box | None:
        """The box in which the wishes may be fulfilled; None when they cannot."""
        start = (self._residue.low, self._residue.high) if box is None else box
        low, high = start[0].copy(), start[1].copy()
        for place, least, most in wishes:
            if self._is_bits(place):
                low[place] = high[place] = low[place] & least
                if not low[place]:
                    return None
                continue
            low[place], high[place] = max(low[place], least), min(high[place], most)
            if low[place] > high[place]:
                return None
        try:
            self._settle(cone, [place for place, _, _ in wishes], low, high)
        except Cannot:
            return None
        return low, high

    def _settle(self, cone: Cone, places: Sequence[int], low: list[int], high: list[int]) -> None:
        """Narrow what some places touch, and what that touches, until nothing moves any more."""
        ties = cone.ties
        queued = bytearray(len(ties))
        waiting: deque[int] = deque()
        for place in places:
            for number in cone.touching.get(place, ()):
                if not queued[number]:
                    queued[number] = 1
                    waiting.append(number)
        most = done = _ROUNDS * len(ties)
        try:
            while waiting and done:
                done -= 1
                number = waiting.popleft()
                queued[number] = 0
                if ties[number].narrow(low, high):
                    for other in cone.beside(number):
                        if not queued[other]:
                            queued[other] = 1
                            waiting.append(other)
        finally:
            self._spend(most - done)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        self._left_of_one -= steps

    def _is_bits(self, place: int) -> bool:
        tie = self._residue.tie_at[place]
        return isinstance(tie, Source) and tie.bits

    def _shown(self, cone: Cone, box: Box, *, dive: bool = False) -> bool:
        """Whether a completion at an end or in the middle of the box fulfils what is asked."""
        for pick in (_lowest, _highest, _middle):
            found = self._completed(cone.ties, box, pick)
            if found is None and dive:
                found = self._dived(cone, box, pick)
            if found is not None:
                self._witnesses.append(self._whole(cone.ties, found))
                return True
        return False

    def _dived(self, cone: Cone, box: Box, pick: Pick) -> list[int] | None:
        """A completion found by settling one source after another, each narrowing the rest."""
        for tie in cone.ties:
            if not isinstance(tie, Source) or self._left_of_one <= 0:
                continue
            low, high = box
            place = tie.place
            if low[place] == high[place] and not (tie.bits and low[place] & (low[place] - 1)):
                continue
            for first in (pick, _lowest if pick is _highest else _highest):
                value = first(tie, low[place], high[place])
                settled = self._narrowed(cone, [(place, value, value)], box)
                if settled is not None:
                    box = settled
                    break
            else:
                return None
        return self._completed(cone.ties, box, pick)

    def _completed(self, ties: tuple[Tie, ...], box: Box, pick: Pick) -> list[int] | None:
        """One completion within the box, if it fulfils what is asked."""
        low, high = box[0].copy(), box[1].copy()
        self._spend(2 * len(ties))
        try:
            for tie in ties:
                if isinstance(tie, Source):
                    place = tie.place
                    low[place] = high[place] = pick(tie, low[place], high[place])
                tie.narrow(low, high)
                if isinstance(tie, Listed) and low[tie.place] != high[tie.place]:
                    # On a list that nobody knows it may be or not, as is best.
                    low[tie.place] = high[tie.place] = 0 if pick is _lowest else 1
            for tie in ties:
                if tie.loose(low, high):
                    return None
        except Cannot:
            return None
        return low

    def _whole(self, ties: tuple[Tie, ...], found: list[int]) -> list[int]:
        """A completion with the values of everything that was left aside."""
        if len(ties) == len(self._residue.ties):
            return found
        low, high = self._residue.low.copy(), self._residue.high.copy()
        for tie in ties:
            low[tie.place] = high[tie.place] = found[tie.place]
        whole = self._completed(tuple(self._residue.ties), (low, high), _lowest)
        assert whole is not None  # noqa: S101  nothing is asked of what was left aside
        return whole

    # ── Splitting ─────────────────────────────────────────────────────────────────────────────

    def _halves(
        self, ties: tuple[Tie, ...], box: Box, *, also: int | None = None
    ) -> list[Wish] | None:
        """Two halves of a box that together are all of it, cut where it helps most.

        also: a place that is to be settled too, besides what is asked.
        """
        low, high = box
        self._spend(len(ties))
        loose = [tie for tie in ties if tie.loose(low, high)]
        # A day that selects a value matters only where the value does.
        loose.sort(key=lambda tie: isinstance(tie, Selected))
        aimed = None if also is None else self._residue.tie_at[also]
        if aimed is not None:
            loose.append(aimed)
        seen: set[int] = set()  # what lies below one and cannot be cut need not be looked at again
        for tie in loose:
            cut = self._cut(tie, low, high, seen)
            if cut is None and isinstance(tie, Source):
                cut = self._cut_source(tie, low, high)
            if cut is not None:
                return cut
        return None

    def _may_cut(self, place: int) -> bool:
        return place not in self._residue.of_any_item

    def _cut(self, tie: Tie, low: list[int], high: list[int], seen: set[int]) -> list[Wish] | None:
        """Where to cut below a tie: truths first, then options and values, then numbers."""
        if isinstance(tie, Selected):
            cut = self._cut_day(tie, low, high)
            if cut is not None:
                return cut
        for part in tie.parts:
            truth = isinstance(self._residue.tie_at[part], _TRUTHS)
            truth = truth or (isinstance(tie, Either) and part == tie.test)
            if truth and low[part] != high[part] and self._may_cut(part):
                return [(part, 0, 0), (part, 1, 1)]
        if isinstance(tie, Smallest | Largest):
            cut = self._cut_least(tie, low, high)
            if cut is not None:
                return cut
        for part in tie.parts:
            below = self._residue.tie_at[part]
            if below is None or part in seen:
                continue
            seen.add(part)
            cut = self._cut_source(below, low, high)
            if cut is None and not isinstance(below, Source):
                cut = self._cut(below, low, high, seen)
            if cut is not None:
                return cut
        return None

    def _cut_day(self, tie: Selected, low: list[int], high: list[int]) -> list[Wish] | None:
        """A parameter whose day is open: cut its values, then the day where they change."""
        source = self._residue.tie_at[tie.place]
        assert isinstance(source, Source)  # noqa: S101
        first, last = low[tie.day], high[tie.day]
        turns = [turn for turn in tie.turns() if first < turn <= last]
        if turns and self._may_cut(tie.day):
            turn = turns[len(turns) // 2]
            return _both(tie.day, turn - 1)
        return self._cut_source(source, low, high)

    def _cut_least(
        self, tie: Smallest | Largest, low: list[int], high: list[int]
    ) -> list[Wish] | None:
        """Cut one part where it would be the outermost: at the end that is asked, or at a settled part."""
        end = high[tie.place] if isinstance(tie, Smallest) else low[tie.place] - 1
        turns = [end, *(low[part] for part in tie.of if low[part] == high[part])]
        for turn in turns:
            for part in tie.of:
                if low[part] <= turn < high[part] and self._may_cut(part):
                    return _both(part, turn)
        return None

    def _cut_source(self, tie: Tie, low: list[int], high: list[int]) -> list[Wish] | None:
        if not isinstance(tie, Source) or not self._may_cut(tie.place):
            return None
        place = tie.place
        if tie.bits:
            bits = low[place]
            one = bits & -bits
            return None if bits == one else [(place, one, 0), (place, ~one, 0)]
        if low[place] == high[place]:
            return None
        values = [value for value in tie.values if low[place] <= value <= high[place]]
        if tie.counts and not low[place]:
            half = 0  # without an item nothing is said of any
        elif len(values) > 1:
            half = values[(len(values) - 1) // 2]
        else:
            half = (low[place] + high[place]) // 2
        return _both(place, half)


def _end(
    constant: int, terms: Mapping[int, int], low: Sequence[int], high: Sequence[int], *, up: bool
) -> int:
    """The outermost value of a sum of whole multiples."""
    return constant + sum(
        weight * (high[place] if (weight > 0) is up else low[place])
        for place, weight in terms.items()
    )


def _linear(
    place: int,
    tie_at: Sequence[Tie | None],
    low: Sequence[int],
    high: Sequence[int],
    seen: Forms,
) -> tuple[int, dict[int, int]]:
    """A place as a constant and whole multiples of others, as far as choices are settled in a box."""
    if place in seen:
        return seen[place]
    tie = tie_at[place]
    found: tuple[int, dict[int, int]] = (0, {place: 1})
    if low[place] == high[place]:
        found = (low[place], {})
    elif isinstance(tie, Weighted):
        constant, terms = tie.constant, dict[int, int]()
        for part, weight in tie.terms:
            more, inner = _linear(part, tie_at, low, high, seen)
            constant += weight * more
            for below, times in inner.items():
                terms[below] = terms.get(below, 0) + weight * times
        found = (constant, {below: weight for below, weight in terms.items() if weight})
    elif tie is not None and (same := _same_as(tie, low, high)) is not None:
        found = _linear(same, tie_at, low, high, seen)
    elif isinstance(tie, Multiplied):
        for part, times in ((tie.one, tie.other), (tie.other, tie.one)):
            if low[times] == high[times]:
                more, inner = _linear(part, tie_at, low, high, seen)
                factor = low[times]
                found = (factor * more, {below: factor * w for below, w in inner.items()})
                break
    seen[place] = found
    return found


def _same_as(tie: Tie, low: Sequence[int], high: Sequence[int]) -> int | None:
    """The part that a tie's place equals in a box, if its choice is settled there."""
    match tie:
        case Either(test=test, then=then, otherwise=otherwise) if low[test] == high[test]:
            return then if low[test] else otherwise
        case Smaller(of=(one, other), test=test) if low[test] == high[test]:
            return one if low[test] else other
        case Larger(of=(one, other), test=test) if low[test] == high[test]:
            return other if low[test] else one
        case Smallest(of=parts):
            below = [p for p in parts if all(high[p] <= low[q] for q in parts if q != p)]
            return below[0] if below else None
        case Largest(of=parts):
            above = [p for p in parts if all(low[p] >= high[q] for q in parts if q != p)]
            return above[0] if above else None
        case _:
            return None


def _both(place: int, below: int) -> list[Wish]:
    """What is at most a value, and what is above it."""
    return [(place, -ANYWHERE, below), (place, below + 1, ANYWHERE)]


def _fulfils(found: Sequence[int], wishes: Sequence[Wish]) -> bool:
    return all(low <= found[place] <= high for place, low, high in wishes)


# ── Picking ───────────────────────────────────────────────────────────────────────────────────


def _lowest(tie: Source, low: int, high: int) -> int:  # noqa: ARG001
    return low & -low if tie.bits else low


def _highest(tie: Source, low: int, high: int) -> int:
    return 1 << (low.bit_length() - 1) if tie.bits else high


def _middle(tie: Source, low: int, high: int) -> int:
    if tie.bits:
        return low & -low
    if tie.values:
        inside = [value for value in tie.values if low <= value <= high]
        return inside[len(inside) // 2]
    return (low + high) // 2
