"""Every check that the pack declares holds; and each kind of check finds the fault it is for."""

from dataclasses import replace

import pytest

from technopole.outlook.levers import checks, equations
from technopole.outlook.levers.checks import run_checks
from technopole.outlook.levers.declared import CheckKind
from technopole.outlook.levers.equations import STOCKS, Stock


@pytest.fixture(scope="module")
def results(model):
    return {result.check.id: result for result in run_checks(model)}


def test_every_check_of_the_pack_holds(results):
    assert {name: r.faults for name, r in results.items() if not r.holds} == {}


def test_every_kind_is_declared_and_said_in_both_languages(results):
    assert {result.check.kind for result in results.values()} == set(CheckKind)
    for result in results.values():
        assert result.says.en
        assert result.says.zh_hant
        assert "{" not in result.says.en + result.says.zh_hant


def faults(model, *kinds):
    declared = tuple(check for check in model.checks if check.kind in kinds)
    return [f for r in run_checks(replace(model, checks=declared)) for f in r.faults]


def with_coefficient(model, name, **changes):
    changed = replace(model.coefficients[name], **changes)
    return replace(model, coefficients={**model.coefficients, name: changed})


def test_a_flow_that_is_left_out_of_its_stock_breaks_the_balance(model, monkeypatch):
    """The judge counts `left` as an outflow; the runner has forgotten it."""
    forgotten = {**STOCKS, "practitioners": Stock(("hired", "admitted", "posted", "graduated"))}
    monkeypatch.setattr("technopole.outlook.levers.running.STOCKS", forgotten)
    assert "practitioners changes by other than what flows." in faults(model, CheckKind.BALANCE)


def test_a_wrong_unit_is_found(model):
    wrong = with_coefficient(model, "leaving_rate", unit="HKD/year")
    found = faults(wrong, CheckKind.UNITS)
    assert any(fault.startswith(("hired", "left")) for fault in found)


def test_people_below_zero_are_found(model):
    wild = with_coefficient(model, "leaving_rate", low=2.5, middle=2.5, high=2.5)
    wild = with_coefficient(wild, "staffing_response", low=-9.0, middle=-9.0, high=-9.0)
    found = faults(wild, CheckKind.NOT_NEGATIVE, CheckKind.EXTREMES)
    assert any(fault.startswith("practitioners ") for fault in found)


def test_a_growth_that_is_not_declared_is_found(model):
    hidden = with_coefficient(model, "practitioners_growth", growth=False)
    assert "practitioners moves by itself." in faults(hidden, CheckKind.STEADY)


def test_a_start_beside_the_documents_is_found(model):
    off = with_coefficient(model, "practitioners_start", low=1e4, middle=1e4, high=1e4)
    assert any("practitioners of 2020" in fault for fault in faults(off, CheckKind.MEETS))


def test_a_turned_sign_is_found(model):
    turned = tuple(
        replace(c, sign=-c.sign) for c in model.checks if c.kind is CheckKind.SIGN and c.sign
    )
    assert all(not result.holds for result in run_checks(replace(model, checks=turned)))


def test_a_lever_that_changes_the_past_is_found(model):
    early = replace(model, clock=replace(model.clock, levers_from=2026))
    assert faults(early, CheckKind.DEFAULTS) == []
    assert checks.QUANTITIES is equations.QUANTITIES
