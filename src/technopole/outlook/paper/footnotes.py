"""Which footnote bears which number: each is counted once, and named again within its section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from technopole.evidence.wording import Language, Text
from technopole.outlook.paper.references import (
    NameReference,
    Naming,
    Note,
    Part,
    Sentence,
    Span,
    sentence,
    spans,
)
from technopole.outlook.paper.words import Words

__all__ = ["Footnotes", "Marked", "note_sentences"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with the number of the footnote behind it; `first` where that footnote is new."""

    span: Span
    number: int | None = None
    first: bool = False


@dataclass(slots=True)
class Footnotes:
    """Numbers the notes of a paper while it is written from its beginning to its end.

    short: whether the paper is so short that each note is written once in all of it.
    """

    short: bool = False
    notes: list[Note] = field(default_factory=list)
    _here: dict[tuple[object, ...], int] = field(default_factory=dict)

    def new_section(self) -> None:
        """Let each note be written out again, so that no reader must turn back far."""
        if not self.short:
            self._here.clear()

    def marked(self, part: Part, language: Language) -> Iterator[Marked]:
        """The spans of a part; of several with one note, only the last bears its mark."""
        found = list(spans(part, language))
        keys = [
            None if isinstance(span, Words) or span.note is None else span.note.key
            for span in found
        ]
        for index, span in enumerate(found):
            key = keys[index]
            if key is None or key in keys[index + 1 :] or isinstance(span, Words):
                yield Marked(span)
                continue
            note = span.note
            if key in self._here or note is None:
                yield Marked(span, self._here[key])
                continue
            self.notes.append(note)
            self._here[key] = len(self.notes)
            yield Marked(span, len(self.notes), first=True)


def note_sentences(note: Note) -> tuple[Sentence, ...]:
    """What a footnote says: document and place, then what else the reader must know."""
    place = sentence(
        "{source}, {place}.",
        "{source}，{place}。",
        source=NameReference(note.source.short, Naming.SOURCE, note.source.id, capital=True),
        place=NameReference(Text(note.heading, ""), Naming.PLACE, note.heading),
    )
    return (place, *note.remarks)
