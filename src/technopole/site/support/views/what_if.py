"""What if a rule were another: choosing a scheme, moving its figures, and what becomes of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from technopole.evidence.wording import Language
from technopole.rules.language import Scheme
from technopole.rules.transforms.integers import TooWide
from technopole.site.portal.nearest import Near, NothingToShowError, one_named
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.views.errors import unavailable
from technopole.site.support import what_if_sentences as sentences
from technopole.site.support.days import day_of
from technopole.site.support.queries.what_if import Outcome, choose_page, outcome_of, what_if_page
from technopole.site.support.rules import rulebook_of
from technopole.site.support.what_if import applicants, preparing
from technopole.site.support.what_if.applicants import Own, Synthetic
from technopole.site.support.what_if.bounds import ID, KIND, ROW, SECTOR, SIZE
from technopole.site.support.what_if.levers import Asked, levers_of, read_asked
from technopole.site.support.what_if.preparing import Preparing
from technopole.site.support.what_if.starting import (
    StartingRule,
    can_be_asked,
    starting_rule,
    usual_day,
)

__all__ = ["KEPT_AS", "askable_named", "choose", "result", "what_if"]

_OTHERS: Final = ("as_of", "day", "table", "part")
KEPT_AS: Final = "table"
"""Where a browser's session holds the key of its own table."""
_FIRST_DAY: Final = date(1990, 1, 1)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGAIN_SECONDS: Final = 3
_LONG_SECONDS: Final = 20


@require_safe
def choose(request: PortalRequest) -> HttpResponse:
    """The schemes that can be asked, and what the applicants are."""
    on = day_of(request)
    page = choose_page(request.pack, on)
    preparing.begin(page.applicants)
    return render(request, "support/what_if_choose.html", {"page": page, "on": on})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks: of which rule, over which table, with which figures."""

    rule: StartingRule
    on: date
    asked: Asked
    own: Own | None
    table: Synthetic | Own | None
    others: Mapping[str, str]

    @property
    def is_own(self) -> bool:
        """Whether it is the reader's own table."""
        return self.table is not None and self.table is self.own


def _wanted(request: PortalRequest, scheme: str) -> _Wanted:
    found = askable_named(request, scheme)
    on = day_of(request)
    rule = starting_rule(request.pack.id, found.entity, _day(request, found, on))
    asked = read_asked(request.GET, levers_of(rule), request.language, _OTHERS)
    own = applicants.own_called(request.session.get(KEPT_AS))
    table: Synthetic | Own | None = applicants.synthetic_of(request.pack.id)
    others = {}
    if request.GET.get("table") == "own":
        if own is None:
            asked.faults.append(("", _("Your table is not here any more; upload it again.")))
        else:
            table, others = own, {"table": "own"}
    if table is None:
        asked.faults.append(("", _("There are no applicants here; upload a table of your own.")))
    if request.as_of:
        others["as_of"] = request.as_of.isoformat()
    return _Wanted(rule, on, asked, own, table, others)


@never_cache
@require_safe
def what_if(request: PortalRequest, scheme: str) -> HttpResponse:
    """A scheme's figures to move, and what becomes of whom; with `part`, only the latter."""
    wanted = _wanted(request, scheme)
    outcome, wait, status = _answered(request, wanted)
    page = what_if_page(wanted.rule, wanted.on, wanted.asked, wanted.others, request.language)
    context = {
        "page": page,
        "own": wanted.own,
        "is_own": wanted.is_own,
        "applicants": wanted.table,
        "outcome": outcome,
        "wait": sentences.doing_said(wait.doing) if wait else "",
        "opening": sentences.opening(outcome) if outcome else "",
        "whose_rule": sentences.rule_said(page, request.language),
        "takes_own": applicants.takes_own(),
    }
    part = "support/_what_if_outcome.html" if "part" in request.GET else "support/what_if.html"
    response = render(request, part, context, status=status)
    if wait:
        response.headers["Retry-After"] = str(_AGAIN_SECONDS)
    return response


@never_cache
@require_safe
def result(request: PortalRequest, scheme: str) -> HttpResponseBase:
    """A line an applicant, with what the rule and the reader's figures give to each, as CSV."""
    wanted = _wanted(request, scheme)
    rule, table = wanted.rule, wanted.table
    if wanted.asked.faults or table is None:
        raise BadRequest(" ".join(fault for _, fault in wanted.asked.faults))
    try:
        ready = preparing.prepared(rule, table, wait=_LONG_SECONDS)
        after = (
            ready
            if isinstance(ready, Preparing)
            else preparing.measured_with(ready, wanted.asked.values)
        )
    except TooWide:
        raise BadRequest(_("With these figures amounts grow too large to count exactly.")) from None
    except (preparing.TooBusy, preparing.PreparingFailed):
        ready = after = Preparing(preparing.Doing.QUEUED)
    if isinstance(ready, Preparing) or isinstance(after, Preparing):
        sentence = _("The applicants are still being prepared; try again in a few seconds.")
        return unavailable(request, sentence)
    from technopole.site.support.what_if.downloads import result_csv

    questions = rule.held.questions
    frame = table.columns([ROW, ID, *(question.name for question in questions)])
    response = StreamingHttpResponse(
        result_csv(frame, ready.some, ready.before, after, questions),
        content_type="text/csv; charset=utf-8",
    )
    name = f"what-if-{rule.scheme.code.lower()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _answered(
    request: PortalRequest, wanted: _Wanted
) -> tuple[Outcome | None, Preparing | None, int]:
    """What becomes of whom, or what it waits for; and the answer's status."""
    asked, rule = wanted.asked, wanted.rule
    if asked.faults or wanted.table is None:
        return None, None, 400
    try:
        ready = preparing.prepared(rule, wanted.table)
        if isinstance(ready, Preparing):
            return None, ready, 200
        found = preparing.what_becomes(ready, asked.values)
    except TooWide:
        asked.faults.append(("", _("With these figures amounts grow too large to count exactly.")))
        return None, None, 400
    except preparing.TooBusy:
        asked.faults.append(("", _("Many ask at once just now; try again in a minute.")))
        return None, None, 503
    except preparing.PreparingFailed:
        asked.faults.append(
            ("", _("This could not be worked out; the fault is ours and is noted."))
        )
        return None, None, 500
    names = _trait_names(request.pack.id, request.language)
    outcome = outcome_of(
        found, ready.traits, rule, names, changed=bool(asked.values), language=request.language
    )
    return outcome, None, 200


def askable_named(request: PortalRequest, scheme: str) -> Scheme:
    """The scheme in the address, by id or short name, if it can be asked."""
    book = rulebook_of(request.pack.id)
    askable = {each.entity: each for each in book.executable if can_be_asked(each)}
    by_code = {each.code.lower(): each for each in askable.values()}
    there = book.schemes.get(scheme) or book.by_code.get(scheme.lower())
    if there is not None and there.entity not in askable:
        reason = _("%(scheme)s has no figures to change: no rule of it gives an amount of money.")
        name = there.name.in_language(request.language)
        near = Near(there.entity, there.name, "support:scheme")
        raise NothingToShowError(reason % {"scheme": name}, (near,))
    return one_named(
        request,
        scheme,
        find=lambda _: askable.get(scheme) or by_code.get(scheme.lower()),
        names=lambda _: {entity: each.name for entity, each in askable.items()},
        page="support:what-if",
    )


def _day(request: PortalRequest, scheme: Scheme, on: date) -> date:
    """The day whose rule is asked about. Raises BadRequest for what is none."""
    typed = request.GET.get("day", "").strip()
    if not typed:
        return usual_day(scheme, on)
    try:
        day = date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        day = None
    if day is None or not _FIRST_DAY <= day <= on:
        sentence = _(
            "“%(typed)s” is no day up to %(on)s; write year, month and day, such as 2024-10-31."
        )
        raise BadRequest(sentence % {"typed": typed[:40], "on": on.isoformat()})
    return day


def _trait_names(pack_id: str, language: Language) -> dict[str, dict[str, str]]:
    """The words for the groups that people are counted by."""
    questions = {question.name: question for question in rulebook_of(pack_id).questions}
    names: dict[str, dict[str, str]] = {
        name: {option: words.in_language(language) for option, words in questions[name].about.options}
        for name in (KIND, SECTOR)
        if name in questions
    }  # fmt: skip
    sizes = (
        _("fewer than 10 employees"),
        _("10 to 49 employees"),
        _("50 to 99 employees"),
        _("100 or more employees"),
    )
    return {**names, SIZE: {str(place): words for place, words in enumerate(sizes)}}
