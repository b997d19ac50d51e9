"""The lines above a paper's title and the colophon at its end: what it is, for whom, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from technopole import __version__
from technopole.evidence.wording import Text
from technopole.outlook.paper.composing import Composer
from technopole.outlook.paper.document import Paragraph
from technopole.outlook.paper.references import NameReference, Naming, Sentence, joined, sentence

__all__ = ["FONTS", "as_known", "author", "colophon", "opening", "set_in"]

# By format; a page takes the fonts of whoever reads it.
FONTS: Final[Mapping[str, tuple[str, ...]]] = {
    "pdf": ("Libertinus Serif", "Noto Serif TC", "Noto Sans TC"),
    "docx": ("Times New Roman", "PMingLiU"),
}
_VERSION_SHOWN: Final = 16


def software(name: str) -> NameReference:
    """A program or a font by its name."""
    return NameReference(Text(name, name), Naming.SOFTWARE, name)


def author() -> Sentence:
    """Who composed it."""
    return sentence("{software}", "{software}", software=software("Technopole"))


def as_known(composer: Composer) -> Sentence:
    """Of which day a paper is."""
    return sentence("As known on {day}", "截至{day}所知", day=composer.today)


def opening(composer: Composer) -> tuple[Sentence, ...]:
    """That no government issued it, and for whom it is."""
    setting, known = composer.setting, composer.pack.register.entities
    lines = [
        sentence(
            "Composed from public documents; not issued by a government",
            "根據公開文件編製，並非政府發表的文件",
        ),
    ]
    if setting.addressed_to in known:
        lines.append(sentence("{panel}", "{panel}", panel=composer.entity(setting.addressed_to)))
    return tuple(lines)


def colophon(composer: Composer) -> tuple[Paragraph, ...]:
    """Pack, version and day: what is needed to compose the same paper again; a writer adds its fonts."""
    version = composer.whole.version[:_VERSION_SHOWN]
    return (
        Paragraph(
            (
                sentence(
                    "Composed by {software} {release} from the pack “{pack}”, version {version}, as of {day}.",
                    "本文件由{software} {release}編製，依據資料包「{pack}」版本{version}，截至{day}所知。",
                    software=software("Technopole"),
                    release=software(__version__),
                    pack=NameReference(composer.whole.name, Naming.PACK, composer.whole.id),
                    version=NameReference(Text(version, version), Naming.VERSION, version),
                    day=composer.today,
                ),
                sentence(
                    "Every number in it is a reference to a figure of a document, to a day, to a name or to "
                    "a count of what is listed; none was typed. The same day and version give the same paper.",
                    "文中每個數字均引用自文件數字、日期、名稱或所列項目的數目，並無人手輸入；以相同日期和版本編製，所得文件相同。",
                ),
            )
        ),
    )


def set_in(form: str) -> Sentence:
    """In which fonts a file of that format is set."""
    return sentence(
        "Set in {fonts}.",
        "字體：{fonts}。",
        fonts=joined([software(font) for font in FONTS[form]]),
    )
