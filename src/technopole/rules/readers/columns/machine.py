"""A small machine for programs in whole numbers, compiled by Numba once for all schemes.

Its code is data: one row an operation, done on a whole block of rows at a time. A scheme that is new
or amended therefore compiles nothing. A block's numbers stay in the nearest caches, and each
operation is a plain loop that a processor does eight to sixty-four rows at once.

A row of code is `operation, target, a, b, c, k`. Operands are registers of a block's length, or columns
of the table (`operand_of`). Registers and columns of numbers have 64 bits, those of truths and codes 8,
columns of days 32. An end that is unbounded is
±INFINITY. Nothing here checks bounds: `assembly` has proved them.
"""

# ruff: noqa: PLR0917  what Numba compiles takes its arguments by position

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum, auto
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "BLOCK",
    "INFINITY",
    "MISSING",
    "MISSING_CODE",
    "MISSING_DAY",
    "UNBOUNDED",
    "Array",
    "Do",
    "compiled",
    "operand_of",
    "run",
]  # fmt: skip

Array = npt.NDArray[Any]

BLOCK: Final = 4096
INFINITY: Final = 2**62
MISSING: Final = -(2**63)
MISSING_DAY: Final = -(2**31)
MISSING_CODE: Final = 63
"""What stands for an unanswered number, day, and choice or truth."""
UNBOUNDED: Final = -1
"""The high end of an award that nothing bounds."""
EPOCH: Final = 719_163
"""The ordinal of 1970-01-01: days come in as days since then."""
_LAST_DAY: Final = 3_652_059


class Do(IntEnum):
    """The operations: `t` is the target, `a`, `b`, `c` are operands, `k` is a constant."""

    # Numbers from numbers.
    FILL = 0  # t = k
    NUMBER_OR = auto()  # t = a, or k where it is missing
    ADD = auto()  # t = a + b
    ADD_CONSTANT = auto()  # t = a + k
    NEGATE = auto()  # t = -a
    MULTIPLY = auto()  # t = a * b
    MULTIPLY_ENDS = auto()  # t = a * b, where zero times infinity is zero
    MULTIPLY_CONSTANT = auto()  # t = a * k
    LEAST = auto()  # t = the lesser of a and b
    LEAST_CONSTANT = auto()  # t = the lesser of a and k
    GREATEST = auto()  # t = the greater of a and b
    GREATEST_CONSTANT = auto()  # t = the greater of a and k
    DIVIDE = auto()  # t = a // k, where neither a nor the quotient is below zero or huge
    DIVIDE_ANY = auto()  # t = a // k
    DIVIDE_UP = auto()  # t = -(-a // k)
    UNLESS_ENDLESS = auto()  # t = b, or a where a is infinite
    CLAMP = auto()  # t = a + k, a day within the days that there are

    # Numbers from something else.
    DAY = auto()  # t = the day in column a
    DAY_OR = auto()  # t = the day in column a, or k where it is missing
    OPTIONS = auto()  # t = the bit of the code in column a, or the bits k where it is missing
    PICK = auto()  # t = a where truth c holds, else b
    MOVE = auto()  # t = the day a moved by table k
    DATED = auto()  # t = the value of table k on day a
    DATED_LEAST = auto()  # t = the least value of table k from day a to day b
    DATED_MOST = auto()  # t = the largest value of table k from day a to day b
    DATED_ALWAYS = auto()  # t = the bits of table k that are set on every day from a to b
    DATED_EVER = auto()  # t = the bits of table k that are set on some day from a to b

    # Truths from numbers.
    BELOW = auto()  # t = a < b
    AT_MOST = auto()  # t = a <= b
    EQUAL = auto()  # t = a == b
    BELOW_CONSTANT = auto()  # t = a < k
    AT_MOST_CONSTANT = auto()  # t = a <= k
    ABOVE_CONSTANT = auto()  # t = a > k
    AT_LEAST_CONSTANT = auto()  # t = a >= k
    EQUAL_CONSTANT = auto()  # t = a == k
    SOME_OF = auto()  # t = whether bits a and bits k meet
    SOME_OF_DATED = auto()  # t = whether bits a and bits b meet
    ONLY_DATED = auto()  # t = whether all bits a are bits b

    # Truths from truths.
    SAY = auto()  # t = k
    BOTH = auto()  # t = a and b
    EITHER = auto()  # t = a or b
    NOT = auto()  # t = not a
    DIFFER = auto()  # t = whether a and b differ
    PICK_TRUTH = auto()  # t = a where c holds, else b

    # Truths from columns of codes or of days.
    ONE_OF = auto()  # t = whether the code in column a is a bit of k
    ONE_OF_DATED = auto()  # t = whether the code in column a is a bit of number b
    IS_CODE = auto()  # t = whether the code in column a is k
    IS_NOT_CODE = auto()  # t = whether the code in column a is not k
    NO_DAY = auto()  # t = whether the day in column a is missing

    # What becomes of a block.
    CERTAIN = auto()  # truth t = t, and whether day a lies outside of all runs of table k
    STOP = auto()  # leave the block open unless truth a holds in every row
    COUNT = auto()  # tallies[k] += how often truth a holds
    COUNT_ALL = auto()  # tallies[k] += how many rows there are
    ANSWER = (
        auto()
    )  # eligible = no, yes or unknown, by truths a (surely) and b (maybe); counted from k on
    STORE = auto()  # result k = number a where truth c holds, else 0
    STORE_END = auto()  # the same, UNBOUNDED where a is infinite; tallies[b] counts these


def operand_of(number: int, *, column: bool) -> int:
    """A register, or a column, by its number."""
    return number * 2 + column


_numba: Any = import_module("numba")
_compiled: Final = _numba.njit(nogil=True, error_model="numpy")
_within: Final = _numba.njit(nogil=True, error_model="numpy", inline="always")


def _place(at: Array, operand: int, begin: int) -> int:
    """Where an operand begins: a register, or a column's part of a block."""
    number = operand >> 1
    return at[number + 1] + begin if operand & 1 else at[0] + number * BLOCK  # type: ignore[no-any-return]


def _segment(starts: Array, day: int) -> int:
    """The place of the last start that is not after a day."""
    n = 0
    while n + 1 < len(starts) and starts[n + 1] <= day:
        n += 1
    return n


def _dated(t: Array, days: Array, starts: Array, values: Array) -> None:
    """The value of each day; only changes between the block's first and last day cost time."""
    first = days[0]
    last = days[0]
    for i in range(len(t)):
        first = min(first, days[i])
        last = max(last, days[i])
    n = segment(starts, first)
    value = values[n]
    for i in range(len(t)):
        t[i] = value
    n += 1
    while n < len(starts) and starts[n] <= last:
        start, value = starts[n], values[n]
        for i in range(len(t)):
            t[i] = value if days[i] >= start else t[i]
        n += 1


def _over(starts: Array, values: Array, first: int, last: int, way: int) -> int:
    """A value over a run of days: its least, its largest, the bits always set, the bits ever set."""
    n = segment(starts, first)
    found = values[n]
    n += 1
    while n < len(starts) and starts[n] <= last:
        value = values[n]
        if way == 0:
            found = min(found, value)
        elif way == 1:
            found = max(found, value)
        elif way == 2:
            found &= value
        else:
            found |= value
        n += 1
    return found  # type: ignore[no-any-return]


def _dated_over(
    t: Array, firsts: Array, lasts: Array, starts: Array, values: Array, way: int
) -> None:
    """The value of each run of days; most are a day alone, and done as days are."""
    dated(t, firsts, starts, values)
    for i in range(len(t)):
        if firsts[i] != lasts[i]:
            t[i] = over(starts, values, firsts[i], lasts[i], way)


def _certain(t: Array, days: Array, runs: Array) -> None:
    """Whether no day lies in one of the runs, each given by its first and its last day."""
    for n in range(0, len(runs), 2):
        first, last = runs[n], runs[n + 1]
        for i in range(len(t)):
            t[i] &= (days[i] < first) | (days[i] > last)


def _divide(t: Array, a: Array, by: int) -> None:
    """A quotient guessed in floats, which a processor does eight at a time, and mended in whole numbers.

    While the quotient is below 2**50 the guess is off by one at most, and the rest tells which way.
    """
    inverse = 1.0 / by
    for i in range(len(t)):
        guess = np.int64(np.float64(a[i]) * inverse)
        rest = a[i] - guess * by
        t[i] = guess - 1 if rest < 0 else guess + 1 if rest >= by else guess


def _multiply_ends(t: Array, a: Array, b: Array) -> None:
    for i in range(len(t)):
        endless = (abs(a[i]) >= INFINITY) | (abs(b[i]) >= INFINITY)
        infinite = INFINITY if (a[i] > 0) == (b[i] > 0) else -INFINITY
        product = infinite if endless else a[i] * b[i]
        t[i] = 0 if (a[i] == 0) | (b[i] == 0) else product


def _numbers(do: int, k: int, t: Array, a: Array, b: Array) -> None:  # noqa: C901, PLR0912
    """Numbers from numbers."""
    size = len(t)
    if do == Do.FILL:
        for i in range(size):
            t[i] = k
    elif do == Do.NUMBER_OR:
        for i in range(size):
            t[i] = k if a[i] == MISSING else a[i]
    elif do == Do.ADD:
        for i in range(size):
            t[i] = a[i] + b[i]
    elif do == Do.ADD_CONSTANT:
        for i in range(size):
            t[i] = a[i] + k
    elif do == Do.NEGATE:
        for i in range(size):
            t[i] = -a[i]
    elif do == Do.MULTIPLY:
        for i in range(size):
            t[i] = a[i] * b[i]
    elif do == Do.MULTIPLY_ENDS:
        multiply_ends(t, a, b)
    elif do == Do.MULTIPLY_CONSTANT:
        for i in range(size):
            t[i] = a[i] * k
    elif do == Do.LEAST:
        for i in range(size):
            t[i] = min(a[i], b[i])
    elif do == Do.LEAST_CONSTANT:
        for i in range(size):
            t[i] = min(a[i], k)
    elif do == Do.GREATEST:
        for i in range(size):
            t[i] = max(a[i], b[i])
    elif do == Do.GREATEST_CONSTANT:
        for i in range(size):
            t[i] = max(a[i], k)
    elif do == Do.DIVIDE:
        divide(t, a, k)
    elif do == Do.DIVIDE_ANY:
        for i in range(size):
            t[i] = a[i] // k
    elif do == Do.DIVIDE_UP:
        for i in range(size):
            t[i] = -(-a[i] // k)
    elif do == Do.UNLESS_ENDLESS:
        for i in range(size):
            t[i] = a[i] if (a[i] >= INFINITY) | (a[i] <= -INFINITY) else b[i]
    elif do == Do.CLAMP:
        for i in range(size):
            t[i] = max(1, min(a[i] + k, _LAST_DAY))


def _comparisons(do: int, k: int, t: Array, a: Array, b: Array) -> None:  # noqa: C901, PLR0912
    """Truths from numbers."""
    size = len(t)
    if do == Do.BELOW:
        for i in range(size):
            t[i] = a[i] < b[i]
    elif do == Do.AT_MOST:
        for i in range(size):
            t[i] = a[i] <= b[i]
    elif do == Do.EQUAL:
        for i in range(size):
            t[i] = a[i] == b[i]
    elif do == Do.BELOW_CONSTANT:
        for i in range(size):
            t[i] = a[i] < k
    elif do == Do.AT_MOST_CONSTANT:
        for i in range(size):
            t[i] = a[i] <= k
    elif do == Do.ABOVE_CONSTANT:
        for i in range(size):
            t[i] = a[i] > k
    elif do == Do.AT_LEAST_CONSTANT:
        for i in range(size):
            t[i] = a[i] >= k
    elif do == Do.EQUAL_CONSTANT:
        for i in range(size):
            t[i] = a[i] == k
    elif do == Do.SOME_OF:
        for i in range(size):
            t[i] = (a[i] & k) != 0
    elif do == Do.SOME_OF_DATED:
        for i in range(size):
            t[i] = (a[i] & b[i]) != 0
    elif do == Do.ONLY_DATED:
        for i in range(size):
            t[i] = (a[i] & ~b[i]) == 0


def _truths(  # noqa: C901
    do: int, k: int, t: Array, a: Array, b: Array, c: Array
) -> None:  # fmt: skip
    """Truths from truths."""
    size = len(t)
    if do == Do.SAY:
        for i in range(size):
            t[i] = k
    elif do == Do.BOTH:
        for i in range(size):
            t[i] = a[i] & b[i]
    elif do == Do.EITHER:
        for i in range(size):
            t[i] = a[i] | b[i]
    elif do == Do.NOT:
        for i in range(size):
            t[i] = a[i] ^ 1
    elif do == Do.DIFFER:
        for i in range(size):
            t[i] = a[i] ^ b[i]
    elif do == Do.PICK_TRUTH:
        for i in range(size):
            t[i] = (c[i] & a[i]) | ((c[i] ^ 1) & b[i])


def _answers(eligible: Array, surely: Array, maybe: Array) -> None:
    for i in range(len(eligible)):
        eligible[i] = (maybe[i] << 1) - (surely[i] & maybe[i])


def _count(truths: Array) -> Any:
    found = np.int64(0)
    for i in range(len(truths)):
        found += np.int64(truths[i])
    return found


def run(  # noqa: C901, PLR0912, PLR0915  one arm a kind of operation
    code: Array, numbers: Array, number_at: Array, days: Array, day_at: Array, codes: Array,
    code_at: Array, starts: Array, values: Array,
    runs: Array, moves: Array, places: Array, eligible: Array, amounts: Array, left: Array,
    tallies: Array, spread: int, first: int, origin: int, only_left: bool,
) -> int:  # fmt: skip
    """Run code over some rows, a block at a time; gives how many blocks it left open.

    numbers, days, codes: memory in which the registers and the columns lie, anywhere.
    number_at, …:         where: first the registers, then each column's first row.
    starts, values, runs, moves: the tables, each kind end to end; table k is `places[k]`.
    eligible:       one for each row; they are the columns' rows from `first` on.
    amounts:        results end to end, each `spread` long; row 0 of the columns goes to `origin`.
    left:           for each block whether it is open; with `only_left` only those are run.
    """
    open_blocks = 0
    rows = len(eligible)
    for block in range((rows + BLOCK - 1) // BLOCK):
        if only_left and left[block] == 0:
            continue
        size = min(BLOCK, rows - block * BLOCK)
        begin = first + block * BLOCK
        left[block] = 0
        for step in range(len(code)):
            do, target, k = code[step, 0], code[step, 1], code[step, 5]
            one, other, third = code[step, 2], code[step, 3], code[step, 4]
            if do <= Do.CLAMP:
                numbers_of(
                    do, k, numbers[place(number_at, target, begin) :][:size],
                    numbers[place(number_at, one, begin) :][:size],
                    numbers[place(number_at, other, begin) :][:size],
                )  # fmt: skip
            elif do < Do.BELOW:
                t = numbers[place(number_at, target, begin) :][:size]
                if do == Do.DAY:
                    day = days[place(day_at, one, begin) :][:size]
                    for i in range(size):
                        t[i] = np.int64(day[i]) + EPOCH
                elif do == Do.DAY_OR:
                    day = days[place(day_at, one, begin) :][:size]
                    for i in range(size):
                        t[i] = k if day[i] == MISSING_DAY else np.int64(day[i]) + EPOCH
                elif do == Do.OPTIONS:
                    option = codes[place(code_at, one, begin) :][:size]
                    for i in range(size):
                        bit = 1 << np.int64(option[i])
                        t[i] = k if option[i] == MISSING_CODE else bit
                else:
                    a = numbers[place(number_at, one, begin) :][:size]
                    from_, to = places[k, 0], places[k, 1]
                    if do == Do.PICK:
                        b = numbers[place(number_at, other, begin) :][:size]
                        c = codes[place(code_at, third, begin) :][:size]
                        for i in range(size):
                            all_bits = -np.int64(c[i])
                            t[i] = (a[i] & all_bits) | (b[i] & ~all_bits)
                    elif do == Do.MOVE:
                        table = moves[from_:to]
                        before, most = table[0] - 1, len(table) - 1
                        for i in range(size):
                            t[i] = table[max(1, min(a[i] - before, most))]
                    elif do == Do.DATED:
                        dated(t, a, starts[from_:to], values[from_:to])
                    else:
                        b = numbers[place(number_at, other, begin) :][:size]
                        way = do - Do.DATED_LEAST
                        dated_over(t, a, b, starts[from_:to], values[from_:to], way)
            elif do < Do.SAY:
                comparisons_of(
                    do, k, codes[place(code_at, target, begin) :][:size],
                    numbers[place(number_at, one, begin) :][:size],
                    numbers[place(number_at, other, begin) :][:size],
                )  # fmt: skip
            elif do < Do.ONE_OF:
                truths_of(
                    do, k, codes[place(code_at, target, begin) :][:size],
                    codes[place(code_at, one, begin) :][:size],
                    codes[place(code_at, other, begin) :][:size],
                    codes[place(code_at, third, begin) :][:size],
                )  # fmt: skip
            elif do < Do.CERTAIN:
                holds = codes[place(code_at, target, begin) :][:size]
                if do == Do.NO_DAY:
                    day = days[place(day_at, one, begin) :][:size]
                    for i in range(size):
                        holds[i] = day[i] == MISSING_DAY
                else:
                    option = codes[place(code_at, one, begin) :][:size]
                    if do == Do.ONE_OF:
                        for i in range(size):
                            holds[i] = (k >> np.int64(option[i])) & 1
                    elif do == Do.IS_CODE:
                        for i in range(size):
                            holds[i] = option[i] == k
                    elif do == Do.IS_NOT_CODE:
                        for i in range(size):
                            holds[i] = option[i] != k
                    else:
                        b = numbers[place(number_at, other, begin) :][:size]
                        for i in range(size):
                            holds[i] = (b[i] >> np.int64(option[i])) & 1
            elif do == Do.CERTAIN:
                a = numbers[place(number_at, one, begin) :][:size]
                certain(
                    codes[place(code_at, target, begin) :][:size],
                    a,
                    runs[places[k, 0] : places[k, 1]],
                )
            elif do == Do.STOP:
                if count(codes[place(code_at, one, begin) :][:size]) < size:
                    left[block] = 1
                    open_blocks += 1
                    break
            elif do == Do.COUNT:
                tallies[k] += count(codes[place(code_at, one, begin) :][:size])
            elif do == Do.COUNT_ALL:
                tallies[k] += size
            elif do == Do.ANSWER:
                surely = codes[place(code_at, one, begin) :][:size]
                maybe = codes[place(code_at, other, begin) :][:size]
                answers(eligible[block * BLOCK :][:size], surely, maybe)
                yes, possible = count(surely), count(maybe)
                tallies[k] += size - possible
                tallies[k + 1] += yes
                tallies[k + 2] += possible - yes
            else:
                a = numbers[place(number_at, one, begin) :][:size]
                c = codes[place(code_at, third, begin) :][:size]
                amount = amounts[k * spread + origin + begin :][:size]
                if do == Do.STORE:
                    for i in range(size):
                        amount[i] = a[i] if c[i] else 0
                else:
                    endless = np.int64(0)
                    for i in range(size):
                        above = (a[i] >= INFINITY) & (c[i] != 0)
                        amount[i] = UNBOUNDED if above else a[i] if c[i] else 0
                        endless += np.int64(above)
                    tallies[other] += endless
    return open_blocks


def compiled(cache: str) -> Callable[..., int]:
    """`run`, compiled when first called, or taken from a folder; "" where nothing may be kept."""
    before = _numba.config.CACHE_DIR
    _numba.config.CACHE_DIR = cache or before
    try:
        made: Callable[..., int] = _numba.njit(nogil=True, error_model="numpy", cache=bool(cache))(
            run
        )
    finally:
        _numba.config.CACHE_DIR = before
    return made


place: Final = _compiled(_place)
segment: Final = _compiled(_segment)
dated: Final = _compiled(_dated)
over: Final = _compiled(_over)
dated_over: Final = _compiled(_dated_over)
certain: Final = _compiled(_certain)
divide: Final = _compiled(_divide)
multiply_ends: Final = _compiled(_multiply_ends)
numbers_of: Final = _within(_numbers)
comparisons_of: Final = _within(_comparisons)
truths_of: Final = _within(_truths)
answers: Final = _compiled(_answers)
count: Final = _compiled(_count)
