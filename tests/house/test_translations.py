"""Both languages are complete: the site's messages, the pack's texts, and the pages themselves."""

from __future__ import annotations

import ast
import csv
import importlib
import importlib.util
import inspect
import io
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.test import Client
from django.urls import get_resolver
from django.utils import translation

from technopole.evidence import contradictions, measures, observations, readings
from technopole.evidence.wording import Text
from technopole.plan import datasets, indicators, register, statuses, tree
from technopole.plan.packs import Pack

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "src" / "technopole" / "site"
PACK = ROOT / "src" / "technopole" / "hong_kong"

CHINESE = re.compile(r"[\u3400-\u9fff]")
# An example of a search, and the name of a language in itself, stand in both languages' pages.
CHINESE_IN_THE_SOURCE = {
    "智方便": "portal/templates/portal/_search_large.html",
    "數碼港 初創": "search/templates/search/search.html",
    "創科": "search/templates/search/search.html",
    "繁體中文": "portal/templates/portal/base.html",
    r"^(HK\$|HKD|\$)|(港元|元)$": "support/signs.py",  # what people type
    r"^(RMB|人民幣|¥)|元$": "support/signs.py",
}


# ── The catalogue ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def extractor() -> ModuleType:
    """The script that gathers the messages."""
    path = ROOT / "scripts" / "extract_messages.py"
    spec = importlib.util.spec_from_file_location("extract_messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(extractor: ModuleType) -> Catalog:
    """The Chinese catalogue as it stands."""
    kept = extractor.read(extractor.CATALOGUE)
    assert isinstance(kept, Catalog)
    return kept


def texts_of(message: Any) -> list[str]:
    """A message's texts in English: itself, or its singular and plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_the_catalogue_holds_what_the_site_says_and_nothing_else(
    extractor: ModuleType, catalogue: Catalog
) -> None:
    said = {(message.context, texts_of(message)[0]) for message in extractor.extracted()}
    kept = {(message.context, texts_of(message)[0]) for message in catalogue}
    assert {"new": said - kept, "unused": kept - said} == {"new": set(), "unused": set()}, (
        "run: make messages"
    )
    assert not catalogue.obsolete
    assert extractor.written(extractor.updated(catalogue)) == extractor.CATALOGUE.read_bytes(), (
        "run: make messages"
    )


def test_every_message_has_a_certain_chinese_translation(
    extractor: ModuleType, catalogue: Catalog
) -> None:
    assert extractor.untranslated(catalogue) == []


def test_placeholders_and_markup_agree(catalogue: Catalog) -> None:
    """Every form of a message holds the same placeholders, tags and addresses."""
    parts = re.compile(r"%\(\w+\)s|%[sd]|</?\w+(?: [^>]*)?>")
    strange = {}
    for message in catalogue:
        if message.id:
            strings = [message.string] if isinstance(message.string, str) else message.string
            forms = [sorted(parts.findall(text)) for text in (*texts_of(message), *strings)]
            if any(form != forms[0] for form in forms):
                strange[texts_of(message)[0]] = forms
    assert strange == {}


def test_chinese_is_punctuated_as_chinese(catalogue: Catalog) -> None:
    """Full-width signs beside Chinese characters, corner brackets for quotations, no spaces."""
    wrong = re.compile(
        r"[\u3400-\u9fff][,;:?!()]|[,;:?!()][\u3400-\u9fff]|[“”‘’]|[\u3400-\u9fff] +[\u3400-\u9fff]"
    )
    strange = [
        text
        for message in catalogue
        for text in ([message.string] if isinstance(message.string, str) else message.string)
        if wrong.search(text)
    ]
    assert strange == []


def test_a_message_with_one_singular_has_one_plural(extractor: ModuleType) -> None:
    """A catalogue finds a message by its singular: two plurals of one would share a translation."""
    plurals = defaultdict(set)
    for path in SITE.rglob("templates/**/*.*"):
        for (context, message), _line in extractor.messages_of_template(path.read_text("utf-8")):
            plurals[context, message if isinstance(message, str) else message[0]].add(message)
    assert {key: found for key, found in plurals.items() if len(found) > 1} == {}


# ── The source ────────────────────────────────────────────────────────────────────────────────


def test_the_messages_are_in_english(catalogue: Catalog) -> None:
    chinese = [text for m in catalogue for text in texts_of(m) if CHINESE.search(text)]
    assert chinese == []


def test_no_chinese_is_left_in_templates_and_strings() -> None:
    found = {}
    for path in sorted(SITE.rglob("*")):
        place = path.relative_to(SITE).as_posix()
        if "templates" in path.parts and path.is_file():
            strings = re.findall(r'[^"<>{}%]*[\u3400-\u9fff][^"<>{}%]*', path.read_text("utf-8"))
        elif path.suffix == ".py" and place.split("/")[0] in {
            "portal",
            "corrections",
            "editions",
            "support",
        }:
            strings = [s for s in unmarked_strings(path) if CHINESE.search(s)]
        else:
            continue
        left = [s for s in strings if CHINESE_IN_THE_SOURCE.get(s.strip()) != place]
        if left:
            found[place] = left
    assert found == {}


def test_templates_say_nothing_but_messages() -> None:
    """Words, and signs that Chinese writes otherwise, stand in messages alone."""
    proper = {"English", "SHA-256"}
    found = []
    for path in sorted(SITE.rglob("templates/**/*.html")):
        text = re.sub(
            r"{%\s*blocktranslate.*?endblocktranslate\s*%}",
            "\0",
            path.read_text("utf-8"),
            flags=re.DOTALL,
        )
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "\0", text, flags=re.DOTALL)
        text = re.sub(r"<code>.*?</code>|&nbsp;|&amp;", "", text, flags=re.DOTALL)
        spoken = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
        spoken += re.sub(r"<[^>]*>", "\n", text).split("\n")
        found += [
            f"{path.name}: {words}"
            for words in (part.replace("\0", "").strip() for part in spoken)
            if re.search(r"[A-Za-z,.;:()?!]", words) and words not in proper
        ]
    assert found == []


def unmarked_strings(path: Path) -> Iterator[str]:
    """The string literals of a module that no translation function reads, without docstrings."""
    module = ast.parse(path.read_text("utf-8"))
    passed: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            passed.add(id(node.body[0].value))  # type: ignore[attr-defined]
        elif isinstance(node, ast.Call) and re.fullmatch(
            r"_|\w*gettext(?:_lazy)?", getattr(node.func, "id", "")
        ):
            passed |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
        ):
            yield node.value


@pytest.mark.parametrize(
    "pattern",
    ["portal/views/*.py", "portal/templatetags/*.py", "portal/*.py", "*/views.py", "*/forms.py"],
)
def test_what_python_says_to_readers_is_marked(pattern: str) -> None:
    for_machines = {
        "indicator chart",
        "series chart",
        "outlook chart",
    }  # names under which drawings are kept
    found = {
        f"{path.relative_to(SITE)}: {text}"
        for path in SITE.glob(pattern)
        for text in unmarked_strings(path)
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text)
        and not re.search(r"[<\[]|first known on", text)
        and text not in for_machines
    }
    assert found == set()


# ── Words for the lists of the domain ─────────────────────────────────────────────────────────


def lists_of_the_domain() -> list[type[StrEnum]]:
    """Every list of values that evidence and plan know."""
    rooms = (contradictions, measures, observations, readings, indicators, register, statuses, tree)
    return [
        each
        for room in rooms
        for _name, each in inspect.getmembers(room, inspect.isclass)
        if issubclass(each, StrEnum) and each is not StrEnum and each.__module__ == room.__name__
    ]


@pytest.mark.parametrize("values", lists_of_the_domain(), ids=lambda each: each.__name__)
def test_every_value_has_words_in_both_languages(values: type[StrEnum]) -> None:
    words = importlib.import_module("technopole.site.portal.words")
    for value in values:
        with translation.override("en"):
            english = str(words.word_for(value))
        with translation.override("zh-hant"):
            chinese = str(words.word_for(value))
        assert not CHINESE.search(english)
        assert CHINESE.search(chinese), f"{values.__name__}.{value.name}"


@pytest.mark.parametrize("values", [register.EntityKind, register.Relation])
def test_headings_have_words_in_both_languages(values: type[StrEnum]) -> None:
    words = importlib.import_module("technopole.site.portal.words")
    say = words.word_back_for if values is register.Relation else words.plural_for
    for value in values:
        with translation.override("zh-hant"):
            assert CHINESE.search(str(say(value))), f"{values.__name__}.{value.name}"


# ── The pack ──────────────────────────────────────────────────────────────────────────────────

# A proper name without a certain Chinese form stays as it is.
NAMES = {("entities.csv", "name")}


@pytest.mark.parametrize(
    "name", sorted(p.relative_to(PACK).as_posix() for p in PACK.rglob("*.csv"))
)
def test_every_text_of_the_pack_is_in_both_languages(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO((PACK / name).read_text("utf-8"))))
    texts = [column.removesuffix("_en") for column in rows[0] if column.endswith("_en")]
    missing = [
        (row.get("id") or row.get("entity") or number, text)
        for number, row in enumerate(rows, start=2)
        for text in texts
        if (name, text) not in NAMES and bool(row[f"{text}_en"]) != bool(row[f"{text}_zh_hant"])
    ]
    assert missing == []
    assert all((column in rows[0]) for text in texts for column in (f"{text}_zh_hant",))


def test_every_name_and_reason_in_the_packs_settings_is_in_both_languages() -> None:
    def check(table: dict[str, Any], place: str) -> Iterator[str]:
        for key, value in table.items():
            if key.endswith("_en") and not table.get(f"{key.removesuffix('_en')}_zh_hant"):
                yield f"{place}.{key}"
            for number, inner in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(inner, dict):
                    yield from check(inner, f"{place}.{key}.{number}")

    missing = [
        fault
        for path in sorted(PACK.rglob("*.toml"))
        for fault in check(tomllib.loads(path.read_text("utf-8")), path.name)
    ]
    assert missing == []


def test_every_table_and_column_is_explained_in_both_languages() -> None:
    texts = [
        text
        for dataset in datasets.DATASETS.values()
        for text in (dataset.title, dataset.says, *(column.says for column in dataset.columns))
    ]
    assert [text.en for text in texts if not CHINESE.search(text.zh_hant)] == []


# ── The pages ─────────────────────────────────────────────────────────────────────────────────

# One of every kind, by the name of its address; a kind that is not here is not looked at.
PAGES = {
    "portal:home": ["", "?as_of=2023-11-13", "?as_of=2020-01-01", "?as_of=yesterday"],
    "portal:plan": ["plan/", "plan/?as_of=2022-01-01"],
    "portal:node": ["plan/V/", "plan/D1/", "plan/S2/", "plan/S1.T1/", "plan/S1.T1.R1.i/", "plan/S99/"],
    "portal:initiatives": ["initiatives/", "initiatives/?status=closed", "initiatives/?status=odd"],
    "portal:indicators": ["indicators/", "indicators/?as_of=2021-11-01"],
    "portal:indicator": ["indicators/1.1/", "indicators/1.3/", "indicators/X09/"],
    "portal:register": ["register/", "register/?kind=scheme", "register/?kind=index"],
    "portal:entity": [
        "entities/innohk/", "entities/cyberport/", "entities/research-talent-hub/",
        "entities/research-talent-hub/?as_of=2021-11-01", "entities/innohkk/",
    ],
    "portal:support": ["support/", "support/?strategy=S3"],
    "portal:evidence": ["evidence/"],
    "portal:source": ["sources/factsheet-2025/", "sources/legco-2023/"],
    "portal:series": ["series/hong-kong.it_practitioners/"],
    "portal:figure": ["figures/000-055/", "figures/002-233/"],
    "portal:contradictions": ["contradictions/", "contradictions/?as_of=2021-11-01"],
    "portal:contradiction": ["contradictions/school-it-programmes-applied-or-joined/"],
    "portal:changes": ["changes/"],
    "portal:changes-feed": ["changes.atom"],
    "portal:chart-spec": [],
    "portal:about": ["about/"],
    "search:search": ["search/", "search/?q=數碼港", "search/?q=cyberprot", "search/?q=zzzz"],
    "corrections:report": ["corrections/000-055/", "corrections/000-0555/"],
    "corrections:thanks": ["corrections/000-055/thanks/"],
    "support:find": ["support/find/", "support/find/?all=1", "support/find/?ask=plans"],
    "support:find-result": [],
    "support:scheme": [
        "support/schemes/new-industrialisation-funding-scheme/", "support/schemes/talent-admission-measures/",
        "support/schemes/innovation-contests/", "support/schemes/stamp-duty-refund-for-incoming-talents/",
    ],
    "support:check": ["support/schemes/technology-voucher-programme/check/"],
    "support:what-if": [
        "support/what-if/", "support/what-if/technology-voucher-programme/",
        "support/what-if/technology-voucher-programme/?ceiling=zzz&cieling=3",
    ],
    "support:what-if-result": [],
    "support:what-if-table": ["support/what-if/research-talent-hub/table/"],
    "support:what-if-template": [],
    "outlook:outlook": ["outlook/", "outlook/?as_of=2021-11-01"],
    "outlook:budgets": ["outlook/budgets/"],
    "outlook:track": ["outlook/track-record/"],
    "outlook:methods": ["outlook/methods/"],
    "outlook:levers": [
        "outlook/levers/", "outlook/levers/?retention=10&talent_admissions=500&indicator=3.1",
        "outlook/levers/?retention=many&retentoin=3&leaving_rate.low=99", "outlook/levers/?as_of=2023-11-13",
    ],
    "outlook:levers-picture": [],
    "outlook:limits": ["outlook/limits/"],
    "outlook:paper": [
        "outlook/paper/?kind=factsheet&language=zh-hant", "outlook/paper/?kind=brief&about=S2",
        "outlook/paper/?kind=brief", "outlook/paper/?kind=leaflet&about=x&of=3",
    ],
    "outlook:paths": [],
    "outlook:assumptions": [],
    "data:data": ["data/", "data/?as_of=2022-12-31"],
    "data:api": ["data/api/"],
}  # fmt: skip

REFUSED = {
    "?as_of=yesterday": 400, "initiatives/?status=odd": 400,
    "plan/S99/": 404, "entities/innohkk/": 404,
    "support/schemes/stamp-duty-refund-for-incoming-talents/": 404, "corrections/000-0555/": 404,
    "support/what-if/technology-voucher-programme/?ceiling=zzz&cieling=3": 400,
    "outlook/levers/?retention=many&retentoin=3&leaving_rate.low=99": 400,
    "outlook/paper/?kind=leaflet&about=x&of=3": 400,
}  # fmt: skip

# Three words and more in Latin letters with nothing but spaces between them.
LATIN = re.compile(r"[A-Za-z][\w'’.@&+-]*(?:\s+[A-Za-z&][\w'’.@&+-]*){2,}", re.ASCII)
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-copy", "data-copied")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
WITHOUT_WORDS = frozenset({"script", "style", "code", "svg", "pre"})


class ChineseTexts(HTMLParser):
    """Collects what a page says without calling it English: texts and spoken attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _tag, language, silent = self.open[-1] if self.open else ("", "", False)
        language = given.get("lang") or given.get("xml:lang") or language
        silent = silent or tag in WITHOUT_WORDS
        spoken = [given.get(name) for name in SPOKEN]
        spoken += [given.get("content") if given.get("name") == "description" else None]
        if not language.startswith("en") and not silent:
            self.texts += [text for text in spoken if text]
        if tag not in VOID:
            self.open.append((tag, language, silent))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _tag, language, silent = self.open[-1] if self.open else ("", "", False)
        if data.strip() and not silent and not language.startswith("en"):
            self.texts.append(" ".join(data.split()))


def names_of_pages() -> set[str]:
    """Every named address under the languages."""
    return {
        f"{resolver.app_name}:{name}"
        for prefix in get_resolver().url_patterns
        if hasattr(prefix.pattern, "prefix_default_language")
        for resolver in prefix.url_patterns
        if getattr(resolver, "app_name", None)
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }


def test_every_kind_of_page_is_looked_at() -> None:
    assert names_of_pages() == set(PAGES)


@pytest.fixture
def own_words(loaded_pack: Pack) -> str:
    """All Chinese texts of the pack: names in Latin letters may stand in them."""
    cells = [
        cell
        for path in sorted(PACK.rglob("*.csv"))
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))
        for column, cell in row.items()
        if column.endswith("_zh_hant") or column == "name"
    ]
    return "\n".join(cells) + (PACK / "tensions.toml").read_text("utf-8")


def test_a_chinese_page_says_nothing_in_english(
    client: Client, own_words: str, subtests: pytest.Subtests
) -> None:
    """What stands in Latin letters is marked as English, or is a name that the pack has no other for."""
    for page in (page for pages in PAGES.values() for page in pages):
        with subtests.test(page=page):
            response = client.get(f"/zh-hant/{page}")
            assert response.status_code == REFUSED.get(page, 200)
            reader = ChineseTexts()
            reader.feed(response.content.decode())
            assert any(CHINESE.search(text) for text in reader.texts)
            english = [
                text
                for text in reader.texts
                for words in LATIN.findall(re.sub(r"https?:\S+", "", text))
                if words not in own_words
            ]
            assert english == []


def test_a_chinese_page_is_punctuated_as_chinese(
    client: Client, loaded_pack: Pack, subtests: pytest.Subtests
) -> None:
    half = re.compile(r"[\u3400-\u9fff][,;:?!]|[,;:?!] *[\u3400-\u9fff]")
    for page in (page for pages in PAGES.values() for page in pages):
        with subtests.test(page=page):
            reader = ChineseTexts()
            reader.feed(client.get(f"/zh-hant/{page}").content.decode())
            assert [text for text in reader.texts if half.search(text)] == []


def test_the_reader_of_pages_sees_english_and_passes_what_is_marked() -> None:
    """The tests above rest on it."""
    reader = ChineseTexts()
    reader.feed(
        '<html lang="zh-Hant"><p title="An unmarked title here">數字</p><img alt="a b c">'
        '<p lang="en">Marked as English <b>all of it</b></p><code>not words at all</code>'
        "<p>Left in English</p></html>"
    )
    assert reader.texts == ["An unmarked title here", "數字", "a b c", "Left in English"]
    assert LATIN.findall("使用GBA InnoAcademy和GBA InnoExpress") == []
    assert Text("both", "兩者").in_language("zh-hant") == "兩者"
