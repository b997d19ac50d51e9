"""Reasons as sentences in both languages, and what would change a no.

The sentences of a few cases stand in `golden/`; WRITE_GOLDEN=1 writes them again, to be read before
they are kept.
"""

import os
import random
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import complete_case, partial
from tests.rules.random_schemes import random_scheme

from technopole.evidence.wording import Text
from technopole.rules.answers import read_answers
from technopole.rules.explain import changes, explained, say_flag
from technopole.rules.language import (
    HKD,
    amount,
    award,
    choice,
    choose,
    condition,
    day,
    each,
    floored,
    items,
    judgement,
    least,
    number,
    parameter,
    scheme,
    shifted,
    total,
    window,
    yes_no,
)
from technopole.rules.readers.decide import Eligible, Flag, decide
from technopole.rules.rulebook import read_rulebook

ON = date(2025, 6, 1)
BOOK = read_rulebook("technopole.hong_kong")
GOLDEN = Path(__file__).parent / "golden"

# ── A scheme of our own ───────────────────────────────────────────────────────────────────────

asked = day("asked", en="When does it apply?", zh_hant="何時申請？", today=True)
founded = day("founded", en="When was it founded?", zh_hant="何時成立？", noun=("the day on which it was founded", "成立日期"))  # fmt: skip
cost = amount("cost", en="What does it cost?", zh_hant="成本是多少？", noun=("the cost", "成本"))
staff = number(
    "staff", en="How many work there?", zh_hant="有多少僱員？", unit="persons", most=1000
)
local = yes_no("local", en="Is it local?", zh_hant="是否本地？")
listed = yes_no("listed", en="Is it listed?", zh_hant="是否上市？", yes=("it is listed", "屬上市公司"), no=("it is not listed", "並非上市公司"))  # fmt: skip
trade = choice("trade", en="Which trade?", zh_hant="哪個行業？", noun=("the trade", "行業"), options={"shop": ("Shop", "商店"), "mill": ("Mill", "工廠"), "farm": ("Farm", "農場")})  # fmt: skip
price = amount("price", en="What was paid?", zh_hant="付款多少？")
bills = items(
    "bills", en="Which bills were paid?", zh_hant="付了哪些帳單？", fields=(price,), most=10
)


def dated(name, unit, en, zh_hant, values):
    return parameter(name, unit, en=en, zh_hant=zh_hant, event=asked, values=values)


share = dated("share", "times", "The Government's share", "政府承擔的比例", {"2020-01-01": (Fraction(1, 3), "guide, 1")})  # fmt: skip
ceiling = dated("ceiling", HKD, "The most that is given", "資助上限", {"2020-01-01": (500, "guide, 2"), "2024-06": (600, "news, 3", "medium")})  # fmt: skip
trades = dated("trades", None, "The trades supported", "資助行業", {"2020-01-01": (frozenset({"shop", "mill"}), "guide, 4")})  # fmt: skip
MILL = scheme(
    "mill-scheme", code="MILL", en="Mill Scheme", zh_hant="工廠計劃", summary=("It mills.", "資助工廠。"),
    run_by="nobody", confirmed=date(2025, 12, 31),
    window=window(asked, first="2020-01-01", last="2026-12-31", reference="guide, 5"),
    conditions=(
        condition("trade", trade.is_in(trades), en="Its trade is supported.", zh_hant="行業獲支援。", reference="guide, 4"),
        condition("small", (staff < 50) | local, en="It is small or local.", zh_hant="屬小型或本地。", reference="guide, 6"),
        condition("unlisted", ~listed, en="It is not listed.", zh_hant="並非上市公司。", reference="guide, 7"),
        condition("old", shifted(founded, years=1) <= asked, en="It is a year old.", zh_hant="成立滿一年。", reference="guide, 8"),
        condition("spent", total(bills, each(price)) >= 100, en="It spent a hundred.", zh_hant="已支出一百元。", reference="guide, 9"),
    ),
    judgements=(judgement("panel", en="The panel likes it.", zh_hant="評審團認可。", reference="guide, 10"),),
    awards=(
        award("grant", least(choose(local, cost, cost * Fraction(1, 2)) * share, ceiling), en="Grant: a share of the cost.", zh_hant="資助額：成本的一部分。", reference="guide, 1"),
        award("round", floored(cost * share, 10), en="The same in tens.", zh_hant="取至十元。", reference="guide, 11"),
    ),
)  # fmt: skip
FITS = {
    "trade": "mill", "staff": 60, "local": True, "listed": False, "founded": "2020-02-29",
    "cost": "1000.00", "bills": [{"price": 8000}, {"price": "20.50"}], "asked": "2023-05-01",
}  # fmt: skip

NIFS = BOOK.schemes["new-industrialisation-funding-scheme"]
LINE = {
    "applicant.kind": "company", "plans.production_line": True, "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True, "project.duration_months": 18, "project.total_cost": "9000000",
    "history.nifs_running_projects": 1, "history.nifs_running_funding": "30000000.00",
    "application.submitted_on": "2025-03-01",
}  # fmt: skip
CASES = {
    "mill-yes": (MILL, FITS),
    "mill-no": (MILL, {**FITS, "local": False, "bills": []}),
    "mill-open": (MILL, {"trade": "shop", "cost": "10.01", "asked": "2024-06-15"}),
    "mill-closed": (MILL, {**FITS, "asked": "2027-01-01"}),
    "nifs-yes": (NIFS, LINE),
    "nifs-no": (NIFS, {**LINE, "project.duration_months": 25}),
    "nifs-open": (NIFS, {"applicant.kind": "company", "project.total_cost": "60000000"}),
}


def in_words(one, given, language):
    """The whole explanation as an outline."""
    answers = read_answers(given, [*one.questions, *(j.question for j in one.judgements)])
    decision = decide(one, answers, ON)
    told = explained(one, decision, answers)
    lines = [told.opening.in_language(language), ""]

    def outline(step, depth):
        mark = {None: "·", Eligible.YES: "+", Eligible.NO: "-", Eligible.UNKNOWN: "?"}[step.holds]
        sure = f"; {step.confidence}" if step.confidence else ""
        source = f"  [{step.reference}{sure}]" if step.reference else ""
        lines.append(f"{'  ' * depth}{mark} {step.says.in_language(language)}{source}")
        for below in step.below:
            outline(below, depth + 1)

    for step in (*told.conditions, *told.awards):
        outline(step, 0)
    lines += ["", *(f"* {note.in_language(language)}" for note in told.notes)]
    change = changes(one, answers, ON)
    if change.says is not None:
        lines += ["", change.says.in_language(language)]
        lines += [f"> {found.says.in_language(language)}" for found in change.changes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("name", CASES)
def test_a_case_is_told_as_it_stands_in_its_file(name, language):
    path = GOLDEN / f"{name}.{language}.txt"
    told = in_words(*CASES[name], language)
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(told, "utf-8")
    assert told == path.read_text("utf-8"), "Read what changed; WRITE_GOLDEN=1 keeps it."


# ── Laws ──────────────────────────────────────────────────────────────────────────────────────


def sentences(told):
    def below(step):
        yield step.says
        for one in step.below:
            yield from below(one)

    yield told.opening
    yield from told.notes
    for step in (*told.conditions, *told.awards):
        yield from below(step)


@pytest.mark.parametrize("one", BOOK.executable, ids=lambda one: one.code)
def test_every_case_has_whole_sentences_in_both_languages(one):
    rng = random.Random(one.entity)
    for turn in range(6):
        case = complete_case(one, rng)
        case = partial(case, rng) if turn % 2 else case
        decision = decide(one, case, ON)
        for text in sentences(explained(one, decision, case)):
            assert text.en.rstrip().endswith((".", ":", "?", "…", "”", ")")), text.en
            assert re.search(r"[\u4e00-\u9fff]", text.zh_hant) or not re.search("[a-z]{3}", text.zh_hant), text.zh_hant  # fmt: skip
            assert text.en[0] == text.en[0].upper() or not text.en[0].isalpha(), text.en


@pytest.mark.parametrize("one", BOOK.executable, ids=lambda one: one.code)
def test_an_open_case_is_told_by_what_is_missing_and_nothing_twice(one):
    """No range of what may be typed, no "unknown is unknown", no step that repeats the one above it."""
    rng = random.Random(one.entity)
    for turn in range(6):
        case = {} if not turn else partial(complete_case(one, rng), rng)
        told = explained(one, decide(one, case, ON), case)
        for text in sentences(told):
            assert "(-" not in text.en, text.en
            assert "a number not known) is" not in text.en, text.en
            assert "and (a number not known) is a number not known" not in text.en, text.en
            assert "This holds:" not in text.en, text.en
        for above in (*told.conditions, *told.awards):
            unrepeated(above)


def unrepeated(above):
    for below in above.below:
        assert below.says != above.says, above.says.en
        unrepeated(below)


def told_of(code, given, on=date(2026, 11, 21)):
    one = BOOK.by_code[code]
    answers = read_answers(given, one.questions)
    return explained(one, decide(one, answers, on), answers)


def test_a_plain_condition_is_said_once():
    told = told_of("nifs", LINE)
    (plan,) = (step for step in told.conditions if step.says.en.startswith("It plans"))
    assert plan.holds is Eligible.YES
    assert plan.below == ()


def test_bounds_that_only_all_cases_show_are_said_above_the_steps():
    told = told_of("gtf", {"applicant.kind": "company", "plans.green_technology": True})
    (step,) = told.awards[0].below
    assert step.says == Text(
        "With all that is known taken together, this comes to HK$2,500,000 to HK$20,000,000:",
        "綜合已知的各項，結果為2,500,000港元至20,000,000港元：",
    )


def test_what_must_not_be_is_said_forward():
    told = told_of("hkstpc", {"applicant.kind": "company", "plans.start_up": True, "incubation.science_park_programme": "incu-bio"})  # fmt: skip
    said = [text.en for text in sentences(told)]
    assert any("which do not count here" in text for text in said)
    assert not any(text.startswith(("This holds", "This does not hold:")) for text in said)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_told_agrees_with_what_is_decided(seed):
    rng = random.Random(seed)
    one = random_scheme(rng)
    case = partial(complete_case(one, rng), rng)
    decision = decide(one, case, ON)
    told = explained(one, decision, case)
    assert [step.holds for step in told.conditions] == [r.holds for r in decision.reasons]
    assert len(told.awards) == len(decision.awards)


def test_every_flag_has_its_sentence():
    assert all(say_flag(flag).en and say_flag(flag).zh_hant for flag in Flag)


# ── What would change it ──────────────────────────────────────────────────────────────────────


def changed(one, given):
    answers = read_answers(given, one.questions)
    return changes(one, answers, ON)


def test_the_nearest_number_is_named_and_decided_again():
    found = changed(NIFS, {**LINE, "project.duration_months": 30})
    (change,) = found.changes
    assert (change.question.name, change.to, change.becomes) == (
        "project.duration_months", (Fraction(24),), Eligible.YES,
    )  # fmt: skip
    assert "24 months instead of 30 months" in change.says.en


def test_several_changes_stand_nearest_first():
    found = changed(MILL, {**FITS, "staff": 52, "local": False})
    assert [(c.question.name, c.to) for c in found.changes] == [
        ("staff", (Fraction(49),)),
        ("local", (True,)),
    ]


def test_of_a_choice_every_option_that_does_it_is_named():
    (change,) = changed(MILL, {**FITS, "trade": "farm"}).changes
    assert change.to == ("shop", "mill")


def test_the_nearest_day_is_named():
    (change,) = changed(MILL, {**FITS, "asked": "2027-03-01"}).changes
    assert change.to == (date(2026, 12, 31),)


def test_where_answers_are_missing_a_change_may_only_open_the_question():
    given = {**FITS, "trade": "farm"}
    del given["bills"]
    (change,) = changed(MILL, given).changes
    assert change.becomes is Eligible.UNKNOWN


def test_one_thing_of_a_list_may_be_changed_or_left_out():
    hub = read_rulebook("technopole.hong_kong").by_code["rth"]
    doctor = {"talent.degree": "doctor", "talent.institution": "local", "talent.science": True,
              "talent.may_work": True, "talent.owner_or_relative": False, "talent.months": "24"}  # fmt: skip
    answers = {"applicant.kind": "company", "plans.engage_research_talent": True,
               "talents.stream": "company", "talents.engaged": [doctor, {**doctor, "talent.months": "40"}]}  # fmt: skip
    found = changes(hub, read_answers(answers, hub.questions), date(2026, 11, 20))
    assert [change.says.en for change in found.changes] == [
        "If for item 2 the length of the engagement were 36 months instead of 40 months, it would be yes.",
        "If item 2 were left out, it would be yes.",
    ]
    assert all(change.to[0][0]["talent.months"] == 24 for change in found.changes)
    answers["talents.engaged"] = [{**doctor, "talent.science": False}]
    (change,) = changes(hub, read_answers(answers, hub.questions), date(2026, 11, 20)).changes
    assert change.says.zh_hant == "若第1項中，學位屬科學、科技、工程或數學學科，結果便為符合。"


def test_where_no_single_change_does_it_that_is_said():
    found = changed(MILL, {**FITS, "trade": "farm", "listed": True})
    assert found.changes == ()
    assert "No change of a single answer" in found.says.en


def test_a_yes_needs_no_change():
    assert changed(MILL, FITS).says is None


def test_what_a_person_judged_is_not_changed_by_facts():
    answers = read_answers({**FITS, "judgement.panel": False}, [*MILL.questions, MILL.judgements[0].question])  # fmt: skip
    assert "judged otherwise" in changes(MILL, answers, ON).says.en


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_a_change_that_is_named_makes_a_difference_and_none_nearer_does(seed):
    rng = random.Random(seed)
    one = random_scheme(rng)
    case = complete_case(one, rng)
    for judged in one.judgements:
        case.pop(judged.question.name, None)
    for change in changes(one, case, ON).changes:
        for to in change.to:
            assert decide(one, {**case, change.question.name: to}, ON).eligible is change.becomes
        if isinstance(change.given, Fraction) and change.becomes is Eligible.YES:
            step = change.question.about.step
            inside = change.to[0] + (step if change.to[0] < change.given else -step)
            if inside != change.given:
                nearer = decide(one, {**case, change.question.name: inside}, ON)
                assert nearer.eligible is not Eligible.YES
