"""What the templates of support say that the portal's do not."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language

from technopole.evidence.wording import Language
from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.ranges import Answer
from technopole.rules.wording import say_answer
from technopole.site.editions import queries as editions
from technopole.site.support.rules import rulebook_of

register = template.Library()


@register.filter
def called(entity: str) -> str:
    """The name of an entity of the register or of the rules, in the page's language; empty for none."""
    found = editions.current().register.entities.get(entity) if entity else None
    name = found.name if found else rulebook_of(settings.PACK).bodies.get(entity)
    return name.in_language(_language()) if name else ""


@register.filter
def has_rule(entity: str) -> bool:
    """Whether the rulebook says something of an entity."""
    return entity in rulebook_of(settings.PACK).schemes


@register.simple_tag
def schemes_beside_the_register() -> tuple[Scheme, ...]:
    """The schemes that public pages describe and no document of the pack names."""
    known = editions.current().register.entities
    schemes = rulebook_of(settings.PACK).schemes.values()
    return tuple(one for one in schemes if one.entity not in known)


@register.filter
def noun_or_wording(question: Question) -> str:
    """What a question asks for, in a word or two; its wording where it has no noun."""
    about = question.about
    return (about.noun or about.wording).in_language(_language())


@register.filter
def answer_said(question: Question, answer: Answer) -> str:
    """An answer in words."""
    return say_answer(question, answer).in_language(_language())


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"
