"""Pages that are only read say so to whoever sends them a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from technopole.site.portal.views import errors

__all__ = ["ReadOnlyPages"]

_READS: Final = ("GET", "HEAD", "OPTIONS")
_OURS: Final = "technopole.site."


class ReadOnlyPages:
    """405 for a form that is sent to a page of ours which takes none, before its token is asked for.

    A view of ours that takes forms checks where they come from itself (`origins`) and is marked as
    exempt from Django's tokens; one without that mark is only read. Other apps' views pass.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse, or let it pass."""
        takes_forms = getattr(view, "csrf_exempt", False)
        if request.method in _READS or takes_forms or not view.__module__.startswith(_OURS):
            return None
        return errors.method_not_allowed(request)
