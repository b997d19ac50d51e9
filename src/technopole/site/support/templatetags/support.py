"""What the templates of support say that the portal's do not."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from technopole.site.editions import queries as editions

register = template.Library()


@register.filter
def called(entity: str) -> str:
    """The name of an entity of the register, in the page's language; empty for none."""
    found = editions.current().register.entities.get(entity) if entity else None
    if found is None:
        return ""
    return found.name.in_language("zh-hant" if get_language() == "zh-hant" else "en")
