"""Five visitors find what fits them, in about ten questions, in both languages.

Their interviews stand in `golden/`; WRITE_GOLDEN=1 writes them again, to be read before they are
committed: whether each question is one that such a visitor can answer, and follows from none before.
"""

import os
from pathlib import Path

import pytest
from tests.hong_kong.personas import PERSONAS

from technopole.hong_kong.population import as_answers, population
from technopole.rules.answers import read_answers
from technopole.rules.nodes import Kind
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.interview import Interview, Standing
from technopole.rules.rulebook import read_rulebook
from technopole.rules.wording import say_answer, say_money_between

BOOK = read_rulebook("technopole.hong_kong")
INTERVIEW = Interview(BOOK.executable, BOOK.consistency)
GOLDEN = Path(__file__).parent / "golden"
SAME = {
    Standing.FITS: Eligible.YES,
    Standing.MIGHT_FIT: Eligible.UNKNOWN,
    Standing.DOES_NOT_FIT: Eligible.NO,
}


def journey(persona):
    """The states until nothing that can be asked matters, the steps between them, and the answers."""
    given = read_answers(persona.answers, BOOK.questions)
    answers, unknown, states, steps = {}, set(), [], []
    while True:
        states.append(INTERVIEW.after(answers, unknown=frozenset(unknown), on=persona.on))
        step = states[-1].next
        if step is None:
            return states, steps, answers
        steps.append(step)
        if step.boxes:
            answers |= step.ticked(persona.ticks)
            continue
        for question in step.questions:
            if question.name in given:
                answers[question.name] = given[question.name]
            else:
                unknown.add(question.name)


by_name = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS.keys())


@by_name
def test_each_finds_what_fits_and_how_much(persona):
    states, _, _ = journey(persona)
    end = states[-1]
    standing = {s: {p.scheme.code for p in end.standing(s)} for s in Standing}
    assert standing[Standing.FITS] == set(persona.fits)
    assert standing[Standing.MIGHT_FIT] == persona.might
    amounts = {p.scheme.code: {a.name: a for a in p.amounts} for p in end.schemes}
    for code, awards in persona.fits.items():
        for name, amount in awards.items():
            assert amounts[code][name].low == amounts[code][name].high == amount
    outside = {p.scheme.code for p in end.schemes if "window" in {c.name for c in p.failing}}
    assert outside >= persona.closed


@by_name
def test_each_is_asked_about_ten_questions(persona):
    _, steps, _ = journey(persona)
    assert len(steps) <= persona.steps, [step.asks.en for step in steps]
    assert len(steps) <= 10
    assert sum(step.asked for step in steps) <= 20


@by_name
def test_nothing_is_asked_that_the_visitor_has_no_answer_to(persona):
    _, steps, _ = journey(persona)
    asked = [q.name for step in steps if not step.boxes for q in step.questions]
    assert [name for name in asked if name not in persona.answers] == []
    assert len(asked) == len(set(asked))


@by_name
def test_everything_that_fits_is_sourced_and_says_how_to_apply(persona):
    for code in persona.fits:
        scheme = BOOK.by_code[code.lower()]
        assert all(condition.reference for condition in scheme.conditions)
        assert all(award.reference for award in scheme.awards)
        assert scheme.applying is not None


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("name", PERSONAS)
def test_the_interview_reads_as_it_was_read(name, language):
    told = transcript(PERSONAS[name], language)
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def transcript(persona, language):
    """The interview in words: questions, why they are asked, answers, and what they settle."""
    states, steps, answers = journey(persona)
    lines = []
    for number, step in enumerate(steps, 1):
        lines.append(f"{number}. {step.asks.in_language(language)}")
        for question in step.questions:
            if step.boxes:
                if answers[question.name] is True:
                    lines.append(f"   [x] {question.about.wording.in_language(language)}")
                continue
            if len(step.questions) > 1:
                lines.append(f"   {question.about.wording.in_language(language)}")
            if question.about.why.en:
                lines.append(f"   ({question.about.why.in_language(language)})")
            lines += [
                f"   = {line}" for line in said(question, answers.get(question.name), language)
            ]
        if step.boxes:
            unticked = sum(not answers[question.name] for question in step.questions)
            lines.append(f"   [ ] x {unticked}")
        lines.append(
            "   " + "  ".join(f"{s.value} {len(states[number].standing(s))}" for s in Standing)
        )
    for standing in (Standing.FITS, Standing.MIGHT_FIT):
        lines += ["", standing.value]
        for prospect in states[-1].standing(standing):
            lines.append(f"  {prospect.scheme.code} {prospect.scheme.name.in_language(language)}")
            units = {award.name: award.value.unit for award in prospect.scheme.awards}
            for amount in prospect.amounts:
                much = say_money_between(amount.low, amount.high, units[amount.name])
                lines.append(
                    f"    {much.in_language(language)}: {amount.says.in_language(language)}"
                )
            lines += [f"    ? {text.in_language(language)}" for text in prospect.subject_to]
            lines += [f"    … {c.says.in_language(language)}" for c in prospect.left_open]
    return "\n".join(lines) + "\n"


def said(question, answer, language):
    """An answer in words, a list in as many lines as it has things."""
    if answer is None:
        return ["?"]
    if question.kind is not Kind.ITEMS:
        return [say_answer(question, answer).in_language(language)]
    return [
        ", ".join(
            say_answer(inner, each[inner.name]).in_language(language)
            for inner in question.about.fields
            if inner.name in each
        )
        for each in answer
    ]


# ── Synthetic applicants, to the end ──────────────────────────────────────────────────────────


def test_whoever_answers_only_what_matters_hears_what_all_answers_would_say():
    table = population(150, questions=INTERVIEW.questions, seed=11)
    today = {question.name for question in INTERVIEW.questions if question.about.today}
    for truth in as_answers(table, INTERVIEW.questions):
        on = truth["application.submitted_on"]
        answers = {name: value for name, value in truth.items() if name in today}
        unknown = set()
        while (progress := INTERVIEW.after(answers, unknown=unknown, on=on)).next is not None:
            for question in progress.next.questions:
                if question.name in truth:
                    answers[question.name] = truth[question.name]
                else:
                    unknown.add(question.name)
        for prospect in progress.schemes:
            decision = decide(prospect.scheme, truth, on)
            assert SAME[prospect.standing] is decision.eligible, (prospect.scheme.code, answers)
            if prospect.standing is Standing.FITS:
                given = {award.name: (award.low, award.high) for award in decision.awards}
                assert {a.name: (a.low, a.high) for a in prospect.amounts} == given
