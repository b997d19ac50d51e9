"""`technopole assess`: good rows are answered, bad ones listed, and nothing is half-done."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from technopole.cli.main import app

FITS = {
    "id": "a",
    "applicant.kind": "company",
    "plans.production_line": True,
    "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True,
    "project.total_cost": "60000000",
    "project.duration_months": "12",
    "history.nifs_running_projects": "0",
    "history.nifs_running_funding": "0",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A row that fits, one with an amount that is none, one with a company of which less is known."""
    rows = [FITS, FITS | {"project.total_cost": "(2e5+4)/2"},
            FITS | {"company.incorporated_in_hong_kong": None}]  # fmt: skip
    path = tmp_path / "applicants.csv"
    pl.DataFrame(rows).write_csv(path)
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["assess", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_good_rows_are_answered_and_bad_ones_listed(table: Path, ending: str) -> None:
    out = table.with_name(f"results.{ending}")
    status, said, _ = run(table, "--out", out, "--scheme", "nifs", "--on", "2025-06-01")
    assert status == 0
    scheme, bad = map(json.loads, said.splitlines())
    assert (scheme["yes"], scheme["no"], scheme["unknown"]) == (1, 0, 1)
    assert scheme["open_because_of"] == {"company.incorporated_in_hong_kong": 1}
    assert (bad["row"], bad["column"]) == (2, "project.total_cost")
    assert "is not an amount" in bad["says"]
    read = pl.read_csv if ending == "csv" else pl.read_parquet
    written = read(out)
    assert written["NIFS.eligible"].cast(pl.String).to_list() == ["yes", None, "unknown"]
    assert written["NIFS.grant.low"].to_list() == [1_500_000_000, None, 1_500_000_000]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{table}", "--out", "{folder}/out.xlsx"], "neither .parquet nor .csv"),
        (["{table}", "--out", "{table}"], "is the table itself"),
        (["{table}", "--out", "{folder}/none/out.csv"], "there is no folder"),
        (["{folder}/none.csv", "--out", "{folder}/out.csv"], "is no file"),
        (["{table}", "--out", "{folder}/out.csv", "--scheme", "NIFF"], "Did you mean"),
        (["{table}", "--out", "{folder}/out.csv", "--scheme", "ITF"], "No rule runs for ITF"),
        (["{table}", "--out", "{folder}/out.csv", "--on", "soon"], "is not a day"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_writes_nothing(
    table: Path, arguments: list[str], sentence: str
) -> None:
    given = [one.format(table=table, folder=table.parent) for one in arguments]
    status, said, told = run(*given)
    assert (status, said) == (2, "")
    assert sentence in " ".join(told.split())
    assert list(table.parent.iterdir()) == [table]


def test_whole_numbers_of_parquet_are_cents_and_that_is_said(tmp_path: Path) -> None:
    """The same amount as dollars in CSV, as a decimal and as whole cents."""
    dollars = pl.DataFrame([FITS])
    forms = {
        "text.csv": dollars,
        "decimal.parquet": dollars.with_columns(pl.col("project.total_cost").cast(pl.Decimal(20, 0))),
        "cents.parquet": dollars.with_columns(pl.lit(6_000_000_000).alias("project.total_cost")),
    }  # fmt: skip
    for name, frame in forms.items():
        path, out = tmp_path / name, tmp_path / "out.parquet"
        if name.endswith("csv"):
            frame.write_csv(path)
        else:
            frame.write_parquet(path)
        _, _, told = run(path, "--out", out, "--scheme", "NIFS", "--on", "2025-06-01")
        assert pl.read_parquet(out)["NIFS.grant.low"].to_list() == [1_500_000_000]
        says = "Whole numbers were read as cents in: project.total_cost."
        assert (says in told) is (name == "cents.parquet")


def test_bad_rows_are_listed_in_csv_too(table: Path) -> None:
    out = table.with_name("results.csv")
    status, said, _ = run(table, "--out", out, "--scheme", "nifs", "--on", "2025-06-01", "--format", "csv")  # fmt: skip
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["kind"] for row in rows] == ["scheme", "bad"]
    assert "Write dollars such as 1234.50." in rows[1]["says"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cannot be read as CSV: empty CSV."),
        (b"note,number\na,1\n", "No column is named as a question."),
        (b"applicant.kind\n\xff\xfe\n", "some of it is not in UTF-8. Write it in UTF-8."),
        (b'applicant.kind,note\ncompany,5" pipe\ncompany,7"\n', "quotes around text"),
        (b'applicant.kind,note\n"company,5\n', "quotes around text"),
        (b"applicant.kind;project.total_cost\ncompany;5\n", "Put commas between columns."),
        (b"applicant.kind,applicant.kind\ncompany,company\n", "applicant.kind: this heading stands twice."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_said_in_a_sentence_and_leaves_nothing(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(content)
    status, said, told = run(table, "--out", tmp_path / "out.csv", "--scheme", "NIFS")
    assert (status, said) == (2, "")
    assert sentence in " ".join(told.split())
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == [table]


def test_what_is_no_parquet_is_said_in_a_sentence(tmp_path: Path) -> None:
    table = tmp_path / "in.parquet"
    table.write_bytes(b"PAR1")
    status, _, told = run(table, "--out", tmp_path / "out.csv")
    assert status == 2
    assert "cannot be read as Parquet" in told


def test_a_spreadsheets_file_is_read_and_columns_that_other_schemes_ask_are_left(
    tmp_path: Path,
) -> None:
    """With the mark that spreadsheets put first, their ends of lines, and a question of another scheme."""
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    head, row = ",".join(FITS), ",".join(str(value).lower() for value in FITS.values())
    table.write_bytes(f"\ufeff{head},plans.adopt_technology\r\n{row},true\r\n".encode())
    status, _, _ = run(table, "--out", out, "--scheme", "NIFS", "--on", "2025-06-01")
    assert status == 0
    assert pl.read_csv(out)["NIFS.grant.low"].to_list() == [1_500_000_000]


def test_a_row_with_more_or_fewer_cells_than_headings_is_bad_and_the_others_are_answered(
    tmp_path: Path,
) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_bytes(
        b"\xef\xbb\xbfid,applicant.kind,project.total_cost\r\na,company,5\r\nb,company,5,6,7\r\n"
        b'"c,\r\n""x",company,7\r\nd\r\n\r\ne,person,many'
    )
    status, said, told = run(table, "--out", out, "--scheme", "NIFS", "--on", "2025-06-01")
    assert (status, told) == (0, "")
    scheme, *bad = map(json.loads, said.splitlines())
    assert (scheme["no"], scheme["unknown"]) == (0, 3)  # an empty line answers nothing
    assert [(one["row"], one["column"]) for one in bad] == [
        (2, ""), (4, ""), (6, "project.total_cost")
    ]  # fmt: skip
    assert "The row has 5 cells, but there are 3 headings." in bad[0]["says"]
    assert "The row has 1 cell, but there are 3 headings." in bad[1]["says"]
    written = pl.read_csv(out)
    assert written["NIFS.eligible"].to_list() == ["unknown", None, "unknown", None, "unknown", None]
    assert written["id"].to_list() == ["a", None, 'c,\r\n"x', None, None, "e"]


def test_lists_in_cells_of_csv_are_json(tmp_path: Path) -> None:
    """As on the page of what-if; each fault is told as a single case would be told it."""
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    cells = [
        '[{"talent.degree": "master", "talent.science": true}]', "[]", None, "[1",
        '[{"talent.degree": "master", "talent.degree": "master"}]', '[{"talent.degree": "magister"}]',
    ]  # fmt: skip
    pl.DataFrame({"talents.engaged": cells}).write_csv(table)
    status, said, told = run(table, "--out", out, "--scheme", "RTH", "--on", "2025-06-01")
    assert (status, told) == (0, ""), told
    scheme, *bad = map(json.loads, said.splitlines())
    assert scheme["yes"] + scheme["no"] + scheme["unknown"] == 3
    assert [one["row"] for one in bad] == [4, 5, 6]
    assert "is no list in JSON" in bad[0]["says"]
    assert "twice" in bad[1]["says"]
    assert "magister" in bad[2]["says"]
