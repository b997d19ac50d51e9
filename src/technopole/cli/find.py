"""`technopole find`: which schemes fit a case, which might, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
)
from technopole.cli.check import TextFormat
from technopole.cli.options import PackName
from technopole.cli.output import Record, chosen, hint, print_jsonl

if TYPE_CHECKING:
    from technopole.evidence.wording import Text
    from technopole.rules.language import Scheme
    from technopole.rules.readers.decide import AwardRange, Decision

_STANDINGS: Final = {"yes": "fits", "unknown": "might-fit", "no": "does-not-fit"}
_TITLES: Final = {
    "fits": ("Fits", "符合"),
    "might-fit": ("Might fit", "可能符合"),
    "does-not-fit": ("Does not fit", "不符合"),
    "no-rule": ("Too little is published to tell", "已公布的資料不足以判斷"),
}
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class _Found:
    scheme: Scheme
    decision: Decision

    @property
    def standing(self) -> str:
        return _STANDINGS[self.decision.eligible.value]


def find(
    answers: AnswersFile,
    on: Day = None,
    output_format: Annotated[
        TextFormat | None,
        typer.Option(
            "--format", help="How to print; without it text on a terminal, JSON Lines in a pipe."
        ),
    ] = None,
    language: LanguageOption = Tongue.EN,
    pack: PackName = "hong_kong",
) -> None:
    """Find support: every scheme that fits a case, that might, or that does not, how much, and why.

    \b
    technopole find --answers case.json
    technopole find --answers case.json --on 2024-10-31 --format json
    """
    from technopole.rules.readers.decide import decide

    day = day_asked(on)
    book = opened_rules(pack)
    given = answers_from(answers, book, language)
    found = [_Found(scheme, decide(scheme, given, day)) for scheme in book.executable]
    described = [scheme for scheme in book.schemes.values() if not scheme.executable]
    if chosen(output_format, TextFormat.TEXT, TextFormat.JSON) is TextFormat.JSON:
        print_jsonl(_records(found))
        return
    today = on is None
    if language is Tongue.EN:
        typer.echo(f"On {day}{' (today in Hong Kong)' if today else ''}")
    else:
        typer.echo(f"{day}{'（香港今日）' if today else ''}")
    for standing in _STANDINGS.values():
        group = [one for one in found if one.standing == standing]
        typer.echo(f"\n{_TITLES[standing][language is Tongue.ZH_HANT]} ({len(group)})")
        for one in group:
            for line in _lines(one, language):
                typer.echo(line)
    typer.echo(f"\n{_TITLES['no-rule'][language is Tongue.ZH_HANT]} ({len(described)})")
    for scheme in described:
        typer.echo(f"  {scheme.code}  {scheme.name.in_language(language.language)}")
    hint("Why one of them fits or not: technopole check SCHEME --answers FILE")


def _records(found: list[_Found]) -> Iterator[Record]:
    from technopole.evidence.records import text_record
    from technopole.rules.receipts import rule_version
    from technopole.rules.records import award_record, outcome_record

    for one in found:
        yield {
            "scheme": one.scheme.entity,
            "on": one.decision.on.isoformat(),
            "standing": one.standing,
            **outcome_record(one.decision),
            "rule_version": rule_version(one.scheme),
            "code": one.scheme.code,
            "name": text_record(one.scheme.name),
            "awards": [award_record(award) for award in one.decision.awards],
            "why": [text_record(text) for text in _why(one.decision)],
        }


def _why(decision: Decision) -> list[Text]:
    """What speaks against it, or else what it still hangs on."""
    from technopole.rules.readers.decide import Eligible

    if decision.outside is not None:
        return [decision.outside]
    if decision.eligible is Eligible.NO:
        failing = [r.condition.says for r in decision.reasons if r.holds is Eligible.NO]
        return [*decision.refused, *failing]
    return [question.about.wording for question in decision.missing]


def _lines(one: _Found, tongue: Tongue) -> Iterator[str]:
    language = tongue.language
    english = tongue is Tongue.EN
    name = one.scheme.name.in_language(language)
    open_still = bool(one.decision.missing)
    amounts = [_amount(award, tongue, open_still=open_still) for award in one.decision.awards]
    code = f"{one.scheme.code}  {name}"
    yield f"  {code}" + (("  " + ("; " if english else "；").join(amounts)) if amounts else "")
    why = [text.in_language(language) for text in _why(one.decision)]
    mark = {"fits": "·", "might-fit": "?", "does-not-fit": "✗"}[one.standing]
    for said in why[:_SHOWN]:
        yield f"      {mark} {said}"
    if len(why) > _SHOWN:
        more = len(why) - _SHOWN
        yield f"      {mark} and {more} more" if english else f"      {mark} 另有{more}項"
    for judged in one.decision.subject_to if one.standing == "fits" else ():
        said = judged.in_language(language)
        yield f"      subject to: {said}" if english else f"      尚待判斷：{said}"


def _amount(award: AwardRange, tongue: Tongue, *, open_still: bool) -> str:
    from technopole.rules.wording import say_award

    said = say_award(award.low, award.high, award.unit, open_still=open_still).in_language(
        tongue.language
    )
    return f"{award.name.replace('_', ' ')} {said}" if tongue is Tongue.EN else said
