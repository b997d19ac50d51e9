"""What says that a request cannot be understood: a page for people, JSON for programs."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import BadRequest, DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from technopole.site.api.refusals import RefusedError, refusal
from technopole.site.portal.views import errors

__all__ = ["bad_request"]

_API: Final = ("/api/", "/data/")
_OPENFISCA: Final = "/openfisca/"
_SHOWN: Final = 80
_NOT_UNDERSTOOD: Final = "The request cannot be understood."


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, in the form of the address that was asked; a wrong name of the site says so."""
    wrong_host = isinstance(exception, DisallowedHost)
    said = _NOT_UNDERSTOOD
    if wrong_host:
        said = f"This site is not reached as “{_host(request)}”. Use the name that it was given."
    if request.path_info.startswith(_API):
        return refusal(RefusedError(400, said))
    if request.path_info.startswith(_OPENFISCA):
        return JsonResponse({"error": said}, status=400, json_dumps_params={"ensure_ascii": False})
    if wrong_host:
        sentence = _("This site is not reached as “%(host)s”. Use the name that it was given.")
        return errors.bad_request(request, BadRequest(sentence % {"host": _host(request)}))
    if isinstance(exception, RequestDataTooBig):
        return errors.bad_request(
            request, BadRequest(_("The form is longer than this page takes."))
        )
    return errors.bad_request(request, exception)


def _host(request: HttpRequest) -> str:
    """The name that was asked for, bounded and on one line."""
    said = str(request.META.get("HTTP_HOST", ""))[:_SHOWN]
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in said)
