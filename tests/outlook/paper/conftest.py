"""Papers of a small invented pack, for tests that read them whole, and of Hong Kong's."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from technopole.outlook import paper
from technopole.outlook.paper.document import Document
from technopole.plan.packs import Pack, load, read_files

RURITANIA = Path(__file__).parents[3] / "docs" / "examples" / "ruritania" / "src" / "ruritania"
THEN = date(2023, 11, 13)
NOW = date(2026, 11, 21)


@cache
def small_pack() -> Pack:
    return Pack.read("ruritania", read_files(RURITANIA))


@pytest.fixture
def ruritania() -> Pack:
    return small_pack()


@pytest.fixture
def hong_kong() -> Pack:
    return load("hong_kong")


@pytest.fixture
def small_paper(ruritania: Pack) -> Document:
    return paper.compose("progress", ruritania, ruritania.days[-1])


@pytest.fixture
def progress() -> Document:
    """Hong Kong's paper of the day on which the real one was published."""
    return paper.compose("progress", load("hong_kong"), THEN)
