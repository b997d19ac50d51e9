"""The page is sound HTML that needs nothing from elsewhere, and every mark leads to its note and back."""

import re

import justhtml
import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook import paper
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.writers.html import fragment


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_sound(small_paper: Document, language: Language) -> None:
    text = paper.written(small_paper, "html", language).decode()
    read = justhtml.JustHTML(text, collect_errors=True)
    assert [str(error) for error in read.errors] == []
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', text) == []
    assert "<script" not in text
    assert text.count("<h1>") == 1
    names = re.findall(r'\bid="([^"]+)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(names)


def test_tables_and_pictures_can_be_read_without_eyes(small_paper: Document) -> None:
    text = fragment(small_paper, "en")
    assert text.count('<th scope="col"') > 5
    assert text.count('<th scope="row"') > 5
    assert text.count("<caption") == text.count("<table")
    pictures = re.findall(r"<svg [^>]*>", text)
    assert pictures
    assert all('role="img" aria-label="Inventors helped' in one for one in pictures)
    assert '<data value="100-001">84 persons</data>' in text


def test_a_piece_takes_its_place_among_the_headings_of_a_page(small_paper: Document) -> None:
    text = fragment(small_paper, "zh-hant", top=2)
    assert "<h1" not in text
    assert text.startswith('<article class="paper paper-progress" lang="zh-Hant-HK">')
