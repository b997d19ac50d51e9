"""Reporting an error in a figure."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from technopole.evidence.observations import Observation
from technopole.evidence.wording import Text
from technopole.site.corrections.actions import TooManyReportsError, send
from technopole.site.corrections.forms import ReportForm
from technopole.site.origins import is_from_elsewhere
from technopole.site.portal.nearest import one_named
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address

__all__ = ["report", "thanks"]


# A token against forged forms needs a cookie, and this page sets none. Nobody is signed in, so a
# forged form could only do what anybody can; that it comes from here is checked all the same.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, fact: str) -> HttpResponse:
    """The form; once sent, thanks."""
    observation = _named(request, fact)
    if request.method != "POST":
        return _shown(request, observation, ReportForm())
    if is_from_elsewhere(request):
        raise PermissionDenied
    form = ReportForm(request.POST)
    done = redirect(address("corrections:thanks", observation.id, as_of=request.as_of))
    if form.is_from_a_program:
        return done
    if not form.is_valid():
        return _shown(request, observation, form, status=400)
    try:
        send(
            fact=observation.id,
            version=request.edition.version,
            wrong=form.cleaned_data["wrong"],
            place=form.cleaned_data["place"],
            email=form.cleaned_data["email"],
            at=timezone.now(),
        )
    except TooManyReportsError:
        return _shown(request, observation, form, status=429, crowded=True)
    return done


@require_safe
def thanks(request: PortalRequest, fact: str) -> HttpResponse:
    """What happens now."""
    return render(request, "corrections/thanks.html", {"observation": _named(request, fact)})


def _shown(
    request: PortalRequest,
    observation: Observation,
    form: ReportForm,
    *,
    status: int = 200,
    crowded: bool = False,
) -> HttpResponse:
    context = {
        "observation": observation,
        "subject": request.pack.register.entities[observation.subject],
        "measure": request.pack.evidence.measures[observation.measure],
        "form": form,
        "fields": [form[name] for name in ("wrong", "place", "email")],
        "crowded": crowded,
    }
    return render(request, "corrections/report.html", context, status=status)


def _named(request: PortalRequest, fact: str) -> Observation:
    return one_named(
        request,
        fact,
        find=lambda pack: pack.evidence.observations.get(fact),
        names=lambda pack: {name: Text(name, "") for name in pack.evidence.observations},
        page="corrections:report",
    )
