"""`technopole contradictions`: where the documents disagree, or only seem to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from technopole.cli.options import AsOf, FormatOption, PackName, opened
from technopole.cli.output import (
    Column,
    Format,
    Record,
    chosen,
    hint,
    print_csv,
    print_jsonl,
    print_table,
)

if TYPE_CHECKING:
    from technopole.evidence.contradictions import Dispute


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
    disputes: list[Dispute] = [*known.evidence.contradictions, *known.evidence.tensions]
    records = [dispute_record(dispute, known) for dispute in disputes]
    match chosen(output_format):
        case Format.JSONL:
            print_jsonl(records)
        case Format.CSV:
            print_csv(_rows(records))
        case _:
            words = {
                s.id: say_figure(s.figure, "en") for dispute in disputes for s in dispute.sides
            }
            print_table(
                f"{len(known.evidence.contradictions)} contradictions, "
                f"{len(known.evidence.tensions)} tensions",
                records,
                [
                    Column("kind", lambda r: r["kind"]),
                    Column("what", _title, wide=True),
                    Column(
                        "sides",
                        lambda r: "\n".join(
                            f"{side['id']}  {words[side['id']]}  ({side['source']})"
                            for side in r["sides"]
                        ),
                        wide=True,
                    ),
                ],
            )
            hint("A side's place in its document: technopole facts --subject NAME --format jsonl")


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
