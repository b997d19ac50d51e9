"""What a table of one's own may hold for a scheme: a column for each question, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from technopole.evidence.wording import Text
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Question
from technopole.rules.wording import say_day, say_number
from technopole.site.support.what_if.own import ID

__all__ = ["ColumnSaid", "columns_of", "template_of"]

_CURRENCIES = frozenset({"HKD", "RMB", "USD", "EUR"})


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """A column of a table.

    says:   what stands in it.
    fields: for a list, what an item holds.
    """

    name: str
    asks: Text
    says: Text
    options: tuple[tuple[str, Text], ...]
    fields: tuple[ColumnSaid, ...] = ()


def columns_of(scheme: Scheme) -> tuple[ColumnSaid, ...]:
    """The columns that a scheme's rule asks for, in its order."""
    return tuple(_said(question) for question in scheme.questions)


def _said(question: Question) -> ColumnSaid:
    about = question.about
    options: tuple[tuple[str, Text], ...] = ()
    fields: Iterable[ColumnSaid] = ()
    match question.kind:
        case Kind.TRUTH:
            says = Text("yes or no", "yes或no")
        case Kind.DAY:
            first, last = say_day(about.low), say_day(about.high)  # type: ignore[arg-type]
            says = Text(
                f"a day such as 2024-10-31, from {first.en} to {last.en}",
                f"日期，例如2024-10-31，由{first.zh_hant}至{last.zh_hant}",
            )
        case Kind.CHOICE:
            options = about.options
            says = Text("one of these words:", "以下其中一個字：")
        case Kind.ITEMS:
            fields = [_said(one) for one in about.fields]
            example = ", ".join(f'"{one.name}": …' for one in about.fields[:2])
            says = Text(
                f"a list as JSON, at most {about.high} items: [{{{example}, …}}]",
                f"以JSON寫成的清單，最多{about.high}項：[{{{example}, …}}]",
            )
        case _:
            says = _number(question)
    return ColumnSaid(question.name, about.wording, says, options, tuple(fields))


def _number(question: Question) -> Text:
    low, high = question.about.low, question.about.high
    assert isinstance(low, Fraction)  # noqa: S101  a number has its bounds
    assert isinstance(high, Fraction)  # noqa: S101
    least, most = say_number(low, question.unit), say_number(high, question.unit)
    if question.unit.id in _CURRENCIES:
        return Text(
            f"an amount such as 1234.50, from {least.en} to {most.en}",
            f"金額，例如1234.50，由{least.zh_hant}至{most.zh_hant}",
        )
    return Text(
        f"a number from {least.en} to {most.en}", f"數字，由{least.zh_hant}至{most.zh_hant}"
    )


def template_of(scheme: Scheme) -> str:
    """An empty table with a column for each question, and one for a name of the reader's own."""
    return ",".join([ID, *(question.name for question in scheme.questions)]) + "\r\n"
