"""Papers by the API: the same bytes as the command line's."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from technopole.site.api.answers import conditional, view_of
from technopole.site.api.outlook.questions import PaperAsked
from technopole.site.api.papers import CONTENT, Wanted, file_name, paper
from technopole.site.api.refusals import Fault, RefusedError, from_faults

__all__ = ["PAPER_KINDS", "give_paper"]

PAPER_KINDS: Final = tuple(kind.partition(";")[0] for kind in CONTENT.values())
"""The kinds of file that a paper comes in."""


def give_paper(request: HttpRequest, asked: PaperAsked) -> HttpResponse:
    """A paper as a file. Raises RefusedError where there is none."""
    day = asked.as_of or timezone.localdate()
    if faults := _faults(asked):
        raise from_faults(faults)
    view = view_of(asked.as_of)
    wanted = Wanted(asked.kind, day, asked.language, asked.format, asked.about or "")

    def build() -> bytes:
        from technopole.outlook.paper import NoPaper

        try:
            return paper(view.edition, wanted)
        except NoPaper as error:
            raise RefusedError(404, str(error), (Fault("about", str(error)),)) from error
        except ModuleNotFoundError as error:
            sentence = f"Papers need the package {error.name}, which is not installed here."
            raise RefusedError(503, sentence) from error

    response = conditional(request, view, build, CONTENT[asked.format], salt=day.isoformat())
    how = "inline" if asked.format == "html" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{file_name(wanted)}"'
    return response


def _faults(asked: PaperAsked) -> list[Fault]:
    """What is wrong with what is asked for, beyond each parameter by itself."""
    faults = []
    today = timezone.localdate()
    if asked.as_of and asked.as_of > today:
        faults.append(
            Fault("as_of", f"“as_of” is {asked.as_of}; no paper is written before its day.")
        )
    if asked.kind == "brief" and not asked.about:
        faults.append(
            Fault("about", "“about” is missing: a brief is about one node of the plan or entity.")
        )
    if asked.kind != "brief" and asked.about:
        faults.append(Fault("about", "“about” belongs to a brief; leave it out, or ask for one."))
    return faults
