"""A request as the portal's views know it, and the one way to look up what an address names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.http import Http404, HttpRequest

from technopole.evidence.wording import Language
from technopole.plan.packs import Pack

__all__ = ["NotKnownYetError", "PortalRequest", "known"]

T = TypeVar("T")


class PortalRequest(HttpRequest):
    """What the middleware adds to every request for a page.

    language: the language of the address.
    edition:  the pack of the current edition, everything in it.
    as_of:    the day that the reader asked for; None for today.
    pack:     the edition as it was known on that day.
    """

    language: Language
    edition: Pack
    as_of: date | None
    pack: Pack


class NotKnownYetError(Exception):
    """What the address names exists, but no document had named it by the day asked for."""

    def __init__(self, first: date) -> None:
        super().__init__(f"first known on {first}")
        self.first = first


def known(request: PortalRequest, find: Callable[[Pack], T | None]) -> T:
    """What `find` finds in the pack as it was known on the day asked for.

    Raises NotKnownYetError with the first day on which it can be found, or Http404.

    >>> known(request, lambda pack: pack.register.entities.get("innohk"))  # doctest: +SKIP
    """
    found = find(request.pack)
    if found is not None:
        return found
    for day in request.edition.days:
        if find(request.edition.as_of(day)) is not None:
            raise NotKnownYetError(day)
    raise Http404
