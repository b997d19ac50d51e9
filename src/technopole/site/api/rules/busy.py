"""How many heavy requests a worker answers at once: the rest are told when to come again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from technopole.site.api.refusals import RefusedError

__all__ = ["Slots"]


class Slots:
    """One request of a kind at a time in this process; a few may wait for a moment.

    what:        what is being done, for the sentence.
    retry_after: in how many seconds it is worth trying again.
    waiting:     how many may wait for as long as that, each holding a thread of the server.
    """

    def __init__(self, what: str, *, retry_after: int, waiting: int = 0) -> None:
        self._room = BoundedSemaphore(1 + waiting)
        self._turn = BoundedSemaphore(1)
        self._what = what
        self._retry_after = retry_after

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold it. Raises RefusedError when too many wait already, or for too long."""
        if not self._room.acquire(blocking=False):
            raise self._busy()
        try:
            if not self._turn.acquire(timeout=self._retry_after):
                raise self._busy()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._room.release()

    def _busy(self) -> RefusedError:
        return RefusedError(
            503,
            f"Other {self._what} are being worked on; try again in {self._retry_after} seconds.",
            retry_after=self._retry_after,
        )
