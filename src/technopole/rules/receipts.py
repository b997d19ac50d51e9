"""Receipts: what was asked, by which version of which rule, and what was answered, to be replayed.

A receipt is canonical JSON: keys sorted, no white space, UTF-8, exact numbers as canonical decimal
text. Whoever holds one and the rules can compute it again and gets the same bytes; where they do
not, `replay` says in a sentence what is different.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from technopole import __version__
from technopole.evidence.records import exact_text
from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.answers import AnswersRefused, parse_answers, read_answers
from technopole.rules.language import Scheme
from technopole.rules.nodes import Node
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import Decision, decide
from technopole.rules.records import (
    Record,
    answer_record,
    award_record,
    outcome_record,
    used_record,
)
from technopole.rules.rulebook import Rulebook

__all__ = [
    "MOST_BYTES", "ReceiptRefused", "Replay", "canonical", "receipt", "replay", "rule_version",
]  # fmt: skip

MOST_BYTES: Final = 1_000_000
"""The largest receipt that is read; a real one has a few thousand bytes."""

_KIND: Final = "technopole.receipt/1"
_MOST_VERSIONS: Final = 512
_KEYS: Final = frozenset(
    {"answer", "engine", "inputs", "kind", "on", "parameters", "rule_version", "scheme", "sha256"}
)


class ReceiptRefused(ValueError):
    """What was given is no receipt, or one that these rules cannot read."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


# ── Canonical ─────────────────────────────────────────────────────────────────────────────────


def canonical(value: object) -> bytes:
    """The one way in which a value of plain JSON is written here."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


_versions: OrderedDict[int, tuple[Scheme, str]] = OrderedDict()


def rule_version(scheme: Scheme) -> str:
    """The SHA-256 of a scheme's rule: its expressions, dated values, references and wording."""
    kept = _versions.get(id(scheme))
    if kept is not None and kept[0] is scheme:
        return kept[1]
    writer = _Written()
    rule = writer.plain(scheme)
    version = sha256(canonical({"nodes": writer.nodes, "scheme": rule})).hexdigest()
    _versions[id(scheme)] = (scheme, version)
    if len(_versions) > _MOST_VERSIONS:
        _versions.popitem(last=False)
    return version


class _Written:
    """A scheme as plain JSON; each expression is written once, and named by its place in `nodes`."""

    def __init__(self) -> None:
        self.nodes: list[object] = []
        self._places: dict[bytes, int] = {}
        self._seen: dict[int, int] = {}

    def plain(self, value: object) -> object:
        """The value as plain JSON."""
        match value:
            case None | bool() | str() as said if not isinstance(value, Enum):
                return said
            case Node():
                return {"node": self._node(value)}
            case Fraction() | int() as number:
                return exact_text(Fraction(number))
            case date():
                return value.isoformat()
            case Unit(unit):
                return unit
            case Enum():
                return value.value
            case frozenset() | set():
                return sorted(value)
            case tuple() | list():
                return [self.plain(one) for one in value]
            case _ if is_dataclass(value):
                return self._fields(value)
        raise TypeError(f"{type(value).__name__} has no canonical form.")

    def _node(self, node: Node) -> int:
        if id(node) not in self._seen:
            written = self._fields(node)
            self._seen[id(node)] = place = self._places.setdefault(
                canonical(written), len(self.nodes)
            )
            if place == len(self.nodes):
                self.nodes.append(written)
        return self._seen[id(node)]

    def _fields(self, value: object) -> dict[str, object]:
        found: dict[str, object] = {"is": type(value).__name__}
        for one in fields(value):  # type: ignore[arg-type]
            found[one.name] = self.plain(getattr(value, one.name))
        return found


# ── Receipts ──────────────────────────────────────────────────────────────────────────────────


def receipt(
    scheme: Scheme,
    answers: Mapping[str, Answer],
    on: date,
    decision: Decision | None = None,
) -> bytes:
    """The receipt of a decision, as canonical JSON without a line's end.

    decision: the one that `decide` gave for these answers on that day; decided here where left out.
    """
    found = decide(scheme, answers, on) if decision is None else decision
    asked = {question.name for question in scheme.questions}
    asked |= {judgement.question.name for judgement in scheme.judgements}
    uses = [use for reason in found.reasons for use in reason.used]
    uses += [use for award in found.awards for use in award.used]
    used = {(use.parameter.name, use.days): use for use in uses}
    content: Record = {
        "kind": _KIND,
        "engine": __version__,
        "scheme": scheme.entity,
        "rule_version": rule_version(scheme),
        "on": on.isoformat(),
        "inputs": {n: answer_record(answer) for n, answer in answers.items() if n in asked},
        "parameters": [used_record(use) for use in used.values()],
        "answer": {
            **outcome_record(found),
            "awards": [award_record(award) for award in found.awards],
            "conditions": {r.condition.name: r.holds.value for r in found.reasons},
        },
    }
    return canonical({**content, "sha256": sha256(canonical(content)).hexdigest()})


# ── Replay ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of computing a receipt again.

    same:   whether the bytes are the same.
    says:   a sentence that says so, or what is different.
    again:  the receipt as it is computed today; empty where the answers are no longer taken.
    """

    same: bool
    says: Text
    again: bytes


def replay(given: bytes, book: Rulebook) -> Replay:
    """Compute a receipt again. Raises ReceiptRefused for what is none."""
    told = given.rstrip(b"\r\n")
    record = _read(told)
    scheme = book.schemes.get(str(record["scheme"]))
    if scheme is None or not scheme.executable:
        raise ReceiptRefused(
            Text(
                f"The receipt is of the scheme “{_short(record['scheme'])}”, which these rules do not have.",
                f"收據屬於「{_short(record['scheme'])}」計劃，但現有規則沒有此計劃。",
            )
        )
    try:
        on = date.fromisoformat(str(record["on"]))
        answers = read_answers(record["inputs"], book.questions)
    except AnswersRefused as error:
        first = error.refusals[0]
        return Replay(False, Text(
            f"The receipt's answers are not taken any more. {first.sentence}",
            f"收據中的答案已不獲接受。{first.question}：{first.says.zh_hant}",
        ), b"")  # fmt: skip
    except ValueError as error:
        raise ReceiptRefused(
            Text(
                f"The receipt's day “{_short(record['on'])}” is not a day.",
                f"收據的日期「{_short(record['on'])}」並非日期。",
            )
        ) from error
    again = receipt(scheme, answers, on)
    if again == told:
        return Replay(True, Text(
            "Replayed: the same rule, the same inputs, the same answer, byte for byte.",
            "已重新計算：規則、輸入及答案均相同，逐字節一致。",
        ), again)  # fmt: skip
    return Replay(False, _difference(record, json.loads(again)), again)


def _read(given: bytes) -> Record:
    if len(given) > MOST_BYTES:
        raise ReceiptRefused(
            Text(
                f"The receipt has {len(given):,} bytes; at most {MOST_BYTES:,} are read.",
                f"收據有{len(given):,}字節，最多讀取{MOST_BYTES:,}字節。",
            )
        )
    try:
        record = parse_answers(given)
    except AnswersRefused as error:
        raise ReceiptRefused(
            Text(
                "This is no receipt: it is not one JSON object.",
                "這並非收據：內容不是一個JSON物件。",
            )
        ) from error
    missing = sorted(_KEYS - record.keys())
    if missing or record["kind"] != _KIND or not isinstance(record["inputs"], dict):
        what = f" It lacks {', '.join(missing)}." if missing else ""
        what_zh = f"欠缺{'、'.join(missing)}。" if missing else ""
        raise ReceiptRefused(
            Text(
                f"This is no receipt of the kind {_KIND}.{what}",
                f"這並非{_KIND}類別的收據。{what_zh}",
            )
        )
    return dict(record)


def _difference(given: Record, again: Record) -> Text:
    """What is different, the ground before what follows from it."""
    en: list[str] = []
    zh: list[str] = []
    stated = given["sha256"]
    content = {name: value for name, value in given.items() if name != "sha256"}
    if stated != sha256(canonical(content)).hexdigest():
        en.append("it was changed after it was given, for its hash does not fit its content")
        zh.append("收據發出後曾被更改，其雜湊值與內容不符")
    extra = sorted(given.keys() - again.keys())
    if extra:
        names = [_short(name) for name in extra]
        en.append(f"it has keys that no receipt has: {', '.join(names)}")
        zh.append(f"收據含有不應有的欄目：{'、'.join(names)}")
    for key, words, chinese in (
        ("rule_version", "the rule is of another version", "規則版本不同"),
        ("engine", "the engine is of another version", "引擎版本不同"),
        ("inputs", "the inputs are written otherwise", "輸入的寫法不同"),
        ("on", "the day is written otherwise", "日期的寫法不同"),
        ("parameters", "other values of parameters are used", "所用的參數值不同"),
    ):
        if given[key] != again[key]:
            detail = f" ({_short(given[key])} then, {_short(again[key])} now)" if key in ("rule_version", "engine") else ""  # fmt: skip
            en.append(words + detail)
            zh.append(chinese)
    answers = (given["answer"], again["answer"])
    if answers[0] != answers[1]:
        before, after = (_eligible(answer) for answer in answers)
        if before != after:
            en.append(f"the receipt answers “{before}”, and it is “{after}” now")
            zh.append(f"收據的答案為「{before}」，現為「{after}」")
        else:
            en.append("the answer is otherwise in its amounts, conditions or flags")
            zh.append("答案的款額、條件或標記不同")
    elif en:
        en.append("the answer is the same")
        zh.append("答案相同")
    if not en:
        en.append("the content is the same, but written otherwise than canonically")
        zh.append("內容相同，但並非以規範格式書寫")
    return Text(f"Not the same: {'; '.join(en)}.", f"並不一致：{'；'.join(zh)}。")


def _eligible(answer: Any) -> str:
    return _short(answer.get("eligible") if isinstance(answer, dict) else answer)


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    shown = "".join(sign if sign.isprintable() else "�" for sign in text[:80])
    return shown if len(shown) <= 16 or len(text) <= 40 else f"{shown[:12]}…"
