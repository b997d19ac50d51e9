"""Texts in both languages, and the words that figures and periods are said in.

Nothing here knows of a screen: the portal, the command line and documents all say a figure
through these functions, so that it reads the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from technopole.evidence.figures import Figure, Number, Qualifier, Ratio
from technopole.evidence.periods import Period
from technopole.evidence.quantities import exact_decimal

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "say_amount",
    "say_figure",
    "say_period",
    "say_qualifier",
    "say_unit",
]

Language = Literal["en", "zh-hant"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh-hant")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in English and in Traditional Chinese.

    zh_hant is empty only for a proper name that has no certain Chinese form.
    """

    en: str
    zh_hant: str

    def __bool__(self) -> bool:
        return bool(self.en)

    def in_language(self, language: Language) -> str:
        """The words in that language; the English ones where there is no Chinese form."""
        return self.zh_hant if language == "zh-hant" and self.zh_hant else self.en

    def language_shown(self, language: Language) -> Language:
        """The language that `in_language` answers in, for a `lang` attribute."""
        return "zh-hant" if language == "zh-hant" and self.zh_hant else "en"


_QUALIFIERS: Final = {
    Qualifier.EXACT: Text("", ""),
    Qualifier.ABOUT: Text("about", "約"),
    Qualifier.OVER: Text("over", "逾"),
    Qualifier.NEARLY: Text("nearly", "近"),
    Qualifier.UP_TO: Text("up to", "最多"),
    Qualifier.AT_LEAST: Text("at least", "至少"),
}
_DATE_QUALIFIERS: Final = {
    Qualifier.EXACT: Text("", ""),
    Qualifier.ABOUT: Text("about", "約於"),
    Qualifier.OVER: Text("after", "遲於"),
    Qualifier.NEARLY: Text("before", "早於"),
    Qualifier.UP_TO: Text("by", "不遲於"),
    Qualifier.AT_LEAST: Text("not before", "不早於"),
}
# A rank is bounded from below: the top ten end with the tenth.
_RANK_QUALIFIERS: Final = _QUALIFIERS | {Qualifier.UP_TO: Text("up to", "前")}

# Each unit as it follows a number: one, several, Chinese.
_UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "HKD": ("HK$", "HK$", "港元"),
    "RMB": ("RMB", "RMB", "元"),
    "USD": ("US$", "US$", "美元"),
    "EUR": ("€", "€", "歐元"),
    "percent": ("%", "%", "%"),
    "per_mille": ("‰", "‰", "‰"),
    "per_1000": ("per 1,000", "per 1,000", "（每千人）"),
    "times": ("times", "times", "倍"),
    "ratio": ("", "", ""),
    "persons": ("person", "persons", "人"),
    "projects": ("project", "projects", "個項目"),
    "count": ("", "", ""),
    "man_years": ("person-year", "person-years", "人年"),
    "storeys": ("storey", "storeys", "層"),
    "sq_m": ("sq m", "sq m", "平方米"),
    "sq_ft": ("sq ft", "sq ft", "平方呎"),
    "ha": ("ha", "ha", "公頃"),
    "mPD": ("mPD", "mPD", "米（主水平基準以上）"),
    "months": ("month", "months", "個月"),
    "years": ("year", "years", "年"),
    "years_of_age": ("year", "years", "歲"),
    "school_years": ("school year", "school years", "個學年"),
    "days": ("day", "days", "日"),
    "weeks": ("week", "weeks", "星期"),
    "hours": ("hour", "hours", "小時"),
    "per_year": ("a year", "a year", "（每年）"),
    "rank": ("", "", "位"),
    "ordinal": ("", "", ""),
    "scale": ("", "", ""),
    "date": ("", "", ""),
    "boolean": ("", "", ""),
}
_CURRENCIES: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
# What stands before the amount in Chinese, where the unit behind it does not say all.
_CHINESE_SIGNS: Final = {"RMB": "人民幣"}
_MONTHS_EN: Final = (
    "January February March April May June July August September October November December"
).split()
# Each with the most decimals that still read well before it.
_ENGLISH_SCALES: Final = ((10**12, "trillion", 4), (10**9, "billion", 4), (10**6, "million", 4))
_CHINESE_SCALES: Final = ((10**12, "萬億", 4), (10**8, "億", 4), (10**4, "萬", 1))
# From where on a number that is no money is said with a scale: "860,000 persons", "86萬人".
_SCALED_FROM: Final = {"en": 10**9, "zh-hant": 10**5}


def say_qualifier(figure: Figure, language: Language) -> str:
    """The qualifier in words; empty when the document states the value flatly."""
    words = _DATE_QUALIFIERS if isinstance(figure.value, Period) else _QUALIFIERS
    if figure.unit.id == "rank":
        words = _RANK_QUALIFIERS
    return words[figure.qualifier].in_language(language)


def say_unit(figure: Figure, language: Language) -> str:
    """The unit as it follows the number; empty where the amount says it already."""
    if figure.unit.id in _CURRENCIES and language == "en":
        return ""
    one, several, chinese = _UNITS[figure.unit.id]
    if language == "zh-hant":
        return chinese
    return one if figure.amount == 1 else several


def say_figure(figure: Figure, language: Language) -> str:
    """The whole figure in words: "over 460", "about HK$1.2 billion", "by mid-2024"."""
    qualifier = say_qualifier(figure, language)
    amount, unit = say_amount(figure, language), say_unit(figure, language)
    if language == "zh-hant":
        return f"{qualifier}{amount}{unit}"
    gap = "" if unit in ("%", "‰") else " "
    return f"{qualifier} {amount}{gap}{unit}".strip()


def say_amount(figure: Figure, language: Language) -> str:
    """The value in words and digits, without its qualifier and unit (a currency's sign included)."""
    match figure.value:
        case Period() as period:
            return say_period(period, language)
        case bool() as answer:
            return {True: ("yes", "是"), False: ("no", "否")}[answer][language == "zh-hant"]
        case Ratio(parts):
            return " : ".join(_plain(part) for part in parts)
        case Number(low, high):
            sign = _sign(figure.unit.id, language)
            if figure.value.is_range:
                ends = [_number(end, figure, language) for end in (low, high)]
                return (
                    f"{sign}{ends[0]}至{ends[1]}"
                    if language == "zh-hant"
                    else f"{sign}{ends[0]} to {sign}{ends[1]}"
                )
            if figure.unit.id in ("rank", "ordinal"):
                top = figure.qualifier is Qualifier.UP_TO and language == "zh-hant"
                return _plain(low) if top else _ordinal(low, language)
            return sign + _number(low, figure, language)


def _sign(unit: str, language: Language) -> str:
    """What stands before a number of that unit."""
    if language == "zh-hant":
        return _CHINESE_SIGNS.get(unit, "")
    sign = _UNITS[unit][0] if unit in _CURRENCIES else ""
    return f"{sign} " if sign.isalpha() else sign


def _number(amount: Fraction, figure: Figure, language: Language) -> str:
    if amount.denominator != 1 and "/" in figure.text:
        return f"{amount.numerator}/{amount.denominator}"
    if figure.unit.id in _CURRENCIES or abs(amount) >= _SCALED_FROM[language]:
        scales = _CHINESE_SCALES if language == "zh-hant" else _ENGLISH_SCALES
        for scale, word, most in scales:
            scaled = amount / scale
            written = exact_decimal(scaled)
            if abs(scaled) >= 1 and written is not None and len(written.partition(".")[2]) <= most:
                gap = "" if language == "zh-hant" else " "
                return f"{_plain(scaled)}{gap}{word}"
    if "." in figure.text and ".." not in figure.text:
        return _grouped(figure.text)  # "1.0" keeps the digit that it was stated with
    return _plain(amount)


def _plain(amount: Fraction) -> str:
    """The exact decimal with thousands separated; the fraction itself where no decimal is exact."""
    text = exact_decimal(amount)
    if text is None:
        return f"{amount.numerator}/{amount.denominator}"
    return _grouped(text)


def _grouped(decimal: str) -> str:
    """The canonical decimal with its thousands separated."""
    whole, point, decimals = decimal.lstrip("-").partition(".")
    return f"{'-' if decimal.startswith('-') else ''}{int(whole):,}{point}{decimals}"


def _ordinal(amount: Fraction, language: Language) -> str:
    if amount.denominator != 1:
        return _plain(amount)
    number = amount.numerator
    if language == "zh-hant":
        return f"第{number:,}"
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{tail}"


def say_period(period: Period, language: Language) -> str:
    """The period in words: "31 October 2024", "third quarter of 2025", "2024年第四季"."""
    chinese = language == "zh-hant"
    left, slash, right = _halves(period.text)
    if not slash:
        return _say_simple(left, chinese=chinese)
    if left == "..":
        return (
            f"不遲於{_say_simple(right, chinese=True)}"
            if chinese
            else f"by {_say_simple(right, chinese=False)}"
        )
    if right == "..":
        return (
            f"自{_say_simple(left, chinese=True)}起"
            if chinese
            else f"from {_say_simple(left, chinese=False)}"
        )
    said = [_say_simple(half, chinese=chinese) for half in (left, right)]
    if chinese and left.isdigit() and right.isdigit():
        said[0] = left  # 2017至2021年
    elif chinese and left[:4] == right[:4] and left[:4].isdigit():
        said[1] = said[1].removeprefix(f"{right[:4]}年")  # 2021年8月至10月
    return said[0] + ("至" if chinese else " to ") + said[1]


def _halves(text: str) -> tuple[str, str, str]:
    """A period's notation cut at the slash between its two ends, not at a split year's own."""
    parts = text.split("/")
    if len(parts) == 1 or (len(parts) == 2 and parts[0][:2] in ("FY", "SY")):
        return text, "", ""
    cut = 2 if parts[0][:2] in ("FY", "SY") else 1
    return "/".join(parts[:cut]), "/", "/".join(parts[cut:])


def _say_simple(text: str, *, chinese: bool) -> str:
    if text[:2] in ("FY", "SY"):
        if chinese:
            return (
                f"{text[2:].replace('/', '-')}財政年度" if text[:2] == "FY" else f"{text[2:]}學年"
            )
        years = text[2:].replace("/", "/" if text[:2] == "SY" else "–")
        return f"{'financial' if text[:2] == 'FY' else 'school'} year {years}"
    if text.endswith("s"):
        return f"{text[:-1]}年代" if chinese else f"the {text}"
    year, _, rest = text.partition("-")
    if not rest:
        return f"{year}年" if chinese else year
    if rest[0] == "Q":
        ordinal_en = ("first", "second", "third", "fourth")[int(rest[1]) - 1]
        ordinal_zh = "一二三四"[int(rest[1]) - 1]
        return f"{year}年第{ordinal_zh}季" if chinese else f"{ordinal_en} quarter of {year}"
    if rest[0] == "H":
        first = rest[1] == "1"
        if chinese:
            return f"{year}年{'上' if first else '下'}半年"
        return f"{'first' if first else 'second'} half of {year}"
    month, _, day = rest.partition("-")
    if chinese:
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")
    name = _MONTHS_EN[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"
