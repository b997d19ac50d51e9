"""References say themselves, carry their arithmetic, and fill each place of a sentence."""

import pytest

from technopole.evidence.periods import Period
from technopole.evidence.wording import Text
from technopole.outlook.paper.references import (
    CountReference,
    DateReference,
    DerivedReference,
    FactReference,
    Listing,
    NameReference,
    Naming,
    NumberingReference,
    Operation,
    joined,
    said,
    sentence,
)
from technopole.plan.packs import Pack


def name(text: str) -> NameReference:
    return NameReference(Text(text, text), Naming.ENTITY, text.lower())


def test_a_sentence_says_its_references_in_the_order_of_each_language(hong_kong: Pack) -> None:
    fact = hong_kong.evidence.observations["003-079"]
    told = sentence(
        "{figure} lines as at {day}.",
        "截至{day}有{figure}條。",
        figure=FactReference(fact),
        day=DateReference(Period.parse("2023-08-31"), fact.id),
    )
    assert said(told, "en") == "56 lines as at 31 August 2023."
    assert said(told, "zh-hant") == "截至2023年8月31日有56條。"


def test_names_may_hold_digits() -> None:
    told = sentence(
        "{service} and {field}.", "{service}和{field}。", service=name("1823"), field=name("Web3")
    )
    assert said(told, "en") == "1823 and Web3."


@pytest.mark.parametrize("given", [{}, {"figure": name("A"), "other": name("B")}])
def test_each_place_takes_one_reference_and_nothing_is_left_over(given: dict) -> None:
    with pytest.raises(ValueError, match="Give each place of the message one reference"):
        sentence("A {figure}.", "{figure}。", **given)


def test_small_counts_are_words_in_english_and_digits_where_asked() -> None:
    assert [said(CountReference(("a",) * n), "en") for n in (0, 1, 9, 10)] == [
        "none",
        "one",
        "nine",
        "10",
    ]
    assert said(CountReference(("a", "b"), digits=True), "en") == "2"
    assert said(CountReference(("a", "b")), "zh-hant") == "2"


@pytest.mark.parametrize(
    ("operation", "facts", "en", "zh_hant"),
    [
        # 1.3 - 0.99 of a per cent; (0.99 - 0.74) / (1.3 - 0.74) = 44.6 %
        (Operation.LEFT, ["002-232", "002-233"], "0.31 percentage points", "0.31個百分點"),
        (Operation.COVERED, ["002-231", "002-232", "002-233"], "45%", "45%"),
        # 60,000 - 45,310
        (Operation.LEFT, ["002-254", "002-255"], "14,690 persons", "14,690人"),
        # 58:42 to 50:50
        (Operation.LEFT, ["002-242", "002-243"], "8 percentage points", "8個百分點"),
    ],
)
def test_a_derived_number_is_worked_out_from_its_facts(
    hong_kong: Pack, operation: Operation, facts: list[str], en: str, zh_hant: str
) -> None:
    worked = DerivedReference(operation, tuple(hong_kong.evidence.observations[f] for f in facts))
    assert (said(worked, "en"), said(worked, "zh-hant")) == (en, zh_hant)
    assert worked.facts == tuple(facts)


def test_lists_are_joined_as_each_language_does() -> None:
    three = joined([name("A"), name("B"), name("C")])
    assert said(three, "en") == "A, B and C"
    assert said(three, "zh-hant") == "A、B和C"
    assert said(joined([name("A")]), "en") == "A"
    assert said(Listing((name("A"), name("B")), semicolons=True), "en") == "A; and B"


def test_a_numbering_that_nothing_bears_is_an_error() -> None:
    with pytest.raises(KeyError):
        said(NumberingReference("annex-nowhere"), "en", {})
