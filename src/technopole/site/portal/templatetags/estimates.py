"""What the outlook's pages say that others do not: chances, courses, and numbers that were worked out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from technopole.evidence.observations import Observation
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, Text
from technopole.outlook.deliverables import Deliverable
from technopole.outlook.pace import Component, Course, GoalPanel, Method, Verdict
from technopole.outlook.roots import Exact
from technopole.site.portal import charts, estimates, words
from technopole.site.portal.queries.prospects import Prospect
from technopole.site.portal.requests import PortalRequest

if TYPE_CHECKING:
    from technopole.outlook.overview import GoalOutlook

register = template.Library()


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"


def _request(context: template.Context) -> PortalRequest:
    return cast(PortalRequest, context["request"])


@register.filter
def chance(value: float | None) -> str:
    """A chance in whole per cent."""
    return "" if value is None else estimates.say_chance(value)


@register.simple_tag
def estimate(value: Fraction | float, unit: Unit) -> str:
    """A level that was worked out, to three digits, in the unit."""
    return estimates.say_estimate(value, unit, _language())


@register.simple_tag
def change(value: Fraction | float, unit: Unit) -> str:
    """A change that was worked out, with its sign."""
    return estimates.say_change(value, unit, _language())


@register.simple_tag
def between(ends: tuple[float, float], unit: Unit) -> str:
    """An interval: "1.08% to 1.3%"."""
    low, high = (estimates.say_estimate(end, unit, _language()) for end in ends)
    if (shared := estimates.word_of(unit, _language())) and high.endswith(shared):
        low = low.removesuffix(shared).rstrip()
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


@register.filter
def growth(value: Exact | Fraction | float | None) -> str:
    """Growth a year in per cent, with its sign."""
    return "" if value is None else estimates.say_growth(value)


@register.filter
def times(value: Fraction) -> str:
    """How many times."""
    return estimates.say_times(value)


@register.filter
def percent(value: float | None) -> str:
    """A share in whole per cent."""
    return "" if value is None else f"{100 * value:.0f}%"


@register.simple_tag
def component(part: Component | None, unit: Unit, places: int = 4) -> str:
    """A number behind a verdict; nothing for none."""
    return "" if part is None else estimates.say_component(part, unit, _language(), places)


@register.simple_tag
def verdict(found: Verdict) -> SafeString:
    """A method's verdict: its shape and its own words; an index without classes says so."""
    if not found.assessed:
        return _marked("dash", _("not assessable"))
    if found.grade is None or found.course is None:
        return _marked("none", pgettext("a verdict", "no classes"))
    return _marked(words.shape_of_outlook(found.course), found.grade.words.in_language(_language()))


@register.filter
def method_short(method: Method) -> str:
    """Its name where the table says already that it judges against a target."""
    # The words with which the methods' own names end.
    return method.name.in_language(_language()).removesuffix(_(", against the target"))


@register.simple_tag
def course(value: Course) -> SafeString:
    """A course in the words that all methods share."""
    return _marked(words.shape_of_outlook(value), str(words.word_for(value)))


@register.simple_tag
def standing(panel: GoalPanel) -> SafeString:
    """How a target that is a number stands, by the figures alone."""
    return _marked(words.shape_of_outlook(panel.standing), panel.words.in_language(_language()))


@register.simple_tag
def delivery(deliverable: Deliverable) -> SafeString:
    """How a dated deliverable stands."""
    shape = words.shape_of_outlook(deliverable.state)
    return _marked(shape, deliverable.words.in_language(_language()))


def _marked(shape: str, said: str) -> SafeString:
    return format_html('<span class="status long status-{}">{}</span>', shape, said)


@register.simple_tag
def chance_bar(value: float) -> SafeString:
    """A chance as a bar out of a whole; the number stands beside it."""
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="whole" width="100" height="10"/><rect class="part" width="{}" height="10"/></svg>',
        f"{100 * value:.1f}",
    )


@register.simple_tag(takes_context=True)
def fact(context: template.Context, name: str) -> Observation | None:
    """The observation of that id, as known on the day asked for."""
    return _request(context).pack.evidence.observations.get(name)


@register.filter
def target_words(goal: GoalOutlook) -> str:
    """Which target: the year that the plan names, with that of the figure where it is another."""
    named, figure = goal.goal.year_named, goal.goal.figure_year
    if named is None and figure is None:
        return _("no year")
    if figure is None or named is None or figure == named:
        return str(named or figure)
    return _("%(named)s (figures of %(figure)s)") % {"named": named, "figure": figure}


@register.inclusion_tag("portal/_fan.html", takes_context=True)
def fan_chart(context: template.Context, prospect: Prospect) -> dict[str, Any]:
    """`{% fan_chart prospect %}`: figures, targets and what is likely, with the answer in words."""
    request = _request(context)
    drawn = [
        charts.outlook_chart(prospect.outlook, request.pack, _language(), size)
        for size in ("fan", "fan-narrow")
    ]
    return {
        "request": request,
        "prospect": prospect,
        "charts": [chart for chart in drawn if chart is not None],
        "alternative": _alternative(prospect),
        "unit": prospect.track.indicator.unit,
    }


def _alternative(prospect: Prospect) -> str:
    """What the picture shows, and its answer, for those who do not see it."""
    unit, track = prospect.track.indicator.unit, prospect.track
    said = [
        _("Chart of %(name)s, %(first)s to %(last)s, and what is likely from then on.")
        % {
            "name": track.indicator.name.in_language(_language()),
            "first": track.points[0].year,
            "last": track.points[-1].year,
        }
    ]
    for target in prospect.chances:
        chance = target.chance
        if chance is None or chance.chance is None or chance.median is None:
            continue
        said.append(
            _(
                "In %(year)s half of the paths are above %(median)s; %(chance)s reach the target of %(target)s."
            )
            % {
                "year": target.goal.figure_year,
                "median": estimates.say_estimate(chance.median, unit, _language()),
                "target": estimates.say_estimate(target.goal.value, unit, _language()),
                "chance": estimates.say_chance(chance.chance),
            }
        )
    return ("" if _language() == "zh-hant" else " ").join(said)


@register.filter
def in_words(text: Text) -> str:
    """A data text in the page's language."""
    return text.in_language(_language())
