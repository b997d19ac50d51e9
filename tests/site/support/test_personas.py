"""The five visitors on the pages: the same interview by forms, in both languages, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.hong_kong.personas import PERSONAS, Persona

from technopole.rules.nodes import Kind
from technopole.rules.rulebook import read_rulebook

BOOK = read_rulebook("technopole.hong_kong")
LANGUAGES = ("en", "zh-hant")

pytestmark = pytest.mark.usefixtures("loaded_pack")


def form_of(step: Any, persona: Persona) -> dict[str, Any]:
    """What the visitor sends for a step: ticks, fields filled in, or that it does not know."""
    data: dict[str, Any] = {"ask": step.key, "do": "answer", "box": []}
    for field in step.fields:
        question = field.question
        data["box"].append(question.name)
        if step.boxes:
            data |= {f"a.{question.name}": "yes"} if question.name in persona.ticks else {}
            continue
        answer = persona.answers.get(question.name)
        if question.kind is Kind.ITEMS and answer:
            for number, item in enumerate(answer, 1):
                for inner, value in item.items():
                    data[f"a.{question.name}.{number}.{inner}"] = typed(value)
        elif answer is not None:
            data[f"a.{question.name}"] = typed(answer)
    if not step.boxes and not any(name.startswith("a.") for name in data):
        data["do"] = "unknown"
    return data


def typed(answer: Any) -> str:
    return {True: "yes", False: "no"}.get(answer, answer) if isinstance(answer, bool) else answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PERSONAS)
def test_the_visitor_finds_it_on_the_pages(
    client: Client, read_page: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch,
    name: str, language: str,
) -> None:  # fmt: skip
    persona = PERSONAS[name]
    monkeypatch.setattr(timezone, "localdate", lambda *_: persona.on)
    address = f"/{language}/support/find/"
    response = client.get(address)
    steps = 0
    while (step := response.context["page"].step) is not None:
        steps += 1
        assert steps <= persona.steps
        text = unescape(response.content.decode())
        assert step.asks.in_language(language) in text
        for field in step.fields:
            assert (
                field.question.about.wording.in_language(language) in text or len(step.fields) == 1
            )
        response = client.post(address, form_of(step, persona), follow=True)
        assert response.status_code == 200
    assert read_page(response).faults == []
    page = response.context["page"]
    assert {one.scheme.code for one in page.fits} == set(persona.fits)
    assert {one.scheme.code for one in page.might_fit} == persona.might
    assert {one.scheme.code for one in page.closed} >= persona.closed
    result = client.get(f"{address}result/")
    assert read_page(result).faults == []
    told = unescape(result.content.decode())
    for code, awards in persona.fits.items():
        scheme = BOOK.by_code[code.lower()]
        assert scheme.name.in_language(language) in told  # type: ignore[arg-type]
        assert scheme.applying is not None
        assert scheme.applying.says.in_language(language) in told  # type: ignore[arg-type]
        for amount in awards.values():
            assert f"{amount:,}" in told
    for code in persona.closed:
        assert BOOK.by_code[code.lower()].name.in_language(language) in told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Stays open: A call is open. Known calls:"),
        ("zh-hant", "仍未能確定： 正接受該期申請。"),
    ],
)
def test_a_scheme_whose_next_call_nobody_knows_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str, says: str
) -> None:
    persona = PERSONAS["university-later"]
    monkeypatch.setattr(timezone, "localdate", lambda *_: persona.on)
    address = f"/{language}/support/find/"
    while (step := client.get(address).context["page"].step) is not None:
        client.post(address, form_of(step, persona))
    text = " ".join(unescape(client.get(address).content.decode()).split())
    assert says in text


def test_what_is_not_asked_is_said_with_its_reason(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2025, 1, 15))
    sent = {"ask": "applicant.kind", "a.applicant.kind": "school", "do": "answer"}
    response = client.post("/en/support/find/", sent, follow=True)
    text = unescape(response.content.decode())
    assert "What is not asked, and why" in text
    assert "does not fit whatever it is" in text
    assert "Which university is it?" in text


def test_what_is_left_empty_in_a_form_is_not_known_and_the_field_can_be_answered_again(
    client: Client,
) -> None:
    for data in (
        {"ask": "applicant.kind", "a.applicant.kind": "university"},
        {"ask": "plans", "a.plans.commercialise_research": "yes"},
        {"ask": "university", "box": ["university.which", "university.applications_in_call"],
         "a.university.which": "hku"},
    ):  # fmt: skip
        client.post("/en/support/find/", {"do": "answer", **data})
    kept = client.session["given"]
    assert kept["university.which"] == "hku"
    assert kept["university.applications_in_call"] is None
    again = client.get("/en/support/find/?ask=university.applications_in_call").context["page"].step
    assert [field.question.name for field in again.fields] == ["university.applications_in_call"]
    data = {"ask": again.key, "box": "university.applications_in_call",
            "a.university.applications_in_call": "4", "do": "answer"}  # fmt: skip
    client.post("/en/support/find/", data)
    assert client.session["given"]["university.which"] == "hku"
    assert client.session["given"]["university.applications_in_call"] == "4"


def test_a_group_that_is_ticked_again_shows_the_boxes_that_were_shown(client: Client) -> None:
    for data in (
        {"ask": "applicant.kind", "a.applicant.kind": "company"},
        {"ask": "plans", "box": ["plans.patent"], "a.plans.patent": "yes"},
        {"ask": "company", "box": ["company.incorporated_in_hong_kong", "patent.owned_before"]},
    ):
        client.post("/en/support/find/", {"do": "answer", **data})
    step = client.get("/en/support/find/?ask=company").context["page"].step
    assert [field.question.name for field in step.fields] == [
        "company.incorporated_in_hong_kong", "patent.owned_before",
    ]  # fmt: skip
