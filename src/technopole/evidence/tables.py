"""Reading a pack's CSV tables row by row, each cell with the place it stands at."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final, TypeVar

from technopole.evidence.problems import Problem, Report

__all__ = ["PackFiles", "Row", "Table", "digits", "is_id", "one_of", "read_toml"]

T = TypeVar("T")

PackFiles = Mapping[str, bytes]
"""A pack's data files: path inside the pack to content."""

_MAX_CELL: Final = 20_000
_MAX_DIGITS: Final = 7
# What no reader sees and what turns the order of what is read: never meant, and no text for PostgreSQL.
_UNSEEN: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TOML_PLACE: Final = re.compile(r"at line (\d+)")


W = TypeVar("W", bound=StrEnum)


def one_of(words: type[W]) -> Callable[[str], W]:
    """Reads one of a fixed set of words; anything else is refused with the words there are."""

    def read(text: str) -> W:
        try:
            return words(text)
        except ValueError:
            near = get_close_matches(text, list(words), n=1, cutoff=0.6)
            hint = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(words)}."
            raise ValueError(f"“{text}” is not a word of this column. {hint}") from None

    return read


def digits(text: str) -> int:
    """Reads a whole number as data files write it: digits and nothing else."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        raise ValueError(f"“{text}” is not a whole number; write digits only.")
    return int(text)


def is_id(text: str) -> bool:
    """Whether an address and a command can bear the text as it is."""
    return _ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which knows where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    report: Report

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def problem(self, column: str, message: str, mend: str, code: str) -> None:
        """Note a fault at this row's cell."""
        self.report.add(Problem(self.file, self.line, column, message, mend, code))

    def refers(self, column: str, known: Container[str], code: str) -> bool:
        """Whether the cell names something that there is; when it does not, that is a problem."""
        if self.cells[column] in known:
            return True
        message = f"“{self.cells[column]}” does not exist."
        self.problem(column, message, "Name an id of the pack, or add it.", code)
        return False

    def read(self, column: str, parse: Callable[[str], T], code: str) -> T | None:
        """The cell, parsed; a ValueError or LookupError of `parse` becomes a problem and None."""
        try:
            return parse(self.cells[column])
        except (ValueError, LookupError) as error:
            message = str(error.args[0]) if error.args else str(error)
            self.problem(column, message, f"Correct the cell “{self.cells[column]}”.", code)
            return None


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV table's shape.

    columns:  every column, in order; the header must be exactly these.
    required: columns whose cells may not be empty.
    key:      columns that together must be unique; empty when rows may repeat.
    """

    columns: Sequence[str]
    required: frozenset[str] = frozenset()
    key: Sequence[str] = ()

    def rows(self, files: PackFiles, name: str, report: Report) -> Iterator[Row]:
        """The rows of `name` that are whole; every other one is reported and left out."""
        text = _decoded(files, name, report)
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        seen: dict[tuple[str, ...], int] = {}
        line = 1
        try:
            header = next(reader, [])
            if header != list(self.columns):
                report.add(_header_problem(name, header, self.columns))
                return
            line = reader.line_num + 1
            for cells in reader:
                row_line, line = line, reader.line_num + 1
                row = self._row(name, row_line, cells, report)
                if row is not None and self._is_new(row, seen):
                    yield row
        except csv.Error as error:
            report.add(
                Problem(name, line, "", f"The row is not CSV: {error}.",
                        "Quote cells that hold commas, quotes or line breaks.", "tables.E003")
            )  # fmt: skip

    def _row(self, name: str, line: int, cells: list[str], report: Report) -> Row | None:
        if len(cells) != len(self.columns):
            report.add(
                Problem(name, line, "", f"The row has {len(cells)} cells, the header {len(self.columns)}.",
                        "Give every column its cell; quote cells that hold a comma.", "tables.E004")
            )  # fmt: skip
            return None
        row = Row(name, line, dict(zip(self.columns, cells, strict=True)), report)
        whole = True
        for column, cell in row.cells.items():
            if column in self.required and not cell.strip():
                row.problem(
                    column, "The cell is empty.", "This column must be filled.", "tables.E005"
                )
                whole = False
            if cell != cell.strip() or len(cell) > _MAX_CELL:
                row.problem(column, "The cell begins or ends with white space, or is too long.",
                            f"Trim it; a cell holds at most {_MAX_CELL} characters.", "tables.E006")  # fmt: skip
                whole = False
        if "id" in self.columns and row["id"] and not is_id(row["id"]):
            row.problem("id", f"“{row['id']}” is no id.",
                        "Use letters, digits, hyphens, points and underscores.", "tables.E010")  # fmt: skip
            whole = False
        return row if whole else None

    def _is_new(self, row: Row, seen: dict[tuple[str, ...], int]) -> bool:
        if not self.key:
            return True
        key = tuple(row[column] for column in self.key)
        if key in seen:
            row.problem(self.key[0], f"“{', '.join(key)}” stands already on line {seen[key]}.",
                        "An id is given once: rename or remove one of the two rows.", "tables.E007")  # fmt: skip
            return False
        seen[key] = row.line
        return True


def _decoded(files: PackFiles, name: str, report: Report) -> str | None:
    if name not in files:
        report.add(Problem(name, 0, "", "The file is missing.", "Restore it.", "tables.E001"))
        return None
    try:
        text = files[name].decode("utf-8")
    except UnicodeDecodeError as error:
        line = files[name][: error.start].count(b"\n") + 1
        report.add(
            Problem(name, line, "", "The file is not UTF-8.", "Save it as UTF-8.", "tables.E001")
        )
        return None
    if text.startswith("\ufeff"):
        report.add(
            Problem(name, 1, "", "The file begins with a byte order mark.",
                    "Save it as UTF-8 without one.", "tables.E001")
        )  # fmt: skip
        text = text[1:]
    if (unseen := _UNSEEN.search(text)) is not None:
        report.add(
            Problem(name, text.count("\n", 0, unseen.start()) + 1, "",
                    f"The line holds a sign that nobody sees (U+{ord(unseen[0]):04X}).", "Remove it.",
                    "tables.E009")
        )  # fmt: skip
    return text


def read_toml(files: PackFiles, name: str, report: Report) -> tuple[dict[str, Any], str] | None:
    """A TOML file and its text; None, and a problem, when it is missing or cannot be read."""
    text = _decoded(files, name, report)
    if text is None:
        return None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        report.add(
            Problem(name, line, "", f"The file is not TOML: {error}.", "Correct it.", "tables.E008")
        )
        return None


def _header_problem(name: str, header: Sequence[str], columns: Sequence[str]) -> Problem:
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in columns]
    parts = [f"missing: {', '.join(missing)}"] * bool(missing)
    parts += [f"not known: {', '.join(extra)}"] * bool(extra)
    what = "; ".join(parts) or "the columns stand in another order"
    return Problem(name, 1, "", f"The header is wrong ({what}).",
                   f"The first line must be: {','.join(columns)}.", "tables.E002")  # fmt: skip
