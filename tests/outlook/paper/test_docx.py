"""The Word file has real headings, footnotes, heads and alternative texts, and the same bytes."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook import paper
from technopole.outlook.paper.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_reads_it_back(small_paper: Document, language: Language) -> None:
    content = paper.written(small_paper, "docx", language)
    read = docx.Document(io.BytesIO(content))
    styles = [p.style.name for p in read.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == len(small_paper.sections)
    tables = [n for n in small_paper.numbers.values() if n.en.startswith("Table")]
    assert styles.count("Caption") == len(tables)
    assert read.core_properties.language == ("en-GB" if language == "en" else "zh-HK")
    assert "Ruritania" in read.core_properties.title or "盧里塔尼亞" in read.core_properties.title
    heads = [t for t in read.tables if t._tbl.findall(f".//{W}tblHeader")]
    assert len(heads) == len(tables)


def test_footnotes_are_footnotes_each_referred_to_once(small_paper: Document) -> None:
    files = parts(paper.written(small_paper, "docx", "en"))
    body = ET.fromstring(files["word/document.xml"])  # noqa: S314  our own file
    notes = ET.fromstring(files["word/footnotes.xml"])  # noqa: S314  our own file
    referred = [e.get(f"{W}id") for e in body.iter(f"{W}footnoteReference")]
    held = [e.get(f"{W}id") for e in notes.iter(f"{W}footnote") if e.get(f"{W}type") is None]
    assert referred == held == [str(number) for number in range(1, len(held) + 1)]
    first = "".join(
        t.text or "" for t in next(e for e in notes if e.get(f"{W}id") == "1").iter(f"{W}t")
    )
    assert first.strip() == "The report, First paragraph."
    assert b"footnotes+xml" in files["[Content_Types].xml"]
    bookmarks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    anchors = {e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink")}
    assert anchors <= bookmarks


def test_pictures_have_alternative_texts(small_paper: Document) -> None:
    body = parts(paper.written(small_paper, "docx", "en"))["word/document.xml"].decode()
    assert 'descr="Inventors helped by the Royal Workshop. Figures: 84 persons' in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_paper_is_the_same_bytes(small_paper: Document, language: Language) -> None:
    once, again = (paper.written(small_paper, "docx", language) for _ in range(2))
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts(once)["docProps/core.xml"].decode()
    assert core.count("2027-02-01T00:00:00Z") == 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(small_paper: Document, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(paper.written(small_paper, "docx", "zh-hant"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
