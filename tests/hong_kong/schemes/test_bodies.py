"""Who keeps a register and who runs a scheme has a name in both languages."""

import csv
from importlib.resources import files

from technopole.rules.rulebook import read_rulebook

BOOK = read_rulebook("technopole.hong_kong")


def test_every_register_and_every_body_that_runs_a_scheme_is_named():
    text = (files("technopole.hong_kong") / "entities.csv").read_text(encoding="utf-8")
    known = {row["id"] for row in csv.DictReader(text.splitlines())} | set(BOOK.bodies)
    fields = [field for question in BOOK.questions for field in question.about.fields]
    kept = {question.about.register for question in (*BOOK.questions, *fields)} - {""}
    run = {scheme.run_by for scheme in BOOK.schemes.values()}
    assert (kept | run) - known == set()
    assert all(name.en and name.zh_hant for name in BOOK.bodies.values())
