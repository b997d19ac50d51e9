"""Proving against the documents that every recorded figure stands where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from technopole.evidence.anchors import Anchor, collapsed, find_moved, passage_hash
from technopole.evidence.observations import Observation
from technopole.evidence.readings import bears
from technopole.evidence.sources import Source

__all__ = ["Broken", "Documents", "check_anchor", "check_observation"]


@dataclass(frozen=True, slots=True)
class Broken:
    """An anchor that did not prove.

    id:   the fact, node or statement that it belongs to.
    file: the document's file.
    line: the first line of the passage.
    """

    id: str
    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.id}  {self.file}:{self.line}  {self.what}"


class Documents:
    """A reader's own copies of the documents: one folder, one text file a source."""

    def __init__(self, folder: Path, sources: Mapping[str, Source]) -> None:
        self.folder = folder
        self._sources = sources
        self._lines: dict[str, tuple[str, ...] | None] = {}

    def lines(self, source: str) -> tuple[str, ...] | None:
        """The document's lines; None when its file is missing or cannot be read."""
        if source not in self._lines:
            path = self.folder / self._sources[source].file
            try:
                if not path.is_file():  # a pipe would be waited for until somebody writes
                    raise FileNotFoundError
                self._lines[source] = tuple(path.read_text("utf-8-sig").split("\n"))
            except (OSError, UnicodeDecodeError):
                self._lines[source] = None
        return self._lines[source]

    def passage(self, anchor: Anchor) -> tuple[str, ...] | None:
        """The anchor's lines, only if they prove; None when they do not or the file is missing."""
        lines = self.lines(anchor.source)
        if lines is None:
            return None
        passage = lines[anchor.first - 1 : anchor.last]
        return passage if passage_hash(passage) == anchor.passage else None

    def file_of(self, source: str) -> str:
        """The file name of a document."""
        return self._sources[source].file


def check_anchor(name: str, anchor: Anchor, documents: Documents) -> Broken | None:
    """What is wrong with an anchor, or None when its passage stands where it says."""
    file = documents.file_of(anchor.source)
    lines = documents.lines(anchor.source)
    if lines is None:
        return Broken(name, file, 0, "The file is missing or is not UTF-8 text.")
    if anchor.last > len(lines):
        return Broken(name, file, anchor.first, f"The document ends at line {len(lines)}.")
    if passage_hash(lines[anchor.first - 1 : anchor.last]) == anchor.passage:
        return None
    moved = find_moved(anchor, lines)
    if moved is not None:
        last = moved + anchor.last - anchor.first
        return Broken(
            name, file, anchor.first, f"The passage has moved to lines {moved} to {last}."
        )
    return Broken(
        name,
        file,
        anchor.first,
        f"The passage of lines {anchor.first} to {anchor.last} has changed.",
    )


def check_observation(observation: Observation, documents: Documents) -> Broken | None:
    """What is wrong with an observation's anchor or value, or None when both prove."""
    anchor = observation.anchor
    broken = check_anchor(observation.id, anchor, documents)
    if broken is not None:
        return broken
    lines: Sequence[str] = documents.lines(anchor.source) or ()
    passage = collapsed(lines[anchor.first - 1 : anchor.last])
    if bears(observation.figure, observation.reading, passage):
        return None
    figure = observation.figure
    return Broken(
        observation.id,
        documents.file_of(anchor.source),
        anchor.first,
        f"The passage does not bear {figure.text} {figure.unit.id} ({observation.reading}).",
    )


def check_all(observations: Iterable[Observation], documents: Documents) -> Iterator[Broken | None]:
    """One answer an observation, in order."""
    for observation in observations:
        yield check_observation(observation, documents)
