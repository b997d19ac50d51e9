"""Backtests: only what was known then, and honest numbers beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from technopole.outlook.backtest import (
    by_vintage,
    by_year,
    calibrated,
    calibration,
    fared,
    record_of,
)
from technopole.outlook.panels import Panel, simulated
from technopole.plan import packs


@pytest.fixture(scope="module")
def pack() -> packs.Pack:
    return packs.load("hong_kong")


def test_a_case_rests_on_what_was_known_and_is_judged_by_what_came(pack: packs.Pack) -> None:
    """The share of R&D in GDP as the Blueprint knew it: 2014 and 2020; the Yearbook gave 2023."""
    cases = [case for case in fared(pack, pack.days[-1], paths=500) if case.id == "1.1"]
    assert [(case.as_of, case.n, case.origin, case.year, case.actual) for case in cases] == [
        (date(2022, 12, 31), 2, 2020, 2023, 1.11)
    ]
    assert cases[0].held
    assert cases[0].no_change == pytest.approx(0.12 / 0.99)


def test_a_later_document_changes_no_case_of_an_earlier_day(pack: packs.Pack) -> None:
    """Without the newest document its figures judge nothing, and the forecasts of before stand as they stood."""
    newest = pack.days[-1]
    before = by_vintage(pack.evidence.as_of(pack.days[-2]), paths=200)
    after = [case for case in by_vintage(pack.evidence, paths=200) if case.as_of < pack.days[-2]]
    said = {(case.id, case.as_of, case.year): case.median for case in after}
    assert before
    assert all(
        said.get((c.id, c.as_of, c.year), c.median) == pytest.approx(c.median) for c in before
    )
    assert len(after) > len(before)
    assert all(case.as_of < newest for case in after)


def test_cases_by_year_begin_with_two_figures_and_look_ahead(pack: packs.Pack) -> None:
    cases = by_year(pack.evidence, paths=200)
    assert cases
    assert all(case.n >= 2 and case.year > case.origin for case in cases)


def test_no_case_is_no_track_record_yet() -> None:
    record = record_of([])
    assert record.covered_80 is None
    assert "No track record yet" in record.verdict.en
    assert record.verdict.zh_hant


def test_a_record_counts_by_hand(pack: packs.Pack) -> None:
    case = next(case for case in fared(pack, pack.days[-1], paths=200) if case.id == "1.1")
    inside = replace(
        case, actual=1.0, eighty=(0.9, 1.1), fifty=(1.01, 1.02), crps=0.02, no_change=0.1
    )
    outside = replace(inside, eighty=(1.05, 1.1), crps=0.06, no_change=0.0)
    record = record_of([inside, outside])
    assert (record.cases, record.series, record.still) == (2, 1, 1)
    assert (record.covered_50, record.covered_80) == (0, 0.5)
    assert record.crps == pytest.approx(0.04)
    assert record.skill == pytest.approx(1 - 0.04 / 0.05)
    assert "too few" in record.verdict.en


def test_panels_are_seeded_and_bounded() -> None:
    one = simulated(Panel.SHARES, series=5, figures=4, ahead=3, seed=1)
    again = simulated(Panel.SHARES, series=5, figures=4, ahead=3, seed=1)
    assert (one.past == again.past).all()
    assert one.past.shape == (5, 4)
    assert one.future.shape == (5, 3)
    assert ((one.past > 0) & (one.past < 100)).all()
    assert one.histories()[0].years == (2000, 2001, 2002, 2003)


@pytest.mark.parametrize(("panel", "figures"), [(Panel.DRIFTING, 3), (Panel.SHARES, 2)])
def test_the_kept_calibration_is_what_the_code_gives(panel: Panel, figures: int) -> None:
    kept = next(
        row for row in calibration()
        if (row.panel, row.figures, row.model) == (panel, figures, "technopole")
    )  # fmt: skip
    now = calibrated(panel, figures)
    assert (now.covered_50, now.covered_80, now.covered_95, now.crps) == pytest.approx(
        (kept.covered_50, kept.covered_80, kept.covered_95, kept.crps), abs=2e-3
    )


def test_intervals_hold_what_they_promise_where_the_model_is_right() -> None:
    for row in calibration():
        if row.model == "technopole" and row.panel in {Panel.DRIFTING, Panel.SHARES}:
            assert 0.75 <= row.covered_80 <= 0.85, row


def test_the_kept_calibration_names_its_peers() -> None:
    rows = calibration()
    assert {row.panel for row in rows} == set(Panel)
    assert any("AutoETS" in row.model for row in rows)
    assert all(0 <= row.covered_80 <= 1 and row.crps > 0 for row in rows)
