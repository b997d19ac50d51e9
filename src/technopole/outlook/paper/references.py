"""What the numbers and names of a paper come from: each reference says itself and proves itself.

A sentence is a message with a reference in each of its places, in both languages at once. What a
reference says in a language follows from what it refers to; nothing about it can be typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.contradictions import Tension
from technopole.evidence.figures import Figure, Number, Qualifier, Ratio
from technopole.evidence.observations import Observation
from technopole.evidence.periods import Period
from technopole.evidence.quantities import exact_decimal
from technopole.evidence.sources import Source
from technopole.evidence.store import Evidence
from technopole.evidence.units import UNITS, Unit
from technopole.evidence.wording import Language, Text, say_figure, say_period
from technopole.outlook.chances import ALL, NONE, whole_per_cent
from technopole.outlook.forecast import INTERVALS, LEVELS, Forecast
from technopole.outlook.overview import GoalOutlook, Outlook
from technopole.outlook.paper.words import Message, Slot, Words
from technopole.plan.indicators import level

__all__ = [
    "CountReference",
    "DateReference",
    "DerivedReference",
    "FactReference",
    "Listing",
    "NameReference",
    "Naming",
    "Note",
    "NoteReference",
    "NumberingReference",
    "Numbers",
    "Operation",
    "Part",
    "Reference",
    "SayingReference",
    "Sentence",
    "Span",
    "across_tension",
    "band_ends_of",
    "chance_of",
    "estimates_of",
    "interval_of",
    "joined",
    "messages_of",
    "said",
    "sentence",
    "share_in_range",
    "spans",
    "without_notes",
]  # fmt: skip

Numbers = Mapping[str, Text]
"""What each section, table and picture of a paper is called by its key: “Annex A”, “Table 2”."""

_LIKELY: Final = 80
_POINTS: Final = Text("percentage points", "個百分點")
_SMALL: Final = "none one two three four five six seven eight nine".split()


@dataclass(frozen=True, slots=True)
class Note:
    """What a footnote says: the document, the place in it, and what else the reader must know."""

    source: Source
    heading: str
    remarks: tuple[Sentence, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for notes that say the same."""
        return (self.source.id, self.heading, self.remarks)


@dataclass(frozen=True, slots=True)
class FactReference:
    """A figure of a document.

    note: where it stands; None where a column of sources beside it says so.
    """

    observation: Observation
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts behind it."""
        return (self.observation.id,)

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The figure in words."""
        figure = self.observation.figure
        if isinstance(figure.value, bool):
            return {True: Text("yes", "是"), False: Text("no", "否")}[figure.value].in_language(
                language
            )
        return say_figure(figure, language)


@dataclass(frozen=True, slots=True)
class DateReference:
    """A day or a period: of the paper, of a document, or of a fact (`of` says which)."""

    period: Period
    of: str
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """A date stands for itself; the fact that it belongs to is referred to beside it."""
        return ()

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The period in words."""
        return say_period(self.period, language)


class Naming(StrEnum):
    """What bears a name."""

    ENTITY = "entity"
    NODE = "node"
    NODE_NUMBER = "node number"
    INDICATOR = "indicator"
    INDICATOR_NUMBER = "indicator number"
    INITIATIVE = "initiative"
    MEASURE = "measure"
    SOURCE = "source"
    PLACE = "place in a source"
    FACT = "fact"
    PACK = "pack"
    VERSION = "version"
    SOFTWARE = "software"
    TENSION = "tension"


@dataclass(frozen=True, slots=True)
class NameReference:
    """A name, which may hold digits as 1823 and Web3 do; it must be the name of what bears it."""

    text: Text
    naming: Naming
    id: str
    capital: bool = False
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """A fact that is named is one that is used."""
        return (self.id,) if self.naming is Naming.FACT else ()

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The name; with a capital where it begins an English sentence."""
        name = self.text.in_language(language)
        return name[:1].upper() + name[1:] if self.capital and language == "en" else name


@dataclass(frozen=True, slots=True)
class NumberingReference:
    """A section, table or picture of this paper, by its key; the paper gives it its number."""

    key: str
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """None: the number is the paper's own."""
        return ()

    def said(self, language: Language, numbers: Numbers) -> str:
        """What it is called. Raises KeyError when the paper has nothing of that key."""
        return numbers[self.key].in_language(language)


@dataclass(frozen=True, slots=True)
class CountReference:
    """How many things there are: the ids of what is counted, so that anybody can count again.

    digits: whether it is said in digits however small, as tables do.
    """

    things: tuple[str, ...]
    digits: bool = False
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """None: what is counted is the pack's own."""
        return ()

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The number; a small one as a word in English."""
        count = len(self.things)
        if language == "en" and count < len(_SMALL) and not self.digits:
            return _SMALL[count]
        return f"{count:,}"


class Operation(StrEnum):
    """How a number is worked out from facts."""

    LEFT = "left"
    """What is left from the first fact to the second, a target."""
    COVERED = "covered"
    """The share of the way from the first fact, a baseline, to the third, a target, at the second."""
    AWAY = "away"
    """The same where the second fact is farther from the target than the first."""


@dataclass(frozen=True, slots=True)
class DerivedReference:
    """A number worked out from facts, with the arithmetic and the facts that it comes from."""

    operation: Operation
    operands: tuple[Observation, ...]
    note: Note | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of its operands."""
        return tuple(operand.id for operand in self.operands)

    @property
    def amount(self) -> Fraction:
        """The exact result. Raises ValueError when a fact has no one level to reckon with."""
        levels = [level(operand.figure) for operand in self.operands]
        if any(each is None for each in levels):
            raise ValueError(f"{', '.join(self.facts)}: one of them is not one exact number.")
        exact = [each for each in levels if each is not None]
        if self.operation is Operation.LEFT:
            reached, wanted = exact
            return abs(wanted - reached)
        start, reached, wanted = exact
        share = (reached - start) / (wanted - start) * 100
        return -share if self.operation is Operation.AWAY else share

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The number in words, a share rounded to a whole per cent."""
        if self.operation is not Operation.LEFT:
            return f"{int(self.amount + Fraction(1, 2)):,}%"
        unit = self.operands[-1].figure.unit
        if isinstance(self.operands[-1].figure.value, Ratio) or unit.id == "percent":
            gap = "" if language == "zh-hant" else " "
            return f"{_decimal(self.amount)}{gap}{_POINTS.in_language(language)}"
        return say_figure(_figure(self.amount, unit), language)


@dataclass(frozen=True, slots=True)
class EstimateReference:
    """A number that a forecast gives: a chance, or the end of a range; made by `chance_of`, `interval_of`.

    unit:  of the end of a range; None for a chance, a share between nothing and all.
    facts: the ids of the figures that the forecast rests on, and of the target.
    """

    value: float
    unit: Unit | None
    facts: tuple[str, ...]
    note: Note | None = None

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The chance in whole per cent, but never as none or all; an end to three digits."""
        if self.unit is not None:
            return _rough(self.value, self.unit, language)
        percent = whole_per_cent(self.value)
        if percent == NONE:
            return Text("under 1%", "不足1%").in_language(language)
        if percent == ALL:
            return Text("over 99%", "逾99%").in_language(language)
        return f"{percent}%"


@dataclass(frozen=True, slots=True)
class SayingReference:
    """What a document says, in the pack's own words; its numbers are those of the passage.

    anchor: the passage; None where the pack sums up several.
    bound:  the facts read from that passage whose figures the words repeat.
    """

    text: Text
    anchor: Anchor | None
    note: Note | None = None
    bound: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Those that the words repeat; the passage is named for the rest."""
        return self.bound

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """The words."""
        return self.text.in_language(language)


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote by itself, where what it proves has no number of its own."""

    note: Note

    @property
    def facts(self) -> tuple[str, ...]:
        """None."""
        return ()

    def said(self, language: Language, numbers: Numbers) -> str:  # noqa: ARG002
        """Nothing: only its mark is seen."""
        return ""


Reference = (
    FactReference
    | DateReference
    | NameReference
    | NumberingReference
    | CountReference
    | DerivedReference
    | EstimateReference
    | SayingReference
    | NoteReference
)
Span = Words | Reference


@dataclass(frozen=True, slots=True)
class Listing:
    """Several parts joined as a list is: “a, b and c”, 「甲、乙和丙」; or with semicolons."""

    items: tuple[Part, ...]
    semicolons: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message with what stands in each of its places.

    Raises ValueError when a place is empty or something has no place.
    """

    message: Message
    parts: tuple[tuple[str, Part], ...] = ()
    _by_name: Mapping[str, Part] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", dict(self.parts))
        given, wanted = frozenset(self._by_name), self.message.slots
        if given != wanted:
            missing, left = sorted(wanted - given), sorted(given - wanted)
            raise ValueError(
                f"“{_plain(self.message)}”: nothing is given for {missing or 'no place'}, and "
                f"{left or 'nothing'} has no place. Give each place of the message one reference."
            )

    def part(self, name: str) -> Part:
        """What stands in a place."""
        return self._by_name[name]


Part = Reference | Sentence | Listing


def _plain(message: Message) -> str:
    return "".join(
        part.text if isinstance(part, Words) else f"{{{part.name}}}" for part in message.en
    )


def sentence(en: str, zh_hant: str, **parts: Part) -> Sentence:
    """A sentence in both languages. Raises FreeNumber, SlotsDiffer or ValueError."""
    return Sentence(Message.of(en, zh_hant), tuple(parts.items()))


def joined(items: Sequence[Part], *, semicolons: bool = False) -> Part:
    """The parts as a list; the one part where there is but one."""
    return items[0] if len(items) == 1 else Listing(tuple(items), semicolons)


_SEPARATORS: Final = {
    (False, "en"): (Words(", "), Words(" and ")),
    (False, "zh-hant"): (Words("、"), Words("和")),
    (True, "en"): (Words("; "), Words("; and ")),
    (True, "zh-hant"): (Words("；"), Words("；以及")),
}


def spans(part: Part, language: Language) -> Iterator[Span]:
    """The words and references of a part, in the order of a language."""
    match part:
        case Sentence():
            for piece in part.message.parts(language):
                if isinstance(piece, Slot):
                    yield from spans(part.part(piece.name), language)
                else:
                    yield piece
        case Listing(items, semicolons):
            between, last = _SEPARATORS[semicolons, language]
            for index, item in enumerate(items):
                if index:
                    yield last if index == len(items) - 1 else between
                yield from spans(item, language)
        case _:
            yield part


def said(part: Part, language: Language, numbers: Numbers | None = None) -> str:
    """The part as plain text, without its footnotes."""
    return "".join(
        span.text if isinstance(span, Words) else span.said(language, numbers or {})
        for span in spans(part, language)
    )


def messages_of(part: Part) -> Iterator[Message]:
    """The messages in a part, outermost first."""
    match part:
        case Sentence():
            yield part.message
            for _name, inner in part.parts:
                yield from messages_of(inner)
        case Listing(items):
            for item in items:
                yield from messages_of(item)
        case _:
            return


def without_notes(part: Part) -> Part:
    """The part where a column of sources beside it names the places, so that no footnote is needed."""
    match part:
        case Sentence(message, parts):
            return Sentence(message, tuple((name, without_notes(inner)) for name, inner in parts))
        case Listing(items, semicolons):
            return Listing(tuple(without_notes(item) for item in items), semicolons)
        case NoteReference():
            return part
        case _:
            return replace(part, note=None)


def chance_of(outlook: Outlook, goal: GoalOutlook) -> EstimateReference | None:
    """The chance of a target; None where the forecast gives none."""
    if goal.chance is None or goal.chance.chance is None:
        return None
    return EstimateReference(goal.chance.chance, None, _rests_on(outlook, goal))


def interval_of(
    outlook: Outlook, goal: GoalOutlook
) -> tuple[EstimateReference, EstimateReference] | None:
    """The ends of the likely range in a target's year; None where the forecast gives none."""
    if goal.chance is None or goal.chance.interval is None:
        return None
    low, high = goal.chance.interval
    unit, facts = outlook.track.indicator.unit, _rests_on(outlook, goal)
    return EstimateReference(low, unit, facts), EstimateReference(high, unit, facts)


def share_in_range(percent: int = _LIKELY) -> EstimateReference:
    """The share of a forecast's paths that an interval holds: by default the likely range."""
    low, high = INTERVALS[percent]
    return EstimateReference(high - low, None, ())


def band_ends_of(outlook: Outlook, year: int) -> tuple[EstimateReference, EstimateReference] | None:
    """The ends of the likely range in a year of the fan; None where there is no fan for it."""
    forecast = outlook.forecast
    if not isinstance(forecast, Forecast) or year not in forecast.years:
        return None
    values = forecast.fan[forecast.years.index(year)]
    low, high = (values[LEVELS.index(quantile)] for quantile in INTERVALS[_LIKELY])
    unit = outlook.track.indicator.unit
    facts = tuple(point.observation.id for point in outlook.track.points)
    return EstimateReference(low, unit, facts), EstimateReference(high, unit, facts)


def estimates_of(outlook: Outlook) -> Iterator[EstimateReference]:
    """Every number that may be said of an indicator's forecast."""
    for goal in outlook.goals:
        chance = chance_of(outlook, goal)
        yield from () if chance is None else (chance,)
        yield from interval_of(outlook, goal) or ()
    if isinstance(outlook.forecast, Forecast):
        for year in outlook.forecast.years:
            yield from band_ends_of(outlook, year) or ()


def across_tension(facts: Sequence[Observation], evidence: Evidence) -> Tension | None:
    """A declared tension that stands between two of the facts, told by different documents.

    What has been declared not to compare is not reckoned with either; figures of one document that
    are sides of the same tension are counted alike.
    """
    for tension in evidence.tensions:
        sides = {side.id for side in tension.sides}
        if len({fact.source for fact in facts if fact.id in sides}) > 1:
            return tension
    return None


def _rests_on(outlook: Outlook, goal: GoalOutlook) -> tuple[str, ...]:
    figures = (point.observation.id for point in outlook.track.points)
    return (*figures, goal.goal.point.observation.id)


def _rough(value: float, unit: Unit, language: Language) -> str:
    """A forecast's value to three digits; a ratio by its first part's share of the whole."""
    amount = Fraction(f"{value:.3g}")
    if unit.id == "ratio":
        first, second = _decimal(amount), _decimal(100 - amount)
        return f"{first} : {second}"
    return say_figure(_figure(amount, unit), language)


def _figure(amount: Fraction, unit: Unit) -> Figure:
    text = _decimal(amount).replace(",", "")
    exact = Fraction(text)
    return Figure(text, Number(exact, exact, Fraction(0)), UNITS[unit.id], Qualifier.EXACT)


def _decimal(amount: Fraction) -> str:
    """The exact decimal where it has at most two places; else rounded to them."""
    exact = exact_decimal(amount)
    if exact is None or len(exact.partition(".")[2]) > 2:
        hundredths = int(amount * 100 + Fraction(1, 2))
        exact = exact_decimal(Fraction(hundredths, 100)) or ""
    whole, point, decimals = exact.partition(".")
    return f"{int(whole):,}{point}{decimals}"
