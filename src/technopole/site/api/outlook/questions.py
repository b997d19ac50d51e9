"""What may be asked of the outlook: the parameters of its routes, strictly read."""

from __future__ import annotations

from typing import Literal

from ninja import Field

from technopole.plan.indicators import IndicatorSet
from technopole.site.api.questions import Asked, Id, ListAsked

__all__ = ["BudgetsAsked", "DrawsAsked", "OutlookAsked", "PaperAsked"]


class OutlookAsked(ListAsked):
    """By what the outlook's indicators are chosen."""

    indicator: Id | None = Field(None, description="This indicator.", examples=["1.1"])
    set: IndicatorSet | None = Field(None, description="Where the indicator comes from.")


class DrawsAsked(Asked):
    """In what form the paths of a forecast are given."""

    format: Literal["json", "csv", "parquet"] = Field(
        "json", description="A record with a list a year, or a file with a row a path and year."
    )


class BudgetsAsked(ListAsked):
    """By what budgets are chosen."""

    entity: Id | None = Field(
        None, description="Of this entity.", examples=["new-industrialisation-funding-scheme"]
    )


class PaperAsked(Asked):
    """Which paper."""

    kind: Literal["progress", "factsheet", "brief"] = Field(
        ..., description="A progress paper, a factsheet of two pages, or a brief of one page."
    )
    about: Id | None = Field(
        None,
        description="What a brief is about: a node of the plan or an entity, by its id.",
        examples=["S2"],
    )
    language: Literal["en", "zh-hant"] = Field("en", description="The language of the paper.")
    format: Literal["pdf", "docx", "html"] = Field("pdf", description="The form of the file.")
