"""The initiatives: those that are new since the last paper, and progress strategy by strategy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from technopole.evidence.sources import Source
from technopole.outlook.paper.composing import (
    KINDS,
    STATUSES,
    Composer,
    counted,
    only,
    paragraph,
    quoted,
    stands_elsewhere,
)
from technopole.outlook.paper.document import (
    Block,
    Bullets,
    Paragraph,
    Section,
)
from technopole.outlook.paper.progress.keys import (
    INITIATIVES,
    NAMED,
)
from technopole.outlook.paper.references import (
    CountReference,
    NumberingReference,
    Part,
    Sentence,
    joined,
    sentence,
)
from technopole.plan.indicators import Indicator, IndicatorSet, Role
from technopole.plan.initiatives import Initiative
from technopole.plan.register import Entity, EntityKind
from technopole.plan.tree import Level

__all__ = ["by_kind", "by_strategy", "new_initiatives", "newly_named", "origin_of"]

# Support that a document names for the first time is told in full; of other kinds the annex has the names.
_SUPPORT: Final = (
    EntityKind.SCHEME, EntityKind.FUND, EntityKind.PROGRAMME, EntityKind.TAX_MEASURE,
)  # fmt: skip


def new_initiatives(composer: Composer) -> Iterator[Section]:
    """What is new since the last paper: initiatives followed since, and what the register first names.

    None where there was no last paper.
    """
    last = composer.last
    if composer.before is None or last is None:
        return
    earlier = composer.before.initiatives
    new = [each for name, each in composer.pack.initiatives.items() if name not in earlier]
    named = newly_named(composer)
    told = {each.entity for each in new}
    support = [
        entity.id
        for entity in named
        if entity.kind in _SUPPORT
        and entity.id not in told
        and composer.pack.register.statements_of.get(entity.id)
    ]
    blocks: list[Block] = [_followed(composer, new, last)]
    groups: list[Section] = []
    if named:
        groups.append(
            Section(
                "new-named",
                sentence("Named for the first time", "首次提及"),
                tuple(_named_blocks(composer, named, support)),
            )
        )
    yield Section(
        "new",
        sentence("New since the last paper", "上次文件以來的新內容"),
        tuple(blocks),
        (*_by_strategy(composer, new), *groups),
    )


def _followed(composer: Composer, new: Sequence[Initiative], last: Source) -> Paragraph:
    """How many initiatives are followed and from which documents, and how many of them are new."""
    everything = tuple(composer.pack.initiatives.values())
    if not everything:
        return paragraph(
            sentence("This paper follows no initiative yet.", "本文件尚未跟進任何舉措。")
        )
    others = tuple(
        source.id
        for source in composer.pack.evidence.sources.values()
        if source.id not in {origin_of(each) for each in everything}
    )
    sentences = [
        counted(
            tuple(each.id for each in everything),
            one=(
                "This paper follows {count} initiative, listed from {origins}.",
                "本文件跟進{count}項舉措，列自{origins}。",
            ),
            several=(
                "This paper follows {count} initiatives, listed from {origins}.",
                "本文件跟進{count}項舉措，列自{origins}。",
            ),
            origins=_origins(composer, everything),
        )
    ]
    if others:
        sentences.append(
            counted(
                others,
                one=(
                    (
                        "From {names} come reports on them, but none is listed from it: that is a limit of "
                        "the list, and does not mean that the document begins nothing new."
                    ),
                    "{names}只用以匯報上述舉措的狀況，並無舉措列自該文件；這是清單的局限，不表示該文件沒有新舉措。",
                ),
                several=(
                    (
                        "From {names} come reports on them, but none is listed from these: that is a limit "
                        "of the list, and does not mean that the documents begin nothing new."
                    ),
                    "{names}只用以匯報上述舉措的狀況，並無舉措列自該等文件；這是清單的局限，不表示該等文件沒有新舉措。",
                ),
                names=joined(
                    [composer.source(composer.pack.evidence.sources[name]) for name in others]
                ),
            )
        )
    if new:
        sentences.append(
            counted(
                tuple(each.id for each in new),
                one=(
                    "Of them {count} is listed since {last}; it follows here, and {annex} gives the status of all.",
                    "其中{count}項在{last}之後列入，載於下文；所有舉措的狀況見{annex}。",
                ),
                several=(
                    (
                        "Of them {count} are listed since {last}; they follow in the order of the plan's "
                        "strategies, and {annex} gives the status of all."
                    ),
                    "其中{count}項在{last}之後列入，以下按計劃的策略次序列出；所有舉措的狀況見{annex}。",
                ),
                last=composer.source(last),
                annex=NumberingReference(INITIATIVES),
            )
        )
    return paragraph(*sentences)


def origin_of(initiative: Initiative) -> str:
    """The document from which an initiative was listed: the first that reports on it."""
    return initiative.history[0].anchor.source


def _origins(composer: Composer, initiatives: Sequence[Initiative]) -> Part:
    by_source: dict[str, list[str]] = {}
    for each in initiatives:
        by_source.setdefault(origin_of(each), []).append(each.id)
    if len(by_source) == 1:
        return composer.source(composer.pack.evidence.sources[next(iter(by_source))])
    return joined(
        [
            sentence(
                "{source} ({count})",
                "{source}（{count}項）",
                source=composer.source(source),
                count=CountReference(tuple(by_source[name]), digits=True),
            )
            for name, source in composer.pack.evidence.sources.items()
            if name in by_source
        ]
    )


def newly_named(composer: Composer) -> tuple[Entity, ...]:
    """The entities of the register, of every kind, that were not known on the day of the last paper."""
    known = composer.before.register.entities if composer.before else {}
    return tuple(
        entity for name, entity in composer.pack.register.entities.items() if name not in known
    )


def by_kind(entities: Sequence[Entity]) -> dict[EntityKind, tuple[Entity, ...]]:
    """The entities of each kind that there is, in the order of kinds."""
    return {
        kind: found
        for kind in EntityKind
        if (found := tuple(entity for entity in entities if entity.kind is kind))
    }


def _named_blocks(
    composer: Composer, named: Sequence[Entity], support: Sequence[str]
) -> Iterator[Block]:
    kinds = [
        counted(tuple(entity.id for entity in found), one=one, several=several)
        for kind, found in by_kind(named).items()
        for one, several in (KINDS[kind],)
    ]
    yield paragraph(
        counted(
            tuple(entity.id for entity in named),
            one=(
                (
                    "The register knows {count} thing from the newer documents that it knew from no earlier one: "
                    "{kinds} ({annex})."
                ),
                "登記冊由較新文件首次得知的事物有{count}項：{kinds}（見{annex}）。",
            ),
            several=(
                (
                    "The register knows {count} things from the newer documents that it knew from no earlier one: "
                    "{kinds}. {annex} names them all."
                ),
                "登記冊由較新文件首次得知的事物有{count}項：{kinds}；全部名稱見{annex}。",
            ),
            kinds=joined(kinds),
            annex=NumberingReference(NAMED),
        )
    )
    if support:
        yield paragraph(
            counted(
                support,
                one=(
                    (
                        "What is said of the {count} scheme, fund, programme or tax measure among them that "
                        "is not followed as an initiative:"
                    ),
                    "當中未列作舉措跟進的計劃、基金、專項計劃或稅務措施有{count}項，文件所述如下：",
                ),
                several=(
                    (
                        "What is said of the {count} schemes, funds, programmes and tax measures among them "
                        "that are not followed as initiatives:"
                    ),
                    "當中未列作舉措跟進的計劃、基金、專項計劃及稅務措施有{count}項，文件所述如下：",
                ),
            )
        )
        yield Bullets(tuple(_named_item(composer, entity) for entity in support))


def _named_item(composer: Composer, entity: str) -> Paragraph:
    statement = composer.pack.register.statements_of[entity][-1]
    return Paragraph(
        (sentence("{saying}", "{saying}", saying=composer.saying(statement)),),
        lead=sentence("{name}.", "{name}：", name=composer.entity(entity)),
    )


def _by_strategy(composer: Composer, initiatives: Sequence[Initiative]) -> Iterator[Section]:
    tree = composer.pack.tree
    strategies = {
        each.id: tree.above(each.node, Level.STRATEGY) if each.node in tree.nodes else None
        for each in initiatives
    }
    for strategy in tree.of_level(Level.STRATEGY):
        found = [each for each in initiatives if strategies[each.id] == strategy]
        if found:
            yield Section(
                f"new-{strategy.id}",
                sentence("{title}", "{title}", title=composer.node(strategy)),
                tuple(_new_initiative(composer, each) for each in found),
            )
    rest = [each for each in initiatives if strategies[each.id] is None]
    if rest:
        title = (
            sentence("Across all strategies", "涵蓋所有策略")
            if tree.nodes
            else sentence("Initiatives", "各項舉措")
        )
        yield Section("new-rest", title, tuple(_new_initiative(composer, each) for each in rest))


def _new_initiative(composer: Composer, initiative: Initiative) -> Paragraph:
    since = composer.before.days[-1] if composer.before and composer.before.days else None
    reports = [r for r in initiative.history if since is None or r.published > since]
    return paragraph(
        *composer.sayings(reports),
        lead=sentence("{name}.", "{name}：", name=composer.initiative(initiative)),
    )


def by_strategy(composer: Composer) -> Iterator[Section]:
    """How the initiatives and the figures of each strategy stand."""
    tree = composer.pack.tree
    title = sentence("Progress by strategy", "各策略的進展")
    if not tree.nodes:
        everything = tuple(composer.pack.initiatives.values())
        if everything:
            yield Section(
                "progress",
                sentence("Progress of initiatives", "各項舉措的進展"),
                (_status_paragraph(composer, everything), *_lines(composer, everything)),
            )
        return
    sections = []
    for strategy in tree.of_level(Level.STRATEGY):
        below = {node.id for node in tree.below(strategy.id)}
        initiatives = [i for i in composer.pack.initiatives.values() if i.node in below]
        indicators = [i for i in composer.pack.indicators.values() if i.node in below]
        blocks: list[Block] = []
        if initiatives:
            blocks.append(_status_paragraph(composer, initiatives))
        blocks += _moved(composer, initiatives)
        blocks += _measured(composer, indicators)
        if blocks:
            sections.append(
                Section(
                    f"progress-{strategy.id}",
                    sentence(
                        "{number} {title}",
                        "{number} {title}",
                        number=composer.node_number(strategy),
                        title=composer.node(strategy),
                    ),
                    tuple(blocks),
                )
            )
    yield Section("progress", title, (), tuple(sections))


def _lines(composer: Composer, initiatives: Sequence[Initiative]) -> Iterator[Block]:
    yield Bullets(
        tuple(
            Paragraph(
                composer.sayings(initiative.history[-1:]),
                lead=sentence("{name}.", "{name}：", name=composer.initiative(initiative)),
            )
            for initiative in initiatives
        )
    )


def _status_paragraph(composer: Composer, initiatives: Sequence[Initiative]) -> Paragraph:
    ids = tuple(each.id for each in initiatives)
    if len(initiatives) == 1:
        only_one = initiatives[0]
        return paragraph(
            sentence(
                "One initiative is reported here, {name}, and it stands as {status}.",
                "此處匯報的舉措只有{name}，狀況為{status}。",
                name=composer.initiative(only_one),
                status=only(STATUSES[only_one.status]),
            )
        )
    return paragraph(
        sentence(
            "The documents report {count} initiatives here. By the newest word on each they are: {statuses}.",
            "此處匯報的{count}項舉措，按最新消息：{statuses}。",
            count=CountReference(ids),
            statuses=composer.statuses(initiatives),
        )
    )


def _moved(composer: Composer, initiatives: Sequence[Initiative]) -> Iterator[Block]:
    """The initiatives that stand elsewhere than in the last paper, with what is said of them now."""
    if composer.before is None:
        return
    earlier = composer.before.initiatives
    moved = [
        i
        for i in initiatives
        if i.id in earlier and stands_elsewhere(earlier[i.id].status, i.status)
    ]
    if not moved:
        return
    yield paragraph(
        counted(
            tuple(each.id for each in moved),
            one=(
                "Compared with the last paper, {count} of them stands elsewhere:",
                "其中{count}項的狀況與上次文件不同：",
            ),
            several=(
                "Compared with the last paper, {count} of them stand elsewhere:",
                "其中{count}項的狀況與上次文件不同：",
            ),
        )
    )
    yield Bullets(
        tuple(
            Paragraph(
                composer.sayings(initiative.history[-1:]),
                lead=sentence(
                    "{name} ({before}, now {after}).",
                    "{name}（由{before}轉為{after}）：",
                    name=composer.initiative(initiative),
                    before=only(STATUSES[earlier[initiative.id].status]),
                    after=only(STATUSES[initiative.status]),
                ),
            )
            for initiative in moved
        )
    )


def _measured(composer: Composer, indicators: Sequence[Indicator]) -> Iterator[Block]:
    """Where the indicators of a strategy stand that have a figure later than their baseline."""
    told = [told for each in indicators if (told := _standing(composer, each)) is not None]
    if told:
        yield paragraph(*told)
    silent = tuple(
        each.id
        for each in indicators
        if each.set is IndicatorSet.DEVELOPMENT and _standing(composer, each) is None
    )
    if silent:
        yield paragraph(
            counted(
                silent,
                one=(
                    "For the development indicator {names} no document has a figure later than the baseline.",
                    "發展指標{names}未有較起點更新的數字。",
                ),
                several=(
                    (
                        "For {count} development indicators no document has a figure later than the "
                        "baseline: {names}."
                    ),
                    "有{count}項發展指標未有較起點更新的數字：{names}。",
                ),
                names=joined(
                    [quoted(composer.indicator(composer.pack.indicators[name])) for name in silent]
                ),
            )
        )


def _standing(composer: Composer, indicator: Indicator) -> Sentence | None:
    """Where an indicator stands against its first target; None without a figure of its own."""
    latest = indicator.latest(composer.pack.evidence)
    targets = indicator.of_role(Role.TARGET)
    baselines = {p.observation.id for p in indicator.of_role(Role.BASELINE)}
    if latest is None or not targets or latest.id in baselines or latest.as_at is None:
        return None
    dimension = latest.figure.unit.dimension
    alike = [t for t in targets if t.observation.figure.unit.dimension == dimension]
    if not alike:
        return None
    target = alike[0]
    parts: dict[str, Part] = {
        "name": composer.indicator(indicator),
        "latest": composer.dated(latest),
        "target": composer.fact(target.observation),
    }
    if target.year_named is None:
        return sentence(
            "{name}: {latest}, against a target of {target}.",
            "{name}：{latest}，目標為{target}。",
            **parts,
        )
    return sentence(
        "{name}: {latest}, against a target of {target} for {year}.",
        "{name}：{latest}，{year}目標為{target}。",
        year=composer.year(target.year_named, target.observation),
        **parts,
    )
