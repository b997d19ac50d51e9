"""A rule as the solver reads it: the plain tree in exact numbers, whole steps and real days.

- A number lies on the grid of its question: its least answer and whole steps from there.
- A day is its ordinal; a choice is the number of its option; nothing is rounded or sampled.
- A parameter is a table over the day that selects it. Where two values may have been in force the
  solver picks; where the documents leave it open, it takes any value from zero up.
- A list has its first items one by one. What comes after them is added up as a whole, between
  bounds that hold for every list (see `_rest`): what is proved so is proved, but a case found so
  may not exist. `Items.FEW` forbids longer lists instead, so that each case found is real, and
  `Items.FULL` allows beside these the longest list, whose further items all say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import reduce
from typing import Any, Final

import z3

from technopole.evidence.wording import Text
from technopole.rules.nodes import (
    All,
    AnyOf,
    Bare,
    Choose,
    Comparison,
    Constant,
    DaysBetween,
    Difference,
    Field,
    Greatest,
    Kind,
    Least,
    Member,
    Node,
    Not,
    Operator,
    Parameter,
    Product,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
    walk,
)
from technopole.rules.parameters import Candidates, DatedValue, candidates
from technopole.rules.readers.prove import calendar
from technopole.rules.readers.prove.bounds import bounds_of, fields_of, most_items, shares_of
from technopole.rules.readers.prove.plain import Case

__all__ = ["CannotEncode", "Encoding", "Items", "Reading"]

Expression = Any
"""An expression of the solver, whose package carries no types."""

EXACT_ITEMS: Final = 4
"""So many items of a list are read one by one."""
_FIRST: Final = date(1990, 1, 1)
_LAST: Final = date(2099, 12, 31)


class CannotEncode(ValueError):
    """What cannot be told to the solver exactly, in a sentence of either language."""

    def __init__(self, en: str, zh_hant: str) -> None:
        super().__init__(en)
        self.says = Text(en, zh_hant)


class Items(Enum):
    """How lists are read."""

    ANY = "any"
    """Of any length: what is proved holds of all; the first items one by one, the rest as a whole."""
    FEW = "few"
    """Of a few items at most: every case found is real."""
    FULL = "full"
    """Of a few items, or as long as can be with the last item over and over: real too."""


class Encoding:
    """The unknowns of one query and what holds of them; several readings may share it.

    grid:  whether numbers keep to their steps; off, they are any real numbers between their ends,
           which is easier and still proves whatever it proves.
    """

    def __init__(self, *, items: Items = Items.ANY, grid: bool = True) -> None:
        self.context = z3.Context()
        self.items = items
        self.grid = grid
        self.limits: list[Expression] = []
        self.abstract = False  # whether some list was read as more than its first items
        self._made: dict[object, Expression] = {}
        self._options: dict[str, int] = {}

    def real(self, value: Fraction | int) -> Expression:
        """A number."""
        return z3.RealVal(str(Fraction(value)), self.context)

    def whole(self, value: int) -> Expression:
        """A whole number, such as a day's ordinal."""
        return z3.IntVal(value, self.context)

    def truth(self, value: bool) -> Expression:
        """True or false."""
        return z3.BoolVal(value, self.context)

    def option(self, name: str) -> int:
        """The number that stands for an option."""
        return self._options.setdefault(name, len(self._options))

    def option_named(self, number: int) -> str:
        """The option that a number stands for."""
        return next(name for name, code in self._options.items() if code == number)

    def once(self, key: object, make: Callable[[str], Expression]) -> Expression:
        """The unknown of that key, made when it is first asked for, with a name of its own."""
        if key not in self._made:
            self._made[key] = make(f"{len(self._made)} {key}")
        return self._made[key]

    def asked(self, question: Question, key: object) -> Expression:
        """An unknown answer to a question, within what may be answered."""
        low, high = question.about.low, question.about.high
        match question.kind:
            case Kind.TRUTH:
                return self.once(key, lambda name: z3.Bool(name, self.context))
            case Kind.NUMBER:
                assert isinstance(low, Fraction)  # noqa: S101  a number's bounds are numbers
                assert high is None or isinstance(high, Fraction)  # noqa: S101
                step = question.about.step
                return self.once(key, lambda name: self._number(name, low, high, step))
            case Kind.DAY:
                first = low if isinstance(low, date) else _FIRST
                last = high if isinstance(high, date) else _LAST
                return self.once(key, lambda name: self._day(name, first, last))
            case Kind.CHOICE:
                codes = [self.option(option) for option, _ in question.about.options]
                return self.once(key, lambda name: self._one_of(name, codes))
            case _:
                raise CannotEncode(
                    f"{question.name} is a list and has no single value.",
                    f"{question.name}是清單，沒有單一數值。",
                )

    def _number(
        self, name: str, low: Fraction, high: Fraction | None, step: Fraction
    ) -> Expression:
        if not self.grid:
            number = z3.Real(name, self.context)
            self.limits.append(number >= self.real(low))
            if high is not None:
                self.limits.append(number <= self.real(high))
            return number
        steps = z3.Int(name, self.context)
        self.limits.append(steps >= 0)
        if high is not None:
            self.limits.append(steps <= int((high - low) // step))
        number = z3.ToReal(steps)
        number = number if step == 1 else self.real(step) * number
        return number if low == 0 else self.real(low) + number

    def _day(self, name: str, first: date, last: date) -> Expression:
        day = z3.Int(name, self.context)
        self.limits += [day >= first.toordinal(), day <= last.toordinal()]
        return day

    def _one_of(self, name: str, codes: Sequence[int]) -> Expression:
        chosen = z3.Int(name, self.context)
        self.limits.append(z3.Or(*(chosen == code for code in codes)))
        return chosen

    def any_number(self, key: object) -> Expression:
        """An unknown number from zero up."""

        def make(name: str) -> Expression:
            number = z3.Real(name, self.context)
            self.limits.append(number >= 0)
            return number

        return self.once(key, make)

    def any_day(self, key: object) -> Expression:
        """An unknown day."""
        return self.once(key, lambda name: self._day(name, _FIRST, _LAST))

    def any_truth(self, key: object) -> Expression:
        """An unknown truth."""
        return self.once(key, lambda name: z3.Bool(name, self.context))

    def up_to(self, key: object, most: int) -> Expression:
        """An unknown whole number from zero up to a most."""

        def make(name: str) -> Expression:
            number = z3.Int(name, self.context)
            self.limits += [number >= 0, number <= most]
            return number

        return self.once(key, make)


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it is read: how long it is, and the fields of its first items."""

    length: Expression
    items: tuple[Mapping[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """A parameter that is read, with the day that selects it and what comes out."""

    parameter: Parameter
    day: Expression
    value: Callable[[Any], Any]  # from a model to its value


class Reading:
    """One case's answers: two readings of an encoding are two cases that share what is the same.

    given: answers that are settled.
    own:   the questions that this reading answers for itself, or expressions that stand for answers.
    label: tells this reading's own unknowns from another's.
    supposed: by its name, what a parameter was wherever the documents leave it open.
    """

    def __init__(
        self,
        encoding: Encoding,
        given: Mapping[str, Any] | None = None,
        own: Mapping[str, Expression | None] | None = None,
        label: str = "",
        supposed: Mapping[str, Any] | None = None,
    ) -> None:
        self.encoding = encoding
        self.given = given or {}
        self.own = own or {}
        self.supposed = supposed or {}
        self.label = label
        self.certain: list[Expression] = []
        self._answered: dict[str, tuple[Question, Expression]] = {}
        self._lists: dict[str, tuple[Question, _List]] = {}
        self._uses: dict[tuple[str, int], _Use] = {}
        self._memo: dict[tuple[int, int], Expression] = {}
        self._kept: list[object] = []  # so that an identity is never given twice

    # ── Out of a model ────────────────────────────────────────────────────────────────────────

    def case(self, model: Any) -> Case:
        """The answers of a model, and what it supposes of parameters that are open."""
        answers: dict[str, Any] = {
            name: self._plain(model, expression, question.kind)
            for name, (question, expression) in self._answered.items()
        }
        for name, (question, listed) in self._lists.items():
            length = model.eval(listed.length, model_completion=True).as_long()
            kinds = {field.name: field.kind for field in question.about.fields}
            answers[name] = tuple(
                {field: self._plain(model, value, kinds[field]) for field, value in item.items()}
                for item in (*listed.items, *listed.items[-1:] * length)[:length]
            )
        supposed: dict[tuple[str, date], Any] = {}
        for use in self._uses.values():
            day = self._plain(model, use.day, Kind.DAY)
            if candidates(use.parameter.values, day, day).certain is None:
                supposed[use.parameter.name, day] = use.value(model)
        return Case(answers, supposed)

    def _plain(self, model: Any, expression: Expression, kind: Kind) -> Any:
        value = model.eval(expression, model_completion=True)
        match kind:
            case Kind.TRUTH:
                return bool(z3.is_true(value))
            case Kind.NUMBER:
                if not z3.is_rational_value(value):
                    raise CannotEncode(
                        "The solver found a number that is no fraction.",
                        "求解器所得的數字並非分數。",
                    )
                return Fraction(value.numerator_as_long(), value.denominator_as_long())
            case Kind.DAY:
                return date.fromordinal(value.as_long())
            case _:
                return self.encoding.option_named(value.as_long())

    # ── Into the solver ───────────────────────────────────────────────────────────────────────

    def read(self, node: Node) -> Expression:
        """The node as an expression of the solver."""
        return self._read(node, {}, 0)

    def _read(self, node: Node, fields: Mapping[str, Expression], place: int) -> Expression:
        """The node among the fields of an item; place tells one item's from another's."""
        key = (id(node), place)
        if key not in self._memo:
            self._kept.append(node)
            self._memo[key] = self._fresh(node, fields, place)
        return self._memo[key]

    def _fresh(  # noqa: C901, PLR0912  one arm a node
        self, node: Node, fields: Mapping[str, Expression], place: int
    ) -> Expression:
        encoding = self.encoding

        def of(child: Node) -> Expression:
            return self._read(child, fields, place)

        match node:
            case Constant(value):
                return self._constant(value)
            case Question():
                return self._question(node)
            case Field(name):
                return fields[name]
            case Parameter():
                return self._parameter(node, of(node.event))
            case Sum(parts):
                return _folded(reduce(lambda a, b: a + b, map(of, parts)))
            case Difference(left, right):
                return _folded(of(left) - of(right))
            case Product(left, right):
                return times(of(left), of(right))
            case Least(parts):
                return reduce(_least, map(of, parts))
            case Greatest(parts):
                return reduce(_greatest, map(of, parts))
            case Rounded(inner, step) if encoding.grid and _on_steps(inner, step):
                return of(inner)
            case Rounded(inner, step, up):
                steps = of(inner) * encoding.real(1 / step)
                whole = -z3.ToInt(-steps) if up else z3.ToInt(steps)
                return _folded(encoding.real(step) * z3.ToReal(whole))
            case Bare(inner):
                return of(inner)
            case DaysBetween(earlier, later):
                return _folded(z3.ToReal(of(later) - of(earlier)))
            case Total():
                return self._total(node)
            case Comparison(operator, left, right):
                return _stands(operator, of(left), of(right))
            case Member(choice, options):
                return self._member(choice, of(choice), options, of)
            case All(parts):
                return z3.And(*map(of, parts), encoding.truth(True))
            case AnyOf(parts):
                return z3.Or(*map(of, parts), encoding.truth(False))
            case Not(part):
                return z3.Not(of(part))
            case Choose(condition, then, otherwise):
                return z3.If(of(condition), of(then), of(otherwise))
            case Shift(day, months, days):
                return self._moved(node, of(day), months, days)
            case _:
                raise CannotEncode(
                    f"{type(node).__name__} is not known here: teach it to be proved.",
                    f"此處未能處理{type(node).__name__}，須先教導如何證明。",
                )

    def _constant(self, value: object) -> Expression:
        match value:
            case bool():
                return self.encoding.truth(value)
            case date():
                return self.encoding.whole(value.toordinal())
            case str():
                return self.encoding.whole(self.encoding.option(value))
            case Fraction():
                return self.encoding.real(value)
            case _:
                raise CannotEncode(f"{value!r} has no place in a rule.", f"規則不可含有{value!r}。")

    def _question(self, question: Question) -> Expression:
        name = question.name
        if name not in self._answered:
            if name in self.given:
                expression = self._constant(self.given[name])
            elif name in self.own:
                standing = self.own[name]
                expression = (
                    self.encoding.asked(question, (self.label, name))
                    if standing is None
                    else standing
                )
            else:
                expression = self.encoding.asked(question, ("", name))
            self._answered[name] = (question, expression)
        return self._answered[name][1]

    def _moved(self, node: Shift, day: Expression, months: int, days: int) -> Expression:
        if not months:
            return _folded(day + days)
        lists = [question for question, _ in self._lists.values()]
        fields = {field.name: field for question in lists for field in question.about.fields}
        for end in (
            *bounds_of(node, fields, known_only=False),
            *bounds_of(node.day, fields, known_only=False),
        ):
            if end is None or not calendar.FIRST + 366 <= end <= calendar.LAST - 366:
                first, last = date.fromordinal(calendar.FIRST), date.fromordinal(calendar.LAST)
                raise CannotEncode(
                    f"A day that is moved may leave the calendar, {first} to {last}.",
                    f"推移後的日期可能超出日曆範圍（{first}至{last}）。",
                )
        parts = self.encoding.once(("split", day.get_id()), lambda name: self._split(day, name))
        self._kept.append(day)
        return _folded(calendar.moved(parts, months) + days)

    def _split(self, day: Expression, name: str) -> calendar.Split:
        parts, tied = calendar.split(day, name, self.encoding.context)
        self.encoding.limits += tied
        return parts

    # ── Parameters ────────────────────────────────────────────────────────────────────────────

    def _parameter(self, parameter: Parameter, day: Expression) -> Expression:
        if parameter.kind is Kind.CHOICE:
            raise CannotEncode(
                f"{parameter.name} is a list of options, not one of them.",
                f"{parameter.name}是選項清單，而非其中一項。",
            )

        def during(found: Candidates) -> Expression:
            return self._held(parameter, found, day)

        value = _folded(self._table(parameter, day, during))
        self._used(parameter, day, lambda model: self._plain(model, value, parameter.kind))
        return value

    def _used(self, parameter: Parameter, day: Expression, value: Callable[[Any], Any]) -> None:
        key = (parameter.name, day.get_id())
        if key not in self._uses:
            self._kept.append(day)
            self._uses[key] = _Use(parameter, day, value)
            settled = parameter.name in self.supposed
            sure = self._table(
                parameter, day,
                lambda found: self.encoding.truth(settled or found.certain is not None),
            )  # fmt: skip
            self.certain.append(_folded(sure))

    def _table(
        self, parameter: Parameter, day: Expression, during: Callable[[Candidates], Expression]
    ) -> Expression:
        """What holds on the day: one case for each run of days on which the same values may hold."""
        turns = _turns(parameter.values)
        before = (turns[0] if turns else _FIRST) - timedelta(days=1)
        runs = [candidates(parameter.values, start, start) for start in (before, *turns)]
        table = during(runs[-1])
        for turn, found, after in reversed(list(zip(turns, runs, runs[1:], strict=False))):
            if found != after or table is None:
                table = z3.If(day < turn.toordinal(), during(found), table)
        return table

    def _held(self, parameter: Parameter, found: Candidates, day: Expression) -> Expression:
        """The one value that held; or one that the solver picks of those that may have."""
        if found.certain is None and parameter.name in self.supposed:
            return self._constant(self.supposed[parameter.name])
        values = [
            self._constant(value)
            for value in dict.fromkeys(dated.value for dated in found.values)
            if not isinstance(value, frozenset)
        ]
        if found.open or not values:
            values.append(self._open(parameter, day))
        picked = values[-1]
        if len(values) > 1:
            pick = self._pick(parameter, found, day, len(values))
            for number, value in reversed(list(enumerate(values[:-1]))):
                picked = z3.If(pick == number, value, picked)
        return picked

    def _pick(
        self, parameter: Parameter, found: Candidates, day: Expression, count: int
    ) -> Expression:
        possible = tuple(dict.fromkeys(dated.value for dated in found.values))
        key = ("pick", parameter.name, possible, found.open, day.get_id())
        self._kept.append(day)
        return self.encoding.up_to(key, count - 1)

    def _open(self, parameter: Parameter, day: Expression) -> Expression:
        """Any value: the same wherever the parameter is read on the same day."""
        key = ("open", parameter.name, day.get_id())
        self._kept.append(day)
        match parameter.kind:
            case Kind.NUMBER:
                return self.encoding.any_number(key)
            case Kind.DAY:
                return self.encoding.any_day(key)
            case _:
                return self.encoding.any_truth(key)

    def _member(
        self,
        choice: Node,
        chosen: Expression,
        options: frozenset[str] | Parameter,
        of: Callable[[Node], Expression],
    ) -> Expression:
        encoding = self.encoding
        if isinstance(options, frozenset):
            return self._one_of(chosen, options)
        parameter, day = options, of(options.event)
        possible = sorted(
            self._possible(choice)
            | {option for dated in parameter.values for option in dated.value}  # type: ignore[union-attr]
        )

        def holds(option: str, found: Candidates) -> Expression:
            if found.certain is None and parameter.name in self.supposed:
                return encoding.truth(option in self.supposed[parameter.name])
            lists = [dated.value for dated in found.values if isinstance(dated.value, frozenset)]
            distinct = list(dict.fromkeys(lists))
            truths = [encoding.truth(option in held) for held in distinct]
            if found.open or not truths:
                key = ("open", parameter.name, day.get_id(), option)
                truths.append(encoding.any_truth(key))
            picked = truths[-1]
            if len(truths) > 1:
                pick = self._pick(parameter, found, day, len(truths))
                for number, truth in reversed(list(enumerate(truths[:-1]))):
                    picked = z3.If(pick == number, truth, picked)
            return picked

        self._kept.append(day)
        tables = {
            option: _folded(
                self._table(parameter, day, lambda found, option=option: holds(option, found))  # type: ignore[misc]
            )
            for option in possible
        }
        self._used(
            parameter, day,
            lambda model: frozenset(
                option for option, table in tables.items()
                if z3.is_true(model.eval(table, model_completion=True))
            ),
        )  # fmt: skip
        either = [
            z3.And(chosen == encoding.option(option), table) for option, table in tables.items()
        ]
        return z3.Or(*either, encoding.truth(False))

    def _one_of(self, chosen: Expression, options: frozenset[str]) -> Expression:
        codes = (self.encoding.option(option) for option in sorted(options))
        return _folded(z3.Or(*(chosen == code for code in codes), self.encoding.truth(False)))

    def _possible(self, choice: Node) -> set[str]:
        """The options that a choice can be of."""
        asked = [node for node in walk(choice) if isinstance(node, Question)]
        lists = [question for question, _ in self._lists.values()]
        asked += [field for question in lists for field in question.about.fields]
        return {option for question in asked for option, _ in question.about.options}

    # ── Lists ─────────────────────────────────────────────────────────────────────────────────

    def _list(self, question: Question) -> _List:
        name = question.name
        if name not in self._lists:
            self._lists[name] = (question, self._fresh_list(question))
        return self._lists[name][1]

    def _fresh_list(self, question: Question) -> _List:
        label = self.label if question.name in self.own else ""
        given = self.given.get(question.name)
        most = question.about.high
        assert isinstance(most, Fraction)  # noqa: S101  a list says how long it may be
        if given is None:
            length = self.encoding.up_to((label, question.name, "length"), int(most))
            count = min(EXACT_ITEMS, int(most))
            if count < most and self.encoding.items is Items.FEW:
                self.encoding.limits.append(length <= count)
            if count < most and self.encoding.items is Items.FULL:
                self.encoding.limits.append(z3.Or(length <= count, length == int(most)))
            given = ({},) * count
        else:
            length = self.encoding.whole(len(given))
        items = tuple(
            {
                field.name: self._constant(item[field.name])
                if field.name in item
                else self.encoding.asked(field, (label, question.name, number, field.name))
                for field in question.about.fields
            }
            for number, item in enumerate(given)
        )
        return _List(length, items)

    def _total(self, node: Total) -> Expression:
        encoding = self.encoding
        listed = self._list(node.items)
        most = most_items(node)
        parts: list[Expression] = [encoding.real(0)]
        amount: Expression = encoding.real(0)
        for number, item in enumerate(listed.items[:most]):
            place = hash((node.items.name, number))
            counts = _folded(listed.length > number)
            amount = self._read(node.each, item, place)
            parts.append(_folded(z3.If(counts, amount, encoding.real(0))))
        further = most - len(listed.items)
        if node.items.name not in self.given and further > 0:
            if encoding.items is Items.ANY:
                encoding.abstract = True
                counted = _least(listed.length, encoding.whole(most)) - len(listed.items)
                rest = z3.ToReal(_greatest(counted, encoding.whole(0)))
                parts.append(self._rest(node.each, node, rest))
            if encoding.items is Items.FULL:
                full = listed.length > len(listed.items)
                again = times(amount, encoding.real(further))
                parts.append(z3.If(full, again, encoding.real(0)))
        return _folded(reduce(lambda a, b: a + b, parts))

    def _rest(self, node: Node, total: Total, count: Expression) -> Expression:
        """A part of what is summed, over all further items together.

        Sums go through sums, differences and factors that no item changes. Of anything else only
        what holds of every sum of so many: between so many times its least and its greatest, not
        above any part of a least, not below any part of a greatest.
        """
        encoding = self.encoding
        if not _has_fields(node):
            return times(self.read(node), count)
        match node:
            case Sum(parts):
                return reduce(lambda a, b: a + b, (self._rest(p, total, count) for p in parts))
            case Difference(left, right):
                return self._rest(left, total, count) - self._rest(right, total, count)
            case Bare(inner):
                return self._rest(inner, total, count)
            case Product(left, right) if not _has_fields(left):
                return times(self.read(left), self._rest(right, total, count))
            case Product(left, right) if not _has_fields(right):
                return times(self._rest(left, total, count), self.read(right))
        label = self.label if total.items.name in self.own else ""
        key = (label, "rest", total.items.name, total.most, self._same(node))
        return encoding.once(key, lambda name: self._bounded(name, node, total, count))

    def _bounded(self, name: str, node: Node, total: Total, count: Expression) -> Expression:
        """An unknown sum, between what holds of every sum of so many."""
        encoding = self.encoding
        summed = z3.Real(name, encoding.context)
        low, high = bounds_of(node, fields_of(total.items), known_only=False)
        if low is not None:
            encoding.limits.append(summed >= times(encoding.real(low), count))
        if high is not None:
            encoding.limits.append(summed <= times(encoding.real(high), count))
        if isinstance(node, Least):
            encoding.limits += [summed <= self._rest(p, total, count) for p in node.parts]
        if isinstance(node, Greatest):
            encoding.limits += [summed >= self._rest(p, total, count) for p in node.parts]
        if isinstance(node, Choose) and _never_negative(node, total):
            either = (node.then, node.otherwise)
            encoding.limits.append(
                summed <= reduce(lambda a, b: a + b, (self._rest(p, total, count) for p in either))
            )
        return summed

    def _same(self, node: Node) -> object:
        """What tells two sums over the same list apart: the rule, and what it reads beside the items."""
        beside = [
            self.read(part.event if isinstance(part, Parameter) else part)
            for part in walk(node)
            if isinstance(part, Question | Parameter) and not _has_fields(part)
        ]
        self._kept += beside
        return node, tuple(expression.get_id() for expression in beside), bool(self.supposed)


# ── Sums of the solver ────────────────────────────────────────────────────────────────────────


def times(one: Expression, other: Expression) -> Expression:
    """A product; where one side is a table of numbers, a table of products with each.

    So that what is a share times a cost for the reader is no product of two unknowns for the solver.
    """
    if z3.is_rational_value(one) or z3.is_rational_value(other):
        return _folded(one * other)
    for table, factor in ((one, other), (other, one)):
        if _is_table(table):
            test, then, otherwise = table.children()
            return z3.If(test, times(then, factor), times(otherwise, factor))
    return one * other


def _is_table(expression: Expression, depth: int = 12) -> bool:
    """Whether it is a choice between numbers, at least one of which is settled."""
    if not (z3.is_app_of(expression, z3.Z3_OP_ITE) and depth):
        return False
    return any(
        z3.is_rational_value(part) or _is_table(part, depth - 1)
        for part in expression.children()[1:]
    )


def _folded(expression: Expression) -> Expression:
    """The expression worked out where everything in it is settled; else as it is."""
    if any(
        z3.is_rational_value(part) or z3.is_int_value(part) or z3.is_true(part) or z3.is_false(part)
        for part in expression.children()
    ):
        return z3.simplify(expression)
    return expression


def _least(one: Expression, other: Expression) -> Expression:
    return z3.If(one <= other, one, other)


def _greatest(one: Expression, other: Expression) -> Expression:
    return z3.If(one >= other, one, other)


def _stands(operator: Operator, left: Expression, right: Expression) -> Expression:
    match operator:
        case Operator.BELOW:
            return left < right
        case Operator.AT_MOST:
            return left <= right
        case Operator.EQUAL:
            return left == right
        case Operator.AT_LEAST:
            return left >= right
        case Operator.ABOVE:
            return left > right


def _turns(values: Sequence[DatedValue]) -> list[date]:
    """The days on which what may have been in force can change."""
    found: set[date] = set()
    for value in values:
        found |= {day for day in (value.possible_from, value.sure_from) if day is not None}
        ends = (value.sure_until, value.possible_until)
        found |= {end + timedelta(days=1) for end in ends if end is not None and end < date.max}
    return sorted(day for day in found if day > date.min)


def _has_fields(node: Node) -> bool:
    """Whether a node looks at the item around it."""
    return any(isinstance(part, Field) for part in walk(node))


def _on_steps(node: Node, step: Fraction) -> bool:
    """Whether a number is a whole multiple of a step by itself, so that rounding changes nothing."""
    parts = list(walk(node))
    if any(isinstance(part, Field) or _may_be_open(part) for part in parts):
        return False
    return (Fraction(1, shares_of(node, {})) / step).denominator == 1


def _may_be_open(node: Node) -> bool:
    """Whether a node is a parameter that some day leaves open."""
    if not isinstance(node, Parameter):
        return False
    days = [_FIRST, *_turns(node.values)]
    return any(candidates(node.values, day, day).certain is None for day in days)


def _never_negative(node: Choose, total: Total) -> bool:
    fields = fields_of(total.items)
    lows = (bounds_of(part, fields, known_only=False)[0] for part in (node.then, node.otherwise))
    return all(low is not None and low >= 0 for low in lows)
