"""A table through the machine: read, checked, answered in chunks by all processors, put together."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Final

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from technopole.rules.answers import read_answers
from technopole.rules.language import Consistency, Scheme
from technopole.rules.nodes import Kind, Question, walk
from technopole.rules.ranges import Answer, truth_of
from technopole.rules.readers.columns.asked import questions_of
from technopole.rules.readers.columns.assembly import Tallies
from technopole.rules.readers.columns.files import Batch, batches, scanned
from technopole.rules.readers.columns.machine import (
    MISSING,
    MISSING_CODE,
    MISSING_DAY,
    UNBOUNDED,
    Array,
)
from technopole.rules.readers.columns.passes import Items, Pass, Rows, Verdicts
from technopole.rules.readers.columns.reading import (
    TYPES,
    Listed,
    Source,
    TableRefused,
    Whole,
    fault_of,
    matched,
    read_column,
    said,
)
from technopole.rules.readers.columns.results import (
    ELIGIBLE,
    Assessment,
    BadRow,
    ConditionCount,
    Counts,
)
from technopole.rules.transforms.integers import Program, lowered, lowered_tests

__all__ = ["Assessor", "prepare"]

_CHUNK: Final = 2**18
_FILE_BATCH: Final = 2**16
"""Rows of a file that are answered at once; each core holds a batch, and one more waits."""
_LEAST_CHUNK: Final = 2**14
_MOST_TOLD: Final = 1000
_REFUSED: Final = 3  # what stands in place of an answer in a row that is bad
_SAID: Final = [pl.lit(answer, dtype=ELIGIBLE) for answer in ELIGIBLE.categories]
_EPOCH: Final = date(1970, 1, 1).toordinal()
_NOTHING: Final[Mapping[int, str]] = {}


@cache
def prepare() -> None:
    """Compile the machine, or take it from the cache, before anybody waits for it; once a process."""
    tests = lowered_tests("nothing", [])
    passing = Pass([tests], frozenset())
    row = Rows(1, {}, frozenset(), {})  # over no rows the machine would not run
    passing.run(row, [Verdicts.of(tests, 1)], 0, passing.room(), passing.tallies())


@dataclass(frozen=True, slots=True)
class _Room:
    """What one thread works in, and counts in."""

    registers: Mapping[str, Array]
    tallies: list[Array]


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of rows that is done.

    open_to: for each scheme whether some row had something open.
    bad:     whether some row is bad.
    """

    begin: int
    end: int
    open_to: list[bool]
    bad: bool


class Assessor:
    """Some schemes prepared for tables with certain columns; good for one table."""

    def __init__(
        self, schemes: Sequence[Scheme], schema: Mapping[str, pl.DataType], on: date,
        consistency: Sequence[Consistency], questions: Iterable[Question], *,
        programs: Sequence[Program] = (),
    ) -> None:  # fmt: skip
        self.schemes = tuple(schemes)
        self.on = on
        self.programs = tuple(programs) or tuple(lowered(scheme) for scheme in schemes)
        asked = {question.name: question for question in questions_of(self.schemes)}
        tested = {c.name: _questions(c) for c in consistency}
        known = {q.name: q for group in tested.values() for q in group}
        known |= {question.name: question for question in questions} | asked
        self.sources, self.carried = matched(schema, known.values())
        given = frozenset(source.question.name for source in self.sources)
        self.honest = tuple(c for c in consistency if given & {q.name for q in tested[c.name]})
        wanted = {q.name for c in self.honest for q in tested[c.name]} | set(asked)
        self.days: dict[str, Answer] = {n: on for n in wanted if known[n].about.today}
        self.today = self.days.keys() - given
        self.sources = tuple(s for s in self.sources if s.question.name in wanted)
        self.main = Pass(self.programs, given.union(self.today))
        tests = lowered_tests("consistency", [(c.name, c.test) for c in self.honest])
        self.tests = Pass([tests], given.union(self.today))
        self.rooms: SimpleQueue[_Room] = SimpleQueue()
        self.all_rooms: list[_Room] = []
        self.lock = Lock()
        self.bad: list[BadRow] = []
        self.bad_rows = 0
        self.rows = 0

    # ── Tables and files ──────────────────────────────────────────────────────────────────────

    def table(self, frame: pl.DataFrame, progress: Callable[[int], None] | None) -> Assessment:
        """A table in memory."""
        verdicts = [Verdicts.of(program, len(frame)) for program in self.programs]
        workers = os.cpu_count() or 1
        size = min(_CHUNK, max(_LEAST_CHUNK, -(-len(frame) // workers)))
        with ThreadPoolExecutor(workers) as pool:
            parts = list(
                pool.map(
                    lambda begin: self.part(
                        frame.slice(begin, size), begin, verdicts, begin, progress=progress
                    ),
                    range(0, len(frame), size),
                )
            )
        return self.assessment(self.verdicts(frame, verdicts, parts))

    def file(self, source: Path, out: Path, progress: Callable[[int], None] | None) -> Assessment:
        """A table that is read, answered and written batch by batch: only a few are held at once."""
        types = scanned(source).collect_schema()
        schema = {name: types[name] for name in self.carried} | dict(self.result_types())

        def of_batch(batch: Batch) -> pl.DataFrame:
            verdicts = [Verdicts.of(program, len(batch.frame)) for program in self.programs]
            part = self.part(
                batch.frame, batch.first, verdicts, 0, progress=progress, ragged=batch.ragged
            )
            return self.verdicts(batch.frame, verdicts, [part])

        def answered(*_: object) -> Iterator[pl.DataFrame]:
            workers = os.cpu_count() or 1
            ahead: deque[Future[pl.DataFrame]] = deque()
            with ThreadPoolExecutor(workers) as pool:
                for batch in batches(source, _FILE_BATCH):
                    ahead.append(pool.submit(of_batch, batch))
                    if len(ahead) > workers:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()

        results = register_io_source(answered, schema=schema)
        match out.suffix.lower():
            case ".parquet":
                results.sink_parquet(out, row_group_size=_FILE_BATCH)
            case ".csv":
                results.sink_csv(out)
            case _:
                raise TableRefused([f"{out.name}: give a file that ends in .parquet or .csv."])
        return self.assessment(pl.DataFrame(schema=schema))

    def result_types(self) -> Iterator[tuple[str, pl.DataType]]:
        """The columns of results, by name."""
        for program in self.programs:
            yield f"{program.code}.eligible", ELIGIBLE
            for award, _ in program.awards:
                yield f"{program.code}.{award}.low", pl.Int64()
                yield f"{program.code}.{award}.high", pl.Int64()

    # ── A run of rows ─────────────────────────────────────────────────────────────────────────

    def part(
        self, frame: pl.DataFrame, first: int, verdicts: Sequence[Verdicts], origin: int, *,
        progress: Callable[[int], None] | None = None, ragged: Mapping[int, str] = _NOTHING,
    ) -> _Part:  # fmt: skip
        """Answer some rows into the verdicts from `origin` on.

        first:  how many rows of the table come before them.
        ragged: of these rows those that could not be read at all, and why.
        """
        with self.room() as room:
            rows, good = self.good_rows(frame, first, room, ragged)
            if good is None:
                open_to = self.main.run(rows, verdicts, origin, room.registers, room.tallies)
            else:
                open_to = self.scattered(rows, good, verdicts, origin, room)
        with self.lock:
            self.rows += len(frame)
            done = self.rows
        if progress is not None:
            progress(done)
        return _Part(origin, origin + len(frame), open_to, good is not None)

    @contextmanager
    def room(self) -> Iterator[_Room]:
        """Room for one thread, used again."""
        try:
            room = self.rooms.get_nowait()
        except Empty:
            room = _Room(self.main.room(), self.main.tallies())
            with self.lock:
                self.all_rooms.append(room)
        try:
            yield room
        finally:
            self.rooms.put(room)

    def good_rows(
        self, frame: pl.DataFrame, first: int, room: _Room, ragged: Mapping[int, str]
    ) -> tuple[Rows, Array | None]:
        """The rows whose answers can be taken and do not contradict themselves, and which they are.

        None where all are good, as they mostly are; else the bad ones are listed.
        """
        read = self.read(frame)
        bad = {source: found.bad for source, found in read.items() if found.bad is not None}
        good: Array | None = None
        kept = frame
        if bad or ragged:
            good = np.ones(len(frame), bool)
            for mask in bad.values():
                good &= ~mask.to_numpy()
            good[list(ragged)] = False
            unread = (BadRow(first + row + 1, "", says) for row, says in ragged.items())
            self.tell(chain(unread, self.faults(frame, first, bad)), int((~good).sum()))
            kept = frame.filter(pl.Series(good))
            read = self.read(kept)
        rows = self.as_rows(read, len(kept))
        if not self.honest:
            return rows, good
        verdict = Verdicts.of(self.tests.programs[0], len(kept))
        self.tests.run(rows, [verdict], 0, room.registers, self.tests.tallies())
        lying = verdict.eligible == 0
        if not lying.any():
            return rows, good
        place = np.arange(len(frame)) if good is None else np.flatnonzero(good)
        self.tell(self.contradictions(frame, first, place[lying]), int(lying.sum()))
        good = np.zeros(len(frame), bool)
        good[place[~lying]] = True
        kept = frame.filter(pl.Series(good))
        return self.as_rows(self.read(kept), len(kept)), good

    def read(self, frame: pl.DataFrame) -> dict[Source, Whole | Listed]:
        """The columns that are asked for, as whole numbers."""
        return {source: read_column(source, frame[source.name], self.on) for source in self.sources}

    def as_rows(self, read: Mapping[Source, Whole | Listed], size: int) -> Rows:
        """What was read as arrays, with what is missing marked."""
        columns: dict[str, Array] = {}
        lists: dict[str, Items] = {}
        incomplete: set[str] = set()
        for source, found in read.items():
            name = source.question.name
            if isinstance(found, Listed):
                lists[name] = _items(found, source.question)
                continue
            columns[name] = _array(found.values, source.question.kind)
            if found.values.null_count():
                incomplete.add(name)
        for name in self.today:
            columns[name] = np.full(size, self.on.toordinal() - _EPOCH, np.int32)
        return Rows(size, columns, frozenset(incomplete), lists)

    def scattered(
        self, rows: Rows, good: Array, verdicts: Sequence[Verdicts], origin: int, room: _Room
    ) -> list[bool]:
        """Answer the good rows, and put each where it belongs."""
        apart = [Verdicts.of(program, rows.size) for program in self.programs]
        open_to = self.main.run(rows, apart, 0, room.registers, room.tallies)
        places = origin + np.flatnonzero(good)
        for one, its, was_open in zip(verdicts, apart, open_to, strict=True):
            if not was_open:
                its.copy_lows(0, rows.size)
            one.eligible[origin : origin + len(good)] = _REFUSED
            one.eligible[places] = its.eligible
            one.amounts[:, origin : origin + len(good)] = 0
            one.amounts[:, places] = its.amounts
        return [True] * len(verdicts)

    # ── Bad rows ──────────────────────────────────────────────────────────────────────────────

    def tell(self, bad: Iterable[BadRow], rows: int) -> None:
        """List bad rows, as far as there is room."""
        told = [found for found, _ in zip(bad, range(_MOST_TOLD), strict=False)]
        with self.lock:
            self.bad = sorted([*self.bad, *told], key=lambda found: (found.row, found.column))
            del self.bad[_MOST_TOLD:]
            self.bad_rows += rows

    def faults(
        self, frame: pl.DataFrame, first: int, bad: Mapping[Source, pl.Series]
    ) -> Iterator[BadRow]:
        """The answers that cannot be taken, by rows."""
        cells = sorted(
            (row, n)
            for n, mask in enumerate(bad.values())
            for row in mask.arg_true().head(_MOST_TOLD)
        )
        sources = list(bad)
        for row, n in cells:
            value = frame[sources[n].name][row]
            value = value.to_list() if isinstance(value, pl.Series) else value
            yield BadRow(first + row + 1, sources[n].name, fault_of(sources[n], value))

    def contradictions(self, frame: pl.DataFrame, first: int, places: Array) -> Iterator[BadRow]:
        """What rows contradict, by rows."""
        for place in places[:_MOST_TOLD].tolist():
            given = {
                source.question.name: said(frame[source.name][place])
                for source in self.sources
                if source.question.kind is not Kind.ITEMS
            }
            answers = read_answers(given, [source.question for source in self.sources])
            answers = self.days | answers
            for one in self.honest:
                if not truth_of(one.test, answers).true:
                    asked = {question.name for question in _questions(one)}
                    names = [s.name for s in self.sources if s.question.name in asked]
                    yield BadRow(first + place + 1, ", ".join(names), one.says.en)

    # ── Together ──────────────────────────────────────────────────────────────────────────────

    def verdicts(
        self, frame: pl.DataFrame, verdicts: Sequence[Verdicts], parts: Sequence[_Part]
    ) -> pl.DataFrame:
        """The columns carried along, and those of each scheme."""
        bad = any(part.bad for part in parts)
        columns: list[pl.Series] = []
        for n, (program, one) in enumerate(zip(self.programs, verdicts, strict=True)):
            some_open = any(part.open_to[n] for part in parts)
            if some_open:
                for part in parts:
                    if not part.open_to[n]:
                        one.copy_lows(part.begin, part.end)
            columns += _series(program, one, some_open=some_open, bad=bad)
        return pl.DataFrame([*(frame[name] for name in self.carried), *columns])

    def assessment(self, verdicts: pl.DataFrame) -> Assessment:
        """Everything, after the last row."""
        tallies = [
            reduce(np.add, (room.tallies[n] for room in self.all_rooms), np.zeros(1, np.int64))
            if self.all_rooms
            else np.zeros(Tallies(program).size, np.int64)
            for n, program in enumerate(self.programs)
        ]
        return Assessment(
            verdicts=verdicts, rows=self.rows, bad=tuple(self.bad), bad_rows=self.bad_rows,
            counts={
                program.scheme: _counts(program, tally.tolist())
                for program, tally in zip(self.programs, tallies, strict=True)
            },
        )  # fmt: skip


def _questions(consistency: Consistency) -> tuple[Question, ...]:
    found = (node for node in walk(consistency.test) if isinstance(node, Question))
    return tuple(dict.fromkeys(found))


def _array(values: pl.Series, kind: Kind) -> Array:
    """A column as an array, what is missing marked by a value of its own."""
    match kind:
        case Kind.NUMBER:
            missing = MISSING
        case Kind.DAY:
            values, missing = values.to_physical(), MISSING_DAY
        case Kind.CHOICE:
            missing = MISSING_CODE
        case _:
            return _truths(values).to_numpy()
    return (values.fill_null(missing) if values.null_count() else values).to_numpy()


def _truths(values: pl.Series) -> pl.Series:
    """Truths as codes; choosing between constants is ten times as quick as a cast."""
    said = pl.when(values).then(_code(1)).otherwise(_code(0))
    if values.null_count():
        said = (
            pl.when(values)
            .then(_code(1))
            .when(values.is_null())
            .then(_code(MISSING_CODE))
            .otherwise(_code(0))
        )
    return pl.select(said).to_series()


def _code(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt8)


def _items(found: Listed, question: Question) -> Items:
    """A column of lists as arrays; each field has one more element, missing."""
    counts = found.counts.fill_null(-1).to_numpy()
    held = np.maximum(counts, 0)
    fields: dict[str, Array] = {}
    for field in question.about.fields:
        answers = found.fields.get(field.name)
        empty = pl.Series([None], dtype=TYPES[field.kind])
        if answers is None:
            answers = pl.Series([None], dtype=TYPES[field.kind]).new_from_index(0, int(held.sum()))
        fields[field.name] = _array(pl.concat([answers.cast(TYPES[field.kind]), empty]), field.kind)
    return Items(np.cumsum(held) - held, counts, fields)


def _series(program: Program, one: Verdicts, *, some_open: bool, bad: bool) -> Iterator[pl.Series]:
    """The columns of one scheme; a column's memory is the array's own."""
    codes = pl.Series(one.eligible)
    said = pl.when(codes == 0).then(_SAID[0]).when(codes == 1).then(_SAID[1])
    if some_open:
        said = said.when(codes == 2).then(_SAID[2])
    good = codes != _REFUSED if bad else None
    yield pl.select(said.alias(f"{program.code}.eligible")).to_series()
    for a, (award, _) in enumerate(program.awards):
        low = _only(pl.Series(f"{program.code}.{award}.low", one.amounts[2 * a]), good)
        yield low
        name = f"{program.code}.{award}.high"
        if not some_open:
            yield low.alias(name)
            continue
        high = _only(pl.Series(name, one.amounts[2 * a + 1]), good)
        yield _only(high, high != UNBOUNDED) if (high == UNBOUNDED).any() else high


def _only(values: pl.Series, where: pl.Series | None) -> pl.Series:
    """The values where something holds, else null."""
    if where is None:
        return values
    return pl.select(pl.when(where).then(values).alias(values.name)).to_series()


def _counts(program: Program, tally: Sequence[int]) -> Counts:
    places = Tallies(program)
    no, yes, unknown = tally[0], tally[1], tally[2]
    conditions = []
    for c, (name, _) in enumerate(program.conditions):
        surely, maybe = tally[places.conditions + 2 * c], tally[places.conditions + 2 * c + 1]
        conditions.append(ConditionCount(name, surely, no + yes + unknown - maybe, maybe - surely))
    asked = [*(column.name for column in program.columns), *(one.name for one in program.lists)]
    undated: dict[str, int] = {}
    for n, table in enumerate(program.tables):
        undated[table.parameter] = max(undated.get(table.parameter, 0), tally[places.undated + n])
    return Counts(
        yes=yes, no=no, unknown=unknown, conditions=tuple(conditions),
        waiting={name: tally[places.waiting + n] for n, name in enumerate(asked)},
        undated=undated,
        unbounded={name: tally[places.unbounded + a] for a, (name, _) in enumerate(program.awards)},
    )  # fmt: skip
