"""An expression in words, in both languages, with the parameters' values in force on a day.

"The smaller of one-third of the project's total cost and HK$15,000,000"; 「項目總成本的三分之一與
15,000,000港元兩者中較低者」. What the sources do not say of a day is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, TypeGuard

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
)
from technopole.rules.parameters import Confidence, DatedValue, candidates
from technopole.rules.wording import say_day, say_number

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
    Operator.AT_MOST: Text("is at most", "不多於"),
    Operator.EQUAL: Text("is", "等於"),
    Operator.AT_LEAST: Text("is at least", "不少於"),
    Operator.ABOVE: Text("is more than", "多於"),
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

    on:     the day whose parameters' values are said, whatever their event.
    values: values that stand for those of the day, where a certain version is to be said.
    fields: the fields of the list at hand, by name.
    """

    on: date
    values: Mapping[Parameter, DatedValue] = field(default_factory=dict)
    fields: Mapping[str, Question] = field(default_factory=dict)

    def say(self, node: Node) -> Text:  # noqa: C901, PLR0912  one arm a node
        """The expression in words."""
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
                en, zh = self._several(_flat(node))
                return Text(f"the sum of {_and(en)}", f"{_zh_and(zh)}之和")
            case Difference(left, right):
                whole, taken = self._operand(left), self._operand(right)
                return Text(f"{whole.en} less {taken.en}", f"{whole.zh_hant}減去{taken.zh_hant}")
            case Product():
                return self._product(node)
            case Least():
                return self._extreme(node, ("smaller", "smallest"), ("較低者", "最低者"))
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
                    f"the days from {start.en} to {end.en}",
                    f"由{start.zh_hant}至{end.zh_hant}的日數",
                )
            case Total():
                return self._total(node)
            case Comparison(operator, left, right):
                return self._compared(operator, left, right)
            case Member():
                return self._member(node, wanted=True)
            case All(parts):
                said = [self._clause(part) for part in parts]
                return Text(
                    "; and ".join(t.en for t in said), "；並且".join(t.zh_hant for t in said)
                )
            case AnyOf(parts):
                said = [self._clause(part) for part in parts]
                return Text("; or ".join(t.en for t in said), "；或".join(t.zh_hant for t in said))
            case Not(part):
                return self._not(part)
            case Choose(condition, then, otherwise):
                test, first, second = (self.say(part) for part in (condition, then, otherwise))
                return Text(
                    f"{first.en} if {test.en}, otherwise {second.en}",
                    f"若{test.zh_hant}，則為{first.zh_hant}，否則為{second.zh_hant}",
                )
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

    def _parameter(self, node: Parameter) -> Text:
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
        if node.kind is Kind.TRUTH:
            return Text(
                f"{node.wording.en}: {'yes' if dated.value else 'no'}",
                f"{node.wording.zh_hant}：{'是' if dated.value else '否'}",
            )
        if isinstance(dated.value, frozenset):
            return Text(_or(sorted(dated.value)), _zh_or(sorted(dated.value)))
        return self._value(dated.value, node.unit)

    def _several(self, parts: Sequence[Node]) -> tuple[list[str], list[str]]:
        said = [self._operand(part) for part in parts]
        return [text.en for text in said], [text.zh_hant for text in said]

    def _operand(self, node: Node) -> Text:
        """The expression as a part of another: in brackets where it has parts of its own."""
        inner = node.value if isinstance(node, Bare) else node
        said = self.say(inner)
        if isinstance(inner, _COMPOUND):
            return Text(f"({said.en})", f"（{said.zh_hant}）")
        return said

    def _clause(self, node: Node) -> Text:
        said = self.say(node)
        if isinstance(node, All | AnyOf):
            return Text(f"({said.en})", f"（{said.zh_hant}）")
        return said

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
        one, times = self._operand(node.left), self._operand(node.right)
        return Text(f"{one.en} times {times.en}", f"{one.zh_hant}乘以{times.zh_hant}")

    def _share(self, node: Node) -> Fraction | None:
        """The pure number that the node is, if it is a known one."""
        if node.unit != PURE:
            return None
        value: object = None
        if isinstance(node, Constant):
            value = node.value
        elif isinstance(node, Parameter):
            found = candidates(node.values, self.on, self.on).certain
            chosen = self.values.get(node, found)
            value = None if chosen is None else chosen.value
        return value if isinstance(value, Fraction) else None

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
            return Text(f"{said.en}, but not less than nothing", f"{said.zh_hant}（但不少於零）")
        return self._extreme(node, ("larger", "largest"), ("較高者", "最高者"))

    def _total(self, node: Total) -> Text:
        things = noun_of(node.items)
        fields = {question.name: question for question in node.items.about.fields}
        inner = InWords(self.on, self.values, fields).say(node.each)
        first = "" if node.most is None else f" (the first {node.most} at most)"
        first_zh = "" if node.most is None else f"（以首{node.most}項為限）"
        if node.each == Constant(Fraction(1), Kind.NUMBER, node.each.unit):
            return Text(f"the number of {things.en}{first}", f"{things.zh_hant}{first_zh}的數目")
        if _counts(node.each):
            where = InWords(self.on, self.values, fields).say(node.each.condition)
            return Text(
                f"how many of {things.en}{first} there are of which {where.en}",
                f"{things.zh_hant}{first_zh}中符合「{where.zh_hant}」者的數目",
            )
        return Text(
            f"the total over {things.en}{first} of {inner.en}",
            f"就每項{things.zh_hant}{first_zh}計算{inner.zh_hant}的總和",
        )

    def _compared(self, operator: Operator, left: Node, right: Node) -> Text:
        words = _DAYS_COMPARED if left.kind is Kind.DAY else _NUMBERS_COMPARED
        one, other, verb = self.say(left), self.say(right), words[operator]
        return Text(f"{one.en} {verb.en} {other.en}", f"{one.zh_hant}{verb.zh_hant}{other.zh_hant}")

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
        order = {name: place for place, name in enumerate(words)}
        listed = [words.get(name, Text(name, name)) for name in sorted(names, key=lambda n: order.get(n, -1))]  # fmt: skip
        en = _or([f"“{text.en}”" for text in listed])
        zh = _zh_or([f"「{text.in_language('zh-hant')}」" for text in listed])
        return Text(
            f"{noun.en} is {'' if wanted else 'not '}{en}{note.en}",
            f"{noun.zh_hant}{'' if wanted else '不'}是{zh}{note.zh_hant}",
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


def _zh_and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'、'.join(parts[:-1])}與{parts[-1]}"


def _zh_or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'、'.join(parts[:-1])}或{parts[-1]}"
