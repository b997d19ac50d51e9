"""Where in a document a passage stands, and the proof that it still stands there.

An anchor holds positions and a hash, never the passage. The hash is taken over the lines with
every run of white space collapsed to one space and nothing else changed, so that a reflowed
copy still proves and a changed digit does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

__all__ = ["Anchor", "collapsed", "find_moved", "passage_hash"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage's place.

    source:  the document's id.
    heading: the place as a person would look it up ("Annex 1 (2) item 6").
    first, last: 1-based line numbers in the stored text, both included.
    passage: SHA-256 of the collapsed lines, in hexadecimal.
    """

    source: str
    heading: str
    first: int
    last: int
    passage: str


def collapsed(lines: Sequence[str]) -> str:
    """The lines as one text with white space collapsed: what is hashed and what is read.

    >>> collapsed(["  over  460 ", "", "services"])
    'over 460 services'
    """
    return " ".join(" ".join(lines).split())


def passage_hash(lines: Sequence[str]) -> str:
    """The SHA-256 of the collapsed lines, in hexadecimal."""
    return sha256(collapsed(lines).encode()).hexdigest()


def find_moved(anchor: Anchor, document: Sequence[str]) -> int | None:
    """The line where the anchor's passage begins now, if it stands elsewhere in the document."""
    length = anchor.last - anchor.first + 1
    for start in range(len(document) - length + 1):
        if passage_hash(document[start : start + length]) == anchor.passage:
            return start + 1
    return None
