"""`technopole assess`: a whole table of cases, each row decided under every scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from technopole.cli.cases import Day, day_asked, opened_rules, scheme_named
from technopole.cli.options import FormatOption, PackName
from technopole.cli.output import Column, Record, fail, hint, print_records, print_table

if TYPE_CHECKING:
    from datetime import date

    from technopole.rules.language import Scheme
    from technopole.rules.readers.columns import Assessment
    from technopole.rules.rulebook import Rulebook

_LISTED: Final = 20
_LONGEST: Final = 200


def assess(  # noqa: PLR0917  a command's options are named, not counted
    table: Annotated[Path, typer.Argument(help="A Parquet or CSV file, one case a row.")],
    out: Annotated[Path, typer.Option("--out", help="The .parquet or .csv file to write.")],
    scheme: Annotated[
        list[str] | None,
        typer.Option(
            "--scheme", metavar="SCHEME", help="A code or id, such as NIFS; all without one."
        ),
    ] = None,
    on: Day = None,
    output_format: FormatOption = None,
    pack: PackName = "hong_kong",
) -> None:
    """Decide a whole table of cases; columns bear the names of questions, and null is unknown.

    Money is in dollars as decimals or text, so everywhere in CSV; whole numbers in Parquet are cents. A list in
    a cell of CSV is JSON, such as [{"talent.degree": "master"}]. Rows with an answer that cannot be taken, or with
    more or fewer cells than there are headings, are listed and the others are answered all the same.

    \b
    technopole assess applicants.parquet --out results.parquet
    technopole assess applicants.csv --out results.csv --scheme NIFS --scheme TVP
    """
    day = day_asked(on)
    book = opened_rules(pack)
    schemes = [scheme_named(one, book) for one in scheme or []] or list(book.executable)
    if described := [one.code for one in schemes if not one.executable]:
        fail(
            f"No rule runs for {', '.join(described)}. See `technopole schemes` for those that do."
        )
    _check_paths(table, out)
    found = _assessed(table, out, schemes, on=day, book=book)
    _tell_cents(table, schemes)

    def shown(rows: Sequence[Record]) -> None:
        print_table(
            f"{found.rows - found.bad_rows:,} of {found.rows:,} rows answered on {day}, written to {out}",
            [row for row in rows if row["kind"] == "scheme"],
            [
                Column("scheme", lambda r: r["code"]),
                Column("yes", lambda r: f"{r['yes']:,}"),
                Column("no", lambda r: f"{r['no']:,}"),
                Column("unknown", lambda r: f"{r['unknown']:,}"),
                Column("open because of", _open, wide=True),
            ],
        )
        bad = [row for row in rows if row["kind"] == "bad"]
        for row in bad[:_LISTED]:
            typer.echo(f"row {row['row']:,}: {row['says']}", err=True)
        if found.bad_rows:
            typer.echo(f"{found.bad_rows:,} rows were not answered.", err=True)
        hint("One of them in words: technopole check SCHEME --answers FILE")

    print_records(list(_records(found, schemes)), output_format, shown, _rows)


def _check_paths(table: Path, out: Path) -> None:
    if not table.is_file():
        fail(f"{table} is no file. Give a Parquet or CSV table.")
    if out.suffix.lower() not in (".parquet", ".csv"):
        fail(f"--out {out} ends in neither .parquet nor .csv. Name the file one of these.")
    if out.resolve() == table.resolve():
        fail(f"--out {out} is the table itself. Name another file.")
    if not out.parent.is_dir():
        fail(f"--out {out}: there is no folder {out.parent}. Make it first.")


def _assessed(
    table: Path, out: Path, schemes: Sequence[Scheme], *, on: date, book: Rulebook
) -> Assessment:
    from polars.exceptions import PolarsError
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from technopole.rules.readers.columns import TableRefused, assess_file

    part = out.with_name(f".{out.stem}.part{out.suffix}")  # nothing half-done stands under the name
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} rows"))
    people = Console(stderr=True)
    with Progress(
        *columns, console=people, transient=True, disable=not people.is_terminal
    ) as progress:
        task = progress.add_task("rows", total=None)
        try:
            found = assess_file(
                schemes, table, part, on,
                consistency=book.consistency,
                questions=book.questions,
                progress=lambda rows: progress.update(task, completed=rows),
            )  # fmt: skip
            part.replace(out)
        except TableRefused as refused:
            progress.stop()
            fail(str(refused))
        except PolarsError as error:
            progress.stop()
            fail(_unreadable(table, error))
        except OSError as error:
            progress.stop()
            fail(f"{out} cannot be written: {error.strerror or error}. Choose another place.")
        finally:
            part.unlink(missing_ok=True)
        return found


def _unreadable(table: Path, error: Exception) -> str:
    """Why a file is no table, in one line, and how to mend it."""
    why = " ".join(str(error).split("\n\n", maxsplit=1)[0].split())[:_LONGEST].rstrip(".")
    if table.suffix.lower() == ".csv":
        return (
            f"{table} cannot be read as CSV: {why}. Write it in UTF-8 with commas between the cells, as many "
            "in each row as there are headings, and quotes around text that holds a comma or a quote."
        )
    return f"{table} cannot be read as Parquet: {why}. Write it again."


def _tell_cents(table: Path, schemes: Sequence[Scheme]) -> None:
    """Say which amounts were read as cents: whoever meant dollars learns it at once."""
    from technopole.rules.readers.columns import cents_columns, questions_of, schema_of

    if names := cents_columns(schema_of(table), questions_of(schemes)):
        said = "; ".join(names)
        typer.echo(
            f"Whole numbers were read as cents in: {said}. If dollars were meant, write them as Decimal or text.",
            err=True,
        )


def _records(found: Assessment, schemes: Sequence[Scheme]) -> Iterator[Record]:
    """One record a scheme, then one for each answer that cannot be taken."""
    for scheme in schemes:
        counted = found.counts[scheme.entity]
        yield {
            "kind": "scheme",
            "scheme": scheme.entity,
            "code": scheme.code,
            "yes": counted.yes,
            "no": counted.no,
            "unknown": counted.unknown,
            "conditions": {
                one.name: {"holds": one.holds, "fails": one.fails, "open": one.open}
                for one in counted.conditions
            },
            "open_because_of": {name: rows for name, rows in counted.waiting.items() if rows},
        }
    for cell in found.bad:
        yield {
            "kind": "bad",
            "row": cell.row,
            "column": cell.column,
            "says": cell.sentence,
        }


def _rows(records: Iterable[Record]) -> Iterator[Record]:
    """The records with the columns of both kinds: a CSV file has one header."""
    listed = list(records)
    names = dict.fromkeys(name for record in listed for name in record)
    for record in listed:
        yield {name: record.get(name) for name in names}


def _open(record: Record) -> str:
    """The missing answers that keep most rows open."""
    ordered = sorted(record["open_because_of"].items(), key=lambda item: -item[1])
    return "\n".join(f"{name} ({rows:,})" for name, rows in ordered[:3])
