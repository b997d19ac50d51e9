"""What can be done to the index: one verb, `index`."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Any, Final

from django.db import connection, transaction

from technopole.plan.packs import Pack
from technopole.site.search.documents import drafts
from technopole.site.search.models import Document

__all__ = ["index", "index_switched"]

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
    count = 0
    table = Document._meta.db_table  # noqa: SLF001  Django's documented way to a table's name
    with transaction.atomic(), connection.cursor() as cursor:
        Document.objects.filter(pack_id=pack.id).delete()
        with cursor.copy(f"COPY {table} ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
            for draft in drafts(pack):
                copy.write_row(
                    (
                        *(pack.id, pack.version, draft.language, draft.kind, draft.ref, draft.part),
                        *(draft.title, draft.text, draft.names, draft.vector),
                        *(draft.weight, draft.known_from),
                    )
                )
                count += 1
        cursor.execute(f"ANALYZE {table}")
    logger.info("indexed %s rows in %.2f s", count, perf_counter() - start)
    return count


def index_switched(*, pack: Pack, **_: Any) -> None:
    """Hear that another version of the pack becomes current."""
    index(pack)
