"""Initiatives carry their reports in the order in which they became known."""

from datetime import date


def test_the_history_runs_from_the_oldest_report_to_the_newest(pack):
    history = pack.initiatives["more-lines"].history
    assert [report.status for report in history] == ["announced", "under-way"]


def test_before_its_first_report_an_initiative_is_unknown(pack):
    assert pack.initiatives["more-lines"].as_of(date(2022, 12, 30)) is None
