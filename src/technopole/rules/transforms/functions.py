"""A program as plain Python functions: generated source, compiled when first wanted.

    functions_of(scheme)          to be made once a scheme, and kept
      .plain(answers, today)      everything known: (eligible, conditions, awards), else None
      .ranges(answers, today)     anything missing: a pair of ends for each of these

`plain` gives None when an answer is missing or a dated value is not certain on its day (unknown,
one of two, or of low confidence): then `ranges`, or the tree itself, has the answer. Both compute
in whole numbers of any size, so nothing overflows and nothing is rounded but an award's end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from types import CodeType
from typing import Any, Final

from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind
from technopole.rules.ranges import (
    Answer,
    Answers,
    Choices,
    Days,
    Numbers,
    Truth,
    shift_day,
)
from technopole.rules.transforms.integers import Column, Program, Table, lowered
from technopole.rules.transforms.statements import (
    Pair,
    exact_statements,
    range_statements,
)

__all__ = ["Ends", "Functions", "Plain", "Ranges", "functions_of", "to_whole"]

Plain = tuple[bool, tuple[bool, ...], tuple[int, ...]]
"""Whether every condition holds, whether each does, and each award in hundredths of its unit."""

Ends = tuple[bool, bool]
"""Whether it surely holds, and whether it can."""

Ranges = tuple[Ends, tuple[Ends, ...], tuple[tuple[int, int | None], ...]]
"""The same with two ends; an award's high end is None where it is unbounded."""

_INF: Final = 1 << 2000  # beyond what the rules of any scheme reach


@dataclass(frozen=True)
class Functions:
    """The functions of one program.

    plain:  one case with everything known; dict of answers as `read_answers` gives them.
    ranges: one case with something missing; an answer may also be a range of `ranges.py`.
    """

    program: Program

    @cached_property
    def plain(self) -> Callable[[Mapping[str, Answer], date], Plain | None]:
        """`plain(answers, today)`; None when an answer is missing or a dated value not certain."""
        return self._made("plain", self.plain_source)

    @cached_property
    def ranges(self) -> Callable[[Answers, date], Ranges]:
        """`ranges(answers, today)`: the ends that `ranges.range_of` gives, in whole numbers."""
        return self._made("ranges", self.ranges_source)

    @cached_property
    def plain_source(self) -> str:
        """The source of `plain`."""
        program = self.program
        reading = _PlainReading(program)
        roots = [line for _, line in (*program.conditions, *program.awards)]
        body = exact_statements(program, reading, [program.eligible, *roots])
        name = body.name
        return _function(
            "plain",
            [
                "try:",
                *(f"    {one}" for one in [*reading.statements(), *body.code]),
                "except KeyError:",
                "    return None",
            ],
            f"{name(program.eligible)}, {_tuple(name(line) for _, line in program.conditions)}, "
            f"{_tuple(name(line) for _, line in program.awards)}",
        )

    @cached_property
    def ranges_source(self) -> str:
        """The source of `ranges`."""
        program = self.program
        reading = _RangeReading(program)
        roots = [line for _, line in (*program.conditions, *program.awards)]
        body = range_statements(program, reading, [program.eligible, *roots])
        pairs = {line: f"({low}, {high})" for line, (low, high) in body.names.items()}
        above = {line for _, line in program.awards if program.lines[line].extent.above}
        awards = (
            f"({body.names[line][0]}, None if {body.names[line][1]} >= INF else {body.names[line][1]})"
            if line in above
            else pairs[line]
            for _, line in program.awards
        )
        return _function(
            "ranges",
            [*reading.statements(), *body.code],
            f"{pairs[program.eligible]}, {_tuple(pairs[line] for _, line in program.conditions)}, "
            f"{_tuple(awards)}",
        )

    def _made(self, name: str, source: str) -> Callable[..., Any]:
        names: dict[str, Any] = _names(self.program)
        exec(_compiled(source), names)  # noqa: S102  our own source, made from the tree alone
        made: Callable[..., Any] = names[name]
        return made


def functions_of(scheme: Scheme) -> Functions:
    """The functions of a scheme; whoever asks often keeps them, for lowering takes a millisecond."""
    return Functions(lowered(scheme))


@lru_cache(maxsize=512)
def _compiled(source: str) -> CodeType:
    """Programs of one shape share their code: another value of a parameter compiles nothing."""
    return compile(source, "<a scheme's rule>", "exec")


def to_whole(column: Column, answer: Answer) -> int:
    """An answer as the whole number of its column."""
    match answer:
        case bool():
            return int(answer)
        case Fraction():
            return answer.numerator * column.scale // answer.denominator
        case date():
            return answer.toordinal()
        case str():
            return column.options.index(answer)
        case _:
            raise TypeError(f"{column.name}: a list has no whole number.")


def _function(name: str, statements: Iterable[str], result: str) -> str:
    body = "\n".join(f"    {statement}" for statement in statements)
    return f"def {name}(answers, today):\n{body}\n    return {result}\n"


def _tuple(parts: Iterable[str]) -> str:
    listed = list(parts)
    return "({})".format("".join(f"{part}, " for part in listed).removesuffix(" "))


# ── What the generated source calls by name ───────────────────────────────────────────────────


def _names(program: Program) -> dict[str, Any]:
    """The tables and the few functions that the statements call."""
    names: dict[str, Any] = {
        "INF": _INF, "bisect": bisect_right, "moved": moved, "corner": corner, "hull": _hull,
        "numbers": _number_ends, "days": _day_ends, "truths": _truth_ends, "choices": _option_bits,
        "NOTHING": ({},),
    }  # fmt: skip
    for place, line in enumerate(program.timelines):
        names[f"starts{place}"] = line.starts
        tables = [table for table in program.tables if table.timeline == place]
        names[f"sure{place}"] = tuple(_sure(tables, n) for n in range(len(line.starts)))
        names[f"ends{place}"] = tuple(_ends(tables, n) for n in range(len(line.starts)))
    for options in _option_lists(program):
        names[_codes(program, options)] = {option: code for code, option in enumerate(options)}
    return names


def _option_lists(program: Program) -> list[tuple[str, ...]]:
    """The different lists of options that its questions have, in the order in which they occur."""
    fields = (one for items in program.lists for one in items.fields)
    asked = (one.options for one in (*program.columns, *fields) if one.kind is Kind.CHOICE)
    return list(dict.fromkeys(asked))


def _codes(program: Program, options: tuple[str, ...]) -> str:
    """The name of the dict from an option to its code."""
    return f"codes{_option_lists(program).index(options)}"


def _sure(tables: Sequence[Table], row: int) -> tuple[int | bool, ...] | None:
    """The values of one segment when all are certain, else None."""
    if not all(table.rows[row].certain for table in tables):
        return None
    return tuple(
        bool(table.rows[row].low) if table.kind is Kind.TRUTH else table.rows[row].low
        for table in tables
    )


def _ends(tables: Sequence[Table], row: int) -> tuple[int | bool, ...]:
    """The ends of one segment, two for each table: low, high, low, high."""
    ends: list[int | bool] = []
    for table in tables:
        one = table.rows[row]
        match table.kind:
            case Kind.TRUTH:
                ends += [bool(one.low), bool(one.high)]
            case Kind.NUMBER:
                ends += [one.low, _INF if one.open else one.high]
            case _:
                ends += [one.low, one.high]
    return tuple(ends)


def _hull(rows: Sequence[tuple[int, ...]], signs: str) -> tuple[int, ...]:
    """The ends over several segments; a list (sign &) keeps its sure bits together, its possible ones."""
    ends: list[int] = []
    for place, sign in enumerate(signs):
        lows, highs = [row[2 * place] for row in rows], [row[2 * place + 1] for row in rows]
        if sign == "&":
            surely, maybe = lows[0], highs[0]
            for low, high in zip(lows[1:], highs[1:], strict=True):
                surely, maybe = surely & low, maybe | high
            ends += [surely, maybe]
        else:
            ends += [min(lows), max(highs)]
    return tuple(ends)


def moved(day: int, months: int, days: int) -> int:
    """A day, by its ordinal, moved as `shift_day` moves it."""
    return shift_day(date.fromordinal(day), months, days).toordinal()


def corner(one: int, other: int, infinity: int) -> int:
    """A product of two ends, where zero times an unbounded end is zero."""
    if one == 0 or other == 0:
        return 0
    if abs(one) >= infinity or abs(other) >= infinity:
        return infinity if (one > 0) == (other > 0) else -infinity
    return one * other


def _number_ends(answer: object, low: int, high: int, scale: int) -> tuple[int, int]:
    """Both ends of a number: an answer, a range, or what the question allows."""
    if answer is None:
        return low, high
    if isinstance(answer, Fraction):
        whole = answer.numerator * scale // answer.denominator
        return whole, whole
    if isinstance(answer, Numbers):
        return (
            -_INF if answer.low is None else -(-answer.low.numerator * scale // answer.low.denominator),
            _INF if answer.high is None else answer.high.numerator * scale // answer.high.denominator,
        )  # fmt: skip
    raise TypeError(f"{answer!r} is no number.")


def _day_ends(answer: object, low: int, high: int) -> tuple[int, int]:
    """Both ends of a day."""
    if answer is None:
        return low, high
    if isinstance(answer, date):
        day = answer.toordinal()
        return day, day
    if isinstance(answer, Days):
        return answer.first.toordinal(), answer.last.toordinal()
    raise TypeError(f"{answer!r} is no day.")


def _truth_ends(answer: object) -> Ends:
    """Both ends of a truth."""
    if answer is None:
        return False, True
    if isinstance(answer, bool):
        return answer, answer
    if isinstance(answer, Truth):
        return not answer.false, answer.true
    raise TypeError(f"{answer!r} is neither true nor false.")


def _option_bits(answer: object, codes: Mapping[str, int]) -> int:
    """The set of the options that are possible, as bits."""
    if isinstance(answer, str):
        return 1 << codes[answer]
    if isinstance(answer, Choices) and answer.options is not None:
        return sum(1 << codes[option] for option in answer.options)
    return (1 << len(codes)) - 1


# ── How answers come in ───────────────────────────────────────────────────────────────────────


class _PlainReading:
    """Answers out of a dict; a missing one is a KeyError."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.read: list[str] = []

    def statements(self) -> list[str]:
        return self.read

    def given(self, column: int) -> Pair:
        asked = self.program.columns[column]
        name = f"c{column}"
        self.read += _read_one(self.program, asked, name, "answers")
        return name, name

    def given_of_item(self, items: int, column: int) -> Pair:
        name = f"f{items}_{column}"
        return name, name

    def dated(self, table: int) -> Pair:
        return f"p{table}", f"p{table}"

    def look_up(self, timeline: int, event: Pair, tables: tuple[int, ...]) -> Iterable[str]:
        yield f"row = sure{timeline}[bisect(starts{timeline}, {event[0]}) - 1]"
        yield "if row is None: return None"
        yield f"{', '.join(f'p{table}' for table in tables)}, = row"

    def loop(self, items: int, most: int | None, columns: tuple[int, ...]) -> Iterable[str]:
        listed = self.program.lists[items]
        part = "" if most is None else f"[:{most}]"
        yield f"for item in answers[{listed.name!r}]{part}:"
        for column in columns:
            for statement in _read_one(
                self.program, listed.fields[column], f"f{items}_{column}", "item"
            ):
                yield f"    {statement}"

    def unknown_list(self, items: int) -> str:
        raise NotImplementedError


def _read_one(program: Program, column: Column, name: str, source: str) -> Iterable[str]:
    """Statements that read an answer as a whole number."""
    found = f"{source}[{column.name!r}]"
    match column.kind:
        case Kind.NUMBER:
            yield f"{name} = {found}"
            if column.scale == 1:
                yield f"{name} = {name}.numerator"
            else:
                yield f"{name} = {name}.numerator * {column.scale} // {name}.denominator"
        case Kind.DAY if column.today:
            yield f"{name} = {source}.get({column.name!r}, today).toordinal()"
        case Kind.DAY:
            yield f"{name} = {found}.toordinal()"
        case Kind.CHOICE:
            yield f"{name} = {_codes(program, column.options)}[{found}]"
        case _:
            yield f"{name} = {found}"


class _RangeReading:
    """Answers out of a dict, each with both ends; a missing one is all that its question allows."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.read = ["get = answers.get"]

    def statements(self) -> list[str]:
        return self.read

    def given(self, column: int) -> Pair:
        asked = self.program.columns[column]
        ends = _end_names(asked, f"{column}")
        self.read.append(_read_ends(self.program, asked, ends, "get"))
        return ends

    def given_of_item(self, items: int, column: int) -> Pair:
        return _end_names(self.program.lists[items].fields[column], f"{items}_{column}")

    def dated(self, table: int) -> Pair:
        return f"lp{table}", f"hp{table}"

    def look_up(self, timeline: int, event: Pair, tables: tuple[int, ...]) -> Iterable[str]:
        signs = "".join(
            "&" if self.program.tables[table].kind is Kind.CHOICE else "-" for table in tables
        )
        yield f"first = bisect(starts{timeline}, {event[0]}) - 1"
        yield f"last = bisect(starts{timeline}, {event[1]})"
        yield (
            f"row = ends{timeline}[first] if last == first + 1 else "
            f"hull(ends{timeline}[first:last], {signs!r})"
        )
        yield f"{', '.join(f'lp{table}, hp{table}' for table in tables)} = row"

    def loop(self, items: int, most: int | None, columns: tuple[int, ...]) -> Iterable[str]:
        listed = self.program.lists[items]
        part = "" if most is None else f"[:{most}]"
        yield f"listed = get({listed.name!r})"
        yield f"for item in NOTHING if listed is None else listed{part}:"
        yield "    of = item.get"
        for column in columns:
            asked = listed.fields[column]
            yield "    " + _read_ends(self.program, asked, self.given_of_item(items, column), "of")

    def unknown_list(self, items: int) -> str:
        return f"get({self.program.lists[items].name!r}) is None"


def _end_names(column: Column, place: str) -> Pair:
    return (f"m{place}",) * 2 if column.kind is Kind.CHOICE else (f"a{place}", f"b{place}")


def _read_ends(program: Program, column: Column, ends: Pair, get: str) -> str:
    """A statement that reads both ends of an answer."""
    found = f"{get}({column.name!r})"
    match column.kind:
        case Kind.NUMBER:
            read = f"numbers({found}, {column.low}, {column.high}, {column.scale})"
        case Kind.DAY:
            given = f"{get}({column.name!r}, today)" if column.today else found
            read = f"days({given}, {column.low}, {column.high})"
        case Kind.CHOICE:
            return f"{ends[0]} = choices({found}, {_codes(program, column.options)})"
        case _:
            read = f"truths({found})"
    return f"{ends[0]}, {ends[1]} = {read}"
