"""A paper as a Word file: real headings, captions and footnotes, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from technopole.evidence.wording import Language
from technopole.outlook.paper.charts import draw
from technopole.outlook.paper.colophon import FONTS, set_in
from technopole.outlook.paper.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Gallery,
    Paragraph,
    Picture,
    Section,
    Table,
)
from technopole.outlook.paper.footnotes import Footnotes, note_sentences
from technopole.outlook.paper.references import (
    NameReference,
    Note,
    Numbers,
    Part,
    SayingReference,
    Span,
    said,
)
from technopole.outlook.paper.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

__all__ = ["docx"]

_LATIN, _CHINESE = FONTS["docx"]
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTES_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
_SOFT: Final = "565A61"


def docx(document: Document, language: Language) -> bytes:
    """The paper as a Word file."""
    import docx as python_docx

    word = python_docx.Document()
    _prepare(word, document, language)
    writer = _Writer(word, document, language)
    writer.write()
    _add_footnotes(word, writer.footnotes.notes, document.numbers, language)
    buffer = io.BytesIO()
    word.save(buffer)
    return _fixed(buffer.getvalue())


def _fixed(content: bytes) -> bytes:
    """The same archive without the hour at which it was made."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return result.getvalue()


# ── Page, styles, properties ──────────────────────────────────────────────────────────────────


def _prepare(word: WordDocument, document: Document, language: Language) -> None:
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    side = Cm((21.0 - _width(document)) / 2)
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = Cm(1.5 if document.compact else 2.4)
    _page_number(section.footer.paragraphs[0])
    _styles(word, document, language)
    moment = datetime(document.as_of.year, document.as_of.month, document.as_of.day, tzinfo=UTC)
    properties = word.core_properties
    properties.title = said(document.title, language, document.numbers)
    properties.subject = said(document.subtitle, language, document.numbers)
    properties.author = properties.last_modified_by = said(document.author, language)
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.language = "zh-HK" if language == "zh-hant" else "en-GB"
    properties.revision = 1
    properties.comments = ""


def _width(document: Document) -> float:
    """How many centimetres lie between the margins of an A4 page."""
    return 17.4 if document.compact else 16.0


def _styles(word: WordDocument, document: Document, language: Language) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    base = 8.5 if document.compact else 11
    styles: Any = word.styles
    sizes = {
        "Normal": base, "Title": base + 8, "Subtitle": base + 1, "Heading 1": base + 3,
        "Heading 2": base + 1, "Heading 3": base, "Caption": base - 0.5, "List Bullet": base,
    }  # fmt: skip
    for name, size in sizes.items():
        style = styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0x1C, 0x1E, 0x22)
        style.font.bold = name not in ("Normal", "Subtitle", "Caption", "List Bullet")
        style.font.italic = name == "Heading 2" and language == "en"
        _fonts(style.element.get_or_add_rPr())
    styles["Normal"].paragraph_format.space_after = Pt(4 if document.compact else 7)
    if document.compact:
        for name in ("Normal", "List Bullet"):
            styles[name].paragraph_format.line_spacing = 1.0
        styles["List Bullet"].paragraph_format.space_after = Pt(1)
    for name, unwanted in (
        ("Title", "pBdr"),
        ("Title", "rPr/spacing"),
        ("Subtitle", "rPr/spacing"),
    ):
        path = "/".join(f"{{{_NAMESPACE}}}{step}" for step in unwanted.split("/"))
        for found in styles[name].element.findall(f".//{path}"):
            found.getparent().remove(found)
    for name, before, after in (
        ("Title", 6, 4), ("Subtitle", 0, 8), ("Heading 1", 6 if document.compact else 18, 3),
        ("Heading 2", 10, 4), ("Caption", 4, 3),
    ):  # fmt: skip
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(after)
    for name, size, raised in (
        ("Footnote Text", 7.0 if document.compact else 8.5, False),
        ("Footnote Reference", base, True),
    ):
        kind = WD_STYLE_TYPE.CHARACTER if raised else WD_STYLE_TYPE.PARAGRAPH
        style = styles.add_style(name, kind)
        style.font.size = Pt(size)
        style.font.superscript = raised or None
        if not raised:
            style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing = 1.0
        _fonts(style.element.get_or_add_rPr())
    defaults = styles.element.find(f"{{{_NAMESPACE}}}docDefaults")
    spoken = defaults.find(f".//{{{_NAMESPACE}}}lang")
    spoken.set(f"{{{_NAMESPACE}}}val", "en-GB")
    spoken.set(f"{{{_NAMESPACE}}}eastAsia", "zh-HK")


def _fonts(properties: Any) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (
        ("ascii", _LATIN),
        ("hAnsi", _LATIN),
        ("cs", _LATIN),
        ("eastAsia", _CHINESE),
    ):
        fonts.set(qn(f"w:{name}"), font)


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(
        xml.replace(">", f' xmlns:w="{_NAMESPACE}">', 1) if "xmlns:w" not in xml else xml
    )


def _page_number(paragraph: WordParagraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(  # noqa: SLF001  python-docx has no fields; its elements are the way to them
        _element(
            f'<w:fldSimple xmlns:w="{_NAMESPACE}" w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


# ── Footnotes: python-docx has none, so their part is written here ────────────────────────────


def _add_footnotes(
    word: WordDocument, notes: list[Note], numbers: Numbers, language: Language
) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as WordPart

    if not notes:
        return
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f'<w:footnotes xmlns:w="{_NAMESPACE}">',
        *(
            _rule(number, name)
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        ),
        *(_footnote(number, note, numbers, language) for number, note in enumerate(notes, 1)),
        "</w:footnotes>",
    ]
    part = WordPart(
        PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, "".join(lines).encode(), word.part.package
    )
    word.part.relate_to(part, _FOOTNOTES)


def _rule(number: int, name: str) -> str:
    """The line between the text and its footnotes, which every Word file must bring."""
    return f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'


def _footnote(number: int, note: Note, numbers: Numbers, language: Language) -> str:
    between = " " if language == "en" else ""
    runs = between.join(said(each, language, numbers) for each in note_sentences(note))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(runs)}</w:t></w:r></w:p></w:footnote>'
    )


# ── The blocks ────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Writer:
    word: WordDocument
    document: Document
    language: Language
    footnotes: Footnotes = field(init=False)
    paragraphs: int = 0
    pictures: int = 0

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(short=self.document.compact)

    def write(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paper = self.document
        standing, *rest = paper.opening
        self.small(self.word.add_paragraph(), standing)
        side = WD_ALIGN_PARAGRAPH.LEFT if paper.compact else WD_ALIGN_PARAGRAPH.CENTER
        for line in () if paper.compact else rest:
            paragraph = self.word.add_paragraph()
            paragraph.alignment = side
            self.inline(paragraph, line)
        for style, part in (("Title", paper.title), ("Subtitle", paper.subtitle)):
            paragraph = self.word.add_paragraph(style=style)
            paragraph.alignment = side
            self.inline(paragraph, part)
        for section in paper.sections:
            self.section(section, 1)
        for each in (*paper.colophon, Paragraph((set_in("docx"),))):
            paragraph = self.word.add_paragraph()
            for index, sentence in enumerate(each.sentences):
                self.small(paragraph, sentence, gap=index > 0)

    def small(self, paragraph: WordParagraph, part: Part, *, gap: bool = False) -> None:
        from docx.shared import Pt, RGBColor

        text = said(part, self.language, self.document.numbers)
        run = paragraph.add_run((" " if gap and self.language == "en" else "") + text)
        run.font.size = Pt(8.5)
        run.font.color.rgb = RGBColor.from_string(_SOFT)

    def section(self, section: Section, depth: int) -> None:
        if depth == 1 or len(section.blocks) > 3:
            self.footnotes.new_section()
        heading = self.word.add_heading(level=min(depth, 3))
        if section.annex:
            number = self.document.numbers[section.key].in_language(self.language)
            heading.paragraph_format.page_break_before = True
            heading.add_run(f"{number}\u2003")
        self.inline(heading, section.title)
        for place, block in enumerate(section.blocks, 1):
            following = (*section.blocks, None)[place]
            self.block(block, leads=isinstance(following, Bullets | Table))
        for inner in section.sections:
            self.section(inner, depth + 1)

    def block(self, block: Block, *, leads: bool) -> None:
        match block:
            case Paragraph():
                paragraph = self.word.add_paragraph()
                paragraph.paragraph_format.keep_with_next = leads or None
                if block.numbered:
                    self.paragraphs += 1
                    paragraph.add_run(f"{self.paragraphs}.\t")
                self.body(paragraph, block)
            case Bullets(items):
                for item in items:
                    self.body(self.word.add_paragraph(style="List Bullet"), item)
            case Table():
                self.table(block)
            case Gallery(pictures):
                self.gallery(pictures)

    def body(self, paragraph: WordParagraph, block: Paragraph) -> None:
        gap = " " if self.language == "en" else ""
        if block.lead:
            self.inline(paragraph, block.lead, bold=True)
        for index, sentence in enumerate(block.sentences):
            if gap and (index or block.lead):
                paragraph.add_run(gap)
            self.inline(paragraph, sentence)

    def inline(
        self, paragraph: WordParagraph, part: Part, *, bold: bool = False, size: float | None = None
    ) -> None:
        from docx.shared import Pt

        for marked in self.footnotes.marked(part, self.language):
            text = self.text(marked.span)
            if text:
                run = paragraph.add_run(text)
                run.bold = bold or None
                if size:
                    run.font.size = Pt(size)
                self.tongue(run, marked.span)
            if marked.number is not None:
                self.mark(paragraph, marked.number, first=marked.first)

    def text(self, span: Span) -> str:
        if isinstance(span, Words):
            return span.text
        return span.said(self.language, self.document.numbers)

    def tongue(self, run: Any, span: Span) -> None:
        """Mark what stands in English in a Chinese paper, for who reads it aloud."""
        if (
            self.language == "zh-hant"
            and isinstance(span, NameReference | SayingReference)
            and span.text.language_shown("zh-hant") == "en"
        ):
            run._r.get_or_add_rPr().append(  # noqa: SLF001
                _element(f'<w:lang xmlns:w="{_NAMESPACE}" w:val="en-GB"/>')
            )

    def mark(self, paragraph: WordParagraph, number: int, *, first: bool) -> None:
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        if not first:
            xml = (
                f'<w:hyperlink xmlns:w="{_NAMESPACE}" w:anchor="note{number}"><w:r>{style}'
                f"<w:t>{number}</w:t></w:r></w:hyperlink>"
            )
            paragraph._p.append(_element(xml))  # noqa: SLF001
            return
        for xml in (
            f'<w:bookmarkStart xmlns:w="{_NAMESPACE}" w:id="{number}" w:name="note{number}"/>',
            f'<w:r xmlns:w="{_NAMESPACE}">{style}<w:footnoteReference w:id="{number}"/></w:r>',
            f'<w:bookmarkEnd xmlns:w="{_NAMESPACE}" w:id="{number}"/>',
        ):
            paragraph._p.append(_element(xml))  # noqa: SLF001

    def table(self, table: Table) -> None:
        from docx.shared import Cm

        caption = self.word.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        number = self.document.numbers[table.key].in_language(self.language)
        caption.add_run(f"{number}\u2003").bold = True
        self.inline(caption, table.caption)
        drawn = self.word.add_table(rows=1 + len(table.rows), cols=len(table.columns))
        drawn.autofit = False
        _lined(drawn)
        whole = sum(column.width for column in table.columns)
        size = 7.5 if self.document.compact else 8.0 if table.small else 9.0
        for index, column in enumerate(table.columns):
            width = Cm(_width(self.document) * column.width / whole)
            drawn.columns[index].width = width
        cells = list(_rows(drawn))
        for index, column in enumerate(table.columns):
            paragraph = cells[0][index].paragraphs[0]
            self.inline(paragraph, column.head, bold=True, size=size)
            _aligned(paragraph, right=column.right)
        for index, row in enumerate(drawn.rows):
            _kept(row, head=index == 0)
        for row, texts in zip(table.rows, cells[1:], strict=True):
            for index, (each, place) in enumerate(zip(row, texts, strict=True)):
                self.cell(place, each, size=size, right=table.columns[index].right)
        self.gap()

    def gap(self) -> None:
        """A little room after what is no paragraph."""
        from docx.shared import Pt

        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(7)

    def cell(self, place: Any, each: Cell, *, size: float, right: bool) -> None:
        for index, line in enumerate(each.lines):
            paragraph = place.paragraphs[0] if index == 0 else place.add_paragraph()
            self.inline(paragraph, line, size=size if index == 0 or each.even else size - 1)
            _aligned(paragraph, right=right)

    def gallery(self, pictures: tuple[Picture, ...]) -> None:
        """Pictures two by two, in a table without lines that only sets them."""
        from docx.shared import Cm

        drawn = self.word.add_table(rows=(len(pictures) + 1) // 2, cols=2)
        cells = [each for row in _rows(drawn) for each in row]
        for picture, place in zip(pictures, cells, strict=False):
            self.pictures += 1
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.keep_with_next = True
            shape = paragraph.add_run().add_picture(
                io.BytesIO(self.png(picture)),
                width=Cm(_width(self.document) / 2 - (1.6 if self.document.compact else 0.5)),
            )
            named = shape._inline.docPr  # noqa: SLF001
            named.set("descr", said(picture.alternative, self.language, self.document.numbers))
            named.set("name", f"Picture {self.pictures}")
            self.inline(place.add_paragraph(), picture.caption, size=8.5)
        self.gap()

    def png(self, picture: Picture) -> bytes:
        from technopole.outlook.paper.writers.typesetter import drawing_png

        return drawing_png(draw(picture.drawing, self.language), self.language)


def _rows(drawn: Any) -> Iterator[list[Any]]:
    """The cells of a table row by row, read once: python-docx walks the whole table for each."""
    cells, width = drawn._cells, len(drawn.columns)  # noqa: SLF001
    for start in range(0, len(cells), width):
        yield cells[start : start + width]


def _aligned(paragraph: WordParagraph, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(1)


def _lined(drawn: Any) -> None:
    """Hairlines between the rows and none between columns."""
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="B9B5AA"/>'
        for edge in ("top", "bottom", "insideH")
    )
    drawn._tbl.tblPr.append(  # noqa: SLF001
        _element(f'<w:tblBorders xmlns:w="{_NAMESPACE}">{lines}</w:tblBorders>')
    )


def _kept(row: Any, *, head: bool) -> None:
    """Keep a row on one page, and let the head of a table stand again on each."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    for name in ("cantSplit", *(["tblHeader"] if head else [])):
        properties.append(_element(f'<w:{name} xmlns:w="{_NAMESPACE}"/>'))
