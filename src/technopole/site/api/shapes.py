"""The shapes of the answers, as the reference describes them.

Answers are written from `technopole.evidence.records` and `technopole.plan.records`; these models
describe them for readers and for generators of clients. A test holds the two together.
"""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

__all__ = [
    "ContradictionAnswer", "ContradictionList", "EntityAnswer", "EntityList", "FactAnswer",
    "FactList", "IndicatorAnswer", "IndicatorList", "InitiativeAnswer", "InitiativeList",
    "MeasureAnswer", "MeasureList", "NodeAnswer", "NodeList", "PackAnswer", "Problem",
    "SearchAnswer", "SeriesAnswer", "SeriesList", "SourceAnswer", "SourceList",
]  # fmt: skip


class _Shape(Schema):
    """Nothing more and nothing less than what is described."""

    model_config = ConfigDict(extra="forbid")


class Words(_Shape):
    """Words in both languages."""

    en: str
    zh_hant: str | None = Field(description="Null where there is no certain Chinese form.")


class Names(_Shape):
    """What a figure is about, in both languages."""

    subject: Words
    measure: Words


class Place(_Shape):
    """Where a passage stands in a document."""

    source: str = Field(description="The document's id.")
    heading: str = Field(description="The place as a person would look it up.")
    lines: list[int] = Field(description="The first and the last line in the stored text.")
    passage: str = Field(description="SHA-256 of the lines with white space collapsed.")


class Fact(_Shape):
    """A figure with its source."""

    id: str
    source: str = Field(description="The document's id.")
    subject: str = Field(description="The id of the entity that it is about.")
    subject_name: str = Field(description="The entity's English name.")
    measure: str = Field(description="The id of what it is a figure of.")
    value: str = Field(description="Text, so that no digit is lost: 1480, 2/3, 1:2, 2024-Q3.")
    unit: str
    qualifier: str = Field(description="exact, about, over, nearly, up_to or at_least.")
    as_at: str | None = Field(
        description="An ISO day or an interval of days (a/b); null when undated."
    )
    kind: str = Field(description="actual, target, parameter, budget, plan or event.")
    published: str = Field(description="The day on which it became known.")
    heading: str
    lines: list[int]
    measure_name: str = Field(description="The measure's English name.")
    names: Names
    as_at_stated: str | None = Field(description="The time in the notation of periods: 2025-Q3.")
    reading: str = Field(description="printed, implied, counted, derived or garbled.")
    note: Words | None
    passage: str
    series: str = Field(description="The id of the series that it belongs to.")
    disputes: list[str] = Field(description="Contradictions and tensions that it is a side of.")


class Source(_Shape):
    """A document."""

    id: str
    title: Words
    short: Words
    publisher: Words
    published: str
    published_stated: str
    published_inferred: bool = Field(description="Whether the day ends a vague period.")
    official_page: str
    condition: Words | None
    number: str
    file: str
    facts: int


class Measure(_Shape):
    """What a figure can be a figure of."""

    id: str
    name: Words
    unit: str
    nature: str
    good: str
    definition: Words | None


class SeriesPoint(_Shape):
    """One time of a series: the newest statement, and every statement."""

    kind: str
    as_at: str | None
    value: str
    unit: str
    qualifier: str
    fact: str
    vintages: list[str] = Field(description="Facts, in the order in which they became known.")


class Series(_Shape):
    """One subject's measure over time."""

    id: str
    subject: str
    subject_name: str
    measure: str
    measure_name: str
    names: Names
    nature: str
    good: str
    points: list[SeriesPoint]


class Resolution(_Shape):
    """Which side stands, by whom, and why."""

    facts: list[str]
    by: str
    reason: Words


class Working(_Shape):
    """A value worked out from facts."""

    label: Words
    operation: str
    facts: list[str]
    steps: int | None
    value: str
    unit: str
    exact: bool


class Contradiction(_Shape):
    """Documents that disagree, found by rule."""

    id: str
    kind: Literal["contradiction"]
    subject: str
    subject_name: str
    measure: str
    measure_name: str
    sides: list[Fact]
    names: Names
    resolution: Resolution | None


class Tension(_Shape):
    """Figures that seem to clash and do not compare, declared with the reason."""

    id: str
    kind: Literal["tension"]
    why: str
    title: Words
    reason: Words
    sides: list[Fact]
    workings: list[Working]


class Node(Place):
    """A node of the plan."""

    id: str
    parent: str | None
    level: str
    number: str
    title: Words
    standing: str | None
    note: Words | None
    path: list[str] = Field(description="From the vision down to the node itself.")
    children: list[str]
    carried_out_by: list[str] = Field(description="Entities.")


class Name(_Shape):
    """Another name of an entity."""

    name: str
    language: str
    kind: str
    from_: str | None = Field(alias="from")
    until: str | None
    source: str | None


class Link(_Shape):
    """A relation between two entities, or from an entity to a node of the plan."""

    entity: str
    relation: str
    other: str


class Statement(Place):
    """What one document says, in our words."""

    published: str
    status: str
    as_at: str | None
    says: Words


class Entity(_Shape):
    """A scheme, institution, place, platform or the like."""

    id: str
    kind: str
    name: Words
    summary: Words
    names: list[Name]
    links: list[Link]
    linked_from: list[Link]
    carries_out: list[str]
    statements: list[Statement]
    series: list[str]
    facts: list[str]


class Initiative(_Shape):
    """Something that the Government set out to do."""

    id: str
    name: Words
    node: str
    entity: str | None
    status: str
    history: list[Statement]


class StatedFigure(_Shape):
    """A fact's figure, in short."""

    fact: str
    value: str
    unit: str
    qualifier: str
    as_at: str | None


class IndicatorPoint(StatedFigure):
    """A cell of an indicator's table, as printed and as a figure."""

    role: str
    printed: str
    column_head: str | None
    year_named: int | None
    figure_period: str | None


class Distance(_Shape):
    """How far the newest figure is from a target."""

    from_: str = Field(alias="from", description="The fact of the newest figure.")
    left: str
    covered: str | None = Field(description="The share of the way from baseline to target.")
    met: bool


class IndicatorTarget(IndicatorPoint):
    """A target, and how far it is."""

    distance: Distance | None


class Indicator(_Shape):
    """What the plan measures itself by."""

    id: str
    set: str
    number: str
    name: Words
    node: str
    subject: str
    measure: str
    unit: str
    good: str
    note: Words | None
    series: str
    baselines: list[IndicatorPoint]
    targets: list[IndicatorTarget]
    latest: StatedFigure | None


class Pack(_Shape):
    """The plan as a whole."""

    id: str
    name: Words
    version: str
    plan_source: str
    days: list[str] = Field(description="The days on which something became known.")
    counts: dict[str, int]


class Found(_Shape):
    """A result of the search."""

    kind: str
    id: str
    title: Words
    match: str = Field(description="How it was found: name, words, some words or likeness.")
    excerpt: str = Field(description="The text around the first match.")
    language: str = Field(description="The language of the excerpt.")
    address: str = Field(description="Where the API gives it in full.")


class _Answer(_Shape):
    """What every answer begins with."""

    pack: str
    pack_version: str = Field(description="SHA-256 of the pack's files.")
    as_of: str = Field(description="The day asked for; else that of the newest document.")


class _ListAnswer(_Answer):
    """A page of a list."""

    count: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the next page; null on the last.")


class PackAnswer(_Answer):
    """The plan as a whole."""

    item: Pack


class SourceAnswer(_Answer):
    """One document."""

    item: Source


class SourceList(_ListAnswer):
    """Documents."""

    items: list[Source]


class FactAnswer(_Answer):
    """One fact."""

    item: Fact


class FactList(_ListAnswer):
    """Facts."""

    items: list[Fact]


class MeasureAnswer(_Answer):
    """One measure."""

    item: Measure


class MeasureList(_ListAnswer):
    """Measures."""

    items: list[Measure]


class SeriesAnswer(_Answer):
    """One series."""

    item: Series


class SeriesList(_ListAnswer):
    """Series."""

    items: list[Series]


class ContradictionAnswer(_Answer):
    """One contradiction or tension."""

    item: Contradiction | Tension


class ContradictionList(_ListAnswer):
    """Contradictions and tensions."""

    items: list[Contradiction | Tension]


class NodeAnswer(_Answer):
    """One node of the plan."""

    item: Node


class NodeList(_ListAnswer):
    """Nodes of the plan, in its own order."""

    items: list[Node]


class EntityAnswer(_Answer):
    """One entity."""

    item: Entity


class EntityList(_ListAnswer):
    """Entities."""

    items: list[Entity]


class InitiativeAnswer(_Answer):
    """One initiative."""

    item: Initiative


class InitiativeList(_ListAnswer):
    """Initiatives."""

    items: list[Initiative]


class IndicatorAnswer(_Answer):
    """One indicator."""

    item: Indicator


class IndicatorList(_ListAnswer):
    """Indicators."""

    items: list[Indicator]


class SearchAnswer(_Answer):
    """Results of the search, best first."""

    query: str
    did_you_mean: str | None
    count: int
    items: list[Found]


class ProblemError(_Shape):
    """One thing that is wrong with a request."""

    parameter: str
    message: str
    nearest: str | None = Field(description="The right name or value that may be meant.")
    says: Words | None = Field(description="The message in both languages, where it has both.")


class Problem(_Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError]

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "type": "/en/data/api/#refused-400",
                    "title": "The request was not understood",
                    "status": 400,
                    "detail": "“sourc” is no parameter of this address. Did you mean “source”?",
                    "errors": [
                        {
                            "parameter": "sourc",
                            "message": "“sourc” is no parameter of this address. "
                            "Did you mean “source”?",
                            "nearest": "source",
                            "says": None,
                        }
                    ],
                }
            ]
        },
    )
