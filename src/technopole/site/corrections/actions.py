"""What can be done to reports: send one, close one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from technopole.site.corrections.models import Report

__all__ = ["NoSuchReportError", "TooManyReportsError", "close", "send"]

MOST_AN_HOUR: Final = 120
MOST_OF_A_FACT_AN_HOUR: Final = 10
_LOCK: Final = 7_305_422  # names this action among PostgreSQL's advisory locks


class TooManyReportsError(Exception):
    """More reports came in the last hour than anybody could look at."""


class NoSuchReportError(LookupError):
    """There is no open report of that number."""


def send(*, fact: str, version: str, wrong: str, place: str, email: str, at: datetime) -> None:
    """Keep a report; the same words about the same figure are kept once.

    Who sends it is not recorded, so the bound is on all reports together and on those of a figure.
    Raises TooManyReportsError.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        lately = Report.objects.filter(received_at__gt=at - timedelta(hours=1))
        of_fact = lately.filter(fact=fact)
        if lately.count() >= MOST_AN_HOUR or of_fact.count() >= MOST_OF_A_FACT_AN_HOUR:
            raise TooManyReportsError
        if Report.objects.filter(fact=fact, wrong=wrong, closed_at=None).exists():
            return
        Report.objects.create(
            fact=fact, version=version, wrong=wrong, place=place, email=email, received_at=at
        )


def close(number: int, *, outcome: str, at: datetime) -> None:
    """Note what was done about a report, and forget the address that it came with.

    Raises NoSuchReportError.
    """
    changed = Report.objects.filter(pk=number, closed_at=None).update(
        closed_at=at, outcome=outcome, email=""
    )
    if not changed:
        raise NoSuchReportError(f"There is no open report {number}.")
