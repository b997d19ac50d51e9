"""The public record of each thing of the outlook, as `technopole.evidence.records` has it for facts.

Figures are text, exact as stated. What is estimated (a chance, an interval, a drawn path) is a number,
rounded to what the draws can carry: more digits would claim what nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from technopole.evidence.observations import Observation
from technopole.evidence.records import NameOf, Record, exact_text, text_record, time_record
from technopole.outlook.deliverables import Deliverable
from technopole.outlook.forecast import LEVELS, Chance, Forecast
from technopole.outlook.histories import NotForecast
from technopole.outlook.methods.method import Component, Verdict
from technopole.outlook.overview import GoalOutlook, Outlook
from technopole.outlook.requirements import CatchUp, Pace, Requirement
from technopole.outlook.roots import Exact, rounded
from technopole.outlook.tracks import LeftOut, Point, Track

if TYPE_CHECKING:  # only the shapes: who has one to record has loaded them already
    from technopole.outlook.backtest import Case
    from technopole.outlook.budgets import Budget, Cost, Exhaustion, Span, Stretch

__all__ = ["PLACES", "budget_record", "case_record", "outlook_record"]

PLACES: Final = 6
"""Decimal places of growth rates."""
_CHANCE_PLACES: Final = 5
"""As the paths give it (four thousand: steps of 0.00025), so that who says it rounds once."""
_DIGITS: Final = 4


def outlook_record(outlook: Outlook) -> Record:
    """One indicator's outlook. Up to `targets` the keys are those that `technopole outlook` promises."""
    track, panel = outlook.track, outlook.panel
    indicator = track.indicator
    return {
        "indicator": indicator.id,
        "latest": _point_record(track.latest, track) if track.latest else None,
        "verdicts": [_verdict_record(verdict) for verdict in panel.verdicts],
        "targets": [
            *(_goal_record(goal) for goal in outlook.goals),
            *(_deliverable_record(deliverable) for deliverable in panel.deliverables),
        ],
        "name": text_record(indicator.name),
        "set": indicator.set.value,
        "unit": indicator.unit.id,
        "good": indicator.good.value,
        "on": panel.on.isoformat(),
        "base": _point_record(panel.base, track) if panel.base else None,
        "base_reason": text_record(panel.base_reason),
        "points": [_point_record(point, track) for point in track.points],
        "left_out": [_left_out_record(left) for left in track.left_out],
        "definition": text_record(indicator.note),
        "note": text_record(track.note),
        "tensions": [tension.id for tension in track.tensions],
        "forecast": _forecast_record(outlook.forecast),
    }


def _point_record(point: Point, track: Track) -> Record:
    return {
        "year": point.year,
        "value": exact_text(point.value),
        "unit": "percent" if track.indicator.unit.holds == "ratio" else track.indicator.unit.id,
        "fact": point.observation.id,
        "as_at": time_record(point.observation.as_at),
    }


def _left_out_record(left: LeftOut) -> Record:
    return {"fact": left.observation.id, "reason": text_record(left.reason)}


def _verdict_record(verdict: Verdict) -> Record:
    goal, method = verdict.goal, verdict.method
    return {
        "method": method.id,
        "agency": text_record(method.agency),
        "year_named": goal.year_named if goal else None,
        "figure_year": goal.figure_year if goal else None,
        "assessed": verdict.assessed,
        "grade": verdict.grade.id if verdict.grade else None,
        "words": text_record(verdict.grade.words) if verdict.grade else None,
        "course": verdict.course.value if verdict.course else None,
        "reason": text_record(verdict.reason),
        "components": [_component_record(component) for component in verdict.components],
        "departures": [text_record(departure) for departure in verdict.departures],
        "certain": method.certain,
        "facts": list(verdict.facts),
    }


def _component_record(component: Component) -> Record:
    return {
        "id": component.id,
        "name": text_record(component.name),
        "value": component.text(),
        "exact": component.exact,
        "holds": component.holds.value,
    }


def _goal_record(outlook: GoalOutlook) -> Record:
    goal, chance = outlook.goal, outlook.chance
    return {
        "year_named": goal.year_named,
        "figure_year": goal.figure_year,
        "value": exact_text(goal.value),
        "chance": _rounded_chance(chance.chance if chance else None),
        "interval": [_rough(end) for end in chance.interval]
        if chance and chance.interval
        else None,
        "required": _requirement_record(outlook.requirement, chance),
        "fact": goal.point.observation.id,
        "standing": outlook.panel.standing.value,
        "words": text_record(outlook.panel.words),
        "median": None if chance is None or chance.median is None else _rough(chance.median),
        "chance_about": _rounded_chance(chance.eased if chance else None),
        "met": chance.met if chance else None,
        "why_no_chance": text_record(chance.why) if chance else None,
        "difference": text_record(outlook.panel.difference),
    }


def _requirement_record(requirement: Requirement | None, chance: Chance | None) -> Record | None:
    """What is still to be done; `place` is the share of likely drifts that would not do."""
    if requirement is None:
        return None
    place = chance.requirement.place if chance and chance.requirement else None
    return {
        "met": requirement.met,
        "left": exact_text(requirement.left),
        "years_left": _years_number(requirement.years_left),
        "amount_a_year": None if requirement.amount is None else exact_text(requirement.amount),
        "growth_a_year": _growth_text(requirement.growth),
        "achieved": _pace_record(requirement.achieved),
        "best_amount": _pace_record(requirement.best_amount),
        "best_growth": _pace_record(requirement.best_growth),
        "catch_up_by_amount": _catch_up_record(requirement.by_amount),
        "catch_up_by_growth": _catch_up_record(requirement.by_growth),
        "place": _rounded_chance(place),
        "facts": list(requirement.facts),
    }


def _years_number(years: Fraction | None) -> int | float | None:
    """Whole years as such, others to two places."""
    if years is None:
        return None
    return int(years) if years.denominator == 1 else float(rounded(years, 2))


def _pace_record(pace: Pace | None) -> Record | None:
    if pace is None:
        return None
    return {
        "years": [pace.first.year, pace.last.year],
        "amount_a_year": exact_text(pace.amount),
        "growth_a_year": _growth_text(pace.growth),
        "facts": list(pace.facts),
    }


def _catch_up_record(catch_up: CatchUp) -> Record:
    return {"year": catch_up.year, "reason": text_record(catch_up.reason)}


def _growth_text(growth: Exact | Fraction | None) -> str | None:
    return None if growth is None else f"{rounded(growth, PLACES):f}"


def _deliverable_record(deliverable: Deliverable) -> Record:
    """A target that is a date: nothing of it is forecast."""
    days = deliverable.point.observation.figure.days()
    return {
        "year_named": deliverable.point.year_named,
        "figure_year": deliverable.deadline.year if deliverable.deadline else None,
        "value": time_record(days),
        "chance": None,
        "interval": None,
        "required": None,
        "fact": deliverable.point.observation.id,
        "standing": deliverable.state.value,
        "words": text_record(deliverable.words),
        "deadline": deliverable.deadline.isoformat() if deliverable.deadline else None,
        "facts": list(deliverable.facts),
    }


def _forecast_record(forecast: Forecast | NotForecast | None) -> Record | None:
    if forecast is None:
        return None
    if isinstance(forecast, NotForecast):
        return {"n": forecast.n, "reason": text_record(forecast.reason)}
    return {
        "n": forecast.n,
        "knowledge": text_record(forecast.knowledge),
        "levels": list(LEVELS),
        "years": [
            {"year": year, "values": [_rough(value) for value in fan]}
            for year, fan in zip(forecast.years, forecast.fan, strict=True)
        ],
        **{
            name: _rough(value) if isinstance(value, float) else value
            for name, value in forecast.stated().items()
        },
    }


def case_record(case: Case) -> Record:
    """A forecast of an earlier day beside the figure that came."""
    return {
        "indicator": case.id,
        "as_of": case.as_of.isoformat(),
        "newest_year": case.origin,
        "year": case.year,
        "n": case.n,
        "median": _rough(case.median),
        "interval_50": [_rough(end) for end in case.fifty],
        "interval_80": [_rough(end) for end in case.eighty],
        "interval_95": [_rough(end) for end in case.ninety_five],
        "actual": _rough(case.actual),
        "held_by_80": case.held,
        "crps": _rough(case.crps),
        "crps_no_change": _rough(case.no_change),
    }


def budget_record(budget: Budget, name_of: NameOf) -> Record:
    """A scheme's money: set aside, used, its pace, until when, and what a result cost."""
    watch, use = budget.watch, budget.use
    return {
        "entity": watch.entity,
        "name": text_record(name_of(watch.entity)),
        "set_aside": _span_record(budget.set_aside),
        "set_aside_facts": [fact.id for fact in budget.sums],
        "taken_out": [_figure_record(figure) for figure in budget.taken_out],
        "unit": _unit(budget),
        "used_as": use.measure or None,
        "used": [_figure_record(figure) for figure in use.figures],
        "stretches": [_stretch_record(stretch) for stretch in use.stretches],
        "used_up": _exhaustion_record(use.exhaustion),
        "costs": [_cost_record(cost) for cost in use.costs],
        "note": text_record(watch.note),
    }


def _unit(budget: Budget) -> str | None:
    figures: Iterable[Observation] = (*budget.sums, *budget.use.figures)
    return next((figure.figure.unit.id for figure in figures), None)


def _span_record(span: Span | None) -> Record | None:
    if span is None:
        return None
    return {
        "stated": _cents(span.stated),
        "least": None if span.least is None else _cents(span.least),
        "most": None if span.most is None else _cents(span.most),
    }


def _cents(amount: Fraction) -> str:
    """To the cent, for a quotient has no end of digits."""
    return f"{rounded(amount, 2):f}"


def _figure_record(figure: Observation) -> Record:
    return {"fact": figure.id, "value": figure.figure.text, "as_at": time_record(figure.as_at)}


def _stretch_record(stretch: Stretch) -> Record:
    return {
        "since": stretch.since.last.isoformat(),
        "until": stretch.until.last.isoformat(),
        "amount": _span_record(stretch.amount),
        "a_year": _span_record(stretch.a_year),
        "facts": [fact.id for fact in (stretch.before, stretch.after) if fact is not None],
    }


def _exhaustion_record(out: Exhaustion) -> Record:
    return {
        "day": out.day.isoformat() if out.day else None,
        "earliest": out.earliest.isoformat() if out.earliest else None,
        "latest": out.latest.isoformat() if out.latest else None,
        "left": _span_record(out.left),
        "a_year": _span_record(out.a_year),
        "pace_fact": out.pace.id if out.pace else None,
        "changes_of_pace": out.changes,
        "caution": text_record(out.caution),
        "why_not": text_record(out.why_not) if out.why_not else None,
    }


def _cost_record(cost: Cost) -> Record:
    return {
        "measure": cost.measure,
        "each": _span_record(cost.each),
        "facts": [fact.id for fact in (cost.money, cost.count) if fact is not None],
        "why_not": text_record(cost.why_not) if cost.why_not else None,
    }


def _rounded_chance(chance: float | None) -> float | None:
    return None if chance is None else round(chance, _CHANCE_PLACES)


def _rough(value: float) -> float:
    """To four significant digits."""
    return float(f"{value:.{_DIGITS}g}")
