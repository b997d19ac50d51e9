"""The contracts of the command line: shapes for programs, sentences for people, exit statuses."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from technopole.cli.main import COMMANDS, app
from technopole.plan.packs import load

FACT_KEYS = [
    "id", "source", "subject", "subject_name", "measure", "value", "unit", "qualifier", "as_at",
    "kind", "published", "heading", "lines",
]  # fmt: skip
SCHEME_KEYS = ["scheme", "name", "kind", "executable", "status", "run_by", "questions", "sources"]


def run(*words):
    return CliRunner().invoke(app, list(words))


def lines(*words):
    answer = run(*words)
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_facts_are_json_lines_in_a_pipe_with_the_promised_keys():
    records = lines("facts")
    assert len(records) >= 1017
    for record in records:
        assert list(record)[: len(FACT_KEYS)] == FACT_KEYS
        assert isinstance(record["value"], str)
        assert len(record["lines"]) == 2
    assert len({record["id"] for record in records}) == len(records)


def test_facts_are_chosen_by_source_and_by_subject():
    assert {record["source"] for record in lines("facts", "--source", "legco-2021")} == {
        "legco-2021"
    }
    by_name = lines("facts", "--subject", "OGCIO")
    assert {record["subject"] for record in by_name} == {"digital-policy-office"}


def test_as_of_an_old_day_nothing_later_is_told():
    records = lines("facts", "--as-of", "2022-12-31")
    assert {record["source"] for record in records} == {"legco-2021", "blueprint-2022"}


def test_csv_holds_the_same_rows():
    answer = run("facts", "--source", "legco-2023", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.stdout)))
    records = lines("facts", "--source", "legco-2023")
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert [row["value"] for row in rows] == [record["value"] for record in records]


def test_a_table_is_for_people():
    answer = run("facts", "--subject", "iam-smart", "--format", "table")
    assert "over 460" in answer.stdout
    assert not answer.stdout.startswith("{")


def test_contradictions_and_tensions_carry_both_sides():
    records = lines("contradictions")
    assert {record["kind"] for record in records} == {"contradiction", "tension"}
    assert all(len(record["sides"]) >= 2 for record in records)


def test_the_plan_is_told_from_the_vision_down():
    records = lines("plan")
    assert len(records) == 238
    assert records[0]["level"] == "vision"
    known = set()
    for record in records:
        assert record["parent"] is None or record["parent"] in known
        known.add(record["id"])


def test_the_plan_before_its_day_says_when_it_came():
    answer = run("plan", "--as-of", "2022-01-01")
    assert answer.exit_code == 0
    assert "came out on 2022-12-31" in answer.stderr


def test_indicators_tell_the_newest_figure_and_the_targets():
    (gerd,) = [record for record in lines("indicators") if record["id"] == "1.1"]
    assert gerd["latest"]["value"] == "1.11"
    assert [target["value"] for target in gerd["targets"]] == ["1.3", "2"]
    assert [target["year_named"] for target in gerd["targets"]] == [2027, 2032]


def test_schemes_have_the_promised_keys():
    records = lines("schemes")
    assert len(records) >= 47
    assert all(list(record)[: len(SCHEME_KEYS)] == SCHEME_KEYS for record in records)
    assert {record["kind"] for record in records} == {"scheme", "fund", "programme", "tax-measure"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["facts", "--source", "legco2023"],
            "--source “legco2023” is not known. Did you mean legco-2023",
        ),
        (["facts", "--as-of", "yesterday"], "--as-of “yesterday” is not a day"),
        (["facts", "--subject", "iam-smrt"], "Did you mean iam-smart"),
        (["indicators", "--pack", "atlantis"], "No pack is called “atlantis”"),
        (["verify", "--sources", "/no/such/folder"], "is not a folder"),
    ],
)
def test_bad_input_is_told_on_standard_error_and_ends_with_two(words, sentence):
    answer = run(*words)
    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert answer.stdout == ""


@pytest.mark.parametrize(
    "day", ["20231113", "2023-W46-1", "2023-11-31", "２０２３-11-13", "2023-11-13T00", ""]
)
def test_a_day_is_written_in_one_way(day):
    answer = run("facts", "--as-of", day)
    assert answer.exit_code == 2
    assert "is not a day" in answer.stderr


@pytest.mark.parametrize(
    ("words", "since"),
    [
        (["--source", "yearbook-2024", "--as-of", "2023-01-01"], "2025-12-31"),
        (["--subject", "office-for-attracting-strategic-enterprises", "--as-of", "2021-12-01"], "2022-12-31"),
    ],
)  # fmt: skip
def test_what_was_not_known_yet_is_an_answer_not_a_fault(words, since):
    answer = run("facts", *words)
    assert answer.exit_code == 0
    assert f"it is since {since}" in answer.stderr
    assert answer.stdout == ""


def spawn(*words, stdout, **variables):
    return subprocess.Popen(
        [sys.executable, "-c", "from technopole.cli.start import run; run()", *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **variables},
    )


@pytest.mark.parametrize(
    "words", [["facts"], ["facts", "--format", "table"], ["plan"], ["plan", "--format", "tree"]]
)
def test_a_reader_that_has_enough_is_no_failure(words):
    with spawn(*words, stdout=subprocess.PIPE) as command:
        command.stdout.readline()
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "words",
    [["facts"], ["schemes", "--format", "table"], ["--help"], ["check", "--help"], ["--version"]],
)
def test_a_full_disk_is_said_in_a_sentence(words):
    with Path("/dev/full").open("w") as full, spawn(*words, stdout=full) as command:
        said = command.stderr.read().decode()
    assert command.returncode == 1
    assert said == "The output cannot be written: No space left on device.\n"


def test_what_goes_into_a_pipe_is_utf8_wherever_we_run():
    with spawn("schemes", stdout=subprocess.PIPE, PYTHONIOENCODING="ascii") as command:
        records = [json.loads(line) for line in command.stdout.read().decode("utf-8").splitlines()]
    assert command.returncode == 0
    assert any("測試" in (record["names"]["zh_hant"] or "") for record in records)


@pytest.mark.parametrize("width", [1, 20, 40, 60, 80, 120, 200])
def test_a_table_fits_its_terminal_and_hides_nothing(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    printed = run("facts", "--source", "legco-2023", "--format", "table").stdout
    lines = [line.rstrip() for line in printed.splitlines()]
    assert max(map(cell_len, lines)) <= max(width, 20)
    if width >= 80:
        assert "003-077" in printed
        assert sum(line.startswith(" 003-") for line in lines) == 192
    if width >= 120:
        assert "legco-2023:159" in printed


def test_a_day_before_the_first_document_is_an_answer_not_a_fault():
    answer = run("facts", "--as-of", "2020-01-01")
    assert answer.exit_code == 0
    assert "the first document was published on 2021-10-31" in answer.stderr


@pytest.mark.parametrize("command", ["facts", "schemes", "contradictions", "indicators", "plan"])
def test_a_list_without_rows_still_has_its_header_in_csv(command):
    header = run(command, "--format", "csv").stdout.splitlines()[0]
    answer = run(command, "--as-of", "2020-01-01", "--format", "csv")
    assert (answer.exit_code, answer.stdout) == (0, header + "\n")
    assert run(command, "--as-of", "2020-01-01", "--format", "jsonl").stdout == ""


def test_ctrl_c_while_it_starts_is_no_traceback():
    """What is pressed at a moment of our choice: as a module of ours is about to be imported."""
    press = (
        "import sys\n"
        "class Hand:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'technopole.cli.assess':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Hand())\n"
        "from technopole.cli.start import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", press], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_verify_waits_for_no_pipe(tmp_path):
    source = load("hong_kong").evidence.sources["legco-2023"]
    os.mkfifo(tmp_path / source.file)
    answer = run("verify", "--sources", str(tmp_path))
    assert answer.exit_code == 1
    assert f"{source.file}" in answer.stdout


@pytest.fixture
def papers(tmp_path):
    folder = os.environ.get("TECHNOPOLE_SOURCES")
    if not folder:
        pytest.skip("TECHNOPOLE_SOURCES does not name a folder with the five documents")
    for source in load("hong_kong").evidence.sources.values():
        shutil.copy(Path(folder) / source.file, tmp_path / source.file)
        (tmp_path / source.file).chmod(0o644)
    return tmp_path


def test_verify_proves_every_figure(papers):
    answer = run("verify", "--sources", str(papers))
    assert answer.exit_code == 0, answer.output
    assert "figures proven" in answer.stdout


def test_verify_names_a_changed_digit_and_ends_with_one(papers):
    evidence = load("hong_kong").evidence
    fact = evidence.observations["003-079"]
    path = papers / evidence.sources[fact.source].file
    text = path.read_text("utf-8").split("\n")
    text[fact.anchor.first - 1] = text[fact.anchor.first - 1].replace("56", "65", 1)
    path.write_text("\n".join(text), "utf-8")
    answer = run("verify", "--sources", str(papers))
    assert answer.exit_code == 1
    assert f"003-079  {path.name}:{fact.anchor.first}  The passage of lines" in answer.stdout


def test_verify_names_a_moved_line_and_a_missing_file(papers):
    evidence = load("hong_kong").evidence
    moved, missing = (papers / evidence.sources[name].file for name in ("legco-2023", "legco-2021"))
    moved.write_text("A new first line\n" + moved.read_text("utf-8"), "utf-8")
    missing.unlink()
    answer = run("verify", "--sources", str(papers))
    assert answer.exit_code == 1
    assert "has moved to lines" in answer.stdout
    assert f"{missing.name}:0  The file is missing" in answer.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_an_example(command):
    answer = run(command, "--help")
    assert answer.exit_code == 0
    assert f"technopole {command}" in answer.stdout
