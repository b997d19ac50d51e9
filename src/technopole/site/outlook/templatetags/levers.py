"""Numbers of the levers' tables, without the word for their unit, which stands beside the target."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from technopole.evidence.units import Unit
from technopole.evidence.wording import Language
from technopole.site.portal.estimates import say_change, say_estimate, word_of

register = template.Library()


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"


@register.simple_tag
def bare(value: float, unit: Unit) -> str:
    """A level to three digits; signs such as % and HK$ stay."""
    language = _language()
    return say_estimate(value, unit, language).removesuffix(word_of(unit, language)).rstrip()


@register.simple_tag
def bare_change(value: float, unit: Unit) -> str:
    """A change with its sign, to three digits."""
    language = _language()
    return say_change(value, unit, language).removesuffix(word_of(unit, language)).rstrip()


@register.simple_tag
def bare_range(ends: tuple[float, float], unit: Unit) -> str:
    """An interval."""
    low, high = (bare(end, unit) for end in ends)
    return _("%(low)s to %(high)s") % {"low": low, "high": high}
