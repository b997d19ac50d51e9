"""The factsheet: the plan, its newest figures, its indicators and its strategies on two pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopole.evidence.observations import Observation
from technopole.outlook.paper.colophon import as_known, author, colophon, opening
from technopole.outlook.paper.composing import (
    Composer,
    column,
    counted,
    noted_once,
    quoted,
)
from technopole.outlook.paper.document import (
    Cell,
    Document,
    Gallery,
    Paragraph,
    Section,
    Table,
    cell,
)
from technopole.outlook.paper.progress.background import levels_of
from technopole.outlook.paper.progress.indicators import legend, picture_of
from technopole.outlook.paper.references import (
    CountReference,
    NameReference,
    Naming,
    Part,
    Sentence,
    joined,
    sentence,
)
from technopole.plan.indicators import IndicatorSet
from technopole.plan.tree import Level, Node

__all__ = ["factsheet"]


def factsheet(composer: Composer, room: int) -> Document:
    """The factsheet as of the composer's day.

    room: how many rows and pictures its lists may have at most.
    """
    sections = (
        *_plan(composer),
        *_headlines(composer, room),
        *_indicators(composer, room),
        *_strategies(composer),
        *_disagreements(composer, room),
    )
    return Document(
        kind="factsheet",
        title=_title(composer),
        subtitle=as_known(composer),
        opening=opening(composer),
        author=author(),
        as_of=composer.as_of,
        version=composer.whole.version,
        sections=sections,
        colophon=colophon(composer),
        compact=True,
    )


def _title(composer: Composer) -> Sentence:
    plan = composer.setting.plan
    if plan in composer.pack.register.entities:
        return sentence("{plan}: factsheet", "{plan}：便覽", plan=composer.entity(plan))
    return sentence(
        "Innovation and technology in {place}: factsheet",
        "{place}創新科技：便覽",
        place=NameReference(composer.pack.name, Naming.PACK, composer.pack.id),
    )


def _plan(composer: Composer) -> Iterator[Section]:
    tree = composer.pack.tree
    if not tree.nodes:
        return
    source = composer.pack.evidence.sources[composer.pack.plan_source]
    yield Section(
        "plan",
        sentence("The plan", "計劃"),
        (
            Paragraph(
                (
                    sentence(
                        "{source} of {date} puts its vision as follows: {vision}. Below it stand {levels}.",
                        "{source}於{date}公布，其願景為：{vision}；之下訂明{levels}。",
                        source=composer.source(source, capital=True),
                        date=composer.published(source),
                        vision=joined(
                            [quoted(composer.node(node)) for node in tree.of_level(Level.VISION)]
                        ),
                        levels=joined(levels_of(composer)),
                    ),
                )
            ),
        ),
    )


def _headlines(composer: Composer, room: int) -> Iterator[Section]:
    series = composer.pack.evidence.series
    newest = [
        latest
        for name in composer.setting.headlines
        if name in series and (latest := series[name].latest) is not None
    ]
    if not newest:
        return
    yield Section(
        "headlines",
        sentence("At a glance", "一覽"),
        (
            Table(
                "table-headlines",
                sentence("Newest figures", "最新數字"),
                (
                    column("What", "事項", 8),
                    column("Figure", "數字", 3, right=True),
                    column("As at", "統計時點", 3, right=True),
                ),
                tuple(_headline(composer, each) for each in newest[: room + 2]),
            ),
        ),
    )


def _headline(composer: Composer, observation: Observation) -> tuple[Cell, ...]:
    return noted_once(
        (
            cell(
                sentence(
                    "{entity}: {measure}",
                    "{entity}：{measure}",
                    entity=composer.entity(observation.subject),
                    measure=composer.measure(observation.measure),
                )
            ),
            cell(composer.fact(observation)),
            cell(composer.when(observation)),
        )
    )


def _indicators(composer: Composer, room: int) -> Iterator[Section]:
    chosen = [i for i in composer.pack.indicators.values() if i.set is IndicatorSet.DEVELOPMENT]
    if not chosen:
        return
    pictures = [p for each in chosen if (p := picture_of(composer, each)) is not None]
    shown = pictures[: 4 if room >= 8 else 2]
    yield Section(
        "indicators",
        sentence("Development indicators", "發展指標"),
        (
            composer.indicator_table(
                "table-development",
                sentence("Baseline, newest figure and targets", "起點、最新數字及目標"),
                chosen,
            ),
            *((Gallery(tuple(shown)), Paragraph(tuple(legend(shown)))) if shown else ()),
        ),
    )


def _strategies(composer: Composer) -> Iterator[Section]:
    strategies = composer.pack.tree.of_level(Level.STRATEGY)
    everything = tuple(composer.pack.initiatives.values())
    if not strategies and everything:
        yield Section(
            "initiatives",
            sentence("Initiatives", "舉措"),
            (
                Paragraph(
                    (
                        sentence(
                            "The documents report {count} initiatives. By the newest word on each they are: "
                            "{statuses}.",
                            "文件匯報{count}項舉措，按最新消息：{statuses}。",
                            count=CountReference(tuple(each.id for each in everything)),
                            statuses=composer.statuses(everything),
                        ),
                    )
                ),
            ),
        )
    rows = [row for each in strategies if (row := _strategy_row(composer, each)) is not None]
    if rows:
        yield Section(
            "strategies",
            sentence("Progress by strategy", "各策略的進展"),
            (
                Table(
                    "table-strategies",
                    sentence(
                        "Initiatives of each strategy, by the newest report",
                        "各策略的舉措，按最新匯報",
                    ),
                    (
                        column("Strategy", "策略", 6),
                        column("Initiatives", "舉措", 2, right=True),
                        column("Where they stand", "狀況", 8),
                    ),
                    tuple(rows),
                ),
            ),
        )


def _strategy_row(composer: Composer, strategy: Node) -> tuple[Cell, ...] | None:
    below = {node.id for node in composer.pack.tree.below(strategy.id)}
    initiatives = [i for i in composer.pack.initiatives.values() if i.node in below]
    if not initiatives:
        return None
    return (
        cell(
            sentence(
                "{number} {title}",
                "{number} {title}",
                number=composer.node_number(strategy),
                title=composer.node(strategy),
            )
        ),
        cell(CountReference(tuple(i.id for i in initiatives), digits=True)),
        cell(composer.statuses(initiatives)),
    )


def _disagreements(composer: Composer, room: int) -> Iterator[Section]:
    evidence = composer.pack.evidence
    if not evidence.contradictions:
        return
    yield Section(
        "disagreements",
        sentence("Where documents disagree", "文件不一致之處"),
        (
            Paragraph(
                (
                    counted(
                        tuple(each.id for each in evidence.contradictions),
                        one=(
                            "{count} set of figures contradicts itself: {names}.",
                            "有{count}組數字互相矛盾：{names}。",
                        ),
                        several=(
                            "The documents contradict one another on {count} matters, among them: {names}."
                            if len(evidence.contradictions) > room
                            else "The documents contradict one another on {count} matters: {names}.",
                            "各文件在{count}件事上互相矛盾：{names}。",
                        ),
                        names=joined(
                            [
                                dispute_parts(composer, each.sides)
                                for each in evidence.contradictions[:room]
                            ],
                            semicolons=True,
                        ),
                    ),
                )
            ),
        ),
    )


def dispute_parts(composer: Composer, sides: Sequence[Observation]) -> Sentence:
    """What a contradiction is about, with the figures of its sides."""
    figures: list[Part] = [composer.fact(side) for side in sides]
    first = sides[0]
    return sentence(
        "{what} ({figures})",
        "{what}（{figures}）",
        what=sentence(
            "{entity}, {measure}",
            "{entity}：{measure}",
            entity=composer.entity(first.subject),
            measure=composer.measure(first.measure),
        ),
        figures=joined(figures),
    )
