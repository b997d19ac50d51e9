"""Words: what stands in the index, and what is asked of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.plan.synonyms import Synonym
from technopole.site.search.likeness import Named, NameIndex, distance
from technopole.site.search.questions import Question, Thesaurus, excerpt, marked
from technopole.site.search.words import Vector, key_of, runs, terms

SYNONYMS = Thesaurus(
    [
        Synonym("I&T", "innovation and technology", "en"),
        Synonym("IT", "I&T", "en"),
        Synonym("創科", "創新及科技", "zh-hant"),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I&T and R & D", ["I&T", "and", "R&D"]),
        ("over HK$1,480.5 million", ["over", "HK", "1480.5", "million"]),
        ("$672m", ["672", "million"]),
        ("iAM Smart+", ["iAM", "Smart+"]),
        ("推出iAM Smart「智方便」", ["推出", "iAM", "Smart", "智方便"]),
        ("Cyberport’s", ["Cyberport's"]),
        ("ＩＮＮＯＨＫ", ["INNOHK"]),
    ],
)
def test_runs(text: str, words: list[str]) -> None:
    assert list(runs(text)) == words


def test_chinese_is_kept_in_pairs_and_its_last_character_alone() -> None:
    assert [term.words for term in terms("數碼港")] == [("數碼",), ("碼港",), ("港",)]


def test_a_plural_is_found_by_its_singular() -> None:
    assert [term.words for term in terms("laboratories")] == [("laboratories", "laboratory")]


def test_it_is_a_pronoun_and_IT_is_not() -> None:  # noqa: N802
    assert list(terms("it grew")) == list(terms("it grew"))
    assert [term.words for term in terms("it grew")] == [("grew",)]
    assert ("it",) in [term.words for term in terms("IT grew")]
    assert [term.words for term in terms("it", asked=True)] == [("it",)]


def test_names_that_differ_in_case_plural_and_little_words_have_one_key() -> None:
    assert key_of("The Hong Kong Science Parks") == key_of("hong kong SCIENCE park")
    assert key_of("R&D centres") == key_of("R & D Centre")


def test_a_start_up_in_one_word_is_indexed_too() -> None:
    vector = Vector()
    vector.add("Technology Start-ups", "A")
    assert "'startup':" in str(vector)


def test_a_synonym_is_asked_for_beside_the_word() -> None:
    question = Question.of("I&T fund", SYNONYMS)
    assert "'i&t'" in question.query()
    assert "'innovation' <2> 'technology'" in question.query()


def test_a_chinese_synonym_is_put_inside_the_run() -> None:
    (unit,) = Question.of("創科基金", SYNONYMS).units
    assert unit.readings == ("創科基金", "創新及科技基金")


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_asked(text: str) -> None:
    """Quotes, backslashes and operators never leave their word."""
    question = Question.of(text, SYNONYMS)
    for query in (question.query(), question.query("AB"), question.loose_query()):
        outside, inside, position = [], False, 0
        while position < len(query):
            letter = query[position]
            if inside and letter in "'\\" and query[position : position + 2] in ("''", "\\\\"):
                position += 2
                continue
            if letter == "'":
                inside = not inside
            elif not inside:
                outside.append(letter)
            position += 1
        assert not inside
        assert set("".join(outside)) <= set(" &|()<>0123456789:*AB")


@given(st.text(max_size=80))
def test_marking_keeps_the_text(text: str) -> None:
    marker = Question.of("smart 創科", SYNONYMS).marker
    assert "".join(piece for piece, _ in marked(text, marker)) == text


def test_an_excerpt_shows_what_was_sought() -> None:
    text = "word " * 200 + "smart lamppost " + "word " * 200
    marker = Question.of("lamppost", SYNONYMS).marker
    shown = excerpt(text, marker)
    assert "lamppost" in shown
    assert len(shown) < 260
    assert shown.startswith("…")


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("cyberport", "cybreport", 1), ("innohk", "inohk", 1), ("park", "park", 0), ("a", "xyz", 3)],
)
def test_distance(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == min(steps, 3)


def test_a_misspelt_name_is_like_the_right_one() -> None:
    index = NameIndex(
        [Named("Cyberport", "entity", "cyberport"), Named("數碼港", "entity", "cyberport"),
         Named("Hong Kong Science Park", "entity", "park")]
    )  # fmt: skip
    assert index.nearest_word("cybreport") == "Cyberport"
    assert index.nearest_word("zzzzzz") is None
    assert index.like("數瑪港")[0].named.ref == "cyberport"
    assert index.like("Hong Kong Scence Prak")[0].named.ref == "park"
    assert index.like("qqqq") == []
