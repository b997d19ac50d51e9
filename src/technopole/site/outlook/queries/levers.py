"""What the page of levers shows: the levers, what becomes of the indicators, and what it all rests on.

NumPy comes with the model and is imported when it is asked for: its threads would not outlive the fork.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from technopole.evidence.measures import Good
from technopole.evidence.observations import Observation
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, Text
from technopole.outlook.tracks import Goal, Track, tracks_of
from technopole.plan.indicators import Indicator
from technopole.plan.packs import Pack
from technopole.site.outlook.asking import (
    ENDS,
    Asked,
    Shown,
    shown_coefficient,
    shown_lever,
)
from technopole.site.outlook.lever_chart import Drawing, drawing_of
from technopole.site.portal.kept import kept

if TYPE_CHECKING:
    from technopole.outlook.levers.answers import Answer, Fan, Outcome
    from technopole.outlook.levers.declared import Coefficient, Lever, Model, NotYet
    from technopole.outlook.levers.running import Range
    from technopole.outlook.levers.serving import Serving

__all__ = [
    "Background", "CoefficientRow", "Control", "OutcomePage", "background_of", "coefficient_rows",
    "controls_of", "facts_missing", "model_known", "outcome_of",
]  # fmt: skip

_BILLION: Final = 1e9


def model_known(pack: Pack) -> Model | NotYet | None:
    """The model as the pack knows it."""
    from technopole.outlook.levers.declared import model_of

    return kept(pack, "levers", lambda: model_of(pack))


def facts_missing(pack: Pack) -> tuple[Text, tuple[str, ...]] | None:
    """Why there is no model on a day, and the facts it waits for; None where there is one."""
    from technopole.outlook.levers.declared import NotYet

    model = model_known(pack)
    return (model.reason, model.facts) if isinstance(model, NotYet) else None


# ── Levers and assumptions, as fields ─────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Control:
    """A lever as the page shows it: what stands in its field, how far it goes, and why so far."""

    lever: Lever
    value: str
    unit: str
    least: str
    most: str
    step: str
    changed: bool
    fault: str


@dataclass(frozen=True, slots=True)
class End:
    """One of the three numbers of a range, as a field."""

    name: str
    value: str
    usual: str
    fault: str

    @property
    def said(self) -> str:
        """The number with marks between thousands."""
        number = float(self.usual)
        return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:,.6g}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class CoefficientRow:
    """A coefficient: its range as fields where it is assumed, as text where it follows from facts."""

    coefficient: Coefficient
    ends: tuple[End, ...]
    unit: str
    changed: bool


def controls_of(model: Model, asked: Asked, language: Language) -> tuple[Control, ...]:
    """The levers, in the pack's order."""
    found = []
    for lever in model.levers.values():
        shown = shown_lever(lever, language)
        fault = next((says for name, says in asked.faults if name == lever.id), "")
        value = shown.written(asked.levers.get(lever.id, 0.0))
        found.append(
            Control(
                lever, asked.typed.get(lever.id, "") if fault else value, shown.unit,
                shown.written(lever.least), shown.written(lever.most), shown.written(lever.step),
                lever.id in asked.levers, fault,
            )
        )  # fmt: skip
    return tuple(found)


def coefficient_rows(
    model: Model, asked: Asked, language: Language
) -> tuple[tuple[CoefficientRow, ...], tuple[CoefficientRow, ...]]:
    """The coefficients that may be assumed otherwise, and those that follow from facts."""
    rows = [_coefficient_row(one, asked, language) for one in model.coefficients.values()]
    return (
        tuple(row for row in rows if row.coefficient.assumed),
        tuple(row for row in rows if not row.coefficient.assumed),
    )


def _coefficient_row(one: Coefficient, asked: Asked, language: Language) -> CoefficientRow:
    shown = shown_coefficient(one, language)
    own = asked.assumed.get(one.id)
    faults = dict(asked.faults)
    ends = tuple(
        End(
            name=f"{one.id}.{end}",
            value=_in_field(f"{one.id}.{end}", shown, own, one, asked),
            usual=shown.usual(getattr(one, end)),
            fault=faults.get(f"{one.id}.{end}", ""),
        )
        for end in ENDS
    )
    return CoefficientRow(one, ends, shown.unit, own is not None)


def _in_field(name: str, shown: Shown, own: Range | None, one: Coefficient, asked: Asked) -> str:
    """What was typed, while something is faulty; else the reader's number, or the model's."""
    if asked.faults and asked.typed.get(name):
        return asked.typed[name]
    end = name.rpartition(".")[2]
    usual: float = getattr(one, end)
    value: float = usual if own is None else getattr(own, end)
    return shown.usual(value) if value == usual else shown.written(value)


# ── What becomes of the indicators ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Band:
    """A quantity in a year: its middle, and between what four draws of five lie."""

    median: float
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target whose year the model reaches, and the share of draws at or past it."""

    goal: Goal
    without: float
    with_levers: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a lever adds in the year that is looked at."""

    lever: Lever
    share: float
    alone: float
    length: int
    backwards: bool


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in the table of all."""

    indicator: Indicator
    goal: Goal | None
    without: Band
    with_levers: Band
    added: float
    shares: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class OutlayRow:
    """Public money of the levers in a year, HK$ billion."""

    year: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class OutcomePage:
    """What the model says of what was asked.

    year:    the one that tables look at: the last for which a target has a figure, else the last of all.
    targets: of the indicator that is looked at.
    whole:   what all levers add to it in that year; parts add up to it.
    """

    indicator: Indicator
    unit: Unit
    year: int
    moved: bool
    assumed: bool
    without: Band
    with_levers: Band
    targets: tuple[TargetRow, ...]
    whole: float
    parts: tuple[Part, ...]
    rows: tuple[IndicatorRow, ...]
    outlay: tuple[OutlayRow, ...]
    drawing: Drawing
    table: tuple[tuple[int, Band, Band], ...]
    levers_from: int


def tracks_known(pack: Pack) -> dict[str, Track]:
    """The tracks of all indicators, worked out once."""
    return kept(pack, "tracks", lambda: dict(tracks_of(pack)))


def answer_of(model: Model, asked: Asked) -> Answer:
    """What the model says. Raises Refused where the assumptions are impossible."""
    from technopole.outlook.levers.answers import ask

    return ask(model, asked.levers, assumed=asked.assumed)


def default_of(model: Model, pack: Pack) -> Answer:
    """What the model says with every lever at zero and nothing assumed otherwise."""
    from technopole.outlook.levers.answers import ask

    return kept(pack, "levers at zero", lambda: ask(model))


def outcome_of(model: Model, pack: Pack, asked: Asked, language: Language) -> OutcomePage:
    """What becomes of the indicators. Raises Refused where the assumptions are impossible."""
    answer = answer_of(model, asked) if asked.changed else default_of(model, pack)
    tracks = tracks_known(pack)
    outcome, track = answer.outcomes[asked.indicator], tracks[asked.indicator]
    year = _year_of(track, answer)
    at = answer.years.index(year)
    whole = outcome.whole[at]
    largest = max((abs(part.share[at]) for part in outcome.contributions), default=0.0)
    parts = tuple(
        Part(
            model.levers[part.lever], part.share[at], part.alone[at],
            round(1000 * abs(part.share[at]) / largest) if largest else 0, part.share[at] < 0,
        )
        for part in outcome.contributions
    )  # fmt: skip
    return OutcomePage(
        indicator=track.indicator,
        unit=track.indicator.unit,
        year=year,
        moved=bool(asked.levers),
        assumed=bool(asked.assumed),
        without=_band(outcome.default, at),
        with_levers=_band(outcome.pulled, at),
        targets=tuple(
            _target(goal, outcome, answer, track) for goal in _goals_within(track, answer)
        ),
        whole=whole,
        parts=parts,
        rows=tuple(_row(answer, tracks[name]) for name in answer.outcomes),
        outlay=_outlay(model, answer),
        drawing=drawing_of(outcome, answer.years, track, language, moved=bool(asked.levers)),
        table=tuple(
            (each, _band(outcome.default, place), _band(outcome.pulled, place))
            for place, each in enumerate(answer.years)
        ),
        levers_from=model.clock.levers_from,
    )


def _goals_within(track: Track, answer: Answer) -> tuple[Goal, ...]:
    return tuple(goal for goal in track.goals if goal.figure_year in answer.years)


def _year_of(track: Track, answer: Answer) -> int:
    years = [goal.figure_year for goal in _goals_within(track, answer) if goal.figure_year]
    return max(years, default=answer.years[-1])


def _band(fan: Fan, at: int) -> Band:
    return Band(fan.median[at], (fan.low[at], fan.high[at]))


def _target(goal: Goal, outcome: Outcome, answer: Answer, track: Track) -> TargetRow:
    year = goal.figure_year or answer.years[-1]
    good = track.indicator.good
    without, with_levers = outcome.reaching(
        answer.years.index(year), float(goal.value), Good.UP if good is Good.NONE else good
    )
    return TargetRow(goal, without, with_levers, with_levers >= 0.5)


def _row(answer: Answer, track: Track) -> IndicatorRow:
    outcome = answer.outcomes[track.indicator.id]
    year = _year_of(track, answer)
    at = answer.years.index(year)
    goal = next((goal for goal in _goals_within(track, answer) if goal.figure_year == year), None)
    shares = None
    if goal is not None:
        row = _target(goal, outcome, answer, track)
        shares = (row.without, row.with_levers)
    return IndicatorRow(
        track.indicator, goal, _band(outcome.default, at), _band(outcome.pulled, at),
        outcome.whole[at], shares,
    )  # fmt: skip


def _outlay(model: Model, answer: Answer) -> tuple[OutlayRow, ...]:
    return tuple(
        OutlayRow(
            year,
            *(
                ends[place] / _BILLION
                for ends in (answer.outlay.low, answer.outlay.median, answer.outlay.high)
            ),
        )
        for place, year in enumerate(answer.years)
        if year >= model.clock.levers_from
    )


# ── What it rests on ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Equation:
    """One of the model's equations in words."""

    name: Text
    says: str
    why: Text


@dataclass(frozen=True, slots=True)
class Background:
    """What an indicator's answer rests on: who serves it in the plan, and the equations.

    effects: the levers that move it, the strongest first, each with what it adds by the last year alone
             at its most.
    """

    serving: Serving | None
    effects: tuple[tuple[Lever, float, bool], ...]
    begins: tuple[Equation, ...]
    yearly: tuple[Equation, ...]
    facts: dict[str, Observation]


def background_of(model: Model, pack: Pack, indicator: str, language: Language) -> Background:
    """Who serves an indicator, and the equations, worked out once."""
    return kept(
        pack,
        ("levers behind", indicator, language),
        lambda: _background(model, pack, indicator, language),
    )


def _background(model: Model, pack: Pack, indicator: str, language: Language) -> Background:
    from technopole.outlook.levers.serving import serving

    found = serving(pack.indicators[indicator], pack, model)
    effects = found.levers if found else ()
    begins, yearly = kept(
        pack, ("levers' equations", language), lambda: _equations(model, language)
    )
    return Background(
        found,
        tuple((moving.lever, moving.effect, moving.helps) for moving in effects),
        begins,
        yearly,
        dict(pack.evidence.observations),
    )


def _equations(
    model: Model, language: Language
) -> tuple[tuple[Equation, ...], tuple[Equation, ...]]:
    from technopole.outlook.levers.equations import QUANTITIES
    from technopole.outlook.levers.formulas import formulas, say_formula

    words = {
        **{name: one.name for name, one in model.coefficients.items()},
        **{name: one.name for name, one in model.levers.items()},
    }
    first, yearly = (
        tuple(
            Equation(
                QUANTITIES[name].name, say_formula(formula, words, language), QUANTITIES[name].why
            )
            for name, formula in some.items()
        )
        for some in (formulas().first, formulas().yearly)
    )
    return first, yearly
