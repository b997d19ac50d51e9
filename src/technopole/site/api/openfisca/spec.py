"""The OpenAPI document of these routes, written from the rules, with a worked example."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from technopole import __version__
from technopole.site.api.listings import as_json
from technopole.site.api.openfisca.describing import (
    entities,
    parameter,
    parameters,
    value_type,
    variable,
    variables,
)
from technopole.site.api.openfisca.situations import calculate, trace
from technopole.site.api.openfisca.variables import ENTITIES, Variable, prefix_of, system_of
from technopole.site.api.rules.examples import case_of

__all__ = ["spec"]

_JSON_TYPES: Final[Mapping[str, dict[str, Any]]] = {
    "Boolean": {"type": ["boolean", "null"]},
    "Int": {"type": ["number", "string", "null"]},
    "Float": {"type": ["number", "string", "object", "null"]},
    "Date": {"type": ["string", "null"]},
    "String": {"type": ["string", "null"]},
    "List": {"type": ["array", "null"], "items": {"type": "object"}},
}
_ABOUT: Final = """\
The routes that users of OpenFisca know, over exact rules. A situation names applicants; each variable
of an applicant has values by period. What is null is filled in; where answers are missing and nobody
can say, it stays null: unknown is never a zero.
"""


@lru_cache(maxsize=2)
def spec(pack_id: str) -> dict[str, Any]:
    """The document, but for the address of the server."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Technopole, as OpenFisca's Web API",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": name} for name in ("Calculations", "Parameters", "Variables", "Entities", "Documentation")],
        "paths": _paths(pack_id),
        "components": {"schemas": _schemas(pack_id)},
    }  # fmt: skip


def _paths(pack_id: str) -> dict[str, Any]:
    body, filled, traced = _worked(pack_id)
    first_parameter = next(iter(system_of(pack_id).parameters), "")
    first_variable = next(iter(system_of(pack_id).variables), "")
    return {
        "/calculate": _posted("calculate", "Fill in the nulls of a situation", "Situation", body, filled),
        "/trace": _posted("trace", "How the nulls of a situation are filled in", "Trace", body, traced),
        "/parameters": _read("getParameters", "Parameters", "Every parameter", "Overview",
                             parameters(pack_id, _relative)),
        "/parameter/{parameterID}": _read("getParameter", "Parameters", "A parameter over time", "Parameter",
                                          parameter(pack_id, first_parameter), by="parameterID"),
        "/variables": _read("getVariables", "Variables", "Every variable", "Overview",
                            variables(pack_id, _relative)),
        "/variable/{variableID}": _read("getVariable", "Variables", "A variable", "Variable",
                                        variable(pack_id, first_variable), by="variableID"),
        "/entities": _read("getEntities", "Entities", "Who may apply", "Entities", entities()),
        "/spec": _read("spec", "Documentation", "This document", "Document", None),
    }  # fmt: skip


def _relative(path: str) -> str:
    return f"/openfisca/{path}"


def _short(example: Any) -> Any:
    """The first three of many."""
    if isinstance(example, dict) and len(example) > 12:
        return dict(list(example.items())[:3])
    return example


def _read(
    name: str, tag: str, summary: str, shape: str, example: Any, *, by: str = ""
) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{shape}"}}
    if example:
        content["example"] = _short(example)
    answers: dict[str, Any] = {
        "200": {"description": "The answer.", "content": {"application/json": content}}
    }
    route: dict[str, Any] = {
        "operationId": name, "tags": [tag], "summary": summary, "responses": answers
    }  # fmt: skip
    if by:
        answers["404"] = _refused("There is none of that id; the nearest is named.")
        route["parameters"] = [
            {"name": by, "in": "path", "required": True, "schema": {"type": "string"}}
        ]
    return {"get": route}


def _posted(name: str, summary: str, shape: str, asked: Any, answered: Any) -> dict[str, Any]:
    def content(of: str, example: Any) -> dict[str, Any]:
        media: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{of}"}}
        if example is not None:
            media["example"] = example
        return {"application/json": media}

    return {
        "post": {
            "operationId": name,
            "tags": ["Calculations"],
            "summary": summary,
            "requestBody": {"required": True, "content": content("Situation", asked)},
            "responses": {
                "200": {"description": "The answer.", "content": content(shape, answered)},
                "400": _refused("Something cannot be taken; the sentence stands at its place."),
                "404": _refused("A variable is not known; the sentence stands at its place."),
                "413": _refused("The body is too long, or asks for too much."),
            },
        }
    }


def _refused(why: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {"description": why, "content": {"application/json": {"schema": schema}}}


def _schemas(pack_id: str) -> dict[str, Any]:
    system = system_of(pack_id)
    text, anything = {"type": "string"}, {"type": "object"}
    return {
        "Situation": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                ENTITIES: {
                    "type": "object",
                    "additionalProperties": {"$ref": "#/components/schemas/Applicant"},
                }
            },
        },
        "Applicant": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: _variable(found) for name, found in system.variables.items()},
        },
        "Trace": {
            "type": "object",
            "properties": {
                "trace": {
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "properties": {
                            "dependencies": {"type": "array", "items": text},
                            "parameters": anything,
                            "value": {"type": "array", "items": {}},
                        },
                    },
                },
                "entitiesDescription": anything,
                "requestedCalculations": {"type": "array", "items": text},
            },
        },
        "Overview": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"description": text, "href": text},
            },
        },
        "Parameter": {
            "type": "object",
            "properties": {
                "description": text, "id": text, "metadata": anything, "subparams": anything,
                "values": {
                    "description": "By the day from which each holds; null from where none is known.",
                    "type": "object",
                },
            },
        },
        "Variable": {
            "type": "object",
            "properties": {
                "id": text, "description": text, "defaultValue": {"type": "null"},
                "definitionPeriod": {"enum": ["ETERNITY", "DAY"]}, "entity": text,
                "valueType": {"enum": sorted(_JSON_TYPES)}, "documentation": text,
                "possibleValues": anything, "formulas": anything, "metadata": anything,
                "references": {"type": "array", "items": text},
            },
        },
        "Entities": {"type": "object", "additionalProperties": anything},
        "Document": anything,
        "Refusal": {
            "description": "The situation's own shape, with a sentence at each place that is faulty; or `error`.",
            "type": "object",
        },
    }  # fmt: skip


def _variable(found: Variable) -> dict[str, Any]:
    values = dict(_JSON_TYPES[value_type(found)])
    if found.question is not None and found.question.about.options:
        values["enum"] = [*(option for option, _ in found.question.about.options), None]
    return {"type": "object", "description": found.says.en, "additionalProperties": values}


def _worked(pack_id: str) -> tuple[Any, Any, Any]:
    """A situation, itself filled in, and its trace; nothing where no rule runs."""
    case = case_of(system_of(pack_id).book)
    if case is None:
        return None, None, None
    scheme, on, answers = case
    prefix, month = prefix_of(scheme), on.isoformat()[:7]
    asked = [f"{prefix}_eligible", *(f"{prefix}_{award.name}" for award in scheme.awards[:1])]
    variables_given = {name: {"ETERNITY": value} for name, value in answers.items()}
    situation = {ENTITIES: {"us": {**variables_given, **{name: {month: None} for name in asked}}}}
    body = as_json(situation)
    return situation, calculate(body), trace(body)
