"""What the portal's templates say that Django's do not.

Addresses keep the day asked for (`to`, `address`), data texts come in the page's language
(`in_language`, `named`), and a figure is always the same atom (`figure`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, cast
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_from_path, ngettext, pgettext
from django.utils.translation import gettext as _

from technopole.evidence import wording
from technopole.evidence.anchors import Anchor
from technopole.evidence.contradictions import Contradiction
from technopole.evidence.figures import Figure
from technopole.evidence.observations import Observation
from technopole.evidence.periods import Period
from technopole.evidence.series import Series
from technopole.evidence.sources import Source
from technopole.evidence.wording import Language, Text
from technopole.plan.indicators import Indicator
from technopole.plan.register import Entity
from technopole.plan.statuses import Status
from technopole.plan.tree import Level
from technopole.site.portal import arithmetic, charts, words
from technopole.site.portal.passages import passage_of
from technopole.site.portal.queries.figures import (
    figure_card,
    say_bounds,
    say_figure,
    say_series,
    short_name,
)
from technopole.site.portal.queries.indicators import Way
from technopole.site.portal.requests import PortalRequest

register = template.Library()

_ESCAPED: Final = re.compile(r"\\([$%&#_*~])")

# Which entry of the navigation a page belongs to.
_SECTIONS: Final[Mapping[str, str]] = {
    "plan": "plan", "node": "plan", "initiatives": "plan",
    "indicators": "indicators", "indicator": "indicators",
    "support": "support", "register": "support", "entity": "support",
    "evidence": "evidence", "source": "evidence", "series": "evidence", "figure": "evidence",
    "contradictions": "evidence", "contradiction": "evidence", "changes": "evidence",
}  # fmt: skip

# Apps all of whose pages belong to the entry of their own name.
_WHOLE_APPS: Final = frozenset({"support", "outlook"})


def _language() -> Language:
    return "zh-hant" if get_language() == "zh-hant" else "en"


def _request(context: template.Context) -> PortalRequest:
    return cast(PortalRequest, context["request"])


# ── Addresses ─────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=65_536)
def _reversed(language: str, name: str, arguments: tuple[str, ...]) -> str:
    """The address without a query; `language` stands in the key alone."""
    return reverse(name, args=arguments)


def address(name: str, *arguments: str, as_of: date | None = None, **query: object) -> str:
    """The address of a page in the current language, with the day asked for and more in its query."""
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    if as_of is not None:
        asked["as_of"] = as_of.isoformat()
    path = _reversed(get_language() or "en", name, tuple(str(a) for a in arguments))
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str, *arguments: str, **query: object) -> str:
    """`{% to 'portal:entity' entity.id %}`: a page's address that keeps the day asked for.

    More names go into the query: `{% to 'portal:register' kind='scheme' %}`.
    """
    return address(name, *arguments, as_of=getattr(_request(context), "as_of", None), **query)


@register.simple_tag(takes_context=True)
def here(context: template.Context, **changes: object) -> str:
    """The page's own address with parts of its query changed; an empty value takes the part out."""
    request = _request(context)
    query = {key: request.GET.getlist(key) for key in request.GET}
    for key, value in changes.items():
        query[key] = [] if value in (None, "") else [str(value)]
    kept = [(key, value) for key, values in query.items() for value in values if value]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


@register.simple_tag(takes_context=True)
def search_example(context: template.Context, words_sought: str) -> str:
    """A link that searches for these words."""
    chinese = any(letter > "\u2e80" for letter in words_sought)
    return format_html(
        '<a href="{}" lang="{}">{}</a>',
        address("search:search", as_of=getattr(_request(context), "as_of", None), q=words_sought),
        "zh-Hant" if chinese else "en",
        words_sought,
    )


@register.simple_tag(takes_context=True)
def in_other_language(context: template.Context, language: str) -> str:
    """The page's own address in another language; an address that names nothing changes it, too."""
    own = _request(context).get_full_path()
    _, there, rest = own.partition(f"/{get_language_from_path(own)}/")
    return f"/{language}/{rest}" if there else f"/{language}/"


@register.simple_tag(takes_context=True)
def report_address(context: template.Context, fact: str) -> str:
    """Where a reader reports an error in a figure."""
    return address("corrections:report", fact, as_of=getattr(_request(context), "as_of", None))


@register.simple_tag(takes_context=True)
def kept_query(context: template.Context, *without: str) -> list[tuple[str, str]]:
    """The query's other parts, for hidden fields of a form that sets `without` itself."""
    query = _request(context).GET
    return [(key, value) for key in query if key not in without for value in query.getlist(key)]


@register.simple_tag(takes_context=True)
def current(context: template.Context, section: str) -> str:
    """`aria-current` for the navigation entry that the page belongs to."""
    match = _request(context).resolver_match
    if match is None:
        return ""
    whole = match.app_name if match.app_name in _WHOLE_APPS else None
    own = whole or _SECTIONS.get(match.url_name or "")
    if own != section:
        return ""
    return mark_safe(' aria-current="true"')


# ── Texts and words ───────────────────────────────────────────────────────────────────────────


@register.filter
def in_language(text: Text) -> str:
    """A data text in the page's language."""
    return text.in_language(_language())


def _marked(text: Text) -> str:
    """The text, in a span that names its language where that is not the page's."""
    language = _language()
    shown = text.language_shown(language)
    if shown == language:
        return text.in_language(language)
    return format_html('<span lang="{}">{}</span>', shown, text.in_language(language))


@register.simple_tag(takes_context=True)
def named(context: template.Context, thing: Any) -> str:
    """The name or title of a thing, marked as English where it has no certain Chinese form.

    An entity bears the name that it had on the day asked for.
    """
    if isinstance(thing, Text):
        return _marked(thing)
    day = getattr(_request(context), "as_of", None)
    if isinstance(thing, Entity) and day is not None:
        return _marked(thing.name_on(day))
    return _marked(thing.name if hasattr(thing, "name") else thing.title)


@register.filter
def period(value: Period | None) -> str:
    """A period in words; nothing for none."""
    return wording.say_period(value, _language()) if value else ""


@register.filter
def at_time(value: Period | None) -> str:
    """When a figure held, as a phrase: "at 31 October 2024", "in 2024"."""
    if value is None:
        return ""
    said = wording.say_period(value, _language())
    if value.is_day:
        return _("at %(day)s") % {"day": said}
    if value.first is None or value.last is None:
        return said
    return _("in %(period)s") % {"period": said}


@register.filter
def day(value: date | None) -> str:
    """A day in words."""
    return wording.say_period(Period.day(value), _language()) if value else ""


@register.filter
def amount(figure: Figure) -> str:
    """The value without qualifier and unit."""
    return wording.say_amount(figure, _language())


@register.filter
def unit(figure: Figure) -> str:
    """The unit as it follows the number."""
    return wording.say_unit(figure, _language())


@register.filter
def is_date(figure: Figure) -> bool:
    """Whether the figure is itself a date: when that was stated is then no part of it."""
    return figure.unit.id == "date"


@register.filter
def qualifier(figure: Figure) -> str:
    """The qualifier in words."""
    return wording.say_qualifier(figure, _language())


@register.filter
def plainly(figure: Figure) -> str:
    """Qualifier, amount and unit as plain text, for titles and feeds."""
    return say_figure(figure, _language())


@register.filter
def short(source: Source) -> str:
    """The source's short name as a mark: "2023 paper"."""
    return short_name(source, _language())


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands apart: 1,028."""
    return f"{number:,}"


@register.filter
def word(value: Any) -> str:
    """The word for a value of one of the domain's lists: a kind, a level, a relation, a status …"""
    return str(words.word_for(value))


@register.filter
def word_back(value: Any) -> str:
    """The word for a relation as it reads from its far end: "Runs" for `run-by`."""
    return str(words.word_back_for(value))


@register.filter
def words_plural(value: Any) -> str:
    """The heading for several things of a kind."""
    return str(words.plural_for(value))


@register.simple_tag
def status(value: Status) -> str:
    """Where something stands: a shape and the word."""
    return format_html(
        '<span class="status status-{}">{}</span>', words.shape_of(value), words.word_for(value)
    )


@register.simple_tag
def count(number: int, one: str, many: str) -> str:
    """`{% count 3 "%(n)s measure" "%(n)s measures" %}`; the pair must stand in the catalogue."""
    return ngettext(one, many, number) % {"n": f"{number:,}"}


@register.simple_tag(takes_context=True)
def hue(context: template.Context, node_id: str) -> str:
    """The class that gives a node its direction's hue; empty above the directions."""
    tree = _request(context).pack.tree
    if node_id not in tree.nodes:
        return ""
    directions = [node.id for node in tree.of_level(Level.DIRECTION)]
    for node in tree.path(node_id):
        if node.id in directions:
            return f"hue-{directions.index(node.id) + 1}"
    return ""


@register.simple_tag(takes_context=True)
def paper(context: template.Context, anchor: Anchor) -> str:
    """The document that something was read from, by its short name."""
    return short_name(_request(context).pack.evidence.sources[anchor.source], _language())


@register.simple_tag(takes_context=True)
def place(context: template.Context, source: Source, anchor: Anchor) -> str:
    """Where a passage stands: the document, its heading and the lines."""
    if anchor.first == anchor.last:
        lines = _("line %(first)s") % {"first": anchor.first}
    else:
        lines = _("lines %(first)s to %(last)s") % {"first": anchor.first, "last": anchor.last}
    return format_html(
        '<span class="place quiet"><a class="plain" href="{}">{}</a>{}<span lang="en">{}</span>{}{}</span>',
        to(context, "portal:source", source.id), short_name(source, _language()),
        pgettext("between facts", ", "), anchor.heading, pgettext("between facts", ", "), lines,
    )  # fmt: skip


# ── The figure ────────────────────────────────────────────────────────────────────────────────


@register.simple_tag(takes_context=True)
def figure(
    context: template.Context, observation: Observation, with_time: bool = False, mark: bool = True
) -> str:
    """`{% figure observation %}`: the atom of every page.

    with_time: say when it held, too.
    mark:      show the source mark; without it only the amount is shown (inside a card or a link).
    """
    request = _request(context)
    days = request.pack.days
    key = (
        *(request.pack.version, days[-1] if days else None, request.as_of, _language()),
        *(request.get_host(), request.scheme, observation.id, with_time, mark),
    )
    kept = _figures.get(key)
    if kept is None:
        if len(_figures) >= _MOST_FIGURES:
            _figures.clear()
        kept = _figures[key] = _drawn_figure(request, observation, with_time, mark)
    return kept


_figures: dict[tuple[object, ...], SafeString] = {}
_MOST_FIGURES: Final = 30_000


def _drawn_figure(
    request: PortalRequest, observation: Observation, with_time: bool, mark: bool
) -> SafeString:
    context: dict[str, Any] = {
        "request": request,
        "observation": observation,
        "with_time": with_time,
        "mark": mark,
    }
    if mark:
        passage = passage_of(request.edition, observation.anchor)
        context |= {
            "card": figure_card(request.pack, observation, passage),
            "bounds": say_bounds(observation.figure, _language()),
            "page": request.build_absolute_uri(address("portal:figure", observation.id)),
        }
    html = str(render_to_string("portal/_figure.html", context))
    # A line of HTML a figure; passages keep their line breaks, which stand inside <pre>.
    if "<pre" not in html:
        html = re.sub(r"\s*\n\s*", " ", html)
    return SafeString(html.strip())


@register.filter
def as_printed(line: str) -> str:
    r"""A line of a passage as its paper prints it: the text that we read writes "\$" for "$"."""
    return _ESCAPED.sub(r"\1", line)


@register.simple_tag
def steps_to(way: Way) -> tuple[arithmetic.Step, ...]:
    """The way to a target, step by step."""
    return arithmetic.steps(way, _language())


@register.simple_tag
def still_to_go(way: Way) -> str:
    """How far the newest figure is from the target, in words; the way beyond it is no way at all."""
    unit = way.distance.target.observation.figure.unit
    return arithmetic.say_difference(abs(way.distance.left), unit, _language())


@register.filter
def share(value: Fraction) -> str:
    """A share of the way in whole per cent."""
    return arithmetic.say_share(value)


# ── Pictures ──────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("portal/_chart.html", takes_context=True)
def series_chart(context: template.Context, series: Series, small: bool = False) -> dict[str, Any]:
    """`{% series_chart series %}`: a series over time; nothing where fewer than two times are known."""
    pack = _request(context).pack
    name = say_series(series, pack, _language())
    return _picture(
        context,
        [charts.series_chart(series, pack, _language(), size) for size in _sizes(small)],
        name,
    )


@register.inclusion_tag("portal/_chart.html", takes_context=True)
def indicator_chart(
    context: template.Context, indicator: Indicator, small: bool = False
) -> dict[str, Any]:
    """`{% indicator_chart indicator %}`: its figures and targets; `small=True` for one of many."""
    pack = _request(context).pack
    drawn = [charts.indicator_chart(indicator, pack, _language(), size) for size in _sizes(small)]
    return _picture(context, drawn, indicator.name.in_language(_language()))


def _sizes(small: bool) -> tuple[charts.Size, ...]:
    return ("small",) if small else ("wide", "narrow")


def _picture(
    context: template.Context, drawn: Sequence[charts.Chart | None], name: str
) -> dict[str, Any]:
    return {
        "request": _request(context),
        "name": name,
        "charts": [chart for chart in drawn if chart is not None],
        "small": len(drawn) == 1,
    }


@register.simple_tag(takes_context=True)
def about_what(context: template.Context, dispute: Contradiction) -> str:
    """What a contradiction is about: the entity and the measure."""
    pack = _request(context).pack
    return say_series(
        pack.evidence.series[f"{dispute.subject}.{dispute.measure}"], pack, _language()
    )


@register.filter
def is_contradiction(dispute: object) -> bool:
    """Whether a dispute was found by rule, rather than declared with a reason."""
    return isinstance(dispute, Contradiction)
