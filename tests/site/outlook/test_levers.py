"""What it would take, as a page: levers at zero change nothing, and what cannot be taken is said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from technopole.evidence.wording import LANGUAGES
from technopole.outlook.levers.declared import Model, model_of
from technopole.plan.packs import Pack
from technopole.site.outlook.asking import Shown, read_asked

pytestmark = pytest.mark.usefixtures("loaded_pack")
LEVERS = "outlook/levers/"
PULLED = "?retention=10&talent_admissions=3000&indicator=3.1"


def get(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"/{address}")
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


@pytest.fixture
def model(loaded_pack: Pack) -> Model:
    found = model_of(loaded_pack)
    assert isinstance(found, Model)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (LEVERS, 200), (LEVERS + PULLED, 200), (LEVERS + "?leaving_rate.middle=6&indicator=1.3", 200),
        (LEVERS + "?retention=many", 400), (LEVERS + "?as_of=2023-11-13", 200), ("outlook/limits/", 200),
        ("outlook/limits/?as_of=2023-11-13", 200), (LEVERS + "?as_of=2001-01-01", 200),
    ],
)  # fmt: skip
def test_every_shape_of_the_page_is_well_formed(
    client: Client, read_page: Callable[..., Any], language: str, address: str, status: int
) -> None:
    response = client.get(f"/{language}/{address}")
    assert response.status_code == status
    page = read_page(response)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings.count("h1") == 1


def test_at_zero_nothing_is_moved(client: Client) -> None:
    page = get(client, f"en/{LEVERS}")
    assert "With every lever at zero" in page
    assert 'id="parts"' not in page
    assert 'id="money"' not in page


def test_levers_pulled_say_what_each_adds_and_what_it_takes(client: Client) -> None:
    page = get(client, f"en/{LEVERS}{PULLED}&research_posts=500")
    assert "With these levers" in page
    assert 'id="money"' in page
    part = page.partition('id="parts"')[2].partition("</table>")[0]
    added = [
        int(text.replace(",", "").replace("−", "-"))
        for text in re.findall(r'data-label="Its share">(?:<b>)?([+−][\d,]+)', part)
    ]
    assert len(added) == 4
    assert sum(added[:3]) == pytest.approx(added[3], abs=30)  # each is rounded


def test_the_part_is_the_same_as_in_the_page(client: Client) -> None:
    page, part = get(client, f"en/{LEVERS}{PULLED}"), get(client, f"en/{LEVERS}{PULLED}&part=1")
    assert "<html" not in part
    assert part.strip() in page


def test_an_address_is_made_as_short_as_it_can_be(client: Client, model: Model) -> None:
    """As a form without JavaScript sends it: every field, most of them as they were."""
    page = get(client, f"en/{LEVERS}")
    fields = dict(re.findall(r'<input type="text"[^>]* name="([^"]+)" value="([^"]*)"', page))
    assert set(model.levers) <= set(fields)
    assert all(fields[name] == "0" for name in model.levers)
    fields |= {"indicator": "1.1", "retention": "10", "leaving_rate.middle": "6"}
    response = client.get(f"/en/{LEVERS}", fields)
    assert response.status_code == 302
    assert response["Location"] == f"/en/{LEVERS}?retention=10&leaving_rate.middle=6"
    assert get(client, response["Location"][1:])


def test_what_stands_in_fields_is_what_the_model_has(model: Model) -> None:
    from django.http import QueryDict
    from django.utils import translation

    with translation.override("en"):
        asked = read_asked(QueryDict("retention=10&venture_co_investment=1500"), model, "en")
        assert asked.levers == {"retention": 0.1, "venture_co_investment": 1.5e9}
        assert asked.query(model, "en") == "?retention=10&venture_co_investment=1500"
        most = {name: lever.most for name, lever in model.levers.items()}
        asked.levers.update(most)
        again = read_asked(QueryDict(asked.query(model, "en")[1:]), model, "en")
        assert again.faults == []
        assert again.levers == pytest.approx(most)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.0, "0"), (0.055, "5.5"), (1e-9, "0.0000001"), (0.29, "29")]
)
def test_a_field_has_plain_digits(value: float, text: str) -> None:
    assert Shown(100.0, "%").written(value) == text


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("retention=many", "retention", "is not a number"),
        ("retention=nan", "retention", "is not a number"),
        ("retention=1e1", "retention", "is not a number"),
        ("retention=inf", "retention", "is not a number"),
        ("retention=(10)", "retention", "is not a number"),
        ("retention=31", "retention", "goes from 0 to 30"),
        ("retention=-1", "retention", "goes from 0 to 30"),
        ("retention=" + "9" * 15, "retention", "goes from 0 to 30"),
        ("retention=" + "9" * 500, "retention", "is not a number"),
        ("retention=1&retention=2", "retention", "more than once"),
        ("retentoin=1", "", "Did you mean retention?"),
        ("indicator=9.9", "indicator", "does not show"),
        ("leaving_rate.middle=x", "leaving_rate.middle", "is not a number"),
        ("leaving_rate.middle=90", "leaving_rate.middle", "must rise"),
        ("leaving_rate.high=200", "leaving_rate.middle", "beyond what its unit"),
        ("rd_start.middle=5", "", "nothing called"),
        ("retention=%00", "retention", "is not a number"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    client: Client, query: str, field: str, says: str
) -> None:
    page = get(client, f"en/{LEVERS}?{query}", 400)
    assert says in page
    assert "This was not taken yet" in page
    if field:
        assert f'href="#lever-{field}"' in page
        assert f'id="lever-{field}"' in page
    assert says in get(client, f"en/{LEVERS}?{query}&part=1", 400)


def test_all_faults_are_said_at_once_and_no_more_than_a_few(client: Client) -> None:
    query = "&".join(f"x{number}=1" for number in range(60))
    page = get(client, f"en/{LEVERS}?retention=x&{query}", 400)
    assert 3 < page.partition('role="alert"')[2].partition("</ul>")[0].count("<li>") < 20


def test_an_impossible_world_is_refused(client: Client) -> None:
    query = "leaving_rate.low=99&leaving_rate.middle=100&leaving_rate.high=100&wear_rate.high=100"
    response = client.get(f"/en/{LEVERS}?{query}")
    assert response.status_code in (200, 400)
    assert b"Traceback" not in response.content


def test_before_its_facts_were_known_there_is_no_model_and_the_page_says_which(
    client: Client,
) -> None:
    page = get(client, f"en/{LEVERS}?as_of=2023-11-13")
    assert "Facts that it waits for" in page
    assert "/en/figures/001-025/" in page
    assert client.get("/en/outlook/levers/picture.vl.json?as_of=2023-11-13").status_code == 404


def test_the_picture_can_be_taken_away(client: Client) -> None:
    response = client.get(f"/en/outlook/levers/picture.vl.json{PULLED}")
    spec = json.loads(response.content)
    assert spec["$schema"].endswith("v5.json")
    names = {row.get("levers") for layer in spec["layer"] for row in layer["data"]["values"]}
    assert {"with", "without"} <= names
    assert client.get("/en/outlook/levers/picture.vl.json?retention=x").status_code == 404


def test_every_coefficient_has_a_source_or_says_that_it_is_assumed(
    client: Client, model: Model
) -> None:
    page = get(client, f"en/{LEVERS}")
    tables = [
        page.partition(f'id="numbers-{name}"')[2].partition("</table>")[0]
        for name in ("assumed", "facts")
    ]
    rows = [row for table in tables for row in table.split("<tr")[2:]]
    assert len(rows) == len(model.coefficients)
    for row in rows:
        assert "Assumed." in row or "/figures/" in row


def test_every_limit_stands_on_its_page(client: Client, model: Model) -> None:
    for language in LANGUAGES:
        page = get(client, f"{language}/outlook/limits/")
        for limit in model.limits:
            start = limit.in_language(language)[:20]
            assert start.replace("'", "&#x27;") in page or start in page
