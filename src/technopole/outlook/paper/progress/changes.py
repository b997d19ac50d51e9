"""What changed since the last paper: documents, statuses, figures, disagreements."""

from __future__ import annotations

from collections.abc import Iterator

from technopole.evidence.observations import Observation
from technopole.evidence.sources import Source
from technopole.outlook.paper.composing import (
    STATUSES,
    Composer,
    column,
    counted,
    only,
    paragraph,
    stands_elsewhere,
)
from technopole.outlook.paper.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    cell,
)
from technopole.outlook.paper.progress.keys import (
    DISPUTES,
)
from technopole.outlook.paper.references import (
    CountReference,
    NumberingReference,
    joined,
    sentence,
)
from technopole.plan.packs import Pack
from technopole.plan.statuses import Status

__all__ = ["changes"]


def changes(composer: Composer) -> Iterator[Section]:
    """What is otherwise than in the last paper; none where there was no last paper."""
    before, last = composer.before, composer.last
    if before is None or last is None:
        return
    blocks: list[Block] = [_new_documents(composer, last)]
    blocks += _status_changes(composer, before, last)
    blocks += _newer_figures(composer, before)
    blocks += _restated(composer)
    blocks += _new_disputes(composer, before)
    yield Section(
        "changes",
        sentence("What changed since the last paper", "上次文件以來的變化"),
        tuple(blocks),
    )


def _new_documents(composer: Composer, last: Source) -> Paragraph:
    new = composer.new_sources
    if not new:
        return paragraph(
            sentence(
                "Nothing that this paper rests on was published after {last}; what was known then is "
                "what is known now.",
                "{last}發表後，本文件所依據的文件沒有增加，所知與當時相同。",
                last=composer.source(last),
            )
        )
    return paragraph(
        counted(
            tuple(source.id for source in new),
            one=(
                "Since {last}, {count} document that this paper rests on was published: {names}.",
                "自{last}以來，本文件所依據的文件增加{count}份：{names}。",
            ),
            several=(
                "Since {last}, {count} documents that this paper rests on were published: {names}.",
                "自{last}以來，本文件所依據的文件增加{count}份：{names}。",
            ),
            last=composer.source(last),
            names=joined(
                [
                    sentence(
                        "{name} ({date})",
                        "{name}（{date}）",
                        name=composer.source(source),
                        date=composer.published(source),
                    )
                    for source in new
                ]
            ),
        ),
        sentence(
            "They bring {count} figures.",
            "這些文件載有{count}個數字。",
            count=CountReference(
                tuple(
                    fact.id
                    for source in new
                    for fact in composer.pack.evidence.by_source.get(source.id, ())
                )
            ),
        )
        if len(new) > 1
        else sentence(
            "It brings {count} figures.",
            "該文件載有{count}個數字。",
            count=CountReference(
                tuple(fact.id for fact in composer.pack.evidence.by_source.get(new[0].id, ()))
            ),
        ),
    )


def _status_changes(composer: Composer, before: Pack, last: Source) -> Iterator[Block]:
    now, then = composer.pack.initiatives, before.initiatives
    moved = tuple(
        n for n, each in now.items() if n in then and stands_elsewhere(then[n].status, each.status)
    )
    new = tuple(n for n in now if n not in then)
    quiet = tuple(
        n for n, each in now.items() if n in then and len(then[n].history) == len(each.history)
    )
    yield paragraph(
        sentence(
            "Initiatives followed then: {then}. At another stage now: {moved}. Listed since: {new}. Without "
            "a newer report in the list: {quiet}, which does not mean that no document speaks of them. "
            "{table} counts them by status; words for the same stage, such as “ongoing” and “in "
            "operation”, count as no change.",
            "當時跟進的舉措：{then}項；所處階段已有改變：{moved}項；其後列入：{new}項；清單未有較新匯報：{quiet}項，"
            "並不表示沒有文件提及。{table}按狀況列出數目；同一階段的不同說法，例如「持續進行」與「運作中」，不當作改變。",
            then=CountReference(tuple(then)),
            moved=CountReference(moved),
            new=CountReference(new),
            quiet=CountReference(quiet),
            table=NumberingReference("table-statuses"),
        )
    )
    rows = []
    for status in Status:
        here = tuple(n for n, each in then.items() if each.status is status)
        there = tuple(n for n, each in now.items() if each.status is status)
        if here or there:
            rows.append((cell(only(STATUSES[status])), _count_cell(here), _count_cell(there)))
    yield Table(
        "table-statuses",
        sentence("Initiatives by status", "按狀況劃分的舉措數目"),
        (
            column("Status", "狀況", 3),
            Column(
                sentence("{day}", "{day}", day=composer.day(last.published, last.id)), 2, right=True
            ),
            Column(sentence("{day}", "{day}", day=composer.today), 2, right=True),
        ),
        tuple(rows),
    )


def _count_cell(things: tuple[str, ...]) -> Cell:
    return cell(CountReference(things, digits=True))


def _newer_figures(composer: Composer, before: Pack) -> Iterator[Block]:
    rows = []
    for name, indicator in composer.pack.indicators.items():
        earlier = before.indicators.get(name)
        latest = indicator.latest(composer.pack.evidence)
        known = earlier.latest(before.evidence) if earlier else None
        if earlier is None or latest is None or (known is not None and known.id == latest.id):
            continue
        rows.append(
            (
                cell(composer.indicator(indicator)),
                cell() if known is None else cell(composer.fact(known), composer.when(known)),
                cell(composer.fact(latest), composer.when(latest))
                if latest.as_at
                else cell(composer.fact(latest)),
            )
        )
    if rows:
        yield paragraph(
            sentence(
                "Figures: {table} sets the newest figures of the indicators that moved beside those of "
                "the last paper.",
                "數字：{table}把有較新數字的指標與上次文件的數字並列。",
                table=NumberingReference("table-newer"),
            )
        )
        yield Table(
            "table-newer",
            sentence("Indicators with a newer figure", "有較新數字的指標"),
            (
                column("Indicator", "指標", 5),
                column("In the last paper", "上次文件", 3, right=True),
                column("Now", "現時", 3, right=True),
            ),
            tuple(rows),
        )
    elif composer.pack.indicators and before.indicators:
        yield paragraph(
            sentence(
                "Figures: no indicator has a newer figure than in the last paper.",
                "數字：沒有指標具有較上次文件更新的數字。",
            )
        )


def _restated(composer: Composer) -> Iterator[Block]:
    """Figures that a new document states otherwise for the same time."""
    new = {source.id for source in composer.new_sources}
    rows = []
    for series in composer.pack.evidence.series.values():
        for point in series.points(*dict.fromkeys(o.kind for o in series.observations)):
            if point.as_at is None:
                continue
            then = [v for v in point.vintages if v.source not in new]
            now = [v for v in point.vintages if v.source in new]
            if then and now and _differ(then[-1], now[-1]):
                rows.append(_restated_row(composer, then[-1], now[-1]))
    if rows:
        yield paragraph(
            sentence(
                "Restated: {table} lists the figures that a new document gives otherwise for the same time.",
                "重新表述：{table}列出新文件就同一時間給予不同說法的數字。",
                table=NumberingReference("table-restated"),
            )
        )
        yield Table(
            "table-restated",
            sentence("Figures stated anew", "重新表述的數字"),
            (
                column("Figure", "項目", 5),
                column("Then", "當時", 3, right=True),
                column("Now", "現時", 3, right=True),
            ),
            tuple(rows),
        )


def _differ(then: Observation, now: Observation) -> bool:
    return (then.figure.text, then.figure.qualifier) != (now.figure.text, now.figure.qualifier)


def _restated_row(composer: Composer, then: Observation, now: Observation) -> tuple[Cell, ...]:
    return (
        cell(
            sentence(
                "{entity}: {measure}, {time}",
                "{entity}：{measure}，{time}",
                entity=composer.entity(now.subject),
                measure=composer.measure(now.measure),
                time=composer.when(now),
            )
        ),
        cell(composer.fact(then)),
        cell(composer.fact(now)),
    )


def _new_disputes(composer: Composer, before: Pack) -> Iterator[Block]:
    known = {each.id for each in before.evidence.contradictions}
    known |= {each.id for each in before.evidence.tensions}
    contradictions = tuple(d.id for d in composer.pack.evidence.contradictions if d.id not in known)
    tensions = tuple(d.id for d in composer.pack.evidence.tensions if d.id not in known)
    if not contradictions and not tensions:
        return
    yield paragraph(
        counted(
            contradictions,
            none=(
                "Disagreements: no figures contradict each other that did not before.",
                "分歧：沒有新出現的互相矛盾數字。",
            ),
            one=(
                "Disagreements: the new documents give {count} pair of figures that contradict each other.",
                "分歧：新文件出現{count}組互相矛盾的數字。",
            ),
            several=(
                "Disagreements: the new documents give {count} sets of figures that contradict each other.",
                "分歧：新文件出現{count}組互相矛盾的數字。",
            ),
        ),
        counted(
            tensions,
            none=("They stand in {annex}.", "詳見{annex}。"),
            one=(
                "A further {count} only seems to, for its figures count or cover different things; {annex} gives the reason.",
                "另有{count}組因定義或範圍不同而看似不符，原因見{annex}。",
            ),
            several=(
                "A further {count} only seem to, for their figures count or cover different things; {annex} gives the reasons.",
                "另有{count}組因定義或範圍不同而看似不符，原因見{annex}。",
            ),
            annex=NumberingReference(DISPUTES),
        ),
    )
