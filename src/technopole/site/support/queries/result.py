"""What the printable result shows: each scheme that fits or might, why, and how to apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from technopole.site.support.queries.check import CaseDecided, decided
from technopole.site.support.queries.find import FindPage, find_page
from technopole.site.support.rules import rulebook_of

__all__ = ["ResultPage", "result_page"]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The result on a day."""

    on: date
    found: FindPage
    fits: tuple[CaseDecided, ...]
    might_fit: tuple[CaseDecided, ...]


def result_page(pack_id: str, given: Mapping[str, Any], on: date) -> ResultPage:
    """The result of some answers. Raises AnswersRefused when they cannot be taken."""
    found = find_page(pack_id, given, on)
    schemes = rulebook_of(pack_id).schemes
    return ResultPage(
        on,
        found,
        tuple(decided(pack_id, schemes[one.scheme.entity], given, on) for one in found.fits),
        tuple(decided(pack_id, schemes[one.scheme.entity], given, on) for one in found.might_fit),
    )
