"""Answers when something cannot be shown: one plain sentence, a way on, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from technopole.site.portal.nearest import Near, NothingNamedError, NothingToShowError
from technopole.site.portal.requests import PortalRequest

__all__ = [
    "bad_request", "before_the_first_document", "method_not_allowed", "no_database", "no_such_file", "not_found", "not_known_yet",
    "refused", "server_error", "unavailable", "unreadable_date",
]  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself cannot be understood. A message meant for the reader is shown."""
    said = str(exception) if isinstance(exception, BadRequest) else ""  # others speak to us
    return _error(
        request,
        400,
        _("This address cannot be read"),
        said or _("Something in the address or the form is not what this page understands."),
    )


def refused(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """403: a form came from another site, or without its token."""
    sentence = _("The form may have stood open for too long; please go back and send it again.")
    return _error(request, 403, _("This form cannot be taken"), sentence)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: the page is only read."""
    response = _error(
        request,
        405,
        _("This page takes no form"),
        _("It can only be read; open it without sending anything."),
    )
    response["Allow"] = "GET, HEAD"
    return response


def unreadable_date(request: PortalRequest, asked: str) -> HttpResponse:
    """400: the as-of date is no date."""
    sentence = _("“%(asked)s” is not a date; write it as year-month-day, such as 2023-11-13.")
    return _error(request, 400, _("This date cannot be read"), sentence % {"asked": asked[:40]})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing stands at this address; the nearest right names are offered."""
    if isinstance(exception, NothingNamedError):
        sentence = _("Nothing is called “%(asked)s”.") % {"asked": exception.asked}
        return _error(request, 404, _("Nothing stands at this address"), sentence, exception.near)
    if isinstance(exception, NothingToShowError):
        title = _("Nothing stands at this address")
        return _error(request, 404, title, exception.reason, exception.near)
    sentence = _("The page may have been renamed, or the address may be incomplete.")
    return _error(request, 404, _("Nothing stands at this address"), sentence)


def not_known_yet(request: PortalRequest, first: date) -> HttpResponse:
    """404: it exists, but no document had named it by the day asked for."""
    return render(request, "portal/not_known_yet.html", {"first": first}, status=404)


def before_the_first_document(request: PortalRequest) -> HttpResponse:
    """A kind page for a day on which nothing was known yet."""
    return render(request, "portal/before.html", {"first": request.edition.days[0]})


def no_such_file(request: HttpRequest, reason: str) -> HttpResponse:
    """404: the address names a file that cannot be made, and why."""
    return _error(request, 404, _("There is no such file"), reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours. Touches neither pack nor database, for either may be the fault."""
    for name in ("pack", "edition"):
        request.__dict__.pop(name, None)
    return _error(
        request,
        500,
        _("Something went wrong here"),
        _("The fault is ours and has been noted; please try again in a while."),
    )


def no_database(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer, which passes. Touches neither pack nor database."""
    for name in ("pack", "edition"):
        request.__dict__.pop(name, None)
    response = _error(
        request,
        503,
        _("The database does not answer"),
        _("It may be starting again; please try again in a few seconds."),
    )
    response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def unavailable(request: HttpRequest, sentence: str) -> HttpResponse:
    """503: what was asked for is not ready, which passes."""
    response = _error(request, 503, _("This is not ready yet"), sentence)
    response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def _error(
    request: HttpRequest, status: int, heading: str, sentence: str, near: Sequence[Near] = ()
) -> HttpResponse:
    context = {"status": status, "heading": heading, "sentence": sentence, "near": near}
    page = cast(PortalRequest, request)
    page.language = "zh-hant" if translation.get_language() == "zh-hant" else "en"
    if not hasattr(page, "as_of"):
        page.as_of = None
    return render(request, "portal/error.html", context, status=status)
