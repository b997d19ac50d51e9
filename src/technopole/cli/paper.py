"""`technopole paper`: a paper that writes itself, as PDF, Word file or page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from technopole.cli.cases import day_asked
from technopole.cli.options import AsOf, PackName, day_typed, opened
from technopole.cli.output import fail, hint

if TYPE_CHECKING:
    from datetime import date

    from technopole.evidence.wording import Language
    from technopole.plan.packs import Pack


class PaperKind(StrEnum):
    """The kinds of paper that there are."""

    PROGRESS = "progress"
    FACTSHEET = "factsheet"
    BRIEF = "brief"


class PaperLanguage(StrEnum):
    """The languages that a paper can be in."""

    ENGLISH = "en"
    CHINESE = "zh-hant"


def paper(  # noqa: PLR0917  the options of a command
    kind: Annotated[
        PaperKind,
        typer.Option(
            help="A progress paper, a factsheet of two pages, or a brief of one page on one thing."
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", help="Where to write it; .pdf, .docx or .html says as what."
        ),
    ],
    as_of: AsOf = None,
    language: Annotated[
        PaperLanguage, typer.Option(help="The language of the paper.")
    ] = PaperLanguage.ENGLISH,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="What a brief is about: a node of the plan (S2) or an entity (a scheme's id).",
        ),
    ] = None,
    pack: PackName = "hong_kong",
) -> None:
    """Write a paper in which every number is a reference to its source.

    The same day gives the same bytes. Without --as-of it is of today.

    \b
    technopole paper --kind progress --as-of 2023-11-13 --out progress.pdf
    technopole paper --kind factsheet --language zh-hant --out factsheet.docx
    technopole paper --kind brief --about S2 --out brief.html
    """
    from technopole.outlook.paper import Format

    form = out.suffix.lower().removeprefix(".")
    if form not in set(Format):
        fail(
            f"--out “{out}” does not say what to write. Let its name end in "
            f"{', '.join(f'.{each}' for each in list(Format)[:-1])} or .{list(Format)[-1]}."
        )
    known = opened(pack, None)
    day = day_typed("--as-of", as_of) or day_asked(None)
    content = _content(kind, known, day, about=about, form=form, language=language.value)
    try:
        out.write_bytes(content)
    except OSError as error:
        fail(f"“{out}” cannot be written: {error.strerror}. Name a file in a folder that takes it.")
    hint(f"Written: {out}")


def _content(
    kind: PaperKind, pack: Pack, day: date, *, about: str | None, form: str, language: Language
) -> bytes:
    from technopole.evidence.problems import PackRefused
    from technopole.outlook import paper as papers

    try:
        document = papers.compose(kind.value, pack, day, about)
        return papers.written(document, form, language)
    except papers.NoPaper as error:
        fail(str(error))  # no file is no answer, whatever the reason: nobody goes on without it
    except (papers.Unproven, PackRefused) as error:
        fail(str(error), status=1)
    except ModuleNotFoundError as error:
        fail(
            f"Papers need the package {error.name}, which is not installed. Install Technopole with "
            "its extra `papers`: technopole[papers]."
        )
