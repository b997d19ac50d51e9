"""The brief: one page on a node of the plan, such as a strategy, or on an entity, such as a scheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopole.evidence.observations import Kind, Observation
from technopole.evidence.wording import Text
from technopole.outlook.paper.colophon import author, colophon, opening
from technopole.outlook.paper.composing import (
    STATUSES,
    Composer,
    column,
    counted,
    name_then,
    noted_once,
    only,
    quoted,
)
from technopole.outlook.paper.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Paragraph,
    Section,
    Table,
    cell,
)
from technopole.outlook.paper.references import (
    NameReference,
    Naming,
    Part,
    SayingReference,
    Sentence,
    joined,
    sentence,
)
from technopole.plan.indicators import Indicator
from technopole.plan.initiatives import Initiative
from technopole.plan.register import Entity, NameKind, Relation, Statement
from technopole.plan.tree import Level, Node

__all__ = ["brief"]

_RELATIONS = {
    Relation.RUN_BY: ("Run by", "推行機構"),
    Relation.FUNDED_BY: ("Funded by", "資助來源"),
    Relation.PART_OF: ("Part of", "所屬"),
    Relation.HOUSED_IN: ("Housed in", "設於"),
    Relation.LOCATED_IN: ("Located in", "位於"),
    Relation.REPLACES: ("Replaces", "取代"),
    Relation.PARTY_TO: ("Party to", "參與"),
    Relation.ADVISES: ("Advises", "提供意見予"),
    Relation.ESTABLISHED_BY: ("Established by", "設立者"),
}


def brief(composer: Composer, about: str, room: int) -> Document:
    """The brief on a node or an entity that is known on the composer's day.

    about: the id of the node or the entity. Raises KeyError when the pack knows neither then.
    room:  how many rows its lists may have at most.
    """
    node = composer.pack.tree.nodes.get(about)
    if node is not None:
        title = sentence(
            "{number} {title}",
            "{number} {title}",
            number=composer.node_number(node),
            title=composer.node(node),
        )
        sections = tuple(_node_sections(composer, node, room))
    else:
        entity = composer.pack.register.entities[about]
        title = sentence("{name}", "{name}", name=composer.entity(entity))
        sections = tuple(_entity_sections(composer, entity, room))
    return Document(
        kind="brief",
        title=title,
        subtitle=sentence("Brief as known on {day}", "簡報：截至{day}所知", day=composer.today),
        opening=opening(composer),
        author=author(),
        as_of=composer.as_of,
        version=composer.whole.version,
        sections=sections,
        colophon=colophon(composer),
        compact=True,
    )


# ── A node of the plan ────────────────────────────────────────────────────────────────────────


def _node_sections(composer: Composer, node: Node, room: int) -> Iterator[Section]:
    pack = composer.pack
    below = {each.id for each in pack.tree.below(node.id)}
    yield Section("what", sentence("In the plan", "在計劃中"), tuple(_aims(composer, node, room)))
    indicators = [each for each in pack.indicators.values() if each.node in below]
    yield from _indicators(composer, indicators, room)
    initiatives = [each for each in pack.initiatives.values() if each.node in below]
    yield from _initiatives(composer, initiatives, room)
    servants = dict.fromkeys(
        name for each in pack.tree.below(node.id) for name in pack.servants_of_node.get(each.id, ())
    )
    if servants:
        shown = list(servants)[: room * 2]
        names = joined([composer.entity(name) for name in shown])
        more = len(servants) > len(shown)
        yield Section(
            "who",
            sentence("Who and what carries it out", "由誰落實"),
            (
                Paragraph(
                    (
                        counted(
                            tuple(servants),
                            one=("{names} serves it.", "由{names}落實。"),
                            several=(
                                "Schemes, bodies and places that serve it are {count}, among them {names}."
                                if more
                                else "Schemes, bodies and places that serve it are {count}: {names}.",
                                "共有{count}項計劃、機構和地方與此有關，包括{names}。"
                                if more
                                else "共有{count}項計劃、機構和地方與此有關：{names}。",
                            ),
                            names=names,
                        ),
                    )
                ),
            ),
        )


def _aims(composer: Composer, node: Node, room: int) -> Iterator[Block]:
    tree = composer.pack.tree
    direction = tree.above(node.id, Level.DIRECTION)
    children = [n for n in tree.below(node.id) if n.id != node.id]
    kinds = [
        counted(tuple(n.id for n in found), one=one, several=several)
        for level, one, several in _BELOW
        if (found := [n for n in children if n.level is level])
    ]
    sentences = []
    if direction is not None and direction.id != node.id:
        sentences.append(
            sentence(
                "It belongs to the direction {direction}.",
                "屬發展方向{direction}。",
                direction=quoted(composer.node(direction)),
            )
        )
    if kinds:
        sentences.append(
            sentence("Below it stand {kinds}.", "之下訂明{kinds}。", kinds=joined(kinds))
        )
    if sentences:
        yield Paragraph(tuple(sentences))
    nearest = tree.children(node.id)
    if len(nearest) == 1:
        nearest = (*nearest, *tree.children(nearest[0].id))
    nearest = nearest[:room]
    if nearest:
        yield Bullets(
            tuple(
                Paragraph((sentence("{title}", "{title}", title=composer.node(each)),))
                for each in nearest
            )
        )


_BELOW = (
    (
        Level.STRATEGY,
        ("{count} strategy", "{count}個策略"),
        ("{count} strategies", "{count}個策略"),
    ),
    (Level.TARGET, ("{count} target", "{count}個目標"), ("{count} targets", "{count}個目標")),
    (
        Level.RECOMMENDATION,
        ("{count} recommendation", "{count}項建議"),
        ("{count} recommendations", "{count}項建議"),
    ),
    (Level.MEASURE, ("{count} measure", "{count}項措施"), ("{count} measures", "{count}項措施")),
)


def _indicators(
    composer: Composer, indicators: Sequence[Indicator], room: int
) -> Iterator[Section]:
    with_figures = [i for i in indicators if i.unit.holds != "date"]
    shown = sorted(with_figures, key=lambda i: i.latest(composer.pack.evidence) is None)[:room]
    if shown:
        yield Section(
            "indicators",
            sentence("Indicators", "指標"),
            (
                composer.indicator_table(
                    "table-indicators",
                    sentence("Baseline, newest figure and targets", "起點、最新數字及目標"),
                    shown,
                ),
            ),
        )


def _initiatives(
    composer: Composer, initiatives: Sequence[Initiative], room: int
) -> Iterator[Section]:
    if not initiatives:
        return
    newest = sorted(initiatives, key=lambda i: i.history[-1].published, reverse=True)[:room]
    intro: list[Sentence] = [
        counted(
            tuple(each.id for each in initiatives),
            one=(
                "The documents report {count} initiative, by the newest word on it {statuses}.",
                "文件匯報{count}項舉措，按最新消息：{statuses}。",
            ),
            several=(
                "The documents report {count} initiatives. By the newest word on each they are: {statuses}.",
                "文件匯報{count}項舉措，按最新消息：{statuses}。",
            ),
            statuses=composer.statuses(initiatives),
        )
        if len(initiatives) > 1
        else sentence("The documents report one initiative here.", "文件在此匯報的舉措只有下列者。")
    ]
    if len(newest) < len(initiatives):
        intro.append(sentence("The newest reports:", "最新匯報如下："))
    yield Section(
        "initiatives",
        sentence("Initiatives", "舉措"),
        (
            Paragraph(tuple(intro)),
            Bullets(
                tuple(
                    Paragraph(
                        composer.sayings(each.history[-1:]),
                        lead=sentence(
                            "{name} ({status}).",
                            "{name}（{status}）：",
                            name=composer.initiative(each),
                            status=only(STATUSES[each.status]),
                        ),
                    )
                    for each in newest
                )
            ),
        ),
    )


# ── An entity of the register ─────────────────────────────────────────────────────────────────


def _entity_sections(composer: Composer, entity: Entity, room: int) -> Iterator[Section]:
    yield Section("what", sentence("What it is", "簡介"), tuple(_introduction(composer, entity)))
    statements = composer.pack.register.statements_of.get(entity.id, ())
    if statements:
        yield Section(
            "said",
            sentence("What the documents say", "文件所述"),
            (
                Bullets(
                    tuple(
                        _statement(composer, each)
                        for each in statements[-max(2, room // 2) :][::-1]
                    )
                ),
            ),
        )
    yield from _figures(composer, entity, room)
    indicators = [i for i in composer.pack.indicators.values() if i.subject == entity.id]
    yield from _indicators(composer, indicators, max(2, room // 2))
    initiatives = composer.pack.initiatives_of_entity.get(entity.id, ())
    others = [i for i in initiatives if i.name.en != entity.name.en]
    yield from _initiatives(composer, others, max(2, room // 3))
    nodes = [
        composer.pack.tree.nodes[name]
        for name in dict.fromkeys(
            (
                *composer.pack.nodes_of_entity.get(entity.id, ()),
                *(i.node for i in initiatives),
                *(
                    link.other
                    for link in composer.pack.register.links_from.get(entity.id, ())
                    if link.relation is Relation.SERVES
                ),
            )
        )
        if name in composer.pack.tree.nodes
    ]
    if nodes:
        yield Section(
            "plan",
            sentence("In the plan", "在計劃中"),
            (
                Paragraph(
                    (
                        sentence(
                            "It serves {nodes}.",
                            "與計劃的{nodes}有關。",
                            nodes=joined(
                                [
                                    sentence(
                                        "{number} “{title}”",
                                        "{number}「{title}」",
                                        number=composer.node_number(node),
                                        title=composer.node(node),
                                    )
                                    for node in nodes[: max(3, room // 2)]
                                ]
                            ),
                        ),
                    )
                ),
            ),
        )


def _introduction(composer: Composer, entity: Entity) -> Iterator[Block]:
    sentences = [sentence("{summary}", "{summary}", summary=SayingReference(entity.summary, None))]
    former = [
        name
        for name in entity.names
        if name.kind is NameKind.FORMER and name.language == "en" and name.source
    ]
    if former and name_then(entity, composer.as_of) == entity.name:
        chinese = [n for n in entity.names if n.kind is NameKind.FORMER and n.language == "zh-hant"]
        text = Text(former[-1].name, chinese[-1].name if chinese else "")
        sentences.append(
            sentence(
                "It was called {former} before.",
                "前稱{former}。",
                former=NameReference(text, Naming.ENTITY, entity.id),
            )
        )
    for relation, (en, zh_hant) in _RELATIONS.items():
        others: list[Part] = [
            composer.entity(link.other)
            for link in composer.pack.register.links_from.get(entity.id, ())
            if link.relation is relation and link.other in composer.pack.register.entities
        ]
        if others:
            sentences.append(
                sentence(f"{en}: {{others}}.", f"{zh_hant}：{{others}}。", others=joined(others))
            )
    yield Paragraph(tuple(sentences))


def _statement(composer: Composer, statement: Statement) -> Paragraph:
    source = composer.pack.evidence.sources[statement.anchor.source]
    return Paragraph(
        (sentence("{saying}", "{saying}", saying=composer.saying(statement)),),
        lead=sentence(
            "{source}, {date} ({status}).",
            "{source}，{date}（{status}）：",
            source=composer.source(source, capital=True),
            date=composer.published(source),
            status=only(STATUSES[statement.status]),
        ),
    )


def _figures(composer: Composer, entity: Entity, room: int) -> Iterator[Section]:
    """The newest figure of each series, what happened before what was set or planned."""
    newest = []
    for series in composer.pack.evidence.series_by_subject.get(entity.id, ()):
        latest = series.latest
        if latest is None:
            latest = max(series.observations, key=lambda o: (o.published, o.id))
        newest.append(latest)
    if not newest:
        return
    order = (Kind.ACTUAL, Kind.BUDGET, Kind.PARAMETER, Kind.TARGET, Kind.PLAN, Kind.EVENT)
    newest.sort(key=lambda o: (order.index(o.kind), -o.published.toordinal(), o.id))
    shown = newest[:room]
    yield Section(
        "figures",
        sentence("Figures", "數字"),
        (
            Table(
                "table-figures",
                sentence("The newest figure of each kind", "各類最新數字")
                if len(shown) == len(newest)
                else counted(
                    tuple(o.id for o in newest),
                    one=("The newest figures, from {count} kind", "最新數字，選自{count}類"),
                    several=("The newest figures, from {count} kinds", "最新數字，選自{count}類"),
                ),
                (
                    column("What", "事項", 8),
                    column("Figure", "數字", 4, right=True),
                    column("As at", "統計時點", 4, right=True),
                ),
                tuple(_figure_row(composer, each) for each in shown),
            ),
        ),
    )


def _figure_row(composer: Composer, observation: Observation) -> tuple[Cell, ...]:
    return noted_once(
        (
            cell(composer.measure(observation.measure)),
            cell(composer.fact(observation)),
            cell(composer.when(observation)),
        )
    )
