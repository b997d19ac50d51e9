"""The shapes of what the routes of the rules take and give, as the reference describes them.

Answers are written from `technopole.rules.records` and its neighbours; these models describe them
for readers and for generators of clients. Bodies are read by `asked`, more strictly than a model
would; these models describe them too. Tests hold all of it together.
"""

from __future__ import annotations

from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from technopole.site.api.shapes import Words

__all__ = [
    "AssessAnswer", "AssessBody", "DecideAnswer", "DecideBody", "InterviewAnswer", "InterviewBody",
    "ProveAnswer", "ProveBody", "QuestionAnswer", "QuestionList", "ReplayAnswer", "ReplayBody",
    "SchemeAnswer", "SchemeList",
]  # fmt: skip

Standing = Literal["yes", "no", "unknown"]


class _Shape(Schema):
    """Nothing more and nothing less than what is described."""

    model_config = ConfigDict(extra="forbid")


# ── Schemes and questions ─────────────────────────────────────────────────────────────────────


class Scheme(_Shape):
    """A scheme, fund, programme or tax measure."""

    scheme: str = Field(description="Its id.")
    name: str = Field(description="Its English name.")
    kind: str = Field(description="scheme, fund, programme or tax-measure.")
    executable: bool = Field(description="Whether a rule runs.")
    status: str | None = Field(description="By the newest report; null where none says it.")
    run_by: list[str] = Field(description="Entities.")
    questions: list[str] = Field(description="Those that its rule asks.")
    sources: list[str] = Field(description="Documents, and keys of public pages.")
    names: Words
    summary: Words | None
    code: str | None = Field(description="The rule's short name; null where there is no rule.")


class Page(_Shape):
    """A public page or paper that a reference names."""

    key: str
    title: str
    address: str | None


class Cited(_Shape):
    """Where something is stated."""

    reference: str = Field(description="A document or a page's key, and the place in it.")
    pages: list[Page]


class RuleWindow(Cited):
    """When applications are taken, as far as it is known."""

    first: str | None
    last: str | None
    says: Words


class RuleCondition(Cited):
    """A test that must hold."""

    condition: str
    says: Words
    exactly: Words = Field(description="The test itself, with the values of the day.")


class RuleJudgement(Cited):
    """What only a person can judge."""

    question: str
    says: Words


class RuleAward(Cited):
    """What is given."""

    award: str
    says: Words
    exactly: Words = Field(description="The formula, with the values of the day.")
    unit: str
    paid: bool = Field(description="Whether it adds to what is received.")


class RuleValue(Cited):
    """A dated value of a parameter."""

    value: str | bool | list[str] = Field(
        description="Exact text, a truth, a day, or a list of options."
    )
    says: Words
    when: Words
    possible_from: str | None = Field(
        description="First day on which it may have been in force; null when nobody knows."
    )
    from_: str = Field(alias="from", description="First day on which it surely was.")
    until: str | None = Field(
        description="Last day on which it surely was; null when no end is known."
    )
    possible_until: str | None
    confidence: Literal["high", "medium", "low"]


class RuleParameter(_Shape):
    """A value that changes over time."""

    parameter: str
    says: Words
    kind: str
    unit: str | None
    selected_by: Words = Field(description="The event whose day selects the value.")
    values: list[RuleValue]


class RuleThreshold(_Shape):
    """An answer at which something changes."""

    question: str
    field: str | None = Field(description="The field of the list's items, where it turns on one.")
    value: str
    unit: str | None
    where: str = Field(description="The condition or the award that changes there.")
    near: list[str] = Field(description="The possible answers just under, at and just over it.")
    first: str | None
    last: str | None
    parameters: list[str]
    weak: bool = Field(description="Whether a value of low confidence is behind it.")
    reference: str


class RuleStacking(Cited):
    """Whether it may be had beside another scheme."""

    other: str | None = Field(description="The other scheme; null for any other public money.")
    allowed: bool
    says: Words


class RuleApplying(Cited):
    """Where and how one applies."""

    says: Words
    address: str | None
    papers: list[Words]


class RuleKnown(Cited):
    """What is known beside the rule."""

    says: Words


class Rule(_Shape):
    """A scheme's rule."""

    rule_version: str = Field(description="SHA-256 of the rule.")
    confirmed: str = Field(description="The day on which its values were last found in force.")
    on: str = Field(description="The day whose values the words give.")
    also: list[str] = Field(description="Further entities that it covers.")
    window: RuleWindow | None
    conditions: list[RuleCondition] = Field(
        description="Empty where too little is published for a rule to run."
    )
    judgements: list[RuleJudgement]
    awards: list[RuleAward]
    parameters: list[RuleParameter]
    thresholds: list[RuleThreshold]
    stacking: list[RuleStacking]
    applying: RuleApplying | None
    known: list[RuleKnown]
    gaps: list[Words] = Field(description="What the sources leave open.")


class SchemeWithRule(Scheme):
    """A scheme with its rule."""

    rule_of: str | None = Field(
        description="The scheme whose rule covers it; null where none does."
    )
    rule: Rule | None


class Option(_Shape):
    """An option of a choice."""

    option: str
    says: Words


class Asking(_Shape):
    """How a question is asked, and what may be answered."""

    question: str = Field(description="Its name.")
    kind: Literal["truth", "number", "day", "choice", "items"]
    unit: str | None = Field(description="Of a number.")
    wording: Words
    why: Words | None
    noun: Words | None
    example: str | None
    low: str | None = Field(description="The least number, or the first day.")
    high: str | None = Field(description="The most, or the last day; of a list the most items.")
    step: str | None = Field(description="The distance between two neighbouring numbers.")
    options: list[Option] = Field(description="Of a choice.")
    fields: list[Asking] = Field(description="Of each item of a list.")
    register_: str | None = Field(
        alias="register", description="The entity whose register could answer."
    )
    group: str | None = Field(description="The group that it is asked together with.")
    judgement: bool = Field(description="Whether only a person can answer, such as a panel.")
    today: bool = Field(description="Whether the day of asking stands for a missing answer.")


class Question(Asking):
    """A question of the vocabulary."""

    asked_by: list[str] = Field(description="Schemes.")


class _Answer(_Shape):
    """What every answer about schemes and questions begins with."""

    pack: str
    pack_version: str = Field(description="SHA-256 of the pack's files.")
    as_of: str = Field(description="The day asked for; else that of the newest document.")


class _ListAnswer(_Answer):
    """A page of a list."""

    count: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the next page; null on the last.")


class SchemeAnswer(_Answer):
    """One scheme."""

    item: SchemeWithRule


class SchemeList(_ListAnswer):
    """Schemes."""

    items: list[Scheme]


class QuestionAnswer(_Answer):
    """One question."""

    item: Question


class QuestionList(_ListAnswer):
    """Questions, in the order in which rules ask them."""

    items: list[Question]


# ── A case ────────────────────────────────────────────────────────────────────────────────────

GivenAnswers = dict[str, Any]


def _answers() -> Any:
    return Field(
        description="A question's name, then its answer: true or false; a whole number, or a decimal as "
        'text; an amount of money in dollars as text ("1234.50") or in whole cents (123450, or '
        '{"cents": 123450}); a day (2024-10-31); an option\'s name; a list of objects; null where it is '
        "not known. Any other text for a number is refused."
    )


class DecideBody(_Shape):
    """A case."""

    answers: GivenAnswers = _answers()
    schemes: list[str] = Field(
        default=[],
        description="Ids or short names. Without it, every scheme whose rule runs.",
    )
    on: str | None = Field(default=None, description="The day of asking; without it today.")
    explain: bool = Field(default=True, description="Whether to give the reasons in words.")
    receipt: bool = Field(default=False, description="Whether to give a receipt of each decision.")


class DatedValue(_Shape):
    """A value that may have been in force."""

    value: str | bool | list[str]
    reference: str
    confidence: str
    from_: str = Field(alias="from")
    until: str | None


class UsedParameter(_Shape):
    """A parameter as it was read."""

    parameter: str
    says: Words
    unit: str | None
    days: list[str] = Field(description="The days, or intervals of days, that selected it.")
    values: list[DatedValue]
    any_other: bool = Field(description="Whether any other value may have been in force, too.")


class Sentence(_Shape):
    """A sentence, and below it those that it rests on."""

    says: Words
    holds: Standing | None
    reference: str | None
    confidence: str | None
    below: list[Sentence]


class Reason(_Shape):
    """A condition and what became of it; without `explain` its name and outcome alone."""

    condition: str
    holds: Standing
    says: Words | None = None
    reference: str | None = None
    answered: dict[str, Any] = Field(default={})
    missing: list[str] = Field(default=[])
    parameters: list[UsedParameter] = Field(default=[])
    because: list[Sentence] = Field(default=[])


class MoneyAwarded(_Shape):
    """The first award of money: what completions of the answers can come to."""

    low: str
    high: str | None = Field(description="Equal to `low` when exact; null when unbounded.")
    currency: str


class AwardGiven(_Shape):
    """An award, if the case is eligible."""

    award: str
    says: Words
    low: str
    high: str | None = Field(description="Null where nothing bounds it.")
    unit: str
    parameters: list[UsedParameter] = Field(default=[])
    because: list[Sentence] = Field(default=[])


class Change(_Shape):
    """One change of an answer, and what the decision then is."""

    question: str
    from_: Any = Field(alias="from")
    to: list[Any]
    becomes: Standing
    says: Words


class ApplyingNow(_Shape):
    """Where and how one applies."""

    says: Words
    address: str | None
    papers: list[Words]
    reference: str


class Decision(_Shape):
    """What a scheme's rule says of the case; what stands from `name` on comes with `explain`."""

    scheme: str
    on: str
    eligible: Standing
    subject_to: list[Words] = Field(description="What a person has yet to judge.")
    award: MoneyAwarded
    reasons: list[Reason]
    missing: list[str] = Field(description="The open questions that it still hangs on.")
    flags: list[str] = Field(
        description="not-yet, closed, assumed-today, unconfirmed, value-unknown, value-unsure, "
        "low-confidence, nothing-left or no-rule."
    )
    rule_version: str = Field(description="SHA-256 of the rule.")
    code: str
    awards: list[AwardGiven]
    outside: Words | None = Field(
        description="Why nothing was computed, where the case lies outside the scheme's window."
    )
    refused: list[Words] = Field(description="What a person judged against the case.")
    name: Words | None = None
    says: Words | None = None
    what_would_change: list[Change] = Field(default=[])
    flag_notes: list[Words] = Field(default=[])
    gaps: list[Words] = Field(default=[])
    applying: ApplyingNow | None = None
    receipt: str | None = Field(
        default=None, description="The receipt's text, where one was asked for: keep it as it is."
    )


class DecideAnswer(_Shape):
    """Decisions, in the order asked for."""

    pack: str
    on: str
    decisions: list[Decision]


# ── The interview ─────────────────────────────────────────────────────────────────────────────


class InterviewBody(_Shape):
    """What was answered so far."""

    answers: GivenAnswers = _answers()
    unknown: list[str] = Field(
        default=[], description="Questions answered with “I don't know”: they are not asked again."
    )
    on: str | None = Field(default=None, description="The day of asking; without it today.")


class Failing(_Shape):
    """A condition that nothing can fulfil any more."""

    condition: str
    says: Words
    reference: str


class AmountSoFar(_Shape):
    """What an award gives if the scheme fits."""

    award: str
    says: Words
    low: str
    high: str | None
    unit: str


class Prospect(_Shape):
    """What is known of a scheme so far."""

    scheme: str
    code: str
    name: Words
    standing: Literal["fits", "might-fit", "does-not-fit"]
    settled: bool = Field(description="Whether no answer that can still be asked for changes it.")
    failing: list[Failing]
    hangs_on: list[str]
    amounts: list[AmountSoFar]
    amounts_on: list[str]
    subject_to: list[Words]
    left_open: list[Failing] = Field(
        description="Conditions that stay open: the sources leave a value open, or a question is not known."
    )


class Step(_Shape):
    """What is asked together."""

    group: str | None
    asks: Words
    boxes: bool = Field(
        description="Whether it is answered by ticking, so that an unticked box is a no; else each is filled in."
    )
    questions: list[str]
    settles: str = Field(description="How many decisions and amounts it is expected to settle.")


class NextStep(Step):
    """The best next step, with its questions in full."""

    ask: list[Asking]


class Because(_Shape):
    """Why a scheme no longer hangs on a question."""

    scheme: str
    failing: str | None = Field(
        description="The condition that cannot be fulfilled; null when the question changes nothing."
    )


class Irrelevant(_Shape):
    """A question no answer of which changes anything."""

    question: str
    says: Words
    because: list[Because]


class InterviewAnswer(_Shape):
    """Where the interview stands."""

    pack: str
    on: str
    settled: bool
    schemes: list[Prospect]
    implied: dict[str, Any] = Field(description="Answers that follow from the given ones.")
    next: NextStep | None
    steps: list[Step] = Field(description="All that still matters, the best first.")
    moot: list[str] = Field(
        description="Questions that a scheme hangs on though no answer settles anything: the sources leave a value open."
    )
    irrelevant: list[Irrelevant]


# ── Whole tables ──────────────────────────────────────────────────────────────────────────────


class AssessBody(_Shape):
    """Many cases, column by column."""

    columns: dict[str, list[Any]] = Field(
        description="A question's name, then an answer a case; null where it is not known."
    )
    schemes: list[str] = Field(
        default=[], description="Ids or short names. Without it, every scheme whose rule runs."
    )
    on: str | None = Field(default=None, description="The day of asking; without it today.")


class AssessedAward(_Shape):
    """An award of every case, if it is eligible."""

    unit: str
    scale: int = Field(
        description="How many of the whole numbers make one of the unit: 100, so that money is in cents."
    )
    low: list[int | None] = Field(description="In hundredths of the unit, such as cents.")
    high: list[int | None] = Field(description="Null where nothing bounds it.")


class AssessedScheme(_Shape):
    """What a scheme's rule says of every case; null where a row was not answered."""

    scheme: str
    rule_version: str
    eligible: list[Standing | None]
    awards: dict[str, AssessedAward]


class BadCell(_Shape):
    """A cell that is no answer; its row is not computed."""

    row: int = Field(description="Counted from 1.")
    column: str = Field(description="Several, with commas, where answers contradict one another.")
    message: str
    says: Words | None


class AssessAnswer(_Shape):
    """Columns out of columns."""

    pack: str
    on: str
    rows: int
    refused_rows: int = Field(description="How many rows were not answered.")
    refused: list[BadCell] = Field(description="The first of the bad cells.")
    schemes: dict[str, AssessedScheme]


# ── Proofs and receipts ───────────────────────────────────────────────────────────────────────


class ProveBody(_Shape):
    """What to prove."""

    schemes: list[str] = Field(description="Ids or short names.")
    on: str | None = Field(
        default=None,
        description="The day on which some case must fit, and of which cliffs are listed.",
    )


class Cliff(_Shape):
    """Where one more step of an answer costs the award, or a part of it."""

    question: str
    below: str
    above: str
    because: str
    edge: Literal["fixed", "moving", "slope"]
    before: dict[str, str] | None
    after: dict[str, str] | None
    answers: dict[str, Any]


class Proof(_Shape):
    """One check of one scheme."""

    scheme: str
    code: str
    rule_version: str
    check: str
    about: str
    status: Literal["proved", "refuted", "not-proved"]
    says: Words
    counterexample: dict[str, Any] | None = Field(
        description="Answers that refute it, to be sent to /decide."
    )
    witness: dict[str, Any] | None
    supposed: dict[str, Any]
    cliffs: list[Cliff]
    milliseconds: float


class ProveAnswer(_Shape):
    """Proofs, scheme by scheme."""

    pack: str
    on: str
    proofs: list[Proof]


class ReplayBody(_Shape):
    """A receipt; or send the receipt itself as the body."""

    receipt: str = Field(description="The receipt's text, as it was given.")


class ReplayAnswer(_Shape):
    """A receipt computed again."""

    pack: str
    same: bool = Field(description="Whether every byte is the same.")
    says: Words = Field(description="That it is, or what is different.")
    receipt: str | None = Field(description="The receipt as it is computed today.")
