"""What the commands about cases share: the rules, the schemes named, the answers, the day, the words."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from technopole.cli.options import day_typed
from technopole.cli.output import fail

if TYPE_CHECKING:
    from technopole.evidence.wording import Language, Text
    from technopole.rules.explain import Said
    from technopole.rules.language import Scheme
    from technopole.rules.ranges import Answer
    from technopole.rules.rulebook import Rulebook

__all__ = [
    "AnswersFile", "Day", "LanguageOption", "Tongue", "answers_from", "bytes_from", "day_asked",
    "opened_rules", "scheme_named", "steps_in_words",
]  # fmt: skip

_MOST_BYTES: Final = 2_000_000
_HONG_KONG: Final = timezone(timedelta(hours=8))  # without summer time since 1979
_MARKS: Final = {"yes": "✓", "no": "✗", "unknown": "?"}


class Tongue(StrEnum):
    """The languages that text can be printed in."""

    EN = "en"
    ZH_HANT = "zh-hant"

    @property
    def language(self) -> Language:
        """The language as the rest of the house names it."""
        return "en" if self is Tongue.EN else "zh-hant"


AnswersFile = Annotated[
    str,
    typer.Option(
        "--answers", metavar="FILE|-", help="A JSON file of answers; - reads standard input."
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day of asking (2024-10-31); without it today in Hong Kong.",
    ),
]
LanguageOption = Annotated[Tongue, typer.Option("--language", help="The language of the text.")]


def opened_rules(pack: str) -> Rulebook:
    """The rules of a pack; ends the command with a sentence when there is no such pack."""
    from technopole.plan.installed import UnknownPack, package_of
    from technopole.rules.language import SchemeFaulty
    from technopole.rules.rulebook import read_rulebook

    try:
        return read_rulebook(package_of(pack))
    except (UnknownPack, SchemeFaulty) as error:
        fail(str(error.args[0]))


def scheme_named(name: str, book: Rulebook) -> Scheme:
    """The scheme of that code or id, in any case; ends the command at the nearest right name."""
    found = book.by_code.get(name.strip().lower())
    if found is not None:
        return found
    codes = {scheme.code.lower(): scheme.code for scheme in book.schemes.values()}
    known = [*codes, *book.schemes]
    near = [
        codes.get(one, one) for one in get_close_matches(name.lower()[:100], known, n=3, cutoff=0.5)
    ]
    hint = (
        f"Did you mean {' or '.join(near)}?" if near else "See `technopole schemes` for the names."
    )
    return fail(f"No scheme is called “{_short(name)}”. {hint}")


def day_asked(on: str | None) -> date:
    """The day that was typed, or today in Hong Kong; ends the command when rules know no such day."""
    from technopole.rules.answers import FIRST_DAY, LAST_DAY

    typed = day_typed("--on", on)
    if typed is None:
        return datetime.now(_HONG_KONG).date()
    if not FIRST_DAY <= typed <= LAST_DAY:
        fail(f"--on {typed} is out of bounds. Give a day from {FIRST_DAY} to {LAST_DAY}.")
    return typed


def bytes_from(source: str, option: str) -> bytes:
    """What a file holds, or standard input; ends the command with a sentence when it cannot be read."""
    try:
        if source == "-":
            return sys.stdin.buffer.read(_MOST_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no name of a file"
        fail(
            f"{option} “{_short(source)}” cannot be read: {why}. Name a file, or - for standard input."
        )


def answers_from(source: str, book: Rulebook, tongue: Tongue) -> dict[str, Answer]:
    """The answers of a file; ends the command with every fault, and nothing is computed then."""
    from technopole.rules.answers import AnswersRefused, parse_answers, read_answers

    try:
        given = parse_answers(bytes_from(source, "--answers"))
        return read_answers(given, book.questions, book.consistency)
    except AnswersRefused as error:
        for refusal in error.refusals[:-1]:
            typer.echo(_refusal(refusal.question, refusal.says, tongue), err=True)
        last = error.refusals[-1]
        fail(_refusal(last.question, last.says, tongue))


def _refusal(question: str, says: Text, tongue: Tongue) -> str:
    words = says.in_language(tongue.language)
    if not question:
        return words
    return f"{question}: {words}" if tongue is Tongue.EN else f"{question}：{words}"


def steps_in_words(steps: Sequence[Said], language: Language, depth: int) -> Iterator[str]:
    """Sentences as an indented outline: what holds, what fails and what is open has its mark."""
    for step in steps:
        mark = "·" if step.holds is None else _MARKS[step.holds.value]
        source = step.reference
        if source and step.confidence is not None:
            source = f"{source}; {step.confidence}" if language == "en" else f"{source}；{_CONFIDENCE[step.confidence.value]}"  # fmt: skip
        behind = f"  [{source}]" if source else ""
        yield f"{'  ' * depth}{mark} {step.says.in_language(language)}{behind}"
        yield from steps_in_words(step.below, language, depth + 1)


_CONFIDENCE: Final = {"high": "官方明示", "medium": "資料不全或未註明日期", "low": "來源薄弱"}


def _short(text: str) -> str:
    """What was typed, cut where it is long, on one line."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:80])
    return shown if len(text) <= 80 else f"{shown}…"
