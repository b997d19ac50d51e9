"""One pass over some rows: every scheme asked for, over the same columns while they are near.

A pass lays the columns of a slice of rows side by side, and runs the code of each scheme on them.
What a scheme's code is depends on what the rows leave open; it is assembled when first met.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from technopole.rules.readers.columns import machine
from technopole.rules.readers.columns.assembly import (
    Code,
    Input,
    Place,
    Register,
    Tallies,
    bank_of,
    code_of,
    code_of_total,
    reached,
    total_input,
)
from technopole.rules.readers.columns.machine import (
    BLOCK,
    INFINITY,
    MISSING,
    MISSING_CODE,
    MISSING_DAY,
    Array,
    Do,
    operand_of,
)
from technopole.rules.transforms.integers import (
    Column,
    Given,
    GivenOfItem,
    Program,
    Ref,
    Totalled,
)

__all__ = ["Items", "Pass", "Rows", "Verdicts", "cache_folder"]

_SLICE: Final = 16 * BLOCK
_REGISTERS: Final = 256
_MOST_CODES: Final = 512
_MISSING: Final = {"numbers": MISSING, "days": MISSING_DAY, "codes": MISSING_CODE}
_TYPES: Final[dict[str, type]] = {"numbers": np.int64, "days": np.int32, "codes": np.uint8}


# ── What goes in and what comes out ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a list over some rows, end to end.

    start, count: where a row's items begin and how many there are, -1 where the list is not answered.
    fields:       the answers of each field; one more at the end, missing.
    """

    start: Array
    count: Array
    fields: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answers of some rows as whole numbers, days since 1970 and codes, with what is missing marked.

    columns:    by question; a question without a column is answered in no row.
    incomplete: the questions with a column that some row leaves open.
    """

    size: int
    columns: Mapping[str, Array]
    incomplete: frozenset[str]
    lists: Mapping[str, Items]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What becomes of rows under one scheme; a pass fills a part of it.

    eligible: 0 no, 1 yes, 2 unknown.
    amounts:  for each award its low, then its high end, in hundredths of its unit: 0 where the answer
              is no, -1 for a high end where nothing bounds it.
    """

    eligible: Array
    amounts: Array

    @classmethod
    def of(cls, program: Program, rows: int) -> Verdicts:
        """Room for so many rows."""
        return cls(np.empty(rows, np.uint8), np.empty((2 * len(program.awards), rows), np.int64))

    def copy_lows(self, begin: int, end: int) -> None:
        """High ends where nothing is open: the low ones."""
        for award in range(0, len(self.amounts), 2):
            self.amounts[award + 1, begin:end] = self.amounts[award, begin:end]


# ── A pass ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Linked:
    """Code with its addresses, and its tables end to end."""

    steps: Array
    starts: Array
    values: Array
    runs: Array
    moves: Array
    places: Array


class _Span:
    """Some memory as NumPy's array interface describes it."""

    def __init__(self, address: int, length: int, type_: str) -> None:
        self.__array_interface__ = {
            "data": (address, False), "shape": (length,), "typestr": type_, "version": 3,
        }  # fmt: skip


class _Memory(NamedTuple):
    """Where a bank's registers and columns lie, from the lowest address on.

    The view spans whatever lies between them, which is never touched: so columns are read where
    they are, and none is copied. `arrays` keeps them alive.
    """

    view: Array
    at: Array
    arrays: tuple[Array, ...]

    @classmethod
    def over(cls, arrays: Sequence[Array]) -> _Memory:
        """Some arrays of one type."""
        starts = [array.ctypes.data for array in arrays]
        size = arrays[0].itemsize
        lowest = min(starts)
        length = (
            max(s + array.nbytes for s, array in zip(starts, arrays, strict=True)) - lowest
        ) // size
        at = np.array([(start - lowest) // size for start in starts], np.int64)
        return cls(np.asarray(_Span(lowest, length, arrays[0].dtype.str)), at, tuple(arrays))


class _Layout:
    """Which column of its bank each input is."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self.places: dict[Input, int] = {}
        counts = dict.fromkeys(_TYPES, 0)
        for place in dict.fromkeys(inputs):
            self.places[place] = counts[place.bank]
            counts[place.bank] += 1

    def operand(self, place: Place | int | None) -> int:
        """An operand as the machine takes it; a plain number stays one."""
        if isinstance(place, Register):
            if place.number >= _REGISTERS:
                raise ValueError("A scheme needs more registers than the machine has. Split it.")
            return operand_of(place.number, column=False)
        if isinstance(place, Input):
            return operand_of(self.places[place], column=True)
        return 0 if place is None else place

    def memory(
        self, columns: Mapping[str, Array], rows: int, room: Mapping[str, Array]
    ) -> dict[str, _Memory]:
        """The registers and columns of some rows; a column that the table lacks is all missing."""
        banks = {bank: [room[bank]] for bank in _TYPES}
        for place in self.places:
            found = columns.get(place.name)
            banks[place.bank].append(
                _nothing(place.bank, rows)
                if found is None
                else np.ascontiguousarray(found[:rows], _TYPES[place.bank])
            )
        return {bank: _Memory.over(arrays) for bank, arrays in banks.items()}

    def linked(self, code: Code) -> _Linked:
        """Code as the machine takes it."""
        first_table = {Do.CERTAIN: len(code.dated), Do.MOVE: len(code.dated) + len(code.runs)}
        steps = [
            [
                int(step.do),
                *(self.operand(one) for one in (step.target, step.a, step.b, step.c)),
                step.k + first_table.get(step.do, 0),
            ]
            for step in code.steps
        ]
        tables = ([values for _, values in code.dated], code.runs, code.moves)
        places = [bounds for kind in tables for bounds in _bounds(kind)]
        return _Linked(
            np.array(steps, np.int64).reshape(-1, 6),
            _flat((starts for starts, _ in code.dated), np.int64),
            _flat((values for _, values in code.dated), np.int64),
            _flat(code.runs, np.int64),
            _flat(code.moves, np.int32),
            np.array(places or [(0, 0)], np.int64),
        )


def _registers() -> dict[str, Array]:
    """Room to work in; one for each thread."""
    return {bank: np.empty(_REGISTERS * BLOCK, type_) for bank, type_ in _TYPES.items()}


@lru_cache(maxsize=16)
def _nothing(bank: str, rows: int) -> Array:
    """A column that is missing in every row; it is only read."""
    return np.full(max(rows, 1), _MISSING[bank], _TYPES[bank])


def _bounds(tables: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    found, end = [], 0
    for table in tables:
        found.append((end, end + len(table)))
        end += len(table)
    return found


def _flat(tables: Iterable[Sequence[int]], type_: type) -> Array:
    return np.array([one for table in tables for one in table] or [0], type_)


class _Codes:
    """The code of one scheme, or of one total, for each way in which rows leave something open."""

    def __init__(self, layout: _Layout, assembled: Callable[[frozenset[str], bool], Code]) -> None:
        self.layout = layout
        self.assembled = assembled
        self.linked: dict[tuple[frozenset[str], bool], _Linked] = {}

    def code(self, incomplete: frozenset[str], *, certain: bool) -> _Linked:
        """The code for rows that leave these open."""
        key = (incomplete, certain)
        found = self.linked.get(key)
        if found is None:
            if len(self.linked) >= _MOST_CODES:
                self.linked.clear()
            found = self.layout.linked(self.assembled(incomplete, certain))
            self.linked[key] = found
        return found


class _Total:
    """A sum over a list: worked out item by item, then added up, before the scheme itself."""

    def __init__(self, program: Program, ref: Ref) -> None:
        does = program.lines[ref].does
        assert isinstance(does, Totalled)  # noqa: S101
        self.does = does
        self.listed = program.lists[does.items]
        self.names = {what: total_input(program, ref, what) for what in ("low", "high", "missing")}
        read = {program.lines[one].does for one in reached(program, does.each)}
        self.fields = [
            self.listed.fields[n] for n in sorted({o.column for o in read if isinstance(o, GivenOfItem)})
        ]  # fmt: skip
        columns = [*self.fields, *(program.columns[o.column] for o in read if isinstance(o, Given))]
        inputs = [Input(bank_of(column), column.name) for column in columns]
        for other in reached(program, does.each):
            if isinstance(program.lines[other].does, Totalled):
                inputs += [
                    Input("numbers", total_input(program, other, end)) for end in ("low", "high")
                ]
        self.layout = _Layout(inputs)
        self.codes = _Codes(
            self.layout, lambda incomplete, _: code_of_total(program, ref, incomplete)
        )

    def add_up(
        self, rows: Rows, columns: dict[str, Array], incomplete: set[str], room: Mapping[str, Array]
    ) -> None:
        """Both ends of the sum as columns, and whether something of it is missing."""
        items = rows.lists.get(self.listed.name) or _no_items(self.fields, rows.size)
        unknown = items.count < 0
        taken = items.count if self.does.most is None else np.minimum(items.count, self.does.most)
        counts = np.where(unknown, 1, taken)
        ends = np.cumsum(counts)
        row_of = np.repeat(np.arange(rows.size), counts)
        place = np.arange(len(row_of)) + np.repeat(items.start - (ends - counts), counts)
        of_item, missing = self._columns(items, columns, row_of, place, unknown)
        lows, highs = self._each(of_item, incomplete, missing, len(row_of), room)
        low, high = _added(lows, ends, counts), _added(highs, ends, counts)
        limit = self.does.limit
        low = np.where(unknown, np.minimum(0, _times(low, limit)), low)
        high = np.where(unknown, np.maximum(0, _times(high, limit)), high)
        columns[self.names["low"]], columns[self.names["high"]] = low, high
        some = [_missing(column, of_item[column.name]) for column in self.fields]
        lacks = np.zeros(len(row_of), bool) if not some else np.logical_or.reduce(some)
        columns[self.names["missing"]] = (_added(lacks, ends, counts) > 0).astype(
            np.uint8
        ) | unknown
        if not np.array_equal(low, high):
            incomplete |= {self.names["low"], self.names["high"]}

    def _columns(
        self, items: Items, columns: Mapping[str, Array], row_of: Array, place: Array, unknown: Array
    ) -> tuple[dict[str, Array], set[str]]:  # fmt: skip
        """What the items answer, and what their rows do, one for each item; and what some lack."""
        found: dict[str, Array] = {}
        missing: set[str] = set()
        for column in self.fields:
            answers = items.fields[column.name]
            found[column.name] = answers[np.where(unknown[row_of], len(answers) - 1, place)]
            if _missing(column, found[column.name]).any():
                missing.add(column.name)
        for column_place in self.layout.places:
            name = column_place.name
            if name not in found and name in columns:
                found[name] = columns[name][row_of]
            elif name not in found:
                missing.add(name)
        return found, missing

    def _each(
        self, of_item: Mapping[str, Array], incomplete: set[str], missing: set[str], count: int,
        room: Mapping[str, Array],
    ) -> tuple[Array, Array]:  # fmt: skip
        """Both ends of what each item adds."""
        names = {place.name for place in self.layout.places}
        linked = self.codes.code(frozenset(names & (incomplete | missing)), certain=False)
        amounts = np.empty((2, count), np.int64)
        memory = self.layout.memory(of_item, count, room)
        _run(linked, memory, np.empty(count, np.uint8), amounts, tallies=np.zeros(1, np.int64))
        return amounts[0], amounts[1]


def _no_items(fields: Sequence[Column], rows: int) -> Items:
    """A list that is answered in no row."""
    missing: dict[str, Array] = {
        column.name: np.full(1, _MISSING[bank_of(column)], _TYPES[bank_of(column)])
        for column in fields
    }
    return Items(np.zeros(rows, np.int64), np.full(rows, -1, np.int64), missing)


def _missing(column: Column, answers: Array) -> Array:
    found: Array = answers == _MISSING[bank_of(column)]
    return found


def _added(each: Array, ends: Array, counts: Array) -> Array:
    """The sums over runs that end at `ends`; infinite where some part is."""
    if each.dtype == bool:
        each = each.astype(np.int64)
    infinite = np.abs(each) >= INFINITY
    so_far = np.concatenate(([0], np.cumsum(np.where(infinite, 0, each))))
    total: Array = so_far[ends] - so_far[ends - counts]
    if infinite.any():
        signs = np.concatenate(([0], np.cumsum(np.where(infinite, np.sign(each), 0))))
        sign = signs[ends] - signs[ends - counts]
        total = np.where(sign == 0, total, np.where(sign > 0, INFINITY, -INFINITY))
    return total


def _times(value: Array, factor: int) -> Array:
    product: Array = np.where(np.abs(value) >= INFINITY, value, value * factor)
    return product


class Pass:
    """Some schemes over the same columns.

    given: the questions and judgements that the table has columns for.
    """

    def __init__(self, programs: Sequence[Program], given: frozenset[str]) -> None:
        self.programs = tuple(programs)
        judged = [tuple(n for n in program.judgements if n in given) for program in programs]
        totals = [
            [n for n, line in enumerate(program.lines) if isinstance(line.does, Totalled)]
            for program in programs
        ]
        self.names = [
            frozenset(column.name for column in program.columns)
            | {total_input(program, total, "low") for total in of_program}
            for program, of_program in zip(programs, totals, strict=True)
        ]
        self.absent = frozenset(c.name for p in programs for c in p.columns) - given
        inputs = [Input(bank_of(c), c.name) for program in programs for c in program.columns]
        inputs += [Input("codes", name) for names in judged for name in names]
        for program, of_program in zip(programs, totals, strict=True):
            for total in of_program:
                inputs += [
                    Input("numbers", total_input(program, total, end)) for end in ("low", "high")
                ]
                inputs.append(Input("codes", total_input(program, total, "missing")))
        self.layout = _Layout(inputs)
        self.codes = [
            _Codes(self.layout, _assembled(program, names))
            for program, names in zip(programs, judged, strict=True)
        ]
        self.totals = [
            _Total(program, total)
            for program, of_program in zip(programs, totals, strict=True)
            for total in of_program
        ]

    def room(self) -> dict[str, Array]:
        """Room to work in, one for each thread."""
        return _registers()

    def tallies(self) -> list[Array]:
        """Where to count for each scheme; one for each thread."""
        return [np.zeros(Tallies(program).size, np.int64) for program in self.programs]

    def run(
        self, rows: Rows, verdicts: Sequence[Verdicts], origin: int, room: Mapping[str, Array],
        tallies: Sequence[Array],
    ) -> list[bool]:  # fmt: skip
        """Answer some rows into the verdicts from `origin` on, and count.

        Gives for each scheme whether some row had something open; where none had, high ends are
        left alone: they are the low ones.
        """
        columns, incomplete = dict(rows.columns), set(rows.incomplete | self.absent)
        for total in self.totals:
            total.add_up(rows, columns, incomplete, room)
        memory = self.layout.memory(columns, rows.size, room)
        still_open = [frozenset(names & incomplete) for names in self.names]
        some_open = [False] * len(self.programs)
        for begin in range(0, rows.size, _SLICE):
            end = min(begin + _SLICE, rows.size)
            for n, one in enumerate(verdicts):
                was_open = self._answer(
                    n, still_open[n], memory, one, between=(begin, end), origin=origin,
                    tallies=tallies[n],
                )  # fmt: skip
                if was_open and not some_open[n]:
                    one.copy_lows(origin, origin + begin)
                    some_open[n] = True
                elif some_open[n] and not was_open:
                    one.copy_lows(origin + begin, origin + end)
        return some_open

    def _answer(
        self, number: int, incomplete: frozenset[str], memory: Mapping[str, _Memory], one: Verdicts,
        *, between: tuple[int, int], origin: int, tallies: Array,
    ) -> bool:  # fmt: skip
        """One scheme over a slice; gives whether something was open."""
        begin, end = between
        left = np.zeros(_SLICE // BLOCK, np.uint8)
        eligible = one.eligible[origin + begin : origin + end]
        codes = self.codes[number]
        if not incomplete:
            linked = codes.code(incomplete, certain=True)
            if not _run(
                linked,
                memory,
                eligible,
                one.amounts,
                tallies=tallies,
                begin=begin,
                origin=origin,
                left=left,
            ):
                return False
            one.copy_lows(origin + begin, origin + end)
        linked = codes.code(incomplete, certain=False)
        _run(
            linked, memory, eligible, one.amounts, tallies=tallies, begin=begin, origin=origin,
            left=left, only_left=not incomplete,
        )  # fmt: skip
        return True


def _assembled(program: Program, judged: tuple[str, ...]) -> Callable[[frozenset[str], bool], Code]:
    return lambda incomplete, certain: code_of(program, incomplete, judged, certain=certain)


def _run(
    linked: _Linked, memory: Mapping[str, _Memory], eligible: Array, amounts: Array, *,
    tallies: Array, begin: int = 0, origin: int = 0, left: Array | None = None,
    only_left: bool = False,
) -> int:  # fmt: skip
    """Run the machine over the rows of `eligible`, from row `begin` on; gives how many blocks it left open."""
    numbers, days, codes = memory["numbers"], memory["days"], memory["codes"]
    if left is None:
        left = np.zeros(-(-len(eligible) // BLOCK), np.uint8)
    return _machine()(
        linked.steps, numbers.view, numbers.at, days.view, days.at, codes.view, codes.at,
        linked.starts, linked.values, linked.runs, linked.moves, linked.places, eligible,
        amounts.reshape(-1), left, tallies, amounts.shape[1], begin, origin, only_left,
    )  # fmt: skip


# ── The machine, and what is kept of it ───────────────────────────────────────────────────────


def cache_folder() -> Path:
    """Where the compiled machine is kept: `technopole/kernels` in the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return base / "technopole" / "kernels"


@lru_cache(maxsize=1)
def _machine() -> Callable[..., int]:
    """The machine, compiled when first called or taken from the cache."""
    try:
        return machine.compiled(_kept_in(cache_folder()))
    except RuntimeError:  # Numba found no place that it can keep it in
        return machine.compiled("")


def _kept_in(folder: Path) -> str:
    """The folder, if it is the user's alone, for Numba trusts what it finds there; else nothing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.stat()
    except OSError:
        return ""
    alone = about.st_uid == os.geteuid() and not stat.S_IMODE(about.st_mode) & 0o077
    return str(folder) if alone and os.access(folder, os.W_OK) else ""
