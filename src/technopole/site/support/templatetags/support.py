"""What the templates of support say that the portal's do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from technopole.evidence.wording import Language
from technopole.plan.register import EntityKind
from technopole.plan.tree import Node
from technopole.rules.explain import Said
from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.ranges import Answer
from technopole.rules.wording import say_answer
from technopole.site.editions import queries as editions
from technopole.site.portal.nearest import chosen
from technopole.site.portal.queries.register import SupportRow
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.words import word_for
from technopole.site.support.queries.schemes import CHANGED, STATES, applicants_of, schemes_page
from technopole.site.support.rules import rulebook_of

register = template.Library()


@register.filter
def called(entity: str) -> str:
    """The name of an entity of the register or of the rules, in the page's language; empty for none."""
    found = editions.current().register.entities.get(entity) if entity else None
    name = found.name if found else rulebook_of(settings.PACK).bodies.get(entity)
    return name.in_language(_language()) if name else ""


@register.simple_tag(takes_context=True)
def rule_of(context: template.Context, entity: str) -> Scheme | None:
    """What the rulebook of the pack that is shown says of an entity; None where it says nothing."""
    return rulebook_of(_request(context).pack.id).schemes.get(entity)


@register.inclusion_tag("support/_schemes.html", takes_context=True)
def schemes_with_rules(context: template.Context, strategy: Node | None) -> dict[str, object]:
    """The schemes of the rulebook; `?state=` and `?for=` choose. Raises BadRequest for no choice."""
    request = _request(context)
    on = request.as_of or timezone.localdate()
    state = chosen(request, "state", (*STATES, CHANGED)) or ""
    who = chosen(request, "for", applicants_of(request.pack.id)) or ""
    page = schemes_page(request.pack, on, state=state, who=who, strategy=strategy)
    return {"request": request, "page": page, "on": on, "strategy": strategy}


Groups = tuple[tuple[EntityKind, tuple[SupportRow, ...]], ...]


@register.simple_tag(takes_context=True)
def without_rule(context: template.Context, groups: Groups) -> Groups:
    """The support that the documents name and no rule describes, by kind."""
    schemes = rulebook_of(_request(context).pack.id).schemes
    left = (
        (kind, tuple(row for row in rows if row.row.entity.id not in schemes))
        for kind, rows in groups
    )
    return tuple((kind, rows) for kind, rows in left if rows)


@register.filter
def state_word(state: str) -> str:
    """Whether applications are taken, in a word or two."""
    return {
        "open": _("takes applications"),
        "not-yet": _("not yet open"),
        "unsure": _("not certain"),
        "closed": _("closed"),
        "not-stated": _("dates not stated"),
        "changed": _("figures have changed"),
    }[state]


@register.filter
def state_shape(state: str) -> str:
    """The shape that stands beside the word."""
    return {
        "open": "full", "not-yet": "hollow", "unsure": "half", "closed": "crossed", "not-stated": "dash",
    }[state]  # fmt: skip


@register.filter
def applicants(options: tuple[str, ...]) -> str:
    """Kinds of applicants in words: "A business, a university"."""
    language = _language()
    words = applicants_of(settings.PACK)
    comma = "、" if language == "zh-hant" else ", "
    said = comma.join(words[option].in_language(language) for option in options)
    return said.replace(", A", ", a")


@register.filter
def noun_or_wording(question: Question) -> str:
    """What a question asks for, in a word or two; its wording where it has no noun."""
    about = question.about
    return (about.noun or about.wording).in_language(_language())


@register.filter
def answer_said(question: Question, answer: Answer) -> str:
    """An answer in words."""
    return say_answer(question, answer).in_language(_language())


@register.simple_tag
def steps_below(said: Said) -> SafeString:
    """The steps that a sentence of an explanation rests on, and theirs: there may be hundreds of them."""
    colon = pgettext("after a name", ": ")
    steps = _steps(said.below, _language(), colon)
    return mark_safe(f'<ul class="steps small">{steps}</ul>')  # noqa: S308  every piece is escaped


def _steps(below: Iterable[Said], language: Language, colon: str) -> str:
    return "".join(_step(said, language, colon) for said in below)


def _step(said: Said, language: Language, colon: str) -> str:
    opening, mark = "<li>", ""
    if said.holds:
        opening = f'<li class="{said.holds.value}">'
        mark = f'<span class="mark" aria-hidden="true"></span><span class="unseen">{escape(word_for(said.holds))}{escape(colon)}</span>'
    inner = f"<ul>{_steps(said.below, language, colon)}</ul>" if said.below else ""
    return f"{opening}{mark}{escape(said.says.in_language(language))}{inner}</li>"


def _request(context: template.Context) -> PortalRequest:
    return cast(PortalRequest, context["request"])


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"
