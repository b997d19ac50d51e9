"""The sentences that open pages of support."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from technopole.evidence.wording import Language
from technopole.site.portal.sentences import joined
from technopole.site.support.queries.find import FindPage
from technopole.site.support.queries.scheme import SchemePage

__all__ = ["find_opening", "scheme_opening"]


def find_opening(page: FindPage) -> str:
    """What the answers so far come to."""
    schemes = sum(len(group.schemes) for group in page.groups)
    if not page.said:
        return _(
            "Answer a few questions and see which of %(schemes)d schemes fit, how much they give, and why."
        ) % {"schemes": schemes}
    fits, might = len(page.fits), len(page.might_fit)
    sentences = [
        ngettext("%(n)d scheme fits.", "%(n)d schemes fit.", fits) % {"n": fits}
        if fits
        else _("None is sure to fit yet.") if might
        else _("None of the schemes that take applications now fits.")
    ]  # fmt: skip
    if might:
        sentences.append(
            ngettext("%(n)d more might fit.", "%(n)d more might fit.", might) % {"n": might}
            if fits
            else ngettext("%(n)d scheme might fit.", "%(n)d schemes might fit.", might)
            % {"n": might}
        )
    if page.meant:
        comma = pgettext("between facts", ", ")
        language: Language = "zh-hant" if get_language() == "zh-hant" else "en"
        sentences.append(
            ngettext(
                "%(n)d that would be for you takes no applications now: %(names)s.",
                "%(n)d that would be for you take no applications now: %(names)s.",
                len(page.meant),
            )
            % {
                "n": len(page.meant),
                "names": comma.join(one.scheme.name.in_language(language) for one in page.meant),
            }
        )
    return joined(sentences)


def scheme_opening(page: SchemePage) -> str:
    """Whether one can apply, and how much of the rule is known."""
    if not page.scheme.executable:
        return _("Too little is published to compute who gets what; what is known stands below.")
    said = {
        "open": _("Applications are taken."),
        "closed": _("It no longer takes applications; its rule is kept for the record."),
        "not-yet": _("It does not take applications yet."),
        "unsure": _("Whether it takes applications today is not certain."),
        "not-stated": _("The sources give no dates between which one can apply."),
    }[page.state.word]
    questions = len(page.scheme.questions)
    asks = ngettext(
        "Its rule asks %(n)d question.", "Its rule asks %(n)d questions.", questions
    ) % {"n": questions}  # fmt: skip
    return joined((said, asks))
