"""Papers that write themselves: chosen, read here, and taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from technopole.evidence.wording import LANGUAGES, Text
from technopole.plan.packs import Pack
from technopole.plan.tree import Level
from technopole.site.api.papers import FORMS, KINDS, Wanted, missing, paper
from technopole.site.api.refusals import RefusedError
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.views.errors import unavailable

__all__ = ["read"]

_KNOWN: Final = ("kind", "about", "language", "as_of")
_FIGURE: Final = re.compile(r'<data value="(\d{3}-\d{3})">(.*?)</data>')
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a paper can be taken away, and its address."""

    name: str
    label: str
    address: str


@require_safe
def read(request: PortalRequest) -> HttpResponse:
    """Choose a paper, read it, take it away."""
    given, faults = request.GET, [*_faults_of_names(request)]
    kind = given.get("kind", KINDS[0])
    language = given.get("language", request.language)
    about = given.get("about", "").strip()[:_LONGEST] if kind == "brief" else ""
    day = request.as_of or timezone.localdate()
    if kind not in KINDS:
        faults.append(_("“%(kind)s” is no kind of paper.") % {"kind": kind[:_LONGEST]})
        kind = KINDS[0]
    if language not in LANGUAGES:
        faults.append(_("No paper is written in “%(language)s”.") % {"language": language[:_LONGEST]})  # fmt: skip
        language = request.language
    if day > timezone.localdate():
        faults.append(_("No paper is written before its day: choose today or a day before."))
    wanted = Wanted(kind, day, language, "piece", about)
    body = None
    if kind == "brief" and about and not _is_known(request.pack, about):
        faults.append(_("“%(about)s” is nothing in the plan or the register that was known on that day.") % {"about": about})  # fmt: skip
    if not faults and (kind != "brief" or about):
        try:
            body = _linked(paper(request.edition, wanted).decode(), request)
        except (RefusedError, ModuleNotFoundError):
            return unavailable(
                request,
                _("Other papers are being written just now; try again in a few seconds."),
            )
    context = {
        "wanted": wanted,
        "day": day,
        "faults": faults,
        "body": body,
        "kinds": _kinds(),
        "languages": [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        "forms": [*_forms(wanted)] if body else [],
        "subjects": [*_subjects(request.pack)],
        "chosen": any(name in given for name in _KNOWN),
    }
    return render(request, "outlook/paper.html", context, status=400 if faults else 200)


def _faults_of_names(request: PortalRequest) -> Iterator[str]:
    for name, values in request.GET.lists():
        if name not in _KNOWN:
            yield _("There is nothing called “%(name)s” here.") % {"name": name[:_LONGEST]}
        elif len(values) > 1:
            yield _("“%(name)s” is given more than once; give it once.") % {"name": name}


def _kinds() -> tuple[tuple[str, str, str], ...]:
    """The kinds, each with its name and what it is."""
    return (
        ("progress", _("Progress paper"), _("As a paper to a legislature’s panel: new initiatives, progress by strategy, indicators, annexes.")),
        ("factsheet", _("Factsheet"), _("The plan in figures, on two pages.")),
        ("brief", _("Brief"), _("One strategy or scheme, on one page.")),
    )  # fmt: skip


def _subjects(pack: Pack) -> Iterator[tuple[str, Text]]:
    """What a brief is usually about: strategies first, then what pays out money."""
    for node in pack.tree.of_level(Level.STRATEGY):
        yield node.id, node.title
    paying = ("scheme", "fund", "programme", "tax-measure")
    for entity in pack.register.entities.values():
        if entity.kind.value in paying:
            yield entity.id, entity.name


def _is_known(pack: Pack, about: str) -> bool:
    return about in pack.tree.nodes or about in pack.register.entities


def _forms(wanted: Wanted) -> Iterator[Form]:
    asked = {"kind": wanted.kind, "as_of": wanted.day.isoformat(), "language": wanted.language}
    if wanted.about:
        asked["about"] = wanted.about
    labels = {"pdf": "PDF", "docx": "Word", "html": _("Page by itself")}
    for form in FORMS:
        if not missing(form):
            yield Form(form, labels[form], f"/api/v1/paper?{urlencode({**asked, 'format': form})}")


def _linked(piece: str, request: PortalRequest) -> SafeString:
    """The paper with each figure leading to its page, where its source stands."""
    day: date | None = request.as_of
    query = f"?as_of={day}" if day else ""
    address = rf'<a class="plain" href="/{request.language}/figures/\1/{query}">\g<0></a>'
    return mark_safe(_FIGURE.sub(address, piece))  # noqa: S308  the writer escapes what it writes
