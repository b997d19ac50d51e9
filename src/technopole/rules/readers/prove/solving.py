"""Asking the solver, within a budget, and reading its answers twice.

An answer is bounded by steps of work, which are the same on every machine, and by time, in case a
machine is slow. A case that it finds is computed again on the plain rule before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import floor
from time import monotonic
from typing import Any, Final

import z3

from technopole.evidence.wording import Text
from technopole.rules.readers.prove.encoding import CannotEncode, Encoding, Items, Reading
from technopole.rules.readers.prove.plain import Case, NotPossible

__all__ = ["Answer", "Budget", "Claim", "Found", "Query", "ask", "greatest_cents", "least_cents"]

Expression = Any

# The solver's searches have long tails: what one does not find in a second another finds at once.
# So several are begun, each from another seed, the first ones short. A step is a unit of the
# solver's own work, the same on every machine; a second is some million of them.
_SEARCHES: Final = ((1, 0.3, 300_000), (2, 0.3, 300_000), (3, 0.6, 600_000), (4, 1.5, 2_000_000))


class Found(Enum):
    """Whether there is a case."""

    YES = "yes"
    NO = "no"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work may go into one question, and when all must be done.

    patience: how much longer than usual one question may take; a factor.
    until:    by the clock that only goes forward (`time.monotonic`); None for no end.
    """

    patience: int = 1
    until: float | None = None

    @property
    def searches(self) -> Sequence[tuple[int, float, int]]:
        """The searches that a question is worth: a seed, seconds and steps for each."""
        return [(seed, s * self.patience, steps * self.patience) for seed, s, steps in _SEARCHES]

    def left(self, seconds: float) -> float:
        """Of so many seconds those that are left before all must be done."""
        return seconds if self.until is None else min(seconds, self.until - monotonic())


@dataclass(frozen=True, slots=True)
class Claim:
    """What is sought, told to the solver: what must hold, in which readings."""

    holds: Sequence[Expression]
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Query:
    """A search for a case.

    claim:   what is sought, in the unknowns of an encoding.
    confirm: whether cases really are what was sought, by the plain rule.
    """

    claim: Callable[[Encoding], Claim]
    confirm: Callable[[Sequence[Case]], bool]


_NOTHING_SAID: Final = Text("", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a search.

    cases:  one for each reading, where some were found.
    reason: why nothing can be told, where nothing can.
    """

    found: Found
    cases: tuple[Case, ...] = ()
    reason: Text = _NOTHING_SAID


TOO_HARD: Final = Text("too hard for the time given", "在所給時間內未能完成")
_LONG_LISTS: Final = Text("long lists are only known by their sums", "長清單只知其總和")
_NOT_CONFIRMED: Final = Text(
    "the case found does not hold up on the rule itself", "所得個案與規則本身不符"
)


def ask(query: Query, budget: Budget) -> Answer:
    """Search for a case: one that is real, or the certainty that there is none, or neither.

    First exactly. Where a case might owe itself to a long list's sums, again with real lists;
    where the solver gives up, again with numbers off their steps, which can only prove.
    """
    try:
        answer, abstract = _asked(query, Encoding(), budget)
        if answer.found is Found.YES and abstract:
            for items in (Items.FEW, Items.FULL):
                answer, _ = _asked(query, Encoding(items=items), budget)
                if answer.found is not Found.NO:
                    return answer
            return Answer(Found.UNTOLD, reason=_LONG_LISTS)
        if answer.found is Found.UNTOLD:
            easier, _ = _asked(query, Encoding(grid=False), budget)
            if easier.found is Found.NO:
                return easier
    except CannotEncode as error:
        return Answer(Found.UNTOLD, reason=error.says)
    return answer


def _asked(query: Query, encoding: Encoding, budget: Budget) -> tuple[Answer, bool]:
    """One search, and whether its encoding took long lists as sums."""
    claim = query.claim(encoding)
    found, model = check(encoding, claim.holds, budget)
    if found is Found.UNTOLD:
        return Answer(found, reason=TOO_HARD), encoding.abstract
    if found is Found.NO:
        return Answer(found), encoding.abstract
    if encoding.abstract or not encoding.grid:
        return Answer(found), encoding.abstract  # not a case yet, and not asked to be
    cases = tuple(reading.case(model) for reading in claim.readings)
    try:
        held = query.confirm(cases)
    except NotPossible:
        held = False
    if not held:
        return Answer(Found.UNTOLD, reason=_NOT_CONFIRMED), encoding.abstract
    return Answer(Found.YES, cases), encoding.abstract


def check(encoding: Encoding, holds: Sequence[Expression], budget: Budget) -> tuple[Found, Any]:
    """Whether all of these can hold at once, and a model if so."""
    for seed, seconds, steps in budget.searches:
        solver = _solver(encoding, holds, seed)
        found, model = _outcome(solver, budget.left(seconds), steps)
        if found is not Found.UNTOLD:
            return found, model
    return Found.UNTOLD, None


def _solver(encoding: Encoding, holds: Sequence[Expression], seed: int) -> Any:
    solver = z3.Solver(ctx=encoding.context)
    solver.set("random_seed", seed)
    solver.add(*encoding.limits, *holds)
    return solver


def _outcome(solver: Any, seconds: float, steps: int) -> tuple[Found, Any]:
    if seconds <= 0:
        return Found.UNTOLD, None
    solver.set("rlimit", steps)
    solver.set("timeout", max(1, int(seconds * 1000)))
    outcome = solver.check()
    if outcome == z3.sat:
        return Found.YES, solver.model()
    return (Found.NO if outcome == z3.unsat else Found.UNTOLD), None


# ── The least and the greatest ────────────────────────────────────────────────────────────────


def greatest_cents(
    encoding: Encoding, holds: Sequence[Expression], amount: Expression, budget: Budget
) -> tuple[int | None, bool]:
    """The greatest whole number of cents that an amount, floored, comes to where all of these hold.

    Returns it and True; None and True where there is no greatest; a lower bound of it and False
    where the solver cannot tell. At least one case must be known to exist.
    """
    cents = z3.ToInt(amount * 100)
    return _furthest(encoding, holds, cents, budget)


def least_cents(
    encoding: Encoding, holds: Sequence[Expression], amount: Expression, budget: Budget
) -> tuple[int | None, bool]:
    """The least whole number of cents, as `greatest_cents` gives the greatest."""
    cents = z3.ToInt(amount * 100)
    found, sure = _furthest(encoding, holds, -cents, budget)
    return (None if found is None else -found), sure


_BEYOND: Final = 10**24  # cents; more than any rule gives, so whoever gets there has no end


def _furthest(
    encoding: Encoding, holds: Sequence[Expression], whole: Expression, budget: Budget
) -> tuple[int | None, bool]:
    """The greatest value of a whole number: by growing steps, then by halving what is left."""
    seed, seconds, steps = budget.searches[0]
    solver = _solver(encoding, holds, seed)
    found, model = _outcome(solver, budget.left(seconds), steps)
    if found is Found.UNTOLD:
        found, model = check(encoding, holds, budget)
    if found is not Found.YES:
        return None, False
    low = model.eval(whole, model_completion=True).as_long()
    high: int | None = None  # a value that it cannot reach
    lead = 1
    while high is None or high - low > 1:
        goal = low + lead if high is None else (low + high) // 2
        if goal > _BEYOND:
            return None, True
        solver.push()
        solver.add(whole >= goal)
        found, model = _outcome(solver, budget.left(seconds), steps)
        if found is Found.UNTOLD:  # from the beginning the solver has more ways than step by step
            found, model = check(encoding, [*holds, whole >= goal], budget)
        if found is Found.UNTOLD:
            return low, False
        if found is Found.YES:
            low = model.eval(whole, model_completion=True).as_long()
            lead *= 16
        else:
            high = goal
            solver.pop()
    return low, True


def floored(amount: Fraction) -> Fraction:
    """An amount as it is paid: held at nothing, and floored to the cent."""
    return Fraction(floor(max(Fraction(0), amount) * 100), 100)
