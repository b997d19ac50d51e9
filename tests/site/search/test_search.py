"""Finding things in Hong Kong's pack."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from technopole.plan.packs import Pack
from technopole.site.editions import actions as editions
from technopole.site.search import actions
from technopole.site.search.models import Document
from technopole.site.search.queries import Match, Results, search
from technopole.site.support.rules import rulebook_of


def find(pack: Pack, text: str, **more: object) -> Results:
    return search(pack, text, language="en", **more)  # type: ignore[arg-type]


def refs(results: Results, kind: str = "entity") -> list[str]:
    return [hit.ref for hit in results.hits if hit.kind == kind]


@pytest.mark.parametrize(
    ("typed", "entity"),
    [
        ("InnoHK", "innohk"),
        ("innohk", "innohk"),
        ("OGCIO", "digital-policy-office"),
        ("Office of the Government Chief Information Officer", "digital-policy-office"),
        ("資科辦", "digital-policy-office"),
        ("數碼港", "cyberport"),
        ("智方便", "iam-smart"),
        ("iam smart", "iam-smart"),
        ("HKSTP", "hong-kong-science-and-technology-parks-corporation"),
        ("Re-industrialisation Funding Scheme", "new-industrialisation-funding-scheme"),
        ("the Northern Metropolis", "northern-metropolis"),
    ],
)
def test_a_name_old_or_short_in_either_language_finds_its_bearer_first(
    loaded_pack: Pack, typed: str, entity: str
) -> None:
    results = find(loaded_pack, typed)
    assert refs(results)[0] == entity
    assert results.hits[0].match is Match.EXACT
    assert results.did_you_mean is None


@pytest.mark.parametrize(
    ("typed", "meant", "entity"),
    [
        ("Cybreport", "Cyberport", "cyberport"),
        ("Sceince Park", "Science Park", "hong-kong-science-park"),
        ("數瑪港", "數碼港", "cyberport"),
        ("Digital Polcy Office", "Digital Policy Office", "digital-policy-office"),
    ],
)
def test_a_misspelt_name_is_put_right(
    loaded_pack: Pack, typed: str, meant: str, entity: str
) -> None:
    results = find(loaded_pack, typed)
    assert results.did_you_mean == meant
    assert refs(results)[0] == entity


@pytest.mark.parametrize(
    ("typed", "scheme"),
    [
        ("ITSP", "innovation-and-technology-support-programme"),
        ("prp", "partnership-research-programme"),
        ("CRS", "r-and-d-cash-rebate-scheme"),
        ("PAG", "patent-application-grant"),
        ("CCMF", "cyberport-creative-micro-fund"),
        ("TechTAS", "technology-talent-admission-scheme"),
        ("TAX-RD", "enhanced-tax-deduction-for-rd-expenditure"),
        ("Patent Application Grant", "patent-application-grant"),
        ("專利申請資助計劃", "patent-application-grant"),
        ("創新及科技支援計劃", "innovation-and-technology-support-programme"),
    ],
)
def test_a_scheme_of_the_rules_is_found_by_code_and_by_either_name(
    loaded_pack: Pack, typed: str, scheme: str
) -> None:
    results = find(loaded_pack, typed)
    assert refs(results, "scheme")[0] == scheme
    assert results.did_you_mean is None


def test_every_scheme_is_found_by_its_code(loaded_pack: Pack, subtests: pytest.Subtests) -> None:
    for scheme in rulebook_of(loaded_pack.id).schemes.values():
        with subtests.test(scheme=scheme.code):
            hits = find(loaded_pack, scheme.code).hits
            assert (scheme.entity, Match.EXACT) in [
                (hit.ref, hit.match) for hit in hits if hit.kind == "scheme"
            ]


def test_a_misspelt_scheme_of_the_rules_is_put_right(loaded_pack: Pack) -> None:
    results = find(loaded_pack, "Patent Aplication Grant")
    assert "patent-application-grant" in refs(results, "scheme")


def test_the_index_is_written_anew_when_the_rules_alone_have_changed(loaded_pack: Pack) -> None:
    with transaction.atomic():
        assert actions.keep_up(loaded_pack) is False
        Document.objects.filter(pack_id=loaded_pack.id).update(edition="of earlier rules")
        assert actions.keep_up(loaded_pack) is True
        assert actions.keep_up(loaded_pack) is False


def test_it_and_i_and_t_find_the_same_fund(loaded_pack: Pack) -> None:
    for typed in (
        "I&T fund",
        "I & T Fund",
        "IT fund",
        "創科基金",
        "innovation and technology fund",
    ):
        assert "innovation-and-technology-fund" in refs(find(loaded_pack, typed)), typed


def test_a_figure_is_found_by_its_number_and_what_it_is_of(loaded_pack: Pack) -> None:
    results = find(loaded_pack, "56 smart production lines")
    assert "003-079" in refs(results, "fact")


@pytest.mark.parametrize(
    ("typed", "kind", "ref"), [("003-079", "fact", "003-079"), ("S2.T1.R3", "node", "S2.T1.R3")]
)
def test_an_id_finds_its_thing_alone(loaded_pack: Pack, typed: str, kind: str, ref: str) -> None:
    assert [(hit.kind, hit.ref) for hit in find(loaded_pack, typed).hits] == [(kind, ref)]


def test_every_kind_of_thing_can_be_found(loaded_pack: Pack) -> None:
    assert set(find(loaded_pack, "technology").counts) == {
        "entity", "scheme", "node", "indicator", "initiative", "measure", "source", "contradiction", "fact",
    }  # fmt: skip


def test_kinds_and_limit_bound_the_hits_and_not_the_counts(loaded_pack: Pack) -> None:
    everything = find(loaded_pack, "technology")
    facts = find(loaded_pack, "technology", kinds=("fact",), limit=3)
    assert len(facts.hits) == 3
    assert {hit.kind for hit in facts.hits} == {"fact"}
    assert facts.counts == everything.counts


def test_an_old_day_knows_nothing_of_later_documents(loaded_pack: Pack) -> None:
    then = loaded_pack.as_of(date(2022, 1, 1))
    results = find(then, "technology", limit=1000)
    assert results.hits
    assert all(hit.ref.startswith("004-") for hit in results.hits if hit.kind == "fact")
    assert refs(results, "source") == ["legco-2021"]
    assert not refs(results, "node")
    assert find(loaded_pack.as_of(date(2001, 1, 1)), "technology").total == 0


@pytest.mark.parametrize(
    "typed", ["", " ", "the of", "'", "\\", "a:* & | !", "\x00", "港", "%_", "🙂", "x" * 5000]
)
def test_anything_may_be_typed(loaded_pack: Pack, typed: str) -> None:
    find(loaded_pack, typed)


def test_nonsense_finds_nothing(loaded_pack: Pack) -> None:
    results = find(loaded_pack, "zzzqqq xxyyzz")
    assert results.total == 0
    assert results.did_you_mean is None


def test_the_index_belongs_to_one_edition(loaded_pack: Pack) -> None:
    (edition,) = set(Document.objects.values_list("edition", flat=True))
    assert edition.startswith(loaded_pack.version)


@pytest.mark.django_db
def test_when_the_index_fails_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    from technopole.plan.packs import load
    from technopole.site.editions.models import Edition
    from technopole.site.search import actions

    def fail(pack: Pack) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(actions, "index", fail)
    with pytest.raises(OSError, match="No space"), transaction.atomic():
        editions.load(load("hong_kong"))
    assert not Edition.objects.exists()


# ── The page ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_page_groups_what_it_finds_and_marks_it(
    client: Client, loaded_pack: Pack, language: str
) -> None:
    page = client.get(f"/{language}/search/", {"q": "innohk"}).content.decode()
    assert "<mark>InnoHK</mark>" in page
    assert f"/{language}/entities/innohk/" in page
    assert f"/{language}/figures/" in page


def test_the_page_offers_the_right_spelling(client: Client, loaded_pack: Pack) -> None:
    page = client.get("/en/search/", {"q": "Cybreport"}).content.decode()
    assert "<mark>Cyberport</mark>" in page
    assert "?q=Cyberport" in page


def test_links_from_the_page_keep_the_day(client: Client, loaded_pack: Pack) -> None:
    page = client.get("/en/search/", {"q": "innohk", "as_of": "2022-12-31"}).content.decode()
    assert "/en/entities/innohk/?as_of=2022-12-31" in page


@pytest.mark.parametrize(
    "query", [{}, {"q": ""}, {"q": "zzzqqq"}, {"q": "innohk", "as_of": "2001-01-01"}]
)
def test_a_page_without_results_helps(
    client: Client, loaded_pack: Pack, query: dict[str, str]
) -> None:
    response = client.get("/en/search/", query)
    assert response.status_code == 200
    assert "OGCIO" in response.content.decode()


def test_what_was_typed_is_shown_and_never_run(client: Client, loaded_pack: Pack) -> None:
    page = client.get("/en/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_an_unknown_kind_is_a_400_with_a_sentence(client: Client, loaded_pack: Pack) -> None:
    response = client.get("/en/search/", {"q": "x", "kind": "things"})
    assert response.status_code == 400
    assert "things" in response.content.decode()
