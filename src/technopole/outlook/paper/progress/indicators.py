"""The development indicators as a table and as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopole.evidence.periods import Period
from technopole.outlook.paper.charts import drawing_of, is_cut
from technopole.outlook.paper.composing import (
    Composer,
    paragraph,
)
from technopole.outlook.paper.document import (
    Gallery,
    Paragraph,
    Picture,
    Section,
)
from technopole.outlook.paper.progress.keys import (
    INDICATORS,
)
from technopole.outlook.paper.references import (
    DateReference,
    NumberingReference,
    Part,
    Sentence,
    band_ends_of,
    joined,
    sentence,
    share_in_range,
    without_notes,
)
from technopole.plan.indicators import Indicator, IndicatorSet

__all__ = ["indicators", "legend", "picture_of"]


def indicators(composer: Composer) -> Iterator[Section]:
    """The development indicators; none where the plan had set none yet."""
    chosen = [i for i in composer.pack.indicators.values() if i.set is IndicatorSet.DEVELOPMENT]
    if not chosen:
        return
    pictures = [p for each in chosen if (p := picture_of(composer, each)) is not None]
    table = composer.indicator_table(
        "table-development",
        sentence("Development indicators", "發展指標"),
        chosen,
    )
    yield Section(
        "indicators",
        sentence("Indicators", "指標"),
        (
            paragraph(
                sentence(
                    "{table} sets the newest figure of each development indicator between its baseline "
                    "and its targets. A target year names the year of the plan; the figures that count "
                    "for it are those of an earlier year, which stands below it. The way covered is the "
                    "share of the distance from baseline to target; it says nothing of the time left.",
                    "{table}列出各項發展指標的起點、最新數字和目標。目標年份為計劃所指年份，用以衡量的是較早年份的數字，"
                    "該年份列於目標之下。「已走路程」指由起點至目標的距離中已完成的部分，並不反映尚餘時間。",
                    table=NumberingReference("table-development"),
                )
            ),
            table,
            *(
                (
                    paragraph(*legend(pictures)),
                    Gallery(tuple(pictures)),
                )
                if pictures
                else ()
            ),
            *_elsewhere(composer),
        ),
    )


def legend(pictures: Sequence[Picture]) -> Iterator[Sentence]:
    """What the signs in the pictures mean, as far as they stand in one."""
    yield sentence(
        "In the pictures, solid points are figures and hollow diamonds targets; a bracket joins figures "
        "that contradict each other.",
        "圖中實心圓點為數字，空心菱形為目標；以括線連接的數字互相矛盾。",
    )
    if any(each.drawing.fan for each in pictures):
        yield sentence(
            "Of the forecast's paths the dark band holds the middle {half} and the pale one the middle "
            "{likely}; the median is dashed.",
            "深色帶涵蓋居中{half}的預測路徑，淺色帶涵蓋居中{likely}，虛線為中位。",
            half=share_in_range(50),
            likely=share_in_range(),
        )
    if any(is_cut(each.drawing) for each in pictures):
        yield sentence(
            "Where an arrow points up, the pale band runs on to the number beside it.",
            "箭嘴向上者，表示淺色帶延伸至箭嘴旁的數值。",
        )


def _elsewhere(composer: Composer) -> Iterator[Paragraph]:
    """Where the other indicators stand; nothing where there are none."""
    if any(each.set is not IndicatorSet.DEVELOPMENT for each in composer.pack.indicators.values()):
        yield paragraph(
            sentence(
                "The dated targets of the plan's text and the indicators set for particular tasks stand "
                "in {annex}.",
                "計劃文內有期限的目標，以及就特定工作訂立的指標，載於{annex}。",
                annex=NumberingReference(INDICATORS),
            )
        )


def picture_of(composer: Composer, indicator: Indicator) -> Picture | None:
    """An indicator's picture; None where there is nothing to set against a time."""
    drawing = drawing_of(indicator, composer.pack.evidence, composer.outlooks.get(indicator.id))
    if drawing is None:
        return None
    observed = [composer.dated(mark.observation) for mark in drawing.observed]
    wanted = [composer.dated(mark.observation) for mark in drawing.wanted]
    parts: dict[str, Part] = {"name": composer.indicator(indicator)}
    if observed and wanted:
        alternative = sentence(
            "{name}. Figures: {figures}. Targets: {targets}.",
            "{name}。數字：{figures}。目標：{targets}。",
            figures=without_notes(joined(observed)), targets=without_notes(joined(wanted)), **parts,
        )  # fmt: skip
    else:
        alternative = sentence(
            "{name}: {figures}.",
            "{name}：{figures}。",
            figures=without_notes(joined(observed or wanted)),
            **parts,
        )
    outlook = composer.outlooks.get(indicator.id)
    if outlook is not None and drawing.fan:
        year = int(drawing.fan[-1].year)
        ends = band_ends_of(outlook, year)
        if ends is not None:
            alternative = sentence(
                "{told} Forecast for {year}: the middle {likely} of the paths, {low} to {high}.",
                "{told}{year}的預測：居中{likely}的路徑介乎{low}至{high}。",
                told=alternative,
                year=DateReference(Period.parse(str(year)), "forecast"),
                likely=share_in_range(),
                low=ends[0],
                high=ends[1],
            )
    caption = sentence(
        "{number} {name}",
        "{number} {name}",
        number=composer.indicator_number(indicator),
        name=composer.indicator(indicator),
    )
    return Picture(drawing, caption, alternative)
