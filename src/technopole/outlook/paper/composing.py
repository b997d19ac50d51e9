"""What every kind of paper is composed with: references that know their documents, and common parts.

A `Composer` sees a pack as of one day and hands out references to what was known then, each with
the footnote that names its document and place and says where another document disagrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from technopole.evidence.contradictions import Dispute, Tension, TensionKind
from technopole.evidence.observations import Observation
from technopole.evidence.periods import Period
from technopole.evidence.quantities import exact_decimal
from technopole.evidence.sources import Source
from technopole.evidence.wording import Text, say_amount
from technopole.outlook.overview import Outlook, outlooks_of
from technopole.outlook.paper.document import Cell, Column, Paragraph, Table, cell
from technopole.outlook.paper.references import (
    CountReference,
    DateReference,
    DerivedReference,
    FactReference,
    NameReference,
    Naming,
    Note,
    NoteReference,
    NumberingReference,
    Operation,
    Part,
    SayingReference,
    Sentence,
    across_tension,
    joined,
    sentence,
    spans,
    without_notes,
)
from technopole.outlook.paper.setting import Setting
from technopole.outlook.paper.words import Message, Words
from technopole.plan.indicators import Indicator, IndicatorPoint, Role, level
from technopole.plan.initiatives import Initiative, StatusReport
from technopole.plan.packs import Pack
from technopole.plan.register import Entity, EntityKind, NameKind, Statement
from technopole.plan.statuses import Status
from technopole.plan.tree import Node

__all__ = [
    "KINDS",
    "STATUSES",
    "Composer",
    "column",
    "counted",
    "dispute_title",
    "name_then",
    "noted_once",
    "only",
    "paragraph",
    "quoted",
    "stands_elsewhere",
]

STATUSES: Final[Mapping[Status, Message]] = {
    Status.PROPOSED: Message.of("proposed", "建議中"),
    Status.ANNOUNCED: Message.of("announced", "已公布"),
    Status.PLANNED: Message.of("planned", "計劃中"),
    Status.PREPARING: Message.of("in preparation", "籌備中"),
    Status.UNDER_WAY: Message.of("under way", "進行中"),
    Status.DELAYED: Message.of("delayed", "延誤"),
    Status.OPEN: Message.of("open", "開放中"),
    Status.OPERATING: Message.of("in operation", "運作中"),
    Status.ONGOING: Message.of("ongoing", "持續進行"),
    Status.SIGNED: Message.of("signed", "已簽署"),
    Status.IN_FORCE: Message.of("in force", "生效中"),
    Status.PUBLISHED: Message.of("published", "已發布"),
    Status.HELD: Message.of("held", "已舉行"),
    Status.COMPLETED: Message.of("completed", "已完成"),
    Status.MERGED: Message.of("merged", "已合併"),
    Status.RENAMED: Message.of("renamed", "已易名"),
    Status.CLOSED: Message.of("closed", "已結束"),
    Status.NAMED: Message.of("named", "提及"),
}
# The order in which a paper counts them: from what runs to what is only intended.
_COUNTED: Final = (
    Status.COMPLETED, Status.HELD, Status.PUBLISHED, Status.SIGNED, Status.IN_FORCE, Status.OPERATING,
    Status.OPEN, Status.ONGOING, Status.UNDER_WAY, Status.PREPARING, Status.PLANNED,
    Status.ANNOUNCED, Status.PROPOSED, Status.DELAYED, Status.RENAMED, Status.MERGED, Status.CLOSED,
    Status.NAMED,
)  # fmt: skip

# Words that documents use of one and the same stage: a scheme that is “ongoing” in one of them and “in
# operation” in the next has not moved. Where something is only named, nothing is said of a stage.
_STAGES: Final = (
    frozenset({Status.PROPOSED, Status.ANNOUNCED, Status.PLANNED}),
    frozenset({Status.PREPARING, Status.UNDER_WAY}),
    frozenset({Status.DELAYED}),
    frozenset(
        {
            Status.OPEN, Status.OPERATING, Status.ONGOING, Status.SIGNED, Status.IN_FORCE,
            Status.PUBLISHED, Status.HELD, Status.COMPLETED, Status.RENAMED,
        }
    ),
    frozenset({Status.MERGED, Status.CLOSED}),
)  # fmt: skip


def stands_elsewhere(then: Status, now: Status) -> bool:
    """Whether two words for where something stands speak of different stages.

    >>> stands_elsewhere(Status.PLANNED, Status.OPERATING), stands_elsewhere(Status.ONGOING, Status.HELD)
    (True, False)
    """
    stages = [next((s for s in _STAGES if each in s), None) for each in (then, now)]
    return None not in stages and stages[0] is not stages[1]


_ONE_AND_MORE = tuple[tuple[str, str], tuple[str, str]]


def _kind(one: str, several: str, zh_hant: str) -> _ONE_AND_MORE:
    return (f"{{count}} {one}", f"{{count}}{zh_hant}"), (
        f"{{count}} {several}",
        f"{{count}}{zh_hant}",
    )


KINDS: Final[Mapping[EntityKind, _ONE_AND_MORE]] = {
    EntityKind.SCHEME: _kind("scheme", "schemes", "項計劃"),
    EntityKind.FUND: _kind("fund", "funds", "個基金"),
    EntityKind.PROGRAMME: _kind("programme", "programmes", "項專項計劃"),
    EntityKind.TAX_MEASURE: _kind("tax measure", "tax measures", "項稅務措施"),
    EntityKind.INSTITUTION: _kind("institution", "institutions", "個機構"),
    EntityKind.COMMITTEE: _kind("committee", "committees", "個委員會"),
    EntityKind.FACILITY: _kind("facility", "facilities", "項設施"),
    EntityKind.PLACE: _kind("place", "places", "個地方"),
    EntityKind.PLATFORM: _kind("platform", "platforms", "個平台"),
    EntityKind.SYSTEM: _kind("system", "systems", "個系統"),
    EntityKind.PLAN: _kind("plan", "plans", "份規劃"),
    EntityKind.POLICY: _kind("policy", "policies", "項政策"),
    EntityKind.LAW: _kind("law", "laws", "項法例"),
    EntityKind.AGREEMENT: _kind("agreement", "agreements", "份協議"),
    EntityKind.EVENT: _kind("event", "events", "項活動"),
    EntityKind.PUBLICATION: _kind("publication", "publications", "份刊物"),
    EntityKind.AWARD: _kind("award", "awards", "個獎項"),
    EntityKind.INDEX: _kind("index", "indices", "項指數"),
    EntityKind.PRODUCT: _kind("product", "products", "項產品"),
    EntityKind.GROUP: _kind("group", "groups", "個群體"),
    EntityKind.ECONOMY: _kind("economy", "economies", "個經濟體"),
}

_APART: Final[Mapping[TensionKind, Message]] = {
    TensionKind.DEFINITION: Message.of(
        "Not counted like related figures", "計算方法與相關數字不同"
    ),
    TensionKind.SCOPE: Message.of(
        "Does not cover the same as related figures", "涵蓋範圍與相關數字不同"
    ),
    TensionKind.MOVED_TARGET: Message.of("A target that was moved", "目標曾經更改"),
    TensionKind.DERIVED: Message.of(
        "Does not follow from related figures", "與相關數字推算所得不同"
    ),
    TensionKind.WITHIN_DOCUMENT: Message.of(
        "Stated otherwise in the same document", "同一文件另有不同說法"
    ),
}
_UNDATED: Final = Message.of("undated", "未註明日期")


def only(message: Message) -> Sentence:
    """A message without places as a sentence."""
    return Sentence(message)


def quoted(name: NameReference) -> Sentence:
    """A name in quotation marks, where it stands among the words of a sentence."""
    return sentence("“{name}”", "「{name}」", name=name)


def paragraph(*sentences: Sentence, lead: Sentence | None = None) -> Paragraph:
    """A numbered paragraph."""
    return Paragraph(sentences, lead, numbered=True)


def column(en: str, zh_hant: str, width: int = 1, *, right: bool = False) -> Column:
    """A column with a head of plain words."""
    return Column(sentence(en, zh_hant), width, right)


def counted(
    things: Sequence[str],
    *,
    one: tuple[str, str],
    several: tuple[str, str],
    none: tuple[str, str] | None = None,
    **parts: Part,
) -> Sentence:
    """The sentence for one thing or for several; each says the count at `{count}` if it names it."""
    chosen = none if none is not None and not things else one if len(things) == 1 else several
    message = Message.of(*chosen)
    given: dict[str, Part] = {**parts, "count": CountReference(tuple(things))}
    return Sentence(message, tuple((n, p) for n, p in given.items() if n in message.slots))


@dataclass(frozen=True)
class Composer:
    """A pack as of a day, as papers speak of it.

    whole:    the pack with all that is known today, for what the setting names.
    disputes: the key of the annex that lists disagreements; None where the paper has none.
    """

    whole: Pack
    as_of: date
    setting: Setting
    disputes: str | None = None

    @cached_property
    def pack(self) -> Pack:
        """What was known on the day."""
        return self.whole.as_of(self.as_of)

    # ── The last paper ────────────────────────────────────────────────────────────────────────

    @cached_property
    def last(self) -> Source | None:
        """The paper before this one: of the series that it continues, else the last document before."""
        earlier = [s for s in self.pack.evidence.sources.values() if s.published < self.as_of]
        newest = self.pack.days[-1] if self.pack.days else None
        papers = [source for source in earlier if source.id in self.setting.papers]
        if papers:
            return papers[-1]
        others = [source for source in earlier if source.published != newest]
        return others[-1] if others and not self.setting.papers else None

    @cached_property
    def before(self) -> Pack | None:
        """What was known on the day of the last paper."""
        return self.whole.as_of(self.last.published) if self.last else None

    @cached_property
    def new_sources(self) -> tuple[Source, ...]:
        """The documents published after the last paper; all of them when there was none."""
        known = self.before.evidence.sources if self.before else {}
        return tuple(s for s in self.pack.evidence.sources.values() if s.id not in known)

    @cached_property
    def outlooks(self) -> Mapping[str, Outlook]:
        """What the methods and the forecasts say of each indicator on the day."""
        return outlooks_of(self.whole, self.as_of)

    # ── References ────────────────────────────────────────────────────────────────────────────

    def fact(self, observation: Observation) -> FactReference:
        """A figure with its footnote."""
        return FactReference(observation, self.note(observation))

    def note(self, observation: Observation) -> Note:
        """Where a figure stands, and who says otherwise."""
        remarks = [
            self._remark(dispute, observation)
            for dispute in self.pack.evidence.disputes.get(observation.id, ())
        ]
        source = self.pack.evidence.sources[observation.source]
        return Note(source, observation.anchor.heading, tuple(remarks))

    def _remark(self, dispute: Dispute, observation: Observation) -> Sentence:
        if isinstance(dispute, Tension):
            if self.disputes is None:
                return sentence(
                    "{why}: “{title}”.",
                    "{why}：「{title}」。",
                    why=only(_APART[dispute.kind]),
                    title=self.tension(dispute),
                )
            return sentence(
                "What it does not compare with: {annex}, “{title}”.",
                "與其他數字不可直接比較之處，見{annex}「{title}」。",
                annex=NumberingReference(self.disputes),
                title=self.tension(dispute),
            )
        others = [side for side in dispute.sides if side.id != observation.id]
        said = [
            sentence(
                "{figure} ({source}, {place})",
                "{figure}（{source}，{place}）",
                figure=FactReference(other),
                source=self.source(self.pack.evidence.sources[other.source]),
                place=self.place(other.anchor.heading),
            )
            for other in others
        ]
        return sentence(
            "Contradicted, for the same time, by {others}.",
            "同一時間另有不符的說法：{others}。",
            others=joined(said),
        )

    def when(self, observation: Observation) -> Part:
        """The time that a figure speaks of."""
        if observation.as_at is None:
            return only(_UNDATED)
        return DateReference(observation.as_at, observation.id)

    def dated(self, observation: Observation) -> Sentence:
        """A figure and its time."""
        return sentence(
            "{figure} ({time})",
            "{figure}（{time}）",
            figure=self.fact(observation),
            time=self.when(observation),
        )

    def day(self, day: date, of: str) -> DateReference:
        """A day."""
        return DateReference(Period.day(day), of)

    def published(self, source: Source) -> DateReference:
        """When a document was published, as far as it is stated."""
        return DateReference(Period.parse(source.published_as), source.id)

    def publication(self, source: Source) -> Sentence:
        """The same with the word before it: “on 13 November 2023”, “in October 2021”."""
        date = self.published(source)
        if date.period.is_day:
            return sentence("on {date}", "{date}", date=date)
        return sentence("in {date}", "{date}", date=date)

    @property
    def today(self) -> DateReference:
        """The day of the paper."""
        return self.day(self.as_of, "paper")

    def source(self, source: Source, *, capital: bool = False) -> NameReference:
        """A document by the name that sentences call it."""
        return NameReference(source.short, Naming.SOURCE, source.id, capital)

    def source_title(self, source: Source) -> NameReference:
        """A document by its title."""
        return NameReference(source.title, Naming.SOURCE, source.id)

    @staticmethod
    def place(heading: str) -> NameReference:
        """A place in a document."""
        return NameReference(Text(heading, ""), Naming.PLACE, heading)

    def entity(self, entity: Entity | str) -> NameReference:
        """An entity under the name that it bore on the day. Raises KeyError when none was known."""
        found = self.pack.register.entities[entity] if isinstance(entity, str) else entity
        return NameReference(name_then(found, self.as_of), Naming.ENTITY, found.id)

    @staticmethod
    def node(node: Node) -> NameReference:
        """A node of the plan by its title."""
        return NameReference(node.title, Naming.NODE, node.id)

    @staticmethod
    def node_number(node: Node) -> NameReference:
        """A node of the plan by its number."""
        return NameReference(Text(node.number, node.number), Naming.NODE_NUMBER, node.id)

    @staticmethod
    def indicator(indicator: Indicator) -> NameReference:
        """An indicator by its name."""
        return NameReference(indicator.name, Naming.INDICATOR, indicator.id)

    @staticmethod
    def indicator_number(indicator: Indicator) -> NameReference:
        """An indicator by its number."""
        number = Text(indicator.number, indicator.number)
        return NameReference(number, Naming.INDICATOR_NUMBER, indicator.id)

    @staticmethod
    def initiative(initiative: Initiative) -> NameReference:
        """An initiative by its name."""
        return NameReference(initiative.name, Naming.INITIATIVE, initiative.id)

    @staticmethod
    def tension(tension: Tension) -> NameReference:
        """A declared disagreement by its title."""
        return NameReference(tension.title, Naming.TENSION, tension.id)

    def measure(self, measure: str) -> NameReference:
        """A measure by its name."""
        return NameReference(self.pack.evidence.measures[measure].name, Naming.MEASURE, measure)

    def saying(self, report: StatusReport | Statement) -> SayingReference:
        """What a document reports, with its footnote."""
        source = self.pack.evidence.sources[report.anchor.source]
        note = Note(source, report.anchor.heading)
        return SayingReference(report.says, report.anchor, note, self.bound(report))

    def bound(self, report: StatusReport | Statement) -> tuple[str, ...]:
        """The facts read from a report's own lines whose figures its words repeat."""
        anchor = report.anchor
        return tuple(
            fact.id
            for fact in self.pack.evidence.by_source.get(anchor.source, ())
            if fact.anchor.first <= anchor.last
            and anchor.first <= fact.anchor.last
            and repeats(report.says, fact)
        )

    def sayings(self, reports: Iterable[StatusReport]) -> tuple[Sentence, ...]:
        """What documents report, the oldest first, each thing once."""
        once = {report.says.en: report for report in reversed(tuple(reports))}
        return tuple(
            sentence("{saying}", "{saying}", saying=self.saying(report))
            for report in reversed(once.values())
        )

    @staticmethod
    def year(year: int, observation: Observation) -> DateReference:
        """A year that a figure of the plan is meant for."""
        return DateReference(Period.parse(str(year)), observation.id)

    def proof(self, observation: Observation) -> NoteReference:
        """A footnote alone."""
        return NoteReference(self.note(observation))

    # ── Sentences that several papers say ─────────────────────────────────────────────────────

    def statuses(self, initiatives: Sequence[Initiative]) -> Part:
        """How many initiatives stand where: “five in operation, one proposed”."""
        return joined(
            [
                sentence(
                    "{count} {status}",
                    "{count}項{status}",
                    count=CountReference(tuple(i.id for i in initiatives if i.status is status)),
                    status=only(STATUSES[status]),
                )
                for status in _COUNTED
                if any(i.status is status for i in initiatives)
            ]
        )

    def where_and_when(self, observation: Observation) -> Sentence:
        """A document and the place in it, for a column of sources."""
        return self.document_and_place(observation.source, observation.anchor.heading)

    def document_and_place(self, source: str, heading: str) -> Sentence:
        """The same from their names."""
        return sentence(
            "{source}, {place}",
            "{source}，{place}",
            source=self.source(self.pack.evidence.sources[source], capital=True),
            place=self.place(heading),
        )

    # ── The table of indicators ───────────────────────────────────────────────────────────────

    def indicator_table(
        self, key: str, caption: Sentence, indicators: Sequence[Indicator]
    ) -> Table:
        """Baseline, newest figure and targets of indicators, with the way that is covered."""
        years = sorted(
            {
                point.year_named
                for each in indicators
                for point in each.of_role(Role.TARGET)
                if point.year_named is not None
            }
        )
        heads = [
            Column(
                sentence(
                    "Target {year}",
                    "{year}目標",
                    year=DateReference(Period.parse(str(year)), "plan"),
                ),
                5, right=True,
            )
            for year in years
        ]  # fmt: skip
        return Table(
            key,
            caption,
            (
                column("Indicator", "指標", 11),
                column("Baseline", "起點", 5, right=True),
                column("Newest figure", "最新數字", 5, right=True),
                *heads,
                column("Way covered", "已走路程", 6, right=True),
            ),
            tuple(self._indicator_row(each, years) for each in indicators),
        )

    def _indicator_row(self, indicator: Indicator, years: Sequence[int]) -> tuple[Cell, ...]:
        unit = indicator.unit
        baselines = [
            p.observation
            for p in indicator.of_role(Role.BASELINE)
            if p.observation.figure.unit.dimension == unit.dimension
        ]
        latest = indicator.latest(self.pack.evidence)
        targets = {p.year_named: p for p in indicator.of_role(Role.TARGET)}
        return noted_once(
            (
                cell(self.numbered_name(indicator)),
                self._figure_cell(baselines[0] if baselines else None),
                self._figure_cell(latest),
                *(self._target_cell(targets.get(year)) for year in years),
                self._way_cell(indicator),
            )
        )

    def numbered_name(self, indicator: Indicator) -> Sentence:
        """An indicator by its number and its name."""
        return sentence(
            "{number} {name}",
            "{number} {name}",
            number=self.indicator_number(indicator),
            name=self.indicator(indicator),
        )

    def _figure_cell(self, observation: Observation | None) -> Cell:
        if observation is None:
            return cell()
        return cell(self.fact(observation), self.when(observation))

    def _target_cell(self, point: IndicatorPoint | None) -> Cell:
        if point is None:
            return cell()
        lines: list[Part] = [self.fact(point.observation)]
        counts = point.figure_period
        if counts is not None and counts.last is not None and counts.last.year != point.year_named:
            lines.append(
                sentence(
                    "figure of {year}",
                    "按{year}數字",
                    year=DateReference(counts, point.observation.id),
                )
            )
        return cell(*lines)

    def _way_cell(self, indicator: Indicator) -> Cell:
        """The share of the way to each target that the newest figure has covered."""
        lines = [
            self.way(indicator, point)
            for point in indicator.of_role(Role.TARGET)
            if point.year_named is not None
        ]
        return Cell(tuple(dict.fromkeys(line for line in lines if line is not None)), even=True)

    def way(self, indicator: Indicator, point: IndicatorPoint) -> Sentence | None:
        """How much of the way to a target is covered; None where the arithmetic makes no sense."""
        distance = indicator.distance(point, self.pack.evidence)
        if distance is None or distance.baseline is None or distance.covered is None:
            return None
        operands = (distance.baseline.observation, distance.latest, point.observation)
        if across_tension(operands, self.pack.evidence) is not None:
            return sentence("not comparable", "不可比較")
        if distance.met:
            return sentence("reached", "已達標")
        if distance.latest.id == distance.baseline.observation.id:
            return sentence("no later figure", "未有較新數字")
        if distance.covered < 0:
            return sentence("moved away", "背道而行")
        year = DateReference(Period.parse(str(point.year_named)), point.observation.id)
        return sentence(
            "{year}: {share}",
            "{year}：{share}",
            year=year,
            share=DerivedReference(Operation.COVERED, operands),
        )


def noted_once(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row whose figures all stand in one place with the mark of their footnote at its head alone."""
    notes = {
        span.note
        for each in row[1:]
        for line in each.lines
        for span in spans(line, "en")
        if not isinstance(span, Words) and span.note is not None
    }
    if len(notes) != 1:
        return row
    (note,) = notes
    (first, *more), rest = row[0].lines, row[1:]
    head = sentence("{name}{note}", "{name}{note}", name=first, note=NoteReference(note))
    return (
        cell(head, *more),
        *(Cell(tuple(without_notes(line) for line in each.lines), each.even) for each in rest),
    )


_SCALES: Final = ((10**6, "million"), (10**9, "billion"))


def repeats(words: Text, fact: Observation) -> bool:
    """Whether words say a fact's amount, in full or with a scale: 10,700,000 or 10.7 million."""
    amount = level(fact.figure)
    forms = {say_amount(fact.figure, "en").replace("RMB ", "RMB")}
    if amount is not None:
        forms |= {
            f"{written} {word}"
            for scale, word in _SCALES
            if amount >= scale and (written := exact_decimal(amount / scale)) is not None
        }
    return any(
        re.search(rf"(?<![\d.,]){re.escape(form)}(?!\d|[.,]\d)", words.en)
        for form in forms
        if any(sign.isdigit() for sign in form)
    )


def name_then(entity: Entity, day: date) -> Text:
    """The name that it surely bore on a day: a former one only while its end had not begun.

    A scheme renamed “in 2023” bears its new name through all that year, as that year's papers call it.
    """
    ends = [
        n.until.first for n in entity.names if n.kind is NameKind.FORMER and n.until is not None
    ]
    if any(end is not None and end <= day for end in ends):
        return entity.name
    return entity.name_on(day)


def dispute_title(dispute: Dispute, composer: Composer) -> Part:
    """What a disagreement is about."""
    if isinstance(dispute, Tension):
        return composer.tension(dispute)
    return sentence(
        "{entity}: {measure}",
        "{entity}：{measure}",
        entity=composer.entity(dispute.subject),
        measure=composer.measure(dispute.measure),
    )
