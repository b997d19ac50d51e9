"""The annexes: every initiative, dated target, disagreement, figure and document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.wording import Text
from technopole.outlook.paper.composing import (
    KINDS,
    STATUSES,
    Composer,
    column,
    counted,
    dispute_title,
    noted_once,
    only,
    paragraph,
)
from technopole.outlook.paper.document import (
    Bullets,
    Cell,
    Paragraph,
    Section,
    Table,
    cell,
)
from technopole.outlook.paper.progress.initiatives import by_kind, newly_named
from technopole.outlook.paper.progress.keys import (
    DISPUTES,
    FIGURES,
    INDICATORS,
    INITIATIVES,
    NAMED,
    SOURCES,
)
from technopole.outlook.paper.references import (
    DateReference,
    FactReference,
    NameReference,
    Naming,
    Part,
    SayingReference,
    joined,
    sentence,
)
from technopole.plan.indicators import Indicator, IndicatorSet, Role
from technopole.plan.initiatives import Initiative

__all__ = [
    "disputes_annex",
    "figures_annex",
    "indicators_annex",
    "initiatives_annex",
    "named_annex",
    "sources_annex",
]


def initiatives_annex(composer: Composer) -> Iterator[Section]:
    """Every initiative with its newest report; none where there are none."""
    if not composer.pack.initiatives:
        return
    initiatives = _in_order(composer, tuple(composer.pack.initiatives.values()))
    yield Section(
        INITIATIVES,
        sentence("Initiatives and where they stand", "各項舉措及其狀況"),
        (
            Table(
                "table-initiatives",
                sentence("Initiatives, with the newest report on each", "各項舉措及有關的最新匯報"),
                (
                    column("Initiative", "舉措", 4),
                    column("Status", "狀況", 2),
                    column("What is reported", "匯報內容", 6),
                    column("Document and place", "文件及位置", 4),
                ),
                tuple(_initiative_row(composer, each) for each in initiatives),
                small=True,
            ),
        ),
        annex=True,
    )


def _in_order(composer: Composer, initiatives: Sequence[Initiative]) -> list[Initiative]:
    """In the order of the plan's nodes, as far as they are known."""
    order = {name: place for place, name in enumerate(composer.pack.tree.nodes)}
    return sorted(initiatives, key=lambda each: order.get(each.node, len(order)))


def _initiative_row(composer: Composer, initiative: Initiative) -> tuple[Cell, ...]:
    report = initiative.history[-1]
    status: list[Part] = [only(STATUSES[report.status])]
    if report.as_at is not None:
        status.append(DateReference(report.as_at, f"initiative {initiative.id}"))
    return (
        cell(composer.initiative(initiative)),
        cell(*status),
        cell(SayingReference(report.says, report.anchor, bound=composer.bound(report))),
        cell(composer.document_and_place(report.anchor.source, report.anchor.heading)),
    )


def named_annex(composer: Composer) -> Iterator[Section]:
    """The names of what the newer documents first name, by kind; none where there is nothing."""
    named = newly_named(composer) if composer.last else ()
    if not named:
        return
    yield Section(
        NAMED,
        sentence("Named for the first time since the last paper", "上次文件以來首次提及的事物"),
        (
            Table(
                "table-named",
                sentence(
                    "What the register first knows from the newer documents",
                    "登記冊由較新文件首次得知的事物",
                ),
                (column("Kind", "種類", 2), column("Names", "名稱", 10)),
                tuple(
                    (
                        cell(
                            counted(
                                tuple(entity.id for entity in found),
                                one=KINDS[kind][0],
                                several=KINDS[kind][1],
                            )
                        ),
                        cell(
                            joined([composer.entity(entity) for entity in found], semicolons=True)
                        ),
                    )
                    for kind, found in by_kind(named).items()
                ),
                small=True,
            ),
        ),
        annex=True,
    )


def indicators_annex(composer: Composer) -> Iterator[Section]:
    """The indicators that are not development indicators; none where there are none."""
    tables = []
    for group, key, caption in (
        (
            IndicatorSet.WORK, "table-work",
            sentence("Indicators for particular tasks", "就特定工作訂立的指標"),
        ),
        (
            IndicatorSet.DATED_TARGET, "table-dated",
            sentence("Dated targets of the plan's text", "計劃文內有期限的目標"),
        ),
    ):  # fmt: skip
        found = [each for each in composer.pack.indicators.values() if each.set is group]
        if found:
            tables.append(
                Table(
                    key,
                    caption,
                    (
                        column("Indicator", "指標", 6),
                        column("Baseline", "起點", 3, right=True),
                        column("Newest figure", "最新數字", 3, right=True),
                        column("Target", "目標", 3, right=True),
                        column("Year", "年份", 2, right=True),
                    ),
                    tuple(_target_row(composer, each) for each in found),
                    small=True,
                )
            )
    if tables:
        yield Section(
            INDICATORS,
            sentence(
                "Dated targets and indicators for particular tasks",
                "有期限的目標及就特定工作訂立的指標",
            ),
            tuple(tables),
            annex=True,
        )


def _target_row(composer: Composer, indicator: Indicator) -> tuple[Cell, ...]:
    baselines = [
        p.observation
        for p in indicator.of_role(Role.BASELINE)
        if p.observation.figure.unit.dimension == indicator.unit.dimension
    ]
    latest = indicator.latest(composer.pack.evidence)
    targets = indicator.of_role(Role.TARGET)
    alone = len({p.observation.measure for p in targets}) == 1
    dated = {p.year_named: p for p in reversed(targets) if p.year_named is not None}
    return noted_once(
        (
            cell(composer.numbered_name(indicator)),
            _dated_cell(composer, baselines[0]) if baselines else cell(),
            _dated_cell(composer, latest) if latest else cell(),
            Cell(
                tuple(_target(composer, each.observation, alone=alone) for each in targets),
                even=True,
            ),
            Cell(
                tuple(composer.year(year, dated[year].observation) for year in sorted(dated)),
                even=True,
            ),
        )
    )


def _target(composer: Composer, target: Observation, *, alone: bool) -> Part:
    """A target; with what it is of where an indicator has targets of several measures."""
    figure = composer.fact(target)
    if alone:
        return figure
    return sentence(
        "{measure}: {figure}",
        "{measure}：{figure}",
        measure=composer.measure(target.measure),
        figure=figure,
    )


def _dated_cell(composer: Composer, observation: Observation) -> Cell:
    if observation.kind is Kind.EVENT or observation.as_at is None:
        return cell(composer.fact(observation))
    return cell(composer.fact(observation), composer.when(observation))


def disputes_annex(composer: Composer) -> Iterator[Section]:
    """Where documents disagree; none where they do not."""
    evidence = composer.pack.evidence
    if not evidence.contradictions and not evidence.tensions:
        return
    sections = []
    if evidence.contradictions:
        sections.append(
            Section(
                "contradictions",
                sentence("Contradictions", "矛盾"),
                (
                    paragraph(
                        sentence(
                            "These figures speak of the same thing at the same time, and cannot all be "
                            "true within the precision with which they are stated. Both are kept.",
                            "以下數字所指的事項和時間相同，按其表述的精確程度不可能同時成立。兩者均予保留。",
                        )
                    ),
                    Table(
                        "table-contradictions",
                        sentence("Figures that contradict each other", "互相矛盾的數字"),
                        (
                            column("What", "事項", 4),
                            column("Figure", "數字", 2, right=True),
                            column("As at", "統計時點", 2),
                            column("Document and place", "文件及位置", 5),
                        ),
                        tuple(
                            row
                            for each in evidence.contradictions
                            for row in _side_rows(composer, each)
                        ),
                        small=True,
                    ),
                ),
            )
        )
    if evidence.tensions:
        sections.append(
            Section(
                "tensions",
                sentence("Figures that do not compare", "不可直接比較的數字"),
                (
                    paragraph(
                        sentence(
                            "These only seem to disagree: they count, cover or date different things, "
                            "for the reason given with each.",
                            "以下數字只是看似不符：其計算方法、範圍或時間各有不同，原因逐一說明。",
                        )
                    ),
                    Bullets(tuple(_tension_item(composer, each) for each in evidence.tensions)),
                ),
            )
        )
    yield Section(
        DISPUTES,
        sentence("Where documents disagree", "文件不一致之處"),
        (),
        tuple(sections),
        annex=True,
    )


def _side_rows(composer: Composer, dispute: Contradiction) -> Iterator[tuple[Cell, ...]]:
    for index, side in enumerate(dispute.sides):
        yield (
            cell(dispute_title(dispute, composer)) if index == 0 else cell(),
            cell(FactReference(side)),
            cell(composer.when(side)),
            cell(composer.where_and_when(side)),
        )


def _tension_item(composer: Composer, tension: Tension) -> Paragraph:
    sides = [
        sentence(
            "{figure} ({source}, {place})",
            "{figure}（{source}，{place}）",
            figure=FactReference(side),
            source=composer.source(composer.pack.evidence.sources[side.source]),
            place=composer.place(side.anchor.heading),
        )
        for side in tension.sides
    ]
    return Paragraph(
        (
            sentence(
                "{reason}",
                "{reason}",
                reason=SayingReference(tension.reason, tension.sides[0].anchor),
            ),
            sentence(
                "The figures: {sides}.", "有關數字：{sides}。", sides=joined(sides, semicolons=True)
            ),
        ),
        lead=sentence("{title}.", "{title}：", title=composer.tension(tension)),
    )


def figures_annex(composer: Composer, facts: Sequence[str]) -> Section:
    """Every figure that the paper refers to, by the ids of its facts."""
    observations = [composer.pack.evidence.observations[fact] for fact in facts]
    return Section(
        FIGURES,
        sentence("Figures used in this paper", "本文件採用的數字"),
        (
            Table(
                "table-figures",
                sentence("Figures, by the number of their fact", "數字，按資料編號排列"),
                (
                    column("No.", "編號", 2),
                    column("What", "事項", 7),
                    column("Figure", "數字", 3, right=True),
                    column("As at", "統計時點", 3),
                    column("Document and place", "文件及位置", 5),
                ),
                tuple(_fact_row(composer, each) for each in observations),
                small=True,
            ),
        ),
        annex=True,
    )


def _fact_row(composer: Composer, observation: Observation) -> tuple[Cell, ...]:
    return (
        cell(NameReference(Text(observation.id, observation.id), Naming.FACT, observation.id)),
        cell(
            sentence(
                "{entity}: {measure}",
                "{entity}：{measure}",
                entity=composer.entity(observation.subject),
                measure=composer.measure(observation.measure),
            )
        ),
        cell(FactReference(observation)),
        cell(composer.when(observation)),
        cell(composer.where_and_when(observation)),
    )


def sources_annex(composer: Composer) -> Section:
    """The documents that the paper rests on."""
    return Section(
        SOURCES,
        sentence("Documents", "文件"),
        (
            Table(
                "table-sources",
                sentence("The documents that this paper rests on", "本文件依據的文件"),
                (
                    column("Document", "文件", 6),
                    column("Called here", "簡稱", 3),
                    column("Publisher", "發表者", 4),
                    column("Published", "發表日期", 3),
                ),
                tuple(
                    (
                        cell(composer.source_title(source)),
                        cell(composer.source(source)),
                        cell(NameReference(source.publisher, Naming.SOURCE, source.id)),
                        cell(composer.published(source)),
                    )
                    for source in composer.pack.evidence.sources.values()
                ),
                small=True,
            ),
            Paragraph(
                (
                    sentence(
                        "A document whose day of publication is not printed counts as known from the last "
                        "day of the period that is. Places are named as in the English texts.",
                        "未印明發表日期的文件，以所載時段終結之日起視為已知。文件位置按英文文本列出。",
                    ),
                )
            ),
        ),
        annex=True,
    )
