"""`technopole outlook`: will the targets be met, and what would it take."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from technopole.cli.options import AsOf, FormatOption, PackName, check_known, opened
from technopole.cli.output import Column, Format, Record, hint, print_records, print_table

if TYPE_CHECKING:
    from technopole.evidence.observations import Observation


def outlook(
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]...", help="Their ids, such as 1.1; all without any."),
    ] = None,
    as_of: AsOf = None,
    output_format: FormatOption = None,
    pack: PackName = "hong_kong",
) -> None:
    """Say of each indicator where it stands, what the methods make of it, and the chance of its targets.

    \b
    technopole outlook
    technopole outlook 1.1 4.1
    technopole outlook --as-of 2023-11-13 --format jsonl
    """
    with _without_collecting():
        _outlook(indicators or [], as_of, output_format, pack)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the collector of cyclic garbage, which looks through all that is being loaded: a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _outlook(
    asked: Sequence[str], as_of: str | None, output_format: Format | None, pack: str
) -> None:
    from technopole.cli.cases import day_asked
    from technopole.cli.options import day_typed
    from technopole.outlook.overview import outlooks_of
    from technopole.outlook.records import outlook_record

    whole = opened(pack, None)
    opened(pack, as_of)
    day = day_typed("--as-of", as_of) or day_asked(None)
    for name in asked:
        check_known("INDICATOR", name, whole.indicators)
    known = outlooks_of(whole, day)
    for name in asked:
        if name not in known:
            _not_set_yet(name, day.isoformat())
    chosen = [known[name] for name in asked if name in known] if asked else list(known.values())

    def like() -> Iterator[Record]:
        last = outlooks_of(whole, whole.days[-1])
        return (outlook_record(one) for one in last.values())

    print_records(
        (outlook_record(one) for one in chosen),
        output_format,
        _table(day.isoformat(), whole.evidence.observations),
        like=like,
    )


def _not_set_yet(name: str, day: str) -> None:
    typer.echo(f"INDICATOR “{name}” had no target yet on {day}.", err=True)


def _table(day: str, facts: Mapping[str, Observation]) -> Callable[[Sequence[Record]], None]:
    def table(rows: Sequence[Record]) -> None:
        print_table(
            f"The outlook of {len(rows)} indicators on {day}",
            [line for row in rows for line in _lines(row, facts)],
            [
                Column("id", lambda r: r["id"]),
                Column("indicator", lambda r: r["name"], wide=True),
                Column("newest figure", lambda r: r["latest"], right=True),
                Column("target", lambda r: r["target"], right=True),
                Column("how it stands", lambda r: r["standing"], wide=True),
                Column("chance", lambda r: r["chance"], right=True),
                Column("80 % of draws", lambda r: r["interval"], right=True),
                Column("figures", lambda r: r["figures"], right=True),
            ],
        )
        hint(
            "Every method, its numbers and what it would take: technopole outlook 1.1 --format jsonl"
        )

    return table


def _lines(record: Record, facts: Mapping[str, Observation]) -> Iterator[Record]:
    """One line a target; what is the indicator's own stands on its first."""
    from technopole.evidence.wording import say_figure

    latest, forecast = record["latest"], record["forecast"] or {}
    own = {
        "id": record["indicator"],
        "name": record["name"]["en"],
        "latest": f"{say_figure(facts[latest['fact']].figure, 'en')} ({latest['year']})"
        if latest
        else "",
        "figures": str(forecast.get("n", "")),
    }
    for target in record["targets"]:
        wanted, year = say_figure(facts[target["fact"]].figure, "en"), target["year_named"]
        is_date = facts[target["fact"]].figure.unit.holds == "date"
        yield {
            **own,
            "target": wanted if is_date or not year else f"{wanted} ({year})",
            "standing": target["words"]["en"],
            "chance": _per_cent(target["chance"]),
            "interval": " to ".join(f"{end:,.10g}" for end in target["interval"] or ()),
        }
        own = dict.fromkeys(own, "")


def _per_cent(chance: float | None) -> str:
    """Whole per cent; what no path or every path reached is not certain."""
    if chance is None:
        return ""
    from technopole.outlook.chances import ALL, NONE, whole_per_cent

    percent = whole_per_cent(chance)
    if percent == NONE:
        return "under 1 %"
    return "over 99 %" if percent == ALL else f"{percent} %"
