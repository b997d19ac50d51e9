"""How the API says no: one shape for every refusal (RFC 9457, `application/problem+json`)."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from traceback import format_tb
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

from technopole.evidence.records import text_record
from technopole.evidence.wording import Text
from technopole.site.api.listings import as_json

__all__ = [
    "Fault", "RefusedError", "faults_of_names", "faults_of_values", "method_not_allowed", "nearest",
    "refusal", "server_fault",
]  # fmt: skip

logger = logging.getLogger(__name__)

_TITLES: Final[Mapping[int, str]] = {
    400: "The request was not understood",
    404: "Nothing stands at this address",
    405: "This address does not take that method",
    406: "There is no such form of the answer",
    408: "The body did not come",
    411: "The length of the body is missing",
    413: "This is more than is taken at once",
    415: "The body is of a kind that is not read",
    500: "Something went wrong here",
    503: "Not now",
}
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request.

    nearest: the right name or value that the caller may have meant; None when none is near.
    says:    the message in both languages, where it has both.
    """

    parameter: str
    message: str
    nearest: str | None = None
    says: Text | None = None


@dataclass(slots=True)
class RefusedError(Exception):
    """The request cannot be answered; the status and the sentence say why.

    title:       what happened, where the status alone does not say it.
    allow:       the methods that the address does take.
    retry_after: in how many seconds it is worth trying again, where that is known.
    """

    status: int
    detail: str
    faults: Sequence[Fault] = field(default_factory=tuple)
    title: str = ""
    allow: Sequence[str] = ("GET", "HEAD")
    retry_after: int | None = None


def refusal(refused: RefusedError) -> HttpResponse:
    """The answer that tells what is wrong."""
    body = {
        "type": f"/en/data/api/#refused-{refused.status}",
        "title": refused.title or _TITLES[refused.status],
        "status": refused.status,
        "detail": refused.detail,
        "errors": [
            {
                "parameter": fault.parameter,
                "message": fault.message,
                "nearest": fault.nearest,
                "says": text_record(fault.says) if fault.says else None,
            }
            for fault in refused.faults
        ],
    }
    response = HttpResponse(
        as_json(body), status=refused.status, content_type="application/problem+json"
    )
    response["Cache-Control"] = "no-store"
    # A refusal is no event; Django would log each of 5xx as an error.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    if refused.retry_after is not None:
        response["Retry-After"] = str(refused.retry_after)
    if refused.status == 405:
        response["Allow"] = ", ".join(refused.allow)
    return response


def from_faults(faults: Sequence[Fault]) -> RefusedError:
    """A 400 that says every fault."""
    return RefusedError(400, " ".join(fault.message for fault in faults), faults)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like the one given; None when none is like it."""
    names = {one.casefold(): one for one in known}
    close = get_close_matches(name.casefold(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def faults_of_names(given: MultiValueDict[str, str], known: Collection[str]) -> list[Fault]:
    """Parameters that the route does not know, and those given more than once."""
    faults = []
    for name, values in given.lists():
        if name not in known:
            near = nearest(name, known)
            hint = (
                f"Did you mean “{near}”?" if near
                else f"This address takes: {', '.join(sorted(known)) or 'none'}."
            )  # fmt: skip
            message = f"“{name[:_SHOWN]}” is no parameter of this address. {hint}"
            faults.append(Fault(name[:_SHOWN], message, near))
        elif len(values) > 1:
            message = f"“{name}” is given {len(values)} times; give it once."
            faults.append(Fault(name, message))
    return faults


def faults_of_values(errors: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> list[Fault]:
    """Parameters whose value is not of their type, told from the framework's list of errors."""
    faults = []
    for error in errors:
        name = str(error["loc"][-1])
        context: Mapping[str, Any] = error.get("ctx", {})
        value = given.get(name, "")
        shown = value[:_SHOWN]
        match error["type"]:
            case "missing":
                fault = Fault(name, f"“{name}” is missing.")
            case "enum" | "literal_error":
                options = _options(str(context["expected"]))
                near = nearest(value, options)
                hint = f"Did you mean “{near}”?" if near else f"Use one of: {', '.join(options)}."
                fault = Fault(name, f"“{shown}” is no value of “{name}”. {hint}", near)
            case "day" | "whole_number":
                fault = Fault(name, f"“{name}”: “{shown}” {error['msg']}.")
            case "greater_than_equal":
                fault = Fault(name, f"“{name}” is {shown}; it is at least {context['ge']}.")
            case "less_than_equal":
                fault = Fault(name, f"“{name}” is {shown}; it is at most {context['le']}.")
            case "string_too_short":
                fault = Fault(name, f"“{name}” is empty; give it a value or leave it out.")
            case "string_too_long":
                fault = Fault(name, f"“{name}” is longer than {context['max_length']} characters.")
            case "date_from_datetime_parsing" | "date_parsing":
                fault = Fault(name, f"“{name}”: “{shown}” is a day that does not exist.")
            case _:
                fault = Fault(name, f"“{shown}” is no value of “{name}”.")
        faults.append(fault)
    return faults


def _options(expected: str) -> list[str]:
    """The options in a sentence such as “'a', 'b' or 'c'”."""
    return [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(", ")]


def method_not_allowed(method: str | None, allow: Sequence[str] = ("GET", "HEAD")) -> RefusedError:
    """The address takes other methods, the first of them to be used."""
    return RefusedError(405, f"{method} is not possible here; use {allow[0]}.", allow=allow)


def server_fault(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A fault of ours: logged with its cause, told without it."""
    if isinstance(exception, OperationalError | InterfaceError):
        title = "The database does not answer"
        sentence = "It may be starting again; please try again in a few seconds."
        return refusal(RefusedError(503, sentence, title=title, retry_after=5))
    if request.method == "POST":
        # What somebody answered may stand in the exception's message: where it failed is enough.
        where = "".join(format_tb(exception.__traceback__))
        logger.error("The API failed on %s: %s\n%s", request.path, type(exception).__name__, where)
    else:
        logger.error("The API failed on %s", request.path, exc_info=exception)
    return refusal(
        RefusedError(500, "The fault is ours and has been noted; please try again later.")
    )
