"""Options that several commands share, and reading what was typed into them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from technopole.cli.output import Format, TreeFormat, fail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from technopole.plan.packs import Pack

__all__ = [
    "AsOf",
    "FormatOption",
    "PackName",
    "TreeFormatOption",
    "check_known",
    "day_typed",
    "not_yet",
    "opened",
]

_SHOWN: Final = 12

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Only what the documents published by that day say (2023-11-13).",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", help="How to print; without it a table on a terminal, JSON Lines in a pipe."
    ),
]
TreeFormatOption = Annotated[
    TreeFormat | None,
    typer.Option(
        "--format", help="How to print; without it a tree on a terminal, JSON Lines in a pipe."
    ),
]
PackName = Annotated[
    str,
    typer.Option(
        "--pack", envvar="TECHNOPOLE_PACK", help="The installed pack to read.", hidden=True
    ),
]


def opened(pack: str, as_of: str | None) -> Pack:
    """The pack as of a day; ends the command with a sentence when either cannot be read.

    Before the first document everything is empty, which is an answer and said beside it.
    """
    from technopole.evidence.problems import PackRefused
    from technopole.plan.packs import UnknownPack, load

    day = day_typed("--as-of", as_of)
    try:
        known = load(pack)
    except (UnknownPack, PackRefused) as error:
        fail(str(error.args[0]) if isinstance(error, UnknownPack) else str(error))
    if day is None:
        return known
    if day < known.days[0]:
        typer.echo(
            f"Nothing was known yet on {day}: the first document was published on {known.days[0]}. "
            "Ask for that day or a later one.",
            err=True,
        )
    return known.as_of(day)


def day_typed(option: str, text: str | None) -> date | None:
    """The day that was typed, if one was; ends the command with a sentence when it is none."""
    if text is None:
        return None
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    return fail(
        f"{option} “{text}” is not a day. Write it as year, month and day, such as 2023-11-13."
    )


def check_known(option: str, given: str | None, known: Iterable[str]) -> None:
    """End the command with the nearest right name when what was typed is not known."""
    names = list(known)
    if given is None or given in names:
        return
    near = get_close_matches(given, names, n=3, cutoff=0.5)
    there = "There are: " if len(names) <= _SHOWN else f"There are {len(names):,}, such as "
    hint = f"Did you mean {' or '.join(near)}?" if near else f"{there}{', '.join(names[:_SHOWN])}."
    fail(f"{option} “{given}” is not known. {hint}")


def not_yet(option: str, given: str, as_of: str | None, since: date) -> NoReturn:
    """End the command, with an answer: what was asked for was not known yet on that day."""
    fail(
        f"{option} “{given}” was not known yet on {as_of}; it is since {since}. "
        "Ask for that day or a later one.",
        status=0,
    )
