"""The lines of a program as Python statements, plain enough for CPython and for Numba alike.

Two forms of one program are written: *exact*, for a case with every answer and every dated value
known, with one whole number a line; and *ranges*, for a case with something missing, with a low and
a high end a line. Where an end may be unbounded it is `INF` or `-INF`, a number beyond all others.

How answers and dated values come in differs between readers; a `Reading` says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from technopole.rules.nodes import Kind, Operator
from technopole.rules.transforms.integers import (
    Added,
    Both,
    Chosen,
    Compared,
    Either,
    Fixed,
    Floored,
    Given,
    GivenOfItem,
    Largest,
    LookUp,
    Moved,
    Multiplied,
    Negated,
    OneOf,
    OneOfDated,
    Program,
    Ref,
    Scaled,
    Smallest,
    Taken,
    Totalled,
    parts_of,
)

__all__ = ["Pair", "Reading", "exact_statements", "range_statements"]

Pair = tuple[str, str]
"""The names, or literals, of a line's low and high end."""

_INDENT: Final = "    "


class Reading(Protocol):
    """How a reader brings in answers and dated values, as statements and as names.

    In the exact form `given`, `given_of_item` and `dated` name one value; in ranges they name both
    ends, but for a choice both are the same name, that of the set of options that are possible.
    """

    def given(self, column: int) -> Pair:
        """The names of an answer."""
        ...

    def given_of_item(self, items: int, column: int) -> Pair:
        """The names of an item's answer within the loop over the items."""
        ...

    def dated(self, table: int) -> Pair:
        """The names of a dated value after its look-up."""
        ...

    def look_up(self, timeline: int, event: Pair, tables: tuple[int, ...]) -> Iterable[str]:
        """Statements that find the segment of a day, or of a run of days, and name its values."""
        ...

    def loop(self, items: int, most: int | None, columns: tuple[int, ...]) -> Iterable[str]:
        """Statements that begin a loop over the items, the last of them indented by one more."""
        ...

    def unknown_list(self, items: int) -> str:
        """A condition under which nothing is known of the list; only ranges ask for it."""
        ...


def exact_statements(program: Program, reading: Reading, roots: Iterable[Ref]) -> _Exact:
    """The statements for some lines, and the names of their values."""
    writer = _Exact(program, reading)
    for root in roots:
        writer.need(root)
    return writer


def range_statements(program: Program, reading: Reading, roots: Iterable[Ref]) -> _Ranges:
    """The statements for some lines, and the names of their ends."""
    writer = _Ranges(program, reading)
    for root in roots:
        writer.need(root)
    return writer


@dataclass
class _Writer:
    """The statements so far; each line is written once, where it is first needed."""

    program: Program
    reading: Reading
    code: list[str] = field(default_factory=list)
    names: dict[Ref, Pair] = field(default_factory=dict)
    looked_up: set[int] = field(default_factory=set)
    depth: int = 0

    def say(self, *statements: str) -> None:
        self.code.extend(_INDENT * self.depth + statement for statement in statements)

    def name(self, ref: Ref) -> str:
        return self.names[ref][0]

    def need(self, ref: Ref) -> None:
        """Write a line after everything that it reads."""
        if ref in self.names:
            return
        line = self.program.lines[ref]
        does = line.does
        if isinstance(does, Totalled):
            self.hoist(does)
            self.total(ref, does)
            return
        if isinstance(does, LookUp | OneOfDated):
            self.look_up(self.program.tables[does.table].timeline)
        for part in parts_of(does):
            self.need(part)
        self.names[ref] = self.write(ref)

    def hoist(self, does: Totalled) -> None:
        """Write before the loop what is the same for every item."""
        lines = self.program.lines
        for below in self.reached(does.each):
            if lines[below].scope is None:
                self.need(below)
            elif isinstance(dated := lines[below].does, LookUp | OneOfDated):
                timeline = self.program.tables[dated.table].timeline
                if lines[self.program.timelines[timeline].event].scope is None:
                    self.look_up(timeline)

    def look_up(self, timeline: int) -> None:
        if timeline in self.looked_up:
            return
        event = self.program.timelines[timeline].event
        self.need(event)
        tables = tuple(
            place for place, one in enumerate(self.program.tables) if one.timeline == timeline
        )
        self.say(*self.reading.look_up(timeline, self.names[event], tables))
        self.looked_up.add(timeline)

    def reached(self, ref: Ref) -> Iterator[Ref]:
        """The lines that a line reads, itself last, the days of its look-ups included."""
        does = self.program.lines[ref].does
        for part in parts_of(does):
            yield from self.reached(part)
        if isinstance(does, LookUp | OneOfDated):
            table = self.program.tables[does.table]
            yield from self.reached(self.program.timelines[table.timeline].event)
        yield ref

    def total(self, ref: Ref, does: Totalled) -> None:
        """A loop over the items; what belongs to one item is forgotten after it."""
        known, looked_up = dict(self.names), set(self.looked_up)
        reached = {self.program.lines[below].does for below in self.reached(does.each)}
        columns = {one.column for one in reached if isinstance(one, GivenOfItem)}
        self.names[ref] = known[ref] = self.begin(ref)
        self.say(*self.reading.loop(does.items, does.most, tuple(sorted(columns))))
        self.depth += 1
        self.need(does.each)
        self.add(ref, does)
        self.depth -= 1
        self.names, self.looked_up = known, looked_up
        self.end(ref, does)

    def begin(self, ref: Ref) -> Pair:
        """Begin a sum at zero."""
        raise NotImplementedError

    def add(self, ref: Ref, does: Totalled) -> None:
        """Add one item to the sum."""
        raise NotImplementedError

    def end(self, ref: Ref, does: Totalled) -> None:
        """Say what the sum is when the list is not answered."""

    def write(self, ref: Ref) -> Pair:
        """The statement of a line; gives the names of its value."""
        raise NotImplementedError


_JOINED: Final[dict[type, str]] = {Added: " + ", Both: " & ", Either: " | "}


class _Exact(_Writer):
    """One value a line."""

    def begin(self, ref: Ref) -> Pair:
        self.say(f"v{ref} = 0")
        return (f"v{ref}", f"v{ref}")

    def add(self, ref: Ref, does: Totalled) -> None:
        self.say(f"v{ref} += {self.name(does.each)}")

    def write(self, ref: Ref) -> Pair:
        does = self.program.lines[ref].does
        match does:
            case Given(column):
                return self.reading.given(column)
            case GivenOfItem(items, column):
                return self.reading.given_of_item(items, column)
            case LookUp(table):
                return self.reading.dated(table)
            case Fixed(value):
                truth = self.program.lines[ref].kind is Kind.TRUTH
                return (str(bool(value)),) * 2 if truth else (_literal(value),) * 2
            case Scaled(value, 1):
                return self.names[value]
            case Smallest(parts) | Largest(parts):
                self.say(*_extreme(f"v{ref}", [self.name(p) for p in parts], does))
            case _:
                self.say(f"v{ref} = {self.expression(ref)}")
        return (f"v{ref}", f"v{ref}")

    def expression(self, ref: Ref) -> str:  # noqa: C901, PLR0912  one arm an operation
        """What a line computes, from the names of those that it reads."""
        does = self.program.lines[ref].does
        name = self.name
        match does:
            case Scaled(value, factor):
                return f"{name(value)} * {factor}"
            case Added(parts) | Both(parts) | Either(parts):
                return _JOINED[type(does)].join(name(part) for part in parts)
            case Taken(left, right):
                return f"{name(left)} - {name(right)}"
            case Multiplied(left, right):
                return f"{name(left)} * {name(right)}"
            case Floored(value, divisor, up):
                return _floor(name(value), divisor, up=up)
            case Compared(operator, left, right):
                return f"{name(left)} {operator} {name(right)}"
            case OneOf(choice, mask) if mask.bit_count() == 1:
                return f"{name(choice)} == {mask.bit_length() - 1}"
            case OneOf(choice, mask):
                return f"({mask} >> {name(choice)}) & 1 != 0"
            case OneOfDated(choice, table):
                return f"({self.reading.dated(table)[0]} >> {name(choice)}) & 1 != 0"
            case Negated(part):
                return f"not {name(part)}"
            case Chosen(condition, then, otherwise):
                return f"{name(then)} if {name(condition)} else {name(otherwise)}"
            case Moved(day, months, days):
                return f"moved({name(day)}, {months}, {days})"
            case _:
                raise TypeError(f"{type(does).__name__} has no statement: teach writing it.")


class _Ranges(_Writer):
    """Two ends a line: of a truth, whether it surely holds and whether it can."""

    def begin(self, ref: Ref) -> Pair:
        self.say(f"l{ref} = h{ref} = 0")
        return (f"l{ref}", f"h{ref}")

    def add(self, ref: Ref, does: Totalled) -> None:
        each = self.program.lines[does.each].extent
        low, high = self.names[does.each]
        self.say(
            f"l{ref} = " + _guarded(f"l{ref} + {low}", below=[f"l{ref}", low] * each.below),
            f"h{ref} = " + _guarded(f"h{ref} + {high}", above=[f"h{ref}", high] * each.above),
        )

    def end(self, ref: Ref, does: Totalled) -> None:
        each = self.program.lines[does.each].extent
        low = _guarded(f"l{ref} * {does.limit}", below=[f"l{ref}"] * each.below)
        high = _guarded(f"h{ref} * {does.limit}", above=[f"h{ref}"] * each.above)
        self.say(
            f"if {self.reading.unknown_list(does.items)}:",
            f"    l{ref} = 0 if l{ref} >= 0 else {low}",
            f"    h{ref} = 0 if h{ref} <= 0 else {high}",
        )

    def write(self, ref: Ref) -> Pair:
        does = self.program.lines[ref].does
        match does:
            case Given(column):
                return self.reading.given(column)
            case GivenOfItem(items, column):
                return self.reading.given_of_item(items, column)
            case LookUp(table):
                return self.reading.dated(table)
            case Fixed(value):
                truth = self.program.lines[ref].kind is Kind.TRUTH
                return (str(bool(value)),) * 2 if truth else (_literal(value),) * 2
            case Scaled(value, 1):
                return self.names[value]
            case Smallest(parts) | Largest(parts):
                self.say(*_extreme(f"l{ref}", [self.names[p][0] for p in parts], does))
                self.say(*_extreme(f"h{ref}", [self.names[p][1] for p in parts], does))
            case Multiplied(left, right):
                self.multiply(ref, left, right)
            case Chosen():
                self.choose(ref, does)
            case _:
                low, high = self.expressions(ref)
                self.say(f"l{ref} = {low}", f"h{ref} = {high}")
        return (f"l{ref}", f"h{ref}")

    def expressions(self, ref: Ref) -> Pair:
        """What both ends of a line are."""
        does, names = self.program.lines[ref].does, self.names
        match does:
            case Scaled(value, factor):
                return self.each_end(value, lambda end: f"{end} * {factor}")
            case Floored(value, divisor, up):
                return self.each_end(value, lambda end: _floor(end, divisor, up=up))
            case Added(parts):
                ends = [self.program.lines[part].extent for part in parts]
                lows, highs = zip(*(names[part] for part in parts), strict=True)
                return (
                    _guarded(
                        " + ".join(lows),
                        below=[n for n, e in zip(lows, ends, strict=True) if e.below],
                    ),
                    _guarded(
                        " + ".join(highs),
                        above=[n for n, e in zip(highs, ends, strict=True) if e.above],
                    ),
                )
            case Taken(left, right):
                (la, ha), (lb, hb) = names[left], names[right]
                a, b = self.program.lines[left].extent, self.program.lines[right].extent
                return (
                    _guarded(f"{la} - {hb}", below=[la] * a.below, otherwise=[hb] * b.above),
                    _guarded(f"{ha} - {lb}", above=[ha] * a.above, otherwise_below=[lb] * b.below),
                )
            case Compared(operator, left, right):
                return _compared(operator, names[left], names[right])
            case OneOf(choice, mask):
                possible = names[choice][0]
                others = self.all_options(choice) & ~mask
                return f"({possible} & {others}) == 0", f"({possible} & {mask}) != 0"
            case OneOfDated(choice, table):
                possible = names[choice][0]
                surely, maybe = self.reading.dated(table)
                return f"({possible} & ~{surely}) == 0", f"({possible} & {maybe}) != 0"
            case Both(parts) | Either(parts):
                joint = _JOINED[type(does)]
                lows, highs = zip(*(names[part] for part in parts), strict=True)
                return joint.join(lows), joint.join(highs)
            case Negated(part):
                return f"not {names[part][1]}", f"not {names[part][0]}"
            case Moved(day, months, days):
                low, high = names[day]
                return f"moved({low}, {months}, {days})", f"moved({high}, {months}, {days})"
            case _:
                raise TypeError(f"{type(does).__name__} has no statement: teach writing it.")

    def all_options(self, choice: Ref) -> int:
        return (2 << self.program.lines[choice].extent.high) - 1

    def each_end(self, value: Ref, written: Callable[[str], str]) -> Pair:
        """An operation that keeps order, on both ends; an unbounded end stays so."""
        low, high = self.names[value]
        extent = self.program.lines[value].extent
        return (
            _guarded(written(low), below=[low] * extent.below),
            _guarded(written(high), above=[high] * extent.above),
        )

    def multiply(self, ref: Ref, left: Ref, right: Ref) -> None:
        """The least and the largest product of the ends; zero times an unbounded end is zero."""
        (la, ha), (lb, hb) = self.names[left], self.names[right]
        a, b = self.program.lines[left].extent, self.program.lines[right].extent
        bounded = not (a.below or a.above or b.below or b.above)
        if a.low >= 0 and b.low >= 0 and not (a.below or b.below):
            endless = [f"{ha} >= INF"] * a.above + [f"{hb} >= INF"] * b.above
            high = f"{ha} * {hb}"
            if endless:
                high = f"0 if {ha} == 0 or {hb} == 0 else INF if {' or '.join(endless)} else {high}"
            self.say(f"l{ref} = {la} * {lb}", f"h{ref} = {high}")
        elif bounded:
            self.say(f"l{ref} = h{ref} = {la} * {lb}")
            for one, other in ((la, hb), (ha, lb), (ha, hb)):
                self.say(
                    f"t = {one} * {other}",
                    f"l{ref} = t if t < l{ref} else l{ref}",
                    f"h{ref} = t if t > h{ref} else h{ref}",
                )
        else:
            self.say(f"l{ref} = h{ref} = corner({la}, {lb}, INF)")
            for one, other in ((la, hb), (ha, lb), (ha, hb)):
                self.say(
                    f"t = corner({one}, {other}, INF)",
                    f"l{ref} = t if t < l{ref} else l{ref}",
                    f"h{ref} = t if t > h{ref} else h{ref}",
                )

    def choose(self, ref: Ref, does: Chosen) -> None:
        surely, maybe = self.names[does.condition]
        (la, ha), (lb, hb) = self.names[does.then], self.names[does.otherwise]
        if self.program.lines[ref].kind is Kind.TRUTH:
            low, high = f"{la} & {lb}", f"{ha} | {hb}"
        else:
            low, high = f"({la} if {la} < {lb} else {lb})", f"({ha} if {ha} > {hb} else {hb})"
        self.say(
            f"l{ref} = {la} if {surely} else {low} if {maybe} else {lb}",
            f"h{ref} = {ha} if {surely} else {high} if {maybe} else {hb}",
        )


def _literal(value: int) -> str:
    return str(value) if value >= 0 else f"({value})"


def _floor(name: str, divisor: int, *, up: bool) -> str:
    return f"-(-{name} // {divisor})" if up else f"{name} // {divisor}"


def _extreme(target: str, names: list[str], does: Smallest | Largest) -> Iterator[str]:
    """The smallest or the largest of some names, two at a time."""
    sign = "<" if isinstance(does, Smallest) else ">"
    so_far = names[0]
    for name in names[1:]:
        yield f"{target} = {so_far} if {so_far} {sign} {name} else {name}"
        so_far = target


def _guarded(
    value: str,
    below: Iterable[str] = (),
    above: Iterable[str] = (),
    otherwise: Iterable[str] = (),
    otherwise_below: Iterable[str] = (),
) -> str:
    """A value that is unbounded where one of those that it is made of is.

    below, above:    names that make it unbounded below at -INF, above at INF.
    otherwise:       names that, taken away, make it unbounded below at INF.
    otherwise_below: names that, taken away, make it unbounded above at -INF.
    """
    low = [f"{name} <= -INF" for name in below] + [f"{name} >= INF" for name in otherwise]
    high = [f"{name} >= INF" for name in above] + [f"{name} <= -INF" for name in otherwise_below]
    if low:
        value = f"-INF if {' or '.join(low)} else {value}"
    if high:
        value = f"INF if {' or '.join(high)} else {value}"
    return f"({value})" if low or high else value


def _compared(operator: Operator, left: Pair, right: Pair) -> Pair:
    """Whether a comparison surely holds, and whether it can."""
    (la, ha), (lb, hb) = left, right
    match operator:
        case Operator.BELOW | Operator.AT_MOST:
            return f"{ha} {operator} {lb}", f"{la} {operator} {hb}"
        case Operator.ABOVE | Operator.AT_LEAST:
            return f"{la} {operator} {hb}", f"{ha} {operator} {lb}"
        case Operator.EQUAL:
            return (
                f"({la} == {ha}) & ({lb} == {hb}) & ({la} == {lb})",
                f"({ha} >= {lb}) & ({hb} >= {la})",
            )
