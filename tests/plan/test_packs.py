"""Packs: read whole or refused whole, known by their hash, seen as of a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plan.conftest import FILES

from technopole.evidence.problems import PackRefused
from technopole.plan.packs import Pack, UnknownPack, load

PACK = Pack.read("examplia", {name: text.encode() for name, text in FILES.items()})
days = st.dates(date(2022, 1, 1), date(2025, 1, 1))


def test_a_kept_pack_reads_back_the_same(pack):
    again = Pack.from_bytes(pack.to_bytes())
    assert again.version == pack.version
    assert again.evidence.observations == pack.evidence.observations
    assert again.to_bytes() == pack.to_bytes()


def test_the_version_changes_with_any_byte(files, pack):
    files["links.csv"] = files["links.csv"].replace(b"S1", b"D1")
    assert Pack.read("examplia", files).version != pack.version


def test_before_the_plan_there_is_no_tree_and_nothing_else(pack):
    known = pack.as_of(date(2022, 12, 30))
    assert not known.tree.nodes
    assert not known.register.entities
    assert not known.indicators


def test_an_entity_is_known_once_a_paper_speaks_of_it(pack):
    known = pack.as_of(date(2023, 1, 1))
    assert set(known.register.entities) == {"new-scheme", "home"}
    assert [link.relation for link in known.register.links] == ["serves"]
    assert known.initiatives["more-lines"].status == "announced"
    assert pack.initiatives["more-lines"].status == "under-way"


@given(days, days)
def test_a_day_answers_the_same_whatever_became_known_since(day, later):
    early, late = sorted((day, later))
    once, again = PACK.as_of(early), PACK.as_of(late).as_of(early)
    assert once.evidence.observations == again.evidence.observations
    assert once.register.entities == again.register.entities
    assert once.initiatives == again.initiatives
    assert once.indicators == again.indicators


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("links.csv", "office", "ofice", "links.csv:2, column other: “ofice” does not exist"),
        ("links.csv", "S1", "S9", "links.csv:3, column other: “S9” does not exist"),
        (
            "entities.csv",
            "office,institution",
            "office,bureau",
            "entities.csv:3, column kind: “bureau” is not a word",
        ),
        ("entities.csv", "home,economy", "office,economy", "“office” stands already on line 3"),
        (
            "entities.csv",
            "home,economy",
            "abroad,economy",
            "“home” (001-003) is not in the register",
        ),
        (
            "entities.csv",
            "Pays for lines.",
            "",
            "entities.csv:2, column summary_en: The cell is empty",
        ),
        (
            "tree.csv",
            "S1.a,S1,",
            "S1.a,S7,",
            "tree.csv:5, column parent: “S7” is no node above “S1.a”",
        ),
        ("tree.csv", "D1,V,", "D1,S1,", "is no node above"),
        ("tree.csv", ",new,p 1", ",,p 1", "A measure needs standing"),
        ("indicators.csv", "work,1,Lines", "mood,1,Lines", "“mood” is not a word of this column"),
        ("indicator_points.csv", "001-002", "001-999", "“001-999” does not exist"),
        ("indicator_points.csv", "lines,target", "lines,baseline", "“lines” has no target"),
        ("initiatives.csv", "more-lines,More", "no-lines,More", "“no-lines” has no status"),
        ("carried_out_by.csv", "new-scheme", "old-scheme", "“old-scheme” does not exist"),
        ("names.csv", "Old Scheme,en", "Old Scheme,fr", "“fr” is not a language"),
        ("pack.toml", "plan_source", "source", "The key is missing"),
        (
            "pack.toml",
            '"plan-2022"',
            '"plan-2032"',
            "column plan_source: “plan-2032” does not exist",
        ),
        ("pack.toml", '"Examplia"', "5", "pack.toml, column name_en: The key is missing"),
        ("pack.toml", "name_en", "motto = 1\nname_en", "“motto” is not known"),
        (
            "names.csv",
            "2023-06,plan-2022",
            "2023-06,plan",
            "names.csv:2, column source: “plan” does",
        ),
        (
            "indicator_points.csv",
            ",2027,",
            ",-27,",
            "column year_named: “-27” is not a whole number",
        ),
    ],
)
def test_a_fault_refuses_the_pack_with_its_place(files, file, old, new, sentence):
    spoilt = files[file].decode()
    assert old in spoilt
    files[file] = spoilt.replace(old, new, 1).encode()
    with pytest.raises(PackRefused) as refusal:
        Pack.read("examplia", files)
    assert sentence in str(refusal.value)
    assert "nothing was loaded" in str(refusal.value)


def test_an_unknown_pack_names_those_that_are_installed():
    with pytest.raises(UnknownPack, match=r"“atlantis”\. Installed packs: .*hong_kong"):
        load("atlantis")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("synonym.csv", "synonym.csv: Nobody reads this file. Did you mean synonyms.csv?"),
        ("facts/paper-2032.csv", "facts/paper-2032.csv: A document of that name does not exist."),
        ("tension.toml", "tension.toml: Nobody reads this file. Did you mean tensions.toml?"),
    ],
)
def test_a_file_that_nobody_reads_is_refused(files, name, sentence):
    files[name] = b"\xff"
    with pytest.raises(PackRefused) as refusal:
        Pack.read("examplia", files)
    assert sentence in str(refusal.value)
