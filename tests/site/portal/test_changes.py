"""What became known when: the page and the feed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from technopole.plan.packs import Pack

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_feed_has_an_entry_a_document_newest_first(
    client: Client, loaded_pack: Pack, language: str
) -> None:
    response = client.get(f"/{language}/changes.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)  # noqa: S314  our own text
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert [name.rsplit("/", 1)[-1] for name in ids] == list(reversed(loaded_pack.evidence.sources))
    assert all(language.split("-", maxsplit=1)[0] in name for name in ids)
    days = [(entry.findtext(f"{ATOM}updated") or "")[:10] for entry in entries]
    assert days == [day.isoformat() for day in reversed(loaded_pack.days)]
    assert feed.findtext(f"{ATOM}updated") == f"{days[0]}T00:00:00+08:00"


def test_the_feed_says_what_changed_and_what_was_contradicted(
    client: Client, loaded_pack: Pack
) -> None:
    feed = client.get("/en/changes.atom").content.decode()
    assert "over 460 → " in feed
    for contradiction in loaded_pack.evidence.contradictions:
        assert f"/contradictions/{contradiction.id}/" in feed


def test_the_feed_is_of_no_day(client: Client, loaded_pack: Pack) -> None:
    plain = client.get("/en/changes.atom").content
    assert client.get("/en/changes.atom?as_of=2021-11-01").content == plain


def test_the_page_shows_figures_before_and_after(client: Client, loaded_pack: Pack) -> None:
    page = client.get("/en/changes/").content.decode()
    assert "/en/figures/001-097/" in page
    then = client.get("/en/changes/?as_of=2022-12-31").content.decode()
    assert 'id="blueprint-2022"' in then
    assert 'id="legco-2023"' not in then
