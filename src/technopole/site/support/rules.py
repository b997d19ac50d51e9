"""The rulebook of the pack that the site shows."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from technopole.plan.packs import installed_packs
from technopole.rules.receipts import rule_version
from technopole.rules.rulebook import Rulebook, read_rulebook

__all__ = ["rulebook_of", "rules_version"]


@lru_cache(maxsize=4)
def rulebook_of(pack_id: str) -> Rulebook:
    """The rules that belong to a pack; none where its package brings none.

    Kept, for to look which packs are installed reads the metadata of every package there is.
    """
    package = installed_packs().get(pack_id)
    return read_rulebook(package) if package else Rulebook({}, (), {})


@lru_cache(maxsize=4)
def rules_version(pack_id: str) -> str:
    """The SHA-256 of all rules of a pack, described schemes among them."""
    versions = map(rule_version, rulebook_of(pack_id).schemes.values())
    return sha256("".join(versions).encode()).hexdigest()
