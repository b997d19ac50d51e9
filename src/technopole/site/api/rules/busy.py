"""How many heavy requests a worker answers at once: the rest are told when to come again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from technopole.site.api.refusals import RefusedError

__all__ = ["Slots"]


class Slots:
    """So many requests of a kind at once in this process.

    what:        what is being done, for the sentence.
    retry_after: in how many seconds one of them is likely to be done.
    """

    def __init__(self, at_once: int, what: str, retry_after: int) -> None:
        self._free = BoundedSemaphore(at_once)
        self._what = what
        self._retry_after = retry_after

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one of them. Raises RefusedError when all are taken: nobody waits in a row."""
        if not self._free.acquire(blocking=False):
            raise RefusedError(
                503,
                f"Other {self._what} are being worked on; try again in {self._retry_after} seconds.",
                retry_after=self._retry_after,
            )
        try:
            yield
        finally:
            self._free.release()
