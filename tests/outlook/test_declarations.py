"""A pack's outlook files are read together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from technopole.evidence.problems import PackRefused
from technopole.outlook.declarations import check_declarations
from technopole.plan import packs


def test_what_hong_kong_declares_can_be_read() -> None:
    check_declarations(packs.load("hong_kong"))


def test_faults_of_all_files_are_told_at_once() -> None:
    pack = packs.load("hong_kong")
    broken = {
        "outlook.toml": b'[indicator."none"]\nlimit = 100\n',
        "levers.toml": b"[time]\nstart = 2020\n",
        "budgets.csv": b"entity,set_aside,taken_out,used,yearly,since,per,note_en,note_zh_hant\nnobody,,,,,,,,\n",
        "paper.toml": b'plan = "nothing"\n',
    }
    with pytest.raises(PackRefused) as refused:
        check_declarations(replace(pack, files={**pack.files, **broken}, version="broken"))
    told = {problem.file for problem in refused.value.problems}
    assert told == set(broken)


def test_a_pack_may_declare_nothing() -> None:
    pack = packs.load("hong_kong")
    files = {
        name: content
        for name, content in pack.files.items()
        if name not in ("outlook.toml", "levers.toml", "budgets.csv", "paper.toml")
    }
    check_declarations(replace(pack, files=files, version="none"))
