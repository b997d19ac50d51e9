"""The pages of support: the interview without JavaScript, every scheme's rule, a case, the result."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from technopole.rules.rulebook import read_rulebook
from technopole.site.support.queries.check import decided
from technopole.site.support.queries.examples import filled_in, worked_examples
from technopole.site.support.queries.schemes import schemes_page

LANGUAGES = ("en", "zh-hant")
BOOK = read_rulebook("technopole.hong_kong")

pytestmark = pytest.mark.usefixtures("loaded_pack")


def answer(client: Client, language: str = "en", **fields: Any) -> Any:
    """Send one step of the interview, and follow to the next."""
    ask = fields.pop("ask")
    data = {"ask": ask, "do": fields.pop("do", "answer"), **fields}
    return client.post(f"/{language}/support/find/", data, follow=True)


def factory(client: Client, language: str = "en") -> Any:
    """A manufacturer that plans a production line."""
    answer(client, language, ask="applicant.kind", **{"a.applicant.kind": "company"})
    return answer(client, language, ask="plans", **{"a.plans.production_line": "yes"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scheme_has_a_page_that_is_whole(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str
) -> None:
    for name, scheme in BOOK.schemes.items():
        with subtests.test(scheme=name):
            response = client.get(f"/{language}/support/schemes/{name}/")
            assert response.status_code == 200
            page = read_page(response)
            assert page.faults == []
            assert sorted(page.ids) == sorted(set(page.ids))
            text = unescape(response.content.decode())
            assert scheme.name.in_language(language) in text  # type: ignore[arg-type]
            check = f"/{language}/support/schemes/{name}/check/"
            assert (check in page.links) is scheme.executable


def test_a_scheme_is_found_by_its_short_name_and_a_misspelt_one_is_told(client: Client) -> None:
    assert client.get("/en/support/schemes/TVP/").headers["Location"].endswith(
        "/technology-voucher-programme/"
    )  # fmt: skip
    response = client.get("/en/support/schemes/technology-voucher-program/")
    assert response.status_code == 404
    assert "technology-voucher-programme" in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_interview_leads_from_nothing_to_what_fits(
    client: Client, read_page: Callable[[Any], Any], language: str
) -> None:
    first = client.get(f"/{language}/support/find/")
    assert first.status_code == 200
    assert "Set-Cookie" not in first.headers
    assert read_page(first).faults == []
    page = factory(client, language)
    assert page.status_code == 200
    assert read_page(page).faults == []
    context = page.context["page"]
    assert [item.scheme.code for item in context.might_fit] == ["NIAS", "NIFS"]
    others = (*context.does_not_fit, *context.closed)
    assert len(others) == len(BOOK.executable) - 2
    assert page.context["page"].said[0].key == "applicant.kind"


def test_a_step_back_forgets_the_last_answer_and_a_new_start_all(client: Client) -> None:
    factory(client)
    page = answer(client, ask="", do="back")
    assert [said.key for said in page.context["page"].said] == ["applicant.kind"]
    page = answer(client, ask="", do="restart")
    assert page.context["page"].said == ()


def test_i_do_not_know_is_kept_and_not_asked_again(client: Client) -> None:
    page = factory(client)
    asked = page.context["page"].step.key
    page = answer(client, ask=asked, do="unknown")
    assert page.context["page"].step.key != asked
    assert page.context["page"].said[-1].answer is None


def test_a_fault_stands_beside_its_field_and_on_top_and_nothing_is_kept(client: Client) -> None:
    factory(client)
    response = client.post(
        "/en/support/find/",
        {"ask": "project.total_cost", "do": "answer", "a.project.total_cost": "(2e5+4)/2"},
    )
    assert response.status_code == 400
    text = response.content.decode()
    assert text.count("is not an amount. Write dollars such as 1,234.50.") == 2
    assert 'value="(2e5+4)/2"' in text
    assert len(client.get("/en/support/find/").context["page"].said) == 2


def test_answers_that_cannot_go_together_are_refused(client: Client) -> None:
    factory(client)
    answer(client, ask="history.nifs_running_projects", **{"a.history.nifs_running_projects": "0"})
    response = client.post(
        "/en/support/find/",
        {"ask": "history.nifs_running_funding", "a.history.nifs_running_funding": "5"},
    )
    assert response.status_code == 400
    assert "running project" in response.content.decode()


def test_all_questions_can_be_answered_at_once(client: Client) -> None:
    factory(client)
    page = client.get("/en/support/find/?all=1")
    steps = page.context["page"].all_steps
    assert len(steps) > 4
    data = {
        "ask": [step.key for step in steps],
        "do": "answer",
        "a.company.incorporated_in_hong_kong": "yes",
        "a.project.total_cost": "60,000,000",
    }
    page = client.post("/en/support/find/?all=1", data, follow=True)
    said = {one.key for one in page.context["page"].said}
    assert {"company", "project.total_cost"} <= said
    assert "project" not in said  # a group in which nothing is ticked was passed over


def test_only_boxes_that_were_shown_are_answered(client: Client) -> None:
    factory(client)
    boxes = {"box": "company.incorporated_in_hong_kong"}
    answer(client, ask="company", **{"a.company.incorporated_in_hong_kong": "yes"}, **boxes)
    kept = client.session["given"]
    assert kept["company.incorporated_in_hong_kong"] is True
    assert "company.listed" not in kept


def test_answers_stay_in_the_browser_and_out_of_the_logs(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        factory(client)
        answer(client, ask="project.total_cost", **{"a.project.total_cost": "7654321"})
    cookie = client.cookies["answers"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not any("7654321" in line for line in ours)
    answer(client, ask="", do="restart")
    assert client.cookies["answers"].value == ""


def test_a_form_from_elsewhere_is_refused(client: Client) -> None:
    response = client.post(
        "/en/support/find/", {"ask": "applicant.kind"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_checked_with_its_reasons(
    client: Client, read_page: Callable[[Any], Any], language: str
) -> None:
    address = f"/{language}/support/schemes/new-industrialisation-funding-scheme/check/"
    assert read_page(client.get(address)).faults == []
    answers = {
        "a.applicant.kind": "company",
        "a.plans.production_line": "yes",
        "a.company.incorporated_in_hong_kong": "yes",
        "a.project.smart_production_line": "yes",
        "a.project.total_cost": "60,000,000",
        "a.project.duration_months": "12",
        "a.history.nifs_running_projects": "0",
        "a.history.nifs_running_funding": "0",
    }
    response = client.post(address, answers, follow=True)
    assert response.status_code == 200
    assert read_page(response).faults == []
    decision = response.context["result"].decision
    assert decision.eligible.value == "yes"
    assert "15,000,000" in response.content.decode()


def test_the_result_can_be_printed_and_says_how_to_apply(
    client: Client, read_page: Callable[[Any], Any]
) -> None:
    assert client.get("/en/support/find/result/").status_code == 302
    factory(client)
    response = client.get("/en/support/find/result/")
    assert response.status_code == 200
    assert read_page(response).faults == []
    text = response.content.decode()
    assert "How to apply" in text
    assert "Information, not a decision" in text
    assert "no-store" in response.headers["Cache-Control"]


def test_a_link_holds_the_answers_only_when_it_is_asked_for(client: Client) -> None:
    factory(client)
    page = client.get("/en/support/find/").content.decode()
    assert "answers=" not in page
    link = client.post("/en/support/find/", {"do": "link"}).context["link"]
    other = Client()
    response = other.get(link)
    assert response.status_code == 303
    assert "answers=" not in response.headers["Location"]
    said = other.get("/en/support/find/").context["page"].said
    assert [one.key for one in said] == ["applicant.kind", "plans"]


@pytest.mark.parametrize("text", ["x", "eJw", "A" * 5000, "eJyrVkrLz1eyUkpKLFKqBQAdegQi", "%00"])
def test_a_link_that_cannot_be_read_says_so_and_keeps_what_there_is(
    client: Client, text: str
) -> None:
    factory(client)
    response = client.get("/en/support/find/", {"answers": text})
    assert response.status_code == 400
    assert "This link cannot be read." in response.content.decode()
    assert len(response.context["page"].said) == 2


# ── Worked examples ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_shows_its_worked_examples_in_words(client: Client, language: str) -> None:
    scheme = "technology-voucher-programme"
    text = unescape(client.get(f"/{language}/support/schemes/{scheme}/").content.decode())
    said = {
        "en": ("Worked examples", "The last day", "HK$150,000", "the project's total cost"),
        "zh-hant": ("計算例子", "截止當日", "150,000港元"),
    }
    assert [part for part in said[language] if part not in text] == []


def test_a_worked_example_fills_the_form_and_gives_the_same(subtests: pytest.Subtests) -> None:
    """But for those of a list longer than the form; and nothing is kept of it."""
    on = date(2026, 11, 21)
    for scheme in BOOK.executable:
        for worked in worked_examples("hong_kong", scheme.entity):
            with subtests.test(scheme=scheme.code, example=worked.name.en):
                filled = filled_in("hong_kong", scheme, worked.number)
                assert (filled is not None) is worked.fills
                if filled is None:
                    continue
                found = decided("hong_kong", scheme, filled[1], on)
                assert found.decision.eligible is worked.eligible
                # Parts that are paid by no one and nothing stand in the table of examples alone.
                amounts = [amount for _, amount in found.amounts if amount.en != "HK$0"]
                told = [amount for _, amount in worked.amounts if amount and amount.en != "HK$0"]
                assert amounts == told


def test_a_filled_form_shows_the_example_and_keeps_what_was_said(
    client: Client, read_page: Callable[[Any], Any]
) -> None:
    factory(client)
    address = "/en/support/schemes/technology-voucher-programme/check/"
    response = client.get(f"{address}?example=2")
    page = read_page(response)
    assert page.faults == []
    text = unescape(response.content.decode())
    assert "A project of 800,000 reaches the total" in text
    assert 'value="800000"' in text
    assert "HK$600,000" in text
    assert f'action="{address}"' in text
    assert len(client.get("/en/support/find/").context["page"].said) == 2


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "1e3", "９"])
def test_an_example_that_there_is_not_leaves_the_form_as_it_was(
    client: Client, number: str
) -> None:
    address = "/en/support/schemes/technology-voucher-programme/check/"
    assert client.get(address, {"example": number}).context["example"] is None


# ── The list of every scheme ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "?state=closed", "?for=person&state=open", "?state=changed"])
def test_every_scheme_can_be_reached_from_the_list_and_chosen_among(
    client: Client, read_page: Callable[[Any], Any], language: str, query: str
) -> None:
    response = client.get(f"/{language}/support/{query}")
    page = read_page(response)
    assert page.faults == []
    shown = {name for name in BOOK.schemes if f"/{language}/support/schemes/{name}/" in page.links}
    if not query:
        assert shown == set(BOOK.schemes)
    else:
        assert 0 < len(shown) < len(BOOK.schemes)


def test_the_list_knows_who_may_apply_and_what_is_closed(loaded_pack: Any) -> None:
    on = date(2026, 11, 21)
    investors = schemes_page(loaded_pack, on, who="investor").rows
    assert "ITVF" in {row.scheme.code for row in investors}
    assert all("investor" in row.who for row in investors)
    closed = {row.scheme.code for row in schemes_page(loaded_pack, on, state="closed").rows}
    assert {"TVP", "DBIZ"} <= closed
    every = schemes_page(loaded_pack, on)
    assert len(every.rows) == every.total == len(BOOK.schemes)
    tvp = next(row for row in every.rows if row.scheme.code == "TVP")
    assert tvp.changed is not None
    assert tvp.changed.en == "from 1 April 2020"


def test_a_choice_that_is_none_is_refused_with_the_choices(client: Client) -> None:
    response = client.get("/en/support/?for=dragon")
    assert response.status_code == 400
    assert "non-profit" in response.content.decode()
