"""Answers worked out once a pack: a pack never changes, so neither do they."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

from technopole.plan.packs import Pack

__all__ = ["kept"]

T = TypeVar("T")

_PLACE: Final = "_kept_by_the_portal"


def kept(pack: Pack, key: Hashable, work_out: Callable[[], T]) -> T:
    """What `work_out` gives, worked out on the first call and kept as long as the pack itself.

    key: names the answer among all that are kept with this pack. As a pack has one view a day on
         which something became known, the answers of every such day stand apart by themselves.
    """
    answers: dict[Hashable, object] = pack.__dict__.setdefault(_PLACE, {})
    if key not in answers:
        answers[key] = work_out()
    return cast(T, answers[key])
