"""Refusing what the framework would let pass: unknown and repeated parameters, and other methods.

django-ninja ignores a parameter that it does not know and takes the last of two; a misspelt
filter would then answer with everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation
from ninja.utils import contribute_operation_callback

from technopole.site.api.refusals import faults_of_names, from_faults, method_not_allowed, refusal

__all__ = ["read_only", "strict", "takes_post"]

_TAKEN: Final = ("POST", "OPTIONS")

V = TypeVar("V", bound=Callable[..., HttpResponse])
View = Callable[..., HttpResponseBase]


def strict(view: V) -> V:
    """A route that refuses parameters which its signature does not name, or which come twice."""
    contribute_operation_callback(view, _watch)
    return view


def _watch(operation: Operation) -> None:
    names = frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_flatten_map__", {})
    )

    def checked(run: View) -> View:
        @wraps(run)
        def run_checked(request: HttpRequest, **values: Any) -> HttpResponseBase:
            if faults := faults_of_names(request.GET, names):
                return refusal(from_faults(faults))
            return run(request, **values)

        return run_checked

    # The framework applies these again to each copy that it makes of an operation.
    operation.run = checked(operation.run)  # type: ignore[method-assign]
    operation._run_decorators = [checked]  # type: ignore[attr-defined]  # noqa: SLF001


def read_only(view: View) -> View:
    """A view that answers GET, HEAD as GET without its body, and refuses every other method."""

    @csrf_exempt
    @wraps(view)
    def read(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return refusal(method_not_allowed(request.method))
        if request.method == "GET":
            return view(request, *args, **values)
        request.method = "GET"
        response = view(request, *args, **values)
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            length = len(response.content)
            response.content = b""
            response["Content-Length"] = str(length)
        return response

    return read


def takes_post(view: View) -> View:
    """A view that answers POST, and the question of a browser whether another page may send one.

    Nothing is kept and no cookie is read, so that any page may ask.
    """

    @csrf_exempt
    @wraps(view)
    def take(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        match request.method:
            case "POST":
                response = view(request, *args, **values)
                response.headers.setdefault("Cache-Control", "no-store")
            case "OPTIONS":
                response = HttpResponse(status=204)
                response["Allow"] = ", ".join(_TAKEN)
                response["Access-Control-Allow-Methods"] = "POST"
                response["Access-Control-Allow-Headers"] = "Content-Type, Accept"
                response["Access-Control-Max-Age"] = "86400"
            case _:
                response = refusal(method_not_allowed(request.method, _TAKEN))
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return take
