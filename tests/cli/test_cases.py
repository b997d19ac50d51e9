"""Checking a case, finding support, receipts: the shapes for programs and the sentences for people."""

import json
import os
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from technopole.cli.main import app

PROMISED = [
    "scheme", "on", "eligible", "subject_to", "award", "reasons", "missing", "flags", "rule_version",
]  # fmt: skip
CASE = {
    "applicant.kind": "company",
    "plans.production_line": True,
    "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True,
    "project.total_cost": "9000000.00",
    "project.duration_months": 18,
    "history.nifs_running_projects": 0,
    "history.nifs_running_funding": "0",
}
ON = ("--on", "2025-06-01")


def run(*words, given=None):
    return CliRunner().invoke(app, list(words), input=given)


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), "utf-8")
    return str(path)


def checked(*words, given=None):
    answer = run(
        "check", *words, "--answers", "-", "--format", "json", given=json.dumps(given or CASE)
    )
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


# ── check ─────────────────────────────────────────────────────────────────────────────────────


def test_a_check_gives_one_object_a_scheme_with_the_promised_keys():
    (record,) = checked("NIFS", *ON)
    assert list(record)[: len(PROMISED)] == PROMISED
    assert record["scheme"] == "new-industrialisation-funding-scheme"
    assert record["on"] == "2025-06-01"
    assert record["eligible"] == "yes"
    assert record["award"] == {"low": "3000000", "high": "3000000", "currency": "HKD"}
    assert record["missing"] == []
    assert record["flags"] == ["assumed-today"]
    assert re.fullmatch("[0-9a-f]{64}", record["rule_version"])
    assert {reason["holds"] for reason in record["reasons"]} == {"yes"}
    assert record["subject_to"][0]["zh_hant"]


def test_what_is_missing_is_unknown_and_never_zero():
    (record,) = checked("NIFS", *ON, given={"project.total_cost": "60000000"})
    assert record["eligible"] == "unknown"
    assert record["award"] == {"low": "0", "high": "15000000", "currency": "HKD"}
    assert "applicant.kind" in record["missing"]
    assert record["awards"][0]["low"] == "15000000"


def test_no_is_an_answer_with_what_would_change_it():
    (record,) = checked("NIFS", *ON, given={**CASE, "project.duration_months": 25})
    assert record["eligible"] == "no"
    assert record["award"] == {"low": "0", "high": "0", "currency": "HKD"}
    (change,) = record["what_would_change"]
    assert (change["question"], change["from"], change["to"]) == ("project.duration_months", "25", ["24"])  # fmt: skip


def test_a_case_before_the_scheme_existed_is_one_clear_no():
    (record,) = checked("NIFS", "--on", "2019-01-01")
    assert (record["eligible"], record["flags"]) == ("no", ["not-yet", "assumed-today"])
    assert record["awards"] == []
    assert "before that" in record["outside"]["en"]


@pytest.mark.parametrize("name", ["NIFS", "nifs", "new-industrialisation-funding-scheme", "New-Industrialisation-Funding-Scheme"])  # fmt: skip
def test_a_scheme_is_named_by_code_or_id_in_any_case(name):
    assert checked(name, *ON)[0]["code"] == "NIFS"


def test_several_schemes_are_checked_in_the_order_in_which_they_are_named_each_once():
    assert [record["code"] for record in checked("TVP", "NIFS", "tvp", *ON)] == ["TVP", "NIFS"]


def test_without_a_name_every_scheme_whose_rule_runs_is_checked():
    records = checked(*ON, given={})
    assert len(records) >= 38
    assert len({record["scheme"] for record in records}) == len(records)


def test_a_scheme_that_is_only_described_is_not_known():
    (record,) = checked("GSP", *ON)
    assert (record["eligible"], record["flags"], record["award"]["high"]) == ("unknown", ["no-rule"], None)  # fmt: skip


def test_text_is_for_people_in_either_language(case):
    english = run("check", "NIFS", "--answers", case, "--format", "text", *ON).stdout
    assert english.startswith("NIFS, on 2025-06-01\n")
    assert "HK$9,000,000 × 1/3 = HK$3,000,000." in english
    assert "The Vetting Committee supports the project" in english
    chinese = run("check", "NIFS", "--answers", case, "--format", "text", "--language", "zh-hant", *ON).stdout  # fmt: skip
    assert "9,000,000港元 × 1/3 = 3,000,000港元。" in chinese


def test_today_is_printed_where_no_day_is_given(case):
    assert "(today in Hong Kong)" in run("check", "NIFS", "--answers", case, "--format", "text").stdout  # fmt: skip


# ── Bad input ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        (["NFIS"], "{}", "No scheme is called “NFIS”. Did you mean NIFS"),
        (["NIFS", "--on", "tomorrow"], "{}", "--on “tomorrow” is not a day"),
        (["NIFS", "--on", "0001-01-01"], "{}", "Give a day from 1990-01-01 to 2099-12-31."),
        (["NIFS", "--on", "9999-12-31"], "{}", "--on 9999-12-31 is out of bounds."),
        (["NIFS"], '{"project.total_cost": NaN}', "The answers hold NaN, which is not a number. Leave out"),
        (["NIFS"], '{"project.total_cost": "Infinity"}', "'Infinity' is not an amount"),
        (["NIFS"], '{"project.total_cost": "US$5"}', "'US$5' is not an amount"),
        (["NIFS"], '{"project.total_cost": "６００"}', "'６００' is not an amount"),
        (["NIFS"], '{"project.total_cost": "(2e5+4)/2"}', "project.total_cost: '(2e5+4)/2' is not an amount"),
        (["NIFS"], '{"project.total_cots": 5}', "Did you mean project.total_cost?"),
        (["NIFS"], '{"project.total_cost": "5", "project.total_cost": "6"}', "answered twice"),
        (["NIFS"], '{"history.nifs_running_projects": 0, "history.nifs_running_funding": "5"}', "running project"),
        (["NIFS"], "nonsense", "The answers are not JSON"),
        (["NIFS"], "[1]", "not an object"),
        (["NIFS"], "", "not JSON"),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_ends_with_two(words, given, sentence):
    answer = run("check", *words, "--answers", "-", given=given)
    assert answer.exit_code == 2
    assert sentence in answer.stderr
    assert answer.stdout == ""


def test_every_fault_is_told_at_once_and_nothing_is_computed():
    given = '{"project.total_cost": "x", "project.duration_months": 1.5, "applicant.kind": "firm", "zzz": 1}'
    answer = run("check", "NIFS", "--answers", "-", given=given)
    assert answer.exit_code == 2
    assert len(answer.stderr.splitlines()) == 4
    assert answer.stdout == ""


def test_faults_are_told_in_the_language_asked_for():
    answer = run("check", "NIFS", "--answers", "-", "--language", "zh-hant", given='{"project.total_cost": "x"}')  # fmt: skip
    assert "並非款額" in answer.stderr


@pytest.mark.parametrize("name", ["/no/such/file", "/tmp", "a\x00b"])
def test_a_file_that_cannot_be_read_is_told(name):
    answer = run("check", "NIFS", "--answers", name)
    assert answer.exit_code == 2
    assert "cannot be read" in answer.stderr


# ── questions, find, schemes ──────────────────────────────────────────────────────────────────


def test_questions_are_listed_with_what_may_be_answered():
    answer = run("questions", "nifs", "--format", "jsonl")
    records = [json.loads(line) for line in answer.stdout.splitlines()]
    cost = next(r for r in records if r["question"] == "project.total_cost")
    assert (cost["kind"], cost["unit"], cost["step"]) == ("number", "HKD", "0.01")
    assert records[-1]["judgement"] is True
    table = run("questions", "NIFS", "--format", "table", "--language", "zh-hant")
    assert "項目總成本是多少？" in table.stdout.replace("\n", "") or "項目" in table.stdout


def test_a_scheme_that_is_only_described_says_why_it_asks_nothing():
    answer = run("questions", "GSP")
    assert answer.exit_code == 0
    assert "GSP is described only" in answer.stderr
    assert not answer.stdout.strip()


def test_questions_of_an_unknown_scheme_end_with_two():
    answer = run("questions", "zzzz")
    assert answer.exit_code == 2
    assert "See `technopole schemes`" in answer.stderr


def test_find_groups_every_scheme(case):
    text = run("find", "--answers", case, "--format", "text", *ON).stdout
    assert text.index("Fits (") < text.index("Might fit (") < text.index("Does not fit (")
    assert "NIFS  New Industrialisation Funding Scheme  grant HK$3,000,000" in text
    assert "subject to: The Vetting Committee" in text
    answer = run("find", "--answers", case, "--format", "json", *ON)
    records = [json.loads(line) for line in answer.stdout.splitlines()]
    assert {record["standing"] for record in records} <= {"fits", "might-fit", "does-not-fit"}
    nifs = next(record for record in records if record["code"] == "NIFS")
    assert (nifs["standing"], nifs["awards"][0]["high"]) == ("fits", "3000000")


def test_find_gives_no_bound_that_only_comes_from_what_may_be_typed(case):
    """The portal says the same, from the same place."""
    for language, words in (("en", "depends on your answers"), ("zh-hant", "視乎答案而定")):
        said = run(
            "find", "--answers", case, "--format", "text", "--language", language, *ON
        ).stdout
        assert words in said
        assert "00,000,000,000" not in said
    assert (
        "00,000,000,000"
        not in run("check", "PRP", "--answers", case, "--format", "text", *ON).stdout
    )


def test_find_says_why(case):
    chinese = run(
        "find", "--answers", case, "--format", "text", "--language", "zh-hant", *ON
    ).stdout
    assert "不符合" in chinese
    assert "✗" in chinese


def test_schemes_say_which_rules_run_and_what_they_ask():
    records = [json.loads(line) for line in run("schemes").stdout.splitlines()]
    by_id = {record["scheme"]: record for record in records}
    nifs = by_id["new-industrialisation-funding-scheme"]
    assert nifs["executable"] is True
    assert "project.total_cost" in nifs["questions"]
    assert sum(record["executable"] for record in records) >= 38
    grant = by_id["patent-application-grant"]  # the rules know it, no document names it
    assert (grant["run_by"], grant["executable"]) == (["innovation-and-technology-commission"], True)  # fmt: skip
    assert grant["sources"]
    assert by_id["general-support-programme"]["executable"] is False


# ── Receipts ──────────────────────────────────────────────────────────────────────────────────


def test_a_receipt_is_written_and_replayed(case, tmp_path):
    path = str(tmp_path / "receipt.json")
    assert run("check", "NIFS", "TVP", "--answers", case, "--receipt", path, *ON).exit_code == 0
    answer = run("replay", path)
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.count("byte for byte") == 2
    told = run("replay", path, "--language", "zh-hant").stdout
    assert "逐字節一致" in told


def test_a_receipt_that_was_changed_ends_with_one_and_says_what(case, tmp_path):
    path = tmp_path / "receipt.json"
    run("check", "NIFS", "--answers", case, "--receipt", str(path), *ON)
    path.write_bytes(path.read_bytes().replace(b'"3000000"', b'"4000000"'))
    answer = run("replay", str(path))
    assert answer.exit_code == 1
    assert "its hash does not fit its content" in answer.stdout


@pytest.mark.parametrize(("given", "sentence"), [("", "holds no receipt"), ("{}", "no receipt")])
def test_what_is_no_receipt_ends_with_two(given, sentence):
    answer = run("replay", "-", given=given)
    assert answer.exit_code == 2
    assert sentence in answer.stderr


def test_a_receipt_that_cannot_be_written_is_told(case):
    answer = run("check", "NIFS", "--answers", case, "--receipt", "/no/such/folder/receipt", *ON)
    assert answer.exit_code == 2
    assert "cannot be written" in answer.stderr
    assert answer.stdout == ""


# ── Lightness ─────────────────────────────────────────────────────────────────────────────────


def test_a_check_loads_no_tables_no_solver_and_no_site(case):
    code = (
        "import sys; from technopole.cli.main import app\n"
        f"try: app(['check', 'NIFS', '--answers', {case!r}, '--format', 'json'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    loaded = set(done.stderr.split())
    assert not loaded & {"altair", "django", "duckdb", "numba", "numpy", "polars", "psycopg", "z3"}
    assert json.loads(done.stdout)["eligible"] == "yes"
