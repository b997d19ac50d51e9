"""`technopole prove`: a table for people, JSON Lines for programs, a file of answers to go on with."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from technopole.cli import prove as command
from technopole.cli.main import app
from technopole.rules.answers import read_answers
from technopole.rules.language import SchemeFaulty, award, condition, day, known, number, scheme
from technopole.rules.language import described as only_described
from technopole.rules.rulebook import Rulebook

KEYS = [
    "scheme", "code", "check", "about", "status", "says", "counterexample", "witness", "supposed",
    "cliffs", "milliseconds",
]  # fmt: skip
CITED = {"en": "Said so.", "zh_hant": "如此說。", "reference": "invented, 1"}
ABOUT = {
    "en": "Invented", "zh_hant": "虛構", "summary": ("en", "zh"), "run_by": "nobody",
    "confirmed": date(2024, 1, 1),
}  # fmt: skip

asked_on = day("asked_on", en="When?", zh_hant="何時？", today=True)
staff = number("staff", en="Staff?", zh_hant="人數？", unit="persons", most=500)


def invented(code, value):
    """A scheme for those with 10 persons or fewer, which promises no more than 5."""
    promised = award("given", value, **CITED, within=(staff * 0 + 5,))
    small = condition("small", staff <= 10, **CITED)
    return scheme(
        f"scheme-{code.lower()}", code=code, **ABOUT, conditions=[small], awards=[promised]
    )


SOUND = invented("SND", staff * 0 + 5)
BROKEN = invented("BRK", staff * 1)
SPOKEN_OF = only_described(
    "scheme-told", code="TOLD", **ABOUT, known=[known(**CITED)]
)  # fmt: skip
BOOK = Rulebook({s.entity: s for s in (SOUND, BROKEN, SPOKEN_OF)}, (), {})


@pytest.fixture(autouse=True)
def _invented_schemes(monkeypatch):
    monkeypatch.setattr(command, "_rulebook", lambda _: BOOK)


def run(*words):
    return CliRunner().invoke(app, ["prove", *words])


def test_a_sound_scheme_is_proved_line_by_line():
    answer = run("SND", "--on", "2024-10-31")
    assert answer.exit_code == 0, answer.output
    records = [json.loads(line) for line in answer.stdout.splitlines()]
    assert all(list(record) == KEYS for record in records)
    assert {record["status"] for record in records} == {"proved"}
    assert {"satisfiable", "needed", "within", "overflow", "cliffs"} <= {
        record["check"] for record in records
    }
    (cliffs,) = [record["cliffs"] for record in records if record["check"] == "cliffs"]
    assert [(cliff["question"], cliff["below"], cliff["above"]) for cliff in cliffs] == [
        ("staff", "10", "11")
    ]


def test_a_broken_promise_ends_with_1_and_a_case_that_check_takes():
    answer = run("scheme-brk")
    assert answer.exit_code == 1
    assert "checks are refuted" in answer.stderr
    (broken,) = [
        record
        for line in answer.stdout.splitlines()
        if (record := json.loads(line))["status"] == "refuted"
    ]
    assert (broken["check"], broken["about"]) == ("within", "given")
    assert read_answers(broken["counterexample"], BROKEN.questions)["staff"] > 5


def test_the_counterexample_alone_goes_to_a_file_or_to_the_next_program(tmp_path):
    file = tmp_path / "answers.json"
    assert run("BRK", "--counterexample", str(file)).exit_code == 1
    answer = run("BRK", "--counterexample", "-")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout) == json.loads(file.read_text())
    nowhere = run("BRK", "--counterexample", str(tmp_path / "no" / "such.json"))
    assert "cannot be written" in nowhere.stderr
    nothing = run("SND", "--counterexample", "-")
    assert nothing.exit_code == 0
    assert "none to write" in nothing.stderr


def test_people_see_a_table_check_by_check_and_the_answers_that_refute():
    answer = run("BRK", "--format", "table")
    assert "within" in answer.stdout
    assert "answers that refute it" in answer.stdout
    assert not answer.stdout.startswith("{")


def test_of_many_schemes_people_see_one_row_each_and_what_is_not_proved(monkeypatch):
    monkeypatch.setattr(command, "_IN_FULL", 1)
    answer = run("--format", "table")
    assert answer.exit_code == 1
    assert "checks of 2 schemes" in answer.stdout
    assert "1 not proved or refuted" in answer.stdout
    assert "TOLD" not in answer.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["BRQ"], "No scheme is called “BRQ”. Did you mean BRK"),
        (["xyzzy"], "No scheme is called “xyzzy”. See: technopole schemes"),
        (["TOLD"], "TOLD is only described: no rule runs"),
        (["SND", "--on", "yesterday"], "--on “yesterday” is not a day."),
    ],
)
def test_bad_input_is_one_sentence_that_mends_it(words, sentence):
    answer = run(*words)
    assert answer.exit_code == 2
    assert sentence in answer.stderr


def test_the_installed_command_proves_a_scheme_of_the_pack():
    done = subprocess.run(
        [Path(sys.executable).with_name("technopole"), "prove", "nifs", "--on", "2024-10-31"],
        check=True,
        capture_output=True,
        text=True,
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {record["scheme"] for record in records} == {"new-industrialisation-funding-scheme"}


def test_an_unknown_pack_is_named(monkeypatch):
    monkeypatch.undo()
    answer = run("--pack", "atlantis")
    assert answer.exit_code == 2
    assert "No pack is called “atlantis”" in answer.stderr


@pytest.mark.parametrize("words", [["check", "NIFS", "--answers"], ["find", "--answers"]])
def test_a_page_that_does_not_load_ends_a_command_with_its_sentence(monkeypatch, tmp_path, words):
    (tmp_path / "answers.json").write_text("{}")
    said = "a_pack.schemes.night, line 40: AttributeError: company has no attribute employes."

    def faulty(_):
        raise SchemeFaulty(said)

    monkeypatch.setattr("technopole.rules.rulebook.read_rulebook", faulty)
    ended = CliRunner().invoke(app, [*words, str(tmp_path / "answers.json")])
    assert ended.exit_code == 2
    assert "line 40: AttributeError" in " ".join(ended.output.split())
