"""`technopole schemes`: the register's schemes, funds, programmes and tax measures, and those that only rules know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from technopole.cli.cases import day_asked, opened_rules
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
    from technopole.plan.records import support_records
    from technopole.rules.records import asked_by, scheme_record

    known = opened(pack, as_of)
    rules = opened_rules(pack).schemes
    records = support_records(known, asked_by(rules.values()), rules)
    if as_of is None:  # what a document had named by a day is known of the register alone
        everywhere = opened(pack, None).register.entities
        today = day_asked(None)
        records += [scheme_record(rules[name], today) for name in rules if name not in everywhere]
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
                Column("rule", lambda r: "runs" if r["executable"] else ""),
                Column(
                    "run by",
                    lambda r: "\n".join(names.get(i, i) for i in r["run_by"]) or "unknown",
                    wide=True,
                ),
            ],
        )
        hint(
            "Who fits: technopole find --answers FILE. One scheme's figures: technopole facts --subject ID"
        )

    def like() -> Iterable[Record]:
        return support_records(opened(pack, None), asked_by(rules.values()), rules)

    print_records(records, output_format, table, like=like)
