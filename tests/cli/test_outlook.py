"""`technopole outlook`, as it is typed."""

from __future__ import annotations

import csv
import gc
import io
import json

import pytest
from typer.testing import CliRunner, Result

from technopole.cli.main import app


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["outlook", *words], env={"COLUMNS": "160"})


def test_one_object_a_line_for_each_indicator_named_in_the_order_named() -> None:
    result = run("4.1", "1.1", "--format", "jsonl", "--as-of", "2025-12-31")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["indicator"] for record in records] == ["4.1", "1.1"]
    assert records[1]["on"] == "2025-12-31"
    assert [target["year_named"] for target in records[1]["targets"]] == [2027, 2032]


def test_a_table_says_figure_target_standing_and_chance_in_words() -> None:
    result = run("1.1", "X07", "--format", "table", "--as-of", "2026-11-21")
    assert result.exit_code == 0
    for part in ("1.11% (2023)", "2% (2032)", "Still open", "Cyberport 5", "The date is past"):
        assert part in result.stdout


def test_the_same_day_gives_the_same_bytes() -> None:
    words = ("--format", "jsonl", "--as-of", "2023-11-13")
    assert run(*words).stdout == run(*words).stdout


def test_a_wrong_indicator_is_refused_with_those_there_are() -> None:
    result = run("9.9")
    assert result.exit_code == 2
    assert "“9.9” is not known" in result.stderr
    assert "1.1" in result.stderr


@pytest.mark.parametrize("day", ["2001-01-01", "2021-10-31"])
def test_before_a_target_was_set_the_list_is_empty_and_says_so(day: str) -> None:
    result = run("1.1", "--as-of", day, "--format", "csv")
    assert result.exit_code == 0
    assert "had no target yet" in result.stderr
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert header[:4] == ["indicator", "latest", "verdicts", "targets"]
    assert rows == []


def test_a_day_that_is_none_is_refused() -> None:
    result = run("--as-of", "tomorrow")
    assert result.exit_code == 2
    assert "is not a day" in result.stderr


def test_the_collector_of_garbage_works_again_afterwards() -> None:
    assert gc.isenabled()
    for asked in (["1.1"], ["9.9"]):
        CliRunner().invoke(app, ["outlook", *asked])
        assert gc.isenabled()
