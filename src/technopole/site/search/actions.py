"""What can be done to the index: one verb, `index`."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Any, Final

from django.db import connection, transaction

from technopole.plan.packs import Pack
from technopole.site.search.documents import drafts
from technopole.site.search.models import Document
from technopole.site.support.rules import rules_version

__all__ = ["index", "index_switched", "keep_up"]

logger = logging.getLogger(__name__)

_COLUMNS: Final = (
    "pack_id", "edition", "language", "kind", "ref", "part", "title", "text", "names", "vector",
    "weight", "known_from",
)  # fmt: skip


def index(pack: Pack) -> int:
    """Write the index of a pack in place of that of its earlier version; gives the number of rows.

    Readers see the earlier index until the transaction around this is done.
    """
    start = perf_counter()
    rows = _rows(pack)
    table = Document._meta.db_table  # noqa: SLF001  Django's documented way to a table's name
    with transaction.atomic(), connection.cursor() as cursor:
        Document.objects.filter(pack_id=pack.id).delete()
        with cursor.copy(f"COPY {table} ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    logger.info("indexed %s rows in %.2f s", len(rows), perf_counter() - start)
    return len(rows)


def keep_up(pack: Pack) -> bool:
    """Write the index anew where the rules have changed and the pack has not; says whether it did."""
    if Document.objects.filter(pack_id=pack.id, edition=_edition(pack)).exists():
        return False
    index(pack)
    return True


def _edition(pack: Pack) -> str:
    """What the index is of: the pack's files, and its rules, which are no part of them."""
    return f"{pack.version} {rules_version(pack.id)}"


_made: dict[str, list[tuple[Any, ...]]] = {}


def _rows(pack: Pack) -> list[tuple[Any, ...]]:
    """The rows of a pack's index; those of the last version are kept, for it may come back."""
    if pack.version not in _made:
        _made.clear()
        _made[pack.version] = [
            (
                *(pack.id, _edition(pack), draft.language, draft.kind, draft.ref, draft.part),
                *(draft.title, draft.text, draft.names, draft.vector),
                *(draft.weight, draft.known_from),
            )
            for draft in drafts(pack)
        ]
    return _made[pack.version]


def index_switched(*, pack: Pack, **_: Any) -> None:
    """Hear that another version of the pack becomes current."""
    index(pack)
