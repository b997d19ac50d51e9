"""The API's description of itself: OpenAPI with examples out of the pack, and a page to read.

The page is our own: it needs no script, and the content security policy allows none in a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from technopole.plan.packs import Pack
from technopole.plan.records import pack_record
from technopole.site.api.answers import conditional, envelope, view_of
from technopole.site.api.listings import COLLECTIONS, as_json
from technopole.site.api.questions import SearchAsked
from technopole.site.api.refusals import faults_of_names, from_faults, refusal
from technopole.site.api.routes import api, found
from technopole.site.editions import queries as editions

__all__ = ["ROOT", "groups", "index", "openapi"]

ROOT: Final = "/api/v1/"


def index(request: HttpRequest) -> HttpResponse:
    """Where everything is: what a program finds that begins at the root."""
    if faults := faults_of_names(request.GET, ()):
        return refusal(from_faults(faults))
    view = view_of(None)
    root = request.build_absolute_uri(ROOT)
    routes = {name: f"{root}{name}" for name in ("pack", *COLLECTIONS, "search")}
    about = {
        "openapi": f"{root}openapi.json",
        "reference": request.build_absolute_uri("/en/data/api/"),
        "downloads": request.build_absolute_uri("/en/data/"),
        "licence": "Apache-2.0",
    }
    return conditional(request, view, lambda: as_json(envelope(view, routes=routes, **about)))


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    if faults := faults_of_names(request.GET, ()):
        return refusal(from_faults(faults))
    view = view_of(None)
    return conditional(request, view, lambda: as_json(_document(view.edition.version)))


@lru_cache(maxsize=2)
def _document(version: str) -> dict[str, Any]:
    """The schema with examples; `version` says which pack they come from."""
    document: dict[str, Any] = api.get_openapi_schema(path_prefix=ROOT)
    document["servers"] = [{"url": "/"}]
    document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    examples = _examples(editions.current())
    for path, methods in document["paths"].items():
        route = methods["get"]
        route["parameters"] = [_plainer(parameter) for parameter in route["parameters"]]
        route["responses"] = _answers(route["responses"], examples.get(path))
    return document


def _plainer(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter without the null that leaving it out means, and its example where one belongs."""
    schema = dict(parameter["schema"])
    wanted = [one for one in schema.pop("anyOf", ()) if one.get("type") != "null"]
    for one in wanted:
        schema |= one
    for name in ("title", "description", "examples"):
        schema.pop(name, None)
    plainer = {**parameter, "schema": schema}
    for example in plainer.pop("examples", ())[:1]:
        plainer["example"] = example
    return plainer


def _answers(answers: dict[Any, Any], example: Any) -> dict[str, Any]:
    """The answers of a route, by status as text."""
    described: dict[str, Any] = {}
    for status, answer in sorted((int(status), answer) for status, answer in answers.items()):
        content = answer["content"]["application/json"]
        if status == 200:
            shown = content if example is None else {**content, "example": example}
            described["200"] = {
                "description": "The answer.",
                "headers": _HEADERS,
                "content": {"application/json": shown},
            }
            described["304"] = {"description": "What the caller holds is current."}
        else:
            described[str(status)] = {
                "description": _REFUSED[status],
                "content": {"application/problem+json": content},
            }
    return described


_HEADERS: Final = {
    "ETag": {"description": "Send it back in If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "When this version of the pack was loaded.",
        "schema": {"type": "string"},
    },
}
_REFUSED: Final = {
    400: "A parameter is unknown, given twice, or not of its type; the answer says which.",
    404: "Nothing of that id is known, or was known on that day.",
}


def _examples(pack: Pack) -> dict[str, Any]:
    """An answer of every route, made as the routes make it, cut to one item."""
    view = view_of(None)
    examples: dict[str, Any] = {f"{ROOT}pack": envelope(view, item=pack_record(pack))}
    for name, listed in COLLECTIONS.items():
        records = sorted(listed.records(pack), key=lambda record: len(as_json(record)))
        if not records:
            continue
        # A record of a middling size shows more than the first, and less than the longest.
        record = records[len(records) // 2]
        examples[f"{ROOT}{name}"] = envelope(view, count=len(records), next=None, items=[record])
        examples[f"{ROOT}{name}/{{id}}"] = envelope(view, item=record)
    examples[f"{ROOT}search"] = envelope(
        view, **found(view, SearchAsked(q="OGCIO", kind=None, as_of=None, limit=1))
    )
    return examples


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, as the page shows it."""

    name: str
    place: str
    required: bool
    says: str
    form: str


@dataclass(frozen=True, slots=True)
class Route:
    """A route, as the page shows it."""

    path: str
    anchor: str
    summary: str
    says: str
    parameters: tuple[Parameter, ...]
    example: str


@lru_cache(maxsize=2)
def groups(version: str) -> tuple[tuple[str, tuple[Route, ...]], ...]:
    """The routes by what they are about; `version` says which pack the examples come from."""
    gathered: dict[str, list[Route]] = {}
    document = _document(version)
    for path, methods in document["paths"].items():
        route = methods["get"]
        example = route["responses"]["200"]["content"]
        shown = example["application/json"].get("example")
        gathered.setdefault(route["tags"][0], []).append(
            Route(
                path=path,
                anchor=route["operationId"],
                summary=route["summary"],
                says=route.get("description", ""),
                parameters=tuple(_parameter(p, document) for p in route.get("parameters", ())),
                example="" if shown is None else json.dumps(shown, ensure_ascii=False, indent=2),
            )
        )
    return tuple((name, tuple(routes)) for name, routes in gathered.items())


def _parameter(parameter: dict[str, Any], document: dict[str, Any]) -> Parameter:
    schema = parameter["schema"]
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        required=parameter.get("required", False),
        says=parameter.get("description", ""),
        form=_form(schema, document),
    )


def _form(schema: dict[str, Any], document: dict[str, Any]) -> str:
    """The values that a parameter takes, in a few words."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    if schema.get("format") == "date":
        return "YYYY-MM-DD"
    if schema.get("type") == "integer":
        return f"{schema['minimum']}–{schema['maximum']}"
    return "text"
