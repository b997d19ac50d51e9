"""Purpose and background: what the paper reports, on what plan, from which documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from technopole.outlook.paper.composing import (
    Composer,
    counted,
    paragraph,
    quoted,
)
from technopole.outlook.paper.document import (
    Block,
    Paragraph,
    Section,
)
from technopole.outlook.paper.progress.keys import (
    SOURCES,
)
from technopole.outlook.paper.references import (
    NameReference,
    Naming,
    NumberingReference,
    Part,
    Sentence,
    joined,
    sentence,
)
from technopole.plan.indicators import Indicator, IndicatorSet
from technopole.plan.tree import Level

__all__ = ["background", "levels_of", "purpose"]

_LEVELS: Final = (
    (Level.MISSION, ("{count} mission", "{count}個使命"), ("{count} missions", "{count}個使命")),
    (
        Level.DIRECTION, ("{count} direction", "{count}個發展方向"),
        ("{count} directions", "{count}個發展方向"),
    ),
    (Level.STRATEGY, ("{count} strategy", "{count}個策略"), ("{count} strategies", "{count}個策略")),
    (Level.TARGET, ("{count} target", "{count}個目標"), ("{count} targets", "{count}個目標")),
    (
        Level.RECOMMENDATION, ("{count} recommendation", "{count}項建議"),
        ("{count} recommendations", "{count}項建議"),
    ),
    (Level.MEASURE, ("{count} measure", "{count}項措施"), ("{count} measures", "{count}項措施")),
)  # fmt: skip


def purpose(composer: Composer) -> Section:
    """What the paper reports, and since when."""
    subject = (
        sentence(
            "This paper reports how far the {plan} has come, as the documents published by {day} tell it.",
            "本文件根據在{day}或以前發表的公開文件，匯報{plan}的落實進度。",
            plan=composer.entity(composer.setting.plan),
            day=composer.today,
        )
        if composer.setting.plan in composer.pack.register.entities
        else sentence(
            "This paper reports what the documents published by {day} say of innovation and "
            "technology in {place}.",
            "本文件根據在{day}或以前發表的公開文件，匯報{place}創新科技的進展。",
            place=NameReference(composer.pack.name, Naming.PACK, composer.pack.id),
            day=composer.today,
        )
    )
    scope = (
        sentence(
            "It sets out where the initiatives of {last} of {date} stand.",
            "內容涵蓋{last}（{date}）各項舉措的狀況。",
            last=composer.source(composer.last),
            date=composer.published(composer.last),
        )
        if composer.last and not composer.pack.tree.nodes
        else sentence(
            "It sets out what is new since {last} of {date}, the progress under each "
            "strategy, the indicators with their targets, and what has changed.",
            "內容涵蓋自{last}（{date}）以來的新內容、各策略的進展、指標與目標，以及期間的變化。",
            last=composer.source(composer.last),
            date=composer.published(composer.last),
        )
        if composer.last
        else sentence(
            "No paper of this kind came before it, so whatever is reported is new.",
            "本文件之前沒有同類文件，故所匯報的一概屬新內容。",
        )
    )
    return Section("purpose", sentence("Purpose", "目的"), (paragraph(subject, scope),))


def background(composer: Composer) -> Section:
    """Whose work it is, what the plan sets out, and which documents were public."""
    blocks: list[Block] = []
    for each in composer.setting.background:
        names = [name for _slot, name in each.names]
        facts = [fact for _slot, fact in each.facts]
        known = composer.pack
        if all(n in known.register.entities for n in names) and all(
            f in known.evidence.observations for f in facts
        ):
            parts: dict[str, Part] = {slot: composer.entity(name) for slot, name in each.names}
            parts |= {
                slot: composer.fact(known.evidence.observations[fact]) for slot, fact in each.facts
            }
            blocks.append(paragraph(Sentence(each.message, tuple(parts.items()))))
    blocks += _plan_paragraphs(composer)
    blocks.append(_documents_paragraph(composer))
    return Section("background", sentence("Background", "背景"), tuple(blocks))


def _plan_paragraphs(composer: Composer) -> Iterator[Paragraph]:
    tree, setting = composer.pack.tree, composer.setting
    if not tree.nodes:
        yield paragraph(
            sentence(
                "On that day the plan was not yet published. The initiatives are therefore reported "
                "as they were announced, without the strategies to which the plan later gave them.",
                "當日計劃尚未公布，故各項舉措按公布時的內容匯報，未按其後計劃所訂的策略歸類。",
            )
        )
        return
    source = composer.pack.evidence.sources[composer.pack.plan_source]
    published = composer.publication(source)
    yield paragraph(
        sentence(
            "The {plan} was published {date}.",
            "{plan}於{date}公布。",
            plan=composer.entity(setting.plan),
            date=published,
        )
        if setting.plan in composer.pack.register.entities
        else sentence(
            "The plan, “{plan}”, was published {date}.",
            "計劃名為「{plan}」，於{date}公布。",
            plan=composer.source_title(source),
            date=published,
        ),
        sentence(
            "Its vision is put as follows: {vision}. Below it stand {levels}.",
            "其願景為：{vision}；之下訂明{levels}。",
            vision=joined([quoted(composer.node(node)) for node in tree.of_level(Level.VISION)]),
            levels=joined(levels_of(composer)),
        ),
    )
    directions = tree.of_level(Level.DIRECTION)
    if directions:
        yield paragraph(
            counted(
                tuple(node.id for node in directions),
                one=("Its direction is: {names}.", "其發展方向為：{names}。"),
                several=(
                    "Its {count} directions are: {names}.",
                    "其{count}個發展方向為：{names}。",
                ),
                names=joined([quoted(composer.node(node)) for node in directions]),
            )
        )
    groups = [
        (group, [i for i in composer.pack.indicators.values() if i.set is group])
        for group in IndicatorSet
    ]
    named = [(group, found) for group, found in groups if found]
    if named:
        yield paragraph(
            sentence(
                "Progress is measured by {sets}.",
                "進展以{sets}量度。",
                sets=joined([_set_counted(group, found) for group, found in named]),
            )
        )


def levels_of(composer: Composer) -> list[Sentence]:
    """How many nodes the plan has on each level below the vision."""
    tree = composer.pack.tree
    return [
        counted(tuple(node.id for node in tree.of_level(level)), one=one, several=several)
        for level, one, several in _LEVELS
        if tree.of_level(level)
    ]


def _set_counted(group: IndicatorSet, indicators: Sequence[Indicator]) -> Sentence:
    ids = tuple(each.id for each in indicators)
    match group:
        case IndicatorSet.DEVELOPMENT:
            return counted(
                ids,
                one=("{count} development indicator", "{count}項發展指標"),
                several=("{count} development indicators", "{count}項發展指標"),
            )
        case IndicatorSet.DATED_TARGET:
            return counted(
                ids,
                one=(
                    "{count} dated target from the text of the plan",
                    "計劃文內{count}個有期限的目標",
                ),
                several=(
                    "{count} dated targets from the text of the plan",
                    "計劃文內{count}個有期限的目標",
                ),
            )
        case IndicatorSet.WORK:
            return counted(
                ids,
                one=("{count} indicator of later papers for particular tasks", "其後文件就特定工作訂立的{count}項指標"),
                several=("{count} indicators of later papers for particular tasks", "其後文件就特定工作訂立的{count}項指標"),
            )  # fmt: skip


def _documents_paragraph(composer: Composer) -> Paragraph:
    sources = tuple(composer.pack.evidence.sources.values())
    return paragraph(
        counted(
            tuple(source.id for source in sources),
            one=(
                "This paper rests on the one document that was public on that day: {names}.",
                "本文件依據當日已公開的唯一文件：{names}。",
            ),
            several=(
                "This paper rests on the {count} documents that were public on that day: {names}.",
                "本文件依據當日已公開的{count}份文件：{names}。",
            ),
            names=joined(
                [
                    sentence(
                        "{name} ({date})",
                        "{name}（{date}）",
                        name=composer.source(source),
                        date=composer.published(source),
                    )
                    for source in sources
                ]
            ),
        ),
        counted(
            tuple(source.id for source in sources),
            one=(
                "Nothing in it comes from elsewhere; {annex} gives its full title.",
                "文中內容概不取自其他來源，文件全名見{annex}。",
            ),
            several=(
                "Nothing in it comes from elsewhere; {annex} lists them in full.",
                "文中內容概不取自其他來源，詳見{annex}。",
            ),
            annex=NumberingReference(SOURCES),
        ),
    )
