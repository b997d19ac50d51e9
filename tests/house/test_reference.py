"""The reference is written from the code, and is current."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def writer(root: Path) -> ModuleType:
    """The script that writes the reference."""
    spec = importlib.util.spec_from_file_location(
        "write_reference", root / "scripts" / "write_reference.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name",
    ["units.md", "data-files.md", "problems.md", "command-line.md", "api.md", "downloads.md"],
)
def test_a_page_of_the_reference_is_what_the_code_says(writer: ModuleType, name: str) -> None:
    written = (writer.REFERENCE / name).read_text("utf-8")
    assert written == writer.PAGES[name](), "run: .venv/bin/python scripts/write_reference.py"


def test_every_page_that_is_written_is_checked_here(writer: ModuleType) -> None:
    marked = {
        path.name for path in writer.REFERENCE.glob("*.md") if writer.MARK in path.read_text()
    }
    assert marked == set(writer.PAGES)


def test_what_is_not_explained_and_what_is_no_longer_there_is_said(writer: ModuleType) -> None:
    with pytest.raises(writer.NotExplained) as raised:
        writer.explained("units", ["ha", "sq_m"], {"ha": "…", "acre": "…"})
    assert "does not explain ['sq_m']" in str(raised.value)
    assert "explains ['acre']" in str(raised.value)


def test_every_fault_of_the_reference_can_be_made(writer: ModuleType) -> None:
    """Each code's example breaks the example pack in that very way."""
    files = writer.read_files(writer.EXAMPLE)
    assert writer.faults(files) == []
    for code, explanation in writer.WORDS["problem"].items():
        codes = [found for found, _ in writer.faults(writer.broken(files, explanation["break"]))]
        assert code in codes
