"""Questions as form fields: what people type, and what is refused."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from technopole.rules.language import amount, choice, day, items, number, yes_no
from technopole.site.support.asking import Asked, fields_of, read_form

COST = amount("project.cost", en="Cost?", zh_hant="成本？")
LISTED = yes_no("company.listed", en="Listed?", zh_hant="上市？")
STAFF = number("company.staff", en="Staff?", zh_hant="員工？", unit="persons", most=1000)
DAY = day("application.day", en="Day?", zh_hant="日期？")
TRADE = choice(
    "company.trade", en="Trade?", zh_hant="行業？",
    options={"retail": ("Retail", "零售"), "other": ("Other", "其他")},
)  # fmt: skip
BILLS = items("project.bills", en="Bills?", zh_hant="發票？", fields=[COST, LISTED], most=3)


def read(text: str, *questions: object, boxes: bool = False) -> Asked:
    return read_form(QueryDict(text), questions, boxes=boxes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1,234.50", "1234.5"),
        ("HK$ 60,000,000", "60000000"),
        ("007", "7"),
        ("0", "0"),
        ("12.00", "12"),
        ("60，000", "60000"),
        ("5000港元", "5000"),
        ("1000", "1000"),
        ("60 000 000", "60000000"),
        ("$1,000.5", "1000.5"),
    ],
)
def test_an_amount_may_be_written_as_people_write_it(typed: str, answer: str) -> None:
    posted = QueryDict(mutable=True)
    posted["a.project.cost"] = typed
    asked = read_form(posted, [COST])
    assert (asked.answers, asked.faulty) == ({"project.cost": answer}, ())


@pytest.mark.parametrize(
    "typed",
    [
        *("1e6", "(2e5+4)/2", "-5", "1.234", "ten", "1.2.3", "9" * 400),
        *("1,5", "60,00,0", "1.000,000", "1,5000", "US$1000", "€1000", "RMB1000"),
    ],
)
def test_what_is_no_amount_is_refused_beside_its_field(typed: str) -> None:
    posted = QueryDict(mutable=True)
    posted["a.project.cost"] = typed
    asked = read_form(posted, [COST])
    assert asked.answers == {}
    (field,) = asked.faulty
    assert field.faults[0].en
    assert field.faults[0].zh_hant
    assert typed.startswith(field.typed)


def test_every_kind_is_read() -> None:
    asked = read(
        "a.company.listed=no&a.company.staff=12&a.application.day=2024-02-29&a.company.trade=retail",
        LISTED, STAFF, DAY, TRADE,
    )  # fmt: skip
    assert asked.answers == {
        "company.listed": False,
        "company.staff": "12",
        "application.day": "2024-02-29",
        "company.trade": "retail",
    }


def test_i_do_not_know_is_an_answer_and_an_empty_field_is_none() -> None:
    assert read("a.company.listed=%3F", LISTED).answers == {"company.listed": None}
    assert read("a.company.listed=", LISTED).answers == {}
    assert read("", LISTED).answers == {}


def test_a_box_left_empty_is_a_no_where_boxes_are_ticked_together() -> None:
    assert read("", LISTED, boxes=True).answers == {"company.listed": False}
    assert read("a.company.listed=yes", LISTED, boxes=True).answers == {"company.listed": True}


def test_a_list_is_read_row_by_row_and_empty_rows_fall_away() -> None:
    asked = read("a.project.bills.1.project.cost=5&a.project.bills.3.company.listed=yes", BILLS)
    assert asked.answers == {"project.bills": [{"project.cost": "5"}, {"company.listed": True}]}


def test_a_fault_in_a_row_keeps_the_whole_list_and_what_was_typed() -> None:
    asked = read("a.project.bills.1.project.cost=x&a.project.bills.2.project.cost=5", BILLS)
    assert asked.answers == {}
    (field,) = asked.faulty
    assert (field.name, field.typed) == ("a.project.bills.1.project.cost", "x")
    assert [len(row.fields) for row in asked.fields[0].rows] == [2, 2]


def test_answers_stand_in_the_fields_again() -> None:
    bills, cost = fields_of(
        [BILLS, COST], {"project.bills": [{"project.cost": "5"}], "project.cost": None}, rows=2
    )
    assert [row.fields[0].typed for row in bills.rows] == ["5", ""]
    assert bills.more
    assert cost.typed == "?"
