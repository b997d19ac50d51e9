"""The routes of the API, version 1; those of the rules stand in a room of their own."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Router
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from technopole.evidence.records import text_record
from technopole.evidence.wording import Language
from technopole.plan.records import pack_record
from technopole.site.api import questions, shapes
from technopole.site.api.answers import View, conditional, envelope, give_list, give_one, view_of
from technopole.site.api.listings import as_json
from technopole.site.api.outlook.routes import BODIES as OUTLOOK_BODIES
from technopole.site.api.outlook.routes import FILES
from technopole.site.api.outlook.routes import router as outlook
from technopole.site.api.refusals import (
    RefusedError,
    faults_of_values,
    from_faults,
    refusal,
    server_fault,
)
from technopole.site.api.rules.bodies import JSON
from technopole.site.api.rules.routes import BODIES as RULES_BODIES
from technopole.site.api.rules.routes import Body
from technopole.site.api.rules.routes import router as rules
from technopole.site.api.strictness import strict
from technopole.site.search.documents import KINDS
from technopole.site.search.queries import Hit
from technopole.site.search.queries import search as find
from technopole.site.search.words import is_chinese

__all__ = ["BODIES", "api", "found"]

BODIES = {**RULES_BODIES, **OUTLOOK_BODIES}
"""What is sent to each route that takes POST, by the name of its view."""

_ABOUT = """\
The Government's plan, and every figure that the public documents give of it, with its source.

Every answer names the pack's version (`pack_version`) and the day that it was known on (`as_of`).
Values are text, so that no digit is lost; words come in English and Traditional Chinese.
Lists come in pages: follow `next` until it is null. Send the `ETag` back in `If-None-Match`
and what has not changed costs nothing. A parameter that is misspelt, given twice or of the wrong
type is refused with the right one named; nothing is ever ignored.

The outlook says where each target stands, and what would reach it. What is estimated there is a
number, with the interval and the figures that it rests on; nothing of it is certain.

The rules answer cases that are sent to them with POST, as JSON. Nothing that is sent is kept or
logged. What is not known is left out or null: unknown is an answer, and never a zero.
"""


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The framework's description, with the bodies that routes read by themselves."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        shapes_known = document["components"]["schemas"]
        for methods in document["paths"].values():
            for route in methods.values():
                body = BODIES.get(route["operationId"])
                if body is not None:
                    route["requestBody"] = _described(body, shapes_known)
                for kind in FILES.get(route["operationId"], ()):
                    content = route["responses"][200].setdefault("content", {})
                    content[kind] = {"schema": {"type": "string", "format": "binary"}}
        return document


def _described(body: Body, known: dict[str, Any]) -> dict[str, Any]:
    """What a route takes; the shapes that it is made of join those that are known."""
    shape = body.shape.model_json_schema(
        by_alias=True, ref_template="#/components/schemas/{model}", mode="validation"
    )
    known |= shape.pop("$defs", {})
    known[body.shape.__name__] = shape
    content: dict[str, Any] = {
        JSON: {"schema": {"$ref": f"#/components/schemas/{body.shape.__name__}"}}
    }
    for kind in body.kinds[1:]:
        content[kind] = {"schema": {"type": "string", "format": "binary"}}
    return {
        "required": True,
        "description": f"{body.shape.__doc__} At most {body.most:,} bytes.",
        "content": content,
    }


api = _Api(
    title="Technopole",
    version="1",
    description=_ABOUT,
    urls_namespace="api",
    openapi_url=None,  # written once a pack, with examples out of it: see `reference`
    docs_url=None,
)
router = Router(by_alias=True)  # keys as they are sent: `from`, which Python has for itself

_REFUSALS: dict[Any, Any] = {400: shapes.Problem, 404: shapes.Problem}


def _answers(shape: Any) -> dict[Any, Any]:
    return {200: shape, **_REFUSALS}


@router.get("/pack", response=_answers(shapes.PackAnswer), tags=["pack"], summary="The pack")
@strict
def pack(request: HttpRequest, asked: Query[questions.Asked]) -> HttpResponse:
    """Whose plan it is, its version, the days on which something became known, and how much it holds."""
    view = view_of(asked.as_of)
    return conditional(request, view, lambda: as_json(envelope(view, item=pack_record(view.pack))))


@router.get("/sources", response=_answers(shapes.SourceList), tags=["sources"], summary="Documents")
@strict
def list_sources(request: HttpRequest, asked: Query[questions.ListAsked]) -> HttpResponse:
    """The documents that the evidence is read from."""
    return give_list(request, "sources", asked)


@router.get(
    "/sources/{id}",
    response=_answers(shapes.SourceAnswer),
    tags=["sources"],
    summary="One document",
)
@strict
def one_source(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """A document, and how many facts were read from it."""
    return give_one(request, "sources", id, asked)


@router.get("/facts", response=_answers(shapes.FactList), tags=["facts"], summary="Facts")
@strict
def list_facts(request: HttpRequest, asked: Query[questions.FactsAsked]) -> HttpResponse:
    """Every figure with its source, in the order of ids."""
    return give_list(request, "facts", asked)


@router.get("/facts/{id}", response=_answers(shapes.FactAnswer), tags=["facts"], summary="One fact")
@strict
def one_fact(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """A figure with its source."""
    return give_one(request, "facts", id, asked)


@router.get(
    "/measures", response=_answers(shapes.MeasureList), tags=["measures"], summary="Measures"
)
@strict
def list_measures(request: HttpRequest, asked: Query[questions.MeasuresAsked]) -> HttpResponse:
    """What the figures are figures of."""
    return give_list(request, "measures", asked)


@router.get(
    "/measures/{id}",
    response=_answers(shapes.MeasureAnswer),
    tags=["measures"],
    summary="One measure",
)
@strict
def one_measure(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """What a figure can be a figure of."""
    return give_one(request, "measures", id, asked)


@router.get("/series", response=_answers(shapes.SeriesList), tags=["series"], summary="Series")
@strict
def list_series(request: HttpRequest, asked: Query[questions.SeriesAsked]) -> HttpResponse:
    """Every subject's measures over time."""
    return give_list(request, "series", asked)


@router.get(
    "/series/{id}", response=_answers(shapes.SeriesAnswer), tags=["series"], summary="One series"
)
@strict
def one_series(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """One subject's measure over time, each time with its vintages."""
    return give_one(request, "series", id, asked)


@router.get(
    "/contradictions",
    response=_answers(shapes.ContradictionList),
    tags=["contradictions"],
    summary="Contradictions and tensions",
)
@strict
def list_contradictions(
    request: HttpRequest, asked: Query[questions.ContradictionsAsked]
) -> HttpResponse:
    """Where documents disagree, or seem to."""
    return give_list(request, "contradictions", asked)


@router.get(
    "/contradictions/{id}",
    response=_answers(shapes.ContradictionAnswer),
    tags=["contradictions"],
    summary="One contradiction or tension",
)
@strict
def one_contradiction(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """Both sides in full, and a resolution or a reason where there is one."""
    return give_one(request, "contradictions", id, asked)


@router.get("/plan", response=_answers(shapes.NodeList), tags=["plan"], summary="The plan")
@strict
def list_plan(request: HttpRequest, asked: Query[questions.NodesAsked]) -> HttpResponse:
    """The plan's tree from the vision to the measures, in its own order."""
    return give_list(request, "plan", asked)


@router.get(
    "/plan/{id}",
    response=_answers(shapes.NodeAnswer),
    tags=["plan"],
    summary="One node of the plan",
)
@strict
def one_node(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """What stands above and below it, and who carries it out."""
    return give_one(request, "plan", id, asked)


@router.get(
    "/entities", response=_answers(shapes.EntityList), tags=["entities"], summary="Entities"
)
@strict
def list_entities(request: HttpRequest, asked: Query[questions.EntitiesAsked]) -> HttpResponse:
    """The register of schemes, institutions, places, platforms and the like."""
    return give_list(request, "entities", asked)


@router.get(
    "/entities/{id}",
    response=_answers(shapes.EntityAnswer),
    tags=["entities"],
    summary="One entity",
)
@strict
def one_entity(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """Its names, its links, what each document says of it, and its figures."""
    return give_one(request, "entities", id, asked)


@router.get(
    "/initiatives",
    response=_answers(shapes.InitiativeList),
    tags=["initiatives"],
    summary="Initiatives",
)
@strict
def list_initiatives(
    request: HttpRequest, asked: Query[questions.InitiativesAsked]
) -> HttpResponse:
    """What the Government set out to do."""
    return give_list(request, "initiatives", asked)


@router.get(
    "/initiatives/{id}",
    response=_answers(shapes.InitiativeAnswer),
    tags=["initiatives"],
    summary="One initiative",
)
@strict
def one_initiative(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """Where it stands, and what each document reported."""
    return give_one(request, "initiatives", id, asked)


@router.get(
    "/indicators",
    response=_answers(shapes.IndicatorList),
    tags=["indicators"],
    summary="Indicators",
)
@strict
def list_indicators(request: HttpRequest, asked: Query[questions.IndicatorsAsked]) -> HttpResponse:
    """What the plan measures itself by."""
    return give_list(request, "indicators", asked)


@router.get(
    "/indicators/{id}",
    response=_answers(shapes.IndicatorAnswer),
    tags=["indicators"],
    summary="One indicator",
)
@strict
def one_indicator(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """Its baselines and targets, its newest figure, and the distance between them."""
    return give_one(request, "indicators", id, asked)


@router.get("/search", response=_answers(shapes.SearchAnswer), tags=["search"], summary="Search")
@strict
def search(request: HttpRequest, asked: Query[questions.SearchAsked]) -> HttpResponse:
    """Everything that words in English or Chinese find: old, short and misspelt names, too."""
    view = view_of(asked.as_of)
    return conditional(request, view, lambda: as_json(envelope(view, **found(view, asked))))


def found(view: View, asked: questions.SearchAsked) -> dict[str, Any]:
    """The answer of a search."""
    kinds = (asked.kind,) if asked.kind else KINDS
    language: Language = "zh-hant" if any(map(is_chinese, asked.q)) else "en"
    results = find(view.pack, asked.q, language=language, kinds=kinds, limit=asked.limit)
    return {
        "query": results.text,
        "did_you_mean": results.did_you_mean,
        "count": sum(count for kind, count in results.counts.items() if kind in kinds),
        "items": [
            {
                "kind": hit.kind,
                "id": hit.ref,
                "title": text_record(hit.title),
                "match": hit.match.name.lower().replace("_", " "),
                "excerpt": hit.excerpt,
                "language": hit.language,
                "address": _address(hit),
            }
            for hit in results.hits
        ],
    }


_COLLECTION_OF: dict[str, str] = {
    "entity": "entities", "scheme": "schemes", "node": "plan", "indicator": "indicators", "initiative": "initiatives",
    "measure": "measures", "source": "sources", "contradiction": "contradictions", "fact": "facts",
}  # fmt: skip


def _address(hit: Hit) -> str:
    return f"/api/v1/{_COLLECTION_OF[hit.kind]}/{quote(hit.ref)}"


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, refused: RefusedError) -> HttpResponse:
    return refusal(refused)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    given = {
        **(request.resolver_match.kwargs if request.resolver_match else {}),
        **request.GET.dict(),
    }
    return refusal(from_faults(faults_of_values(error.errors, given)))


@api.exception_handler(Exception)
def _failed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return server_fault(request, exception)


api.add_router("", router)
api.add_router("", rules)
api.add_router("", outlook)
