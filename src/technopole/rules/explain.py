"""Why a decision is what it is, as sentences in both languages, down to each comparison and sum.

    explained(scheme, decision, answers)     the conditions and awards, each with its steps below it
    changes(scheme, answers, on)             the nearest change of one answer that makes a no a yes

Sentences are made here, when somebody wants to read them; a decision itself carries only values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.changed_items import changed_items
from technopole.rules.language import Condition, Scheme
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
from technopole.rules.ranges import (
    Answer,
    Answers,
    Choices,
    Days,
    Numbers,
    Range,
    Remembering,
    Truth,
    range_of,
)
from technopole.rules.readers.decide import AwardRange, Decision, Eligible, Flag, Reason, decide
from technopole.rules.sentences import InWords, noun_of
from technopole.rules.splitting import nearest
from technopole.rules.wording import BEYOND_ANY_AWARD, say_answer, say_day, say_number, say_rate

__all__ = ["Change", "Changes", "Explanation", "Said", "changes", "explained", "say_flag"]

_MOST_ITEMS: Final = 20
_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
_MOST_NAMED: Final = 4  # questions that a sentence names as missing
_NUMBERS: Final = {
    Operator.BELOW: (Text("is less than", "少於"), Text("is not less than", "不少於")),
    Operator.AT_MOST: (Text("is at most", "不多於"), Text("is more than", "多於")),
    Operator.EQUAL: (Text("is", "等於"), Text("is not", "不等於")),
    Operator.AT_LEAST: (Text("is at least", "不少於"), Text("is less than", "少於")),
    Operator.ABOVE: (Text("is more than", "多於"), Text("is not more than", "不多於")),
}
_DAYS: Final = {
    Operator.BELOW: (Text("is before", "早於"), Text("is not before", "不早於")),
    Operator.AT_MOST: (Text("is not after", "不遲於"), Text("is after", "遲於")),
    Operator.EQUAL: (Text("is", "即"), Text("is not", "並非")),
    Operator.AT_LEAST: (Text("is not before", "不早於"), Text("is before", "早於")),
    Operator.ABOVE: (Text("is after", "遲於"), Text("is not after", "不遲於")),
}
_FLAGS: Final = {
    Flag.NOT_YET: Text(
        "On that day the scheme did not take applications yet.", "當日計劃尚未接受申請。"
    ),
    Flag.CLOSED: Text(
        "On that day the scheme took no applications any more.", "當日計劃已不再接受申請。"
    ),
    Flag.ASSUMED_TODAY: Text(
        "No day was given, so the day of asking stands for it.", "沒有填寫日期，以查詢當日代之。"
    ),
    Flag.UNCONFIRMED: Text(
        "A value is used beyond the day on which it was last found in force.",
        "所用數值在該日之後有否更改，未經核實。",
    ),
    Flag.VALUE_UNKNOWN: Text(
        "The sources do not say what a value was on that day.", "資料沒有說明某數值在當日是多少。"
    ),
    Flag.VALUE_UNSURE: Text(
        "On that day one of two values was in force; it is not known which.",
        "當日有兩個可能的數值，未知是哪一個。",
    ),
    Flag.LOW_CONFIDENCE: Text(
        "A value comes from a source too weak to decide by.", "某數值的來源薄弱，不足以作決定。"
    ),
    Flag.NOTHING_LEFT: Text(
        "By these answers nothing is given: a ceiling is used up, or there is no cost to share.",
        "按所答內容，可得款額為零：累計上限已用盡，或沒有可分擔的成本。",
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and below it those that it rests on.

    holds:      what became of a condition or a comparison; None for what neither holds nor fails.
    reference:  where a condition, an award or a value is stated; empty for what is worked out.
    confidence: how sure the reading of a value is; None for what is no value of a source.
    """

    says: Text
    holds: Eligible | None = None
    reference: str = ""
    confidence: Confidence | None = None
    below: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision in words.

    opening:    the answer in a sentence.
    conditions: each with its steps, in the order of the rule.
    awards:     each with how it is computed; empty when the case is not eligible.
    notes:      what must be known of the ground it stands on, and what the sources leave open.
    """

    opening: Text
    conditions: tuple[Said, ...]
    awards: tuple[Said, ...]
    notes: tuple[Text, ...]


def say_flag(flag: Flag) -> Text:
    """What a flag means."""
    return _FLAGS[flag]


def explained(scheme: Scheme, decision: Decision, answers: Mapping[str, Answer]) -> Explanation:
    """A decision in words, with the answers that it was made from."""
    known = _known(scheme, answers, decision.on)
    words = _Words(Remembering(known), decision.on)
    return Explanation(
        opening=_with_nothing_left(_opening(scheme, decision), decision),
        conditions=tuple(
            Said(
                reason.condition.says,
                reason.holds,
                reason.condition.reference,
                below=_of_condition(scheme, reason, words),
            )
            for reason in decision.reasons
        ),
        awards=tuple(_award(scheme, award, words) for award in decision.awards),
        notes=(*(_FLAGS[flag] for flag in decision.flags), *decision.gaps),
    )


def _of_condition(scheme: Scheme, reason: Reason, words: _Words) -> tuple[Said, ...]:
    """What a condition rests on, without what would only say its sentence again."""
    test = _what_counts(scheme, reason.condition)
    asked = test.part if isinstance(test, Not) else test
    if isinstance(asked, Question) and asked.about.yes and isinstance(words.answers.get(asked.name), bool):  # fmt: skip
        return ()
    steps = words.steps(test)
    if reason.holds is not Eligible.UNKNOWN and any(s.holds is Eligible.UNKNOWN for s in steps):
        # It is settled by cases, which no step by itself shows.
        return (Said(_HOWEVER[reason.holds], reason.holds, below=steps),)
    return steps


def _what_counts(scheme: Scheme, condition: Condition) -> Node:
    """The expression that explains a condition: of a window the day, for its sentence says the rest."""
    window = scheme.window
    test = condition.test
    if window is not None and test is window.test and isinstance(test, Parameter):
        return test.event
    return test


def _known(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> dict[str, Answer]:
    today = {q.name: on for q in scheme.questions if q.about.today}
    asked = {q.name for q in scheme.questions}
    return {**today, **{name: value for name, value in answers.items() if name in asked}}


def _with_nothing_left(opening: Text, decision: Decision) -> Text:
    """A yes that gives nothing says so at once."""
    if decision.eligible is not Eligible.YES or Flag.NOTHING_LEFT not in decision.flags:
        return opening
    note = _FLAGS[Flag.NOTHING_LEFT]
    return Text(f"{opening.en} {note.en}", f"{opening.zh_hant}{note.zh_hant}")


def _opening(scheme: Scheme, decision: Decision) -> Text:
    name = scheme.name
    if decision.outside is not None:
        return Text(
            f"{name.en}: no. {decision.outside.en}",
            f"{name.zh_hant}：不符合。{decision.outside.zh_hant}",
        )
    match decision.eligible:
        case Eligible.YES if decision.subject_to:
            en = "; ".join(text.en.rstrip(".") for text in decision.subject_to)
            zh = "；".join(text.zh_hant.rstrip("。") for text in decision.subject_to)
            return Text(
                f"{name.en}: yes by the facts, subject to what a person judges: {en}.",
                f"{name.zh_hant}：按事實符合，尚待有關方面判斷：{zh}。",
            )
        case Eligible.YES:
            return Text(f"{name.en}: yes.", f"{name.zh_hant}：符合。")
        case Eligible.NO if decision.refused:
            en = "; ".join(text.en.rstrip(".") for text in decision.refused)
            zh = "；".join(text.zh_hant.rstrip("。") for text in decision.refused)
            return Text(
                f"{name.en}: no, for it was judged otherwise: {en}.",
                f"{name.zh_hant}：不符合，因有關方面未予認可：{zh}。",
            )
        case Eligible.NO:
            failing = [r.condition.says for r in decision.reasons if r.holds is Eligible.NO]
            if not failing:
                return Text(
                    f"{name.en}: no. Its conditions cannot all hold together.",
                    f"{name.zh_hant}：不符合。各項條件無法同時成立。",
                )
            en = " ".join(text.en for text in failing)
            zh = "".join(text.zh_hant for text in failing)
            return Text(
                f"{name.en}: no. This does not hold: {en}",
                f"{name.zh_hant}：不符合。以下條件不成立：{zh}",
            )
        case _:
            count = len(decision.missing)
            if not count:
                return Text(
                    f"{name.en}: it depends on what the sources leave open.",
                    f"{name.zh_hant}：視乎資料未有說明之處。",
                )
            return Text(
                f"{name.en}: it depends on {count} open {'question' if count == 1 else 'questions'}.",
                f"{name.zh_hant}：視乎{count}項未答的問題。",
            )


def _award(scheme: Scheme, award: AwardRange, words: _Words) -> Said:
    declared = next(one for one in scheme.awards if one.name == award.name)
    amount = _between(Numbers(award.low, award.high), award.unit)
    exact = words.value(declared.value)
    steps = words.steps(declared.value)
    if _point(exact) is None and _is_tighter(Numbers(award.low, award.high), exact):
        steps = (Said(_taken_together(amount, exact=award.low == award.high), below=steps),)
    if isinstance(exact, Numbers) and exact.low == exact.high and exact.low != award.low:
        floored = Text(
            f"The rule says nothing of rounding, so what is less than a cent is left away: {amount.en}.",
            f"規則沒有訂明如何取整，不足一仙略去：{amount.zh_hant}。",
        )
        if exact.low is not None and exact.low < 0:
            floored = Text("Less than nothing is nothing.", "少於零即為零。")
        steps = (*steps, Said(floored))
    return Said(
        Text(
            f"{award.says.en.rstrip('.')}: {amount.en}.",
            f"{award.says.zh_hant.rstrip('。')}：{amount.zh_hant}。",
        ),
        reference=declared.reference,
        below=steps,
    )


def _is_tighter(found: Numbers, by_itself: Range) -> bool:
    """Whether all cases together leave less than the steps by themselves show."""
    assert isinstance(by_itself, Numbers)  # noqa: S101  an award is a number
    low = max(Fraction(0), by_itself.low or Fraction(0))
    if found.low is not None and found.low > low:
        return True
    return found.high is not None and (by_itself.high is None or found.high + 1 < by_itself.high)


def _taken_together(amount: Text, *, exact: bool) -> Text:
    if exact:
        return Text(
            f"However the rest is answered, this comes to {amount.en}:",
            f"無論其餘如何作答，結果為{amount.zh_hant}：",
        )
    return Text(
        f"With all that is known taken together, this comes to {amount.en}:",
        f"綜合已知的各項，結果為{amount.zh_hant}：",
    )


_HOWEVER: Final = {
    Eligible.YES: Text(
        "This holds however the rest is answered:", "無論其餘如何作答，此項均成立："
    ),
    Eligible.NO: Text(
        "This does not hold however the rest is answered:", "無論其餘如何作答，此項均不成立："
    ),
}


# ── Steps ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Words:
    """Says how the value of an expression comes about, under the answers of one case.

    fields: the fields of the list at hand, by name.
    """

    answers: Answers
    on: date
    fields: Mapping[str, Question] | None = None
    # By the node's identity; the node is kept with them, so that no other can take it.
    _told: dict[int, tuple[Node, tuple[Said, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def value(self, node: Node) -> Range:
        return range_of(node, self.answers)

    def steps(self, node: Node) -> tuple[Said, ...]:
        """The sentences that the value of a node rests on, itself first."""
        return self._steps(node)

    def _below(self, *nodes: Node) -> tuple[Said, ...]:
        return tuple(dict.fromkeys(step for node in nodes for step in self._steps(node)))

    def _steps(self, node: Node) -> tuple[Said, ...]:
        """The same, worked out once a node: several awards may rest on one sum over a list."""
        told = self._told.get(id(node))
        if told is None:
            told = self._told[id(node)] = node, tuple(self._step_by_step(node))
        return told[1]

    def _step_by_step(self, node: Node) -> Iterator[Said]:  # noqa: C901, PLR0912  one arm a node
        match node:
            case Constant():
                return
            case Question() | Field():
                yield self._answer(node)
            case Parameter():
                yield self._parameter(node, None)
            case Sum(parts):
                yield self._joined(node, parts, " + ")
            case Difference(left, right):
                yield self._joined(node, (left, right), " − ")
            case Product(left, right):
                yield self._joined(node, (left, right), " × ")
            case Least(parts):
                yield self._outermost(node, parts, Text("lower", "較低者"))
            case Greatest(parts):
                yield self._outermost(node, parts, Text("higher", "較高者"))
            case Rounded(value):
                yield self._rounded(node, value)
            case Bare(value):
                yield from self._steps(value)
            case DaysBetween(earlier, later):
                if not _is_settled(self.value(node)):
                    yield self._not_known(node)
                    return
                start, end, days = (self._said(n) for n in (earlier, later, node))
                yield Said(
                    Text(
                        f"From {start.en} to {end.en}: {days.en} days.",
                        f"由{start.zh_hant}至{end.zh_hant}：{days.zh_hant}日。",
                    ),
                    below=self._below(earlier, later),
                )
            case Shift(day):
                yield self._shifted(node, day)
            case Total():
                yield self._total(node)
            case Comparison():
                yield self._compared(node)
            case Member():
                yield self._member(node)
            case All(parts) | AnyOf(parts):
                yield self._several(node, parts)
            case Not(part):
                yield from self._opposite(node, part)
            case Choose():
                yield from self._chosen(node)

    # ── Leaves ────────────────────────────────────────────────────────────────────────────────

    def _asked(self, node: Question | Field) -> Question | None:
        if isinstance(node, Question):
            return node
        return (self.fields or {}).get(node.name)

    def _label(self, node: Question | Field) -> Text:
        """What is asked, so that an answer may follow it."""
        question = self._asked(node)
        if question is None:
            return Text(f"{node.name}:", f"{node.name}：")
        noun = question.about.noun
        if noun:
            return Text(f"{noun.en[:1].upper()}{noun.en[1:]}:", f"{noun.zh_hant}：")
        wording = question.about.wording
        if wording.en.endswith(("?", ".")):
            return wording
        return Text(f"{wording.en}:", f"{wording.zh_hant}：")

    def _answer(self, node: Question | Field) -> Said:
        label = self._label(node)
        gap = "" if label.zh_hant.endswith(("：", "？", "。")) else "："
        given = self.answers.get(node.name)
        if given is None or isinstance(given, Numbers | Truth | Days | Choices):
            return Said(
                Text(f"{label.en} Not answered.", f"{label.zh_hant}{gap}未答。"),
                Eligible.UNKNOWN if node.kind is Kind.TRUTH else None,
            )
        question = self._asked(node)
        if isinstance(given, bool) and question is not None and question.about.yes:
            says = question.about.yes if given else question.about.no
            return Said(
                Text(f"{_capital(says.en)}.", f"{says.zh_hant}。"), _truth(self.value(node))
            )
        said = self._said(node) if question is None else say_answer(question, given)
        return Said(
            Text(f"{label.en} {_capital(said.en)}.", f"{label.zh_hant}{gap}{said.zh_hant}。"),
            _truth(self.value(node)) if node.kind is Kind.TRUTH else None,
        )

    def _parameter(self, node: Parameter, chosen: Node | None) -> Said:
        """A parameter's value; of a list, in the words of the choice that it is a list for."""
        when = self.value(node.event)
        assert isinstance(when, Days)  # noqa: S101
        found = candidates(node.values, when.first, when.last)
        label = node.wording
        holds = _truth(self.value(node)) if node.kind is Kind.TRUTH else None
        day = _say_days(when)
        certain = found.certain
        if certain is not None:
            value = self._dated(certain, node, chosen)
            on = Text("on", "") if node.kind is Kind.TRUTH else Text("in force on", "生效")
            return Said(
                Text(
                    f"{label.en}: {value.en}, {on.en} {day.en}.",
                    f"{label.zh_hant}：{value.zh_hant}（於{day.zh_hant}{on.zh_hant}）。",
                ),
                holds, certain.reference, certain.confidence,
                () if isinstance(node.event, Question) else self.steps(node.event),
            )  # fmt: skip
        weakest = max(
            (v.confidence for v in found.values), key=list(Confidence).index, default=None
        )
        reference = "; ".join(dict.fromkeys(value.reference for value in found.values))
        if not found.values:
            says = Text(
                f"{label.en}: the sources do not say what it was on {day.en}.",
                f"{label.zh_hant}：資料沒有說明於{day.zh_hant}的數值。",
            )
        else:
            values = [self._dated(value, node, chosen) for value in found.values]
            en, zh = " or ".join(v.en for v in values), "或".join(v.zh_hant for v in values)
            if weakest is Confidence.LOW:
                says = Text(
                    f"{label.en}: {en} by a source too weak to decide by, so that it may be another.",
                    f"{label.zh_hant}：{zh}，但來源薄弱，不足以作決定，實際可能有所不同。",
                )
            elif when.first != when.last:
                says = Text(
                    f"{label.en}: {en}{' or another' if found.open else ''}, by the day.",
                    f"{label.zh_hant}：視乎日期，為{zh}{'或其他數值' if found.open else ''}。",
                )
            elif found.open:
                says = Text(
                    f"{label.en}: perhaps {en}; what it was on {day.en} is not known for sure.",
                    f"{label.zh_hant}：可能為{zh}，於{day.zh_hant}的數值未能確定。",
                )
            else:
                says = Text(
                    f"{label.en}: {en}; which of them was in force on {day.en} is not known.",
                    f"{label.zh_hant}：{zh}，未知於{day.zh_hant}生效的是哪一個。",
                )
        return Said(says, holds, reference, weakest)

    def _dated(self, dated: DatedValue, node: Parameter, chosen: Node | None) -> Text:
        match dated.value:
            case bool(truth):
                return _TRUTHS[Eligible.YES if truth else Eligible.NO]
            case Fraction() as number if node.unit == PURE:
                return say_rate(number, ratio=node.ratio)
            case Fraction() as number:
                return say_number(number, node.unit)
            case date() as day:
                return say_day(day)
            case options:
                return self._options(Choices(options), node if chosen is None else chosen)

    # ── Numbers and days ──────────────────────────────────────────────────────────────────────

    def _said(self, node: Node) -> Text:
        """The value of a node in words."""
        value = self.value(node)
        if isinstance(node, Parameter) and node.unit == PURE and not node.ratio:
            share = _point(value)
            if share is not None:
                return say_rate(share)
        match value:
            case Numbers():
                return _between(value, node.unit)
            case Days():
                return _say_days(value)
            case Truth():
                return _TRUTHS[_truth(value)]
            case Choices():
                return self._options(value, node)

    def _options(self, value: Choices, node: Node) -> Text:
        question = self._asked(node) if isinstance(node, Question | Field) else None
        words = dict(question.about.options) if question is not None else {}
        names = [name for name in words if value.options is None or name in value.options]
        names += sorted((value.options or frozenset()) - set(names))
        said = [words.get(name, Text(name, name)) for name in names]
        return Text(
            ", ".join(f"“{text.en}”" for text in said),
            "、".join(f"「{text.zh_hant}」" for text in said),
        )

    def _joined(self, node: Node, parts: Sequence[Node], sign: str) -> Said:
        if self._is_unknown(node):
            return self._not_known(node)
        said = [self._side(part) for part in parts]
        whole = self._said(node)
        en = sign.join(text.en for text in said)
        zh = sign.join(text.zh_hant for text in said)
        return Said(
            Text(f"{_capital(en)} = {whole.en}.", f"{zh} = {whole.zh_hant}。"),
            below=self._below(*parts),
        )

    def _outermost(self, node: Node, parts: Sequence[Node], which: Text) -> Said:
        if self._is_unknown(node):
            return self._not_known(node)
        said = [self._side(part) for part in parts]
        whole = self._said(node)
        if len(said) > 2:
            which = {
                "lower": Text("lowest", "最低者"), "higher": Text("highest", "最高者")
            }[which.en]  # fmt: skip
        parts_en, parts_zh = [text.en for text in said], [text.zh_hant for text in said]
        en = f"{', '.join(parts_en[:-1])} and {parts_en[-1]}"
        zh = f"{'、'.join(parts_zh[:-1])}與{parts_zh[-1]}"
        return Said(
            Text(
                f"The {which.en} of {en} is {whole.en}.",
                f"{zh}，取{which.zh_hant}：{whole.zh_hant}。",
            ),
            below=self._below(*parts),
        )

    def _rounded(self, node: Rounded, value: Node) -> Said:
        if self._is_unknown(node):
            return self._not_known(node)
        before, after = self._said(value), self._said(node)
        grain = say_number(node.step, node.unit)
        en, zh = ("up", "上") if node.up else ("down", "下")
        return Said(
            Text(
                f"{before.en}, rounded {en} to a whole multiple of {grain.en}: {after.en}.",
                f"{before.zh_hant}，向{zh}取至{grain.zh_hant}的整數倍：{after.zh_hant}。",
            ),
            below=self._below(value),
        )

    def _shifted(self, node: Shift, day: Node) -> Said:
        if not _is_settled(self.value(node)):
            return self._not_known(node)
        words = InWords(self.on, fields=self.fields or {}).say(node)
        there = self._said(node)
        return Said(
            Text(f"{_capital(words.en)}: {there.en}.", f"{words.zh_hant}：{there.zh_hant}。"),
            below=self._below(day),
        )

    def _count(self, node: Node) -> Text:
        """A value; of a number that counts and may still be nothing, only that it is open."""
        value = self.value(node)
        counts = node.unit == PURE and isinstance(value, Numbers) and not value.low
        return _OPEN if counts and not _is_settled(value) else self._said(node)

    def _total(self, node: Total) -> Said:
        given = self.answers.get(node.items.name)
        label = node.items.about.wording
        whole = self._count(node)
        fields = {field.name: field for field in node.items.about.fields}
        if not isinstance(given, tuple):
            if self._is_unknown(node) or _is_any(self.value(node)):
                return Said(Text(f"{label.en} Not answered.", f"{label.zh_hant}未答。"))
            return Said(
                Text(
                    f"{label.en} Not answered: in all {whole.en}.",
                    f"{label.zh_hant}未答：合共{whole.zh_hant}。",
                )
            )
        counted = given if node.most is None else given[: node.most]
        each = []
        open_item: dict[str, Answer | Range] = {
            name: range_of(field, {})
            for name, field in fields.items()
            if field.kind is not Kind.ITEMS
        }
        for number, item in enumerate(counted[:_MOST_ITEMS], start=1):
            if number == 1 or item != counted[number - 2]:  # alike ones follow one another
                inner = _Words(Remembering({**self.answers, **open_item, **item}), self.on, fields)
                part, below = inner._count(node.each), inner.steps(node.each)
            each.append(
                Said(
                    Text(f"Item {number}: {part.en}.", f"第{number}項：{part.zh_hant}。"),
                    below=below,
                )
            )
        count = len(counted)
        first = "" if len(given) == count else f" (the first {count} of {len(given)})"
        first_zh = "" if len(given) == count else f"（{len(given)}項中的首{count}項）"
        return Said(
            Text(
                f"Over {count} {'item' if count == 1 else 'items'}{first}: {whole.en}.",
                f"共{count}項{first_zh}：{whole.zh_hant}。",
            ),
            below=tuple(each),
        )

    # ── Truths ────────────────────────────────────────────────────────────────────────────────

    def _compared(self, node: Comparison, *, negated: bool = False) -> Said:
        """A comparison, as the fact that it is; where it is open, what is to be known for it.

        negated: whether it must not hold; what became of it is said of that.
        """
        found = _truth(self.value(node))
        holds = _OPPOSITES[found] if negated else found
        verbs = (_DAYS if node.left.kind is Kind.DAY else _NUMBERS)[node.operator]
        if found is Eligible.UNKNOWN:
            return self._open_comparison(node, verbs[1] if negated else verbs[0])
        verb = verbs[1] if found is Eligible.NO else verbs[0]
        left, right = self._side(node.left), self._side(node.right)
        says = Text(
            f"{_capital(left.en)} {verb.en} {right.en}.",
            f"{left.zh_hant}{verb.zh_hant}{right.zh_hant}。",
        )
        return Said(says, holds, below=self._below(node.left, node.right))

    def _open_comparison(self, node: Comparison, verb: Text) -> Said:
        """Of what is asked for itself the comparison, of what is worked out the questions that are missing."""
        asked = [side for side in (node.left, node.right) if self._is_asked(side)]
        rest = [side for side in (node.left, node.right) if not self._is_asked(side)]
        below = self._below(*rest)
        if asked and all(_is_settled(self.value(side)) for side in rest):
            left, right = self._side(node.left), self._side(node.right)
            says = Text(
                f"Open: whether {left.en} {verb.en} {right.en}.",
                f"未定：{left.zh_hant}是否{verb.zh_hant}{right.zh_hant}。",
            )
            return Said(says, Eligible.UNKNOWN, below=below)
        return self._not_known(node, Eligible.UNKNOWN)

    def _is_asked(self, node: Node) -> bool:
        """Whether a node is a question, or a field, that is not answered."""
        inner = node.value if isinstance(node, Bare) else node
        return isinstance(inner, Question | Field) and bool(list(self._missing(inner)))

    def _not_known(self, node: Node, holds: Eligible | None = None) -> Said:
        """What nothing can be said of before something is answered, or that the sources leave open."""
        missing = list(dict.fromkeys(self._missing(node)))
        below = self._below(*node.children)
        if not missing:
            return Said(_LEFT_OPEN, holds, below=_without(below, {_LEFT_OPEN}))
        nouns = [noun_of(question) for question in missing[:_MOST_NAMED]]
        en = "; ".join(noun.en for noun in nouns)
        zh = "；".join(noun.zh_hant for noun in nouns)
        more = len(missing) - len(nouns)
        if more:
            en, zh = f"{en}; and {more} more", f"{zh}；及另外{more}項"
        # What is named as missing need not be said again to be not answered.
        named = {self._answer(question).says for question in missing}
        named |= {self._unanswered_list(question) for question in missing}
        says = Text(f"Open until this is known: {en}.", f"未定，尚待得知：{zh}。")
        return Said(says, holds, below=_without(below, named | {says}))

    @staticmethod
    def _unanswered_list(question: Question) -> Text:
        label = question.about.wording
        return Text(f"{label.en} Not answered.", f"{label.zh_hant}未答。")

    def _missing(self, node: Node) -> Iterator[Question]:
        """The questions, and fields of items, that an open value waits for."""
        match node:
            case Question() | Field():
                given = self.answers.get(node.name)
                question = self._asked(node)
                if question is not None and (given is None or isinstance(given, Numbers | Truth | Days | Choices)):  # fmt: skip
                    yield question
            case Total():
                yield from self._missing_of_items(node)
            case Choose(condition, then, otherwise):
                test = _truth(self.value(condition))
                branches = {
                    Eligible.YES: (then,),
                    Eligible.NO: (otherwise,),
                    Eligible.UNKNOWN: (condition, then, otherwise),
                }[test]
                for branch in branches:
                    yield from self._missing(branch)
            case _:
                if not _is_settled(self.value(node)):
                    for child in node.children:
                        yield from self._missing(child)

    def _missing_of_items(self, node: Total) -> Iterator[Question]:
        items = self.answers.get(node.items.name)
        if not isinstance(items, tuple):
            yield node.items
            return
        read = {below.name for below in walk(node.each) if isinstance(below, Field)}
        for below in walk(node.each):
            if isinstance(below, Question) and below.name not in self.answers:
                yield below
        for one in node.items.about.fields:
            if one.name in read and any(one.name not in item for item in items):
                yield one

    def _is_unknown(self, node: Node) -> bool:
        """Whether nothing is known of a number but what may be typed."""
        value = self.value(node)
        if isinstance(value, Numbers) and (value.low or 0) < 0 and node.unit.id not in _MONEY:
            return not _is_settled(value)
        return self._said(node) in _UNKNOWN

    def _side(self, node: Node) -> Text:
        """One side of a comparison or a sum: what is asked by its name, what is open by what it waits for."""
        inner = node.value if isinstance(node, Bare) else node
        question = self._asked(inner) if isinstance(inner, Question | Field) else None
        if question is not None and self._is_asked(inner):
            return noun_of(question)
        said = self._said(node)
        if said in _UNKNOWN:
            nouns = [noun_of(question) for question in dict.fromkeys(self._missing(node))]
            if nouns:
                return Text(
                    f"(what hangs on {'; '.join(noun.en for noun in nouns[:_MOST_NAMED])})",
                    f"(視乎{'；'.join(noun.zh_hant for noun in nouns[:_MOST_NAMED])})",
                )
            return Text("(what the sources leave open)", "(資料沒有說明的數值)")
        return Text(_bracketed(said.en), _bracketed(said.zh_hant))

    def _member(self, node: Member, *, negated: bool = False) -> Said:
        """Whether a choice is among some options; negated: whether it must not be."""
        found = _truth(self.value(node))
        holds = _OPPOSITES[found] if negated else found
        chosen = node.choice
        below: tuple[Said, ...] = ()
        options = node.options
        if isinstance(options, Parameter):
            below = (self._parameter(options, chosen),)
            lists = [v.value for v in candidates(options.values, *self._event(options)).values]
            named: frozenset[str] = frozenset().union(*lists)  # type: ignore[arg-type]
        else:
            named = options
        listed = self._options(Choices(named), chosen)
        label = self._label(chosen) if isinstance(chosen, Question | Field) else Text("", "")
        said = self._said(chosen)
        one = len(named) == 1
        if found is Eligible.UNKNOWN:
            what = Text("None of these may it be", "不得為以下任何一項") if negated else Text("One of these is asked for", "須為以下其中一項")  # fmt: skip
            says = Text(
                f"Open: {label.en} {what.en}: {listed.en}.",
                f"未定：{label.zh_hant}{what.zh_hant}：{listed.zh_hant}。",
            )
            return Said(says, holds, below=below)
        if found is Eligible.YES and negated:
            rest = Text(
                f"which does not count here: {listed.en}" if one else f"one of these, which do not count here: {listed.en}",
                f"此處不計（{listed.zh_hant}）" if one else f"屬於以下此處不計的其中一項：{listed.zh_hant}",
            )  # fmt: skip
        elif found is Eligible.YES:
            rest = Text("as is asked for", "符合規定") if one else Text(f"one of these: {listed.en}", f"屬於以下其中一項：{listed.zh_hant}")  # fmt: skip
        else:
            rest = Text(f"not {listed.en}" if one else f"none of these: {listed.en}", f"並非{listed.zh_hant}" if one else f"不屬於以下任何一項：{listed.zh_hant}")  # fmt: skip
        gap = "" if label.zh_hant.endswith(("：", "？", "。")) else "："
        return Said(
            Text(
                f"{label.en} {said.en}, {rest.en}.",
                f"{label.zh_hant}{gap}{said.zh_hant}，{rest.zh_hant}。",
            ),
            holds,
            below=below,
        )

    def _event(self, parameter: Parameter) -> tuple[date, date]:
        when = self.value(parameter.event)
        assert isinstance(when, Days)  # noqa: S101
        return when.first, when.last

    def _several(self, node: All | AnyOf, parts: Sequence[Node]) -> Said:
        holds = _truth(self.value(node))
        every = isinstance(node, All)
        says = {
            (True, Eligible.YES): Text("All of these hold:", "以下各項均成立："),
            (True, Eligible.NO): Text("Not all of these hold:", "以下各項並非全部成立："),
            (True, Eligible.UNKNOWN): Text("All of these must hold:", "以下各項必須全部成立："),
            (False, Eligible.YES): Text("At least one of these holds:", "以下至少一項成立："),
            (False, Eligible.NO): Text("None of these holds:", "以下各項均不成立："),
            (False, Eligible.UNKNOWN): Text("One of these must hold:", "以下必須有一項成立："),
        }[every, holds]
        steps = (step for part in parts for step in self._steps(part))
        # Alternatives among alternatives are alternatives.
        flat = (one for step in steps for one in (step.below if step.says == says else (step,)))
        return Said(says, holds, below=tuple(flat))

    def _opposite(self, node: Not, part: Node) -> Iterator[Said]:
        """What must not hold, said forward: of several, that none of them may, or one must not."""
        holds = _truth(self.value(node))
        match part:
            case Question() | Field():
                said = self._answer(part)
                yield Said(said.says, holds, below=said.below)
            case Member():
                yield self._member(part, negated=True)
            case Comparison():
                yield self._compared(part, negated=True)
            case Not(inner):
                yield from self._steps(inner)
            case Parameter():
                said = self._parameter(part, None)
                yield Said(said.says, holds, said.reference, said.confidence, said.below)
            case All(parts):
                yield from self._steps(AnyOf(tuple(_negated(one) for one in parts)))
            case AnyOf(parts):
                yield from self._steps(All(tuple(_negated(one) for one in parts)))
            case _:
                says = {
                    Eligible.YES: Text("This does not hold:", "此項不成立："),
                    Eligible.NO: Text("This holds, and must not:", "此項成立，不合規定："),
                    Eligible.UNKNOWN: Text("This must not hold:", "此項不得成立："),
                }[holds]  # fmt: skip
                yield Said(says, holds, below=self.steps(part))

    def _chosen(self, node: Choose) -> Iterator[Said]:
        test = _truth(self.value(node.condition))
        if test is Eligible.UNKNOWN:
            words = InWords(self.on, fields=self.fields or {}).say(node.condition)
            says = Text(
                f"It is open whether {words.en}; both cases count.",
                f"未定：{words.zh_hant}；兩種情況均予考慮。",
            )
            tested = self._below(node.condition)
            if not isinstance(node.condition, All | AnyOf):  # else it would be said again
                tested = tuple(step for one in tested for step in one.below)
            cases = self._below(node.then, node.otherwise)
            yield Said(says, test, below=tuple(dict.fromkeys((*tested, *cases))))
            return
        # What was found of the test neither holds nor fails here: it only says which way to go.
        yield from (Said(step.says, None, below=step.below) for step in self.steps(node.condition))
        yield from self._steps(node.then if test is Eligible.YES else node.otherwise)


_OPEN: Final = Text("open", "未定")
_LEFT_OPEN: Final = Text("Not known: the sources leave it open.", "未能確定：資料沒有說明。")
_OPPOSITES: Final = {
    Eligible.YES: Eligible.NO,
    Eligible.NO: Eligible.YES,
    Eligible.UNKNOWN: Eligible.UNKNOWN,
}
_UNKNOWN: Final = (
    Text("an amount not known", "未知的款額"),
    Text("a number not known", "未知的數值"),
)


def _negated(node: Node) -> Node:
    return node.part if isinstance(node, Not) else Not(node)


def _without(below: tuple[Said, ...], named: AbstractSet[Text]) -> tuple[Said, ...]:
    """The steps without those, at any depth, that say nothing but what has been said."""
    return tuple(
        Said(one.says, one.holds, one.reference, one.confidence, _without(one.below, named))
        for one in _unnamed(below, named)
    )


def _unnamed(below: tuple[Said, ...], named: AbstractSet[Text]) -> Iterator[Said]:
    for one in below:
        if one.says in named:
            yield from _unnamed(one.below, named)
        else:
            yield one


def _is_settled(value: Range) -> bool:
    match value:
        case Numbers():
            return value.low is not None and value.low == value.high
        case Days():
            return value.first == value.last
        case Truth():
            return not (value.true and value.false)
        case Choices():
            return value.options is not None and len(value.options) == 1


def _is_any(value: Range) -> bool:
    """Whether a number may be nothing as well as anything that a list has room for."""
    return isinstance(value, Numbers) and value.low == 0 and value.low != value.high


_TRUTHS: Final = {
    Eligible.YES: Text("yes", "是"),
    Eligible.NO: Text("no", "否"),
    Eligible.UNKNOWN: Text("open", "未定"),
}


def _truth(value: Range) -> Eligible:
    assert isinstance(value, Truth)  # noqa: S101  nodes check kinds when they are built
    if value.true and value.false:
        return Eligible.UNKNOWN
    return Eligible.YES if value.true else Eligible.NO


def _number(value: Fraction, unit: Unit) -> Text:
    """A number; one that no decimal says is cut after the second place, and shows it."""
    cut = Fraction(value.numerator * 100 // value.denominator, 100)
    if cut == value or (unit == PURE and value.denominator < 1000):
        return say_number(value, unit)
    said = say_number(cut, unit)
    digits = re.search(r"[0-9,.]+", said.en)
    assert digits is not None  # noqa: S101  a number has digits
    shown = digits.group()
    whole = shown if "." in shown else f"{shown}.00"
    return Text(said.en.replace(shown, f"{whole}…"), said.zh_hant.replace(shown, f"{whole}…"))


def _point(value: Range) -> Fraction | None:
    """The one number that a range leaves, if it leaves one."""
    return value.low if isinstance(value, Numbers) and value.low == value.high else None


def _between(value: Numbers, unit: Unit) -> Text:
    low_end = value.low is not None and value.low <= 0
    if (value.high or 0) > BEYOND_ANY_AWARD and value.low != value.high:  # from what may be typed
        if low_end:
            return Text("an amount not known", "未知的款額")
        value = Numbers(value.low, None)
    low = None if value.low is None else _number(value.low, unit)
    high = None if value.high is None else _number(value.high, unit)
    if low is not None and high is not None:
        if value.low == value.high:
            return low
        if value.low is not None and value.low < 0:  # what is less than nothing is nothing
            return Text(f"at most {high.en}", f"不多於{high.zh_hant}")
        return Text(f"{low.en} to {high.en}", f"{low.zh_hant}至{high.zh_hant}")
    if low is not None and value.low is not None and value.low > 0:
        return Text(f"{low.en} or more", f"{low.zh_hant}或以上")
    if high is not None:
        return Text(f"at most {high.en}", f"不多於{high.zh_hant}")
    return Text("a number not known", "未知的數值")


def _say_days(value: Days) -> Text:
    first = say_day(value.first)
    if value.first == value.last:
        return first
    last = say_day(value.last)
    return Text(
        f"some day from {first.en} to {last.en}", f"{first.zh_hant}至{last.zh_hant}其中一日"
    )


def _bracketed(words: str) -> str:
    """A range in brackets, where it stands beside a sign or a verb."""
    marks = (
        " to ",
        "or more",
        "at most",
        "not known",
        "some day",
        "至",
        "或以上",
        "不多於",
        "未知",
        "其中",
    )
    return f"({words})" if any(mark in words for mark in marks) else words


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


# ── What would change it ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed so that a no becomes a yes, or comes to depend on what is not answered.

    given:   the answer as it is; the day of asking where it stands in.
    to:      the nearest answer that does it; of a choice, every option that does.
    becomes: what the decision then is, decided again.
    """

    question: Question
    given: Answer
    to: tuple[Answer, ...]
    becomes: Eligible
    says: Text


@dataclass(frozen=True, slots=True)
class Changes:
    """What would make a no a yes: single changes, the nearest first, and a sentence that sums up.

    says: None where the answer is not no.
    """

    changes: tuple[Change, ...]
    says: Text | None


def changes(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> Changes:
    """The nearest change of each single answer that makes a no a yes, decided again to make sure."""
    decision = decide(scheme, answers, on)
    if decision.eligible is not Eligible.NO:
        return Changes((), None)
    if decision.refused:
        return Changes((), Text(
            "It was judged otherwise by a person; no other answer changes that.",
            "有關方面未予認可，更改其他答案亦無補於事。",
        ))  # fmt: skip
    known = _known(scheme, answers, on)
    found = [
        change
        for question in _in_every_failing(scheme, known, on)
        if question.name in known
        for change in _changed(scheme, known, question, on)
    ]
    found.sort(key=_distance)
    if found:
        return Changes(tuple(found), Text(
            "Each of these changes alone would make a difference; the nearest stands first.",
            "只要更改以下任何一項，結果便會不同；最接近的排在最前。",
        ))  # fmt: skip
    return Changes((), Text(
        "No change of a single answer makes it a yes.", "單獨更改任何一項答案，均不會令結果變為符合。"
    ))  # fmt: skip


def _in_every_failing(
    scheme: Scheme, known: Mapping[str, Answer], on: date
) -> tuple[Question, ...]:
    """The questions that a single change can be of: those on which every failing condition hangs."""
    decision = decide(scheme, known, on)
    if decision.outside is not None:
        # The day comes first; what else fails shows when it is decided again.
        return tuple(question for question, _ in decision.reasons[0].answered)
    failing = [
        {question.name for question, _ in reason.answered}
        | {q.name for use in reason.used for q in _events(use.parameter)}
        for reason in decision.reasons
        if reason.holds is Eligible.NO
    ]
    shared = set.intersection(*failing) if failing else {q.name for q in scheme.questions}
    return tuple(question for question in scheme.questions if question.name in shared)


def _events(parameter: Parameter) -> Iterator[Question]:
    if isinstance(parameter.event, Question):
        yield parameter.event


def _changed(
    scheme: Scheme, known: Mapping[str, Answer], question: Question, on: date
) -> Iterator[Change]:
    given = known[question.name]
    match question.kind:
        case Kind.ITEMS:
            yield from _changed_list(scheme, known, question, on)
            return
        case Kind.TRUTH:
            others: Sequence[Answer] = [not given]
        case Kind.CHOICE:
            others = [option for option, _ in question.about.options if option != given]
        case Kind.NUMBER | Kind.DAY:
            tests = [condition.test for condition in scheme.conditions]
            rest = {name: answer for name, answer in known.items() if name != question.name}
            assert isinstance(given, Fraction | date)  # noqa: S101  `read_answers` types them
            others = nearest(tests, rest, question, given)
    results = [(other, decide(scheme, {**known, question.name: other}, on)) for other in others]
    for wanted in (Eligible.YES, Eligible.UNKNOWN):
        does = [other for other, decided in results if decided.eligible is wanted]
        if question.kind is Kind.CHOICE and does:
            yield _change(question, given, tuple(does), wanted)
        elif question.kind is not Kind.CHOICE:
            for other in does:
                yield _change(question, given, (other,), wanted)


def _change(question: Question, given: Answer, to: tuple[Answer, ...], becomes: Eligible) -> Change:
    label, noun = question.about.wording, question.about.noun
    before = say_answer(question, given)
    after = [say_answer(question, answer) for answer in to]
    en, zh = " or ".join(text.en for text in after), "或".join(text.zh_hant for text in after)
    if isinstance(given, bool) and question.about.yes:
        says = question.about.no if given else question.about.yes
        test = Text(f"If {says.en}", f"若{says.zh_hant}")
    elif noun:
        test = Text(
            f"If {noun.en} were {en} instead of {before.en}",
            f"若{noun.zh_hant}由{before.zh_hant}改為{zh}",
        )
    else:
        test = Text(
            f"{label.en} With {en} instead of {before.en}",
            f"{label.zh_hant}若由{before.zh_hant}改為{zh}",
        )
    return Change(question, given, to, becomes, _then(test, becomes))


def _changed_list(
    scheme: Scheme, known: Mapping[str, Answer], question: Question, on: date
) -> Iterator[Change]:
    """What one other field of one item does, or one item fewer: of each field and item the nearest."""
    given = known[question.name]
    assert isinstance(given, tuple)  # noqa: S101  `read_answers` types lists
    tests = [condition.test for condition in scheme.conditions]
    for tried in changed_items(tests, known, question, given):
        for other, test in tried:
            becomes = decide(scheme, {**known, question.name: other}, on).eligible
            if becomes is not Eligible.NO:
                yield Change(question, given, (other,), becomes, _then(test, becomes))
                break


def _then(test: Text, becomes: Eligible) -> Text:
    """What would be if a change were made, as a sentence."""
    then = {
        Eligible.YES: Text("it would be yes", "結果便為符合"),
        Eligible.UNKNOWN: Text(
            "it would depend on what is not answered yet", "結果便視乎未答的問題"
        ),
    }[becomes]
    return Text(f"{test.en}, {then.en}.", f"{test.zh_hant}，{then.zh_hant}。")


def _distance(change: Change) -> tuple[bool, Fraction]:
    """How far a change is: numbers by their share, days by decades, all others one."""
    unsure = change.becomes is not Eligible.YES
    given, to = change.given, change.to[0]
    if isinstance(given, Fraction) and isinstance(to, Fraction):
        return unsure, abs(to - given) / max(abs(to), abs(given), Fraction(1))
    if isinstance(given, date) and isinstance(to, date):
        return unsure, min(Fraction(abs(to - given) // timedelta(days=1), 3652), Fraction(1))
    return unsure, Fraction(1)
