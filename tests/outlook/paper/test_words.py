"""Words hold no number, in either language; whoever types one is told where and how to mend it."""

import pytest

from technopole.outlook.paper.words import FreeNumber, Message, SlotsDiffer, Words, free_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Some 56 lines", "56"),
        ("HK$1,234.5 million", "1,234.5"),
        ("1823 answers", "1823"),
        ("Web3", "3"),
        ("a ½ share", "½"),
        ("the Ⅳ annex", "Ⅳ"),
        ("１２", "１２"),
        ("٣ things", "٣"),
        ("eight strategies", "eight"),
        ("twenty lines", "twenty"),
        ("a hundred million", "hundred"),
        ("twice as much", "twice"),
        ("約十億元", "十億"),
        ("八個策略", "八"),
        ("第三期", "第三"),
        ("三分之一", "三分之一"),
        ("兩年內", "兩"),
        ("二零二七年", "二零二七"),
        ("百分之五", "百分之五"),
        ("一項措施", "一"),
        *(
            (words, None)
            for words in (
                "八大院校",
                "五國",
                "兩地",
                "四大方向",
                "廿個",
                "卅項",
                "壹佰",
                "三分二",
                "一半",
                "逾半",
                "數百",
                "成千上萬",
                "翻兩番",
                "倍增",
                "六厘",
                "十",
                "三成",
                "加倍",
                "半數",
                "三方面",
                "half of it",
                "a third of them",
                "a quarter",
                "a tenth",
                "it doubled",
                "tripled",
                "threefold",
                "a hundredfold",
                "a score",
                "Annex XII",
                "two thirds",
            )
        ),
    ],
)
def test_a_number_in_words_is_found(words: str, number: str | None) -> None:
    found = free_number(words)
    assert found
    assert number in (None, found)
    with pytest.raises(FreeNumber, match="FactReference"):
        Words(words)


@pytest.mark.parametrize(
    "words",
    [
        "for the first time", "one of them", "weighty", "often", "lone", "the seconds",
        "second-hand", "one another", "the third time", "headquarters", "a third party", "CIVIL", "IT and CV",
        "萬一", "一旦", "千方百計", "半導體", "百姓", "成功", "一帶一路", "兩岸", "上半年", "一致", "九龍", "唯一", "大部分",
        "一般而言", "進一步統一", "另一項", "同一時間", "十分重要", "三方",
    ],
)  # fmt: skip
def test_words_that_only_look_like_numbers_pass(words: str) -> None:
    assert free_number(words) is None


def test_words_of_which_nobody_could_tell_are_refused() -> None:
    """“By all means” is written as ten million is."""
    assert free_number("千萬") == "千萬"


def test_the_error_quotes_the_sentence_and_says_how_to_mend_it() -> None:
    with pytest.raises(FreeNumber) as refused:
        Message.of("The fund holds {amount}, over 10 years.", "基金有{amount}。")
    assert "“The fund holds {amount}, over 10 years.” holds the number “10”." in str(refused.value)
    assert "NameReference (a name such as 1823 or Web3)" in str(refused.value)


def test_a_number_in_the_chinese_half_is_refused_too() -> None:
    with pytest.raises(FreeNumber, match="100"):
        Message.of("The fund is large.", "基金有100億元。")


@pytest.mark.parametrize(
    ("en", "zh_hant", "what"),
    [
        ("A {figure}.", "一個數字。", "figure stands in one language only"),
        ("A word.", "", "stands in one language only"),
        ("A {Figure}.", "{Figure}。", "a brace that opens no place"),
    ],
)
def test_the_languages_say_the_same(en: str, zh_hant: str, what: str) -> None:
    with pytest.raises((SlotsDiffer, FreeNumber), match=what if "figure" not in what else None):
        Message.of(en, zh_hant)
