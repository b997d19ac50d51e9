"""Check my case: every question of one scheme, and its decision with the reasons."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from technopole.evidence.wording import Text
from technopole.rules.answers import AnswersRefused
from technopole.rules.language import Scheme
from technopole.site.origins import is_from_elsewhere
from technopole.site.portal.nearest import one_named
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address
from technopole.site.support import answers
from technopole.site.support.asking import Asked, read_form
from technopole.site.support.days import day_of
from technopole.site.support.queries.check import decided, steps_of
from technopole.site.support.queries.examples import filled_in
from technopole.site.support.rules import rulebook_of

__all__ = ["check"]


@csrf_exempt  # as in `find`: there is nothing that a forged form could do for another
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PortalRequest, scheme: str) -> HttpResponse:
    """The questions that this scheme asks, and what the answers come to."""
    book = rulebook_of(request.pack.id)
    found = one_named(
        request,
        scheme,
        find=lambda _: book.by_code.get(scheme.lower()),
        names=lambda _: {each.entity: each.name for each in book.executable},
        page="support:check",
    )
    if request.method != "POST":
        return _example(request, found) or _shown(request, found, answers.given(request))
    if is_from_elsewhere(request):
        raise PermissionDenied
    return _answered(request, found)


def _example(request: PortalRequest, scheme: Scheme) -> HttpResponse | None:
    """The form filled in with the worked example that the address asks for; kept is nothing of it."""
    number = request.GET.get("example", "")
    if not (number.isascii() and number.isdecimal()) or len(number) > 3:
        return None
    found = filled_in(request.pack.id, scheme, int(number))
    if found is None:
        return None
    name, given = found
    return _shown(request, scheme, given, example=name)


def _answered(request: PortalRequest, scheme: Scheme) -> HttpResponse:
    given = answers.given(request)
    asked = read_form(request.POST, scheme.questions)
    if asked.faulty:
        return _shown(request, scheme, given, asked=asked, status=400)
    mine = {question.name for question in scheme.questions}
    together = {name: value for name, value in given.items() if name not in mine} | asked.answers
    try:
        decided(request.pack.id, scheme, together, day_of(request))
        answers.keep(request, together)
    except AnswersRefused as error:
        faults = tuple(refusal.says.in_language(request.language) for refusal in error.refusals)
        return _shown(request, scheme, given, asked=asked, faults=faults, status=400)
    except answers.TooManyAnswersError:
        sentence = _(
            "These are more answers than your browser keeps. Shorten a list, or start again."
        )
        return _shown(request, scheme, given, asked=asked, faults=(sentence,), status=400)
    response = HttpResponseRedirect(
        f"{address('support:check', scheme.entity, as_of=request.as_of)}#answer"
    )
    response.status_code = 303
    return response


def _shown(
    request: PortalRequest, scheme: Scheme, given: dict[str, object], *, asked: Asked | None = None,
    faults: tuple[str, ...] = (), example: Text | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    on = day_of(request)
    typed = {one.question.name: one for one in asked.fields} if asked else {}
    mine = {question.name for question in scheme.questions}
    context = {
        "scheme": scheme,
        "steps": steps_of(scheme, given, typed),
        "result": decided(request.pack.id, scheme, given, on) if mine & set(given) else None,
        "on": on,
        "faults": faults,
        "faulty": asked.faulty if asked else (),
        "yes_no": (("yes", _("Yes")), ("no", _("No")), ("?", _("I don’t know"))),
        "everything": True,
        "example": example,
    }
    return render(request, "support/check.html", context, status=status)
