"""The day that a page of support answers for."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from technopole.site.portal.requests import PortalRequest

__all__ = ["day_of"]


def day_of(request: PortalRequest) -> date:
    """The day of application where none is answered: the one that the reader asked for, else today.

    Whoever looks at the site as of a day sees the rules in force on it, on every page of support.
    """
    return request.as_of or timezone.localdate()
