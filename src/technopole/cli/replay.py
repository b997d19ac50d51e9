"""`technopole replay`: compute a receipt again, and say whether it comes out the same."""

from __future__ import annotations

from typing import Annotated

import typer

from technopole.cli.cases import LanguageOption, Tongue, bytes_from, opened_rules
from technopole.cli.options import PackName
from technopole.cli.output import fail


def replay(
    receipt: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="A file of receipts, one a line, as `technopole check` writes it; - reads standard input.",
        ),
    ],
    language: LanguageOption = Tongue.EN,
    pack: PackName = "hong_kong",
) -> None:
    """Compute a receipt again: the same bytes, or in a sentence what is different.

    The exit status is 1 when a receipt does not come out the same.

    \b
    technopole check NIFS --answers case.json --receipt receipt.json
    technopole replay receipt.json
    """
    from technopole.rules.receipts import ReceiptRefused
    from technopole.rules.receipts import replay as replayed

    book = opened_rules(pack)
    given = [line for line in bytes_from(receipt, "FILE").split(b"\n") if line.strip()]
    if not given:
        fail(
            f"“{receipt}” holds no receipt. Write one with: technopole check SCHEME --receipt FILE"
        )
    different = 0
    for number, line in enumerate(given, start=1):
        place = f"{number}: " if len(given) > 1 else ""
        try:
            found = replayed(line, book)
        except ReceiptRefused as error:
            fail(f"{place}{error.says.in_language(language.language)}")
        typer.echo(f"{place}{found.says.in_language(language.language)}")
        different += not found.same
    if different:
        raise typer.Exit(1)
