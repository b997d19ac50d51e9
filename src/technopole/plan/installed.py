"""Which packs are installed: found through the entry-point group `technopole.packs`; nothing here names one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Final

__all__ = ["GROUP", "UnknownPack", "installed_packs", "package_of"]

GROUP: Final = "technopole.packs"


class UnknownPack(LookupError):
    """No installed package offers a pack of that name."""


def installed_packs() -> Mapping[str, str]:
    """The packs that installed packages offer: name to package."""
    return {point.name: point.value for point in entry_points(group=GROUP)}


def package_of(name: str) -> str:
    """The package of the installed pack of that name. Raises UnknownPack."""
    packs = installed_packs()
    if name not in packs:
        offered = ", ".join(packs) or "none"
        raise UnknownPack(f"No pack is called “{name}”. Installed packs: {offered}.")
    return packs[name]
