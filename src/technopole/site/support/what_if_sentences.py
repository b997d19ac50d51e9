"""The sentences that open a what-if, and say whose rule it is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from technopole.evidence.wording import Language
from technopole.rules.wording import say_day
from technopole.site.portal.sentences import joined
from technopole.site.support.queries.what_if import Outcome, WhatIfPage
from technopole.site.support.what_if.preparing import Doing

__all__ = ["doing_said", "opening", "rule_said"]


def opening(outcome: Outcome) -> str:
    """What becomes of whom, in a sentence or two."""
    now = outcome.before
    if not outcome.changed:
        here = {
            "eligible": f"{now.eligible:,}",
            "rows": f"{outcome.rows:,}",
            "total": now.total,
        }
        fits = ngettext(
            "Under this rule %(eligible)s of %(rows)s applicants is eligible, for %(total)s in all.",
            "Under this rule %(eligible)s of %(rows)s applicants are eligible, for %(total)s in all.",
            now.eligible,
        )
        said = [fits % here]
    else:
        then = outcome.after
        said = [_eligible(outcome) % {"rows": f"{outcome.rows:,}", "before": f"{now.eligible:,}", "after": f"{then.eligible:,}"}]  # fmt: skip
        amounts = {
            "total": then.total,
            "change": outcome.total.size,
        }
        said.append(
            {
                "more": _("In all it would come to %(total)s, %(change)s more."),
                "less": _("In all it would come to %(total)s, %(change)s less."),
                "same": _("In all it would come to %(total)s, as now."),
                "unsure": _("In all it would come to %(total)s."),
            }[outcome.total.way]
            % amounts
        )
        said.append(_sides(outcome))
    if outcome.after.unknown or outcome.after.open:
        said.append(_("Where something is not known, amounts stand between two ends."))
    return joined(said)


def _eligible(outcome: Outcome) -> str:
    if outcome.more:
        return _("%(after)s instead of %(before)s of %(rows)s applicants would be eligible.")
    return _("%(after)s of %(rows)s applicants would be eligible, as many as now.")


def _sides(outcome: Outcome) -> str:
    gain, lose = outcome.gain, outcome.lose
    if not gain and not lose:
        return _("Nobody surely gains or loses.") if outcome.unsure else _("Nobody gains or loses.")
    sides = [
        ngettext("%(n)s gains", "%(n)s gain", gain) % {"n": f"{gain:,}"} if gain
        else _("nobody gains"),
        ngettext("%(n)s loses", "%(n)s lose", lose) % {"n": f"{lose:,}"} if lose
        else _("nobody loses"),
    ]  # fmt: skip
    if not gain:
        sides.reverse()
    said = _("%(one)s, and %(other)s.") % {"one": sides[0], "other": sides[1]}
    return said[:1].upper() + said[1:]


def rule_said(page: WhatIfPage, language: Language) -> str:
    """Whose rule it is, and why of that day."""
    day = say_day(page.rule.day).in_language(language)
    if page.today:
        return _("The rule is that of %(day)s, and it meets every applicant, whenever they applied.") % {"day": day}  # fmt: skip
    if page.usual:
        return _(
            "The rule is that of %(day)s, the last day on which applications were taken and all its figures "
            "are known; it meets every applicant, whenever they applied."
        ) % {"day": day}
    return _("The rule is that of %(day)s, as you chose; it meets every applicant, whenever they applied.") % {"day": day}  # fmt: skip


def doing_said(doing: Doing) -> str:
    """What is being done for a page that has to wait."""
    return {
        Doing.QUEUED: _("Another rule is being prepared first."),
        Doing.READING: _("The applicants are being read, or drawn if this is the first time here."),
        Doing.COMPILING: _("The rule is being compiled, which takes some seconds the first time."),
        Doing.MEASURING: _("Everybody is being measured by the rule of the day."),
    }[doing]
