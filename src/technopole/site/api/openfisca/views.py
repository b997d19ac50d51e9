"""These routes as views: JSON in, JSON out, refusals in the shape that clients of OpenFisca read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from technopole import __version__
from technopole.site.api.listings import as_json
from technopole.site.api.openfisca import describing
from technopole.site.api.openfisca.situations import SituationRefused
from technopole.site.api.openfisca.situations import calculate as calculated
from technopole.site.api.openfisca.situations import trace as traced
from technopole.site.api.openfisca.spec import spec as specified
from technopole.site.api.openfisca.variables import system_of
from technopole.site.api.refusals import RefusedError, nearest, server_fault
from technopole.site.api.rules.bodies import JSON, kind_of, read_body
from technopole.site.support.rules import rules_version

__all__ = [
    "calculate", "entities", "nothing_here", "parameter", "parameters", "root", "spec", "trace",
    "variable", "variables",
]  # fmt: skip

MOST_BYTES: Final = 1_000_000
_ROOT: Final = "/openfisca/"
_SHOWN: Final = 80

View = Callable[..., dict[str, Any]]


def _answer(body: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(as_json(body), status=status, content_type=JSON)


def _refused(request: HttpRequest, error: Exception) -> HttpResponseBase:
    """A refusal, told as OpenFisca tells it: by place, or in `error`."""
    if isinstance(error, SituationRefused):
        response = _answer(error.error, error.status)
    elif isinstance(error, RefusedError):
        response = _answer({"error": error.detail}, error.status)
        if error.status == 405:
            response["Allow"] = ", ".join(error.allow)
    else:
        status = server_fault(request, error).status_code
        response = _answer({"error": "The fault is ours and has been noted."}, status)
    response["Cache-Control"] = "no-store"
    return response


def _route(answer: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose every refusal has the shape of these routes."""

    @csrf_exempt
    @wraps(answer)
    def guarded(request: HttpRequest, **values: str) -> HttpResponseBase:
        try:
            response = answer(request, **values)
        except Exception as error:  # noqa: BLE001  every fault has this shape
            response = _refused(request, error)
        response["Country-Package"] = f"technopole-{settings.PACK}"
        response["Country-Package-Version"] = __version__
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return guarded


def _check(request: HttpRequest, allow: Sequence[str]) -> None:
    if request.method not in allow:
        sentence = f"{request.method} is not possible here; use {allow[0]}."
        raise RefusedError(405, sentence, allow=allow)
    if request.GET:
        raise RefusedError(400, "This address takes no parameters.")


def _reads(view: View) -> Callable[..., HttpResponseBase]:
    """A view that is read: it follows from the rules and its address alone, so its tag does too."""

    @_route
    @wraps(view)
    def read(request: HttpRequest, **values: str) -> HttpResponseBase:
        _check(request, ("GET", "HEAD"))
        version = f"{rules_version(settings.PACK)}{__version__}{request.build_absolute_uri()}"
        etag = quote_etag(sha256(version.encode()).hexdigest()[:32])
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = _answer(view(request, **values))
        response["ETag"] = etag
        response["Cache-Control"] = "public, no-cache"
        return response

    return read


def _takes(compute: Callable[[bytes], dict[str, Any]]) -> Callable[..., HttpResponseBase]:
    """A view that a situation is sent to."""

    @_route
    @wraps(compute)
    def take(request: HttpRequest) -> HttpResponseBase:
        _check(request, ("POST", "OPTIONS"))
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response["Allow"] = "POST, OPTIONS"
            response["Access-Control-Allow-Methods"] = "POST"
            response["Access-Control-Allow-Headers"] = "Content-Type"
            return response
        kind_of(request)
        response = _answer(compute(read_body(request, MOST_BYTES)))
        response["Cache-Control"] = "no-store"
        return response

    return take


def _no_such(what: str, name: str, known: list[str]) -> RefusedError:
    near = nearest(name[:_SHOWN], known)
    hint = f"Did you mean “{near}”?" if near else f"See {_ROOT}{what}s."
    return RefusedError(404, f"No {what} is called “{name[:_SHOWN]}”. {hint}")


def _link(request: HttpRequest) -> Callable[[str], str]:
    whole = request.build_absolute_uri(_ROOT)
    return lambda path: f"{whole}{path}"


@_reads
def root(request: HttpRequest) -> dict[str, Any]:
    """Where everything is."""
    return {
        "welcome": "These are the routes that users of OpenFisca know, over the rules of "
        f"Technopole. Their description: {_link(request)('spec')}"
    }


@_reads
def parameters(request: HttpRequest) -> dict[str, Any]:
    """Every parameter."""
    return describing.parameters(settings.PACK, _link(request))


@_reads
def parameter(request: HttpRequest, name: str) -> dict[str, Any]:
    """A parameter over time, or the parameters of a scheme."""
    found = describing.parameter(settings.PACK, name)
    if found is None:
        known = list(system_of(settings.PACK).parameters)
        raise _no_such("parameter", name.replace("/", "."), known)
    return found


@_reads
def variables(request: HttpRequest) -> dict[str, Any]:
    """Every variable."""
    return describing.variables(settings.PACK, _link(request))


@_reads
def variable(request: HttpRequest, name: str) -> dict[str, Any]:
    """A variable."""
    found = describing.variable(settings.PACK, name)
    if found is None:
        raise _no_such("variable", name, list(system_of(settings.PACK).variables))
    return found


@_reads
def entities(request: HttpRequest) -> dict[str, Any]:
    """Who applies."""
    return describing.entities()


@_reads
def spec(request: HttpRequest) -> dict[str, Any]:
    """The description of these routes, with the address of this server."""
    return {**specified(settings.PACK), "servers": [{"url": _link(request)("").rstrip("/")}]}


@_route
def nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:
    """404 for any other address, whatever the method."""
    known = ["calculate", "entities", "parameters", "spec", "trace", "variables"]
    near = nearest(rest.partition("/")[0][:_SHOWN], known)
    hint = f"Did you mean {_ROOT}{near}?" if near else f"See {_ROOT}spec."
    raise RefusedError(404, f"There is no such route. {hint}")


calculate = _takes(calculated)
trace = _takes(traced)
