"""The walls of the house stand: import contracts, and what a room may load."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from technopole.cli.main import COMMANDS


@pytest.fixture(scope="module")
def contracts(root: Path) -> list[dict[str, Any]]:
    project = tomllib.loads((root / "pyproject.toml").read_text())
    found: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    return found


def test_import_contracts_are_kept(root: Path) -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


def test_each_contract_is_named_by_its_reason(contracts: list[dict[str, Any]]) -> None:
    for contract in contracts:
        assert len(contract["name"].split()) >= 6, contract["name"]
    assert len({contract["id"] for contract in contracts}) == len(contracts)


def test_each_room_below_the_site_may_not_know_django(
    root: Path, contracts: list[dict[str, Any]]
) -> None:
    rooms = {path.parent.name for path in (root / "src/technopole").glob("*/__init__.py")}
    walled = next(c for c in contracts if c["id"] == "no-django-below-the-site")
    assert set(walled["source_modules"]) == {f"technopole.{r}" for r in rooms - {"site", "cli"}}


def test_models_of_each_app_are_protected(root: Path, contracts: list[dict[str, Any]]) -> None:
    models = {
        f"technopole.site.{path.parent.name}.models"
        for path in (root / "src/technopole/site").glob("*/models.py")
    }
    protected = {
        module
        for contract in contracts
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }
    assert models <= protected


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


HEAVY = {"altair", "django", "gunicorn", "ninja", "numpy", "polars", "psycopg", "vl_convert"}


def test_a_pack_is_read_without_database_and_without_tables() -> None:
    code = "from technopole.plan import packs; packs.load('hong_kong')"
    assert loaded_by(code) & HEAVY == set()


def test_the_command_line_starts_without_what_only_the_server_needs() -> None:
    assert loaded_by("import technopole.cli.main") & HEAVY == set()


def test_rules_as_expressions_of_polars_wait_for_no_compiler() -> None:
    code = "import technopole.rules.readers.columns.expressions"
    assert "numba" not in loaded_by(code)


def test_nothing_that_starts_threads_is_loaded_before_the_workers_fork() -> None:
    """A forked process has one thread; a library whose threads are gone waits for ever."""
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'technopole.site.settings.tests';"
        "import django; django.setup(); import technopole.site.server;"
        "import technopole.site.editions.actions, threading;"
        "assert threading.active_count() == 1"
    )
    heavy = {"altair", "numba", "numpy", "polars", "vl_convert", "z3"}
    assert loaded_by(f"{code}\nimport technopole.site.urls") & heavy == set()


def test_every_module_of_the_command_line_with_a_command_is_listed(root: Path) -> None:
    folder = root / "src/technopole/cli"
    commands = {
        path.stem for path in folder.glob("*.py") if f"\ndef {path.stem}(" in path.read_text()
    }
    assert set(COMMANDS) == commands - {"main"}
