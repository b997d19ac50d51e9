"""What takes seconds the first time is done beside the requests: one thread a process prepares.

For a scheme, a day and a table: the libraries are loaded, the table's columns are read (and drawn,
once for all), what computes is compiled (or taken from the user's cache), and everybody is measured
by the rule of the day. What is prepared is kept, so that a change of a figure costs a run over the
columns of those whom the scheme is for.
A page waits a moment for it, and else says how far it is.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.conf import settings

from technopole.rules.transforms.amend import NewValue, amended
from technopole.rules.transforms.integers import Program, lowered
from technopole.site.support.what_if.applicants import Own, Synthetic, later
from technopole.site.support.what_if.starting import StartingRule, without_figures

if TYPE_CHECKING:
    from technopole.site.support.what_if.comparing import Comparison, Measured, Totals
    from technopole.site.support.what_if.traits import Traits

__all__ = [
    "Doing", "Prepared", "Preparing", "PreparingFailed", "TooBusy", "begin", "forget_table", "measured_with",
    "prepared", "what_becomes",
]  # fmt: skip

logger = logging.getLogger(__name__)

T = TypeVar("T")

_MOST_KEPT: Final = 10
_MOST_WAITING: Final = 12


class Doing(StrEnum):
    """What is being done for a page that has to wait."""

    QUEUED = "queued"
    READING = "reading"
    COMPILING = "compiling"
    MEASURING = "measuring"


class TooBusy(Exception):
    """Too many others wait for something to be prepared."""


class PreparingFailed(Exception):
    """Something could not be prepared; what it was stands in the log."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """Not ready yet, and what is being done."""

    doing: Doing


@dataclass(frozen=True, eq=False)
class Prepared:
    """A table's columns as a rule reads them, and what the rule of the day gives to each row.

    rows:   how many applicants the table has.
    some:   which of them some figures might make eligible, by their places; the others fail what no
            figure changes, such as being a company, and are left out of all that follows.
    traits: the groups that they are counted by.
    """

    rule: StartingRule
    rows: int
    some: Any
    given: Any
    traits: Traits
    before: Measured
    known: Totals

    @cached_property
    def measured_before(self) -> Comparison:
        """The rule of the day beside itself: nobody gains, nobody loses."""
        return self.against(self.before)

    def against(self, after: Measured) -> Comparison:
        """The rule of the day beside another."""
        from technopole.site.support.what_if.comparing import compare

        return compare(self.before, after, self.traits.groupings, self.known, rows=self.rows)


# ── The thread ────────────────────────────────────────────────────────────────────────────────


@dataclass(eq=False)
class _Job:
    work: Callable[[_Job], object]
    doing: Doing = Doing.QUEUED
    done: threading.Event = field(default_factory=threading.Event)


class _Workshop:
    """Jobs by key, done one after another; what they give is kept, the last used longest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[Hashable, _Job] = {}
        self._failed: set[Hashable] = set()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._queue: queue.SimpleQueue[tuple[Hashable, _Job]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def get(self, key: Hashable, work: Callable[[_Job], T], wait: float) -> T | Preparing:
        """What `work` gives, once it is there.

        wait: for so many seconds a caller waits for it.
        Raises TooBusy, or PreparingFailed, once: then it is tried again.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
            if key in self._failed:
                self._failed.discard(key)
                raise PreparingFailed
            job = self._jobs.get(key)
            if job is None:
                if len(self._jobs) >= _MOST_WAITING:
                    raise TooBusy
                job = self._jobs[key] = _Job(work)
                self._queue.put((key, job))
                self._start()
        if not job.done.wait(wait):
            return Preparing(job.doing)
        return self.get(key, work, 0)

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="what-if", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            key, job = self._queue.get()
            found: object = None
            try:
                found = job.work(job)
            except Exception as error:  # noqa: BLE001  whatever it was, the page says so and the thread goes on
                # Only what sort of error: a message might hold a row of somebody's table.
                logger.error("a what-if could not be prepared: %s", type(error).__name__)  # noqa: TRY400
            with self._lock:
                if found is None:
                    self._failed.add(key)
                else:
                    self._kept[key] = found
                    while len(self._kept) > _MOST_KEPT:
                        self._kept.popitem(last=False)
                del self._jobs[key]
            job.done.set()

    def forget(self, wanted: Callable[[Hashable], bool]) -> None:
        """Drop what is kept under some keys."""
        with self._lock:
            for key in [key for key in self._kept if wanted(key)]:
                del self._kept[key]


_workshop: Final = _Workshop()


# ── What is prepared ──────────────────────────────────────────────────────────────────────────


def begin(table: Synthetic | None) -> None:
    """Begin with what every what-if needs, and wait for nothing.

    Only where what is drawn is kept for later.
    """
    if settings.APPLICANTS_FOLDER is not None:
        with suppress(TooBusy, PreparingFailed):
            _workshop.get(("everything", None), lambda job: _begin(job, table), wait=0)


def _begin(job: _Job, table: Synthetic | None) -> bool:
    job.doing = Doing.READING
    if table is not None:
        table.columns(())
    job.doing = Doing.COMPILING
    from technopole.site.support.what_if import applying

    applying.warm()
    return True


def prepared(rule: StartingRule, table: Synthetic | Own, wait: float = 0.5) -> Prepared | Preparing:
    """A rule and a table, ready to be asked what becomes of whom.

    wait: for so many seconds it is waited for.
    Raises TooBusy or PreparingFailed.
    """
    key = (rule.scheme.entity, rule.day, table.key)
    return _workshop.get(key, lambda job: _prepare(job, rule, table), wait)


def forget_table(key: str) -> None:
    """Drop what was prepared of a table that is removed."""
    _workshop.forget(lambda kept: isinstance(kept, tuple) and kept[-1] == key)


def _prepare(job: _Job, rule: StartingRule, table: Synthetic | Own) -> Prepared:
    job.doing = Doing.READING
    from technopole.site.support.what_if import applying, comparing, traits

    asked = [question.name for question in rule.held.questions]
    frame = table.columns([*asked, *traits.COLUMNS])
    job.doing = Doing.COMPILING
    applying.warm()
    job.doing = Doing.MEASURING
    fixed = without_figures(rule.held)
    some = applying.not_refused(lowered(fixed) if fixed else None, frame)
    chosen = frame[some]
    given = applying.given_of(rule.shape, chosen)
    before = applying.measure(rule.shape, given, _places(rule, rule.shape))
    if isinstance(table, Own):
        later(table.left + 1, lambda: forget_table(table.key))
    return Prepared(
        rule, len(frame), some, given, traits.traits_of(chosen), before, comparing.totals_of(before)
    )  # fmt: skip


def what_becomes(ready: Prepared, values: Mapping[str, NewValue]) -> Comparison:
    """What other figures make of everybody.

    Raises TooWide where amounts would leave the whole numbers of a machine.
    """
    return ready.against(measured_with(ready, values)) if values else ready.measured_before


def measured_with(ready: Prepared, values: Mapping[str, NewValue]) -> Measured:
    """What other figures give to each row."""
    if not values:
        return ready.before
    from technopole.site.support.what_if import applying

    rule = ready.rule
    program = lowered(amended(rule.held, values), like=rule.shape)
    return applying.measure(program, ready.given, _places(rule, program))


def _places(rule: StartingRule, program: Program) -> tuple[int, ...]:
    """Which of a program's awards are counted."""
    counted = {award.name for award in rule.counted}
    return tuple(place for place, (name, _) in enumerate(program.awards) if name in counted)
