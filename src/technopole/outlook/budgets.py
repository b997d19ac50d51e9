"""Budgets: what was set aside, what is used, at what pace, until when it lasts, and what a result costs.

Every amount is a span: what the document prints, between the least and the most that its words allow
("about", "over"). Days are spans too: "launched in 2020" is any day of that year. Sums, paces and costs are
exact fractions of spans; nothing is filled in. What cannot be computed says why.

What a scheme "used" is what its documents count: funding approved, amounts invested, a first batch. These are
different things, so each stands under its own name and they are never added.

The day on which the money runs out is projected from the pace of the last stretch between two figures. How far
paces change from one stretch to the next is learnt from all watched schemes together; the interval is that change,
four times out of five, and the room that the figures leave.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, zip_longest
from typing import Final

from technopole.evidence.figures import Figure
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.problems import Report
from technopole.evidence.store import Evidence
from technopole.evidence.tables import PackFiles, Row, Table
from technopole.evidence.wording import Text
from technopole.plan.packs import Pack

__all__ = [
    "Budget", "Cost", "Days", "Exhaustion", "Span", "Stretch", "Use", "Watch", "budgets_of", "read_watches",
]  # fmt: skip

FILE: Final = "budgets.csv"
_TABLE: Final = Table(
    columns=(
        "entity",
        "set_aside",
        "taken_out",
        "used",
        "yearly",
        "since",
        "per",
        "note_en",
        "note_zh_hant",
    ),
    required=frozenset({"entity"}),
    key=("entity", "used"),
)
_CODE: Final = "outlook.E003"

_YEAR: Final = Fraction(36525, 100)
"""Days of a year."""
_ONE_YEAR: Final = range(360, 372)
_FOUR_OF_FIVE: Final = 1.2815515655446004
"""The normal deviate that leaves a tenth on each side."""
_FEWEST: Final = 3
"""Changes of pace from which their spread is taken."""
_LAST_DAY: Final = date(2100, 12, 31)
"""Beyond it no day is named."""

_NO_BUDGET: Final = Text("No document says how much was set aside.", "沒有文件說明預留了多少款額。")
_NO_USE: Final = Text("No document says how much of it was used.", "沒有文件說明已動用多少款額。")
_NO_START: Final = Text(
    "There is one figure and no start, so no pace follows.",
    "只有一個數字，又沒有開始日期，不能得出步伐。",
)
_NO_RISE: Final = Text(
    "The amount did not rise between its last two figures.", "最近兩個數字之間款額沒有上升。"
)
_USED_UP: Final = Text("The figures say that all of it is used.", "數字顯示款額已全數動用。")
_TOO_FAR: Final = Text("At this pace it lasts beyond 2100.", "按此步伐，款額可用至2100年以後。")
_TAKEN_AND_USED: Final = Text(
    "After the money put to another use nothing is left by the figures.",
    "扣除改作其他用途的款額後，按數字已沒有餘款。",
)
_NO_COUNT: Final = Text("No document counts it.", "沒有文件載列有關數目。")
_OTHER_DAY: Final = Text(
    "Money and count are never stated for the same day.", "款額與數目從未就同一日期載列。"
)
_MANY_CURRENCIES: Final = Text(
    "The sums are in different currencies.", "款額以不同貨幣計算。"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watch:
    """What of a scheme is watched: the measures that its documents use.

    set_aside: measures that together are its budget; none where no document states one.
    taken_out: measures of money of the budget that was put to another use, and so is not left.
    used:      the measure of what was used; empty where no document states it.
    yearly:    the measure of what was used in one year; empty where no document states it.
    since:     the measure of the day from which on it was used; empty when unknown.
    per:       measures of what the money brought.
    """

    entity: str
    set_aside: tuple[str, ...]
    taken_out: tuple[str, ...]
    used: str
    yearly: str
    since: str
    per: tuple[str, ...]
    note: Text


@dataclass(frozen=True, slots=True)
class Span:
    """An amount as stated, and the least and the most that the statement allows (None: no bound)."""

    stated: Fraction
    least: Fraction | None
    most: Fraction | None

    @classmethod
    def of(cls, figure: Figure) -> Span | None:
        """The span of a figure in its own unit; None where it is no single number."""
        amount, interval = figure.amount, figure.interval()
        if amount is None or interval is None:
            return None
        return cls(amount, interval.low, interval.high)

    def __add__(self, other: Span) -> Span:
        return Span(
            self.stated + other.stated,
            None if self.least is None or other.least is None else self.least + other.least,
            None if self.most is None or other.most is None else self.most + other.most,
        )

    def __sub__(self, other: Span) -> Span:
        return Span(
            self.stated - other.stated,
            None if self.least is None or other.most is None else self.least - other.most,
            None if self.most is None or other.least is None else self.most - other.least,
        )

    def over(self, count: Span) -> Span | None:
        """Divided by a count or a time; None where that is nothing, no upper bound where it may be."""
        if count.stated <= 0:
            return None
        divisors = [bound for bound in (count.least, count.most) if bound is not None and bound > 0]
        bounded = count.least is not None and count.least > 0
        return Span(
            self.stated / count.stated,
            None if self.least is None or not divisors else min(self.least / d for d in divisors),
            None if self.most is None or not bounded else max(self.most / d for d in divisors),
        )


@dataclass(frozen=True, slots=True)
class Days:
    """The days among which one lies; the last of them is taken where one day is needed."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was used between two days, and the pace of it.

    since:    nothing was used before it, or the figure `before` holds.
    a_year:   the amount a year.
    """

    since: Days
    until: Days
    amount: Span
    a_year: Span
    before: Observation | None
    after: Observation


@dataclass(frozen=True, slots=True)
class Exhaustion:
    """When the money is used up if the pace of the last stretch goes on.

    day:      at the stated figures; None where `why_not` says why there is none.
    earliest: four times out of five it is between these two; latest is None beyond 2100.
    a_year:   the pace that was taken.
    pace:     the figure of one year that it is, where such a one is known; None where it is the last stretch's.
    of:       the day of the figure that it is counted from: no later document says what is left.
    changes:  from how many changes of pace, over all watched schemes, the interval's width was learnt;
              below three the interval holds only the room that the figures leave.
    """

    day: date | None
    earliest: date | None
    latest: date | None
    left: Span | None
    a_year: Span | None
    changes: int
    why_not: Text | None
    pace: Observation | None = None
    of: date | None = None

    def passed(self, on: date) -> bool:
        """Whether the day is past, so that it says only what the last figure would have led to."""
        return self.day is not None and self.day < on

    @property
    def caution(self) -> Text:
        """From which figure the day is counted; empty where there is no day."""
        if self.day is None or self.of is None:
            return Text("", "")
        return Text(
            f"Computed from the figure of {self.of.isoformat()}; no later document says how much is left.",
            f"按{self.of.isoformat()}的數字計算，其後沒有文件說明餘下多少。",
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """What one of something cost on average, from an amount and a count of the same day.

    each: in the money's unit; None where `why_not` says why.
    """

    measure: str
    each: Span | None
    money: Observation | None
    count: Observation | None
    why_not: Text | None


@dataclass(frozen=True, slots=True)
class Use:
    """What was used by the definition of one measure."""

    measure: str
    figures: tuple[Observation, ...]
    stretches: tuple[Stretch, ...]
    exhaustion: Exhaustion
    costs: tuple[Cost, ...]

    @property
    def latest(self) -> Observation | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None


@dataclass(frozen=True, slots=True)
class Budget:
    """A scheme's money as it was known.

    set_aside: the sum; None where no document states it.
    sums:      the figures that it is the sum of.
    taken_out: the figures of money put to another use, which is not left either.
    """

    watch: Watch
    set_aside: Span | None
    sums: tuple[Observation, ...]
    use: Use
    taken_out: tuple[Observation, ...] = ()


def read_watches(
    files: PackFiles, entities: Collection[str], measures: Collection[str], report: Report
) -> tuple[Watch, ...]:
    """The schemes whose money a pack watches; a pack without the file watches none."""
    if FILE not in files:
        return ()
    return tuple(
        _watch(row)
        for row in _TABLE.rows(files, FILE, report)
        if all([row.refers("entity", entities, _CODE), *_known_measures(row, measures)])
    )


def _known_measures(row: Row, measures: Collection[str]) -> Iterable[bool]:
    for column in ("set_aside", "taken_out", "used", "yearly", "since", "per"):
        for name in row[column].split():
            if name not in measures:
                row.problem(column, f"“{name}” is not in the registry of measures.",
                            "Correct it, or add it to measures.csv.", _CODE)  # fmt: skip
                yield False
    if bool(row["note_en"]) != bool(row["note_zh_hant"]):
        row.problem("note_zh_hant", "The note stands in one language only.",
                    "Write it in both, or in neither.", _CODE)  # fmt: skip
        yield False


def _watch(row: Row) -> Watch:
    return Watch(
        entity=row["entity"],
        set_aside=tuple(row["set_aside"].split()),
        taken_out=tuple(row["taken_out"].split()),
        used=row["used"],
        yearly=row["yearly"],
        since=row["since"],
        per=tuple(row["per"].split()),
        note=Text(row["note_en"], row["note_zh_hant"]),
    )


def budgets_of(pack: Pack) -> tuple[Budget, ...]:
    """Every watched scheme's money as the pack, or its view as of a day, knows it.

    Schemes of which nothing is known yet are left out. Raises PackRefused with every fault of the file.
    """
    report = Report()
    # A view as of a day knows fewer entities than the file may name; their figures decide.
    known = {
        line.split(b",", 1)[0].decode() for line in pack.files["entities.csv"].splitlines()[1:]
    }
    watches = read_watches(pack.files, known, pack.evidence.measures, report)
    report.raise_if_any()
    gathered = [(watch, *_gathered(watch, pack.evidence)) for watch in watches]
    changes = tuple(
        change for _, _, _, stretches in gathered for change in _changes_of_pace(stretches)
    )
    budgets = []
    for watch, sums, figures, stretches in gathered:
        if sums or figures:
            set_aside = _sum(sums) if len(sums) == len(watch.set_aside) else None
            taken = _stated(watch.taken_out, watch, pack.evidence)
            left = _left(set_aside, sums, figures, taken)
            yearly = _yearly(watch, stretches, pack.evidence)
            out = left if isinstance(left, Text) else _exhaustion(left, stretches, changes, yearly)
            if taken and isinstance(out, Exhaustion) and out.why_not is _USED_UP:
                out = replace(out, why_not=_TAKEN_AND_USED)
            use = Use(
                measure=watch.used,
                figures=figures,
                stretches=stretches,
                exhaustion=_unknown(out, len(changes)) if isinstance(out, Text) else out,
                costs=tuple(
                    _cost(watch.entity, measure, figures, pack.evidence) for measure in watch.per
                ),
            )
            budgets.append(Budget(watch, set_aside, sums, use, taken))
    return tuple(budgets)


def _gathered(
    watch: Watch, evidence: Evidence
) -> tuple[tuple[Observation, ...], tuple[Observation, ...], tuple[Stretch, ...]]:
    sums = _stated(watch.set_aside, watch, evidence)
    figures = _figures(evidence, watch.entity, watch.used) if watch.used else ()
    return sums, figures, _stretches(_told_apart(figures), _start(watch, evidence))


def _stated(measures: Iterable[str], watch: Watch, evidence: Evidence) -> tuple[Observation, ...]:
    """The newest sum of each measure of which one is stated."""
    found = (_newest(evidence, watch.entity, name, Kind.BUDGET, Kind.PLAN) for name in measures)
    return tuple(figure for figure in found if figure is not None)


def _yearly(watch: Watch, stretches: Sequence[Stretch], evidence: Evidence) -> Observation | None:
    """The newest figure of one year, where its year begins within the last stretch and so is nearer to now."""
    found = _newest(evidence, watch.entity, watch.yearly, Kind.ACTUAL) if watch.yearly else None
    if found is None or found.as_at is None or found.as_at.first is None or not stretches:
        return None
    of_a_year = found.as_at.days is not None and found.as_at.days in _ONE_YEAR
    same_unit = found.figure.unit == stretches[-1].after.figure.unit
    nearer = found.as_at.first > stretches[-1].since.last
    return found if of_a_year and same_unit and nearer and Span.of(found.figure) else None


def _newest(evidence: Evidence, entity: str, measure: str, *kinds: Kind) -> Observation | None:
    series = evidence.series.get(f"{entity}.{measure}")
    points = series.points(*kinds) if series else ()
    return max((p.latest for p in points), key=lambda o: (o.published, o.id), default=None)


def _figures(evidence: Evidence, entity: str, measure: str) -> tuple[Observation, ...]:
    """The dated figures of a measure, one a closing day: the one that was published last."""
    series = evidence.series.get(f"{entity}.{measure}")
    by_day: dict[date, Observation] = {}
    for observation in series.line if series else ():
        days = _days(observation)
        if days is None or Span.of(observation.figure) is None:
            continue
        held = by_day.get(days.last)
        if held is None or (held.published, held.id) < (observation.published, observation.id):
            by_day[days.last] = observation
    return tuple(by_day[day] for day in sorted(by_day))


def _told_apart(figures: Sequence[Observation]) -> tuple[Observation, ...]:
    """Without the figures which the next one may only repeat: a pace of nothing would be an illusion of rounding."""
    return tuple(
        figure
        for figure, later in zip_longest(figures, figures[1:])
        if later is None
        or not figure.figure.comparable_with(later.figure)
        or not figure.figure.agrees_with(later.figure)
    )


def _days(observation: Observation) -> Days | None:
    """The days on which a running total may have stood: its month, or the end of several years."""
    as_at = observation.as_at
    if as_at is None or as_at.first is None or as_at.last is None:
        return None
    several_years = (as_at.last - as_at.first).days > 366
    return Days(as_at.last if several_years else as_at.first, as_at.last)


def _start(watch: Watch, evidence: Evidence) -> Days | None:
    if not watch.since:
        return None
    stated = _newest(evidence, watch.entity, watch.since, Kind.EVENT)
    period = stated.figure.days() if stated else None
    series = evidence.series.get(f"{watch.entity}.{watch.since}")
    # An earlier paper may name the day of the month that the newest one speaks of.
    sharper = [
        own
        for observation in (series.observations if series else ())
        if observation.kind is Kind.EVENT
        and (own := observation.figure.days()) is not None
        and period is not None
        and own.days is not None
        and own.within(period)
    ]
    days = min(sharper, key=lambda own: own.days or 0, default=period)
    if days is None or days.first is None or days.last is None:
        return None
    return Days(days.first, days.last)


def _stretches(figures: Sequence[Observation], start: Days | None) -> tuple[Stretch, ...]:
    found = []
    if figures and start is not None:
        found.append(_stretch(None, start, figures[0]))
    found += [_stretch(before, _must(_days(before)), after) for before, after in pairwise(figures)]
    return tuple(stretch for stretch in found if stretch is not None)


def _stretch(before: Observation | None, since: Days, after: Observation) -> Stretch | None:
    """None where the two do not compare, or where no time lies between them."""
    if before is not None and before.figure.unit != after.figure.unit:
        return None
    until = _must(_days(after))
    longest = Fraction((until.last - since.first).days)
    likely = Fraction((until.last - since.last).days)
    shortest = Fraction((until.first - since.last).days)
    if likely <= 0:
        return None
    used = _span(after) - (_span(before) if before else Span(*(Fraction(0),) * 3))
    time = Span(likely / _YEAR, shortest / _YEAR, longest / _YEAR)
    a_year = used.over(time)
    return None if a_year is None else Stretch(since, until, used, a_year, before, after)


def _changes_of_pace(stretches: Sequence[Stretch]) -> tuple[float, ...]:
    """By how much each pace differs from the one before, as a logarithm."""
    return tuple(
        math.log(later.a_year.stated / earlier.a_year.stated)
        for earlier, later in pairwise(stretches)
        if later.a_year.stated > 0 and earlier.a_year.stated > 0
    )


def _sum(sums: Sequence[Observation]) -> Span | None:
    total: Span | None = None
    for observation in sums:
        span = Span.of(observation.figure)
        if span is None or observation.figure.unit != sums[0].figure.unit:
            return None
        total = span if total is None else total + span
    return total


def _left(
    set_aside: Span | None,
    sums: Sequence[Observation],
    figures: Sequence[Observation],
    taken: Sequence[Observation],
) -> Span | Text:
    """What is left of the sum; or why that is not known."""
    if set_aside is None:
        return _NO_BUDGET
    if not figures:
        return _NO_USE
    if figures[-1].figure.unit != sums[0].figure.unit:
        return _MANY_CURRENCIES
    left = set_aside - _span(figures[-1])
    for figure in taken:
        span = Span.of(figure.figure)
        if span is None or figure.figure.unit != sums[0].figure.unit:
            return _MANY_CURRENCIES
        left = left - span
    return left


def _unknown(why_not: Text, changes: int) -> Exhaustion:
    return Exhaustion(None, None, None, None, None, changes, why_not)


def _exhaustion(
    left: Span,
    stretches: Sequence[Stretch],
    changes: Sequence[float],
    yearly: Observation | None = None,
) -> Exhaustion:
    pace = _span(yearly) if yearly else stretches[-1].a_year if stretches else None
    if left.stated <= 0 or pace is None or pace.stated <= 0:
        why_not = _USED_UP if left.stated <= 0 else _NO_START if pace is None else _NO_RISE
        return Exhaustion(None, None, None, left, pace, len(changes), why_not, yearly)
    until, spread = stretches[-1].until.last, _spread(changes)
    day = _after(until, left.stated / pace.stated)
    least, most = _positive(left.least, left.stated), _bounded(left.most, left.stated)
    slowest = min(_positive(pace.least, pace.stated), pace.stated / spread)
    earliest = _after(until, least / max(_bounded(pace.most, pace.stated), pace.stated * spread))
    latest = _after(until, most / slowest) if slowest > 0 else None
    too_far = _TOO_FAR if day is None else None
    return Exhaustion(day, earliest, latest, left, pace, len(changes), too_far, yearly, until)


def _spread(changes: Sequence[float]) -> Fraction:
    """The factor by which a pace changes, four times out of five, up or down; 1 where too few are known."""
    if len(changes) < _FEWEST:
        return Fraction(1)
    mean_square = sum(change * change for change in changes) / len(changes)
    return Fraction(math.exp(_FOUR_OF_FIVE * math.sqrt(mean_square)))


def _positive(bound: Fraction | None, stated: Fraction) -> Fraction:
    """A lower bound that is known, but never below nothing."""
    return stated if bound is None else max(bound, Fraction(0))


def _bounded(bound: Fraction | None, stated: Fraction) -> Fraction:
    return stated if bound is None else bound


def _after(day: date, years: Fraction) -> date | None:
    """The day so many years later; None beyond the last day that is named."""
    days = math.ceil(years * _YEAR)
    return day + timedelta(days=days) if days <= (_LAST_DAY - day).days else None


def _cost(entity: str, measure: str, money: Sequence[Observation], evidence: Evidence) -> Cost:
    """The newest day for which both are stated."""
    counts = _figures(evidence, entity, measure)
    if not counts or not money:
        return Cost(measure, None, None, None, _NO_COUNT if not counts else _NO_USE)
    by_day = {_must(_days(count)).last: count for count in counts}
    for amount in reversed(money):
        count = by_day.get(_must(_days(amount)).last)
        if count is not None:
            each = _span(amount).over(_span(count))
            return Cost(measure, each, amount, count, None if each else _NO_COUNT)
    return Cost(measure, None, money[-1], counts[-1], _OTHER_DAY)


def _span(observation: Observation) -> Span:
    span = Span.of(observation.figure)
    if span is None:
        raise ValueError(f"{observation.id} is no single number.")
    return span


def _must(days: Days | None) -> Days:
    if days is None:
        raise ValueError("A figure without a day has no place in a series of running totals.")
    return days
