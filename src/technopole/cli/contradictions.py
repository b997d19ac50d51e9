"""`technopole contradictions`: where the documents disagree, or only seem to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from technopole.cli.options import AsOf, FormatOption, PackName, opened
from technopole.cli.output import Column, Record, hint, print_records, print_table

if TYPE_CHECKING:
    from technopole.evidence.contradictions import Dispute
    from technopole.plan.packs import Pack


def contradictions(
    as_of: AsOf = None, output_format: FormatOption = None, pack: PackName = "hong_kong"
) -> None:
    """List contradictions, which a rule finds, and tensions, which are declared with a reason.

    \b
    technopole contradictions
    technopole contradictions --as-of 2022-12-31
    technopole contradictions --format jsonl
    """
    from technopole.evidence.wording import say_figure
    from technopole.plan.records import dispute_record

    known = opened(pack, as_of)
    disputes = _disputes(known)
    records = [dispute_record(dispute, known) for dispute in disputes]
    words = {s.id: say_figure(s.figure, "en") for dispute in disputes for s in dispute.sides}

    def sides(record: Record) -> str:
        return "\n".join(f"{s['id']}  {words[s['id']]}  ({s['source']})" for s in record["sides"])

    def table(rows: Sequence[Record]) -> None:
        counts = f"{len(known.evidence.contradictions)} contradictions"
        print_table(
            f"{counts}, {len(known.evidence.tensions)} tensions",
            rows,
            [
                Column("kind", lambda r: r["kind"]),
                Column("what", _title, wide=True),
                Column("sides", sides, wide=True),
            ],
        )
        hint("A side's place in its document: technopole facts --subject NAME --format jsonl")

    def like() -> Iterator[Record]:
        whole = opened(pack, None)
        return (dispute_record(dispute, whole) for dispute in _disputes(whole))

    print_records(records, output_format, table, _rows, like)


def _disputes(known: Pack) -> list[Dispute]:
    return [*known.evidence.contradictions, *known.evidence.tensions]


def _title(record: Record) -> str:
    if record["kind"] == "tension":
        return str(record["title"]["en"])
    return f"{record['subject_name']}: {record['measure_name']}"


def _rows(records: Iterable[Record]) -> Iterator[Record]:
    """One row a side: a table has no room for two sides in one."""
    for record in records:
        for side in record["sides"]:
            yield {
                "dispute": record["id"],
                "kind": record["kind"],
                "title": _title(record),
                "fact": side["id"],
                "source": side["source"],
                "qualifier": side["qualifier"],
                "value": side["value"],
                "unit": side["unit"],
                "as_at": side["as_at"],
            }
