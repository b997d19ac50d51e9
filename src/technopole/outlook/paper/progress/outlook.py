"""The outlook of the development indicators: what the methods say, and the chance of each target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from technopole.outlook.methods.method import Course
from technopole.outlook.overview import GoalOutlook, Outlook
from technopole.outlook.paper.composing import Composer, column, noted_once, only, paragraph
from technopole.outlook.paper.document import Cell, Section, Table, cell
from technopole.outlook.paper.references import (
    CountReference,
    EstimateReference,
    NumberingReference,
    Part,
    chance_of,
    interval_of,
    joined,
    sentence,
    share_in_range,
)
from technopole.outlook.paper.words import Message
from technopole.plan.indicators import IndicatorSet

__all__ = ["outlook_section", "standing_words"]

_COURSES: Final = {
    Course.REACHED: Message.of("reached", "已達標"),
    Course.ON_COURSE: Message.of("on course", "進度足夠"),
    Course.BEHIND: Message.of("behind", "進度落後"),
    Course.STILL: Message.of("standing still", "停滯"),
    Course.AWAY: Message.of("moving away", "背道而行"),
}
_NONE_ANSWERS: Final = Message.of("none can say", "無法評定")
_NO_CHANCE: Final = Message.of("not forecast", "不作預測")
_TABLE: Final = "table-outlook"


def outlook_section(composer: Composer) -> Iterator[Section]:
    """Where the development indicators are heading; none where there are none."""
    outlooks = [
        each
        for each in composer.outlooks.values()
        if each.track.indicator.set is IndicatorSet.DEVELOPMENT
    ]
    rows = [row for each in outlooks for row in _rows(composer, each)]
    if not rows:
        return
    yield Section(
        "outlook",
        sentence("Outlook", "展望"),
        (
            paragraph(
                sentence(
                    "{table} sets what official methods of measuring progress make of each target beside the "
                    "chance that it is reached. The methods are those of statistical offices; each looks "
                    "only at how fast an indicator has moved against how fast it has to.",
                    "{table}並列各項目標按官方進度量度方法所得的評定，以及達標的機會。這些方法由統計機構訂立，"
                    "只比較指標至今的變動速度與所需速度。",
                    table=NumberingReference(_TABLE),
                ),
                sentence(
                    "The chance is the share of simulated paths that reach the target in the year whose "
                    "figure counts, and the range holds the middle {share} of them. Both rest on few figures, "
                    "whose number stands beside them: where there are few, the range is wide and the chance "
                    "no more than a hint.",
                    "機會指在計算年份達到目標的模擬路徑所佔比例，範圍則涵蓋居中{share}的路徑。兩者只建基於少量數字，"
                    "其數目一併列出；數字愈少，範圍愈闊，機會只宜作提示。",
                    share=share_in_range(),
                ),
            ),
            Table(
                _TABLE,
                sentence("Targets, methods and chances", "目標、量度方法及機會"),
                (
                    column("Indicator", "指標", 9),
                    column("Figures", "已知數字", 3, right=True),
                    column("Target", "目標", 6, right=True),
                    column("Methods", "量度方法", 7),
                    column("Chance", "機會", 4, right=True),
                    column("Likely range", "可能範圍", 7, right=True),
                ),
                tuple(rows),
            ),
        ),
    )


def _rows(composer: Composer, outlook: Outlook) -> Iterator[tuple[Cell, ...]]:
    for index, goal in enumerate(outlook.goals):
        name = cell(composer.numbered_name(outlook.track.indicator)) if index == 0 else cell()
        count = CountReference(tuple(p.observation.id for p in outlook.track.points), digits=True)
        target: list[Part] = [composer.fact(goal.goal.point.observation)]
        if goal.goal.figure_year is not None:
            target.append(composer.year(goal.goal.figure_year, goal.goal.point.observation))
        row = (
            name,
            cell(count) if index == 0 else cell(),
            cell(*target),
            cell(standing_words(goal)),
            cell(chance_of(outlook, goal) or only(_NO_CHANCE)),
            _range(interval_of(outlook, goal)),
        )
        yield noted_once(row) if index == 0 else row


def _range(interval: tuple[EstimateReference, EstimateReference] | None) -> Cell:
    if interval is None:
        return cell()
    low, high = interval
    return cell(sentence("{low} to {high}", "{low}至{high}", low=low, high=high))


def standing_words(goal: GoalOutlook) -> Part:
    """What the methods make of a target, each course with how many of them take it."""
    told: dict[Course, list[str]] = {}
    for verdict in goal.panel.verdicts:
        if verdict.course is not None:
            told.setdefault(verdict.course, []).append(verdict.method.id)
    parts = [
        sentence(
            "{course} ({count})",
            "{course}（{count}）",
            course=only(_COURSES[course]),
            count=CountReference(tuple(told[course]), digits=True),
        )
        for course in Course
        if course in told
    ]
    return _listed(parts)


def _listed(parts: Sequence[Part]) -> Part:
    return joined(parts) if parts else only(_NONE_ANSWERS)
