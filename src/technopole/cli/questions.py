"""`technopole questions`: what a scheme's rule asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from technopole.cli.cases import LanguageOption, Tongue, opened_rules, scheme_named
from technopole.cli.options import FormatOption, PackName
from technopole.cli.output import Column, Record, hint, print_records, print_table


def questions(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME", help="Its code or id, such as NIFS.")],
    output_format: FormatOption = None,
    language: LanguageOption = Tongue.EN,
    pack: PackName = "hong_kong",
) -> None:
    """List the questions that a scheme's rule needs, with what may be answered.

    \b
    technopole questions NIFS
    technopole questions tvp --format jsonl
    """
    from technopole.rules.records import question_record

    found = scheme_named(scheme, opened_rules(pack))
    judged = [judgement.question for judgement in found.judgements]
    if not found.executable:
        typer.echo(
            f"{found.code} is described only: too little is published for a rule to run, so it asks nothing. "
            "Its page on the site says what is known.",
            err=True,
        )
    records = [question_record(question) for question in (*found.questions, *judged)]

    def words(text: Record | None) -> str:
        if text is None:
            return ""
        return str(text[language.value.replace("-", "_")] or text["en"])

    def answers(record: Record) -> str:
        if record["options"]:
            return "\n".join(option["option"] for option in record["options"])
        if record["judgement"]:
            return "true or false, by a person"
        match record["kind"]:
            case "truth":
                return "true or false"
            case "day":
                return f"a day from {record['low']} to {record['high']}"
            case "items":
                fields = "\n".join(field["question"] for field in record["fields"])
                return f"a list of at most {record['high']}, each with\n{fields}"
            case _:
                return f"{record['low']} to {record['high']} {record['unit']}"

    def table(rows: Sequence[Record]) -> None:
        title = f"{found.name.in_language(language.language)} ({found.code}): {len(rows)} questions"
        print_table(
            title,
            rows,
            [
                Column("question", lambda r: r["question"], wide=True),
                Column("wording", lambda r: words(r["wording"]), wide=True),
                Column("answer", answers, wide=True),
            ],
        )
        if found.executable:
            hint(f"With answers in a file: technopole check {found.code} --answers FILE")

    print_records(records, output_format, table)
