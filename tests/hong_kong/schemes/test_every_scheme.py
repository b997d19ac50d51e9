"""Every scheme is judged alike: its worked examples, its edges by an independent oracle, its sources.

What a scheme brings along, named after its module:

`src/technopole/hong_kong/schemes/<module>.cases.yaml`, its worked examples, which people see too:

    - name: A line of 9 million
      name_zh_hant: 九百萬元的生產線
      day: "2025-06-01"
      answers: {applicant.kind: company, project.total_cost: 9000000}
      expect: {eligible: "yes", awards: {grant: "3000000"}}

    (`on` is no name for the day: YAML reads it as true.) Quote days and amounts, and write eligible
    as "yes", "no" or "unknown". An amount is exact, or
    the bounds "0..15000000", or "0.." where nothing bounds it. Awards may be left out. Every check
    point of the notes is a case, and a scheme has five cases or more.

`tests/hong_kong/schemes/oracles/<module>.py`, the rule worked out by hand from its text, never from
the module: it imports nothing of it, nor of `technopole.rules`.

    ON = date(2025, 6, 1)             # a day on which FITS fits
    FITS = {"applicant.kind": "company", "project.total_cost": "9000000", …}   # plain JSON values
    CHECK_POINTS = ("3000000", "15000000")   # the amounts that the notes work out; () where they have none

    def oracle(a, on):
        third = a["project.total_cost"] / 3
        fits = a["applicant.kind"] == "company" and …
        return fits, {"grant": min(third, Fraction(15_000_000))}

    Where some other way into the scheme hangs on a value that is in doubt on every day, so that the
    case that fits carries its flag, `DOUBTFUL = "which value, and why"` says so.

    `a` holds every question's answer, typed: numbers as exact fractions, days as dates, choices as
    text, a list as a tuple of dictionaries; questions that default to today hold `on` where FITS does
    not answer them. It gives whether the case fits and each award exactly (the test floors it to the
    cent); an amount of None where only that amount is not known; None altogether where the sources
    do not say. Then `decide` must say "unknown", or "no" for another reason, or carry a flag.
"""

from __future__ import annotations

import csv
import os
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.rules.cases import complete_case

from technopole.rules.answers import read_answers
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Parameter, Question, walk
from technopole.rules.parameters import Confidence
from technopole.rules.ranges import truth_of
from technopole.rules.readers.decide import Decision, Eligible, Flag, decide
from technopole.rules.readers.describe import thresholds
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.amend import amended

BOOK = read_rulebook("technopole.hong_kong")
PACK = files("technopole.hong_kong")
EXECUTABLE = [pytest.param(scheme, id=scheme.code) for scheme in BOOK.executable]
EVERY = [pytest.param(scheme, id=scheme.code) for scheme in BOOK.schemes.values()]
DOUBTS = frozenset({Flag.VALUE_UNKNOWN, Flag.VALUE_UNSURE, Flag.LOW_CONFIDENCE})


def module_of(scheme: Scheme) -> str:
    return scheme.entity.replace("-", "_")


def test_every_scheme_of_the_research_is_here():
    """The 38 whose rule can be run, and the 9 of which too little is published."""
    assert {scheme.code for scheme in BOOK.executable} == set(
        """TAX-RD TAX-SD ESS ITSP PRP TCFS MHKJFS CRS PAG RTH STEM NITTP TECHTAS TVP NIFS NIAS RAISE TSSSU
        TTO SKL FBL ITVF ITLAB KNOWIT AISS DTSPP DBIZ CIP CCMF HKSTPC GSPS GBAYES TALENT QDIE TPGFS GTF
        SIE GBASC""".split()
    )
    assert {scheme.code for scheme in BOOK.schemes.values() if not scheme.executable} == set(
        "ITF PSTS GSP CYB-OTHER INVEST RESEARCH ELDERTECH GOVTECH CONTEST".split()
    )
    assert (len(BOOK.executable), len(BOOK.schemes)) == (38, 38 + 9)


# ── Worked examples ───────────────────────────────────────────────────────────────────────────


def cases_of(scheme: Scheme) -> list[dict[str, Any]]:
    path = PACK / "schemes" / f"{module_of(scheme)}.cases.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


WORKED = [
    pytest.param(scheme, case, id=f"{scheme.code}: {case['name']}")
    for scheme in BOOK.executable
    if (PACK / "schemes" / f"{module_of(scheme)}.cases.yaml").is_file()
    for case in cases_of(scheme)
]


@pytest.mark.parametrize(("scheme", "case"), WORKED)
def test_the_worked_examples_hold(scheme: Scheme, case: dict[str, Any]):
    asked = (*scheme.questions, *(j.question for j in scheme.judgements))
    decision = decide(scheme, read_answers(case["answers"], asked), date.fromisoformat(case["day"]))
    assert decision.eligible == case["expect"]["eligible"], reasons(decision)
    awards = {award.name: as_written(award.low, award.high) for award in decision.awards}
    for name, expected in case["expect"].get("awards", {}).items():
        assert awards.get(name) == as_written(*bounds(expected)), (name, awards)


def bounds(written: str) -> tuple[Fraction, Fraction | None]:
    low, dots, high = written.partition("..")
    return Fraction(low), (Fraction(high) if high else None) if dots else Fraction(low)


def as_written(low: Fraction, high: Fraction | None) -> str:
    return f"{low}..{high}" if low != high else str(low)


def reasons(decision: Decision) -> list[str]:
    return [f"{r.condition.name}: {r.holds}" for r in decision.reasons if r.holds != "yes"]


@pytest.mark.parametrize("scheme", EXECUTABLE)
def test_there_are_five_worked_examples_in_both_languages_and_every_check_point(scheme: Scheme):
    cases = cases_of(scheme)
    assert len(cases) >= 5
    assert all(case["name"] and case["name_zh_hant"] for case in cases)
    shown = {
        bound
        for case in cases
        for written in case["expect"].get("awards", {}).values()
        for bound in bounds(written)
    }
    assert [point for point in oracle_of(scheme).CHECK_POINTS if Fraction(point) not in shown] == []


@pytest.mark.parametrize(("scheme", "case"), WORKED)
def test_a_worked_example_could_be_anybodys_honest_answers(scheme: Scheme, case: dict[str, Any]):
    answers = read_answers(
        case["answers"], (*scheme.questions, *(j.question for j in scheme.judgements))
    )
    assert contradictions(answers) == []


@pytest.mark.parametrize("scheme", EXECUTABLE)
def test_what_fits_could_be_anybodys_honest_answers(scheme: Scheme):
    assert contradictions(fitting(scheme)[0]) == []


def contradictions(answers: Mapping[str, Any]) -> list[str]:
    """The rules of consistency that these answers break, whatever the open ones are."""
    return [rule.name for rule in BOOK.consistency if not truth_of(rule.test, answers).true]


# ── Edges ─────────────────────────────────────────────────────────────────────────────────────


def oracle_of(scheme: Scheme) -> Any:
    name = f"tests.hong_kong.schemes.oracles.{module_of(scheme)}"
    assert find_spec(name), f"Write {name}: what the sources say of {scheme.code}, by hand."
    return import_module(name)


def fitting(scheme: Scheme) -> tuple[dict[str, Any], date]:
    """The typed answers that fit and the day on which they do, with that day where it is the default."""
    module = oracle_of(scheme)
    given = read_answers(module.FITS, scheme.questions)
    today = {q.name: module.ON for q in scheme.questions if q.about.today}
    return {**today, **given}, module.ON


@pytest.mark.parametrize("scheme", EXECUTABLE)
def test_what_fits_is_a_complete_case_and_fits(scheme: Scheme):
    fits, on = fitting(scheme)
    assert set(fits) == {question.name for question in scheme.questions}
    decision = decide(scheme, fits, on)
    assert decision.eligible is Eligible.YES, reasons(decision)
    said = getattr(oracle_of(scheme), "DOUBTFUL", "")
    assert said or not DOUBTS & set(decision.flags)


@pytest.mark.parametrize("scheme", EXECUTABLE)
def test_decide_agrees_with_the_oracle_on_every_edge(scheme: Scheme):
    _, on = fitting(scheme)
    oracle = oracle_of(scheme).oracle
    for case in edge_cases(scheme):
        disagreement = compare(decide(scheme, case, on), oracle(dict(case), on))
        assert disagreement is None, (disagreement, case)


def compare(
    decision: Decision, expected: tuple[bool, Mapping[str, Fraction | None]] | None
) -> str | None:
    """What the two disagree on; None where they agree."""
    doubtful = DOUBTS & set(decision.flags)
    if expected is None:
        firm = decision.eligible is Eligible.YES and not doubtful
        return "it is sure of what the sources do not say" if firm else None
    fits, awards = expected
    wanted = Eligible.YES if fits else Eligible.NO
    if decision.eligible is not wanted:
        return f"{decision.eligible}, not {wanted}: {reasons(decision)}"
    if not fits:
        return None
    if {award.name for award in decision.awards} != set(awards):
        return f"awards {[award.name for award in decision.awards]}, not {list(awards)}"
    for award in decision.awards:
        exact = awards[award.name]
        if exact is None:
            if award.low == award.high and not doubtful:
                return f"{award.name} is {award.low}, but the sources do not say"
        elif not award.low == award.high == floored(exact):
            return f"{award.name} is {award.low}..{award.high}, not {exact}"
    return None


def floored(exact: Fraction) -> Fraction:
    """The amount to the cent, never below nothing."""
    return max(Fraction(0), Fraction(exact * 100 // 1, 100))


def edge_cases(scheme: Scheme) -> Iterator[dict[str, Any]]:
    """One answer at a time to every edge, at every regime; several at a time; and any case at all."""
    fits, _ = fitting(scheme)
    rng = random.Random(scheme.entity)
    edges = {question.name: edges_of(scheme, question, fits) for question in scheme.questions}
    yield fits
    for base in (fits, *regimes(scheme, fits, edges, rng)):
        for name, values in edges.items():
            yield from ({**base, name: value} for value in values)
    for _ in range(400):
        several = rng.sample(list(edges), k=min(len(edges), rng.randint(2, 5)))
        yield {**fits, **{name: rng.choice(edges[name]) for name in several if edges[name]}}
    judgements = {judgement.question.name for judgement in scheme.judgements}
    for _ in range(200):
        anything = complete_case(scheme, rng)
        yield {name: value for name, value in anything.items() if name not in judgements}


def regimes(
    scheme: Scheme, fits: dict[str, Any], edges: Mapping[str, list[Any]], rng: random.Random
) -> list[dict[str, Any]]:
    """The case that fits, in other times: each day question at some of its edges."""
    moved = [
        {**fits, question.name: day}
        for question in scheme.questions
        if question.kind is Kind.DAY
        for day in edges[question.name]
    ]
    return rng.sample(moved, k=min(6, len(moved)))


def edges_of(scheme: Scheme, question: Question, fits: dict[str, Any]) -> list[Any]:
    """Its ends, and the answers just under, at and just over each of its thresholds."""
    about = question.about
    near = {
        value
        for threshold in thresholds_of(scheme, fits)
        if threshold.question.name == question.name and threshold.items is None
        for value in threshold.near
    }
    match question.kind:
        case Kind.TRUTH:
            return [False, True]
        case Kind.CHOICE:
            return [option for option, _ in about.options]
        case Kind.ITEMS:
            return list(lists_of(scheme, question, fits))
        case Kind.NUMBER:
            return sorted({about.low, about.high, *near})
        case _:
            return sorted({*near, *turns_of(scheme)})


def lists_of(scheme: Scheme, question: Question, fits: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """No item; one, two and many alike; and each field of the first item at its edges."""
    given = fits[question.name]
    most = int(question.about.high or 0)  # type: ignore[arg-type]
    counts = {0, 1, 2, 3, 4, 5, 6, 10, 40, 41, most}
    counts |= {
        int(near)
        for threshold in thresholds_of(scheme, fits)
        if threshold.question.name == question.name
        for near in threshold.near
        if isinstance(near, Fraction)
    }
    if not given:
        return
    yield from (tuple(given[i % len(given)] for i in range(n)) for n in sorted(counts) if n <= most)
    for field in question.about.fields:
        near = {
            value
            for threshold in thresholds_of(scheme, fits)
            if threshold.items is not None
            and (threshold.items.name, threshold.question.name) == (question.name, field.name)
            for value in threshold.near
        }
        values: list[Any] = sorted(near)
        if field.kind is Kind.TRUTH:
            values = [False, True]
        elif field.kind is Kind.CHOICE:
            values = [option for option, _ in field.about.options]
        for value in values:
            yield ({**given[0], field.name: value}, *given[1:])


_THRESHOLDS: dict[str, Any] = {}


def thresholds_of(scheme: Scheme, fits: dict[str, Any]) -> Any:
    if scheme.entity not in _THRESHOLDS:
        _THRESHOLDS[scheme.entity] = {*thresholds(scheme), *thresholds(scheme, fits)}
    return _THRESHOLDS[scheme.entity]


def turns_of(scheme: Scheme) -> set[date]:
    """The day before, on and after each day on which a dated value starts, may start or ends."""
    turns: set[date] = set()
    for parameter in parameters_of(scheme):
        for dated in parameter.values:
            for day, step in (
                (dated.possible_from, 0),
                (dated.sure_from, 0),
                (dated.sure_until, 1),
                (dated.possible_until, 1),
            ):
                if day is not None:
                    start = day.toordinal() + step
                    turns |= {date.fromordinal(start + off) for off in (-1, 0, 1)}
    return {day for day in turns if date(1990, 1, 1) <= day <= date(2099, 12, 31)}


def parameters_of(scheme: Scheme) -> tuple[Parameter, ...]:
    return tuple(
        dict.fromkeys(
            node for root in scheme.roots for node in walk(root) if isinstance(node, Parameter)
        )
    )


DOUBTED = [
    pytest.param(scheme, parameter, id=f"{scheme.code}-{parameter.name}")
    for scheme in BOOK.executable
    for parameter in parameters_of(scheme)
    if any(dated.confidence is Confidence.LOW for dated in parameter.values)
]
DOUBTED_NUMBERS = [doubted for doubted in DOUBTED if doubted.values[1].kind is Kind.NUMBER]
DOUBTED_TRUTHS = [doubted for doubted in DOUBTED if doubted.values[1].kind is Kind.TRUTH]


def test_what_is_doubted_is_a_number_or_a_truth():
    assert len(DOUBTED_NUMBERS) + len(DOUBTED_TRUTHS) == len(DOUBTED)


@pytest.mark.parametrize(("scheme", "parameter"), DOUBTED_TRUTHS)
def test_a_truth_of_low_confidence_never_decides_silently(scheme: Scheme, parameter: Parameter):
    fits, on = fitting(scheme)
    assert isinstance(parameter.event, Question)
    for doubted in parameter.values:
        if doubted.confidence is Confidence.LOW:
            decision = decide(scheme, {**fits, parameter.event.name: doubted.sure_from}, on)
            firm = decision.eligible is Eligible.YES
            assert not firm or DOUBTS & set(decision.flags), doubted.sure_from


@pytest.mark.parametrize(("scheme", "parameter"), DOUBTED_NUMBERS)
def test_a_value_of_low_confidence_never_decides_silently(scheme: Scheme, parameter: Parameter):
    _, on = fitting(scheme)
    (doubted,) = [d for d in parameter.values if d.confidence is Confidence.LOW]
    other = amended(scheme, {parameter.name: doubted.value * 2 + 1})  # on every day
    assert all(d.possible_until < on for d in parameter.values if d is not doubted)
    hung_on_it = 0
    for case in edge_cases(scheme):
        here, there = decide(scheme, case, on), decide(other, case, on)
        if here.eligible is Eligible.YES and said(here) != said(there):
            hung_on_it += 1
            assert DOUBTS & set(here.flags), case
    assert hung_on_it


def said(decision: Decision) -> object:
    return decision.eligible, [(award.low, award.high) for award in decision.awards]


# ── Sources and wording ───────────────────────────────────────────────────────────────────────


def documents() -> set[str]:
    text = (PACK / "sources.csv").read_text(encoding="utf-8")
    return {row["id"] for row in csv.DictReader(text.splitlines())}


KEYS = documents() | set(BOOK.sources)


def key_of(reference: str) -> str:
    return reference.partition(",")[0].strip()


def references_of(scheme: Scheme) -> Iterator[str]:
    yield from (condition.reference for condition in scheme.conditions)
    yield from (award.reference for award in scheme.awards)
    yield from (judgement.reference for judgement in scheme.judgements)
    yield from (stacking.reference for stacking in scheme.stacking)
    yield from (known.reference for known in scheme.known)
    if scheme.applying is not None:
        yield scheme.applying.reference
    for parameter in parameters_of(scheme):
        yield from (dated.reference for dated in parameter.values)


@pytest.mark.parametrize("scheme", EVERY)
def test_every_reference_begins_with_a_document_or_a_public_source(scheme: Scheme):
    assert [text for text in references_of(scheme) if key_of(text) not in KEYS] == []


@pytest.mark.parametrize("scheme", EVERY)
def test_a_module_is_named_after_its_scheme(scheme: Scheme):
    assert find_spec(f"technopole.hong_kong.schemes.{module_of(scheme)}")


def texts_of(scheme: Scheme) -> Iterator[tuple[str, str]]:
    yield from ((text.en, text.zh_hant) for text in (scheme.name, scheme.summary))
    parts = (*scheme.conditions, *scheme.awards, *scheme.stacking, *scheme.known, *scheme.gaps)
    yield from ((part.says.en, part.says.zh_hant) for part in parts)
    for question in (*scheme.questions, *(j.question for j in scheme.judgements)):
        about = question.about
        yield about.wording.en, about.wording.zh_hant
        yield from ((words.en, words.zh_hant) for _, words in about.options)
        for field in about.fields:
            yield field.about.wording.en, field.about.wording.zh_hant
    for parameter in parameters_of(scheme):
        yield parameter.wording.en, parameter.wording.zh_hant
    if scheme.applying is not None:
        yield scheme.applying.says.en, scheme.applying.says.zh_hant
        yield from ((paper.en, paper.zh_hant) for paper in scheme.applying.papers)


@pytest.mark.parametrize("scheme", EVERY)
def test_every_text_is_in_both_languages(scheme: Scheme):
    for en, zh_hant in texts_of(scheme):
        assert en, zh_hant
        assert re.search(r"[\u4e00-\u9fff]", zh_hant) or en == zh_hant, en
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"“.*?”", "", en)), en


def test_every_question_can_stand_in_a_sentence():
    fields = [field for question in BOOK.questions for field in question.about.fields]
    said_by_yes_and_no = Kind.TRUTH
    assert [
        question.name
        for question in (*BOOK.questions, *fields)
        if question.kind is not said_by_yes_and_no and not question.about.noun
    ] == []


@pytest.fixture(scope="session")
def researched() -> dict[str, list[dict[str, str]]]:
    """The researched rows by scheme, each with the key of its source."""
    folder = os.environ.get("TECHNOPOLE_SOURCES")
    table = Path(folder).parent / "data" / "scheme-parameters.csv" if folder else None
    if table is None or not table.is_file():
        pytest.skip("TECHNOPOLE_SOURCES does not name a folder beside the researched parameters")
    listed = csv.DictReader((PACK / "sources.csv").read_text(encoding="utf-8").splitlines())
    keys = {row["file"]: row["id"] for row in listed}
    keys |= {source.title: source.key for source in BOOK.sources.values()}
    rows: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        key = keys[row["source"].partition(" | ")[0]]
        rows.setdefault(row["scheme_id"], []).append({**row, "key": key})
    return rows


_SURENESS = {"low": 0, "medium": 1, "high": 2}


@pytest.mark.parametrize("scheme", EXECUTABLE)
def test_every_value_stands_in_the_research_no_surer_than_there(
    scheme: Scheme, researched: dict[str, list[dict[str, str]]]
):
    rows = researched[scheme.code]
    for parameter in parameters_of(scheme):
        for dated in parameter.values:
            where = f"{parameter.name} {dated.value} ({dated.reference}, {dated.confidence})"
            cited = [row for row in rows if row["key"] == key_of(dated.reference)]
            assert cited, f"{where}: no researched row of {scheme.code} cites that source"
            sure = [r for r in cited if _SURENESS[dated.confidence] <= _SURENESS[r["confidence"]]]
            assert sure, f"{where}: the source is less sure"
            # Nothing at all before a first value, and lists, days and truths, are read by people.
            if isinstance(dated.value, Fraction) and dated.value != 0:
                numbers = {n for row in sure for n in numbers_in(f"{row['value']} {row['unit']}")}
                assert dated.value in numbers, f"{where}: the source says {sorted(numbers)}"


def numbers_in(text: str) -> set[Fraction]:
    """The numbers, shares (1/3), matchings (1:2 is a third) and shares as percentages in a text."""
    found = {
        Fraction(n) for n in re.findall(r"\d+/\d+|\d+(?:\.\d+)?", text) if not n.endswith("/0")
    }
    for government, other in re.findall(r"(\d+):(\d+)", text):
        found |= {
            Fraction(int(government), int(government) + int(other)),
            Fraction(int(government), int(other)),
        }
    return found | {number * 100 for number in found if number <= 1}
