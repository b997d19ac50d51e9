"""`technopole facts`: every figure with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from technopole.cli.options import AsOf, FormatOption, PackName, check_known, not_yet, opened
from technopole.cli.output import Column, Record, hint, print_records, print_table

if TYPE_CHECKING:
    from datetime import date

    from technopole.plan.packs import Pack


def facts(
    source: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only facts read from this document, e.g. legco-2023."),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(metavar="S", help="Only facts about this entity: its id, or part of a name."),
    ] = None,
    as_of: AsOf = None,
    output_format: FormatOption = None,
    pack: PackName = "hong_kong",
) -> None:
    """List figures, each with its value, unit, time, document and place.

    \b
    technopole facts --subject iam-smart
    technopole facts --source legco-2023 --format csv > figures.csv
    technopole facts --as-of 2023-11-13 --format jsonl | head
    """
    from technopole.evidence.wording import say_figure
    from technopole.plan.records import fact_record

    known, whole = opened(pack, as_of), opened(pack, None)
    check_known("--source", source, whole.evidence.sources)
    if source is not None and source not in known.evidence.sources:
        not_yet("--source", source, as_of, whole.evidence.sources[source].published)
    observations = [o for o in known.evidence.observations.values() if source in (None, o.source)]
    if subject is not None:
        subjects = _subjects_named(subject, known)
        if not subjects and (later := _subjects_named(subject, whole)):
            not_yet("--subject", subject, as_of, _since(later, whole))
        if not subjects:
            check_known("--subject", subject, whole.register.entities)
        observations = [o for o in observations if o.subject in subjects]
    records = (fact_record(observation, known) for observation in observations)

    def table(rows: Sequence[Record]) -> None:
        names = sorted({str(row["subject_name"]) for row in rows})
        subject = [Column("subject", lambda r: r["subject_name"], wide=True)]
        print_table(
            f"{len(rows):,} figures" + (f" on {names[0]}" if len(names) == 1 else ""),
            rows,
            [
                Column("id", lambda r: r["id"]),
                *(subject if len(names) > 1 else []),
                Column("measure", lambda r: r["measure_name"], wide=True),
                Column(
                    "figure",
                    lambda r: say_figure(known.evidence.observations[r["id"]].figure, "en"),
                    right=True,
                ),
                Column("as at", lambda r: r["as_at_stated"] or "undated"),
                Column("source", lambda r: f"{r['source']}:{r['lines'][0]}"),
            ],
        )
        hint("Everything that is known of a figure: technopole facts --subject NAME --format jsonl")

    every = (
        fact_record(observation, whole) for observation in whole.evidence.observations.values()
    )
    print_records(records, output_format, table, like=lambda: every)


def _since(subjects: set[str], pack: Pack) -> date:
    """The day since which one of them is known."""
    return next(day for day in pack.days if subjects & pack.as_of(day).register.entities.keys())


def _subjects_named(text: str, pack: Pack) -> set[str]:
    """The entities whose id is the text, or else whose names hold it."""
    entities = pack.register.entities
    if text in entities:
        return {text}
    wanted = text.strip().casefold()
    if not wanted:
        return set()
    return {
        entity.id
        for entity in entities.values()
        if any(
            wanted in name.casefold()
            for name in (entity.name.en, entity.name.zh_hant, *(n.name for n in entity.names))
        )
    }
