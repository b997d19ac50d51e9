"""What a table of one's own may hold for a scheme: a column for each question, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from technopole.evidence.wording import Language
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Question
from technopole.rules.wording import say_day, say_number
from technopole.site.support.what_if.bounds import ID
from technopole.site.support.what_if.starting import MONEY

__all__ = ["ColumnSaid", "columns_of", "template_of"]


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """A column of a table.

    says:   what stands in it.
    fields: for a list, what an item holds.
    """

    name: str
    asks: str
    says: str
    options: tuple[tuple[str, str], ...]
    fields: tuple[ColumnSaid, ...] = ()


def columns_of(scheme: Scheme, language: Language) -> tuple[ColumnSaid, ...]:
    """The columns that a scheme's rule asks for, in its order."""
    return tuple(_said(question, language) for question in scheme.questions)


def _said(question: Question, language: Language, *, in_json: bool = False) -> ColumnSaid:
    about = question.about
    options: tuple[tuple[str, str], ...] = ()
    fields: Iterable[ColumnSaid] = ()
    match question.kind:
        case Kind.TRUTH if in_json:
            says = _("true or false")
        case Kind.TRUTH:
            says = _("the word yes or the word no")
        case Kind.DAY:
            says = _("a day such as 2024-10-31, from %(low)s to %(high)s")
        case Kind.CHOICE:
            options = tuple((name, words.in_language(language)) for name, words in about.options)
            says = _("one of these words:")
        case Kind.ITEMS:
            fields = [_said(one, language, in_json=True) for one in about.fields]
            says = _("a list in JSON, of at most %(high)s: %(example)s")
        case _ if question.unit.id in MONEY and in_json:
            says = _('an amount in quotes, such as "1234.50", from %(low)s to %(high)s')
        case _ if question.unit.id in MONEY:
            says = _("an amount such as 1234.50, from %(low)s to %(high)s")
        case _:
            says = _("a number from %(low)s to %(high)s")
    low, high = (_end(question, end, language) for end in (about.low, about.high))
    example = ", ".join(f'"{one.name}": …' for one in about.fields[:2])
    values = {"low": low, "high": high, "example": f"[{{{example}, …}}]"}
    asks = about.wording.in_language(language)
    return ColumnSaid(question.name, asks, says % values, options, tuple(fields))


def _end(question: Question, end: object, language: Language) -> str:
    match end:
        case date():
            return say_day(end).in_language(language)
        case Fraction() if question.kind is Kind.NUMBER:
            return say_number(end, question.unit).in_language(language)
        case _:
            return str(end)


def template_of(scheme: Scheme) -> str:
    """An empty table with a column for each question, and one for a name of the reader's own."""
    return ",".join([ID, *(question.name for question in scheme.questions)]) + "\r\n"
