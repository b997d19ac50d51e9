"""The sentence that opens the page of levers: what they add, and how little of it is sure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from technopole.evidence.wording import Language
from technopole.site.outlook.queries.levers import Band, OutcomePage
from technopole.site.portal.estimates import say_estimate

__all__ = ["opening"]


def opening(page: OutcomePage, language: Language) -> str:
    """In one sentence what the levers do to the indicator that is looked at."""
    name = page.indicator.name.in_language(language)
    words = {
        "name": name,
        "year": page.year,
        "before": _said(page.without, page, language),
        "low": say_estimate(page.without.ends[0], page.unit, language),
        "high": say_estimate(page.without.ends[1], page.unit, language),
    }
    if not page.moved:
        return (
            _(
                "With every lever at zero, %(name)s comes to about %(before)s in %(year)s: between %(low)s and %(high)s in four draws of five."
            )
            % words
        )
    words |= {
        "after": _said(page.with_levers, page, language),
        "new_low": say_estimate(page.with_levers.ends[0], page.unit, language),
        "new_high": say_estimate(page.with_levers.ends[1], page.unit, language),
    }
    return (
        _(
            "With these levers, %(name)s comes to about %(after)s in %(year)s instead of %(before)s: between %(new_low)s and %(new_high)s in four draws of five."
        )
        % words
    )


def _said(band: Band, page: OutcomePage, language: Language) -> str:
    return say_estimate(band.median, page.unit, language)
