"""Addresses of the API's routes, each only read or only sent to; whatever else stands below is a 404."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.urls.resolvers import RoutePattern
from django.views.decorators.csrf import csrf_exempt

from technopole.site.api.reference import index, openapi
from technopole.site.api.refusals import Fault, RefusedError, nearest, refusal
from technopole.site.api.routes import BODIES, api
from technopole.site.api.strictness import read_only, takes_post

app_name = "api"

_routes = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """404 for an address that is no route, whatever the method, with the nearest one."""
    known = [
        str(p.pattern).partition("/<")[0] for p in _routes if isinstance(p.pattern, RoutePattern)
    ]
    near = nearest(rest.partition("/")[0], dict.fromkeys(name for name in known if name))
    message = "There is no such route." + (f" Did you mean /api/v1/{near}?" if near else "")
    fault = Fault("path", message, near and f"/api/v1/{near}")
    return refusal(RefusedError(404, message, (fault,)))


urlpatterns = [
    *(
        path(
            str(pattern.pattern),
            (takes_post if pattern.name in BODIES else read_only)(pattern.callback),
            name=pattern.name,
        )
        for pattern in _routes
        if pattern.name != "api-root"
    ),
    path("", read_only(index), name="index"),
    path("openapi.json", read_only(openapi), name="openapi"),
    re_path(r"^(?P<rest>.*)$", nothing_here),
]
