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

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from technopole.evidence.wording import Language, Text
from technopole.site.support.what_if.bounds import (
    MOST_COLUMNS,
    MOST_MEMORY,
    MOST_ROWS,
    MOST_SECONDS,
)

__all__ = ["BusyError", "Fault", "Report", "Unreadable", "read_own"]

logger = logging.getLogger(__name__)


class BusyError(Exception):
    """Another table is being read."""


Said = Text | tuple[str, Mapping[str, Any]]
"""A sentence of the rules, or the name of one of ours with what stands in it."""


class Unreadable(Exception):
    """A file that cannot be read as a table at all, and why."""

    def __init__(self, why: Said) -> None:
        super().__init__()
        self._why = why

    def says(self, language: Language) -> str:
        """Why, in the page's language."""
        return _sentence(self._why, language)


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that cannot be taken; column is empty where several do not go together."""

    row: int
    column: str
    why: Said

    def __str__(self) -> str:
        return _sentence(self.why, "zh-hant" if get_language() == "zh-hant" else "en")


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file.

    rows, good: how many rows it has, and how many of them can be taken.
    faults:     the first of them, each with its row and column; `more` is how many are not listed.
    ignored:    columns that no question is named as, each with the nearest that one is.
    in_cents:   columns of money whose whole numbers were read as cents.
    read:       the questions that it answers.
    """

    rows: int
    good: int
    faults: tuple[Fault, ...]
    more: int
    ignored: tuple[tuple[str, str], ...]
    in_cents: tuple[str, ...]
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
        raise Unreadable(("too-much", {})) from None
    # A process that a bound has ended was ended by a signal; any other end is a fault of ours.
    if done.returncode > 0:
        logger.error("a table of a reader's own could not be read: %s", _sort_of(done.stderr))
        found: Any = {"refused": ("our-fault", {})}
    elif done.returncode < 0:
        found = {"refused": ("too-much", {})}
    else:
        found = json.loads(done.stdout)
    if "refused" in found:
        target.unlink(missing_ok=True)
        name, values = found["refused"]
        raise Unreadable((name, values))
    return _report(found)


def _sort_of(said: str) -> str:
    """What sort of error a traceback ends with, and nothing of what it says."""
    last = said.strip().splitlines()[-1:] or [""]
    return re.sub(r"[^A-Za-z0-9_.].*", "", last[0])[:80] or "no word"


def _report(found: Mapping[str, Any]) -> Report:
    return Report(
        found["rows"],
        found["good"],
        tuple(Fault(row, column, _why(why)) for row, column, why in found["faults"]),
        found["more"],
        tuple((name, near) for name, near in found["ignored"]),
        tuple(found["in_cents"]),
        tuple(found["read"]),
    )


def _why(found: Any) -> Said:
    name, values = found
    return Text(name, values) if isinstance(values, str) else (name, values)


def _sentence(why: Said, language: Language) -> str:
    """Why something cannot be taken, in the page's language."""
    if isinstance(why, Text):
        return why.in_language(language)
    name, values = why
    bounds = {
        "rows": f"{MOST_ROWS:,}",
        "columns": f"{MOST_COLUMNS:,}",
        "seconds": str(MOST_SECONDS),
    }
    return _sentences()[name] % {**bounds, **values}


def _sentences() -> Mapping[str, str]:
    """What the process that reads says by its name."""
    return {
        "too-much": _(
            "Reading it took more than %(seconds)s seconds, or more memory than a table of %(rows)s rows "
            "needs, so it was given up. Send fewer rows, or only the columns that are asked for."
        ),
        "our-fault": _("The file could not be read; the fault is ours and is noted."),
        "no-column": _(
            "No column is named as a question. Take the empty table as a start: its headings are the names."
        ),
        "no-row": _("The table has no rows."),
        "not-text": _("The file is not UTF-8 text, and no Parquet. Save it as CSV in UTF-8."),
        "not-csv": _(
            "The file is not CSV (line %(line)s). Separate cells by commas, and put quotes around text that "
            "holds one."
        ),
        "too-many-rows": _("The table has more than %(rows)s rows. Send it in parts."),
        "too-many-columns": _(
            "The table has %(n)s columns; at most %(columns)s are read. Leave out what is not asked for."
        ),
        "heading-twice": _("These headings stand twice: %(names)s. Keep one of each."),
        "not-parquet": _(
            "The file begins like Parquet but cannot be read as such. Write it again."
        ),
        "wrong-type": _(
            "A column of the type %(type)s cannot hold answers to “%(column)s”; see below what stands in it."
        ),
        "ragged": _("The row has %(n)s cells, but there are %(headings)s headings."),
        "not-json": _("This is not a list in JSON. Write [{…}, {…}]."),
        "answered-twice": _("In this list something is answered twice."),
        "long-list": _("The list has %(n)s items; at most %(most)s are taken."),
        "otherwise": _("This is not written as the column asks."),
        "contradiction": _("These answers contradict one another."),
    }
