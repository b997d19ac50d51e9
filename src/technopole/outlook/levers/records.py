"""The public record of the levers' model and of its answers, shared by all who give them away.

What is drawn is a number, to as many digits as its parts need to add up; figures of documents are text.
"""

from __future__ import annotations

from typing import Final

from technopole.evidence.measures import Good
from technopole.evidence.records import Record, exact_text, text_record
from technopole.evidence.wording import Text
from technopole.outlook.levers.answers import Answer, Fan, Outcome
from technopole.outlook.levers.declared import Coefficient, Lever, Model
from technopole.outlook.levers.equations import QUANTITIES, STOCKS
from technopole.outlook.levers.formulas import Formula, formulas, say_formula
from technopole.outlook.tracks import Track, track_of
from technopole.plan.packs import Pack

__all__ = ["answer_record", "model_record", "targets_within"]

_DIGITS: Final = 10
_ROUGH: Final = 4


def model_record(model: Model) -> Record:
    """The model: its years, levers, coefficients, equations in words, and what it cannot say."""
    words = {
        **{name: one.name for name, one in model.coefficients.items()},
        **{name: one.name for name, one in model.levers.items()},
    }
    equations = formulas()
    return {
        "start": model.clock.start,
        "known_until": model.clock.seen_until,
        "levers_from": model.clock.levers_from,
        "end": model.clock.end,
        "levers": [_lever_record(lever) for lever in model.levers.values()],
        "coefficients": [_coefficient_record(one) for one in model.coefficients.values()],
        "stocks": [
            {
                "stock": name,
                "inflows": list(stock.inflows),
                "outflows": list(stock.outflows),
            }
            for name, stock in STOCKS.items()
        ],
        "equations": [
            _equation_record(name, formula, words, at_start=at_start)
            for at_start, some in ((True, equations.first), (False, equations.yearly))
            for name, formula in some.items()
        ],
        "shows": [
            {"indicator": shown.indicator, "quantity": shown.quantity, "factor": shown.factor}
            for shown in model.shows.values()
        ],
        "limits": [text_record(text) for text in model.limits],
    }


def _lever_record(lever: Lever) -> Record:
    return {
        "lever": lever.id,
        "name": text_record(lever.name),
        "unit": lever.unit,
        "least": lever.least,
        "most": lever.most,
        "step": lever.step,
        "reason": text_record(lever.reason),
        "nodes": list(lever.nodes),
        "entities": list(lever.entities),
        "facts": [fact.id for fact in lever.facts],
    }


def _coefficient_record(one: Coefficient) -> Record:
    return {
        "coefficient": one.id,
        "name": text_record(one.name),
        "unit": one.unit,
        "low": _number(one.low),
        "middle": _number(one.middle),
        "high": _number(one.high),
        "assumed": one.assumed,
        "worked_out": [written.text for written in one.written],
        "reason": text_record(one.reason),
        "facts": [fact.id for fact in one.facts],
    }


def _equation_record(
    name: str, formula: Formula, words: dict[str, Text], *, at_start: bool
) -> Record:
    quantity = QUANTITIES[name]
    return {
        "quantity": name,
        "name": text_record(quantity.name),
        "unit": quantity.unit,
        "at_start": at_start,
        "equation": {
            "en": say_formula(formula, words, "en"),
            "zh_hant": say_formula(formula, words, "zh-hant"),
        },
        "why": text_record(quantity.why),
    }


def answer_record(answer: Answer, pack: Pack) -> Record:
    """What the model says of a setting of levers: every indicator without and with them."""
    return {
        "levers": dict(answer.settings),
        "draws": answer.draws,
        "seed": answer.seed,
        "years": list(answer.years),
        "public_money": _fan_record(answer.outlay, _ROUGH),
        "indicators": [
            _outcome_record(outcome, answer, track_of(pack.indicators[name], pack.evidence))
            for name, outcome in answer.outcomes.items()
        ],
    }


def _outcome_record(outcome: Outcome, answer: Answer, track: Track) -> Record:
    return {
        "indicator": outcome.indicator,
        "without": _fan_record(outcome.default, _ROUGH),
        "with": _fan_record(outcome.pulled, _ROUGH),
        "added": [_number(value) for value in outcome.whole],
        "contributions": [
            {
                "lever": part.lever,
                "share": [_number(value) for value in part.share],
                "alone": [_number(value) for value in part.alone],
            }
            for part in outcome.contributions
        ],
        "targets": targets_within(outcome, answer, track),
    }


def targets_within(outcome: Outcome, answer: Answer, track: Track) -> list[Record]:
    """The targets whose year the model reaches, with the share of draws at or past each.

    A share of what was assumed, not a measured chance.
    """
    good: Good = track.indicator.good
    found = []
    for goal in track.goals:
        year = goal.figure_year
        if year not in answer.years or good not in (Good.UP, Good.DOWN):
            continue
        without, with_levers = outcome.reaching(answer.years.index(year), float(goal.value), good)
        found.append(
            {
                "fact": goal.point.observation.id,
                "year_named": goal.year_named,
                "figure_year": year,
                "value": exact_text(goal.value),
                "without": without,
                "with": with_levers,
            }
        )
    return found


def _fan_record(fan: Fan, digits: int) -> Record:
    return {
        name: [float(f"{value:.{digits}g}") for value in values]
        for name, values in (("low", fan.low), ("median", fan.median), ("high", fan.high))
    }


def _number(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
