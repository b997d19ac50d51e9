"""What a solver found is kept by the version of the rule, and shown with its day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from technopole.rules.receipts import rule_version
from technopole.rules.rulebook import Rulebook, read_rulebook
from technopole.site.support import proofs

CONTRACT = read_rulebook("technopole.hong_kong").by_code["gbasc"]


@pytest.fixture
def kept(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One scheme proved, into a folder of its own."""
    settings.PROOFS_FOLDER = tmp_path
    book = Rulebook({CONTRACT.entity: CONTRACT}, (), {})
    monkeypatch.setattr(proofs, "rulebook_of", lambda _: book)
    proofs.prove_all(tmp_path, "hong_kong")
    return tmp_path


def test_a_rule_is_proved_once_a_version(kept: Path) -> None:
    (file,) = kept.iterdir()
    assert file.stem == rule_version(CONTRACT)
    written = file.stat().st_mtime_ns
    proofs.prove_all(kept, "hong_kong")
    assert file.stat().st_mtime_ns == written


def test_its_page_says_what_was_proved_and_when(
    kept: Path, client: Client, loaded_pack: object
) -> None:
    found = proofs.proved(CONTRACT)
    assert found is not None
    assert found.holds == len(found.checks) > 3
    page = client.get(f"/en/support/schemes/{CONTRACT.entity}/").content.decode()
    assert f"a solver proved {found.holds} of {found.holds} promises" in page


def test_nothing_is_claimed_where_nothing_was_proved(
    tmp_path: Path, settings: Any, client: Client, loaded_pack: object
) -> None:
    settings.PROOFS_FOLDER = tmp_path
    page = client.get(f"/en/support/schemes/{CONTRACT.entity}/").content.decode()
    assert "No solver has looked at this version of the rule here yet" in page
