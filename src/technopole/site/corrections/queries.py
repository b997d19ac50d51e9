"""Reading reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from technopole.site.corrections.models import Report

__all__ = ["reports"]


def reports(*, closed: bool = False) -> Iterator[dict[str, Any]]:
    """The reports, oldest first; the closed ones too when they are asked for."""
    found = Report.objects.all() if closed else Report.objects.filter(closed_at=None)
    for report in found.order_by("received_at", "pk"):
        yield {
            "report": report.pk,
            "fact": report.fact,
            "version": report.version,
            "wrong": report.wrong,
            "place": report.place or None,
            "email": report.email or None,
            "received_at": report.received_at.isoformat(timespec="seconds"),
            "closed_at": report.closed_at.isoformat(timespec="seconds")
            if report.closed_at
            else None,
            "outcome": report.outcome or None,
        }
