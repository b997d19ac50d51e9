"""`technopole paper`: a file of the shape that its name asks for, or a sentence that says why not."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from technopole.cli.main import app


def run(*words: str):
    return CliRunner().invoke(app, ["paper", *words])


@pytest.mark.parametrize(
    ("name", "begins"), [("a.pdf", b"%PDF-1."), ("a.docx", b"PK"), ("a.HTML", b"<!DOCTYPE html>")]
)
def test_the_name_of_the_file_says_what_is_written(tmp_path: Path, name: str, begins: bytes):
    out = tmp_path / name
    answer = run("--kind", "brief", "--about", "S4", "--as-of", "2023-11-13", "--out", str(out))
    assert answer.exit_code == 0, answer.output
    assert out.read_bytes().startswith(begins)


def test_the_same_day_gives_the_same_bytes(tmp_path: Path):
    for name in ("one.pdf", "other.pdf"):
        run("--kind", "factsheet", "--as-of", "2023-11-13", "--language", "zh-hant", "--out", str(tmp_path / name))  # fmt: skip
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["--kind", "brief", "--out", "a.pdf"], 2, "A brief is about one thing."),
        (["--kind", "brief", "--about", "S9", "--out", "a.pdf"], 2, "Did you mean"),
        (["--kind", "progress", "--out", "a.txt"], 2, "Let its name end in .pdf, .docx or .html."),
        (["--kind", "progress", "--as-of", "2020-01-01", "--out", "a.pdf"], 2, "Nothing was known yet"),
        (["--kind", "progress", "--as-of", "soon", "--out", "a.pdf"], 2, "is not a day"),
        (["--kind", "factsheet", "--as-of", "2023-11-13", "--out", "none/a.html"], 2, "cannot be written"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_says_why(
    words: list[str], status: int, why: str, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert (answer.exit_code, why in answer.output) == (status, True), answer.output
