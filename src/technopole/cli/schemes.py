"""`technopole schemes`: the register's schemes, funds, programmes and tax measures."""

from __future__ import annotations

from collections.abc import Sequence

from technopole.cli.options import AsOf, FormatOption, PackName, opened
from technopole.cli.output import Column, Record, hint, print_records, print_table


def schemes(
    as_of: AsOf = None, output_format: FormatOption = None, pack: PackName = "hong_kong"
) -> None:
    """List what supports companies, researchers and people: who runs it and where it stands.

    \b
    technopole schemes
    technopole schemes --format csv > schemes.csv
    """
    from technopole.plan.records import SUPPORT_KINDS, scheme_record

    known = opened(pack, as_of)
    entities = known.register.of_kind(*SUPPORT_KINDS)
    records = [scheme_record(entity, known) for entity in entities]
    names = {entity.id: entity.name.en for entity in known.register.entities.values()}

    def table(rows: Sequence[Record]) -> None:
        print_table(
            f"{len(rows)} schemes, funds, programmes and tax measures",
            rows,
            [
                Column("scheme", lambda r: r["scheme"], wide=True),
                Column("name", lambda r: r["name"], wide=True),
                Column("kind", lambda r: r["kind"]),
                Column("status", lambda r: r["status"] or "unknown"),
                Column(
                    "run by",
                    lambda r: "\n".join(names[i] for i in r["run_by"]) or "unknown",
                    wide=True,
                ),
            ],
        )
        hint("The figures of one scheme: technopole facts --subject ID")

    print_records(records, output_format, table)
