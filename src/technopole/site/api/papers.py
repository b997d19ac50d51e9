"""Papers for pages and the API: written on the first asking, then kept, for the same asking has the same bytes.

A paper takes up to two seconds of one processor. Each worker writes one at a time and lets few wait;
what is written is kept on the server's disk, as drawings are, and the oldest give way to new ones.
"""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from technopole.evidence.wording import Language
from technopole.plan.packs import Pack
from technopole.site.api.rules.busy import Slots

if TYPE_CHECKING:
    from technopole.outlook.paper.document import Document

__all__ = ["CONTENT", "FORMS", "KINDS", "Wanted", "file_name", "missing", "paper"]

KINDS: Final = ("progress", "factsheet", "brief")
CONTENT: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
FORMS: Final = tuple(CONTENT)
_MOST_FILES: Final = 400
_MOST_IN_MEMORY: Final = 12

_slots: Final = Slots("papers", retry_after=10, waiting=2)
_in_memory: Final[OrderedDict[str, bytes]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper.

    form:  a name of CONTENT; or "piece", the HTML that stands within a page of ours.
    about: of a brief, the id of what it is about; else empty.
    """

    kind: str
    day: date
    language: Language
    form: str
    about: str = ""


def paper(pack: Pack, wanted: Wanted) -> bytes:
    """The paper's bytes; `pack` is the whole edition.

    Raises NoPaper where there is nothing to write about, RefusedError (503) where too many wait, and
    ModuleNotFoundError where the libraries of a form are not installed.
    """
    name = _name(pack, wanted)
    found = _kept(name)
    if found is not None:
        return found
    with _slots.one():
        found = _kept(name)  # who waited may find that it was written meanwhile
        if found is None:
            found = _written(pack, wanted)
            _keep(name, found)
    return found


def missing(form: str) -> bool:
    """Whether a form cannot be written here, because its library is not installed."""
    from importlib.util import find_spec

    return {"pdf": "typst", "docx": "docx"}.get(form, "html") != "html" and not find_spec(
        {"pdf": "typst", "docx": "docx"}[form]
    )


def file_name(wanted: Wanted) -> str:
    """What a reader's computer calls the file."""
    about = f"-{wanted.about}" if wanted.about else ""
    return f"technopole-{wanted.kind}{about}-{wanted.day}-{wanted.language}.{wanted.form}"


def _written(pack: Pack, wanted: Wanted) -> bytes:
    from technopole.outlook import paper as papers

    document: Document = papers.compose(wanted.kind, pack, wanted.day, wanted.about or None)
    if wanted.form == "piece":
        from technopole.outlook.paper.writers.html import fragment

        return fragment(document, wanted.language, top=2).encode()
    return papers.written(document, wanted.form, wanted.language)


# ── Kept ──────────────────────────────────────────────────────────────────────────────────────


def _name(pack: Pack, wanted: Wanted) -> str:
    parts = (
        _edition(), pack.version, wanted.kind, wanted.day.isoformat(), wanted.language,
        wanted.form, wanted.about,
    )  # fmt: skip
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


@cache
def _edition() -> str:
    """A digest of the code that writes papers: another edition of it may write other bytes."""
    digest = sha256()

    def read(room: Traversable) -> None:
        for one in sorted(room.iterdir(), key=lambda each: each.name):
            if one.is_dir():
                read(one)
            elif one.name.endswith((".py", ".typ", ".css")):
                digest.update(one.read_bytes())

    for package in ("technopole.outlook", "technopole.evidence", "technopole.plan"):
        read(files(package))
    return digest.hexdigest()


def _folder() -> Path | None:
    return Path(settings.PAPERS_FOLDER) if settings.PAPERS_FOLDER else None


def _kept(name: str) -> bytes | None:
    folder = _folder()
    if folder is None:
        return _in_memory.get(name)
    with suppress(OSError):
        content = (folder / name).read_bytes()
        os.utime(folder / name)
        return content
    return None


def _keep(name: str, content: bytes) -> None:
    """Keep whole or not at all; a cache that cannot be written costs time and nothing else."""
    folder = _folder()
    if folder is None:
        _in_memory[name] = content
        while len(_in_memory) > _MOST_IN_MEMORY:
            _in_memory.popitem(last=False)
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(content)
        os.replace(file.name, folder / name)  # noqa: PTH105
        _make_room(folder)


def _make_room(folder: Path) -> None:
    """Remove those that were not asked for longest, when there are too many."""
    known = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in known[: max(0, len(known) - _MOST_FILES)]:
        path.unlink(missing_ok=True)
