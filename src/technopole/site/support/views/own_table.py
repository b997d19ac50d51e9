"""A reader's own table in the place of the synthetic applicants: uploaded, kept for an hour, removed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from technopole.plan.packs import package_of
from technopole.rules.language import Scheme
from technopole.site.origins import is_from_elsewhere
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address
from technopole.site.support.queries.own_table import columns_of, template_of
from technopole.site.support.views.what_if import KEPT_AS, askable_named
from technopole.site.support.what_if import applicants, bounds, own, preparing
from technopole.site.support.what_if.own import Report

__all__ = ["table", "template"]

_FORM_BYTES: Final = 10_000  # what a form adds to its file


@require_safe
def template(request: PortalRequest, scheme: str) -> HttpResponse:
    """An empty table for a scheme, to be filled in."""
    found = askable_named(request, scheme)
    response = HttpResponse(template_of(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.entity}.csv"'
    return response


# As in `find`: a forged form could only put a table into the reader's own browser's session. That it
# comes from this site is checked all the same.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: PortalRequest, scheme: str) -> HttpResponse:
    """What a table may hold; uploading one, and removing it."""
    found = askable_named(request, scheme)
    if request.method != "POST":
        preparing.begin(applicants.synthetic_of(request.pack.id))
        return _shown(request, found)
    if is_from_elsewhere(request):
        raise PermissionDenied
    if not applicants.takes_own():
        return _shown(request, found, says=_("This server keeps no tables."), status=503)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > bounds.MOST_BYTES + _FORM_BYTES:
        return _shown(request, found, says=_too_large(), status=413)
    # The file goes to the disk at once, not into memory.
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    try:
        posted, files = request.POST, request.FILES
    except MultiPartParserError:
        return _shown(
            request, found, says=_("The form ended too early; send it again."), status=400
        )
    if posted.get("do") == "remove":
        return _removed(request, found)
    file = files.get("table")
    if not isinstance(file, TemporaryUploadedFile) or not file.size:
        return _shown(request, found, says=_("Choose a file first."), status=400)
    if file.size > bounds.MOST_BYTES:
        return _shown(request, found, says=_too_large(), status=413)
    return _uploaded(request, found, file)


def _uploaded(request: PortalRequest, scheme: Scheme, file: TemporaryUploadedFile) -> HttpResponse:
    # What a file is called is never used; only whether it says that it is Parquet, by its content.
    kind = "parquet" if file.read(4) == b"PAR1" else "csv"
    try:
        with applicants.keep_own() as path:
            source, package = Path(file.temporary_file_path()), package_of(request.pack.id)
            report = own.read_own(source, kind, path, package)
            if not report.good:
                path.unlink()
    except own.Unreadable as error:
        return _shown(request, scheme, says=error.says(request.language), status=400)
    except (applicants.TooManyTablesError, own.BusyError):
        says = _("Others are trying tables of their own just now; try again in some minutes.")
        return _shown(request, scheme, says=says, status=503)
    finally:
        file.close()
    if not report.good:
        says = _("No row can be taken.")
        return _shown(request, scheme, says=says, report=report, status=400)
    _forget(request)
    request.session[KEPT_AS] = path.stem
    if report.faults or report.ignored or report.in_cents:
        return _shown(request, scheme, report=report)
    response = HttpResponseRedirect(
        address("support:what-if", scheme.entity, as_of=request.as_of, table="own")
    )
    response.status_code = 303
    return response


def _removed(request: PortalRequest, scheme: Scheme) -> HttpResponse:
    _forget(request)
    response = HttpResponseRedirect(address("support:what-if", scheme.entity, as_of=request.as_of))
    response.status_code = 303
    return response


def _forget(request: PortalRequest) -> None:
    """Remove the table that this browser has put here before."""
    before = request.session.pop(KEPT_AS, None)
    if before is not None:
        applicants.remove(before)
        preparing.forget_table(str(before))


def _too_large() -> str:
    sentence = _("The file is larger than %(most)s MB. Send fewer rows, or send it as Parquet.")
    return sentence % {"most": bounds.MOST_BYTES // 1_000_000}


def _shown(
    request: PortalRequest, scheme: Scheme, *, says: str = "", report: Report | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "scheme": scheme,
        "columns": columns_of(scheme, request.language),
        "own": applicants.own_called(request.session.get(KEPT_AS)),
        "takes_own": applicants.takes_own(),
        "says": says,
        "report": report,
        "bounds": bounds,
        "megabytes": bounds.MOST_BYTES // 1_000_000,
    }
    return render(request, "support/what_if_table.html", context, status=status)
