"""Passages from the reader's own copies of the documents, where their folder is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from technopole.evidence.anchors import Anchor
from technopole.evidence.verify import Documents
from technopole.plan.packs import Pack

__all__ = ["documents_of", "passage_of"]

_documents: dict[tuple[str, Path], Documents] = {}


def documents_of(edition: Pack) -> Documents | None:
    """The reader's own copies of the edition's documents; None when no folder was given."""
    if settings.SOURCES_FOLDER is None:
        return None
    key = (edition.version, Path(settings.SOURCES_FOLDER))
    if key not in _documents:
        _documents.clear()  # one edition at a time is enough
        _documents[key] = Documents(key[1], edition.evidence.sources)
    return _documents[key]


def passage_of(edition: Pack, anchor: Anchor) -> Sequence[str] | None:
    """The anchor's lines, proved by hash; None without a folder, a file, or a proof."""
    documents = documents_of(edition)
    return None if documents is None else documents.passage(anchor)
