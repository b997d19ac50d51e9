"""The rules as variables: a question is an input; what a scheme's rule says of it is computed.

A scheme's variables begin with its short name: `nifs_eligible`, one for each condition
(`nifs_incorporated`), and three for each award: `nifs_grant`, and its bounds `nifs_grant_low` and
`nifs_grant_high` where answers are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Text
from technopole.rules.language import Award, Condition, Scheme
from technopole.rules.nodes import Kind, Parameter, Question, walk
from technopole.rules.parameters import DatedValue, candidates
from technopole.rules.readers.decide import AwardRange, Decision, Eligible
from technopole.rules.records import answer_record
from technopole.rules.rulebook import Rulebook
from technopole.site.support.rules import rulebook_of

__all__ = [
    "ENTITIES", "ENTITY", "System", "Variable", "What", "as_number", "history", "plain_value", "prefix_of",
    "system_of",
]  # fmt: skip

ENTITY: Final = "applicant"
ENTITIES: Final = "applicants"


class What(Enum):
    """What a variable is."""

    QUESTION = auto()
    ELIGIBLE = auto()
    CONDITION = auto()
    AWARD = auto()
    LOW = auto()
    HIGH = auto()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable; of an input the question, of what is computed the scheme and its part."""

    id: str
    what: What
    says: Text
    question: Question | None = None
    scheme: Scheme | None = None
    condition: Condition | None = None
    award: Award | None = None

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that it looks at itself, in the order in which its rule does."""
        part = self.condition.test if self.condition else self.award.value if self.award else None
        found = () if part is None else (n for n in walk(part) if isinstance(n, Question))
        return tuple(dict.fromkeys(found))

    def value(self, decision: Decision) -> Any:
        """What a decision says of it; None when nobody can say."""
        match self.what:
            case What.ELIGIBLE:
                return _truth(decision.eligible)
            case What.CONDITION:
                holds = (r.holds for r in decision.reasons if r.condition is self.condition)
                return _truth(next(holds, Eligible.UNKNOWN))
            case _:
                return self._amount(decision)

    def _amount(self, decision: Decision) -> int | float | str | None:
        if decision.eligible is Eligible.NO:
            return 0
        assert self.award is not None  # noqa: S101  it is an award's
        given = next(award for award in decision.awards if award.name == self.award.name)
        low, high = _bounds(given, decision.eligible)
        match self.what:
            case What.LOW:
                return as_number(low)
            case What.HIGH:
                return None if high is None else as_number(high)
            case _:
                return as_number(low) if low == high else None


def _bounds(award: AwardRange, eligible: Eligible) -> tuple[Fraction, Fraction | None]:
    """What completions of the answers come to: nothing, too, where the case may not fit."""
    return (award.low if eligible is Eligible.YES else Fraction(0), award.high)


def _truth(eligible: Eligible) -> bool | None:
    return {Eligible.YES: True, Eligible.NO: False}.get(eligible)


def as_number(value: Fraction) -> int | float | str:
    """The number as JSON has it, where that is exact; else the fraction as text, such as "1/3"."""
    if value.denominator == 1:
        return int(value)
    exact = exact_decimal(value)
    if exact is not None:
        near = float(exact)
        if repr(near) == exact:
            return near
    return exact or f"{value.numerator}/{value.denominator}"


@dataclass(frozen=True)
class System:
    """Every variable and parameter of a rulebook, by the name that users of OpenFisca give it."""

    book: Rulebook
    variables: Mapping[str, Variable]
    parameters: Mapping[str, tuple[Scheme, Parameter]]


@lru_cache(maxsize=2)
def system_of(pack_id: str) -> System:
    """The variables and parameters of a pack's rules."""
    book = rulebook_of(pack_id)
    found: dict[str, Variable] = {}
    for variable in (*_inputs(book), *(v for s in book.executable for v in _computed(s))):
        if variable.id in found:
            raise ValueError(f"Two variables are called {variable.id}. Name a condition otherwise.")
        found[variable.id] = variable
    parameters = {
        f"{prefix_of(scheme)}.{parameter.name}": (scheme, parameter)
        for scheme in book.executable
        for parameter in scheme.parameters
    }
    return System(book, found, parameters)


def prefix_of(scheme: Scheme) -> str:
    """What the names of a scheme's variables begin with."""
    return scheme.code.lower().replace("-", "_")


def _inputs(book: Rulebook) -> Iterator[Variable]:
    for question in book.questions:
        about = question.about
        yield Variable(question.name, What.QUESTION, about.noun or about.wording, question=question)


def _computed(scheme: Scheme) -> Iterator[Variable]:
    prefix, name = prefix_of(scheme), scheme.name
    yield Variable(
        f"{prefix}_eligible", What.ELIGIBLE,
        Text(f"{name.en}: the facts fit", f"{name.zh_hant}：事實符合"), scheme=scheme,
    )  # fmt: skip
    for condition in scheme.conditions:
        yield Variable(
            f"{prefix}_{condition.name}", What.CONDITION, condition.says,
            scheme=scheme, condition=condition,
        )  # fmt: skip
    for award in scheme.awards:
        for what, ending, en, zh_hant in (
            (What.AWARD, "", "", ""),
            (What.LOW, "_low", " (at least)", "（至少）"),
            (What.HIGH, "_high", " (at most)", "（至多）"),
        ):
            says = Text(
                f"{award.says.en.rstrip('.')}{en}", f"{award.says.zh_hant.rstrip('。')}{zh_hant}"
            )
            yield Variable(
                f"{prefix}_{award.name}{ending}", what, says, scheme=scheme, award=award
            )  # fmt: skip


def history(parameter: Parameter) -> dict[str, Any]:
    """A parameter's values by the day from which each holds; null from where it is not known which does."""
    days = sorted({day for dated in parameter.values for day in _edges(dated)})
    found: dict[str, Any] = {}
    last: Any = None
    for day in days:
        certain = candidates(parameter.values, day, day).certain
        value = None if certain is None else plain_value(certain, parameter)
        if value != last:
            found[day.isoformat()] = last = value
    return found


def _edges(dated: DatedValue) -> Iterator[date]:
    """The days on which what is known of a value changes."""
    yield from (day for day in (dated.possible_from, dated.sure_from) if day is not None)
    for day in (dated.sure_until, dated.possible_until):
        if day is not None:
            yield day + timedelta(days=1)


def plain_value(dated: DatedValue, parameter: Parameter) -> Any:
    """A parameter's value as JSON has it."""
    value = dated.value
    if parameter.kind is Kind.NUMBER:
        assert isinstance(value, Fraction)  # noqa: S101  parameters are typed
        return as_number(value)
    return sorted(value) if isinstance(value, frozenset) else answer_record(value)
