"""Find support: the interview, one question at a time or all at once, and its result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from technopole.rules.answers import AnswersRefused
from technopole.rules.nodes import Question
from technopole.site.origins import is_from_elsewhere
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address
from technopole.site.support import answers
from technopole.site.support.asking import Asked, read_form
from technopole.site.support.days import day_of
from technopole.site.support.queries.find import (
    answers_of,
    find_page,
    interview_of,
    is_box,
    step_named,
)
from technopole.site.support.queries.result import result_page
from technopole.site.support.sentences import find_opening

__all__ = ["find", "result"]

_MOST_ROWS: Final = 12


# As everywhere here, no token against forged forms: a forged form could only answer questions in the
# reader's own browser. That it comes from this site is checked all the same.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: PortalRequest) -> HttpResponse:
    """The interview; every answer is a form that leads back here."""
    if request.method == "POST":
        if is_from_elsewhere(request):
            raise PermissionDenied
        return _answered(request)
    if "answers" in request.GET:
        return _from_link(request)
    return _shown(request, answers.given(request))


def _from_link(request: PortalRequest) -> HttpResponse:
    """Take the answers of a link that its reader made, and lead on without them in the address."""
    try:
        found = answers.from_link(request.GET["answers"])
        answers_of(request.pack.id, found)
    except (ValueError, AnswersRefused):
        sentence = _("This link cannot be read.")
        return _shown(request, answers.given(request), faults=(sentence,), status=400)
    return _kept(request, found)


def _shown(
    request: PortalRequest, given: dict[str, object], *, asked: Asked | None = None,
    faults: tuple[str, ...] = (), status: int = 200, link: str = "",
) -> HttpResponse:  # fmt: skip
    everything = "all" in request.GET
    typed = {one.question.name: one for one in asked.fields} if asked else {}
    key = (request.POST if request.method == "POST" else request.GET).get("ask", "")
    key = "" if everything else key
    try:
        page = find_page(
            request.pack.id,
            given,
            day_of(request),
            asked=key,
            rows=_rows(request),
            everything=everything,
            typed=typed,
        )
    except AnswersRefused as error:
        # Answers that were taken before and no longer go together, after the rules have changed.
        answers.forget(request)
        faults = tuple(refusal.says.in_language(request.language) for refusal in error.refusals)
        page, status = find_page(request.pack.id, {}, day_of(request)), 400
    context = {
        "page": page,
        "on": day_of(request),
        "everything": everything,
        "faults": faults,
        "faulty": asked.faulty if asked else (),
        "again": bool(key),
        "link": link,
        "yes_no": (("yes", _("Yes")), ("no", _("No")))
        + ((("?", _("I don’t know")),) if everything and not key else ()),
        "opening": find_opening(page),
    }
    return render(request, "support/find.html", context, status=status)


def _rows(request: PortalRequest) -> int:
    said = request.GET.get("rows", "1")
    return min(_MOST_ROWS, int(said)) if said.isdecimal() and len(said) < 3 else 1


def _answered(request: PortalRequest) -> HttpResponse:
    """Take what was done: an answer, "I don't know", another row, one step back, or a new start."""
    given = answers.given(request)
    match request.POST.get("do", "answer"):
        case "restart":
            answers.forget(request)
            return _back(request)
        case "link":
            found = answers.in_link(given)
            page = address("support:find", as_of=request.as_of, answers=found)
            return _shown(request, given, link=request.build_absolute_uri(page))
        case "back":
            return _kept(request, _without_last(request, given))
        case _:
            return _taken(request, given)


def _taken(request: PortalRequest, given: dict[str, object]) -> HttpResponse:
    interview = interview_of(request.pack.id)
    do = request.POST.get("do", "answer")
    asked = Asked()
    for key in request.POST.getlist("ask")[: len(interview.questions)]:
        questions = step_named(interview, key)
        boxes = bool(questions) and is_box(questions[0])
        if boxes:
            questions = _ticked_among(request, questions)
        elif len(questions) > 1:
            questions = _filled_in_among(request, questions)
        if do == "unknown":
            asked.answers |= {question.name: None for question in questions}
        else:
            one = read_form(request.POST, questions, boxes=boxes)
            asked.fields += one.fields
            asked.answers |= one.answers
            if one.answers and "all" not in request.GET:
                # Of a form that was filled in, what was left empty is not known.
                asked.answers |= {q.name: None for q in questions if q.name not in one.answers}
    if asked.faulty:
        return _shown(request, given, asked=asked, status=400)
    if do == "row":
        key = request.POST.get("ask", "")
        rows = 1 + max((len(field.rows) for field in asked.fields), default=0)
        return _kept(request, {**given, **asked.answers}, ask=key, rows=str(max(2, rows)))
    if not asked.answers:
        sentence = _("Answer the question, or say that you do not know.")
        return _shown(request, given, asked=asked, faults=(sentence,), status=400)
    try:
        # Together with what was said before they must make sense; nothing is kept otherwise.
        answers_of(request.pack.id, {**given, **asked.answers})
    except AnswersRefused as error:
        said = tuple(refusal.says.in_language(request.language) for refusal in error.refusals)
        return _shown(request, given, asked=asked, faults=said, status=400)
    changed = {name: value for name, value in given.items() if name not in asked.answers}
    return _kept(request, {**changed, **asked.answers})


def _filled_in_among(
    request: PortalRequest, questions: Sequence[Question]
) -> tuple[Question, ...]:  # fmt: skip
    """The fields of a form that were shown; where nobody says which, those that were sent."""
    shown = set(request.POST.getlist("box"))
    return tuple(q for q in questions if q.name in shown or f"a.{q.name}" in request.POST)


def _ticked_among(request: PortalRequest, questions: Sequence[Question]) -> tuple[Question, ...]:
    """The boxes of a group that were shown, for an empty one among them is a no.

    Where everything is asked at once, a group in which nothing is ticked was passed over.
    """
    shown = set(request.POST.getlist("box"))
    boxes = tuple(q for q in questions if q.name in shown) if shown else tuple(questions)
    untouched = not any(f"a.{question.name}" in request.POST for question in boxes)
    return () if untouched and "all" in request.GET else boxes


def _without_last(request: PortalRequest, given: dict[str, object]) -> dict[str, object]:
    """The answers without those of the last step."""
    if not given:
        return given
    group_of = {q.name: q.about.group or q.name for q in interview_of(request.pack.id).questions}
    names = list(given)
    last = group_of.get(names[-1], names[-1])
    while names and group_of.get(names[-1], names[-1]) == last:
        names.pop()
    return {name: given[name] for name in names}


def _kept(request: PortalRequest, given: dict[str, object], **query: str) -> HttpResponse:
    try:
        answers.keep(request, given)
    except answers.TooManyAnswersError:
        sentence = _(
            "These are more answers than your browser keeps. Shorten a list, or start again."
        )
        return _shown(request, answers.given(request), faults=(sentence,), status=400)
    return _back(request, **query)


def _back(request: PortalRequest, **query: str) -> HttpResponseRedirect:
    everything = {"all": "1"} if "all" in request.GET else {}
    response = HttpResponseRedirect(
        address("support:find", as_of=request.as_of, **everything, **query)
    )
    response.status_code = 303
    return response


@never_cache
@require_http_methods(["GET", "HEAD"])
def result(request: PortalRequest) -> HttpResponse:
    """What fits, how much, why, and how to apply: a page to print and to take along."""
    given = answers.given(request)
    if not given:
        return HttpResponseRedirect(address("support:find", as_of=request.as_of))
    try:
        page = result_page(request.pack.id, given, day_of(request))
    except AnswersRefused:
        return HttpResponseRedirect(address("support:find", as_of=request.as_of))
    context = {"page": page, "opening": find_opening(page.found)}
    return render(request, "support/result.html", context)
