"""The rulebook of the pack that the site shows."""

from __future__ import annotations

from technopole.plan.packs import installed_packs
from technopole.rules.rulebook import Rulebook, read_rulebook

__all__ = ["rulebook_of"]


def rulebook_of(pack_id: str) -> Rulebook:
    """The rules that belong to a pack; none where its package brings none."""
    package = installed_packs().get(pack_id)
    return read_rulebook(package) if package else Rulebook({}, (), {})
