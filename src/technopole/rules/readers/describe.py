"""A rule for people: in plain words, as decision tables, and as its list of thresholds.

`describe` says a scheme as of a day; `decision_table` says each condition and award for every
stretch of time in which its parameters stay the same; `cases` shows which formula applies when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from technopole.evidence.periods import Period
from technopole.evidence.wording import Text, say_period
from technopole.rules.language import Applying, Condition, Scheme, Term
from technopole.rules.nodes import (
    Choose,
    Greatest,
    Kind,
    Least,
    Member,
    Node,
    Parameter,
    Question,
    walk,
)
from technopole.rules.parameters import Confidence, DatedValue
from technopole.rules.ranges import Answers, Choices, Days, Numbers, Range, Truth, point, range_of
from technopole.rules.remaining import hangs_on, is_settled, remaining
from technopole.rules.sentences import InWords
from technopole.rules.thresholds import Threshold, thresholds, turns
from technopole.rules.wording import say_day, say_number

__all__ = [
    "Case", "CaseTable", "Description", "InForce", "Line", "Row", "Threshold", "Timeline", "Version", "cases",
    "decision_table", "describe", "thresholds", "timelines",
]  # fmt: skip

_MOST_CASES: Final = 24
_BEGINNING: Final = date(
    1990, 1, 1
)  # the first day that any question takes: before it nothing begins


@dataclass(frozen=True, slots=True)
class Line:
    """A condition or an award: its own sentence, the expression in words, and where it comes from."""

    name: str
    says: Text
    in_words: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Description:
    """A scheme in plain words as of a day; `window` and `applying` are None where nothing is known.

    terms: what parts of the rule are called, each with the part spelt out.
    """

    scheme: str
    on: date
    name: Text
    summary: Text
    window: Text | None
    conditions: tuple[Line, ...]
    awards: tuple[Line, ...]
    terms: tuple[tuple[Text, Text], ...]
    judgements: tuple[Text, ...]
    stacking: tuple[Text, ...]
    applying: Applying | None
    known: tuple[Text, ...]
    gaps: tuple[Text, ...]


def describe(scheme: Scheme, on: date) -> Description:
    """A scheme in plain words, with the parameters' values of a day."""
    words = InWords(on, terms=_terms(scheme))
    values = {award.value for award in scheme.awards}
    awards = [
        Line(a.name, a.says, _words_for(scheme, a.value, on).say(a.value), a.reference)
        for a in scheme.awards
    ]
    conditions = [Line(c.name, c.says, _asked(words, c), c.reference) for c in scheme.conditions]
    return Description(
        scheme=scheme.entity,
        on=on,
        name=scheme.name,
        summary=scheme.summary,
        window=None if scheme.window is None else scheme.window.says,
        conditions=tuple(_capital(line) for line in conditions),
        awards=tuple(_capital(line) for line in awards),
        terms=tuple(_spelt_out(scheme, one, on) for one in scheme.terms if one.node not in values),
        judgements=tuple(j.question.about.wording for j in scheme.judgements),
        stacking=tuple(stacking.says for stacking in scheme.stacking),
        applying=scheme.applying,
        known=tuple(known.says for known in scheme.known),
        gaps=tuple(gap.says for gap in scheme.gaps),
    )


def _asked(words: InWords, condition: Condition) -> Text:
    """A condition in words; that nothing is asked where the day's values settle it for anybody."""
    if words.is_settled(condition.test):
        return Text(
            "with the values of this day, anybody fulfils this", "按當日的數值，任何人均符合"
        )
    return words.say(condition.test)


def _terms(scheme: Scheme) -> dict[Node, Text]:
    return {term.node: term.says for term in scheme.terms}


def _words_for(scheme: Scheme, node: Node, on: date) -> InWords:
    """Words in which a part of the rule is spelt out, and only other parts are called by their names."""
    others = {other: says for other, says in _terms(scheme).items() if other != node}
    fields = {one.name: one for question in scheme.questions for one in question.about.fields}
    return InWords(on, fields=fields, terms=others)


def _spelt_out(scheme: Scheme, term: Term, on: date) -> tuple[Text, Text]:
    """A part of the rule by its name, and in words."""
    return term.says, _sentence(_words_for(scheme, term.node, on).say(term.node))


def _capital(line: Line) -> Line:
    return Line(line.name, line.says, _sentence(line.in_words), line.reference)


def _sentence(words: Text) -> Text:
    return Text(f"{words.en[:1].upper()}{words.en[1:]}.", f"{words.zh_hant}。")


# ── Parameters over time ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class InForce:
    """One value of a parameter in words: what it is, and since and until when as far as known."""

    value: Text
    when: Text
    reference: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Timeline:
    """A parameter with its values over time, and the event whose day selects one."""

    parameter: Parameter
    name: Text
    event: Text
    values: tuple[InForce, ...]


def timelines(scheme: Scheme) -> tuple[Timeline, ...]:
    """Every parameter of a scheme over time, in the order in which its rule meets them."""
    found = []
    for parameter in scheme.parameters:
        words = InWords(scheme.confirmed)
        asked = _asked_with(parameter, scheme)
        values = tuple(
            InForce(
                _options_said(dated, asked) or words.say_dated(dated, parameter),
                _when(dated),
                dated.reference,
                dated.confidence,
            )
            for dated in parameter.values
        )
        found.append(Timeline(parameter, parameter.wording, words.say(parameter.event), values))
    return tuple(found)


def _asked_with(parameter: Parameter, scheme: Scheme) -> Question | None:
    """The choice whose options a parameter lists, if it lists any."""
    for root in scheme.roots:
        for node in walk(root):
            if isinstance(node, Member) and node.options == parameter:
                return node.choice if isinstance(node.choice, Question) else None
    return None


def _options_said(dated: DatedValue, asked: Question | None) -> Text | None:
    if not isinstance(dated.value, frozenset) or asked is None:
        return None
    listed = [words for option, words in asked.about.options if option in dated.value]
    return Text(
        "; ".join(words.en for words in listed),
        "；".join(words.in_language("zh-hant") for words in listed),
    )


def _when(dated: DatedValue) -> Text:
    """Since and until when a value is in force, as far as anybody knows."""
    if dated.sure_until is not None and dated.sure_from <= _BEGINNING:
        return _until(dated, Text("", ""))
    if dated.possible_from is None:
        by = _end_of(dated.sure_from)
        since = Text(f"seen in force by {by.en}", f"至遲於{by.zh_hant}見有效")
    elif dated.possible_from == dated.sure_from:
        sure = say_day(dated.sure_from)
        since = Text(f"from {sure.en}", f"自{sure.zh_hant}起")
    else:
        when = _some_day(dated.possible_from, dated.sure_from)
        since = Text(f"from {when.en}", f"自{when.zh_hant}起")
    return since if dated.sure_until is None else _until(dated, since)


def _until(dated: DatedValue, since: Text) -> Text:
    assert dated.sure_until is not None  # noqa: S101  it is called where there is an end
    last = say_day(dated.sure_until)
    before, comma = (f"{since.en} ", f"{since.zh_hant}，") if since else ("", "")
    if dated.possible_until == dated.sure_until or dated.possible_until is None:
        return Text(f"{before}until {last.en}", f"{comma}至{last.zh_hant}止")
    # What follows begins on the day after.
    step = timedelta(days=1)
    when = _some_day(dated.sure_until + step, dated.possible_until + step)
    return Text(f"{before}until before {when.en}", f"{comma}至{when.zh_hant}前止")


def _some_day(first: date, last: date) -> Text:
    """Some day between two, as a month or a year where it is a whole one."""
    for whole in (Period.parse(str(first.year)), Period.parse(f"{first:%Y-%m}")):
        if (whole.first, whole.last) == (first, last):
            en, zh_hant = say_period(whole, "en"), say_period(whole, "zh-hant")
            return Text(f"some day in {en}", f"{zh_hant}某日")
    one, other = say_day(first), say_day(last)
    return Text(
        f"some day between {one.en} and {other.en}", f"{one.zh_hant}至{other.zh_hant}之間某日"
    )


def _end_of(day: date) -> Text:
    """A day, as the end of a month or of a year where it is one."""
    for whole, chinese in ((Period.parse(str(day.year)), "年底"), (Period.parse(f"{day:%Y-%m}"), "月底")):  # fmt: skip
        if whole.last == day:
            zh_hant = say_period(whole, "zh-hant").removesuffix(chinese[0])
            return Text(f"the end of {say_period(whole, 'en')}", f"{zh_hant}{chinese}")
    return say_day(day)


# ── The decision table ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Version:
    """An expression in words for a stretch of days; an end that is None is open."""

    first: date | None
    last: date | None
    in_words: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A condition or an award of the decision table, with its versions in the order of time."""

    name: str
    says: Text
    reference: str
    versions: tuple[Version, ...]


def decision_table(scheme: Scheme) -> tuple[Row, ...]:
    """Each condition and award in words, for every stretch in which its parameters stay the same.

    The days are those of the event that selects the parameters' values.
    """
    terms = _terms(scheme)
    rows = [Row(c.name, c.says, c.reference, _versions(c.test, terms)) for c in scheme.conditions]
    rows += [Row(a.name, a.says, a.reference, _versions(a.value, terms)) for a in scheme.awards]
    return tuple(rows)


def _versions(node: Node, terms: Mapping[Node, Text]) -> tuple[Version, ...]:
    days = {day for parameter in _parameters(node) for day in _changes(parameter)}
    edges: list[date | None] = [None, *sorted(day for day in days if day > _BEGINNING), None]
    found: list[Version] = []
    for first, following in pairwise(edges):
        last = None if following is None else following - timedelta(days=1)
        said = _sentence(InWords(first or last or date.max, terms=terms).say(node))
        if found and found[-1].in_words == said:
            found[-1] = Version(found[-1].first, last, said)
        else:
            found.append(Version(first, last, said))
    return tuple(found)


def _parameters(node: Node) -> tuple[Parameter, ...]:
    below = list(walk(node))
    lists = [part.options for part in below if isinstance(part, Member)]
    return tuple(dict.fromkeys(part for part in [*below, *lists] if isinstance(part, Parameter)))


def _changes(parameter: Parameter) -> Iterator[date]:
    """The days on which what is known of the parameter's value changes."""
    for value in parameter.values:
        yield from (day for day in (value.possible_from, value.sure_from) if day is not None)
        ends = (value.sure_until, value.possible_until)
        yield from (day + timedelta(days=1) for day in ends if day is not None)


# ── Cases ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a table of cases: what each question is answered with, and what comes of it.

    answers: one per question of the table, in words; empty where any answer will do.
    ranges:  the same as ranges, of which the answer lies in one.
    outcome: one per award.
    """

    answers: tuple[Text, ...]
    ranges: tuple[tuple[Range, ...], ...]
    outcome: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Which formula applies when: one row per case, together all that there are, no two at once.

    nouns: what each question asks for, as a column's heading.
    """

    questions: tuple[Question, ...]
    nouns: tuple[Text, ...]
    awards: tuple[Text, ...]
    rows: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class _Branch:
    """A case while it is being found: the ranges of each question that tell it from others."""

    ranges: Mapping[str, tuple[Range, ...]]
    outcome: tuple[Text, ...]


def cases(scheme: Scheme, on: date) -> CaseTable | None:
    """The awards by cases, with the parameters' values of a day; None when there are too many to read.

    on: stands for the day of every event that selects a value.
    """
    if not scheme.awards:
        return None
    days = _days_as(scheme, on)
    found = _branches(tuple(award.value for award in scheme.awards), days, on)
    if found is None:
        return None
    told = {name for branch in found for name in branch.ranges}
    questions = tuple(question for question in scheme.questions if question.name in told)
    rows = []
    for branch in found:
        ranges = tuple(branch.ranges.get(question.name, ()) for question in questions)
        said = tuple(_told(q, mine) for q, mine in zip(questions, ranges, strict=True))
        rows.append(Case(said, ranges, branch.outcome))
    return CaseTable(
        questions,
        tuple(map(_heading, questions)),
        tuple(award.says for award in scheme.awards),
        tuple(rows),
    )


def _heading(question: Question) -> Text:
    """What stands over a question's column: its noun, or else its wording."""
    if question.about.yes:
        yes = question.about.yes
        return Text(f"{yes.en[:1].upper()}{yes.en[1:]}", yes.zh_hant)
    if not question.about.noun:
        return question.about.wording
    noun = question.about.noun
    bare = noun.en.removeprefix("the ")
    return Text(f"{bare[:1].upper()}{bare[1:]}", noun.zh_hant)


def _days_as(scheme: Scheme, on: date) -> dict[str, Range]:
    """The day for every question that selects a parameter's value."""
    return {
        node.event.name: Days(on, on)
        for root in scheme.roots
        for node in walk(root)
        if isinstance(node, Parameter) and isinstance(node.event, Question)
    }


def _branches(roots: tuple[Node, ...], known: Answers, on: date) -> list[_Branch] | None:
    """The cases of some expressions, each as a formula without a choice in it; None when too many."""
    left = tuple(remaining(root, known) for root in roots)
    question = next(iter(_telling(left, known)), None)
    if question is None:
        return [_Branch({}, tuple(_sentence(InWords(on).say(root)) for root in left))]
    found: list[_Branch] = []
    for range_ in _parts(question, left, known):
        below = _branches(left, {**known, question.name: range_}, on)
        if below is None:
            return None
        for branch in below:
            ranges = {question.name: (range_, *branch.ranges.get(question.name, ())[1:])}
            _add(found, _Branch({**branch.ranges, **ranges}, branch.outcome), question)
        if len(found) > _MOST_CASES:
            return None
    if len(found) == 1:  # every answer comes to the same
        rest = {name: ranges for name, ranges in found[0].ranges.items() if name != question.name}
        return [_Branch(rest, found[0].outcome)]
    return found


def _add(found: list[_Branch], branch: _Branch, question: Question) -> None:
    """Add a case; one that differs in one question's answer alone joins the case that it equals."""
    name = question.name
    mine = {key: value for key, value in branch.ranges.items() if key != name}
    for place, other in enumerate(found):
        rest = {key: value for key, value in other.ranges.items() if key != name}
        if other.outcome == branch.outcome and rest == mine:
            joined = _joined((*other.ranges[name], *branch.ranges[name]), question)
            found[place] = _Branch({**other.ranges, name: joined}, other.outcome)
            return
    found.append(branch)


def _joined(ranges: tuple[Range, ...], question: Question) -> tuple[Range, ...]:
    """The ranges, neighbouring numbers as one."""
    if question.kind is not Kind.NUMBER:
        return ranges
    found: list[Numbers] = []
    for one in ranges:
        assert isinstance(one, Numbers)  # noqa: S101
        last = found[-1] if found else None
        if last and last.high is not None and one.low == last.high + question.about.step:
            found[-1] = Numbers(last.low, one.high)
        else:
            found.append(one)
    return tuple(found)


def _told(question: Question, ranges: Sequence[Range]) -> Text:
    """The answers of a case in words; empty where any will do."""
    said = [_said(question, one) for one in ranges]
    return Text(" or ".join(text.en for text in said), "或".join(text.zh_hant for text in said))


def _said(question: Question, range_: Range) -> Text:
    match range_:
        case Truth(true):
            return Text("yes", "是") if true else Text("no", "否")
        case Choices(options):
            return _options_named(question, options or frozenset())
        case Numbers(low, high):
            return _stretch_said(question, low, high)
        case _:
            raise TypeError("A case is told by truths, options and numbers only.")


def _options_named(question: Question, options: frozenset[str]) -> Text:
    """Options by what stands before their colons; the one that is left out where it is only one."""
    words = {
        name: Text(says.en.partition(":")[0], says.in_language("zh-hant").partition("：")[0])
        for name, says in question.about.options
    }
    left_out = [name for name in words if name not in options]
    if len(left_out) == 1 < len(options) - 1:
        says = words[left_out[0]]
        return Text(f"not {says.en[:1].lower()}{says.en[1:]}", f"並非{says.zh_hant}")
    listed = [words[name] for name in words if name in options]
    return Text(" or ".join(one.en for one in listed), "或".join(one.zh_hant for one in listed))


def _stretch_said(question: Question, low: Fraction | None, high: Fraction | None) -> Text:
    assert low is not None  # noqa: S101  a question's numbers are bounded
    assert high is not None  # noqa: S101
    least, most = question.about.low == low, question.about.high == high
    first, last = say_number(low, question.unit), say_number(high, question.unit)
    if low == high:
        return first
    if least:
        return Text(f"up to {last.en}", f"{last.zh_hant}或以下")
    if most:
        return Text(f"{first.en} or more", f"{first.zh_hant}或以上")
    return Text(f"{first.en} to {last.en}", f"{first.zh_hant}至{last.zh_hant}")


def _telling(roots: Sequence[Node], known: Answers) -> Iterator[Question]:
    """The questions that decide which formula applies, in the order in which they occur."""
    for root in roots:
        for node in walk(root):
            if isinstance(node, Choose):
                node = node.condition
            elif not isinstance(node, Least | Greatest):
                continue
            for question in hangs_on(node, known):
                if question.kind in (Kind.TRUTH, Kind.CHOICE) or (
                    question.kind is Kind.NUMBER and _turning(question, (node,), known)
                ):
                    yield question


def _parts(question: Question, roots: Sequence[Node], known: Answers) -> Iterator[Range]:
    """The answers to a question, or its stretches between thresholds."""
    if question.kind is Kind.TRUTH:
        yield point(True)
        yield point(False)
    elif question.kind is Kind.CHOICE:
        yield from (point(option) for option, _ in question.about.options)
    else:
        yield from _stretches(question, roots, known)


def _turning(question: Question, roots: Sequence[Node], known: Answers) -> list[Fraction]:
    """The numbers at which a choice or a smallest part of the expressions turns."""
    now = range_of(question, known)
    assert isinstance(now, Numbers)  # noqa: S101
    assert now.low is not None  # noqa: S101  a question's numbers are bounded
    assert now.high is not None  # noqa: S101
    given = {
        name: value.low
        for name, value in known.items()
        if isinstance(value, Numbers) and value.low is not None and is_settled(value)
    }
    found = {
        threshold.value
        for root in roots
        for threshold in turns(root, given)
        if threshold.items is None and threshold.question.name == question.name
    }
    return sorted(v for v in found if isinstance(v, Fraction) and now.low < v < now.high)


def _stretches(question: Question, roots: Sequence[Node], known: Answers) -> Iterator[Numbers]:
    """The answers up to each threshold and beyond; one that lies on it goes where the formula is the same."""
    now = range_of(question, known)
    assert isinstance(now, Numbers)  # noqa: S101
    assert now.low is not None  # noqa: S101
    step = question.about.step

    def left(low: Fraction | None, high: Fraction | None) -> list[Node]:
        mine = {**known, question.name: Numbers(low, high)}
        return [remaining(root, mine) for root in roots]

    start: Fraction = now.low
    for turn in _turning(question, roots, known):
        end = start + (turn - start) // step * step
        if end == turn and start < end and left(start, end) != left(start, end - step):
            end -= step
        if start <= end:
            yield Numbers(start, end)
            start = end + step
    yield Numbers(start, now.high)
