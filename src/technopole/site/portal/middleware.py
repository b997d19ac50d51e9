"""Language, day and pack of every page, and the answers when the day cannot be served."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path

from technopole.evidence.wording import Language
from technopole.site.editions import queries as editions
from technopole.site.portal.requests import NotKnownYetError, PortalRequest
from technopole.site.portal.views import errors

__all__ = ["AsKnownOn"]

# Apps whose pages tell what was known on a day, and those of their pages that say the same on every day.
_OF_A_DAY: Final = frozenset({"portal", "outlook"})
_TIMELESS: Final = frozenset({"about", "changes-feed", "chart-spec"})


class AsKnownOn:
    """Read `?as_of=` and hand every view the pack as it was known on that day.

    An address outside the two languages passes untouched. A date that cannot be read is a 400, and
    a database that does not answer a 503.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the pack of the day asked for."""
        language = get_language_from_path(request.path_info)
        if language is None:
            return self.get_response(request)
        page = cast(PortalRequest, request)
        page.language = cast(Language, language)
        page.as_of = None
        try:
            page.edition = page.pack = editions.current()
        except (OperationalError, InterfaceError):
            return errors.no_database(request)
        asked = request.GET.get("as_of", "").strip()
        if asked:
            day = _day(asked)
            if day is None:
                return errors.unreadable_date(page, asked)
            page.as_of = day
            page.pack = page.edition.as_of(day)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Before the first document there is nothing to show, and the page says so."""
        page = cast(PortalRequest, request)
        match = request.resolver_match
        if match is None or getattr(page, "as_of", None) is None or page.pack.evidence.sources:
            return None
        if match.app_name not in _OF_A_DAY or match.url_name in _TIMELESS:
            return None
        return errors.before_the_first_document(page)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What no document had named by then gets a page that says since when it is known.

        A database that does not answer, which may be so from one query to the next, is a 503.
        """
        if isinstance(exception, NotKnownYetError):
            return errors.not_known_yet(cast(PortalRequest, request), exception.first)
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.no_database(request)
        return None


def _day(text: str) -> date | None:
    """The day in ISO 8601's long form, as date controls send it; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if text == day.isoformat() else None
