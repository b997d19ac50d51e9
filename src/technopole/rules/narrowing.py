"""What is left of a rule when some answers are known: the values still open, and how they are tied.

A `Residue` holds only what the answers leave open; what they settle is computed on the way.
Linear expressions are kept in one form, so that `a + b - a` is `b`, and two thresholds on one sum
see each other; equal parts are made once, so that a parameter used twice is one value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from technopole.evidence.wording import Text
from technopole.rules.nodes import (
    All,
    AnyOf,
    Asking,
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
)
from technopole.rules.parameters import Confidence, candidates
from technopole.rules.ranges import Answer, Answers, Choices, Days, Numbers, Truth, shift_day
from technopole.rules.ties import (
    AtMost,
    Either,
    Ends,
    Equals,
    Every,
    Floored,
    Larger,
    Largest,
    Listed,
    Moved,
    Multiplied,
    OneOf,
    Opposite,
    Repeated,
    Selected,
    Smaller,
    Smallest,
    Some,
    Source,
    Tie,
    Weighted,
    day_of,
)

__all__ = ["ALWAYS", "ANYWHERE", "NEVER", "UNBOUNDED", "Amount", "Residue"]

_OPEN_FIELD: Final = Asking(Text("", ""))
UNBOUNDED: Final = 10**60
"""Stands for "any number": larger than whatever a rule could make of bounded answers."""

ANYWHERE: Final = UNBOUNDED**9
"""Beyond every end of every place."""

NEVER: Final = 0
ALWAYS: Final = 1
"""The places of what is settled: never true, always true."""

# How finely a value is told apart of which the documents say nothing: every fraction that a rule is
# likely to compare it with lies on this grid.
_OPEN_GRID: Final = lcm(*range(1, 41)) * 10**6

# ── Building ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a day: a constant and whole multiples of places, all over a divisor."""

    divisor: int
    constant: int
    terms: tuple[tuple[int, int], ...] = ()

    @property
    def settled(self) -> Fraction | None:
        """Its value where nothing of it is open."""
        return None if self.terms else Fraction(self.constant, self.divisor)

    def plus(self, other: Amount, times: int = 1) -> Amount:
        """Its sum with another, so many times."""
        divisor = lcm(self.divisor, other.divisor)
        mine, theirs = divisor // self.divisor, divisor // other.divisor * times
        constant = self.constant * mine + other.constant * theirs
        if not other.terms:
            return Amount(divisor, constant, tuple((p, w * mine) for p, w in self.terms))
        weights = {place: weight * mine for place, weight in self.terms}
        for place, weight in other.terms:
            weights[place] = weights.get(place, 0) + weight * theirs
        kept = tuple((place, weights[place]) for place in sorted(weights) if weights[place])
        return Amount(divisor, constant, kept)

    def scaled(self, factor: Fraction) -> Amount:
        """Its product with a number."""
        if not factor:
            return Amount(1, 0)
        up, down = factor.numerator, factor.denominator * self.divisor
        weights = tuple((place, weight * up) for place, weight in self.terms)
        shared = gcd(down, self.constant * up, *(weight for _, weight in weights))
        return Amount(
            down // shared,
            self.constant * up // shared,
            tuple((place, weight // shared) for place, weight in weights),
        )


def _same_for_every_item(node: Node) -> bool:
    """Whether a node says the same inside a list as outside, as far as can be seen at once."""
    if isinstance(node, Parameter):
        return isinstance(node.event, Question)
    return isinstance(node, Question | Constant)


def _exactly(value: Fraction | int) -> Amount:
    return Amount(value.denominator, value.numerator)


@dataclass(frozen=True, slots=True)
class _Possible:
    """What a parameter may be on some days, as whole numbers over a divisor.

    certain: its only value; then the rest does not matter.
    values:  those that the documents name; `only` these, unless it is empty.
    """

    certain: Fraction | bool | date | None
    divisor: int = 1
    low: int = 0
    high: int = 0
    values: tuple[int, ...] = ()
    only: tuple[int, ...] = ()


_MOST_KEPT: Final = 4096
_kept: dict[tuple[int, int, int], tuple[Parameter, _Possible]] = {}


def _possible(node: Parameter, first: int, last: int) -> _Possible:
    """What a parameter may be from one day to another; kept, for the same days are asked about again.

    The parameter is kept too, so that no other takes its identity: to compare two takes long.
    """
    key = (id(node), first, last)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[key] = (node, _worked_out(node, first, last))
    return found[1]


def _worked_out(node: Parameter, first: int, last: int) -> _Possible:
    found = candidates(node.values, day_of(first), day_of(last))
    if found.certain is not None:
        assert not isinstance(found.certain.value, frozenset)  # noqa: S101  lists went apart
        return _Possible(found.certain.value)
    numbers = [_whole(dated.value) for dated in found.values]
    divisor = lcm(1, *(number.denominator for number in numbers))
    if found.open and node.kind is Kind.NUMBER:
        divisor = lcm(divisor, *(_whole(v.value).denominator for v in node.values), _OPEN_GRID)
    values = tuple(int(number * divisor) for number in numbers)
    low, high = _domain(node.kind, divisor) if found.open else (min(values), max(values))
    if low == high:
        return _Possible(found.values[0].value)  # type: ignore[arg-type]
    return _Possible(None, divisor, low, high, values, () if found.open else values)


_CHOICE_OF: Final = "options"


class Residue:
    """What is left of some expressions under the answers given.

    ties:   from the sources up: the parts of a tie come before it.
    low, high: the range of each place as far as the answers settle it.
    options:     the options of a choice's place, from the lowest bit on.
    of_any_item: places that hold for every item of a list that is not answered. They may be narrowed,
                 but not split: of two items one may be so and the other not.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._item: Mapping[str, Answer] | None = None
        self._item_key: tuple[object, ...] = ()
        self._fields: Mapping[str, Question] = {}
        self._made: dict[tuple[object, ...], int] = {}
        self._seen: dict[tuple[object, ...], tuple[Node, object]] = {}
        self.ties: list[Tie] = []
        self.tie_at: list[Tie | None] = [None, None]
        self.low: Ends = [0, 1]
        self.high: Ends = [0, 1]
        self._parameters: dict[str, list[tuple[int, Parameter]]] = {}
        self.options: dict[int, tuple[str, ...]] = {}
        self.of_any_item: set[int] = set()

    # ── What readers ask for ──────────────────────────────────────────────────────────────────

    def truth(self, node: Node) -> int:
        """The place of a truth."""
        found = self._at(node)
        assert isinstance(found, int)  # noqa: S101
        return found

    def amount(self, node: Node) -> Amount:
        """A number or a day."""
        found = self._at(node)
        assert isinstance(found, Amount)  # noqa: S101
        return found

    def source_of(self, question: Question) -> tuple[int, Amount] | None:
        """The place of an open number or day, and what its value is there; None where nothing hangs on it."""
        place = self._made.get(("question", question.name))
        found = self.amount(question) if place is not None else None
        return None if place is None or found is None else (place, found)

    def place_of(self, amount: Amount) -> int:
        """The place that holds an amount times its divisor."""
        if len(amount.terms) == 1 and not amount.constant and amount.terms[0][1] == 1:
            return amount.terms[0][0]
        if not amount.terms:
            return self._fixed(amount.constant)
        key = (amount.constant, amount.terms)
        return self._place(
            ("weighted", *key), lambda place: Weighted(place, amount.constant, amount.terms)
        )

    def asked(self, places: Iterable[int]) -> list[Question]:
        """The open questions that some places still hang on, in the order in which they are met."""
        found: dict[Question, None] = {}
        done: set[int] = set()
        waiting = list(places)
        reached: list[int] = []
        while waiting:
            place = waiting.pop()
            if place in done or self.settled(place):
                continue
            done.add(place)
            tie = self.tie_at[place]
            if tie is None:
                continue
            if isinstance(tie, Source):
                reached.append(place)
            waiting.extend(tie.parts)
        for place in sorted(reached):
            source = self.tie_at[place]
            assert isinstance(source, Source)  # noqa: S101
            if source.asked is not None:
                found[source.asked] = None
        return list(found)

    def settled(self, place: int) -> bool:
        """Whether only one value is possible at a place."""
        tie = self.tie_at[place]
        if isinstance(tie, Source) and tie.bits:
            return self.low[place] & (self.low[place] - 1) == 0
        return self.low[place] == self.high[place]

    # ── Places ────────────────────────────────────────────────────────────────────────────────

    def _fixed(self, value: int) -> int:
        if value in (0, 1):
            return value
        key = ("fixed", value)
        if key not in self._made:
            self._made[key] = self._new(value, value)
        return self._made[key]

    def _new(self, low: int, high: int) -> int:
        self.low.append(low)
        self.high.append(high)
        self.tie_at.append(None)
        return len(self.low) - 1

    def _place(
        self,
        key: tuple[object, ...],
        tie: Callable[[int], Tie],
        low: int = -ANYWHERE,
        high: int = ANYWHERE,
    ) -> int:
        """The place of a tie, made once for each key, with the range that its parts allow."""
        if key in self._made:
            return self._made[key]
        place = self._new(low, high)
        made = tie(place)
        made.narrow(self.low, self.high)
        if self.low[place] == self.high[place] and not isinstance(made, Source):
            # Settled by its parts: a constant is enough.
            self._made[key] = self._fixed(self.low[place])
            return self._made[key]
        self.ties.append(made)
        self.tie_at[place] = made
        self._made[key] = place
        free = key[0] == "field" and self._item == {} and len(self._item_key) == 3
        if free or not self.of_any_item.isdisjoint(made.parts):
            self.of_any_item.add(place)
        return place

    def _truth_place(self, key: tuple[object, ...], tie: Callable[[int], Tie]) -> int:
        return self._place(key, tie, 0, 1)

    def _source(
        self,
        key: tuple[object, ...],
        low: int,
        high: int,
        *,
        asked: Question | None = None,
        bits: bool = False,
        values: tuple[int, ...] = (),
    ) -> int:
        return self._place(
            key, lambda place: Source(place, asked=asked, bits=bits, values=values), low, high
        )

    # ── Nodes ─────────────────────────────────────────────────────────────────────────────────

    def _at(self, node: Node) -> object:
        """What a node is: an amount, the place of a truth, or a choice (see `_choice`)."""
        of_item = self._item_key
        key = (id(node), () if of_item and _same_for_every_item(node) else of_item)
        seen = self._seen.get(key)
        if seen is None:  # the node is kept too, so that no other takes its identity
            seen = self._seen[key] = (node, self._read(node))
        return seen[1]

    def _read(self, node: Node) -> object:  # noqa: C901, PLR0912  one arm a node
        match node:
            case Constant(value):
                return self._constant(value)
            case Question() | Field():
                return self._asked(node)
            case Parameter():
                return self._parameter(node)
            case Sum(parts):
                whole = self.amount(parts[0])
                for part in parts[1:]:
                    whole = whole.plus(self.amount(part))
                return whole
            case Difference(left, right):
                return self.amount(left).plus(self.amount(right), -1)
            case DaysBetween(earlier, later):
                return self.amount(later).plus(self.amount(earlier), -1)
            case Product(left, right):
                return self._times(self.amount(left), self.amount(right))
            case Least(parts):
                return self._outermost([self.amount(part) for part in parts], Smallest)
            case Greatest(parts):
                return self._outermost([self.amount(part) for part in parts], Largest)
            case Rounded(value, step, up):
                return self._rounded(self.amount(value), step, up=up)
            case Bare(value):
                return self.amount(value)
            case Shift(day, months, days):
                return self._moved(self.amount(day), months, days)
            case Total():
                return self._total(node)
            case Comparison(operator, left, right):
                return self._compared(operator, self.amount(left).plus(self.amount(right), -1))
            case Member():
                return self._member(node)
            case All(parts):
                return self._joined(map(self.truth, parts), Every, ALWAYS)
            case AnyOf(parts):
                return self._joined(map(self.truth, parts), Some, NEVER)
            case Not(part):
                return self._opposite(self.truth(part))
            case Choose():
                return self._chosen(node)
            case _:
                raise TypeError(f"{type(node).__name__} cannot be narrowed: teach Residue to.")

    def _constant(self, value: Fraction | bool | date) -> object:
        if isinstance(value, bool):
            return ALWAYS if value else NEVER
        if isinstance(value, date):
            return Amount(1, value.toordinal())
        return _exactly(value)

    # ── Sources ───────────────────────────────────────────────────────────────────────────────

    def _asked(self, node: Question | Field) -> object:
        if isinstance(node, Field):
            free = Question(node.name, node.kind, node.unit, _OPEN_FIELD)
            question = self._fields.get(node.name, free)
            answer: object = None if self._item is None else self._item.get(node.name)
            key: tuple[object, ...] = ("field", node.name, self._item_key)
        else:
            question = node
            answer = self._answers.get(node.name)
            key = ("question", node.name)
        match node.kind:
            case Kind.TRUTH:
                return self._asked_truth(question, answer, key)
            case Kind.CHOICE:
                return self._asked_choice(question, answer, key)
            case Kind.DAY:
                return self._asked_day(question, answer, key)
            case _:
                return self._asked_number(question, answer, key)

    def _asked_truth(self, question: Question, answer: object, key: tuple[object, ...]) -> int:
        if isinstance(answer, Truth) and answer.true != answer.false:
            answer = answer.true
        if isinstance(answer, bool):
            return ALWAYS if answer else NEVER
        return self._source(key, 0, 1, asked=question)

    def _asked_choice(self, question: Question, answer: object, key: tuple[object, ...]) -> object:
        options = tuple(name for name, _ in question.about.options)
        if isinstance(answer, str):
            return answer
        left = options
        if isinstance(answer, Choices) and answer.options is not None:
            left = tuple(sorted(answer.options))
            if len(left) == 1:
                return left[0]
            options = (*options, *(o for o in left if o not in options))
        bits = sum(1 << options.index(option) for option in left)
        place = self._source(key, bits, bits, asked=question, bits=True)
        self.options[place] = options
        return (_CHOICE_OF, place)

    def _asked_day(self, question: Question, answer: object, key: tuple[object, ...]) -> Amount:
        if isinstance(answer, date):
            return Amount(1, answer.toordinal())
        about = question.about
        first = about.low if isinstance(about.low, date) else date(1990, 1, 1)
        last = about.high if isinstance(about.high, date) else date(2099, 12, 31)
        if isinstance(answer, Days):
            first, last = answer.first, answer.last
        if first == last:
            return Amount(1, first.toordinal())
        return Amount(
            1, 0, ((self._source(key, first.toordinal(), last.toordinal(), asked=question), 1),)
        )

    def _asked_number(self, question: Question, answer: object, key: tuple[object, ...]) -> Amount:
        if isinstance(answer, Fraction):
            return _exactly(answer)
        about = question.about
        step = about.step
        base = about.low if isinstance(about.low, Fraction) else Fraction(0)
        low = answer.low if isinstance(answer, Numbers) else base
        high = answer.high if isinstance(answer, Numbers) else about.high
        first = -UNBOUNDED if low is None else -((base - low) // step)
        last = UNBOUNDED if high is None else (high - base) // step  # type: ignore[operator]
        if first >= last:
            return _exactly(base + step * first) if first == last else _exactly(low or base)
        place = self._source(key, int(first), int(last), asked=question)
        return Amount(1, 0, ((place, 1),)).scaled(step).plus(_exactly(base))

    def _parameter(self, node: Parameter) -> object:
        if node.kind is Kind.CHOICE:
            return self._list_version(node)
        day = self.place_of(self.amount(node.event))
        possible = _possible(node, self.low[day], self.high[day])
        if possible.certain is not None:
            return self._constant(possible.certain)
        place = self._selected(
            node, day, possible.low, possible.high, possible.values, bits=False, only=possible.only
        )
        return place if node.kind is Kind.TRUTH else Amount(possible.divisor, 0, ((place, 1),))

    def _list_version(self, node: Parameter) -> object:
        """The list that is in force, or the place of its versions with the options on each."""
        day = self.place_of(self.amount(node.event))
        first, last = day_of(self.low[day]), day_of(self.high[day])
        found = candidates(node.values, first, last)
        if found.certain is not None:
            return found.certain.value
        bits = [1 << number for number in range(len(found.values))]
        versions: list[tuple[int, object]] = [
            (bit, dated.value) for bit, dated in zip(bits, found.values, strict=True)
        ]
        if found.open:
            versions.append((1 << len(bits), None))
        every = sum(bit for bit, _ in versions)
        return (self._selected(node, day, every, every, bits, bits=True), tuple(versions))

    def _number_of(self, node: Parameter) -> int:
        """A number for a parameter, the same for equal ones; only those of one name are compared."""
        of_this_name = self._parameters.setdefault(node.name, [])
        for number, other in of_this_name:
            if other is node or other == node:
                return number
        number = sum(map(len, self._parameters.values()))
        of_this_name.append((number, node))
        return number

    def _selected(
        self,
        node: Parameter,
        day: int,
        low: int,
        high: int,
        values: Sequence[int],
        *,
        bits: bool,
        only: tuple[int, ...] = (),
    ) -> int:
        """The place of a parameter of which more than one value may be in force."""
        key = ("parameter", self._number_of(node), day)
        if key in self._made:
            return self._made[key]
        place = self._made[key] = self._new(low, high)
        first, last = self.low[day], self.high[day]
        if first != last:
            found = candidates(node.values, day_of(first), day_of(last)).values
            dated = tuple(
                (value, *_run(entry.possible_from, entry.possible_until))
                for value, entry in zip(values, found, strict=True)
            )
            free = tuple(_free(node, dated, first, last))
            any_bit = 1 << len(values) if bits else None
            self.ties.append(Selected(place, day, dated, free, any_bit))
        source = Source(
            place, bits=bits, values=tuple(sorted(set(only))), day=day if first != last else None
        )
        self.ties.append(source)
        self.tie_at[place] = source
        if day in self.of_any_item:
            self.of_any_item.add(place)
        return place

    # ── Numbers ───────────────────────────────────────────────────────────────────────────────

    def _ends(self, amount: Amount) -> tuple[int, int]:
        """The range of an amount times its divisor."""
        least = most = amount.constant
        for place, weight in amount.terms:
            ends = (weight * self.low[place], weight * self.high[place])
            least, most = least + min(ends), most + max(ends)
        return least, most

    def _times(self, one: Amount, other: Amount) -> Amount:
        if one.settled is not None:
            return other.scaled(one.settled)
        if other.settled is not None:
            return one.scaled(other.settled)
        first, second = sorted((self.place_of(one), self.place_of(other)))
        place = self._place(
            ("times", first, second), lambda place: Multiplied(place, first, second)
        )
        return self._single(place, one.divisor * other.divisor)

    def _single(self, place: int, divisor: int) -> Amount:
        """The amount that a place holds; a constant where it is settled."""
        if self.low[place] == self.high[place]:
            return _exactly(Fraction(self.low[place], divisor))
        return Amount(divisor, 0, ((place, 1),))

    def _outermost(self, parts: list[Amount], of: type[Smallest | Largest]) -> Amount:
        divisor = lcm(*(part.divisor for part in parts))
        alike = [
            Amount(
                divisor,
                part.constant * (divisor // part.divisor),
                tuple((p, w * (divisor // part.divisor)) for p, w in part.terms),
            )
            for part in parts
        ]
        ends = [self._ends(part) for part in alike]
        if of is Smallest:
            reach = min(most for _, most in ends)
            left = [part for part, (least, _) in zip(alike, ends, strict=True) if least < reach]
            left += [part for part, end in zip(alike, ends, strict=True) if end == (reach, reach)][
                :1
            ]
        else:
            reach = max(least for least, _ in ends)
            left = [part for part, (_, most) in zip(alike, ends, strict=True) if most > reach]
            left += [part for part, end in zip(alike, ends, strict=True) if end == (reach, reach)][
                :1
            ]
        left = list(dict.fromkeys(left))
        if len(left) == 1:
            return left[0]
        if len(left) == 2:
            return self._outer_of_two(left[0], left[1], of)
        places = tuple(sorted({self.place_of(part) for part in left}))
        place = self._place((of, places), lambda place: of(place, places))
        return self._single(place, divisor)

    def _outer_of_two(self, one: Amount, other: Amount, of: type[Smallest | Largest]) -> Amount:
        """The smaller or larger of two amounts of one divisor."""
        test = self._compared(Operator.AT_MOST, one.plus(other, -1))
        if test in (NEVER, ALWAYS):
            return one if (test == ALWAYS) is (of is Smallest) else other
        pair = (self.place_of(one), self.place_of(other))
        kind = Smaller if of is Smallest else Larger
        place = self._place((kind, pair), lambda place: kind(place, pair, test))
        return self._single(place, one.divisor)

    def _rounded(self, amount: Amount, step: Fraction, *, up: bool) -> Amount:
        if amount.settled is not None:
            value = amount.settled
            return _exactly(-(-value // step) * step if up else (value // step) * step)
        if up:
            return self._rounded(amount.scaled(Fraction(-1)), step, up=False).scaled(Fraction(-1))
        of = self.place_of(amount)
        times, by = step.denominator, step.numerator * amount.divisor
        place = self._place(("floored", of, times, by), lambda place: Floored(place, of, times, by))
        return self._single(place, 1).scaled(step)

    def _moved(self, amount: Amount, months: int, days: int) -> Amount:
        if amount.settled is not None:
            moved = shift_day(day_of(int(amount.settled)), months, days)
            return Amount(1, moved.toordinal())
        if months:
            of = self.place_of(amount)
            place = self._place(("moved", of, months), lambda place: Moved(place, of, months))
            amount = self._single(place, 1)
        return amount.plus(Amount(1, days))

    def _total(self, node: Total) -> Amount:
        given = self._answers.get(node.items.name)
        outer = (self._item, self._item_key, self._fields)
        self._fields = {field.name: field for field in node.items.about.fields}
        try:
            if isinstance(given, tuple):
                return self._listed(node, given)
            return self._unlisted(node)
        finally:
            self._item, self._item_key, self._fields = outer

    def _listed(self, node: Total, given: Sequence[Mapping[str, Answer]]) -> Amount:
        whole = Amount(1, 0)
        for number, item in enumerate(given if node.most is None else given[: node.most]):
            self._item, self._item_key = item, (node.items.name, number)
            whole = whole.plus(self.amount(node.each))
        return whole

    def _unlisted(self, node: Total) -> Amount:
        """A list that is not answered: nothing is known of it but its longest and its items' range."""
        longest = node.items.about.high
        assert isinstance(longest, Fraction)  # noqa: S101
        key = ("count", node.items.name)
        count = self._place(
            key, lambda place: Source(place, asked=node.items, counts=True), 0, int(longest)
        )
        counted = Amount(1, 0, ((count, 1),))
        if node.most is not None:
            counted = self._outermost([counted, Amount(1, node.most)], Smallest)
        # The first few items may differ from the rest: what is known of them is theirs alone.
        self._item, self._item_key = {}, (node.items.name, "any", node.most)
        one = self.amount(node.each)
        if one.settled is not None:
            return counted.scaled(one.settled)
        of, times = self.place_of(one), self.place_of(counted)
        place = self._place(
            ("repeated", of, times), lambda place: Repeated(place, count=times, of=of)
        )
        self.of_any_item.discard(place)
        return self._single(place, one.divisor)

    # ── Truths ────────────────────────────────────────────────────────────────────────────────

    def _compared(self, operator: Operator, apart: Amount) -> int:
        if not apart.terms:
            return ALWAYS if _stands(operator, apart.constant) else NEVER
        shared = gcd(*(weight for _, weight in apart.terms))
        turned = apart.terms[0][1] < 0
        unit = -shared if turned else shared
        terms = tuple((place, weight // unit) for place, weight in apart.terms)
        of = self.place_of(Amount(1, 0, terms))
        least = -apart.constant  # the terms together stand so to this
        match operator:
            case Operator.EQUAL:
                if least % shared:
                    return NEVER
                return self._truth_place(
                    ("equals", of, least // unit), lambda place: Equals(place, of, least // unit)
                )
            case Operator.ABOVE | Operator.AT_LEAST:
                opposite = Operator.AT_MOST if operator is Operator.ABOVE else Operator.BELOW
                return self._opposite(self._compared(opposite, apart))
        limit = least if operator is Operator.AT_MOST else least - 1
        if turned:  # so many times the opposite is at most `limit`: it is at least the rest
            return self._opposite(self._at_most(of, -(limit // shared) - 1))
        return self._at_most(of, limit // shared)

    def _at_most(self, of: int, limit: int) -> int:
        return self._truth_place(("at most", of, limit), lambda place: AtMost(place, of, limit))

    def _opposite(self, of: int) -> int:
        if of in (NEVER, ALWAYS):
            return 1 - of
        tie = self.tie_at[of]
        if isinstance(tie, Opposite):
            return tie.of
        return self._truth_place(("opposite", of), lambda place: Opposite(place, of))

    def _joined(self, parts: Iterable[int], of: type[Every | Some], neutral: int) -> int:
        open_parts: set[int] = set()
        for part in parts:
            if part == 1 - neutral:
                return part  # the rest cannot change it, and need not be read
            if part != neutral:
                open_parts.add(part)
        left = tuple(sorted(open_parts))
        if len(left) < 2:
            return left[0] if left else neutral
        opposites = {
            tie.of for tie in map(self.tie_at.__getitem__, left) if isinstance(tie, Opposite)
        }
        if opposites & open_parts:
            return 1 - neutral  # something and its opposite
        return self._truth_place((of, left), lambda place: of(place, left))

    def _member(self, node: Member) -> int:
        chosen = self._choice(node.choice)
        if isinstance(node.options, Parameter):
            versions = self._at(node.options)
            if isinstance(versions, tuple):
                return self._on_list(chosen, versions)
            options = versions
        else:
            options = node.options
        assert isinstance(options, frozenset)  # noqa: S101
        if isinstance(chosen, str):
            return ALWAYS if chosen in options else NEVER
        place = chosen
        bits = self._bits(place, options)
        return self._truth_place(("one of", place, bits), lambda at: OneOf(at, place, bits))

    def _on_list(
        self,
        chosen: str | int,
        versions: tuple[int, tuple[tuple[int, frozenset[str] | None], ...]],
    ) -> int:
        version, lists = versions
        place = self._fixed_choice(chosen) if isinstance(chosen, str) else chosen
        named = tuple(
            (bit, None if options is None else self._bits(place, options)) for bit, options in lists
        )
        return self._truth_place(
            ("listed", place, version, named), lambda at: Listed(at, place, version, named)
        )

    def _fixed_choice(self, option: str) -> int:
        key = ("option", option)
        if key not in self._made:
            place = self._new(1, 1)
            self.options[place] = (option,)
            self._made[key] = place
        return self._made[key]

    def _choice(self, node: Node) -> str | int:
        """The option chosen, or the place of the options that may be."""
        found = self._at(node)
        if isinstance(found, tuple):
            return int(found[1])
        assert isinstance(found, str)  # noqa: S101
        return found

    def _bits(self, place: int, options: frozenset[str]) -> int:
        return sum(1 << at for at, option in enumerate(self.options[place]) if option in options)

    def _chosen(self, node: Choose) -> object:
        test = self.truth(node.condition)
        if test in (NEVER, ALWAYS):
            return self._at(node.then if test == ALWAYS else node.otherwise)
        match node.kind:
            case Kind.TRUTH:
                one, other = self.truth(node.then), self.truth(node.otherwise)
                if one == other:
                    return one
                return self._truth_place(
                    ("either", test, one, other), lambda place: Either(place, test, one, other)
                )
            case Kind.CHOICE:
                return self._chosen_option(node, test)
            case _:
                return self._chosen_amount(
                    test, self.amount(node.then), self.amount(node.otherwise)
                )

    def _chosen_amount(self, test: int, then: Amount, otherwise: Amount) -> Amount:
        if then == otherwise:
            return then
        divisor = lcm(then.divisor, otherwise.divisor)
        one, other = (
            self.place_of(
                Amount(
                    divisor,
                    part.constant * (divisor // part.divisor),
                    tuple((p, w * (divisor // part.divisor)) for p, w in part.terms),
                )
            )
            for part in (then, otherwise)
        )
        place = self._place(
            ("either", test, one, other), lambda place: Either(place, test, one, other)
        )
        return self._single(place, divisor)

    def _chosen_option(self, node: Choose, test: int) -> object:
        """A choice between two choices: whichever it is, it is one of their options."""
        both = [self._choice(node.then), self._choice(node.otherwise)]
        names: dict[str, None] = {}
        for chosen in both:
            for option in (chosen,) if isinstance(chosen, str) else self.options[chosen]:
                names[option] = None
        bits = (1 << len(names)) - 1
        place = self._source(("chosen", id(node), test), bits, bits, bits=True)
        self.options[place] = tuple(names)
        return (_CHOICE_OF, place)


def _whole(value: object) -> Fraction:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, Fraction | bool)  # noqa: S101
    return Fraction(value)


def _domain(kind: Kind, divisor: int) -> tuple[int, int]:
    """The range of a parameter of which the documents say nothing, times its divisor."""
    match kind:
        case Kind.TRUTH:
            return 0, 1
        case Kind.DAY:
            return date(1990, 1, 1).toordinal(), date(2099, 12, 31).toordinal()
        case _:
            return 0, UNBOUNDED * divisor


def _run(first: date | None, last: date | None) -> tuple[int, int]:
    return (
        1 if first is None else first.toordinal(),
        date.max.toordinal() if last is None else last.toordinal(),
    )


def _free(
    node: Parameter, dated: Sequence[tuple[int, int, int]], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """The runs of days between a first and a last on which any value may have been in force."""
    known_from = min(value.sure_from for value in node.values).toordinal()
    if first < known_from:
        yield first, known_from - 1
    for value in node.values:
        if value.confidence is Confidence.LOW:
            yield _run(value.possible_from, value.possible_until)
    reached = first
    for start, end in sorted((start, end) for _, start, end in dated):
        if start > reached:
            yield reached, min(start - 1, last)
        reached = max(reached, end + 1)
    if reached <= last:
        yield reached, last


def _stands(operator: Operator, apart: int) -> bool:
    """Whether two numbers that lie so far apart compare so."""
    match operator:
        case Operator.BELOW:
            return apart < 0
        case Operator.AT_MOST:
            return apart <= 0
        case Operator.EQUAL:
            return apart == 0
        case Operator.AT_LEAST:
            return apart >= 0
        case Operator.ABOVE:
            return apart > 0
