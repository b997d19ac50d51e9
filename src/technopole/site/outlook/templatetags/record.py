"""What the pages of the track record and of the budgets say that others do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from technopole.evidence.periods import Period
from technopole.evidence.series import Series
from technopole.evidence.wording import Language, say_period
from technopole.site.outlook import pictures
from technopole.site.outlook.queries.track import PanelOfModels
from technopole.site.portal.queries.figures import say_series
from technopole.site.portal.requests import PortalRequest

register = template.Library()

_WORLDS = {
    "drifting": pgettext_lazy("a simulated world", "Growth that drifts"),
    "shares": pgettext_lazy("a simulated world", "Shares that wander"),
    "slowing": pgettext_lazy("a simulated world", "Growth that fades"),
    "noisy": pgettext_lazy("a simulated world", "Years that scatter"),
}


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"


@register.filter
def month(value: date | None) -> str:
    """The month of a day: what was worked out is no sharper than that."""
    return "" if value is None else say_period(Period.parse(f"{value:%Y-%m}"), _language())


@register.filter
def score(value: float | None) -> str:
    """A score to three decimals."""
    return "" if value is None else f"{value:.3f}"


@register.simple_tag
def held(inside: bool) -> SafeString:
    """Whether an interval held the figure that came."""
    shape, said = ("full", _("held it")) if inside else ("late", _("missed it"))
    return format_html('<span class="status status-{}">{}</span>', shape, said)


@register.simple_tag
def world(name: str) -> str:
    """The name of a simulated world."""
    return str(_WORLDS.get(name, name))


@register.simple_tag(takes_context=True)
def series_name(context: template.Context, series: Series) -> str:
    """What a series is about: the entity and the measure."""
    pack = cast(PortalRequest, context["request"]).pack
    return say_series(series, pack, _language())


@register.inclusion_tag("outlook/_calibration.html")
def calibration_chart(panels: Sequence[PanelOfModels]) -> dict[str, Any]:
    """The share that the 80 per cent interval held in each world, by the number of figures."""
    names = [world(panel.id) for panel in panels]
    found = [pictures.calibration_chart(panels, names, size) for size in ("wide", "narrow")]
    return {"charts": [chart for chart in found if chart is not None]}
