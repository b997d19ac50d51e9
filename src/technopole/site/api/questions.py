"""What may be asked: the parameters of every route, strictly read.

The reader of query strings that comes with the framework is lenient (it takes "10.0" for a whole
number and a number for a day); these types take one canonical spelling and say so.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from technopole.evidence.figures import Qualifier
from technopole.evidence.measures import Good, Nature
from technopole.evidence.observations import Kind
from technopole.evidence.readings import Reading
from technopole.plan.indicators import IndicatorSet
from technopole.plan.register import EntityKind
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Standing

__all__ = [
    "Asked", "ContradictionsAsked", "EntitiesAsked", "FactsAsked", "IndicatorsAsked",
    "InitiativesAsked", "ListAsked", "MeasuresAsked", "NodesAsked", "QuestionsAsked", "SchemeAsked",
    "SchemesAsked", "SearchAsked", "SeriesAsked", "TableAsked",
]  # fmt: skip

MOST: Final = 1000
USUAL: Final = 100
_LONGEST_QUERY: Final = 200


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("day", "is not a day; write year-month-day, such as 2023-11-13")
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise PydanticCustomError(
            "whole_number", "is not a whole number; write digits only, such as 100"
        )
    return value


Day = Annotated[date, BeforeValidator(_day)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Asked(Schema):
    """What every route takes."""

    as_of: Day | None = Field(
        None,
        description="Answer from the documents published by this day alone. Without it, from all.",
        examples=["2023-11-13"],
    )


class ListAsked(Asked):
    """What every list takes."""

    limit: WholeNumber = Field(
        USUAL, ge=1, le=MOST, description=f"How many to give at most: 1 to {MOST}.", examples=[100]
    )
    cursor: Id | None = Field(
        None, description="Where to go on: taken from `next` of the answer before, as it is."
    )


class FactsAsked(ListAsked):
    """By what facts are chosen."""

    source: Id | None = Field(None, description="Read from this document.", examples=["legco-2023"])
    subject: Id | None = Field(None, description="About this entity.", examples=["iam-smart"])
    measure: Id | None = Field(None, description="Of this measure.")
    series: Id | None = Field(None, description="Of this series: `subject.measure`.")
    kind: Kind | None = Field(None, description="What the figure claims to be.")
    unit: Id | None = Field(None, description="Stated in this unit.", examples=["HKD"])
    qualifier: Qualifier | None = Field(None, description="How firmly the document says it.")
    reading: Reading | None = Field(None, description="How the value stands in its passage.")
    disputed: Literal["yes", "no"] | None = Field(
        None, description="Whether it is a side of a contradiction or a tension."
    )
    from_id: Id | None = Field(None, description="This id or a later one.", examples=["003-001"])
    to_id: Id | None = Field(None, description="This id or an earlier one.", examples=["003-999"])


class MeasuresAsked(ListAsked):
    """By what measures are chosen."""

    unit: Id | None = Field(None, description="Usually stated in this unit.")
    nature: Nature | None = Field(None, description="What kind of number it gives.")
    good: Good | None = Field(None, description="Which way is better.")


class SeriesAsked(ListAsked):
    """By what series are chosen."""

    subject: Id | None = Field(None, description="About this entity.", examples=["iam-smart"])
    measure: Id | None = Field(None, description="Of this measure.")


class ContradictionsAsked(ListAsked):
    """By what contradictions and tensions are chosen."""

    kind: Literal["contradiction", "tension"] | None = Field(
        None, description="Found by rule (contradiction), or declared with a reason (tension)."
    )
    fact: Id | None = Field(None, description="With this fact as a side.", examples=["000-001"])
    subject: Id | None = Field(None, description="With a side about this entity.")
    source: Id | None = Field(None, description="With a side read from this document.")


class NodesAsked(ListAsked):
    """By what nodes of the plan are chosen."""

    level: Level | None = Field(None, description="On this level.")
    standing: Standing | None = Field(None, description="Measures of this standing.")
    under: Id | None = Field(None, description="This node and everything below.", examples=["S2"])
    carried_out_by: Id | None = Field(None, description="Carried out by this entity.")


class EntitiesAsked(ListAsked):
    """By what entities are chosen."""

    kind: EntityKind | None = Field(None, description="Of this kind.")
    source: Id | None = Field(None, description="Spoken of in this document.")
    node: Id | None = Field(
        None, description="Carries out this node or one below.", examples=["S2"]
    )


class InitiativesAsked(ListAsked):
    """By what initiatives are chosen."""

    status: Status | None = Field(None, description="Where it stands by the newest report.")
    node: Id | None = Field(None, description="Belongs to this node or one below.", examples=["S2"])
    entity: Id | None = Field(None, description="About this entity.")


class IndicatorsAsked(ListAsked):
    """By what indicators are chosen."""

    set: IndicatorSet | None = Field(None, description="Where the indicator comes from.")
    node: Id | None = Field(None, description="Serves this node or one below.", examples=["S1"])
    subject: Id | None = Field(None, description="Fed by figures about this entity.")
    measure: Id | None = Field(None, description="Fed by figures of this measure.")


class SchemesAsked(ListAsked):
    """By what schemes are chosen."""

    kind: Literal["scheme", "fund", "programme", "tax-measure"] | None = Field(
        None, description="Of this kind."
    )
    executable: Literal["yes", "no"] | None = Field(None, description="Whether a rule runs.")
    status: Status | None = Field(None, description="Where it stands by the newest report.")
    run_by: Id | None = Field(None, description="Run by this entity.")
    question: Id | None = Field(
        None, description="Whose rule asks this question.", examples=["project.total_cost"]
    )


class SchemeAsked(Asked):
    """What the route of one scheme takes."""

    on: Day | None = Field(
        None,
        description="The day whose values the rule is said with. Without it today in Hong Kong.",
        examples=["2024-10-31"],
    )


class QuestionsAsked(ListAsked):
    """By what questions are chosen."""

    scheme: Id | None = Field(
        None, description="Asked by this scheme, by id or short name.", examples=["NIFS"]
    )
    kind: Literal["truth", "number", "day", "choice", "items"] | None = Field(
        None, description="Answered so."
    )
    group: Id | None = Field(None, description="Asked together in this group.", examples=["plans"])
    judgement: Literal["yes", "no"] | None = Field(
        None, description="Whether only a person can answer it, such as a panel."
    )


class TableAsked(Schema):
    """What a table sent as Parquet is asked with; in JSON this stands in the body."""

    schemes: Id | None = Field(
        None,
        description="Of a Parquet file: ids or short names with commas between them. Without it, every "
        "scheme whose rule runs.",
        examples=["NIFS,TVP"],
    )
    on: Day | None = Field(
        None, description="Of a Parquet file: the day of asking; without it today.",
        examples=["2024-10-31"],
    )  # fmt: skip


class SearchAsked(Asked):
    """What the search takes."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_QUERY)] = Field(
        ..., description="Words in English or Chinese.", examples=["OGCIO", "創科"]
    )
    kind: (
        Literal[
            "entity",
            "scheme",
            "node",
            "indicator",
            "initiative",
            "measure",
            "source",
            "contradiction",
            "fact",
        ]
        | None
    ) = Field(None, description="Only results of this kind.")
    limit: WholeNumber = Field(20, ge=1, le=100, description="How many to give at most: 1 to 100.")
