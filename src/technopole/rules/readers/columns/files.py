"""A Parquet or CSV file of any length, a batch of rows at a time, so that memory stays flat.

A row of a CSV file that has more or fewer cells than there are headings does not end the reading: it is
handed on as a row without answers, with a sentence that says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from technopole.rules.readers.columns.reading import TableRefused

__all__ = ["Batch", "batches", "scanned"]

_BLOCK: Final = 2**23  # bytes of a CSV file that are read at once
_LONGEST_ROW: Final = 2**26  # bytes; a longer one is a quote that is not closed
_MARK: Final = b"\xef\xbb\xbf"  # what spreadsheets put first in UTF-8
_QUOTE, _COMMA, _END, _RETURN = b'",\n\r'
_QUOTES: Final = (
    "Put quotes around text that holds a comma or a quote, and write a quote within it twice."
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table.

    first:  how many rows of the table come before them.
    ragged: rows (from 0, of this batch) that are no rows of the table's width, and why in a sentence.
    """

    first: int
    frame: pl.DataFrame
    ragged: Mapping[int, str] = field(default_factory=dict)


def scanned(source: Path) -> pl.LazyFrame:
    """A file as it is before anything of it but its head is read."""
    match source.suffix.lower():
        case ".parquet":
            return pl.scan_parquet(source)
        case ".csv":
            return pl.scan_csv(source, infer_schema=False)
        case _:
            raise TableRefused([f"{source.name}: give a file that ends in .parquet or .csv."])


def batches(source: Path, rows: int) -> Iterator[Batch]:
    """All rows in order, at most so many at once (of CSV rather as many as some megabytes hold)."""
    scan = scanned(source)
    if source.suffix.lower() == ".csv":
        yield from _of_csv(source, scan.collect_schema().names())
        return
    count = scan.select(pl.len()).collect().item()
    for first in range(0, count, rows):
        yield Batch(first, scan.slice(first, rows).collect())


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────


def _of_csv(source: Path, names: list[str]) -> Iterator[Batch]:
    first = 0
    schema = dict.fromkeys(names, pl.String)
    with source.open("rb") as file:
        for block in _blocks(file, source.name):
            clean, ragged = _straightened(block, len(names))
            try:
                frame = pl.read_csv(clean, has_header=False, schema=schema)
            except pl.exceptions.PolarsError as error:
                raise TableRefused([_unreadable(clean, source.name)]) from error
            yield Batch(first, frame, ragged)
            first += frame.height


def _blocks(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The file below its headings, in pieces that end where a row ends."""
    rest = file.read(len(_MARK)).removeprefix(_MARK)
    headed = False
    while True:
        more = file.read(_BLOCK)
        block = rest + more
        if not more and block and not block.endswith(b"\n"):
            block += b"\n"
        end = _last_end(block)
        if not more and end < len(block):
            raise TableRefused([f"{name}: a quote is not closed. {_QUOTES}"])
        if len(block) - end > _LONGEST_ROW:
            says = (
                f"{name}: a row is longer than {_LONGEST_ROW // 2**20} MiB. Is a quote not closed?"
            )
            raise TableRefused([f"{says} {_QUOTES}"])
        rest = block[end:]
        block = block[:end]
        if not headed and (block := block.lstrip(b"\r\n")):
            headed = True
            ends = _ends(np.frombuffer(block, np.uint8))
            block = block[int(ends[0]) + 1 :]
        if block:
            yield block
        if not more:
            return


def _outside(block: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_] | None:
    """Which bytes stand outside quotes; None where there are none. A quote written twice is two."""
    quotes = block == _QUOTE
    if not quotes.any():
        return None
    outside: npt.NDArray[np.bool_] = np.bitwise_xor.accumulate(quotes.view(np.uint8)) == 0
    return outside


def _ends(block: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Where rows end."""
    ends = block == _END
    outside = _outside(block)
    return np.flatnonzero(ends if outside is None else ends & outside)


def _last_end(block: bytes) -> int:
    """Behind the last row that is whole."""
    if b'"' not in block:
        return block.rfind(b"\n") + 1
    ends = _ends(np.frombuffer(block, np.uint8))
    return int(ends[-1]) + 1 if len(ends) else 0


def _straightened(block: bytes, width: int) -> tuple[bytes, dict[int, str]]:
    """Whole rows, of which those are emptied that have not a cell for each heading; which, and why.

    An empty line is a row without answers, as a table of one column has them.
    """
    signs = np.frombuffer(block, np.uint8)
    ends = _ends(signs)
    commas = signs == _COMMA
    outside = _outside(signs)
    places = np.flatnonzero(commas if outside is None else commas & outside)
    cells = np.diff(np.searchsorted(places, ends), prepend=0) + 1
    starts = np.concatenate([[0], ends[:-1] + 1])
    empty = (ends == starts) | ((ends == starts + 1) & (signs[starts] == _RETURN))
    odd = np.flatnonzero((cells != width) & ~empty).tolist()
    pieces: list[bytes] = []
    taken = 0
    for row in odd:
        pieces.append(block[taken : int(starts[row])])
        taken = int(ends[row])
    pieces.append(block[taken:])
    return b"".join(pieces), {row: _says(int(cells[row]), width) for row in odd}


def _says(cells: int, width: int) -> str:
    have = "1 cell" if cells == 1 else f"{cells} cells"
    wanted = "is 1 heading" if width == 1 else f"are {width} headings"
    return (
        f"The row has {have}, but there {wanted}. Write a cell for each heading, "
        "and quotes around a cell that holds a comma."
    )


def _unreadable(block: bytes, name: str) -> str:
    """Why rows cannot be read as CSV at all."""
    try:
        block.decode()
    except UnicodeDecodeError:
        return f"{name}: some of it is not in UTF-8. Write it in UTF-8."
    return f"{name}: quotes stand within cells that are not in quotes. {_QUOTES}"
