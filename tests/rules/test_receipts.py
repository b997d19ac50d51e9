"""A receipt comes out the same, byte for byte, or says what is different."""

import json
import os
import random
import subprocess
import sys
from datetime import date
from fractions import Fraction
from hashlib import sha256

import pytest
from tests.rules.cases import complete_case, partial

from technopole.rules.explain import changes, explained
from technopole.rules.readers.decide import decide
from technopole.rules.receipts import (
    MOST_BYTES,
    ReceiptRefused,
    canonical,
    receipt,
    replay,
    rule_version,
)
from technopole.rules.records import decision_record, described_record, question_record
from technopole.rules.rulebook import Rulebook, read_rulebook
from technopole.rules.transforms.amend import amended

ON = date(2025, 6, 1)
BOOK = read_rulebook("technopole.hong_kong")
NIFS = BOOK.schemes["new-industrialisation-funding-scheme"]
PROMISED = [
    "scheme", "on", "eligible", "subject_to", "award", "reasons", "missing", "flags", "rule_version",
]  # fmt: skip


def resealed(record):
    """A receipt whose hash fits its content, whatever that is."""
    content = {name: value for name, value in record.items() if name != "sha256"}
    return canonical({**content, "sha256": sha256(canonical(content)).hexdigest()})


def test_canonical_json_has_one_form():
    assert (
        canonical({"b": [1, True, None], "a": "計劃"}) == '{"a":"計劃","b":[1,true,null]}'.encode()
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))


@pytest.mark.parametrize("one", BOOK.executable, ids=lambda one: one.code)
def test_every_receipt_replays_byte_for_byte(one):
    rng = random.Random(one.entity)
    for turn in range(4):
        case = complete_case(one, rng)
        case = partial(case, rng) if turn % 2 else case
        try:
            found = replay(receipt(one, case, ON), BOOK)
        except ReceiptRefused as error:  # pragma: no cover
            pytest.fail(str(error))
        assert found.same, found.says.en


def test_a_receipt_is_the_same_in_another_process():
    code = (
        "from datetime import date; from fractions import Fraction;"
        "from technopole.rules.rulebook import read_rulebook; from technopole.rules.receipts import receipt;"
        "import sys; book = read_rulebook('technopole.hong_kong');"
        "sys.stdout.buffer.write(receipt(book.by_code['rth'], {'project.total_cost': Fraction(1, 100)}, date(2025, 6, 1)))"
    )
    there = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    here = receipt(BOOK.by_code["rth"], {"project.total_cost": Fraction(1, 100)}, ON)
    assert there == [here, here]


def test_a_receipt_names_rule_parameters_inputs_and_answer():
    record = json.loads(receipt(NIFS, {"project.total_cost": Fraction(900000001, 100)}, ON))
    assert record["inputs"] == {"project.total_cost": "9000000.01"}
    assert record["rule_version"] == rule_version(NIFS)
    assert record["answer"]["eligible"] == "unknown"
    assert record["answer"]["award"] == {"low": "0", "high": "3000000", "currency": "HKD"}
    share = next(p for p in record["parameters"] if p["parameter"] == "share")
    assert share["values"][0]["value"] == "1/3"
    assert share["values"][0]["reference"].startswith("yearbook-2024")


def test_another_value_is_another_version_of_the_rule():
    other = amended(NIFS, {"ceiling": 1})
    assert rule_version(other) != rule_version(NIFS)
    assert rule_version(amended(other, {"ceiling": 2})) != rule_version(other)


def test_a_replay_under_another_rule_says_so():
    given = {"project.total_cost": Fraction(60_000_000), "applicant.kind": "company"}
    told = receipt(NIFS, given, ON)
    newer = Rulebook({**BOOK.schemes, NIFS.entity: amended(NIFS, {"ceiling": 1})}, (), {})
    found = replay(told, newer)
    assert not found.same
    assert "the rule is of another version" in found.says.en
    assert "the answer is otherwise in its amounts" in found.says.en
    assert "規則版本不同" in found.says.zh_hant


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda r: r["answer"].update(eligible="yes"), "answers “yes”, and it is “unknown” now"),
        (lambda r: r["inputs"].update({"applicant.kind": "person"}), "answers “unknown”, and it is “no” now"),
        (lambda r: r["inputs"].update({"project.total_cost": 900_000_000}), "the inputs are written otherwise"),
        (lambda r: r.update(engine="0.0.1"), "the engine is of another version (0.0.1 then"),
        (lambda r: r.update(on="2030-06-01"), "of flags"),
        (lambda r: r["parameters"].pop(), "other values of parameters are used; the answer is the same"),
        (lambda r: r.update(extra=1), "it has keys that no receipt has: extra"),
    ],
)  # fmt: skip
def test_what_was_changed_is_said_even_if_the_hash_was_mended(change, sentence):
    record = json.loads(receipt(NIFS, {"project.total_cost": Fraction(9_000_000)}, ON))
    change(record)
    found = replay(resealed(record), BOOK)
    assert not found.same
    if sentence != "of flags":
        assert sentence in found.says.en
    assert "hash" not in found.says.en


def test_a_broken_seal_is_said():
    told = receipt(NIFS, {}, ON).replace(b'"missing":["', b'"missing":["x","', 1)
    assert "its hash does not fit its content" in replay(told, BOOK).says.en


def test_a_receipt_written_otherwise_is_not_byte_for_byte():
    told = receipt(NIFS, {}, ON)
    found = replay(json.dumps(json.loads(told), ensure_ascii=False).encode(), BOOK)
    assert not found.same
    assert "written otherwise than canonically" in found.says.en
    assert replay(told + b"\n", BOOK).same


def test_answers_that_are_no_longer_taken_are_said():
    record = json.loads(receipt(NIFS, {}, ON))
    record["inputs"]["project.total_csot"] = "5"
    found = replay(resealed(record), BOOK)
    assert not found.same
    assert "Did you mean project.total_cost?" in found.says.en


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"", "no receipt"),
        (b"[]", "no receipt"),
        (b"{}", "It lacks answer, engine"),
        (b'{"a":1,"a":2}', "no receipt"),
        (b"[" * 100_000, "no receipt"),
        (b" " * (MOST_BYTES + 1), "at most 1,000,000 are read"),
    ],
)
def test_what_is_no_receipt_is_refused_with_a_sentence(given, sentence):
    with pytest.raises(ReceiptRefused) as refused:
        replay(given, BOOK)
    assert sentence in refused.value.says.en
    assert refused.value.says.zh_hant


@pytest.mark.parametrize(
    "change", [lambda r: r.update(on="soon"), lambda r: r.update(scheme="\x1b[31m" * 50), lambda r: r.update(inputs=[])]
)  # fmt: skip
def test_a_receipt_of_nothing_known_is_refused(change):
    record = json.loads(receipt(NIFS, {}, ON))
    change(record)
    with pytest.raises(ReceiptRefused) as refused:
        replay(canonical(record), BOOK)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 300


# ── Records ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("one", BOOK.executable, ids=lambda one: one.code)
def test_a_decision_s_record_begins_with_the_promised_keys_and_is_plain_json(one):
    rng = random.Random(one.code)
    case = partial(complete_case(one, rng), rng)
    decision = decide(one, case, ON)
    record = decision_record(
        one, decision, explained(one, decision, case), changes(one, case, ON), rule_version(one)
    )
    assert list(record)[: len(PROMISED)] == PROMISED
    assert json.loads(json.dumps(record)) == record
    assert record["eligible"] in {"yes", "no", "unknown"}
    assert set(record["award"]) == {"low", "high", "currency"}
    assert all(isinstance(name, str) for name in record["missing"])


def test_a_described_scheme_answers_that_it_is_not_known():
    one = next(scheme for scheme in BOOK.schemes.values() if not scheme.executable)
    record = described_record(one, ON, rule_version(one))
    assert list(record)[: len(PROMISED)] == PROMISED
    assert record["eligible"] == "unknown"
    assert record["award"]["high"] is None


@pytest.mark.parametrize("question", BOOK.questions, ids=lambda question: question.name)
def test_a_question_s_record_is_plain_json(question):
    record = question_record(question)
    assert json.loads(json.dumps(record)) == record
