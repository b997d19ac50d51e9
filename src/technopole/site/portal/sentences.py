"""The sentences that open pages: whole ones, each said only when it says something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from technopole.evidence.contradictions import Tension
from technopole.evidence.wording import Language
from technopole.plan.records import SUPPORT_KINDS
from technopole.plan.register import EntityKind
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Standing
from technopole.site.portal.estimates import say_chance
from technopole.site.portal.queries.evidence import DisputePage
from technopole.site.portal.queries.figures import say_figure
from technopole.site.portal.queries.plan import NodePage
from technopole.site.portal.queries.prospects import Prospect
from technopole.site.portal.queries.register import (
    EntityPage,
    EntityRow,
    InitiativesPage,
    SupportPage,
)
from technopole.site.portal.words import shape_of, word_for

__all__ = [
    "chance_sentence", "dispute_opening", "entity_change", "entity_standing", "initiatives_opening", "joined", "node_opening", "progress",
    "support_opening",
]  # fmt: skip

_IN_PLACE = frozenset({"full", "square"})
_IN_THE_MAKING = frozenset({"half", "late"})
_TO_COME = frozenset({"hollow"})
_ENDED = frozenset({"crossed"})
_ONLY_NAMED = frozenset({"dash"})
_HAVE_A_STANDING = frozenset(
    {
        *SUPPORT_KINDS,
        EntityKind.FACILITY,
        EntityKind.PLATFORM,
        EntityKind.SYSTEM,
        EntityKind.POLICY,
        EntityKind.AGREEMENT,
    }
)


def joined(sentences: Iterable[str]) -> str:
    """Whole sentences one after another, as the language sets them."""
    gap = "" if get_language() == "zh-hant" else " "
    return gap.join(sentence for sentence in sentences if sentence)


def progress(standings: Sequence[tuple[Status, int]]) -> str:
    """How initiatives stand, in one sentence; empty when there are none."""
    total = sum(number for _status, number in standings)
    if not total:
        return ""
    if total == 1:
        return _("The documents report one initiative under it: %(status)s.") % {
            "status": word_for(standings[0][0])
        }
    return _("Of the %(total)s initiatives that the documents report under it, %(parts)s.") % {
        "total": total,
        "parts": _by_progress(standings),
    }


def _by_progress(standings: Sequence[tuple[Status, int]]) -> str:
    """How many are in place or done, in the making, still to come or at an end; none is left unsaid."""
    counted = Counter[str]()
    for status, number in standings:
        counted[shape_of(status)] += number
    placed, making, coming, ended, named = (
        sum(counted[shape] for shape in shapes)
        for shapes in (_IN_PLACE, _IN_THE_MAKING, _TO_COME, _ENDED, _ONLY_NAMED)
    )
    parts = (
        (placed, ngettext("%(n)s is in place or done", "%(n)s are in place or done", placed)),
        (making, ngettext("%(n)s is in the making", "%(n)s are in the making", making)),
        (coming, ngettext("%(n)s is still to come", "%(n)s are still to come", coming)),
        (ended, ngettext("%(n)s has ended", "%(n)s have ended", ended)),
        (named, ngettext("%(n)s is only named", "%(n)s are only named", named)),
    )
    return _listed([words % {"n": number} for number, words in parts if number])


def initiatives_opening(page: InitiativesPage) -> str:
    """How the initiatives of the chosen strategy, or all, stand."""
    total = sum(number for _status, number in page.statuses)
    if not total:
        return _("The documents report no initiative here.")
    return ngettext(
        "The documents report %(total)s initiative: %(parts)s.",
        "The documents report %(total)s initiatives: %(parts)s.",
        total,
    ) % {"total": total, "parts": _by_progress(page.statuses)}


def support_opening(page: SupportPage) -> str:
    """How many schemes there are, and how many take part now."""
    rows = [row.row for _kind, group in page.groups for row in group]
    running = sum(
        row.standing is not None and shape_of(row.standing.status) == "full" for row in rows
    )
    return _(
        "The documents name %(total)s schemes, funds, programmes and tax measures; by the newest "
        "statement %(running)s of them are open or in operation."
    ) % {"total": len(rows), "running": running}


def entity_standing(row: EntityRow, language: Language) -> str:
    """Which document the standing is read from; what cannot stand anywhere has nothing to say."""
    if row.standing is None:
        expected = row.entity.kind in _HAVE_A_STANDING
        return _("The documents do not say where it stands.") if expected else ""
    sources = {source.id: source for source in row.documents}
    document = sources[row.standing.anchor.source]
    return _("Where it stands is read from %(document)s.") % {
        "document": document.short.in_language(language)
    }


def entity_change(page: EntityPage, language: Language) -> str:
    """How its standing changed from the first document to the latest; empty where one alone tells."""
    if page.move is None:
        return ""
    values = {
        "before": word_for(page.move.first.status),
        "after": word_for(page.move.latest.status),
        "first": page.move.first_source.short.in_language(language),
        "latest": page.move.latest_source.short.in_language(language),
    }
    if page.move.first.status is page.move.latest.status:
        return _("In %(first)s as in %(latest)s: %(after)s.") % values
    return _("From “%(before)s” in %(first)s to “%(after)s” in %(latest)s.") % values


def dispute_opening(page: DisputePage, language: Language) -> str:
    """What the sides of a contradiction say, each with its document; of a tension, its reason."""
    if isinstance(page.dispute, Tension):
        return page.dispute.reason.in_language(language)
    sides = [
        _("%(figure)s (%(document)s)")
        % {
            "figure": say_figure(claim.observation.figure, language),
            "document": claim.source.short.in_language(language),
        }
        for claim in page.claims
    ]
    return _("Of the same thing at the same time the documents say %(sides)s.") % {
        "sides": _listed(sides)
    }


def node_opening(page: NodePage) -> str:
    """What a node is and how it stands."""
    match page.node.level:
        case Level.VISION:
            return _("This is what the whole plan is for.")
        case Level.MISSION:
            return _("This is one of the ends that the plan is to serve.")
        case Level.MEASURE:
            return joined((_measure(page.node.standing), _carriers(page), progress(page.standings)))
        case _:
            return joined((_extent(page), progress(page.standings)))


def _measure(standing: Standing | None) -> str:
    match standing:
        case Standing.EXISTING:
            return _("This measure was already there when the plan was published.")
        case Standing.NEW:
            return _("This measure came with the plan.")
        case Standing.CRITERION:
            return _("This is a criterion that guides the measures beside it.")
        case Standing.FOCUS:
            return _("This is an industry that the measures beside it look to first.")
        case None:
            return ""


def _carriers(page: NodePage) -> str:
    if page.schemes or page.institutions or page.others:
        return ""
    return _("The documents do not say who carries it out.")


def _extent(page: NodePage) -> str:
    parts = [
        template % {"n": page.counts[level]}
        for level, template in (
            (
                Level.STRATEGY,
                ngettext("%(n)s strategy", "%(n)s strategies", page.counts[Level.STRATEGY]),
            ),
            (Level.TARGET, ngettext("%(n)s target", "%(n)s targets", page.counts[Level.TARGET])),
            (
                Level.RECOMMENDATION,
                ngettext(
                    "%(n)s recommendation",
                    "%(n)s recommendations",
                    page.counts[Level.RECOMMENDATION],
                ),
            ),
            (
                Level.MEASURE,
                ngettext("%(n)s measure", "%(n)s measures", page.counts[Level.MEASURE]),
            ),
        )
        if page.counts[level]
    ]
    if not parts:
        return _("The plan sets nothing more under it.")
    return _("Under it the plan sets %(parts)s.") % {"parts": _listed(parts)}


def _listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": _(", ").join(parts[:-1]), "last": parts[-1]}


def chance_sentence(prospect: Prospect) -> str:
    """How likely its targets are; empty where no chance is given."""
    found = [
        (str(target.goal.year_named or target.goal.figure_year), say_chance(target.chance.chance))
        for target in prospect.chances
        if target.chance is not None and target.chance.chance is not None
    ]
    if not found:
        return ""
    if len(found) == 1:
        return _("If what is known goes on, the chance of that is %(chance)s.") % {
            "chance": found[0][1]
        }
    parts = [_("%(chance)s for %(year)s") % {"year": year, "chance": c} for year, c in found]
    return _("If what is known goes on, the chance is %(parts)s.") % {"parts": _listed(parts)}
