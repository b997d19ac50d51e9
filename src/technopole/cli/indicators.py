"""`technopole indicators`: what the plan measures itself by."""

from __future__ import annotations

from technopole.cli.options import AsOf, FormatOption, PackName, opened
from technopole.cli.output import Column, Format, chosen, hint, print_csv, print_jsonl, print_table


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
    match chosen(output_format):
        case Format.JSONL:
            print_jsonl(records)
        case Format.CSV:
            print_csv(records)
        case _:

            def latest(indicator: str) -> str:
                newest = known.indicators[indicator].latest(known.evidence)
                if newest is None:
                    return "unknown"
                return f"{say_figure(newest.figure, 'en')} ({newest.as_at.text if newest.as_at else 'undated'})"

            def targets(indicator: str) -> str:
                points = known.indicators[indicator].of_role(Role.TARGET)
                return "\n".join(
                    _target(say_figure(p.observation.figure, "en"), p.year_named) for p in points
                )

            print_table(
                f"{len(records)} indicators",
                records,
                [
                    Column("id", lambda r: r["id"]),
                    Column("set", lambda r: r["set"]),
                    Column("indicator", lambda r: r["name"]["en"], wide=True),
                    Column("newest figure", lambda r: latest(r["id"]), right=True),
                    Column("targets", lambda r: targets(r["id"]), right=True),
                ],
            )
            hint("The distances to each target: technopole indicators --format jsonl")


def _target(figure: str, year: int | None) -> str:
    return f"{figure} ({year})" if year else figure
