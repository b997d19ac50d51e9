"""The API's description of itself: OpenAPI with examples out of the pack, and a page to read.

The page is our own: it needs no script, and the content security policy allows none in a page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from technopole.plan.packs import Pack
from technopole.plan.records import pack_record
from technopole.site.api.answers import conditional, envelope, view_of
from technopole.site.api.listings import COLLECTIONS, as_json
from technopole.site.api.outlook.examples import outlook_examples
from technopole.site.api.questions import SearchAsked
from technopole.site.api.refusals import faults_of_names, from_faults, refusal
from technopole.site.api.routes import BODIES, api, found
from technopole.site.api.rules.bodies import JSON
from technopole.site.api.rules.examples import rule_examples, scheme_example
from technopole.site.editions import queries as editions

__all__ = ["ROOT", "groups", "index", "openapi"]

ROOT: Final = "/api/v1/"


def index(request: HttpRequest) -> HttpResponse:
    """Where everything is: what a program finds that begins at the root."""
    if faults := faults_of_names(request.GET, ()):
        return refusal(from_faults(faults))
    view = view_of(None)
    root = request.build_absolute_uri(ROOT)
    routes = {name: f"{root}{name}" for name in _READ}
    about = {
        "post": {name: f"{root}{path}" for name, path in _posted().items()},
        "openapi": f"{root}openapi.json",
        "reference": request.build_absolute_uri("/en/data/api/"),
        "downloads": request.build_absolute_uri("/en/data/"),
        "licence": "Apache-2.0",
    }
    return conditional(request, view, lambda: as_json(envelope(view, routes=routes, **about)))


_READ: Final = ("pack", *COLLECTIONS, "search", "outlook", "levers", "paper")
"""What the root names: the first part of every address that is read."""


def _posted() -> dict[str, str]:
    """The path below the root of each route that takes POST, by its name."""
    return {
        str(pattern.name): str(pattern.pattern)
        for pattern in api.urls[0]
        if isinstance(pattern, URLPattern) and pattern.name in BODIES
    }


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
        for method, route in methods.items():
            route["parameters"] = [_plainer(parameter) for parameter in route["parameters"]]
            route["responses"] = _answers(route["responses"], examples.get(path), method)
            if method == "post" and path in examples:
                asked, _ = examples[path]
                route["requestBody"]["content"][JSON]["example"] = asked
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


def _answers(answers: dict[Any, Any], example: Any, method: str) -> dict[str, Any]:
    """The answers of a route, by status as text; to what was sent, the example is of both."""
    described: dict[str, Any] = {}
    read = method == "get"
    if example is not None and not read:
        _, example = example
    for status, answer in sorted((int(status), answer) for status, answer in answers.items()):
        if status == 200:
            content = dict(answer["content"])
            if example is not None:
                content[JSON] = {**content[JSON], "example": example}
            described["200"] = {
                "description": "The answer.",
                "headers": _HEADERS if read else {},
                "content": content,
            }
            if read:
                described["304"] = {"description": "What the caller holds is current."}
        else:
            described[str(status)] = {
                "description": _REFUSED[status],
                "content": {"application/problem+json": answer["content"][JSON]},
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
    400: "A parameter, a member of the body or an answer is unknown, given twice, or not of its type; "
    "all that is wrong is said at once.",
    404: "Nothing of that id is known, or was known on that day.",
    406: "The answer has no such form.",
    408: "The body did not come.",
    411: "The body's length is not known.",
    413: "The body is longer than this address takes.",
    415: "The body is of a kind that is not read.",
    503: "Too much is being worked on, or something that this address needs is not installed.",
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
        if name == "schemes":
            record = scheme_example(records, pack)
        examples[f"{ROOT}{name}/{{id}}"] = envelope(view, item=record)
    more = {**rule_examples(pack), **outlook_examples(view)}
    examples |= {f"{ROOT}{path}": example for path, example in more.items()}
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
    """A route, as the page shows it.

    body:  what it takes in a sentence, and an example of it; empty for a route that is read.
    """

    method: str
    path: str
    anchor: str
    summary: str
    says: str
    parameters: tuple[Parameter, ...]
    body: str
    asked: str
    example: str


@lru_cache(maxsize=2)
def groups(version: str) -> tuple[tuple[str, tuple[Route, ...]], ...]:
    """The routes by what they are about; `version` says which pack the examples come from."""
    gathered: dict[str, list[Route]] = {}
    document = _document(version)
    for path, method, route in (
        (path, method, route)
        for path, methods in document["paths"].items()
        for method, route in methods.items()
    ):
        shown = route["responses"]["200"]["content"].get(JSON, {}).get("example")
        body = route.get("requestBody", {})
        asked = body["content"][JSON].get("example") if body else None
        gathered.setdefault(route["tags"][0], []).append(
            Route(
                method=method.upper(),
                path=path,
                anchor=route["operationId"],
                summary=route["summary"],
                says=route.get("description", ""),
                parameters=tuple(_parameter(p, document) for p in route.get("parameters", ())),
                body=body.get("description", ""),
                asked=_indented(asked),
                example=_indented(shown),
            )
        )
    return tuple((name, tuple(routes)) for name, routes in gathered.items())


def _indented(example: Any) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)


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
