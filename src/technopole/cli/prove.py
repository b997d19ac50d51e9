"""`technopole prove`: what a scheme's rule promises, proved over every answer there is."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from technopole.cli.cases import day_asked
from technopole.cli.options import FormatOption, PackName
from technopole.cli.output import Column, Format, Record, fail, hint, print_records, print_table

if TYPE_CHECKING:
    from datetime import date

    from technopole.rules.language import Scheme
    from technopole.rules.rulebook import Rulebook

_IN_FULL: Final = 3  # so many schemes are shown check by check


def prove(
    scheme: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCHEME", help="Their codes or ids, such as NIFS; all without one."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day on which some case must fit, and for which cliffs are listed; today "
            "without it.",
        ),
    ] = None,
    counterexample: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|-",
            help="Write the first case that refutes a check as a file of answers; - prints it alone.",
        ),
    ] = None,
    output_format: FormatOption = None,
    pack: PackName = "hong_kong",
) -> None:
    """Prove that a scheme's rule keeps its promises, whatever is answered.

    Awards stay within their ceilings and shares; some case fits; every condition decides; dated
    values leave no gap; no number outgrows a 64-bit count; what should rise never falls. Cliffs are
    listed. The exit status is 1 when a check is refuted.

    \b
    technopole prove
    technopole prove NIFS TVP
    technopole prove TVP --on 2021-06-30 --format jsonl
    """
    from technopole.rules.readers.prove import SolverMissing
    from technopole.rules.readers.prove.proof import Status

    day = day_asked(on)
    book = _rulebook(pack)
    schemes = _chosen(book, scheme or [])
    refuted: list[Record] = []

    # Lines that come on the same terminal as they are found tell the progress themselves.
    lines_are_shown = output_format is Format.JSONL and sys.stdout.isatty()

    def proved() -> Iterator[Record]:
        for record in _records(book, schemes, day, tell=not lines_are_shown):
            if record["status"] == Status.REFUTED:
                refuted.append(record)
            yield record

    try:
        if counterexample == Path("-"):
            total = len(list(proved()))
        else:
            total = _printed(proved(), output_format, schemes, day)
    except SolverMissing as missing:
        fail(str(missing))
    _write(refuted, counterexample)
    if refuted:
        fail(
            f"{len(refuted)} of {total} checks are refuted. Mend the rule, or the promise that its "
            "scheme declares.",
            status=1,
        )


def _rulebook(pack: str) -> Rulebook:
    from technopole.plan.packs import UnknownPack, package_of
    from technopole.rules.language import SchemeFaulty
    from technopole.rules.rulebook import read_rulebook

    try:
        return read_rulebook(package_of(pack))
    except (UnknownPack, SchemeFaulty) as error:
        fail(str(error.args[0]))


def _chosen(book: Rulebook, names: Sequence[str]) -> list[Scheme]:
    """The schemes of these names whose rule runs; ends the command at a name that there is not."""
    if not names:
        return list(book.executable)
    chosen: list[Scheme] = []
    for name in names:
        found = book.by_code.get(name.lower())
        if found is None:
            known = [scheme.code for scheme in book.schemes.values()] + list(book.schemes)
            near = get_close_matches(name, known, n=2, cutoff=0.5) or get_close_matches(
                name.upper(), known, n=2, cutoff=0.5
            )
            mend = f"Did you mean {' or '.join(near)}?" if near else "See: technopole schemes"
            fail(f"No scheme is called “{name}”. {mend}")
        if not found.executable:
            fail(f"{found.code} is only described: no rule runs, so there is nothing to prove.")
        chosen.append(found)
    return list(dict.fromkeys(chosen))


def _records(
    book: Rulebook, schemes: Sequence[Scheme], day: date, *, tell: bool
) -> Iterator[Record]:
    """One record a check, as soon as it is done; the progress is told on a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from technopole.rules.readers.prove import proofs
    from technopole.rules.readers.prove.proof import proof_record

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True,
        disable=not (tell and console.is_terminal),
    ) as progress:  # fmt: skip
        task = progress.add_task("Proving")
        for number, scheme in enumerate(schemes, start=1):
            progress.update(task, description=f"Proving {scheme.code} ({number} of {len(schemes)})")
            for proof in proofs(scheme, on=day, consistency=book.consistency):
                yield {"scheme": proof.scheme, "code": scheme.code, **proof_record(proof)}


def _printed(
    records: Iterator[Record],
    output_format: FormatOption,
    schemes: Sequence[Scheme],
    day: date,
) -> int:
    """Print the records in the format asked for; how many there were."""
    count = 0

    def counted() -> Iterator[Record]:
        nonlocal count
        for record in records:
            count += 1
            yield record

    def table(rows: Sequence[Record]) -> None:
        if len(schemes) <= _IN_FULL:
            _print_checks(f"{len(rows)} checks on {day}", rows, several=len(schemes) > 1)
        else:
            _print_schemes(rows, schemes, day)
        for row in rows:
            if row["counterexample"] is not None:
                typer.echo(f"{row['code']} {row['check']} {row['about']}: answers that refute it")
                typer.echo(json.dumps(row["counterexample"], ensure_ascii=False, indent=2))
        hint("Everything, with answers that show it: technopole prove NIFS --format jsonl")

    print_records(counted(), output_format, table)
    return count


def _print_checks(title: str, rows: Sequence[Record], *, several: bool) -> None:
    which = [Column("scheme", lambda r: str(r["code"]))] if several else []
    print_table(
        title,
        rows,
        [
            *which,
            Column("check", lambda r: str(r["check"])),
            Column("of", lambda r: str(r["about"])),
            Column("outcome", lambda r: str(r["status"])),
            Column("in words", lambda r: str(r["says"]["en"]), wide=True),
            Column("ms", lambda r: f"{r['milliseconds']:.0f}", right=True),
        ],
    )


def _print_schemes(rows: Sequence[Record], schemes: Sequence[Scheme], day: date) -> None:
    """One row a scheme, and below them every check that is not proved, with its reason."""
    of = {scheme.code: [row for row in rows if row["code"] == scheme.code] for scheme in schemes}

    def counting(status: str) -> Column:
        return Column(
            status.replace("-", " "),
            lambda r: str(sum(row["status"] == status for row in of[r["code"]])),
            right=True,
        )

    summary = [{"code": scheme.code, "name": scheme.name.en} for scheme in schemes]
    print_table(
        f"{len(rows)} checks of {len(schemes)} schemes on {day}",
        summary,
        [
            Column("scheme", lambda r: str(r["code"])),
            Column("name", lambda r: str(r["name"]), wide=True),
            *map(counting, ("proved", "not-proved", "refuted")),
            Column(
                "cliffs", lambda r: str(sum(len(p["cliffs"]) for p in of[r["code"]])), right=True
            ),
            Column(
                "seconds",
                lambda r: f"{sum(p['milliseconds'] for p in of[r['code']]) / 1000:.1f}",
                right=True,
            ),
        ],
    )
    left = [row for row in rows if row["status"] != "proved"]
    if left:
        _print_checks(f"{len(left)} not proved or refuted, and why", left, several=True)


def _write(refuted: Sequence[Record], to: Path | None) -> None:
    """The first counterexample as a file of answers, where one was asked for and there is one."""
    if to is None:
        return
    first = next((r for r in refuted if r["counterexample"] is not None), None)
    if first is None:
        typer.echo("No check is refuted by a case, so there is none to write.", err=True)
        return
    text = json.dumps(first["counterexample"], ensure_ascii=False, indent=2) + "\n"
    if to == Path("-"):
        sys.stdout.write(text)
        return
    try:
        to.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"--counterexample “{to}” cannot be written: {error.strerror}.")
