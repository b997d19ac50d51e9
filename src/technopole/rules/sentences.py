"""An expression in words, in both languages, with the parameters' values in force on a day.

"The smaller of one-third of the project's total cost and HK$15,000,000"; 「項目總成本的三分之一與
15,000,000港元兩者中較低者」. What the sources do not say of a day is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple, TypeGuard

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.nodes import (
    PURE,
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
from technopole.rules.parameters import Confidence, DatedValue, candidates
from technopole.rules.wording import say_day, say_number, say_rate

__all__ = ["InWords", "noun_of", "say_day", "say_number"]

_SHARES: Final = {
    Fraction(1, 2): ("half of", "的一半"),
    Fraction(1, 3): ("one-third of", "的三分之一"),
    Fraction(2, 3): ("two-thirds of", "的三分之二"),
    Fraction(1, 4): ("one-quarter of", "的四分之一"),
    Fraction(3, 4): ("three-quarters of", "的四分之三"),
}
_NUMBERS_COMPARED: Final = {
    Operator.BELOW: Text("is less than", "少於"),
    Operator.AT_MOST: Text("is at most", "不超過"),
    Operator.EQUAL: Text("is", "等於"),
    Operator.AT_LEAST: Text("is at least", "不少於"),
    Operator.ABOVE: Text("is more than", "超過"),
}
_DAYS_COMPARED: Final = {
    Operator.BELOW: Text("is before", "早於"),
    Operator.AT_MOST: Text("is on or before", "不遲於"),
    Operator.EQUAL: Text("is", "即"),
    Operator.AT_LEAST: Text("is on or after", "不早於"),
    Operator.ABOVE: Text("is after", "遲於"),
}
_TURNED: Final = {
    Operator.BELOW: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.ABOVE,
    Operator.AT_LEAST: Operator.BELOW,
    Operator.ABOVE: Operator.AT_MOST,
}
_COMPOUND: Final = Sum | Difference | Least | Greatest | Choose | Rounded | Total
_MOST_OPPOSITES: Final = 4  # options that are named in place of "none of them"
_SUBJECTS: Final = {
    "the applicant ": "申請者",
    "the person ": "申請人",
    "the project ": "項目",
    "the trainee ": "學員",
}
_NO_OPTION: Final = frozenset({"none", "other"})  # options that only say that no other one fits


def _value(amount: Fraction, unit: Unit) -> Text:
    """A number with its unit; a share as a fraction in words or in percent."""
    if unit != PURE or not 0 < amount < 1:
        return say_number(amount, unit)
    if amount in _SHARES:
        en, zh_hant = _SHARES[amount]
        return Text(en.removesuffix(" of"), zh_hant.removeprefix("的"))
    percent = exact_decimal(amount * 100)
    return say_number(amount, unit) if percent is None else Text(f"{percent}%", f"{percent}%")


def noun_of(question: Question) -> Text:
    """What a question asks for, as it stands in a sentence."""
    if question.about.noun:
        return question.about.noun
    wording = question.about.wording
    return Text(f"the answer to “{wording.en}”", f"「{wording.zh_hant}」的答案")


@dataclass(frozen=True, slots=True)
class InWords:
    """Says expressions as of a day.

    What the day settles is left out: a rule that then held for anybody is not said.

    on:     the day whose parameters' values are said, whatever their event.
    values: values that stand for those of the day, where a certain version is to be said.
    fields: the fields of the list at hand, by name.
    terms:  what parts of the rule are called, where they are named rather than spelt out.
    """

    on: date
    values: Mapping[Parameter, DatedValue] = field(default_factory=dict)
    fields: Mapping[str, Question] = field(default_factory=dict)
    terms: Mapping[Node, Text] = field(default_factory=dict)

    def say(self, node: Node) -> Text:  # noqa: C901, PLR0912  one arm a node
        """The expression in words."""
        if self.terms and node in self.terms:
            return self.terms[node]
        if not isinstance(node, Constant | Parameter):
            number = self._number(node)
            if number is not None:
                return _value(number, node.unit)
        match node:
            case Constant(value):
                return self._value(value, node.unit)
            case Question():
                return self._answered(node, yes=True) if node.kind is Kind.TRUTH else noun_of(node)
            case Field(name):
                known = self.fields.get(name)
                if known is None:
                    return Text(f"the item's {name}", f"該項的{name}")
                return (
                    self._answered(known, yes=True) if known.kind is Kind.TRUTH else noun_of(known)
                )
            case Parameter():
                return self._parameter(node)
            case Sum():
                if _both_days_included(node):
                    span = self.say(node.parts[0])
                    return Text(f"{span.en} (both included)", f"{span.zh_hant}（首尾兩日計算在內）")
                en, zh = self._several(_flat(node))
                return Text(f"the sum of {_and(en)}", f"{_zh_and(zh)}之和")
            case Difference(left, right):
                whole, taken = self._operand(left), self._operand(right)
                return Text(f"{whole.en} less {taken.en}", f"{whole.zh_hant}減去{taken.zh_hant}")
            case Product():
                return self._product(node)
            case Least():
                return self._least(node)
            case Greatest():
                return self._greatest(node)
            case Rounded(value, step, up):
                inner, grain = self.say(value), say_number(step, node.unit)
                way = ("up", "上") if up else ("down", "下")
                return Text(
                    f"{inner.en}, rounded {way[0]} to a multiple of {grain.en}",
                    f"{inner.zh_hant}（向{way[1]}取至{grain.zh_hant}的倍數）",
                )
            case Bare(value):
                return self.say(value)
            case DaysBetween(earlier, later):
                start, end = self.say(earlier), self.say(later)
                return Text(
                    f"the number of days from {start.en} to {end.en}",
                    f"由{start.zh_hant}至{end.zh_hant}的日數",
                )
            case Total():
                return self._total(node)
            case Comparison(operator, left, right):
                return self._compared(operator, left, right)
            case Member():
                return self._member(node, wanted=True)
            case All():
                return self._all(node)
            case AnyOf():
                return self._any(node)
            case Not(part):
                return self._not(part)
            case Choose():
                return self._chosen(node)
            case Shift():
                return self._shifted(node)
            case _:
                raise TypeError(f"{type(node).__name__} has no words: teach InWords to say it.")

    def _value(self, value: object, unit: Unit) -> Text:
        if isinstance(value, bool):
            return Text("yes", "是") if value else Text("no", "否")
        if isinstance(value, date):
            return say_day(value)
        assert isinstance(value, Fraction)  # noqa: S101
        return _value(value, unit)

    def _answered(self, question: Question, *, yes: bool) -> Text:
        wording = question.about.wording
        if question.about.yes:
            return question.about.yes if yes else question.about.no
        if question.about.group:
            return Text(
                f"“{wording.en}” is {'' if yes else 'not '}ticked",
                f"{'已' if yes else '沒有'}選「{wording.zh_hant}」",
            )
        return Text(
            f"the answer to “{wording.en}” is {'yes' if yes else 'no'}",
            f"「{wording.zh_hant}」的答案為{'是' if yes else '否'}",
        )

    # ── What the day settles ──────────────────────────────────────────────────────────────────

    def _number(self, node: Node) -> Fraction | None:
        """The number that an expression comes to on the day, where nothing that is asked matters."""
        match node:
            case Constant(value):
                return value if isinstance(value, Fraction) else None
            case Parameter():
                given = self._known(node)
                return given if isinstance(given, Fraction) else None
            case Bare(inner):
                return self._number(inner)
            case Product(left, right):
                one, other = self._number(left), self._number(right)
                if one == 0 or other == 0:
                    return Fraction(0)
                return None if one is None or other is None else one * other
            case Difference(left, right):
                one, other = self._number(left), self._number(right)
                return None if one is None or other is None else one - other
            case Sum(parts):
                found = [self._number(part) for part in parts]
                known = [number for number in found if number is not None]
                return sum(known, Fraction(0)) if len(known) == len(found) else None
            case _:
                return None

    def _known(self, node: Parameter) -> object:
        """The value of a parameter on the day; None where it is not sure."""
        chosen = self.values.get(node) or candidates(node.values, self.on, self.on).certain
        return None if chosen is None or chosen.confidence is Confidence.LOW else chosen.value

    def _holds(self, node: Node) -> bool | None:
        """Whether a test holds on the day, where nothing that is asked matters."""
        match node:
            case Parameter():
                value = self._known(node)
                return value if isinstance(value, bool) else None
            case Not(part):
                inner = self._holds(part)
                return None if inner is None else not inner
            case All(parts):
                return _joint(False, [self._holds(part) for part in parts])
            case AnyOf(parts):
                return _joint(True, [self._holds(part) for part in parts])
            case Comparison(operator, left, right):
                one, other = self._number(left), self._number(right)
                if operator is Operator.AT_MOST and one is not None and _is_never_below(right, one):
                    return True
                if one is None or other is None:
                    return None
                return {
                    Operator.BELOW: one < other,
                    Operator.AT_MOST: one <= other,
                    Operator.EQUAL: one == other,
                    Operator.AT_LEAST: one >= other,
                    Operator.ABOVE: one > other,
                }[operator]
            case _:
                return None

    def is_settled(self, node: Node) -> bool:
        """Whether the day alone makes a test hold for anybody, by numbers rather than by a dated truth."""
        if not self._holds(node):
            return False
        return not any(
            isinstance(part, Parameter) and part.kind is Kind.TRUTH for part in walk(node)
        )

    def _in_play(self, parts: Sequence[Node], settling: bool) -> tuple[Node, ...]:
        """The parts that matter on the day; one alone where the day settles the whole."""
        for part in parts:
            if self._holds(part) is settling:
                return (part,)
        return tuple(part for part in parts if self._holds(part) is None) or tuple(parts[:1])

    def _reduced(self, node: Node) -> Node:
        """What is left of several tests where the day settles all but one."""
        while isinstance(node, All | AnyOf) and node not in self.terms:
            parts = self._in_play(node.parts, settling=isinstance(node, AnyOf))
            if isinstance(node, AnyOf):
                parts = self._widest(parts)
            if len(parts) > 1:
                break
            node = parts[0]
        return node

    def _widest(self, parts: Sequence[Node]) -> tuple[Node, ...]:
        """The tests of which one is enough, without those that another one takes in."""
        bounds = [self._upper(part) for part in parts]
        return tuple(
            part
            for place, part in enumerate(parts)
            if not any(
                nth != place and _takes_in(other, bounds[place]) for nth, other in enumerate(bounds)
            )
        )

    def _upper(self, node: Node) -> _Upper | None:
        """The bound below which a test keeps something, if it does."""
        node = self._reduced(node)
        if not isinstance(node, Comparison):
            return None
        allowed = {Operator.BELOW: 0, Operator.AT_MOST: 1, Operator.EQUAL: 1}.get(node.operator)
        if allowed is None:
            return None
        if isinstance(node.right, Shift) and not node.right.days and node.operator is not Operator.EQUAL:  # fmt: skip
            months = (Fraction(node.right.months), allowed)
            return _Upper((node.left, node.right.day), months, months)
        numbers = self._numbers(node.right)
        if None in numbers:
            return None
        ends = sorted((number, allowed) for number in numbers if number is not None)
        return _Upper((node.left, None), ends[0], ends[-1])

    def _numbers(self, node: Node) -> list[Fraction | None]:
        """The numbers that an expression may come to; None among them where one is not known."""
        if isinstance(node, Choose) and self._number(node) is None:
            return [*self._numbers(node.then), *self._numbers(node.otherwise)]
        return [self._number(node)]

    # ── Leaves ────────────────────────────────────────────────────────────────────────────────

    def _parameter(self, node: Parameter) -> Text:
        if node.kind is Kind.TRUTH:
            holds = self._holds(node)
            if holds is not None:
                return _statement(node, holds)
            yes = _statement(node, True)
            unsure = candidates(node.values, self.on, self.on).values
            note = Text("not certain", "未能確定") if unsure else Text("not known", "未知")
            return Text(f"{yes.en} ({note.en})", f"{yes.zh_hant}（{note.zh_hant}）")
        chosen = self.values.get(node)
        if chosen is not None:
            return self.say_dated(chosen, node)
        found = candidates(node.values, self.on, self.on)
        said = list(dict.fromkeys(self.say_dated(value, node) for value in found.values))
        if not said:
            return Text(f"“{node.wording.en}” (not known)", f"「{node.wording.zh_hant}」（未知）")
        en, zh = _or([t.en for t in said]), _zh_or([t.zh_hant for t in said])
        weak = any(value.confidence is Confidence.LOW for value in found.values)
        if weak:
            return Text(f"{en} (from a weak source)", f"{zh}（來源薄弱）")
        if found.open:
            return Text(f"{en} (not certain)", f"{zh}（未能確定）")
        return Text(en, zh)

    def say_dated(self, dated: DatedValue, node: Parameter) -> Text:
        """One value of a parameter in words."""
        if isinstance(dated.value, frozenset):
            return Text(_or(sorted(dated.value)), _zh_or(sorted(dated.value)))
        rate = dated.value
        if isinstance(rate, Fraction) and node.unit == PURE and (node.ratio or rate not in _SHARES):
            return say_rate(rate, ratio=node.ratio)
        return self._value(dated.value, node.unit)

    def _several(self, parts: Sequence[Node]) -> tuple[list[str], list[str]]:
        said = [self._operand(part) for part in parts]
        return [text.en for text in said], [text.zh_hant for text in said]

    def _operand(self, node: Node) -> Text:
        """The expression as a part of another: in brackets where it has parts of its own."""
        inner = node.value if isinstance(node, Bare) and node not in self.terms else node
        said = self.say(inner)
        if isinstance(inner, _COMPOUND) and self._number(inner) is None and inner not in self.terms:
            return Text(f"({said.en})", f"（{said.zh_hant}）")
        return said

    # ── Several at once ───────────────────────────────────────────────────────────────────────

    def _all(self, node: All) -> Text:
        parts = self._in_play(node.parts, settling=False)
        if len(parts) == 1:
            return self.say(parts[0])
        en, zh = self._clauses(parts)
        if any(map(_is_long, en)):
            return Text("; and ".join(en), "；並且".join(zh))
        en, zh = _of_one_subject(en, zh)
        return Text(_and(en), "，並且".join(zh))

    def _any(self, node: AnyOf) -> Text:
        parts = self._widest(self._in_play(node.parts, settling=True))
        if len(parts) == 1:
            return self.say(parts[0])
        unless = [part.part for part in parts if isinstance(part, Not) and not _is_none(part.part)]
        rest = [part for part in parts if not isinstance(part, Not) or _is_none(part.part)]
        if not unless:
            en, zh = self._clauses(parts)
            if any(map(_is_long, en)):
                return Text("; or ".join(en), "；或".join(zh))
            en, zh = _of_one_subject(en, zh)
            return Text(_or(en), "，或".join(zh))
        if not rest:
            rest = [Not(unless.pop())]
        test = self.say(unless[0] if len(unless) == 1 else All(tuple(unless)))
        then = self.say(rest[0] if len(rest) == 1 else AnyOf(tuple(rest)))
        chinese = f"（{then.zh_hant}）" if then.zh_hant.startswith("若") else then.zh_hant
        return Text(f"if {test.en}, {then.en}", f"若{test.zh_hant}，則{chinese}")

    def _clauses(self, parts: Sequence[Node]) -> tuple[list[str], list[str]]:
        said = [self._clause(part) for part in parts]
        return [text.en for text in said], [text.zh_hant for text in said]

    def _clause(self, node: Node) -> Text:
        node = self._reduced(node)
        said = self.say(node)
        if isinstance(node, All | AnyOf | Choose) and node not in self.terms:
            return Text(f"({said.en})", f"（{said.zh_hant}）")
        return said

    def _chosen(self, node: Choose) -> Text:
        """One of several, by tests: "A if x, B if y, otherwise C"."""
        cases: list[tuple[Node, Node]] = []
        rest: Node = node
        while isinstance(rest, Choose) and rest not in self.terms:
            holds = self._holds(rest.condition)
            if holds is None:
                cases.append((rest.condition, rest.then))
            if holds:
                rest = rest.then
                break
            rest = rest.otherwise
        part = self._clause if node.kind is Kind.TRUTH else self.say
        last = part(rest)
        said = [(self.say(test), part(then)) for test, then in cases]
        while said and said[-1][1] == last:
            said.pop()
        if not said:
            return last
        zh = "；".join(f"若{test.zh_hant}，則為{then.zh_hant}" for test, then in said)
        if node.kind is Kind.TRUTH:
            en = "; ".join(f"if {test.en}, {then.en}" for test, then in said)
            zh = zh.replace("則為", "則")
            return Text(f"{en}; otherwise {last.en}", f"{zh}；否則{last.zh_hant}")
        en = ", ".join(f"{then.en} if {test.en}" for test, then in said)
        return Text(f"{en}, otherwise {last.en}", f"{zh}；否則為{last.zh_hant}")

    # ── Numbers ───────────────────────────────────────────────────────────────────────────────

    def _product(self, node: Product) -> Text:
        for factor, other in ((node.right, node.left), (node.left, node.right)):
            share = self._share(factor)
            if share is not None:
                of = self._operand(other)
                if share == 1:
                    return of
                if share in _SHARES:
                    en, zh_hant = _SHARES[share]
                    return Text(f"{en} {of.en}", f"{of.zh_hant}{zh_hant}")
                said = _value(share, PURE)
                if 0 < share < 1:
                    return Text(f"{said.en} of {of.en}", f"{of.zh_hant}的{said.zh_hant}")
                return Text(f"{said.en} times {of.en}", f"{of.zh_hant}的{said.zh_hant}倍")
        for factor, other in ((node.right, node.left), (node.left, node.right)):
            if (
                isinstance(factor, Choose)
                and factor.unit == PURE
                and factor not in self.terms
                and None not in self._numbers(factor)
            ):
                return self._chosen(_multiplied_case_by_case(other, factor))
        one, times = self._operand(node.left), self._operand(node.right)
        return Text(f"{one.en} times {times.en}", f"{one.zh_hant}乘以{times.zh_hant}")

    def _share(self, node: Node) -> Fraction | None:
        """The pure number that the node is, if it is a known one."""
        return self._number(node) if node.unit == PURE and not isinstance(node, Bare) else None

    def _least(self, node: Least) -> Text:
        """The smallest of several; of two known shares of one thing the smaller one alone."""
        products = [part for part in node.parts if isinstance(part, Product)]
        shares = [self._number(part.right) for part in products]
        known = [share for share in shares if share is not None]
        if len(known) == len(node.parts) and len({part.left for part in products}) == 1:
            return self.say(products[shares.index(min(known))])
        return self._extreme(node, ("smaller", "smallest"), ("較低者", "最低者"))

    def _extreme(
        self, node: Least | Greatest, words: tuple[str, str], chinese: tuple[str, str]
    ) -> Text:
        parts = _flat(node)
        en, zh = self._several(parts)
        if len(parts) == 2:
            return Text(f"the {words[0]} of {_and(en)}", f"{_zh_and(zh)}兩者中{chinese[0]}")
        return Text(f"the {words[1]} of {_and(en)}", f"{_zh_and(zh)}當中{chinese[1]}")

    def _greatest(self, node: Greatest) -> Text:
        rest = [part for part in node.parts if not _is_nothing(part)]
        if len(rest) == 1 < len(node.parts):
            said = self.say(rest[0])
            return Text(f"{said.en}, but not below zero", f"{said.zh_hant}（最少為零）")
        return self._extreme(node, ("larger", "largest"), ("較高者", "最高者"))

    def _total(self, node: Total) -> Text:
        things, first = self._things(node)
        if node.each == Constant(Fraction(1), Kind.NUMBER, node.each.unit):
            several = things.en.removeprefix("the ")
            return Text(
                f"the number of {several}{first.en}", f"{things.zh_hant}{first.zh_hant}數目"
            )
        if _counts(node.each):
            where = self._inside(node).say(node.each.condition)
            whom = "whom" if node.unit.id == "persons" else "which"
            several = things.en.removeprefix("the ")
            return Text(
                f"the number of {several}{first.en} to {whom} this applies ({where.en})",
                f"符合以下條件的{things.zh_hant}{first.zh_hant}數目（{where.zh_hant}）",
            )
        inner = self._inside(node).say(node.each)
        return Text(
            f"the total, over {things.en}{first.en}, of {inner.en}",
            f"就{things.zh_hant}{first.zh_hant}逐一計算{inner.zh_hant}的總和",
        )

    def _inside(self, node: Total) -> InWords:
        fields = {question.name: question for question in node.items.about.fields}
        return InWords(self.on, self.values, fields, self.terms)

    def _things(self, node: Total) -> tuple[Text, Text]:
        """What a total runs over, and how far."""
        things = noun_of(node.items)
        if node.most is None:
            return things, Text("", "")
        return things, Text(f" (the first {node.most} at most)", f"（以首{node.most}項為限）")

    # ── Truths ────────────────────────────────────────────────────────────────────────────────

    def _compared(self, operator: Operator, left: Node, right: Node) -> Text:
        everyone = self._each(operator, left, right)
        if everyone is not None:
            return everyone
        words = _DAYS_COMPARED if left.kind is Kind.DAY else _NUMBERS_COMPARED
        one, other, verb = self._beside(left, right), self._beside(right, left), words[operator]
        if one.en.startswith("the number of "):
            other = Text(self._uncounted(right, left) or other.en, other.zh_hant)
        if one.zh_hant.endswith("數目"):
            other = Text(other.en, _counted_zh(other.zh_hant))
        if isinstance(left, DaysBetween) or _both_days_included(left):
            other = Text(other.en, f"{other.zh_hant.removesuffix('日')}日")
        chinese = f"{one.zh_hant}{verb.zh_hant}{other.zh_hant}"
        if operator is Operator.AT_MOST and isinstance(right, Shift) and " after " in other.en:
            verb = Text("is at most", verb.zh_hant)
        if isinstance(right, Choose) and right not in self.terms and "若" in other.zh_hant:
            chinese = self._chosen(_compared_case_by_case(operator, left, right)).zh_hant
        return Text(f"{one.en} {verb.en} {other.en}", chinese)

    def _beside(self, node: Node, other: Node) -> Text:
        """One side of a comparison; a bare number with the unit of what it stands beside."""
        number = self._number(node)
        if isinstance(other, Bare) and number is not None:
            return _value(number, other.value.unit)
        if isinstance(other, Bare) and isinstance(node, Choose):
            return self.say(self._with_unit(node, other.value.unit))
        return self.say(node)

    def _uncounted(self, node: Node, beside: Node) -> str | None:
        """A known number of things without their name, after "the number of"."""
        number = self._number(node)
        unit = beside.value.unit if isinstance(beside, Bare) else node.unit
        if number is None or unit.id in ("HKD", "RMB", "percent"):
            return None
        return say_number(number, PURE).en

    def _with_unit(self, node: Choose, unit: Unit) -> Choose:
        """A choice between bare numbers with their unit."""

        def known(part: Node) -> Node:
            if isinstance(part, Choose):
                return self._with_unit(part, unit)
            number = self._number(part)
            assert number is not None  # noqa: S101  all are known
            return Constant(number, Kind.NUMBER, unit)

        if None in self._numbers(node):
            return node
        return Choose(node.condition, known(node.then), known(node.otherwise))

    def _each(self, operator: Operator, left: Node, right: Node) -> Text | None:
        """Of the things in a list: "for each of them", "for at least one of them"."""
        left = left.value if isinstance(left, Bare) else left
        if not isinstance(left, Total) or not _counts(left.each) or left in self.terms:
            return None
        number = self._number(right)
        things, first = self._things(left)
        inside = self._inside(left)
        if operator is Operator.EQUAL and number == 0:
            said = inside.say(Not(left.each.condition))
            return Text(
                f"for each of {things.en}{first.en}, {said.en}",
                f"就各{things.zh_hant}{first.zh_hant}而言，{said.zh_hant}",
            )
        if operator is Operator.AT_LEAST and number == 1:
            said = inside.say(left.each.condition)
            return Text(
                f"for at least one of {things.en}{first.en}, {said.en}",
                f"就{things.zh_hant}{first.zh_hant}當中最少其一而言，{said.zh_hant}",
            )
        return None

    def _member(self, node: Member, *, wanted: bool) -> Text:
        asked = node.choice
        if isinstance(asked, Field):
            asked = self.fields.get(asked.name, asked)
        words = dict(asked.about.options) if isinstance(asked, Question) else {}
        noun = noun_of(asked) if isinstance(asked, Question) else self.say(asked)
        names, note = self._options(node.options)
        if names is None:
            return Text(
                f"{noun.en} is {'' if wanted else 'not '}in {note.en}",
                f"{noun.zh_hant}{'' if wanted else '不'}屬於{note.zh_hant}",
            )
        rest = [name for name in words if name not in names]
        if not wanted and not note and names <= _NO_OPTION and 0 < len(rest) <= _MOST_OPPOSITES:
            names, wanted = frozenset(rest), True
        if (
            wanted
            and not note
            and len(rest) == 1 < len(names)
            and _is_better_denied(rest[0], names)
        ):
            names, wanted = frozenset(rest), False
        order = {name: place for place, name in enumerate(words)}
        listed = [_option(words.get(name, Text(name, name))) for name in sorted(names, key=lambda n: order.get(n, -1))]  # fmt: skip
        en, zh = (
            _either([text.en for text in listed]),
            _zh_either([text.zh_hant for text in listed]),
        )
        return Text(
            f"{noun.en} is {'' if wanted else 'not '}{en}{note.en}",
            f"{noun.zh_hant}{'為' if wanted else '並非'}{zh}{note.zh_hant}",
        )

    def _options(self, options: frozenset[str] | Parameter) -> tuple[frozenset[str] | None, Text]:
        """The options that are meant, if they are known, and how sure that is."""
        if not isinstance(options, Parameter):
            return options, Text("", "")
        chosen = self.values.get(options)
        found = candidates(options.values, self.on, self.on)
        dated = chosen or found.certain
        if dated is not None and isinstance(dated.value, frozenset):
            return dated.value, Text("", "")
        lists = [value.value for value in found.values if isinstance(value.value, frozenset)]
        if not lists:
            return None, options.wording
        return frozenset().union(*lists), Text(" (not certain)", "（未能確定）")

    def _not(self, part: Node) -> Text:
        if isinstance(part, Field):
            part = self.fields.get(part.name, part)
        match part:
            case Question():
                return self._answered(part, yes=False)
            case Member():
                return self._member(part, wanted=False)
            case Comparison(operator, left, right) if operator in _TURNED:
                return self._compared(_TURNED[operator], left, right)
            case Not(inner):
                return self.say(inner)
            case Parameter() if part.kind is Kind.TRUTH:
                return _statement(part, False)
            case All(parts):
                return self.say(AnyOf(tuple(_opposite(one) for one in parts)))
            case AnyOf(parts):
                return self.say(All(tuple(_opposite(one) for one in parts)))
            case _:
                said = self.say(part)
                return Text(f"it is not so that {said.en}", f"並非{said.zh_hant}")

    def _shifted(self, node: Shift) -> Text:
        base = self.say(node.day)
        if not (node.months or node.days):
            return base
        en: list[str] = []
        zh: list[str] = []
        years, months = divmod(abs(node.months), 12)
        if months:
            years, months = 0, abs(node.months)
        for number, one, several, chinese in (
            (years, "year", "years", "年"),
            (months, "month", "months", "個月"),
            (abs(node.days), "day", "days", "日"),
        ):
            if number:
                en.append(f"{number} {one if number == 1 else several}")
                zh.append(f"{number}{chinese}")
        later = (node.months or node.days) > 0
        return Text(
            f"{' and '.join(en)} {'after' if later else 'before'} {base.en}",
            f"{base.zh_hant}{'後' if later else '前'}{''.join(zh)}",
        )


class _Upper(NamedTuple):
    """Below which bound something is kept, at least and at most; one that is itself allowed is larger.

    of: what is kept below it, and from which day the bound is counted.
    """

    of: tuple[Node, Node | None]
    least: tuple[Fraction, int]
    most: tuple[Fraction, int]


def _takes_in(wider: _Upper | None, narrower: _Upper | None) -> bool:
    if wider is None or narrower is None or wider.of != narrower.of:
        return False
    return wider.least > narrower.most


def _joint(settling: bool, found: Sequence[bool | None]) -> bool | None:
    """Whether several hold together: one that settles is enough, the rest must all be known."""
    if settling in found:
        return settling
    return None if None in found else not settling


def _opposite(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


def _statement(node: Parameter, holds: bool) -> Text:
    """What a dated truth says, or its opposite."""
    en = node.wording.en
    if en[1:2].islower() or en[1:2] == " ":
        en = f"{en[:1].lower()}{en[1:]}"
    if holds:
        return Text(en, node.wording.zh_hant)
    if node.denied:
        return node.denied
    return Text(f"it is not so that {en}", f"並非「{node.wording.zh_hant}」")


def _option(words: Text) -> Text:
    """An option as it stands in a sentence: what stands before its colon, a thing without quotes."""
    en, zh = words.en.partition(":")[0], words.in_language("zh-hant").partition("：")[0]
    if en.startswith(("A ", "An ", "Another ")):
        return Text(f"{en[:1].lower()}{en[1:]}", zh)
    return Text(f"“{en}”", f"「{zh}」")


def _of_one_subject(en: list[str], zh: list[str]) -> tuple[list[str], list[str]]:
    """Clauses about one subject, which only the first one names."""
    for subject, chinese in _SUBJECTS.items():
        if not en[0].startswith(subject):
            continue
        for place in range(1, len(en)):
            if en[place].startswith(subject):
                en[place] = en[place].removeprefix(subject)
                rest = zh[place].removeprefix(chinese)
                if zh[0].startswith(chinese) and rest[:1] not in ("的", "及"):
                    zh[place] = rest
    return en, zh


def _is_long(said: str) -> bool:
    """Whether a clause has joints of its own, so that a comma would not part it from the next."""
    return any(joint in said for joint in (", ", ";", " and ", " or "))


def _is_better_denied(rest: str, names: frozenset[str]) -> bool:
    """Whether it is plainer to name the one option that an answer must not be."""
    return rest not in _NO_OPTION or (rest == "none" and len(names) > _MOST_OPPOSITES)


def _is_none(node: Node) -> bool:
    """Whether a choice is the option that says that none of the others fits."""
    return (
        isinstance(node, Member)
        and isinstance(node.options, frozenset)
        and node.options <= _NO_OPTION
    )


def _is_never_below(node: Node, number: Fraction) -> bool:
    """Whether no answer to a question is below a number."""
    low = node.about.low if isinstance(node, Question) else None
    return isinstance(low, Fraction) and low >= number


def _compared_case_by_case(operator: Operator, left: Node, right: Node) -> Choose:
    assert isinstance(right, Choose)  # noqa: S101

    def case(part: Node) -> Node:
        if isinstance(part, Choose):
            return _compared_case_by_case(operator, left, part)
        return Comparison(operator, left, part)

    return Choose(right.condition, case(right.then), case(right.otherwise))


def _multiplied_case_by_case(node: Node, by: Choose) -> Choose:
    def case(part: Node) -> Node:
        if isinstance(part, Choose):
            return _multiplied_case_by_case(node, part)
        return Product(node, part)

    return Choose(by.condition, case(by.then), case(by.otherwise))


def _counted_zh(said: str) -> str:
    """A number of projects after 「項目數目」: 「3個」."""
    return said.removesuffix("項目") if said.endswith("個項目") else said


def _both_days_included(node: Node) -> bool:
    return (
        isinstance(node, Sum)
        and len(node.parts) == 2
        and isinstance(node.parts[0], DaysBetween)
        and isinstance(node.parts[1], Constant)
        and node.parts[1].value == 1
    )


def _flat(node: Sum | Least | Greatest) -> list[Node]:
    """The parts, with those of a like node among them taken in."""
    found: list[Node] = []
    for part in node.parts:
        found += _flat(part) if type(part) is type(node) else [part]
    return found


def _counts(node: Node) -> TypeGuard[Choose]:
    """Whether the node is one for an item that fulfils a test, and else nothing."""
    if not isinstance(node, Choose) or not isinstance(node.then, Constant):
        return False
    return node.then.value == 1 and _is_nothing(node.otherwise)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Constant) and node.value == 0


def _and(parts: Sequence[str]) -> str:
    return _joined(parts, "and")


def _or(parts: Sequence[str]) -> str:
    return _joined(parts, "or")


def _joined(parts: Sequence[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _either(parts: Sequence[str]) -> str:
    """One of several, with a comma before the last where one of them has an "or" of its own."""
    if len(parts) > 1 and any(" or " in part for part in parts):
        return f"{', '.join(parts[:-1])}, or {parts[-1]}"
    return _or(parts)


def _zh_either(parts: Sequence[str]) -> str:
    if len(parts) > 1 and any("或" in part for part in parts):
        return f"{'、'.join(parts[:-1])}，或{parts[-1]}"
    return _zh_or(parts)


def _zh_and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'、'.join(parts[:-1])}與{parts[-1]}"


def _zh_or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'、'.join(parts[:-1])}或{parts[-1]}"
