"""Answers from outside: typed and bounded, every fault at once, nothing evaluated."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.rules.answers import AnswersRefused, Written, parse_answers, read_answers
from technopole.rules.language import amount, choice, consistency, day, items, number, yes_no

QUESTIONS = [
    yes_no("company.listed", en="Listed?", zh_hant="上市？"),
    amount("project.cost", en="Cost?", zh_hant="成本？"),
    number("company.staff", en="Staff?", zh_hant="員工？", unit="persons", most=1000),
    day("application.day", en="Day?", zh_hant="日期？"),
    choice("company.trade", en="Trade?", zh_hant="行業？", options={"retail": ("Retail", "零售"), "other": ("Other", "其他")}),
    items("project.invoices", en="Invoices?", zh_hant="發票？", fields=[amount("invoice.cost", en="Cost?", zh_hant="金額？")], most=2),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("company.listed", True, True),
        ("project.cost", "199999999.99", Fraction(19999999999, 100)),
        ("project.cost", {"cents": 19999999999}, Fraction(19999999999, 100)),
        ("project.cost", 1250, Fraction(25, 2)),
        ("company.staff", 0, Fraction(0)),
        ("application.day", "2024-02-29", date(2024, 2, 29)),
        ("company.trade", "retail", "retail"),
        ("project.invoices", [{"invoice.cost": 500}], ({"invoice.cost": Fraction(5)},)),
    ],
)
def test_answers_are_read_exactly(name, given, read):
    assert read_answers({name: given}, QUESTIONS) == {name: read}


def test_null_is_unknown():
    assert read_answers({"company.listed": None}, QUESTIONS) == {}


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("company.listed", "true", "neither true nor false"),
        ("company.listed", 1, "neither true nor false"),
        ("project.cost", "(2e5+4)/2", "is not an amount"),
        ("project.cost", "1e6", "is not an amount"),
        ("project.cost", 1.5, "is not an amount"),
        ("project.cost", True, "true is not an amount"),
        ("project.cost", "99999999999999999999", "is out of bounds"),
        ("project.cost", "1.234", "finer than HK$0.01"),
        ("project.cost", "-1", "out of bounds"),
        ("project.cost", "-0", "is not an amount"),
        ("project.cost", "007", "is not an amount"),
        ("project.cost", " 5", "is not an amount"),
        ("project.cost", "٥", "is not an amount"),
        ("project.cost", "1,000", "is not an amount"),
        ("project.cost", float("inf"), "is not an amount"),
        ("project.cost", [5], "[…] is not an amount"),
        ("project.cost", {"cents": "5"}, "{…} is not an amount"),
        ("project.cost", {"cents": 5, "x": 1}, "{…} is not an amount"),
        pytest.param("project.cost", 10**5000, "… (in cents) is out of bounds", id="huge"),
        ("company.staff", "0.5", "finer than 1 person"),
        ("company.staff", {"cents": 100}, "is not a number"),
        ("company.staff", 1001, "Answer from 0 persons to 1,000 persons"),
        ("application.day", "yesterday", "is not a day"),
        ("application.day", "1066-10-14", "out of bounds"),
        ("company.trade", "retial", "Did you mean “retail”?"),
        ("company.trde", "retail", "Did you mean company.trade?"),
        ("project.invoices", {}, "not a list"),
        ("project.invoices", [{}, {}, {}], "At most 2"),
        ("project.invoices", [{"invoice.cost": "x"}], "item 1, invoice.cost: 'x' is not an amount"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(name, given, sentence):
    with pytest.raises(AnswersRefused) as refusal:
        read_answers({name: given}, QUESTIONS)
    assert sentence in str(refusal.value)
    assert refusal.value.refusals[0].question == name


def test_every_fault_is_told_at_once():
    with pytest.raises(AnswersRefused) as refusal:
        read_answers({"company.listed": 1, "project.cost": "x", "nonsense": 1}, QUESTIONS)
    assert len(refusal.value.refusals) == 3


def test_a_refusal_is_said_in_both_languages_and_never_echoes_at_length():
    with pytest.raises(AnswersRefused) as refusal:
        read_answers({"project.cost": "9" * 100_000, "x" * 100_000: 1}, QUESTIONS)
    for one in refusal.value.refusals:
        assert one.says.zh_hant
        assert len(one.sentence) < 300


def test_answers_that_cannot_go_together_are_refused_and_others_are_not():
    listed, staff = QUESTIONS[0], QUESTIONS[2]
    test = consistency("staffed", ~listed | (staff >= 1), en="A listed company has staff.", zh_hant="上市公司必有員工。")  # fmt: skip
    with pytest.raises(AnswersRefused, match="A listed company has staff"):
        read_answers({"company.listed": True, "company.staff": 0}, QUESTIONS, [test])
    assert read_answers({"company.listed": True}, QUESTIONS, [test])
    assert read_answers({"company.listed": True, "company.staff": 1}, QUESTIONS, [test])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[]", "not an object"),
        ("{", "not JSON"),
        ('{"a": NaN}', "hold NaN, which is not a number"),
        ('{"a": 1, "a": 2}', "a: This is answered twice"),
        ("[" * 100_000, "too deeply"),
        (b"\xff", "not JSON"),
    ],
)
def test_a_document_that_is_no_object_of_answers_is_refused(text, sentence):
    with pytest.raises(AnswersRefused, match=sentence):
        parse_answers(text)


def test_a_number_is_not_echoed_digit_by_digit():
    with pytest.raises(AnswersRefused, match=r"… \(in cents\) is out of bounds"):
        read_answers({"project.cost": 10**5000}, QUESTIONS)


def test_every_name_that_is_answered_twice_is_told():
    with pytest.raises(AnswersRefused) as refusal:
        parse_answers('{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}')
    assert {one.question for one in refusal.value.refusals} == {"a", "c"}


def test_a_document_that_is_too_long_is_not_read():
    with pytest.raises(AnswersRefused, match="longer than"):
        parse_answers('{"a": "' + "x" * 3_000_000 + '"}')


def test_a_number_of_too_many_digits_is_no_json_here():
    with pytest.raises(AnswersRefused):
        parse_answers('{"project.cost": ' + "9" * 100_000 + "}")


def test_names_from_outside_cannot_steer_a_terminal():
    with pytest.raises(AnswersRefused) as refusal:
        read_answers({"\x1b[2J\ud800\n": 1}, QUESTIONS)
    (one,) = refusal.value.refusals
    assert one.question.isprintable()
    assert one.sentence.encode("utf-8")


def test_of_a_list_full_of_faults_the_first_are_told_and_the_rest_counted():
    cost = amount("cost", en="Cost?", zh_hant="金額？")
    things = items("things", en="Things?", zh_hant="物品？", fields=[cost], most=200)
    with pytest.raises(AnswersRefused) as refusal:
        read_answers({"things": [{"cost": "x"}] * 200}, [things])
    assert "And 180 more faults in this list." in str(refusal.value)


def test_what_cannot_go_together_is_seen_by_cases_too():
    """Neither half of the test is false by itself, whatever the open answer is."""
    listed, staff = QUESTIONS[0], QUESTIONS[2]
    test = consistency("either", (listed & (staff > 5)) | (~listed & (staff > 7)), en="Too few.", zh_hant="太少。")  # fmt: skip
    with pytest.raises(AnswersRefused, match="Too few"):
        read_answers({"company.staff": 5}, QUESTIONS, [test])
    assert read_answers({"company.staff": 6}, QUESTIONS, [test])


@pytest.mark.parametrize(
    ("written", "amount_said", "truth_said", "number_said"),
    [
        (Written.JSON, "or whole cents.", "Answer true, false or null.", "a decimal as text"),
        (Written.FORM, "Write dollars such as 1,234.50.", "Answer yes or no.", "such as 12."),
        (Written.COLUMN, "Write dollars such as 1234.50.", "Write true or false.", "such as 12."),
    ],
)
def test_a_sentence_says_how_to_write_it_where_it_is_written(
    written, amount_said, truth_said, number_said
):
    given = {
        "project.cost": "US$5",
        "company.listed": "maybe",
        "company.staff": "many",
        "project.invoices": [{"invoice.cost": "1,5"}],
    }
    with pytest.raises(AnswersRefused) as error:
        read_answers(given, QUESTIONS, written=written)
    said = {refusal.question: refusal.says for refusal in error.value.refusals}
    for name, part in (
        ("project.cost", amount_said), ("project.invoices", amount_said),
        ("company.listed", truth_said), ("company.staff", number_said),
    ):  # fmt: skip
        assert part in said[name].en
    if written is not Written.JSON:
        assert "cents" not in said["project.cost"].en
        assert "仙" not in said["project.cost"].zh_hant


def test_a_whole_number_that_was_read_as_cents_is_told_as_such():
    with pytest.raises(AnswersRefused) as error:
        read_answers({"project.cost": -1}, QUESTIONS)
    (refusal,) = error.value.refusals
    assert refusal.says.en.startswith("-1 (in cents) is out of bounds.")
    assert refusal.says.zh_hant.startswith("-1（以仙計）超出範圍。")
