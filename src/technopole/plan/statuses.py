"""The words for where a promise or a thing stands."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Status"]


class Status(StrEnum):
    """Where something stands, as a document says it on the day it was published."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    PREPARING = "preparing"
    UNDER_WAY = "under-way"
    DELAYED = "delayed"
    OPEN = "open"
    OPERATING = "operating"
    ONGOING = "ongoing"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    PUBLISHED = "published"
    HELD = "held"
    COMPLETED = "completed"
    MERGED = "merged"
    RENAMED = "renamed"
    CLOSED = "closed"
    NAMED = "named"
