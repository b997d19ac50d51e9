"""`paper.toml`: optional, read with all faults at once, and held to the same rule as code."""

from dataclasses import replace

import pytest

from technopole.evidence.problems import PackRefused, Report
from technopole.outlook.paper.setting import FILE, Setting, read_setting
from technopole.plan.packs import Pack


def read(pack: Pack, text: str) -> Setting:
    report = Report()
    setting = read_setting(replace(pack, files={**pack.files, FILE: text.encode()}), report)
    report.raise_if_any()
    return setting


def test_a_pack_needs_none(ruritania: Pack) -> None:
    report = Report()
    assert read_setting(ruritania, report) == Setting()
    assert report.problems == []


def test_all_faults_are_told_at_once(ruritania: Pack) -> None:
    with pytest.raises(PackRefused) as refused:
        read(
            ruritania,
            'plan = "nothing"\npapers = ["no-paper"]\ncolour = "red"\n'
            '[[background]]\nen = "It has 10 parts."\nzh_hant = "它有不同部分。"\n'
            '[[background]]\nen = "It is {big}."\nzh_hant = "它{big}。"\n',
        )
    told = str(refused.value)
    for fault in (
        "paper.toml:1, column plan: “nothing” is no entity.",
        "“no-paper” does not exist. Name a document of sources.csv.",
        "“colour” is not known.",
        "“It has 10 parts.” holds the number “10”.",
        "big stands only in the text, or only beside it.",
    ):
        assert fault in told


def test_hong_kongs_is_sound(hong_kong: Pack) -> None:
    report = Report()
    setting = read_setting(hong_kong, report)
    assert report.problems == []
    assert setting.papers == ("legco-2021", "legco-2023")
    assert len(setting.background) == 2
