"""Whatever page is asked, it gives one answer: the same amounts, for the same day."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from technopole.rules.answers import read_answers
from technopole.rules.readers.decide import decide
from technopole.rules.rulebook import read_rulebook
from technopole.rules.wording import say_award

LANGUAGES = ("en", "zh-hant")
BOOK = read_rulebook("technopole.hong_kong")

pytestmark = pytest.mark.usefixtures("loaded_pack")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 20))


def answer(client: Client, language: str = "en", day: str = "", **fields: Any) -> Any:
    query = f"?as_of={day}" if day else ""
    data = {"do": fields.pop("do", "answer"), **fields}
    return client.post(f"/{language}/support/find/{query}", data, follow=True)


def company(client: Client, *plans: str, language: str = "en", day: str = "") -> Any:
    answer(client, language, day, ask="applicant.kind", **{"a.applicant.kind": "company"})
    ticks = {f"a.plans.{plan}": "yes" for plan in plans}
    return answer(client, language, day, ask="plans", **ticks)


def amounts_by_code(page: Any) -> dict[str, tuple[Any, ...]]:
    return {one.scheme.code: one.amounts for one in (*page.fits, *page.might_fit)}


@pytest.mark.parametrize("plans", [("production_line", "train_staff"), ("engage_research_talent",)])
def test_an_amount_is_the_same_on_every_page(client: Client, plans: tuple[str, ...]) -> None:
    page = company(client, *plans).context["page"]
    while page.step is not None and page.step.key.startswith("trainee"):
        page = answer(client, ask=page.step.key, do="unknown").context["page"]
    found = amounts_by_code(page)
    result = client.get("/en/support/find/result/").context["page"]
    assert found == {one.scheme.code: one.amounts for one in (*result.fits, *result.might_fit)}
    given = client.session["given"]
    answers = read_answers({k: v for k, v in given.items() if v is not None}, BOOK.questions)
    for code, amounts in found.items():
        scheme = BOOK.by_code[code.lower()]
        decision = decide(scheme, answers, date(2026, 11, 20))
        said = [say_award(a.low, a.high, a.unit, open_still=bool(decision.missing)) for a in decision.awards]  # fmt: skip
        assert {amount for _, amount in amounts} <= set(said)
        checked = client.get(f"/en/support/schemes/{scheme.entity}/check/").context["result"]
        assert checked.amounts == amounts


def test_what_many_schemes_give_is_not_worked_out_before_it_is_shown(client: Client) -> None:
    page = answer(client, ask="applicant.kind", **{"a.applicant.kind": "company"}).context["page"]
    assert len(page.might_fit) > 8
    assert not any(one.amounts for one in page.might_fit)


# ── As of a day ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "This is for an application on 3 March 2025, by the rules in force on that day"),
        ("zh-hant", "以下按2025年3月3日提出申請計算"),
    ],
)
def test_as_of_a_day_everything_is_answered_for_that_day(
    client: Client, language: str, says: str
) -> None:
    day = "2025-03-03"
    now = company(client, "adopt_technology", language=language)
    assert "DTSPP" in {one.scheme.code for one in now.context["page"].closed}
    then = client.get(f"/{language}/support/find/?as_of={day}")
    assert "DTSPP" in {one.scheme.code for one in then.context["page"].might_fit}
    assert says in unescape(then.content.decode())
    result = client.get(f"/{language}/support/find/result/?as_of={day}")
    assert result.context["page"].on == date(2025, 3, 3)
    assert says in unescape(result.content.decode())
    entity = BOOK.by_code["dtspp"].entity
    check = client.get(f"/{language}/support/schemes/{entity}/check/?as_of={day}")
    assert check.context["on"] == date(2025, 3, 3)
    assert check.context["result"].decision.outside is None
    assert says in unescape(check.content.decode())
    assert says not in unescape(now.content.decode())


def test_an_answer_and_a_link_keep_the_day(client: Client) -> None:
    page = company(client, "adopt_technology", day="2025-03-03")
    assert page.request["QUERY_STRING"] == "as_of=2025-03-03"
    link = client.post("/en/support/find/?as_of=2025-03-03", {"do": "link"}).context["link"]
    led = Client().get(link)
    assert led.status_code == 303
    assert led.headers["Location"].endswith("?as_of=2025-03-03")


def test_all_questions_at_once_are_those_of_the_day(client: Client) -> None:
    now = client.get("/en/support/find/?all=1").content.decode()
    then = client.get("/en/support/find/?all=1&as_of=2025-03-03").content.decode()
    assert "a.project.solution_price" in then
    assert "a.project.solution_price" not in now


# ── Closed schemes that would be for the visitor ──────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "says", "mark"),
    [
        ("en", "would be for you take no applications now:", "no scheme takes applications"),
        ("zh-hant", "項適合你，但現時不接受申請：", "現時沒有計劃就此接受申請"),
    ],
)
def test_closed_schemes_for_what_is_planned_are_named_at_once(
    client: Client, language: str, says: str, mark: str
) -> None:
    first = answer(client, language, ask="applicant.kind", **{"a.applicant.kind": "company"})
    step = first.context["page"].step
    boxes = {field.question.name for field in step.fields}
    assert "plans.adopt_technology" in boxes & step.closed
    assert "plans.production_line" in boxes - step.closed
    assert "plans.school_activities" not in boxes
    assert mark in unescape(first.content.decode())
    ticks = {"a.plans.adopt_technology": "yes", "box": sorted(boxes)}
    page = answer(client, language, ask="plans", **ticks)
    meant = {one.scheme.code for one in page.context["page"].meant}
    assert {"TVP", "DTSPP", "DBIZ"} <= meant
    opening = page.context["opening"]
    assert says in opening
    assert all(BOOK.by_code[code.lower()].name.in_language(language) in opening for code in meant)  # type: ignore[arg-type]
    result = client.get(f"/{language}/support/find/result/")
    assert 'id="meant"' in result.content.decode()


def test_who_plans_something_else_is_not_told_of_them(client: Client) -> None:
    assert company(client, "production_line").context["page"].meant == ()


# ── Said once, taken once ─────────────────────────────────────────────────────────────────────


def test_an_answer_that_is_sent_twice_is_refused(client: Client) -> None:
    sent = {"ask": "applicant.kind", "do": "answer", "a.applicant.kind": ["company", "school"]}
    response = client.post("/en/support/find/", sent)
    assert response.status_code == 400
    assert "This is answered twice. Answer it once." in unescape(response.content.decode())
    assert "given" not in client.session


def test_what_follows_from_other_answers_is_not_said_to_be_unknown_as_well(
    client: Client,
) -> None:
    session = client.session
    session["given"] = {
        "applicant.kind": "university",
        "stages.begins_at_second": None,
        "stages.first_from_government": "18000000",
    }
    session.save()
    page = client.get("/en/support/find/").context["page"]
    followed = {one.key for one in page.followed}
    assert followed.isdisjoint(one.key for one in page.said)


def test_reasons_name_schemes_and_are_folded(client: Client) -> None:
    page = answer(client, ask="applicant.kind", **{"a.applicant.kind": "school"})
    why = [text.en for text, _ in page.context["page"].irrelevant]
    assert len(why) == len(set(why))
    assert any(text.startswith("New Industrialisation Funding Scheme does not fit") for text in why)
    assert all(len(text) < 700 for text in why)
