"""The progress paper: purpose, background, new initiatives, progress by strategy, indicators, what
changed since the last paper, and annexes with every initiative, indicator, disagreement, figure and
document. Built as papers to a legislature's panel are; the wording is ours.
"""

from __future__ import annotations

from dataclasses import replace

from technopole.outlook.paper.colophon import as_known, author, colophon, opening
from technopole.outlook.paper.composing import Composer
from technopole.outlook.paper.document import Document
from technopole.outlook.paper.progress.annexes import (
    disputes_annex,
    figures_annex,
    indicators_annex,
    initiatives_annex,
    named_annex,
    sources_annex,
)
from technopole.outlook.paper.progress.background import background, purpose
from technopole.outlook.paper.progress.changes import changes
from technopole.outlook.paper.progress.indicators import indicators
from technopole.outlook.paper.progress.initiatives import by_strategy, new_initiatives
from technopole.outlook.paper.progress.outlook import outlook_section
from technopole.outlook.paper.references import NameReference, Naming, Sentence, sentence

__all__ = ["progress_paper"]


def progress_paper(composer: Composer) -> Document:
    """The progress paper as of the composer's day."""
    sections = [
        purpose(composer),
        background(composer),
        *new_initiatives(composer),
        *by_strategy(composer),
        *indicators(composer),
        *outlook_section(composer),
        *changes(composer),
        *initiatives_annex(composer),
        *named_annex(composer),
        *indicators_annex(composer),
        *disputes_annex(composer),
    ]
    document = Document(
        kind="progress",
        title=_title(composer),
        subtitle=as_known(composer),
        opening=opening(composer),
        author=author(),
        as_of=composer.as_of,
        version=composer.whole.version,
        sections=(*sections, sources_annex(composer)),
        colophon=colophon(composer),
    )
    figures = figures_annex(composer, document.facts())
    return replace(document, sections=(*sections, figures, sources_annex(composer)))


def _title(composer: Composer) -> Sentence:
    plan = composer.setting.plan
    if plan in composer.pack.register.entities:
        return sentence("{plan}: progress paper", "{plan}：進展報告", plan=composer.entity(plan))
    return sentence(
        "Innovation and technology in {place}: progress paper",
        "{place}創新科技：進展報告",
        place=NameReference(composer.pack.name, Naming.PACK, composer.pack.id),
    )
