"""How commands print: a table for people, JSON Lines or CSV for programs, errors in one sentence."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

import typer

__all__ = [
    "Column", "Format", "Record", "TreeFormat", "chosen", "fail", "hint", "print_csv", "print_jsonl",
    "print_records", "print_table",
]  # fmt: skip

Record = Mapping[str, Any]
Shape = TypeVar("Shape", bound=StrEnum)


class Format(StrEnum):
    """The shapes that a list can be printed in."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class TreeFormat(StrEnum):
    """The shapes that a tree can be printed in."""

    TREE = "tree"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people."""

    title: str
    cell: Callable[[Record], str]
    right: bool = False
    wide: bool = False


def chosen(wanted: Shape | None, on_terminal: Shape, in_a_pipe: Shape) -> Shape:
    """The format asked for; without a wish, one for people on a terminal and one for programs."""
    if wanted is not None:
        return wanted
    return on_terminal if sys.stdout.isatty() else in_a_pipe


def print_records(
    records: Iterable[Record],
    wanted: Format | None,
    table: Callable[[Sequence[Record]], None],
    rows: Callable[[Iterable[Record]], Iterable[Record]] = iter,
) -> None:
    """Print a list in the format asked for.

    table: prints it for people.
    rows:  turns the records into the rows of a CSV file, where one is not one.
    """
    match chosen(wanted, Format.TABLE, Format.JSONL):
        case Format.JSONL:
            print_jsonl(records)
        case Format.CSV:
            print_csv(rows(records))
        case Format.TABLE:
            table(list(records))


def print_jsonl(records: Iterable[Record]) -> None:
    """One JSON object a line, keys in their own order."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def print_csv(records: Iterable[Record]) -> None:
    """A header and a row a record; lists and objects within stand as JSON."""
    writer: Any = None
    for record in records:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(record), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _flat(value) for key, value in record.items()})


def _flat(value: object) -> object:
    if isinstance(value, dict | list | bool):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def print_table(title: str, records: Sequence[Record], columns: Sequence[Column]) -> None:
    """A table that fits the terminal, the figures flush right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title=title, title_justify="left", box=SIMPLE_HEAD, title_style="bold", pad_edge=False
    )
    for column in columns:
        longest = max((len(column.cell(record)) for record in records), default=0)
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            overflow="fold",
            ratio=1 if column.wide else None,
            # A short column keeps its words whole; a wide one keeps enough to be read.
            min_width=11 if column.wide else None if column.right else min(longest, 18),
        )
    from rich.text import Text

    for record in records:
        table.add_row(*(Text(column.cell(record)) for column in columns))
    Console().print(table)


def hint(sentence: str) -> None:
    """Suggest the next step, to people only."""
    if sys.stdout.isatty():
        typer.secho(sentence, dim=True)


def fail(message: str, status: int = 2) -> NoReturn:
    """Say on standard error what is wrong and end; 2 is bad input, 1 a check that failed."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
