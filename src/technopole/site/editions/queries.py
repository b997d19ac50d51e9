"""Reading editions: which is current, and the pack in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from technopole.plan.packs import Pack
from technopole.site.editions.models import Edition

__all__ = ["LoadedEdition", "NoEdition", "current", "current_edition", "loaded_at"]


class NoEdition(LookupError):
    """No version of the pack was loaded yet."""


@dataclass(frozen=True, slots=True)
class LoadedEdition:
    """An edition without its bytes."""

    pack_id: str
    version: str
    loaded_at: datetime


def current_edition(pack_id: str | None = None) -> LoadedEdition:
    """Which version the site shows, and since when. Raises NoEdition."""
    pack_id = pack_id or settings.PACK
    row = (
        Edition.objects.filter(pack_id=pack_id, is_current=True)
        .values_list("pack_id", "version", "loaded_at")
        .first()
    )
    if row is None:
        raise NoEdition(
            f"No version of the pack “{pack_id}” is loaded. Load it: technopole serve does."
        )
    return LoadedEdition(*row)


def current(pack_id: str | None = None) -> Pack:
    """Give the pack that the site shows, read once a process and version. Raises NoEdition."""
    return pack_of(current_edition(pack_id))


def pack_of(edition: LoadedEdition) -> Pack:
    """Give the pack of an edition, read once a process and version."""
    return _pack(edition.pack_id, edition.version)


def loaded_at(pack_id: str | None = None) -> datetime:
    """When the version that the site shows was loaded. Raises NoEdition."""
    return current_edition(pack_id).loaded_at


@lru_cache(maxsize=2)  # while another version comes, both are in use
def _pack(pack_id: str, version: str) -> Pack:
    content = Edition.objects.values_list("content", flat=True).get(
        pack_id=pack_id, version=version
    )
    return Pack.from_bytes(bytes(content))
