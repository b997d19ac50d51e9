"""What the what-if pages say that others do not."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.translation import gettext as _

from technopole.evidence.units import Unit
from technopole.rules.language import Scheme
from technopole.site.support.what_if.levers import Lever
from technopole.site.support.what_if.starting import can_be_asked

register = template.Library()

_WIDE: Final = (138, 260)
_NARROW: Final = (126, 140)
_GAP: Final = 6


@register.filter
def signed(number: int) -> str:
    """A difference with its sign and its thousands apart: +1,028, −3, 0."""
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number else "0"


@register.simple_tag
def written(lever: Lever) -> str:
    """A figure's value by the rule, as it stands in its field."""
    return lever.written(lever.now)


@register.simple_tag
def bar_end(length: int) -> int:
    """Where the number behind a bar stands in the wide picture; lengths are thousandths."""
    return _WIDE[0] + _WIDE[1] * length // 1000 + _GAP


@register.simple_tag
def bar_end_narrow(length: int) -> int:
    """Where it stands in the narrow one."""
    return _NARROW[0] + _NARROW[1] * length // 1000 + _GAP


@register.simple_tag
def change_unit(scale: str, unit: Unit) -> str:
    """What a change is counted in: "Change, in thousands of HK$"."""
    name = {"HKD": _("HK$"), "RMB": _("RMB")}.get(unit.id, unit.id)
    said = {
        "one": _("Change, in %(unit)s"),
        "thousand": _("Change, in thousands of %(unit)s"),
        "million": _("Change, in millions of %(unit)s"),
    }[scale]
    return said % {"unit": name}


@register.filter
def has_what_if(scheme: Scheme) -> bool:
    """Whether a scheme has amounts, and figures that could be others."""
    return can_be_asked(scheme)


@register.simple_tag
def trait_said(name: str) -> str:
    """The heading of what people are grouped by."""
    return {
        "applicant.kind": _("By kind of applicant"),
        "company.sector": _("By sector"),
        "company.employees": _("By number of employees"),
    }[name]
