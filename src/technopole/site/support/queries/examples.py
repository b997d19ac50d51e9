"""A scheme's worked examples: what is answered in each, in words, and what the rule gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Text
from technopole.plan.packs import installed_packs
from technopole.rules.answers import read_answers
from technopole.rules.examples import Example, read_examples
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Question
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.wording import say_answer, say_money_between, say_no_items
from technopole.site.support.asking import MOST_ROWS
from technopole.site.support.rules import rulebook_of

__all__ = ["Said", "Worked", "called", "filled_in", "worked_examples"]

_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words: a list has a line for each of its things, alike ones together.

    asks: what is asked, in a word or two.
    """

    question: Question
    asks: Text
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example as a page shows it.

    number:     its place, from one on.
    said:       every answer.
    differs:    those that are other than in the first example.
    without:    what the first answers and this one leaves open.
    amounts:    what each award is called, and how much it is; None where nothing is given.
    subject_to: what a person would still have to judge.
    outside:    why nothing was computed, where its day lies outside the scheme's window.
    fills:      whether the form of a case has room for all its answers.
    """

    number: int
    name: Text
    day: date
    said: tuple[Said, ...]
    differs: tuple[Said, ...]
    without: tuple[Text, ...]
    eligible: Eligible
    amounts: tuple[tuple[Text, Text | None], ...]
    subject_to: tuple[Text, ...]
    outside: Text | None
    fills: bool


@lru_cache(maxsize=128)
def worked_examples(pack_id: str, entity: str) -> tuple[Worked, ...]:
    """The worked examples of a scheme, each decided by its rule; empty where it has none."""
    scheme = rulebook_of(pack_id).schemes[entity]
    if not scheme.executable:
        return ()
    found = [
        _worked(number, example, scheme) for number, example in enumerate(_examples(pack_id, scheme), 1)
    ]  # fmt: skip
    return tuple(found if not found else [found[0], *(_beside(found[0], one) for one in found[1:])])


def filled_in(pack_id: str, scheme: Scheme, number: int) -> tuple[Text, dict[str, Any]] | None:
    """The name of an example and its answers as a form keeps them, its day included.

    None where the scheme has no example of that number, or the form has no room for it.
    """
    examples = _examples(pack_id, scheme)
    if not 1 <= number <= len(examples) or not _fills(examples[number - 1]):
        return None
    example = examples[number - 1]
    today = {question.name: example.day for question in scheme.questions if question.about.today}
    typed = {**today, **read_answers(example.answers, _asked(scheme))}
    return example.name, {name: _plain(answer) for name, answer in typed.items()}


def _examples(pack_id: str, scheme: Scheme) -> tuple[Example, ...]:
    package = _package_of(pack_id)
    return read_examples(package, scheme.entity) if package else ()


@lru_cache(maxsize=4)
def _package_of(pack_id: str) -> str | None:
    """Kept, for to look which packs are installed reads the metadata of every package there is."""
    return installed_packs().get(pack_id)


def _asked(scheme: Scheme) -> tuple[Question, ...]:
    return (*scheme.questions, *(judgement.question for judgement in scheme.judgements))


def _fills(example: Example) -> bool:
    lists = [answer for answer in example.answers.values() if isinstance(answer, list)]
    return all(0 < len(answer) <= MOST_ROWS for answer in lists)


def _worked(number: int, example: Example, scheme: Scheme) -> Worked:
    answers = read_answers(example.answers, _asked(scheme))
    decision = decide(scheme, answers, example.day)
    said = tuple(
        Said(question, question.about.noun or question.about.wording, _said(question, answers[question.name]))
        for question in _asked(scheme)
        if question.name in answers
    )  # fmt: skip
    given = {
        award.name: say_money_between(award.low, award.high, award.unit)
        for award in decision.awards
    }
    return Worked(
        number=number,
        name=example.name,
        day=example.day,
        said=said,
        differs=(),
        without=(),
        eligible=decision.eligible,
        amounts=tuple((called(award.says), given.get(award.name)) for award in scheme.awards),
        subject_to=decision.subject_to,
        outside=decision.outside,
        fills=_fills(example),
    )


def _beside(first: Worked, other: Worked) -> Worked:
    """The example with what differs from the first one."""
    before = {said.question.name: said for said in first.said}
    now = {said.question.name for said in other.said}
    return Worked(
        other.number,
        other.name,
        other.day,
        other.said,
        tuple(said for said in other.said if before.get(said.question.name) != said),
        tuple(said.asks for name, said in before.items() if name not in now),
        other.eligible,
        other.amounts,
        other.subject_to,
        other.outside,
        other.fills,
    )


def called(says: Text) -> Text:
    """What an award is called: what stands before the colon, "Grant"; else its whole sentence."""
    en, en_colon, _ = says.en.partition(": ")
    chinese, chinese_colon, _ = says.zh_hant.partition("：")
    if en_colon and chinese_colon and len(en) <= _LONGEST_NAME:
        return Text(en, chinese)
    return Text(says.en.rstrip("."), says.zh_hant.rstrip("。"))


# ── Answers in words ──────────────────────────────────────────────────────────────────────────


def _said(question: Question, answer: Answer) -> tuple[Text, ...]:
    if question.kind is not Kind.ITEMS:
        return (say_answer(question, answer),)
    assert isinstance(answer, tuple)  # noqa: S101  a list of things is read as a tuple
    if not answer:
        return (say_no_items(),)
    things = [_thing(question.about.fields, thing) for thing in answer]
    return tuple(_times(thing, len(list(alike))) for thing, alike in groupby(things))


def _thing(fields: Sequence[Question], thing: Mapping[str, Answer]) -> Text:
    """A thing of a list: "degree: doctor; months: 12"; where it has one field, its answer alone."""
    said = [
        (field, say_answer(field, thing[field.name])) for field in fields if field.name in thing
    ]
    if len(fields) == 1:
        return said[0][1] if said else Text("–", "–")
    names = [(field.about.noun or field.about.wording, says) for field, says in said]
    return Text(
        "; ".join(f"{name.en}{_mark(name.en, ': ', ' ')}{says.en}" for name, says in names),
        "；".join(
            f"{name.zh_hant}{_mark(name.zh_hant, '：', '')}{says.zh_hant}" for name, says in names
        ),
    )


def _mark(name: str, mark: str, space: str) -> str:
    """What stands between a question and its answer: its own question mark is enough."""
    return space if name.endswith(("?", "？")) else mark


def _times(thing: Text, number: int) -> Text:
    if number == 1:
        return thing
    return Text(f"{number} × {thing.en}", f"{number} × {thing.zh_hant}")


# ── Answers as a form keeps them ──────────────────────────────────────────────────────────────


def _plain(answer: Answer) -> Any:
    match answer:
        case bool() | str():
            return answer
        case date():
            return answer.isoformat()
        case Fraction():
            return exact_decimal(answer)  # there is one, for it was read from one
        case _:
            return [{name: _plain(inner) for name, inner in thing.items()} for thing in answer]
