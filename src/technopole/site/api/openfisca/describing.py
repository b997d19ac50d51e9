"""What there is to compute with, as OpenFisca's Web API lists it: parameters, variables, entities."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from technopole.evidence.records import text_record
from technopole.rules.nodes import Kind, Question
from technopole.rules.readers.describe import decision_table
from technopole.site.api.openfisca.variables import (
    ENTITIES,
    ENTITY,
    Variable,
    What,
    history,
    prefix_of,
    system_of,
)

__all__ = ["entities", "parameter", "parameters", "value_type", "variable", "variables"]

Link = Callable[[str], str]
"""Gives the whole address of a path below the root of these routes."""

_ALWAYS: Final = "0001-01-01"
_TYPES: Final = {
    Kind.TRUTH: "Boolean", Kind.DAY: "Date", Kind.CHOICE: "String", Kind.ITEMS: "List",
}  # fmt: skip


def parameters(pack_id: str, link: Link) -> dict[str, Any]:
    """Every parameter, by its id."""
    return {
        name: {
            "description": parameter.wording.en,
            "href": link(f"parameter/{name.replace('.', '/')}"),
        }
        for name, (_, parameter) in system_of(pack_id).parameters.items()
    }


def parameter(pack_id: str, name: str) -> dict[str, Any] | None:
    """A parameter with its values over time, or a scheme with its parameters; None where there is none."""
    system = system_of(pack_id)
    plain = name.strip("/").replace("/", ".")
    if plain not in system.parameters:
        return _node(pack_id, plain)
    scheme, found = system.parameters[plain]
    return {
        "description": found.wording.en,
        "id": plain,
        "metadata": {
            "unit": found.unit.id if found.kind is Kind.NUMBER else None,
            "scheme": scheme.entity,
            "label": text_record(found.wording),
            "references": {dated.sure_from.isoformat(): dated.reference for dated in found.values},
            "confidence": {
                dated.sure_from.isoformat(): dated.confidence.value for dated in found.values
            },
            "last_value_still_valid_on": scheme.confirmed.isoformat(),
        },
        "values": history(found),
    }


def _node(pack_id: str, name: str) -> dict[str, Any] | None:
    system = system_of(pack_id)
    scheme = next((s for s in system.book.executable if prefix_of(s) == name), None)
    if scheme is None:
        return None
    return {
        "description": scheme.name.en,
        "id": name,
        "metadata": {"scheme": scheme.entity, "label": text_record(scheme.name)},
        "subparams": {
            parameter.name: {"description": parameter.wording.en} for parameter in scheme.parameters
        },
    }


def variables(pack_id: str, link: Link) -> dict[str, Any]:
    """Every variable, by its id."""
    return {
        name: {"description": found.says.en, "href": link(f"variable/{name}")}
        for name, found in system_of(pack_id).variables.items()
    }


def variable(pack_id: str, name: str) -> dict[str, Any] | None:
    """A variable: of an input what may be answered, of what is computed the rule in words."""
    found = system_of(pack_id).variables.get(name)
    if found is None:
        return None
    described: dict[str, Any] = {
        "id": name,
        "description": found.says.en,
        "valueType": value_type(found),
        "defaultValue": None,
        "definitionPeriod": "DAY" if found.question is None else "ETERNITY",
        "entity": ENTITY,
        "metadata": {"label": text_record(found.says)},
    }
    if found.question is not None:
        return described | _input(found.question)
    assert found.scheme is not None  # noqa: S101  it is computed
    described["metadata"] |= {"scheme": found.scheme.entity}
    return described | _formula(pack_id, found)


def value_type(found: Variable) -> str:
    """What a variable's values are."""
    question = found.question
    if question is None:
        return "Boolean" if found.what in (What.ELIGIBLE, What.CONDITION) else "Float"
    if question.kind is Kind.NUMBER:
        return "Int" if question.about.step.denominator == 1 else "Float"
    return _TYPES[question.kind]


def _input(question: Question) -> dict[str, Any]:
    about = question.about
    described: dict[str, Any] = {"documentation": about.wording.en}
    if about.why:
        described["documentation"] += f" {about.why.en}"
    if about.options:
        described["possibleValues"] = {option: words.en for option, words in about.options}
    return described


def _formula(pack_id: str, found: Variable) -> dict[str, Any]:
    scheme = found.scheme
    assert scheme is not None  # noqa: S101  it is computed
    if found.what is What.ELIGIBLE:
        names = [f"{prefix_of(scheme)}_{condition.name}" for condition in scheme.conditions]
        return {
            "documentation": "Whether every condition holds; null where answers are missing.",
            "formulas": {_ALWAYS: {"content": " and ".join(names)}},
            "references": [],
        }
    part = found.condition or found.award
    assert part is not None  # noqa: S101  it is of one of them
    formulas = {}
    for version in _table(pack_id, scheme.entity)[part.name]:
        first = _ALWAYS if version.first is None else version.first.isoformat()
        formulas[first] = {"content": version.in_words.en}
    return {"formulas": formulas, "references": [part.reference]}


@lru_cache(maxsize=128)
def _table(pack_id: str, entity: str) -> dict[str, Any]:
    """Each condition and award of a scheme in words, for every stretch of time, by its name."""
    scheme = system_of(pack_id).book.schemes[entity]
    return {row.name: row.versions for row in decision_table(scheme)}


def entities() -> dict[str, Any]:
    """The one kind of entity: who applies."""
    return {
        ENTITY: {
            "plural": ENTITIES,
            "description": "Who applies",
            "documentation": "A company, a person, a university or another body that asks for support.",
        }
    }
