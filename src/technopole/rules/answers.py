"""Reading answers from outside: typed, bounded, every fault told at once, nothing evaluated.

Answers come as plain JSON: truths as true and false, days and options as text, numbers as whole
numbers or canonical decimal text. Money is canonical decimal text in dollars ("1234.50") or whole cents
(123450, or spelt out `{"cents": 123450}`). Any other text for a number is refused; null is unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from math import isinf
from typing import Any, Final, NamedTuple

from technopole.evidence.wording import Text
from technopole.rules.language import Consistency
from technopole.rules.nodes import Comparison, Kind, Operator, Question, walk
from technopole.rules.ranges import Answer, Truth, range_of
from technopole.rules.splitting import outcomes
from technopole.rules.wording import say_day, say_number

__all__ = ["ANSWERED_TWICE",
    "FIRST_DAY", "LAST_DAY", "AnswersRefused", "Refusal", "Written", "parse_answers", "read_answers",
]  # fmt: skip

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
"""The days on which it may be asked: days that questions take lie between these, too."""

ANSWERED_TWICE: Final = Text(
    "This is answered twice. Answer it once.", "此項重複作答，請只答一次。"
)
_DECIMAL: Final = re.compile(r"(?!-0(\.0+)?$)-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,9})?", re.ASCII)
_SHOWN: Final = 40
_MOST_NAMES: Final = 1_000
_MOST_BYTES: Final = 2_000_000
_MOST_FAULTS: Final = 20  # of one list, or with a nearest name: the first show what is wrong


@dataclass(frozen=True, slots=True)
class Refusal:
    """One answer that cannot be taken, and what to answer instead.

    question: its name; empty for what concerns several or the whole.
    says:     the sentence, without the name.
    nearest:  the right name or option that may be meant; empty where none is near.
    """

    question: str
    says: Text
    nearest: str = ""

    @property
    def sentence(self) -> str:
        """The English sentence, with the question's name before it."""
        return f"{self.question}: {self.says.en}" if self.question else self.says.en


class Written(Enum):
    """Where answers are written, which decides how a sentence says that they should be.

    JSON:   one case in JSON.
    FORM:   by a person, on a page or in a spreadsheet: yes and no, thousands may be marked.
    COLUMN: in a column for programs, as text: true and false, plain decimals.
    """

    JSON = "json"
    FORM = "form"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class _Ways:
    """How an amount, another number and a truth are to be written."""

    amount: Text
    number: Text
    truth: Text


_A_NUMBER: Final = Text("Write a number such as {example}.", "請寫數字，例如{example}。")
_WAYS: Final[Mapping[Written, _Ways]] = {
    Written.JSON: _Ways(
        Text(
            'Write {dollars} as text such as "1234.50", or whole cents.',
            '請以文字寫{元}，例如"1234.50"，或以整數寫{仙}。',
        ),
        Text(
            'Write a whole number, or a decimal as text such as "0.5".',
            '請寫整數，或以文字寫小數，例如"0.5"。',
        ),
        Text(
            "is neither true nor false. Answer true, false or null.",
            "既非true亦非false。請答true、false或null。",
        ),
    ),
    Written.FORM: _Ways(
        Text("Write {dollars} such as 1,234.50.", "請寫{元}，例如1,234.50。"),
        _A_NUMBER,
        Text("is neither yes nor no. Answer yes or no.", "既非yes亦非no。請答yes或no。"),
    ),
    Written.COLUMN: _Ways(
        Text("Write {dollars} such as 1234.50.", "請寫{元}，例如1234.50。"),
        _A_NUMBER,
        Text(
            "is neither true nor false. Write true or false.",
            "既非true亦非false。請寫true或false。",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class _Currency:
    """What an amount is written in, and what its hundredth is called in Chinese."""

    name: Text
    hundredth: str


_CURRENCIES: Final[Mapping[str, _Currency]] = {
    "HKD": _Currency(Text("dollars", "元"), "仙"),
    "RMB": _Currency(Text("yuan", "人民幣元"), "分"),
    "USD": _Currency(Text("US dollars", "美元"), "美仙"),
    "EUR": _Currency(Text("euros", "歐元"), "歐仙"),
}


class AnswersRefused(ValueError):
    """Some answers cannot be taken; nothing was computed from any of them."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(refusal.sentence for refusal in self.refusals))


def parse_answers(text: str | bytes) -> dict[str, object]:
    """The object of a JSON document of answers. Raises AnswersRefused for anything else.

    Keys given twice, and numbers such as NaN, are refused like a document that is not JSON.
    """
    if len(text) > _MOST_BYTES:
        raise _whole(
            f"The answers are longer than {_MOST_BYTES:,} bytes.",
            f"答案長於{_MOST_BYTES:,}字節。",
        )
    twice: dict[str, None] = {}
    try:
        found = json.loads(
            text, object_pairs_hook=lambda pairs: _once(pairs, twice), parse_constant=_no_number
        )
    except AnswersRefused:
        raise
    except RecursionError as error:
        raise _whole("The answers are nested too deeply.", "答案的層次過多。") from error
    except (ValueError, UnicodeDecodeError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _whole(
            f"The answers are not JSON{where}. Write one object: a question's name, then its answer.",
            f"答案並非JSON{where}。請寫成一個物件：先寫問題名稱，再寫答案。",
        ) from error
    if twice:
        raise AnswersRefused([Refusal(_printable(name), ANSWERED_TWICE) for name in twice])
    if not isinstance(found, dict):
        raise _whole(
            "The answers are not an object. Write a question's name, then its answer.",
            "答案並非一個物件。請先寫問題名稱，再寫答案。",
        )
    return found


def _once(pairs: Sequence[tuple[str, Any]], twice: dict[str, None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            twice[name] = None
        found[name] = value
    return found


def _no_number(name: str) -> object:
    raise _whole(
        f"The answers hold {name}, which is not a number. Leave out what is not known, or write null.",
        f"答案載有{name}，這並非數字。未知的項目請略去，或寫null。",
    )


def _whole(en: str, zh_hant: str) -> AnswersRefused:
    return AnswersRefused([Refusal("", Text(en, zh_hant))])


def _printable(name: str) -> str:
    """A name as it may be shown: bounded, on one line, without signs that steer a terminal."""
    shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)


def read_answers(
    given: Mapping[str, object],
    questions: Iterable[Question],
    consistency: Iterable[Consistency] = (),
    *,
    written: Written = Written.JSON,
) -> dict[str, Answer]:
    """The answers to known questions, typed. Raises AnswersRefused with every fault.

    consistency: what any honest set of answers fulfils; answers that surely break one are refused.
    written:     where they are written, for the sentences; it changes nothing of what is taken.
    """
    known = {question.name: question for question in questions}
    if len(given) > _MOST_NAMES:
        raise _whole(
            f"There are {len(given):,} answers; at most {_MOST_NAMES:,} are taken.",
            f"答案共{len(given):,}項，最多接受{_MOST_NAMES:,}項。",
        )
    refusals: list[Refusal] = []
    answers: dict[str, Answer] = {}
    for name, value in given.items():
        if name not in known:
            # To seek the nearest name takes long; the first show what is wrong with the rest.
            among = known if len(refusals) < _MOST_FAULTS else ()
            refusals.append(_unknown(str(name), among))
        elif value is not None:
            try:
                answers[name] = _read(known[name], value, written)
            except _Unreadable as error:
                refusals.append(Refusal(name, error.says, error.nearest))
    if not refusals:
        refusals = [Refusal("", test.says) for test in consistency if _broken(test, answers)]
    if refusals:
        raise AnswersRefused(refusals)
    return answers


def _unknown(name: str, known: Iterable[str]) -> Refusal:
    near = get_close_matches(name[:200], known, n=1, cutoff=0.5)
    en, zh_hant = "No rule asks this.", "沒有規則問及此項。"
    if near:
        says = Text(f"{en} Did you mean {near[0]}?", f"{zh_hant}是否指{near[0]}？")
        return Refusal(_printable(name), says, near[0])
    return Refusal(
        _printable(name),
        Text(
            f"{en} See `technopole questions` for the names.",
            f"{zh_hant}名稱見`technopole questions`。",
        ),
    )


def _broken(test: Consistency, answers: Mapping[str, Answer]) -> bool:
    """Whether no completion of the answers fulfils what any honest set of answers does."""
    looks = _looks_at(test)
    if looks.names.isdisjoint(answers):
        return False
    found = range_of(test.test, answers)
    if isinstance(found, Truth) and not (found.true and found.false):
        return found.false
    if looks.simple or answers.keys() >= looks.names:
        return False
    return not outcomes(test.test, (), answers).eligible.true


class _Looks(NamedTuple):
    """What a test looks at.

    simple: whether it looks at each answer once, and for no exact match: then its range says all
            that completions can come to.
    """

    test: Consistency
    names: frozenset[str]
    simple: bool


_looks: Final[dict[int, _Looks]] = {}


def _looks_at(test: Consistency) -> _Looks:
    """What a test looks at.

    Kept by the test's identity, for to compare two tests would take longer than to walk one.
    """
    found = _looks.get(id(test))
    if found is None or found.test is not test:
        if len(_looks) >= _MOST_NAMES:
            _looks.clear()
        nodes = list(walk(test.test))
        asked = [node.name for node in nodes if isinstance(node, Question)]
        names = frozenset(asked)
        matches = any(
            isinstance(node, Comparison) and node.operator is Operator.EQUAL for node in nodes
        )
        found = _looks[id(test)] = _Looks(test, names, len(names) == len(asked) and not matches)
    return found


class _Unreadable(ValueError):
    """Why one answer cannot be taken."""

    def __init__(self, en: str, zh_hant: str, nearest: str = "") -> None:
        super().__init__(en)
        self.says = Text(en, zh_hant)
        self.nearest = nearest


def _shown(value: object) -> str:
    """A value as it was given, cut where it is long; of a list or an object only what it is."""
    if isinstance(value, Mapping | list | tuple):
        return "{…}" if isinstance(value, Mapping) else "[…]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 10_000:
        return "…"
    if isinstance(value, float) and isinf(value):  # JSON has none, but 1e999 is read as one
        return "1e999…"
    text = repr(value[: 2 * _SHOWN] if isinstance(value, str) else value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _read(question: Question, value: object, written: Written) -> Answer:
    match question.kind:
        case Kind.TRUTH:
            if isinstance(value, bool):
                return value
            way = _WAYS[written].truth
            raise _Unreadable(f"{_shown(value)} {way.en}", f"{_shown(value)}{way.zh_hant}")
        case Kind.NUMBER:
            return _number(question, value, written)
        case Kind.DAY:
            return _day(question, value)
        case Kind.CHOICE:
            return _option(question, value)
        case Kind.ITEMS:
            return _items(question, value, written)


def _number(question: Question, value: object, written: Written) -> Fraction:
    currency = _CURRENCIES.get(question.unit.id)
    shown = Text(_shown(value), _shown(value))
    cents = value.get("cents") if isinstance(value, Mapping) and len(value) == 1 else value
    if currency and isinstance(cents, int) and not isinstance(cents, bool):
        number = Fraction(cents, 100)
        shown = Text(f"{_shown(cents)} (in cents)", f"{_shown(cents)}（以{currency.hundredth}計）")
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Fraction(value)
    elif isinstance(value, str) and _DECIMAL.fullmatch(value):
        number = Fraction(Decimal(value))
    else:
        ways = _WAYS[written]
        how = ways.amount if currency else ways.number
        values = {
            "dollars": currency.name.en if currency else "",
            "元": currency.name.zh_hant if currency else "",
            "仙": currency.hundredth if currency else "",
            "example": "12" if question.about.step == 1 else "0.5",
        }
        what = Text("an amount", "款額") if currency else Text("a number", "數字")
        raise _Unreadable(
            f"{shown.en} is not {what.en}. {how.en.format(**values)}",
            f"{shown.zh_hant}並非{what.zh_hant}。{how.zh_hant.format(**values)}",
        )
    low, high, step = question.about.low, question.about.high, question.about.step
    assert isinstance(low, Fraction)  # noqa: S101  a number's bounds are numbers
    assert isinstance(high, Fraction)  # noqa: S101
    if not low <= number <= high:
        least, most = say_number(low, question.unit), say_number(high, question.unit)
        raise _Unreadable(
            f"{shown.en} is out of bounds. Answer from {least.en} to {most.en}.",
            f"{shown.zh_hant}超出範圍。請答{least.zh_hant}至{most.zh_hant}。",
        )
    if (number - low) % step:
        exactly = say_number(step, question.unit)
        raise _Unreadable(
            f"{shown.en} is finer than {exactly.en}. Round it to that step.",
            f"{shown.zh_hant}較{exactly.zh_hant}更細。請按此單位取整。",
        )
    return number


def _day(question: Question, value: object) -> date:
    try:
        day = (
            date.fromisoformat(value)
            if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)
            else None
        )
    except ValueError:
        day = None
    if day is None:
        raise _Unreadable(
            f"{_shown(value)} is not a day. Write year, month and day, such as 2024-10-31.",
            f"{_shown(value)}並非日期。請按年、月、日書寫，例如2024-10-31。",
        )
    first, last = question.about.low, question.about.high
    assert isinstance(first, date)  # noqa: S101
    assert isinstance(last, date)  # noqa: S101
    if not first <= day <= last:
        since, until = say_day(first), say_day(last)
        raise _Unreadable(
            f"{value} is out of bounds. Answer a day from {since.en} to {until.en}.",
            f"{value}超出範圍。請答{since.zh_hant}至{until.zh_hant}之間的日期。",
        )
    return day


def _option(question: Question, value: object) -> str:
    options = [name for name, _ in question.about.options]
    if isinstance(value, str) and value in options:
        return value
    near = get_close_matches(str(value)[:200], options, n=1, cutoff=0.5)
    listed = ", ".join(options)
    raise _Unreadable(
        f"{_shown(value)} is not an option. "
        + (f"Did you mean “{near[0]}”?" if near else f"Answer one of: {listed}."),
        f"{_shown(value)}並非選項。" + (f"是否指「{near[0]}」？" if near else f"請選其一：{listed}。"),
        near[0] if near else "",
    )  # fmt: skip


def _items(question: Question, value: object, written: Written) -> tuple[Mapping[str, Answer], ...]:
    most = question.about.high
    assert isinstance(most, Fraction)  # noqa: S101
    if not isinstance(value, list):
        raise _Unreadable(
            "This is not a list. Write a list with one object an item.",
            "此項並非清單。請寫成清單，每項一個物件。",
        )
    if len(value) > most:
        raise _Unreadable(
            f"The list has {len(value):,} items. At most {most} are taken.",
            f"清單有{len(value):,}項，最多接受{most}項。",
        )
    items: list[Mapping[str, Answer]] = []
    faults: list[Text] = []
    for number, item in enumerate(value, start=1):
        if not isinstance(item, Mapping):
            faults.append(
                Text(
                    f"item {number} is not an object with answers.",
                    f"第{number}項並非載有答案的物件。",
                )
            )
            continue
        try:
            items.append(read_answers(item, question.about.fields, written=written))
        except AnswersRefused as error:
            faults.extend(
                Text(
                    f"item {number}, {refusal.sentence}",
                    f"第{number}項，{refusal.question}：{refusal.says.zh_hant}",
                )
                for refusal in error.refusals
            )
    if faults:
        more = len(faults) - _MOST_FAULTS
        faults = faults[:_MOST_FAULTS]
        if more > 0:
            faults.append(
                Text(f"And {more:,} more faults in this list.", f"此清單尚有{more:,}處錯誤。")
            )
        raise _Unreadable(
            " ".join(fault.en for fault in faults), "".join(fault.zh_hant for fault in faults)
        )
    return tuple(items)
