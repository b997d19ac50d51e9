"""The PDF is tagged, as a tool other than Typst reads it, and the same bytes every time."""

import io
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook import paper
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.writers import typst
from technopole.plan.packs import Pack

from .conftest import NOW

_LANG = {"en": "en-GB", "zh-hant": "zh-HK"}


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def walked(element: Any) -> Iterator[Any]:
    """The elements of the structure tree, depth first."""
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walked(kid)


def tags(pdf: pikepdf.Pdf) -> list[Any]:
    return list(walked(pdf.Root.StructTreeRoot))


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request: pytest.FixtureRequest) -> tuple[Language, bytes]:
    from .conftest import small_pack

    pack = small_pack()
    document = paper.compose("progress", pack, pack.days[-1])
    return request.param, paper.written(document, "pdf", request.param)


def test_it_says_that_it_is_tagged_in_which_language_and_to_which_standard(
    written: tuple[Language, bytes],
) -> None:
    language, content = written
    with opened(content) as pdf:
        assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == _LANG[language]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        assert pdf.Root.Outlines.First  # bookmarks


def test_headings_follow_one_another(written: tuple[Language, bytes]) -> None:
    with opened(written[1]) as pdf:
        levels = [
            int(str(t.S)[2:])
            for t in tags(pdf)
            if str(t.S)[1:].startswith("H") and str(t.S)[2:].isdigit()
        ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_pictures_have_words_and_tables_have_heads(written: tuple[Language, bytes]) -> None:
    with opened(written[1]) as pdf:
        found = tags(pdf)
        counts = Counter(str(t.S) for t in found)
        figures = [t for t in found if str(t.S) == "/Figure"]
        assert figures
        assert all(str(t.get("/Alt", "")).strip() for t in figures)
        heads = [t for t in found if str(t.S) == "/TH"]
        assert heads
        for head in heads:
            attributes = head.get("/A")
            each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
            assert any(str(a.get("/Scope", "")) == "/Column" for a in each)
        for table in (t for t in found if str(t.S) == "/Table"):
            inner = Counter(str(t.S) for t in walked(table))
            assert inner["/TH"] >= 2
            assert inner["/TR"] >= 2
        assert counts["/Note"] + counts["/FENote"] >= 1
        assert counts["/P"] > 10


def test_everything_on_a_page_is_tagged_or_an_artifact(written: tuple[Language, bytes]) -> None:
    """Text is shown only between a mark's beginning and its end."""
    with opened(written[1]) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in ("BDC", "BMC"):
                    depth += 1
                elif operator == "EMC":
                    depth -= 1
                elif operator in ("Tj", "TJ", "Do", "'", '"', "S", "f", "B"):
                    assert depth > 0, operator
            assert depth == 0
            assert str(page.obj.Tabs) == "/S"


def test_all_fonts_are_embedded_and_none_is_the_machines(written: tuple[Language, bytes]) -> None:
    with opened(written[1]) as pdf:
        names = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.obj.Resources.get("/Font", {}).values()
        }
    assert names
    assert all(name.startswith(("LibertinusSerif", "NotoSerifTC", "NotoSansTC")) for name in names)


def test_the_same_paper_is_the_same_bytes(small_paper: Document) -> None:
    once = paper.written(small_paper, "pdf", "zh-hant")
    typst.compiler.cache_clear()
    assert paper.written(small_paper, "pdf", "zh-hant") == once


def test_hong_kongs_progress_paper_keeps_the_standard(hong_kong: Pack) -> None:
    document = paper.compose("progress", hong_kong, NOW)
    with opened(paper.written(document, "pdf", "zh-hant")) as pdf:
        assert 20 <= len(pdf.pages) <= 60
        figures = [t for t in tags(pdf) if str(t.S) == "/Figure"]
        assert len(figures) == 8
        assert all(str(t.Alt).strip() for t in figures)
