"""`technopole check`: what a scheme's rule says of one case, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from technopole.cli.cases import (
    AnswersFile,
    Day,
    LanguageOption,
    Tongue,
    answers_from,
    day_asked,
    opened_rules,
    scheme_named,
    steps_in_words,
)
from technopole.cli.options import PackName
from technopole.cli.output import Record, chosen, fail, hint, print_jsonl

if TYPE_CHECKING:
    from datetime import date

    from technopole.evidence.wording import Text
    from technopole.rules.language import Scheme
    from technopole.rules.ranges import Answer
    from technopole.rules.readers.decide import Decision

__all__ = ["TextFormat", "check"]


class TextFormat(StrEnum):
    """The shapes that an answer can be printed in."""

    TEXT = "text"
    JSON = "json"


_TITLES: Final = {
    "conditions": ("Conditions", "條件"),
    "awards": ("How much", "資助"),
    "changes": ("What would change it", "怎樣才會不同"),
    "missing": ("Still to answer", "尚待回答"),
    "notes": ("To note", "須注意"),
    "apply": ("To apply", "申請方法"),
}


def check(  # noqa: PLR0917  a command's options are its arguments
    answers: AnswersFile,
    scheme: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCHEME", help="Codes or ids, such as NIFS; all without one."),
    ] = None,
    on: Day = None,
    output_format: Annotated[
        TextFormat | None,
        typer.Option(
            "--format", help="How to print; without it text on a terminal, JSON Lines in a pipe."
        ),
    ] = None,
    language: LanguageOption = Tongue.EN,
    receipt: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write a receipt that `technopole replay` computes again."
        ),
    ] = None,
    pack: PackName = "hong_kong",
) -> None:
    """Check a case against a scheme: yes, no or what it depends on, how much, and why.

    What is not answered is unknown, never zero: the answer then says what it hangs on, and between
    which amounts it lies. "No" is an answer too, with exit status 0; 2 is for bad input, told all at
    once. JSON gives one object a scheme, one a line.

    \b
    technopole check NIFS --answers case.json
    technopole check NIFS TVP --answers case.json --on 2024-10-31 --format json
    echo '{"project.total_cost": "9000000.00"}' | technopole check NIFS --answers - --language zh-hant
    """
    day = day_asked(on)
    book = opened_rules(pack)
    named = [scheme_named(name, book) for name in scheme or ()]
    schemes = list({one.entity: one for one in named}.values()) or list(book.executable)
    given = answers_from(answers, book, language)
    if receipt is not None:
        _write_receipts(receipt, schemes, given, day)
    if chosen(output_format, TextFormat.TEXT, TextFormat.JSON) is TextFormat.JSON:
        print_jsonl(_record(one, given, day) for one in schemes)
        return
    for number, one in enumerate(schemes):
        if number:
            typer.echo()
        for line in _lines(one, given, day, language, today=on is None):
            typer.echo(line)
    hint("As JSON for programs: --format json. With a receipt: --receipt FILE")


def _record(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> Record:
    from technopole.rules.explain import changes, explained
    from technopole.rules.readers.decide import decide
    from technopole.rules.receipts import rule_version
    from technopole.rules.records import decision_record, described_record

    if not scheme.executable:
        return described_record(scheme, on, rule_version(scheme))
    decision = decide(scheme, answers, on)
    return decision_record(
        scheme,
        decision,
        explained(scheme, decision, answers),
        changes(scheme, answers, on),
        rule_version(scheme),
    )


def _lines(
    scheme: Scheme, answers: Mapping[str, Answer], on: date, tongue: Tongue, *, today: bool
) -> Iterator[str]:
    """The answer for people: the sentence, what one must still answer, the reasons, the rest."""
    from technopole.rules.explain import changes, explained
    from technopole.rules.readers.decide import decide

    language = tongue.language
    english = tongue is Tongue.EN
    dated = (
        f"{scheme.code}, on {on}{' (today in Hong Kong)' if today else ''}"
        if english
        else f"{scheme.code}，{on}{'（香港今日）' if today else ''}"
    )
    yield dated
    if not scheme.executable:
        yield from _described(scheme, tongue)
        return
    decision = decide(scheme, answers, on)
    explanation = explained(scheme, decision, answers)
    yield explanation.opening.in_language(language)
    if explanation.awards:
        yield from _titled("awards", tongue)
        yield from steps_in_words(explanation.awards, language, 1)
    yield from _missing(decision, tongue)
    change = changes(scheme, answers, on)
    if change.says is not None:
        yield from _titled("changes", tongue)
        yield f"  {change.says.in_language(language)}"
        for one in change.changes:
            yield f"  · {one.says.in_language(language)}"
    yield from _titled("conditions", tongue)
    yield from steps_in_words(explanation.conditions, language, 1)
    if explanation.notes:
        yield from _titled("notes", tongue)
        yield from (f"  · {note.in_language(language)}" for note in explanation.notes)
    yield from _applying(scheme, tongue)


def _missing(decision: Decision, tongue: Tongue) -> Iterator[str]:
    if decision.missing:
        yield from _titled("missing", tongue)
        for question in decision.missing:
            wording = question.about.wording.in_language(tongue.language)
            yield f"  ? {wording}  [{question.name}]"


def _described(scheme: Scheme, tongue: Tongue) -> Iterator[str]:
    language = tongue.language
    name = scheme.name.in_language(language)
    yield (
        f"{name}: too little is published to compute an answer."
        if tongue is Tongue.EN
        else f"{name}：已公布的資料不足以計算答案。"
    )
    notes: list[Text] = [
        *(known.says for known in scheme.known),
        *(gap.says for gap in scheme.gaps),
    ]
    if notes:
        yield from _titled("notes", tongue)
        yield from (f"  · {note.in_language(language)}" for note in notes)
    yield from _applying(scheme, tongue)


def _applying(scheme: Scheme, tongue: Tongue) -> Iterator[str]:
    known = scheme.applying
    if known is None:
        return
    yield from _titled("apply", tongue)
    address = f"  {known.address}" if known.address else ""
    yield f"  {known.says.in_language(tongue.language)}{address}"
    for paper in known.papers:
        yield f"  · {paper.in_language(tongue.language)}"


def _titled(what: str, tongue: Tongue) -> Iterator[str]:
    yield ""
    yield _TITLES[what][tongue is Tongue.ZH_HANT]


def _write_receipts(
    path: Path, schemes: list[Scheme], answers: Mapping[str, Answer], on: date
) -> None:
    """One receipt a line, in the order of the schemes."""
    from technopole.rules.receipts import receipt

    written = b"".join(
        receipt(scheme, answers, on) + b"\n" for scheme in schemes if scheme.executable
    )
    try:
        path.write_bytes(written)
    except OSError as error:
        fail(
            f"--receipt “{path}” cannot be written: {error.strerror}. Name a file in a folder of yours."
        )
