"""Reading a reader's own table: in a process of its own, with bounds on its time and its memory.

What is uploaded may be made to harm: a small Parquet file can say that it holds thousands of
millions of items. So it is read by a process that may use little memory and few seconds, that sees
one file and writes another, and that is ended when it takes longer. What comes out is a table of
ours: answers that were checked one by one, the number of each row, and at most one name that the
reader gave it.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from technopole.evidence.wording import Text

__all__ = [
    "ID",
    "KINDS",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_LISTED",
    "MOST_ROWS",
    "MOST_SECONDS",
    "ROW",
    "BusyError",
    "Fault",
    "Report",
    "Unreadable",
    "read_own",
]  # fmt: skip

logger = logging.getLogger(__name__)

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 300
MOST_LISTED: Final = 100
MOST_SECONDS: Final = 20
MOST_MEMORY: Final = 2 * 2**30
KINDS: Final = ("csv", "parquet")
ID: Final = "id"
"""The column that may hold a name of the reader's own for each row."""
ROW: Final = "row"
"""The column that holds the number of each row in the reader's file, from 1 on, headings not counted."""


class BusyError(Exception):
    """Another table is being read."""


class Unreadable(Exception):
    """A file that cannot be read as a table at all, and why."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that cannot be taken; column is empty where several do not go together."""

    row: int
    column: str
    says: Text


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file.

    rows, good: how many rows it has, and how many of them can be taken.
    faults:     the first of them, each with its row and column; `more` is how many are not listed.
    ignored:    columns that no question is named as, each with the nearest that one is.
    read:       the questions that it answers.
    """

    rows: int
    good: int
    faults: tuple[Fault, ...]
    more: int
    ignored: tuple[tuple[str, str], ...]
    read: tuple[str, ...]

    @property
    def bad(self) -> int:
        """How many rows cannot be taken."""
        return self.rows - self.good


def read_own(source: Path, kind: str, target: Path, package: str) -> Report:
    """Read a file into a table of ours. Raises Unreadable or BusyError, and writes nothing then.

    kind:    csv or parquet.
    package: the pack whose questions the columns are named as.
    """
    if not _reading.acquire(blocking=False):
        raise BusyError
    try:
        return _read(source, kind, target, package)
    finally:
        _reading.release()


_reading: Final = BoundedSemaphore(1)


def _read(source: Path, kind: str, target: Path, package: str) -> Report:
    command = [sys.executable, "-I", "-m", "technopole.site.support.what_if.reading"]
    told = {
        "source": str(source), "kind": kind, "target": str(target), "package": package,
        "seconds": MOST_SECONDS, "memory": MOST_MEMORY,
    }  # fmt: skip
    try:
        done = subprocess.run(
            command,
            input=json.dumps(told),
            capture_output=True,
            text=True,
            timeout=2 * MOST_SECONDS,
            check=False,
            env={"POLARS_MAX_THREADS": "1", "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        target.unlink(missing_ok=True)
        raise Unreadable(_too_much()) from None
    # A process that a bound has ended was ended by a signal; any other end is a fault of ours.
    if done.returncode > 0:
        logger.error("a table of a reader's own could not be read: %s", _sort_of(done.stderr))
    found: Any = json.loads(done.stdout) if done.returncode == 0 else {}
    if done.returncode > 0:
        found = {"refused": _our_fault()}
    elif done.returncode < 0 or "too_much" in found:
        found = {"refused": (_too_much().en, _too_much().zh_hant)}
    if "refused" in found:
        target.unlink(missing_ok=True)
        raise Unreadable(Text(*found["refused"]))
    return _report(found)


def _sort_of(said: str) -> str:
    """What sort of error a traceback ends with, and nothing of what it says."""
    last = said.strip().splitlines()[-1:] or [""]
    return re.sub(r"[^A-Za-z0-9_.].*", "", last[0])[:80] or "no word"


def _our_fault() -> tuple[str, str]:
    return (
        "The file could not be read; the fault is ours and is noted.",
        "未能讀取檔案；問題在我們，已作記錄。",
    )


def _too_much() -> Text:
    return Text(
        f"Reading it took more than {MOST_SECONDS} seconds or more memory than a table of {MOST_ROWS:,} rows "
        "needs, so it was given up. Send fewer rows, or only the columns that are asked for.",
        f"讀取此檔案超過{MOST_SECONDS}秒，或所需記憶體超出{MOST_ROWS:,}行表格所需，因此停止讀取。請減少行數，或只保留所問的欄。",
    )


def _report(found: Mapping[str, Any]) -> Report:
    return Report(
        found["rows"],
        found["good"],
        tuple(Fault(row, column, Text(*says)) for row, column, says in found["faults"]),
        found["more"],
        tuple((name, near) for name, near in found["ignored"]),
        tuple(found["read"]),
    )
