"""Reporting an error: kept once, bounded, and without a trace of who did it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from technopole.site.corrections import actions
from technopole.site.corrections.models import Report
from technopole.site.corrections.queries import reports

ADDRESS = "/en/corrections/003-079/"
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def send(**changes: Any) -> None:
    given = {"fact": "003-079", "version": "v", "wrong": "It is 57.", "place": "", "email": ""}
    actions.send(**{**given, "at": NOON, **changes})


@pytest.fixture
def site(client: Client, loaded_pack: object) -> Client:
    return client


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_form_shows_the_figure_and_sets_no_cookie(site: Client, language: str) -> None:
    response = site.get(f"/{language}/corrections/003-079/")
    assert response.status_code == 200
    assert "56" in response.content.decode()
    assert not response.cookies


def test_a_report_is_kept_with_the_version_that_was_seen(site: Client, loaded_pack: Any) -> None:
    response = site.post(ADDRESS, {"wrong": "It is 57.", "place": "para 7", "email": "a@b.example"})
    assert response.status_code == 302
    assert response["Location"] == f"{ADDRESS}thanks/"
    assert site.get(response["Location"]).status_code == 200
    report = Report.objects.get()
    assert (report.fact, report.version) == ("003-079", loaded_pack.version)
    assert (report.wrong, report.place, report.email) == ("It is 57.", "para 7", "a@b.example")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "wrong"),
        ({"wrong": "  "}, "wrong"),
        ({"wrong": "x" * 2001}, "wrong"),
        ({"wrong": "nul \x00"}, "wrong"),
        ({"wrong": "yes", "email": "nobody"}, "email"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_above(
    site: Client, sent: dict[str, str], field: str
) -> None:
    response = site.post(ADDRESS, sent)
    assert response.status_code == 400
    page = response.content.decode()
    assert f'id="{field}-error"' in page
    assert f'href="#id_{field}"' in page
    assert not Report.objects.exists()


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(site: Client) -> None:
    response = site.post(ADDRESS, {"wrong": "buy", "website": "http://spam.example"})
    assert response.status_code == 302
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_on_another_site_is_refused(site: Client, headers: dict[str, str]) -> None:
    assert site.post(ADDRESS, {"wrong": "x"}, headers=headers).status_code == 403
    assert not Report.objects.exists()


def test_a_form_of_this_site_is_taken(site: Client) -> None:
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert site.post(ADDRESS, {"wrong": "x"}, headers=headers).status_code == 302


@pytest.mark.parametrize("path", ["999-999", "000"])
def test_a_figure_that_does_not_exist_has_no_form(site: Client, path: str) -> None:
    assert site.get(f"/en/corrections/{path}/").status_code == 404


def test_too_many_reports_of_a_figure_are_refused_and_what_was_written_stands(site: Client) -> None:
    for number in range(actions.MOST_OF_A_FACT_AN_HOUR):
        assert site.post(ADDRESS, {"wrong": f"It is {number}."}).status_code == 302
    response = site.post(ADDRESS, {"wrong": "One more."})
    assert response.status_code == 429
    assert "One more." in response.content.decode()
    assert Report.objects.count() == actions.MOST_OF_A_FACT_AN_HOUR


@pytest.mark.django_db
def test_too_many_reports_in_all_are_refused_until_an_hour_has_gone() -> None:
    for number in range(actions.MOST_AN_HOUR):
        send(fact=f"003-{number:03}")
    with pytest.raises(actions.TooManyReportsError):
        send(fact="004-001")
    send(fact="004-001", at=NOON + timedelta(hours=1, seconds=1))


@pytest.mark.django_db
def test_the_same_words_are_kept_once() -> None:
    send()
    send()
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_closing_says_what_was_done_and_forgets_the_address() -> None:
    send(email="a@b.example")
    (report,) = reports()
    assert report["email"] == "a@b.example"
    actions.close(report["report"], outcome="It is 56.", at=NOON)
    assert list(reports()) == []
    (closed,) = reports(closed=True)
    assert closed["email"] is None
    assert closed["outcome"] == "It is 56."
    with pytest.raises(actions.NoSuchReportError):
        actions.close(report["report"], outcome="again", at=NOON)


@pytest.mark.django_db
def test_the_command_lists_and_closes() -> None:
    send()
    out = StringIO()
    call_command("corrections", stdout=out)
    report = json.loads(out.getvalue())
    assert report["fact"] == "003-079"
    with pytest.raises(CommandError, match="--outcome"):
        call_command("corrections", "--close", str(report["report"]))
    call_command("corrections", "--close", str(report["report"]), "--outcome", "Read again.")
    with pytest.raises(CommandError, match="no open report"):
        call_command("corrections", "--close", str(report["report"]), "--outcome", "Twice.")


def test_nothing_of_a_report_is_logged(site: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="technopole"):
        site.post(ADDRESS, {"wrong": "my words", "email": "me@mine.example"})
    assert "my words" not in caplog.text
    assert "mine.example" not in caplog.text
