"""Everything that a figure's own small card says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.figures import Figure, Interval, Number, Qualifier
from technopole.evidence.measures import Measure
from technopole.evidence.observations import Observation
from technopole.evidence.series import Series
from technopole.evidence.sources import Source
from technopole.evidence.wording import Language, say_amount, say_qualifier, say_unit
from technopole.plan.packs import Pack
from technopole.plan.register import Entity

__all__ = [
    "Bounds",
    "FigureCard",
    "figure_card",
    "say_bounds",
    "say_figure",
    "say_series",
    "short_name",
]


@dataclass(frozen=True)
class FigureCard:
    """A figure with what its disclosure shows.

    others:   the statements of the same series and time in other places, each with its document.
    passage:  the lines of the reader's own copy, proved by hash; None when there is no such copy.
    """

    observation: Observation
    subject: Entity
    measure: Measure
    source: Source
    others: Sequence[tuple[Observation, Source]]
    disputes: Sequence[Contradiction | Tension]
    passage: str | None

    @property
    def series(self) -> str:
        """The id of the series that the figure belongs to."""
        return f"{self.observation.subject}.{self.observation.measure}"


def figure_card(
    pack: Pack, observation: Observation, passage: Sequence[str] | None = None
) -> FigureCard:
    """The card of an observation that the pack knows."""
    evidence = pack.evidence
    series = evidence.series[f"{observation.subject}.{observation.measure}"]
    point = next(p for p in series.points(observation.kind) if observation in p.vintages)
    return FigureCard(
        observation=observation,
        subject=pack.register.entities[observation.subject],
        measure=evidence.measures[observation.measure],
        source=evidence.sources[observation.source],
        others=tuple(
            (other, evidence.sources[other.source])
            for other in point.vintages
            if other.id != observation.id
        ),
        disputes=evidence.disputes.get(observation.id, ()),
        passage=None if passage is None else "\n".join(passage),
    )


def say_figure(figure: Figure, language: Language) -> str:
    """The figure as plain text: "over HK$ 460 million", "逾56條"."""
    gap = "" if language == "zh-hant" or figure.unit.id in ("percent", "per_mille") else " "
    qualifier, unit = say_qualifier(figure, language), say_unit(figure, language)
    words = say_amount(figure, language) + (f"{gap}{unit}" if unit else "")
    if not qualifier:
        return words
    return f"{qualifier}{words}" if language == "zh-hant" else f"{qualifier} {words}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and highest value that a figure's words allow, and whether an end is itself excluded."""

    low: str
    high: str
    low_open: bool
    high_open: bool


def say_bounds(figure: Figure, language: Language) -> Bounds | None:
    """What the words of a figure allow; None where a qualifier bounds one side only."""
    if figure.qualifier not in (Qualifier.ABOUT, Qualifier.OVER, Qualifier.NEARLY):
        return None
    interval = figure.interval()
    if interval is None or not isinstance(figure.value, Number):
        return None
    return _bounds(interval, figure, language)


def _bounds(interval: Interval, figure: Figure, language: Language) -> Bounds | None:
    if interval.low is None or interval.high is None:
        return None
    ends = []
    for end in (interval.low, interval.high):
        whole = Figure(str(end), Number(end, end, figure.value.step), figure.unit, Qualifier.EXACT)  # type: ignore[union-attr]
        ends.append(say_figure(whole, language))
    return Bounds(ends[0], ends[1], interval.low_open, interval.high_open)


def short_name(source: Source, language: Language) -> str:
    """The source as a mark beside a figure names it: "2023 paper", "《藍圖》"."""
    short = source.short.in_language(language)
    return short.removeprefix("the ") if language == "en" else short


def say_series(series: Series, pack: Pack, language: Language) -> str:
    """A series by the names of its measure and its subject, as plain text."""
    measure = pack.evidence.measures[series.measure].name.in_language(language)
    subject = pack.register.entities[series.subject].name.in_language(language)
    return f"{subject}：{measure}" if language == "zh-hant" else f"{subject}: {measure}"
