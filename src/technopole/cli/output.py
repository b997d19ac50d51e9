"""How commands print: a table for people, JSON Lines or CSV for programs, errors in one sentence."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

import typer

__all__ = [
    "Column", "Format", "Record", "chosen", "fail", "hint", "print_csv", "print_jsonl", "print_table",
]  # fmt: skip

Record = Mapping[str, Any]


class Format(StrEnum):
    """The shapes that a list can be printed in."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    TREE = "tree"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people."""

    title: str
    cell: Callable[[Record], str]
    right: bool = False
    wide: bool = False


def chosen(wanted: Format | None, on_terminal: Format = Format.TABLE) -> Format:
    """The format asked for; without a wish, a table on a terminal and JSON Lines in a pipe."""
    if wanted is not None:
        return wanted
    return on_terminal if sys.stdout.isatty() else Format.JSONL


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
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            overflow="fold",
            ratio=None if not column.wide else 1,
            no_wrap=column.right,
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
