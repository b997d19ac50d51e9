"""The sentences that open the outlook's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from technopole.outlook.deliverables import Delivery
from technopole.site.outlook.queries.budgets import BudgetsPage
from technopole.site.outlook.queries.ranking import Ranking
from technopole.site.portal.sentences import joined

if TYPE_CHECKING:
    from technopole.site.outlook.queries.track import TrackPage

__all__ = ["budgets_opening", "ranking_opening", "track_opening"]

_DONE: Final = frozenset({Delivery.MET, Delivery.LATE, Delivery.DONE})


def ranking_opening(page: Ranking) -> str:
    """How many targets are likely to be met, how many dates are kept, and of how many nothing can be said."""
    return joined((_likely(page), _dated(page), _unsaid(page)))


def _likely(page: Ranking) -> str:
    total = len(page.likely)
    if not total:
        return ""
    values = {
        "n": total,
        "more": sum(row.chance > 0.5 for row in page.likely),
        "hardly": sum(row.chance < 0.1 for row in page.likely),
    }
    return (
        ngettext(
            "For %(n)s target a chance can be worked out: %(more)s is likelier met than missed, %(hardly)s has less than one in ten.",
            "For %(n)s targets a chance can be worked out: %(more)s are likelier met than missed, %(hardly)s have less than one in ten.",
            total,
        )
        % values
    )


def _dated(page: Ranking) -> str:
    rows = page.deliverables
    if not rows:
        return ""
    values = {
        "n": len(rows),
        "done": sum(row.deliverable.state in _DONE for row in rows),
        "past": sum(row.deliverable.state is Delivery.UNREPORTED for row in rows),
    }
    return (
        ngettext(
            "Of %(n)s dated deliverable, %(done)s is reported as done and %(past)s past its date without a report.",
            "Of %(n)s dated deliverables, %(done)s are reported as done and %(past)s are past their date without a report.",
            len(rows),
        )
        % values
    )


def _unsaid(page: Ranking) -> str:
    total = len(page.unsaid)
    if not total:
        return ""
    return ngettext(
        "Of %(n)s more target nothing can be forecast, and it is said why.",
        "Of %(n)s more targets nothing can be forecast, and it is said why.",
        total,
    ) % {"n": total}


def budgets_opening(page: BudgetsPage) -> str:
    """How many schemes' money can be followed to its end, and how many not."""
    total, known = page.total, len(page.lasting)
    if not total:
        return _("On that day no document had stated what any watched scheme was given or used.")
    return _(
        "Of %(total)s watched schemes and funds, %(known)s state enough to work out until when the money lasts; the others say what is missing."
    ) % {"total": total, "known": known}


def track_opening(page: TrackPage) -> str:
    """How far the forecasts can be trusted, and on how few cases that rests."""
    if not page.fared:
        return _("No track record yet: no later figure of any indicator with a target is known.")
    held = sum(case.held for case in page.fared)
    return ngettext(
        "So far %(n)s forecast of an indicator with a target can be held against a later figure; the 80%% interval held %(held)s.",
        "So far %(n)s forecasts of indicators with targets can be held against later figures; the 80%% interval held %(held)s of them. So few prove nothing.",
        len(page.fared),
    ) % {"n": len(page.fared), "held": held}
