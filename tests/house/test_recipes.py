"""The recipe for a scheme in CONTRIBUTING works as it stands."""

from __future__ import annotations

import importlib
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests.hong_kong.schemes import test_every_scheme

from technopole import hong_kong
from technopole.rules.answers import read_answers
from technopole.rules.language import Scheme, SchemeFaulty
from technopole.rules.readers.decide import decide
from technopole.rules.readers.describe import describe
from technopole.rules.readers.prove import Status, proofs
from technopole.rules.rulebook import Rulebook, read_rulebook

ROOT = Path(__file__).resolve().parents[2]
PACK = "pack_of_the_recipe"


def recipe(kind: str) -> str:
    """The recipe's block of that kind."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (found,) = re.findall(rf"^ *```{kind}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return textwrap.dedent(found)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rulebook]:
    """A pack with the questions of Hong Kong and the recipe's scheme alone."""
    folder = tmp_path_factory.mktemp("recipe")
    home = folder / PACK
    source = Path(hong_kong.__file__).parent
    shutil.copytree(source / "questions", home / "questions")
    (home / "schemes").mkdir()
    for package in (home, home / "schemes"):
        (package / "__init__.py").write_text('"""Of the recipe."""\n')
    shutil.copy(source / "rule_sources.csv", home)
    page = recipe("scheme").replace("technopole.hong_kong", PACK)
    (home / "schemes" / "night_laboratory_vouchers.py").write_text(page, "utf-8")
    for module in (home / "questions").glob("*.py"):
        module.write_text(module.read_text("utf-8").replace("technopole.hong_kong", PACK), "utf-8")
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield read_rulebook(PACK)
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith(PACK)]:
        del sys.modules[name]


@pytest.fixture
def night(book: Rulebook) -> Scheme:
    return book.by_code["night"]


def test_its_worked_examples_hold(book: Rulebook, night: Scheme) -> None:
    cases = yaml.safe_load(recipe("cases"))
    assert len(cases) == 5
    for case in cases:
        answers = read_answers(case["answers"], book.questions, book.consistency)
        decision = decide(night, answers, date.fromisoformat(case["day"]))
        assert decision.eligible == case["expect"]["eligible"], case["name"]
        given = {award.name: award.low for award in decision.awards}
        expected = case["expect"]["awards"]
        assert given == {name: Fraction(amount) for name, amount in expected.items()}


def test_the_tests_of_every_scheme_hold_for_it(
    book: Rulebook, night: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    oracle = ModuleType("oracle_of_the_recipe")
    exec(recipe("oracle"), oracle.__dict__)  # noqa: S102  the recipe is ours
    monkeypatch.setattr(test_every_scheme, "BOOK", book)
    monkeypatch.setattr(test_every_scheme, "oracle_of", lambda _: oracle)
    monkeypatch.setattr(test_every_scheme, "cases_of", lambda _: yaml.safe_load(recipe("cases")))
    test_every_scheme.test_there_are_five_worked_examples_in_both_languages_and_every_check_point(
        night
    )
    for case in yaml.safe_load(recipe("cases")):
        test_every_scheme.test_the_worked_examples_hold(night, case)
        test_every_scheme.test_a_worked_example_could_be_anybodys_honest_answers(night, case)
    test_every_scheme.test_what_fits_could_be_anybodys_honest_answers(night)
    test_every_scheme.test_what_fits_is_a_complete_case_and_fits(night)
    test_every_scheme.test_decide_agrees_with_the_oracle_on_every_edge(night)
    test_every_scheme.test_every_reference_begins_with_a_document_or_a_public_source(night)
    test_every_scheme.test_every_text_is_in_both_languages(night)


def test_it_is_said_in_both_languages(night: Scheme) -> None:
    said = describe(night, date(2025, 6, 1))
    assert "80,000" in said.awards[0].in_words.en
    assert "80,000" in said.awards[0].in_words.zh_hant


def test_it_is_proved(book: Rulebook, night: Scheme) -> None:
    found = list(proofs(night, on=date(2025, 6, 1), consistency=book.consistency))
    assert found
    assert [proof.says.en for proof in found if proof.status is Status.REFUTED] == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"factsheet-2025, line 3", "medium"', '"factsheet-2025, line 3", "sure"', "line 12: Parameter ceiling from 2025-04-01: “sure” is no confidence"),
        ("project.total_cost * share", "project.total_cost / 2", "line 19: project.total_cost is divided by 2"),
        ("company.employees < 100", "company.employes < 100", "line 40: AttributeError"),
        ("company.employees < 100", 'company.employees < "100"', "line 40: '100' is no number"),
    ],
)  # fmt: skip
def test_a_faulty_page_says_what_and_where(
    book: Rulebook,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    right: str,
    wrong: str,
    said: str,
) -> None:
    page = recipe("scheme")
    assert right in page
    package = f"faulty_{abs(hash(wrong))}"
    home = tmp_path / package / "schemes"
    home.mkdir(parents=True)
    for folder in (home.parent, home):
        (folder / "__init__.py").write_text('"""Of the recipe."""\n')
    (home / "night.py").write_text(page.replace(right, wrong), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(SchemeFaulty) as refused:
        read_rulebook(package)
    assert f"{package}.schemes.night" in str(refused.value)
    assert said in str(refused.value)
