"""Papers that write themselves: one model, three kinds, three writers, in which no number is typed.

    document = compose("progress", load("hong_kong"), date(2023, 11, 13))
    content = written(document, "pdf", "zh-hant")

The same pack, day, kind and language give the same bytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook.paper.brief import brief
from technopole.outlook.paper.composing import Composer
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.factsheet import factsheet
from technopole.outlook.paper.progress import progress_paper
from technopole.outlook.paper.progress.keys import DISPUTES
from technopole.outlook.paper.proving import Unproven, faults
from technopole.outlook.paper.setting import Setting, read_setting
from technopole.outlook.paper.words import FreeNumber
from technopole.plan.packs import Pack

__all__ = [
    "PAGES", "Format", "FreeNumber", "Kind", "NoPaper", "Unproven", "compose", "subjects", "written",
]  # fmt: skip


class Kind(StrEnum):
    """The kinds of paper."""

    PROGRESS = "progress"
    FACTSHEET = "factsheet"
    BRIEF = "brief"


class Format(StrEnum):
    """The shapes that a paper can be written in."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


class NoPaper(LookupError):
    """There is nothing to write a paper of that kind about; the message says why and what there is."""


PAGES: Final[Mapping[Kind, int]] = {Kind.FACTSHEET: 2, Kind.BRIEF: 1}
"""How many pages a paper of a kind may fill; the progress paper as many as it needs."""

_CALLED: Final = {Kind.PROGRESS: "A progress paper", Kind.FACTSHEET: "A factsheet"}

# How many rows its lists may have.
_ROOMS: Final = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14)


def compose(kind: Kind | str, pack: Pack, as_of: date, about: str | None = None) -> Document:
    """The paper of that kind as of a day, with every reference proven.

    pack:  the whole pack; only what its documents say by that day stands in the paper.
    about: for a brief, the id of a node of the plan or of an entity; for others nothing.
    Raises NoPaper when nothing was known yet, or nothing is known of what a brief is about;
    PackRefused when `paper.toml` has faults; Unproven when a reference leads nowhere.
    """
    kind = Kind(kind)
    if not pack.days or as_of < pack.days[0]:
        first = (
            f"the first document was published on {pack.days[0]}"
            if pack.days
            else "it has no documents"
        )
        raise NoPaper(
            f"Nothing was known yet on {as_of}: {first}. Ask for that day or a later one."
        )
    if kind is Kind.BRIEF:
        _check_subject(pack, as_of, about)
    elif about:
        raise NoPaper(
            f"{_CALLED[kind]} is about the whole plan. Leave out “{about}”, or ask for a brief."
        )
    return _composed(kind, _Kept(pack), as_of, about or "")


def subjects(pack: Pack) -> tuple[str, ...]:
    """What a brief can be about: the nodes and entities that the pack, as of its day, knows."""
    return (*pack.tree.nodes, *pack.register.entities)


def written(document: Document, form: Format | str, language: Language) -> bytes:
    """The paper as the bytes of a file. The libraries that PDF and Word need are imported here."""
    match Format(form):
        case Format.PDF:
            from technopole.outlook.paper.writers.typst import pdf

            return pdf(document, language)
        case Format.DOCX:
            from technopole.outlook.paper.writers.docx import docx

            return docx(document, language)
        case Format.HTML:
            from technopole.outlook.paper.writers.html import page

            return page(document, language).encode("utf-8")


class _Kept:
    """A pack as a key: two are the same when their version is."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.pack.version == other.pack.version

    def __hash__(self) -> int:
        return hash(self.pack.version)


@lru_cache(maxsize=32)
def _composed(kind: Kind, kept: _Kept, as_of: date, about: str) -> Document:
    setting = _setting(kept)
    known = kept.pack.as_of(as_of)
    if kind is Kind.PROGRESS:
        return _proven(progress_paper(Composer(kept.pack, as_of, setting, DISPUTES)), known)
    composer = Composer(kept.pack, as_of, setting)
    documents: dict[int, Document] = {}

    def fits(room: int) -> bool:
        documents[room] = (
            factsheet(composer, room) if kind is Kind.FACTSHEET else brief(composer, about, room)
        )
        return _fits(documents[room], PAGES[kind])

    # The rooms stand from the least on: the last that fits, or the least where none does.
    room = _ROOMS[max(0, bisect_left(_ROOMS, True, key=lambda room: not fits(room)) - 1)]
    if room not in documents:
        fits(room)
    return _proven(documents[room], known)


@lru_cache(maxsize=8)
def _setting(kept: _Kept) -> Setting:
    report = Report()
    setting = read_setting(kept.pack, report)
    report.raise_if_any()
    return setting


def _proven(document: Document, pack: Pack) -> Document:
    found = faults(document, pack)
    if found:
        raise Unproven(found)
    return document


def _fits(document: Document, pages: int) -> bool:
    """Whether the paper fits in so many pages in both languages."""
    from technopole.outlook.paper.writers.typst import page_count

    return all(page_count(document, language) <= pages for language in LANGUAGES)


def _check_subject(pack: Pack, as_of: date, about: str | None) -> None:
    if not about:
        raise NoPaper(
            "A brief is about one thing. Name a node of the plan, such as a strategy, or an entity, "
            "such as a scheme, by its id."
        )
    if about in subjects(pack.as_of(as_of)):
        return
    if about in subjects(pack):
        since = next(day for day in pack.days if about in subjects(pack.as_of(day)))
        raise NoPaper(
            f"“{about}” was not known yet on {as_of}; it is since {since}. Ask for that day or a later one."
        )
    near = get_close_matches(about, subjects(pack), n=3, cutoff=0.5)
    hint = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else "Strategies are S1 and on; schemes: technopole schemes."
    )
    raise NoPaper(f"“{about}” is neither a node of the plan nor an entity of the register. {hint}")
