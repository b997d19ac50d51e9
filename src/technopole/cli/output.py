"""How commands print: a table for people, JSON Lines or CSV for programs, errors in one sentence."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Column", "Format", "Record", "TreeFormat", "chosen", "fail", "hint", "people", "print_csv",
    "print_jsonl", "print_records", "print_table", "written",
]  # fmt: skip

_NARROWEST: Final = 11  # of a column that may be narrowed, and still be read
_AT_ONCE: Final = 100  # rows that are laid out before the first is printed

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
    like: Callable[[], Iterable[Record]] = tuple,
) -> None:
    """Print a list in the format asked for.

    table: prints it for people.
    rows:  turns the records into the rows of a CSV file, where one is not one.
    like:  records such as might have been there, for the header of a CSV file without any.
    """
    match chosen(wanted, Format.TABLE, Format.JSONL):
        case Format.JSONL:
            print_jsonl(records)
        case Format.CSV:
            print_csv(rows(records), lambda: rows(like()))
        case Format.TABLE:
            table(list(records))


def print_jsonl(records: Iterable[Record]) -> None:
    """One JSON object a line, keys in their own order."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def print_csv(records: Iterable[Record], like: Callable[[], Iterable[Record]] = tuple) -> None:
    """A header and a row a record; lists and objects within stand as JSON.

    like: records such as might have been there, whose header is printed where there are none.
    """
    writer: Any = None
    for record in records:
        if writer is None:
            writer = _headed(record)
        writer.writerow({key: _flat(value) for key, value in record.items()})
    if writer is None and (one := next(iter(like()), None)) is not None:
        _headed(one)


def _headed(record: Record) -> Any:
    """A writer of rows such as this record, below their header."""
    writer = csv.DictWriter(sys.stdout, list(record), lineterminator="\n")
    writer.writeheader()
    return writer


def _flat(value: object) -> object:
    if isinstance(value, dict | list | bool):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def print_table(title: str, records: Sequence[Record], columns: Sequence[Column]) -> None:
    """A table that fits the terminal, the figures flush right; the first rows come at once."""
    from rich.box import SIMPLE_HEAD
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = people()
    rows = [[column.cell(record) for column in columns] for record in records]
    widths = _widths(columns, rows, console.width - 3 * len(columns) + 1)
    console.print(Text(title, style="bold"))
    console.print()
    if not records:
        return
    for first in range(0, len(rows), _AT_ONCE):
        table = Table(box=SIMPLE_HEAD, show_header=not first, show_edge=False, pad_edge=False)
        for column, width in zip(columns, widths, strict=True):
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                overflow="fold",
                width=width,
            )
        for row in rows[first : first + _AT_ONCE]:
            table.add_row(*map(Text, row))
        console.print(Padding(table, (0, 0, 0, 1), expand=False))
    console.print()


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as wide as it needs, the wide ones narrowed until all fit.

    A wide one keeps enough to be read. Where that is still too much, the widest of all give way.
    """
    from rich.cells import cell_len

    needed = []
    for place, column in enumerate(columns):
        lines = {column.title}.union(*(row[place].splitlines() for row in rows))
        needed.append(max(1, *map(cell_len, lines)))
    widths = list(needed)
    wide = [place for place, column in enumerate(columns) if column.wide]
    spare = room - sum(needed) + sum(needed[place] for place in wide)
    for left, place in zip(
        range(len(wide), 0, -1), sorted(wide, key=lambda place: needed[place]), strict=True
    ):
        widths[place] = min(needed[place], max(spare // left, min(_NARROWEST, needed[place])))
        spare -= widths[place]
    for _ in range(sum(widths) - room):
        widest = max(range(len(widths)), key=lambda place: widths[place])
        widths[widest] = max(1, widths[widest] - 1)
    return widths


def people() -> Console:
    """The terminal, for tables and trees."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # `written` knows what to do

    return Terminal()


@contextmanager
def written() -> Iterator[None]:
    """Whatever becomes of what is printed, no traceback: a reader may leave, a disk may be full.

    That a reader such as head has enough is no failure. What goes into a pipe is UTF-8 wherever
    we run; on a terminal, a sign that it cannot show becomes a question mark.
    """
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")
    ended: typer.Exit | SystemExit | None = None
    try:
        try:
            yield
        except (typer.Exit, SystemExit) as early:
            ended = early
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        if error.filename is not None:  # another file than what we print to
            raise
        _let_go()
        fail(f"The output cannot be written: {error.strerror}.", status=1)
    if ended is not None:
        raise ended


def _let_go() -> None:
    """Print no more; else the interpreter would try once again at its end."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def hint(sentence: str) -> None:
    """Suggest the next step, to people only."""
    if sys.stdout.isatty():
        typer.secho(sentence, dim=True)


def fail(message: str, status: int = 2) -> NoReturn:
    """Say on standard error what is wrong and end; 2 is bad input, 1 a check that failed."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
