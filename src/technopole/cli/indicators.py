"""`technopole indicators`: what the plan measures itself by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from technopole.cli.options import AsOf, FormatOption, PackName, opened
from technopole.cli.output import Column, Record, hint, print_records, print_table


def indicators(
    as_of: AsOf = None, output_format: FormatOption = None, pack: PackName = "hong_kong"
) -> None:
    """List the indicators with their newest figure and their targets.

    \b
    technopole indicators
    technopole indicators --as-of 2023-11-13 --format jsonl
    """
    from technopole.evidence.wording import say_figure
    from technopole.plan.indicators import Role
    from technopole.plan.records import indicator_record

    known = opened(pack, as_of)
    records = [indicator_record(indicator, known) for indicator in known.indicators.values()]

    def latest(record: Record) -> str:
        newest = known.indicators[record["id"]].latest(known.evidence)
        if newest is None:
            return "unknown"
        as_at = newest.as_at.text if newest.as_at else "undated"
        return f"{say_figure(newest.figure, 'en')} ({as_at})"

    def targets(record: Record) -> str:
        points = known.indicators[record["id"]].of_role(Role.TARGET)
        return "\n".join(
            _target(say_figure(p.observation.figure, "en"), p.year_named) for p in points
        )

    def table(rows: Sequence[Record]) -> None:
        print_table(
            f"{len(rows)} indicators",
            rows,
            [
                Column("id", lambda r: r["id"]),
                Column("indicator", lambda r: r["name"]["en"], wide=True),
                Column("newest figure", latest, right=True),
                Column("targets", targets, right=True),
            ],
        )
        hint("The distances to each target: technopole indicators --format jsonl")

    def like() -> Iterator[Record]:
        whole = opened(pack, None)
        return (indicator_record(indicator, whole) for indicator in whole.indicators.values())

    print_records(records, output_format, table, like=like)


def _target(figure: str, year: int | None) -> str:
    return f"{figure} ({year})" if year else figure
