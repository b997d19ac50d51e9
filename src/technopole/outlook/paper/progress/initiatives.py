"""The initiatives: those that are new since the last paper, and progress strategy by strategy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from technopole.outlook.paper.composing import (
    STATUSES,
    Composer,
    counted,
    only,
    paragraph,
    quoted,
)
from technopole.outlook.paper.document import (
    Block,
    Bullets,
    Paragraph,
    Section,
)
from technopole.outlook.paper.progress.keys import (
    INITIATIVES,
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
from technopole.plan.register import EntityKind
from technopole.plan.tree import Level

__all__ = ["by_strategy", "new_initiatives"]

# What counts as an initiative when a document names it for the first time.
_SUPPORT: Final = (
    EntityKind.SCHEME, EntityKind.FUND, EntityKind.PROGRAMME, EntityKind.TAX_MEASURE,
)  # fmt: skip


def new_initiatives(composer: Composer) -> Iterator[Section]:
    """What has been reported for the first time since the last paper; none where there was none."""
    last = composer.last
    if composer.before is None or last is None:
        return
    earlier = composer.before.initiatives
    new = [each for name, each in composer.pack.initiatives.items() if name not in earlier]
    named = _newly_named(composer, new)
    title = sentence("New initiatives since the last paper", "上次文件以來的新舉措")
    since = composer.source(last)
    blocks: list[Block] = [
        paragraph(
            counted(
                tuple(each.id for each in new),
                none=(
                    "No document published since {last} adds to the initiatives reported there.",
                    "自{last}以來發表的文件，沒有在該文件已匯報的舉措以外增添新舉措。",
                ),
                one=(
                    "Since {last}, {count} initiative has been reported for the first time.",
                    "自{last}以來，首次匯報的舉措有{count}項。",
                ),
                several=(
                    (
                        "Since {last}, {count} initiatives have been reported for the first time. They "
                        "follow in the order of the plan's strategies; {annex} gives the status of all."
                    ),
                    "自{last}以來，首次匯報的舉措有{count}項，以下按計劃的策略次序列出；所有舉措的狀況見{annex}。",
                ),
                last=since,
                annex=NumberingReference(INITIATIVES),
            )
        )
    ]
    groups: list[Section] = []
    if named:
        intro = counted(
            named,
            one=(
                "The documents do name {count} scheme, body or facility that no earlier one knew:",
                "不過，文件首次提及{count}項先前未見的計劃、組織或設施：",
            ),
            several=(
                "The documents do name {count} schemes, bodies and facilities that no earlier one knew:",
                "不過，文件首次提及{count}項先前未見的計劃、組織或設施：",
            ),
        ) if not new else counted(
            named,
            one=(
                "They also name {count} other scheme, body or facility for the first time:",
                "文件亦首次提及另外{count}項計劃、組織或設施：",
            ),
            several=(
                "They also name {count} other schemes, bodies and facilities for the first time:",
                "文件亦首次提及另外{count}項計劃、組織或設施：",
            ),
        )  # fmt: skip
        items = tuple(_named_item(composer, entity) for entity in named)
        if not new:
            blocks += [paragraph(intro), Bullets(items)]
        else:
            groups.append(
                Section(
                    "new-others",
                    sentence("Named for the first time", "首次提及"),
                    (paragraph(intro), Bullets(items)),
                )
            )
    yield Section(
        "new",
        title,
        tuple(blocks),
        (*_by_strategy(composer, new), *groups),
    )


def _newly_named(composer: Composer, new: Sequence[Initiative]) -> tuple[str, ...]:
    """The schemes, bodies and facilities that no earlier document named and no new initiative is."""
    known = composer.before.register.entities if composer.before else {}
    told = {each.entity for each in new}
    return tuple(
        name
        for name, entity in composer.pack.register.entities.items()
        if entity.kind in _SUPPORT
        and name not in known
        and name not in told
        and composer.pack.register.statements_of.get(name)
    )


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
    moved = [i for i in initiatives if i.id in earlier and earlier[i.id].status is not i.status]
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
