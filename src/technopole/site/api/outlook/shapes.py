"""The shapes of what the outlook's routes take and give, as the reference describes them.

Answers are written from `technopole.outlook.records` and `technopole.outlook.levers.records`; these
models describe them for readers and for generators of clients. Tests hold the two together.
"""

from __future__ import annotations

from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from technopole.site.api.shapes import Words

__all__ = [
    "BudgetAnswer", "BudgetList", "DrawsAnswer", "LeversAnswer", "LeversAskAnswer", "LeversAskBody",
    "OutlookAnswer", "OutlookList",
]  # fmt: skip


class _Shape(Schema):
    """Nothing more and nothing less than what is described."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class _Answer(_Shape):
    """What every answer begins with."""

    pack: str
    pack_version: str = Field(description="SHA-256 of the pack's files.")
    as_of: str = Field(description="The day asked for; else that of the newest document.")


class _ListAnswer(_Answer):
    """A page of a list."""

    count: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the next page; null on the last.")


# ── Where each target stands ──────────────────────────────────────────────────────────────────


class OutlookPoint(_Shape):
    """A figure that counts for a year."""

    year: int
    value: str = Field(
        description="In `unit`, exact; of a ratio its first part's share in percent."
    )
    unit: str
    fact: str
    as_at: str | None


class OutlookLeftOut(_Shape):
    """A figure that does not count, and why."""

    fact: str
    reason: Words


class OutlookComponent(_Shape):
    """A number that a verdict was worked out from."""

    id: str
    name: Words
    value: str
    exact: bool = Field(description="Whether no digit of it was cut.")
    holds: str = Field(description="What it is: unit, unit-a-year, growth, share, percent, score …")


class OutlookVerdict(_Shape):
    """What one official method says."""

    method: str
    agency: Words
    year_named: int | None = Field(description="The target's; null for a method without targets.")
    figure_year: int | None
    assessed: bool
    grade: str | None = Field(description="The method's own class.")
    words: Words | None = Field(description="The class in words.")
    course: str | None = Field(
        description="Reached, on-course, behind, still or away: in words that all methods share."
    )
    reason: Words | None = Field(description="Why it does not assess.")
    components: list[OutlookComponent]
    departures: list[Words] = Field(description="Where the figures fall short of what it asks for.")
    certain: bool = Field(description="Whether the method is read in its source with certainty.")
    facts: list[str]


class OutlookPace(_Shape):
    """How fast it moved between two figures."""

    years: list[int] = Field(description="The first and the last.")
    amount_a_year: str
    growth_a_year: str | None
    facts: list[str]


class OutlookCatchUp(_Shape):
    """The year in which the target is reached at the pace achieved."""

    year: int | None
    reason: Words | None


class OutlookRequired(_Shape):
    """What is still to be done."""

    met: bool
    left: str
    years_left: int | float | None = Field(
        description="To the end of the year of the target's figure, to the month where the newest is stated so."
    )
    amount_a_year: str | None
    growth_a_year: str | None
    achieved: OutlookPace | None
    best_amount: OutlookPace | None
    best_growth: OutlookPace | None
    catch_up_by_amount: OutlookCatchUp
    catch_up_by_growth: OutlookCatchUp
    place: float | None = Field(description="The share of likely drifts that would not do.")
    facts: list[str]


class OutlookTarget(_Shape):
    """A target that is a number."""

    year_named: int | None = Field(description="The year that the plan speaks of.")
    figure_year: int | None = Field(description="The year whose figure counts.")
    value: str
    chance: float | None = Field(description="The share of paths that reach it; an estimate.")
    interval: list[float] | None = Field(description="The middle 80 per cent of the paths.")
    required: OutlookRequired | None
    fact: str
    standing: str
    words: Words
    median: float | None
    chance_about: float | None = Field(
        description="The chance of the least that still counts as “about” what is stated."
    )
    met: bool | None = Field(description="Where its year's figure is known: whether it reaches it.")
    why_no_chance: Words | None
    difference: Words | None = Field(description="Why methods disagree on it.")


class OutlookDate(_Shape):
    """A target that is a date: nothing of it is forecast."""

    year_named: int | None
    figure_year: int | None
    value: str | None
    chance: None
    interval: None
    required: None
    fact: str
    standing: str
    words: Words
    deadline: str | None
    facts: list[str]


class OutlookYear(_Shape):
    """What is forecast of a year."""

    year: int
    values: list[float] = Field(description="One a level.")


class OutlookForecast(_Shape):
    """Where it may stand in the years to come."""

    n: int = Field(description="How many figures it rests on.")
    knowledge: Words = Field(description="How much, or how little, it knows.")
    levels: list[float] = Field(description="The shares of paths below each value.")
    years: list[OutlookYear]
    indicator: str
    as_of: str
    seed: str
    paths: int
    figures: int
    first_year: int
    last_year: int
    scale: str
    own_share_of_drift: float
    histories_in_pool: int
    assumed_centre_spread: float
    assumed_typical: float
    assumed_typical_spread: float
    assumed_years: float
    assumed_years_spread: float
    assumed_freedom: float
    assumed_freedom_spread: float
    assumed_steady: float
    assumed_unevenness: float
    assumed_unevenness_spread: float
    assumed_unevenness_within: float


class OutlookNoForecast(_Shape):
    """Why nothing is forecast."""

    n: int
    reason: Words


class Outlook(_Shape):
    """An indicator's figures, every method's verdict, the chance of its targets, and what it would take."""

    indicator: str
    latest: OutlookPoint | None
    verdicts: list[OutlookVerdict]
    targets: list[OutlookTarget | OutlookDate]
    name: Words
    set: str
    unit: str
    good: str
    on: str = Field(description="The day of asking: `as_of`, else today in Hong Kong.")
    base: OutlookPoint | None
    base_reason: Words | None
    points: list[OutlookPoint]
    left_out: list[OutlookLeftOut]
    definition: Words | None
    note: Words | None
    tensions: list[str]
    forecast: OutlookForecast | OutlookNoForecast | None


class OutlookAnswer(_Answer):
    """One indicator's outlook."""

    item: Outlook


class OutlookList(_ListAnswer):
    """Every indicator's outlook, in the plan's order."""

    items: list[Outlook]


class Draws(_Shape):
    """Every path of a forecast."""

    indicator: str
    on: str
    unit: str
    seed: str
    years: list[int]
    values: list[list[float]] = Field(description="For each year one value a path.")


class DrawsAnswer(_Answer):
    """The paths of one indicator's forecast."""

    item: Draws


# ── Budgets ───────────────────────────────────────────────────────────────────────────────────


class BudgetSpan(_Shape):
    """An amount, and the least and the most that the document's words allow."""

    stated: str
    least: str | None
    most: str | None


class BudgetFigure(_Shape):
    """A figure of what was used."""

    fact: str
    value: str
    as_at: str | None


class BudgetStretch(_Shape):
    """The pace between two figures."""

    since: str
    until: str
    amount: BudgetSpan
    a_year: BudgetSpan
    facts: list[str]


class BudgetUsedUp(_Shape):
    """The day on which the money runs out, with an interval that holds four of five."""

    day: str | None
    earliest: str | None
    latest: str | None
    left: BudgetSpan | None
    a_year: BudgetSpan | None
    pace_fact: str | None = Field(
        description="The figure of one year that the pace is; null where it is the last stretch's."
    )
    changes_of_pace: int
    caution: Words | None = Field(
        description="From which figure the day is counted. The day itself may be past."
    )
    why_not: Words | None


class BudgetCost(_Shape):
    """What one job, line, start-up or place cost."""

    measure: str
    each: BudgetSpan | None
    facts: list[str]
    why_not: Words | None


class Budget(_Shape):
    """A scheme's money: set aside, used, its pace, until when, and what a result cost."""

    budget: str = Field(description="Its id: the entity, and what counts as used.")
    entity: str
    name: Words
    set_aside: BudgetSpan | None
    set_aside_facts: list[str]
    taken_out: list[BudgetFigure] = Field(description="Money put to another use.")
    unit: str | None
    used_as: str | None = Field(description="The measure that counts as used.")
    used: list[BudgetFigure]
    stretches: list[BudgetStretch]
    used_up: BudgetUsedUp
    costs: list[BudgetCost]
    note: Words | None


class BudgetAnswer(_Answer):
    """One budget."""

    item: Budget


class BudgetList(_ListAnswer):
    """Budgets."""

    items: list[Budget]


# ── Levers ────────────────────────────────────────────────────────────────────────────────────


class Lever(_Shape):
    """What can be pulled; at zero it changes nothing."""

    lever: str
    name: Words
    unit: str
    least: float
    most: float
    step: float
    reason: Words = Field(description="What the most is measured against.")
    nodes: list[str] = Field(description="What of the plan feeds it.")
    entities: list[str]
    facts: list[str]


class LeverCoefficient(_Shape):
    """A number of the equations: half of the draws lie below the middle, all between low and high."""

    coefficient: str
    name: Words
    unit: str
    low: float
    middle: float
    high: float
    assumed: bool = Field(description="Whether a caller may assume another range.")
    worked_out: list[str] = Field(description="Low, middle and high as sums of facts, or numbers.")
    reason: Words | None = Field(description="Null where all follows from facts.")
    facts: list[str]


class LeverStock(_Shape):
    """What there is of something: a year on it is what it was, what came in, less what went out."""

    stock: str
    inflows: list[str]
    outflows: list[str]


class LeverEquation(_Shape):
    """An equation in words."""

    quantity: str
    name: Words
    unit: str
    at_start: bool = Field(description="How a stock begins; else what holds every year.")
    equation: Words
    why: Words


class LeverShows(_Shape):
    """Which quantity an indicator shows."""

    indicator: str
    quantity: str
    factor: float


class LeverModel(_Shape):
    """The stock-and-flow model, whole."""

    start: int
    known_until: int
    levers_from: int
    end: int
    levers: list[Lever]
    coefficients: list[LeverCoefficient]
    stocks: list[LeverStock]
    equations: list[LeverEquation]
    shows: list[LeverShows]
    limits: list[Words] = Field(description="What the model cannot say.")


class LeversAnswer(_Answer):
    """The model."""

    item: LeverModel


class LeverRange(_Shape):
    """A caller's own range of a coefficient."""

    low: float
    middle: float
    high: float


class LeversAskBody(_Shape):
    """Levers to pull, and ranges to assume; what is left out stands as the model has it."""

    levers: dict[str, float] = Field(
        default_factory=dict, description="A lever's id, then how far, in its unit."
    )
    assumed: dict[str, LeverRange] = Field(
        default_factory=dict, description="The id of a coefficient that is assumed, then its range."
    )
    indicators: list[str] | None = Field(
        None, description="Only these; without it all that the model shows."
    )
    draws: int = Field(1000, description="How many worlds are drawn: 1 to 20,000.")
    seed: int = Field(20220722, description="A whole number from 0 to 4,294,967,295.")
    as_of: str | None = Field(
        None, description="From the documents published by this day alone; without it from all."
    )


class LeverFan(_Shape):
    """The middle, and the band that holds four of five draws: one number a year."""

    low: list[float]
    median: list[float]
    high: list[float]


class LeverContribution(_Shape):
    """What a lever adds, on average over the draws, one number a year."""

    lever: str
    share: list[float] = Field(description="Its part of the whole; shares add up to `added`.")
    alone: list[float] = Field(description="When only it is pulled; these do not add up.")


class LeverTarget(_Shape):
    """The share of draws at a target or past it: of what was assumed, not a measured chance."""

    fact: str
    year_named: int | None
    figure_year: int
    value: str
    without: float
    with_: float = Field(alias="with")


class LeverOutcome(_Shape):
    """What becomes of an indicator, in its own unit."""

    indicator: str
    without: LeverFan
    with_: LeverFan = Field(alias="with")
    added: list[float] = Field(description="By all levers together, on average over the draws.")
    contributions: list[LeverContribution]
    targets: list[LeverTarget]


class LeverOutcomes(_Shape):
    """What the model says of a setting of levers."""

    levers: dict[str, float] = Field(description="Those that are moved.")
    draws: int
    seed: int
    years: list[int]
    public_money: LeverFan = Field(description="What the levers take, HK$ a year.")
    indicators: list[LeverOutcome]


class LeversAskAnswer(_Answer):
    """What the model says of a setting of levers."""

    item: LeverOutcomes
    limits: Literal["/api/v1/levers"] = Field(
        description="Where the model says what it cannot say: read it with the answer."
    )
