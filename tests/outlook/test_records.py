"""The public record of an indicator's outlook."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from technopole.outlook.backtest import fared
from technopole.outlook.budgets import budgets_of
from technopole.outlook.overview import outlooks_of
from technopole.outlook.records import budget_record, case_record, outlook_record
from technopole.plan import packs
from technopole.plan.packs import Pack
from technopole.plan.records import name_of

TODAY = date(2026, 11, 21)


@cache
def hong_kong() -> Pack:
    return packs.load("hong_kong")


@cache
def records(day: date) -> dict[str, Any]:
    made = (outlook_record(one) for one in outlooks_of(hong_kong(), day).values())
    return {record["indicator"]: record for record in made}


def test_every_indicator_has_a_record_with_the_promised_keys_first() -> None:
    assert list(records(TODAY)) == list(hong_kong().indicators)
    for record in records(TODAY).values():
        assert list(record)[:4] == ["indicator", "latest", "verdicts", "targets"]
        assert record["targets"]
        for target in record["targets"]:
            assert list(target)[:6] == [
                "year_named", "figure_year", "value", "chance", "interval", "required",
            ]  # fmt: skip


def test_records_are_plain_json_without_what_is_no_number() -> None:
    for record in records(TODAY).values():
        assert json.loads(json.dumps(record, allow_nan=False)) == record


def test_a_target_stands_with_the_year_named_and_the_year_of_its_figure() -> None:
    first, second = records(TODAY)["1.1"]["targets"]
    assert (first["year_named"], first["figure_year"], first["value"]) == (2027, 2025, "1.3")
    assert (second["year_named"], second["figure_year"], second["value"]) == (2032, 2030, "2")
    assert 0 <= second["chance"] <= first["chance"] <= 1
    low, high = second["interval"]
    assert low < second["median"] < high


def test_what_is_required_is_set_against_what_was_achieved() -> None:
    """From 1.11 % in 2023 to 2 % in 2030: 0.89 points in seven years; since 2020 it was 0.12 in three."""
    required = records(TODAY)["1.1"]["targets"][1]["required"]
    assert required["amount_a_year"] == "89/700"
    assert required["achieved"]["amount_a_year"] == "0.04"
    assert required["achieved"]["years"] == [2020, 2023]
    assert required["growth_a_year"] == f"{(2 / 1.11) ** (1 / 7) - 1:.6f}"


def test_a_target_that_is_a_date_has_no_chance_and_says_how_it_stands() -> None:
    (target,) = records(TODAY)["K1-2"]["targets"]
    assert target["chance"] is None
    assert target["standing"] == "met"
    assert "in time" in target["words"]["en"]


def test_every_fact_that_a_record_names_is_one() -> None:
    facts = hong_kong().evidence.observations
    for record in records(TODAY).values():
        named = [point["fact"] for point in record["points"]]
        named += [left["fact"] for left in record["left_out"]]
        named += [fact for verdict in record["verdicts"] for fact in verdict["facts"]]
        named += [target["fact"] for target in record["targets"]]
        assert set(named) <= set(facts)


@pytest.mark.parametrize(
    "day", [date(2021, 1, 1), date(2021, 10, 31), date(2022, 12, 31), date(2023, 11, 13)]
)
def test_as_of_an_earlier_day_only_what_was_known_stands_in_it(day: date) -> None:
    facts = hong_kong().as_of(day).evidence.observations if day >= date(2021, 10, 31) else {}
    for record in records(day).values():
        assert {point["fact"] for point in record["points"]} <= set(facts)


def test_how_earlier_forecasts_fared_is_told_with_the_day_of_their_knowledge() -> None:
    told = [case_record(case) for case in fared(hong_kong(), TODAY)]
    assert told
    for record in told:
        assert record["newest_year"] < record["year"]
        low, high = record["interval_80"]
        assert record["held_by_80"] == (low <= record["actual"] <= high)


def test_budgets_have_records_too() -> None:
    told = {
        record["entity"]: record
        for record in (budget_record(one, name_of(hong_kong())) for one in budgets_of(hong_kong()))
    }
    assert json.dumps(told)
    lines = told["new-industrialisation-funding-scheme"]
    assert lines["set_aside"]["stated"] == "2000000000.00"
    assert lines["used_up"]["left"]["stated"] == "1635000000.00"
    assert lines["unit"] == "HKD"
