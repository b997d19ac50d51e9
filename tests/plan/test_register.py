"""Entities under the names they bore, and links that lead both ways."""

from datetime import date


def test_an_entity_bears_its_former_name_until_its_last_day(pack):
    scheme = pack.register.entities["new-scheme"]
    assert scheme.name_on(date(2023, 6, 30)).zh_hant == "舊計劃"
    assert scheme.name_on(date(2023, 7, 1)).en == "New Scheme"
    assert scheme.name_on(date(2019, 1, 1)).en == "New Scheme"


def test_a_name_without_a_chinese_form_stays_english_and_says_so(pack):
    office = pack.register.entities["office"].name
    assert office.in_language("zh-hant") == "The Office"
    assert office.language_shown("zh-hant") == "en"


def test_links_lead_both_ways(pack):
    assert [link.other for link in pack.register.links_from["new-scheme"]] == ["office", "S1"]
    assert [link.entity for link in pack.register.links_to["office"]] == ["new-scheme"]
    assert pack.entities_of_node["S1.a"] == ("new-scheme",)
    assert pack.nodes_of_entity["new-scheme"] == ("S1.a",)
