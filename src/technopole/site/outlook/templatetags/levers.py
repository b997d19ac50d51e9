"""Numbers of the levers' tables, without the word for their unit, which stands beside the target."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from technopole.evidence.units import Unit
from technopole.evidence.wording import Language
from technopole.plan.indicators import Indicator
from technopole.site.outlook.queries.levers import model_known
from technopole.site.portal.estimates import say_change, say_estimate, word_of

register = template.Library()


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"


@register.simple_tag(takes_context=True)
def levers_show(context: template.Context, indicator: Indicator) -> bool:
    """Whether the model of levers shows an indicator, as of the page's day."""
    from technopole.outlook.levers.declared import Model

    model = model_known(context["request"].pack)
    return isinstance(model, Model) and indicator.id in model.shows


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
