"""A scheme with other values: everywhere, exactly from its day on, and never the scheme itself."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.rules.language import (
    HKD,
    award,
    choice,
    condition,
    day,
    least,
    parameter,
    scheme,
    window,
    yes_no,
)
from technopole.rules.language import amount as money
from technopole.rules.nodes import Parameter, walk
from technopole.rules.parameters import candidates
from technopole.rules.readers.decide import decide
from technopole.rules.transforms.amend import REFERENCE, AmendmentRefused, amended, held_on

WORDS = {"en": "en", "zh_hant": "zh"}
CITED = {**WORDS, "reference": "invented, 1"}

asked_on = day("asked_on", **WORDS)
cost = money("cost", **WORDS)
sector = choice(
    "sector", **WORDS, options={"retail": ("a", "a"), "tourism": ("b", "b"), "other": ("c", "c")}
)
ready = yes_no("ready", **WORDS)
ceiling = parameter(
    "ceiling", HKD, **WORDS, event=asked_on,
    values={"2020-01-01": (100, "invented, 2"), "2022-06": (200, "invented, 2")},
)  # fmt: skip
share = parameter(
    "share", "times", **WORDS, event=asked_on, values={"<=2021": (Fraction(1, 3), "invented, 3")}
)
sectors = parameter(
    "sectors", None, **WORDS, event=asked_on,
    values={"2020-01-01": (frozenset({"retail"}), "invented, 4")},
)  # fmt: skip
deadline = parameter(
    "deadline", "date", **WORDS, event=asked_on,
    values={"2020-01-01": (date(2024, 12, 31), "invented, 5")},
)  # fmt: skip
free = parameter(
    "free", "boolean", **WORDS, event=asked_on, values={"2020-01-01": (False, "invented, 6")}
)
grant = least(cost * share, ceiling)

INVENTED = scheme(
    "invented-scheme", code="INV", **WORDS, summary=("en", "zh"), run_by="nobody",
    confirmed=date(2024, 1, 1),
    window=window(asked_on, first="2020-01-01", reference="invented, 0"),
    conditions=(
        condition("sector", sector.is_in(sectors), **CITED),
        condition("in_time", asked_on <= deadline, **CITED),
        condition("ready", ready | free, **CITED),
    ),
    awards=(award("grant", grant, **CITED, within=(ceiling, cost * share)),),
)  # fmt: skip


def values_of(found, name):
    return next(p for p in found.parameters if p.name == name).values


def on(found, name, day):
    return candidates(values_of(found, name), day, day)


def test_the_new_value_holds_on_every_day_and_in_every_place():
    new = amended(INVENTED, {"ceiling": 500})
    for first in (date(1990, 1, 1), date(2021, 1, 1), date(2022, 6, 15), date(2099, 12, 31)):
        assert on(new, "ceiling", first).certain.value == 500
    places = [a for award in new.awards for a in (award.value, *award.within)]
    found = [n for place in places for n in walk(place) if isinstance(n, Parameter)]
    assert {n.values[0].value for n in found if n.name == "ceiling"} == {500}
    assert values_of(new, "ceiling")[0].reference == REFERENCE


def test_what_does_not_change_is_shared_and_the_scheme_itself_stays_as_it_was():
    before = values_of(INVENTED, "ceiling")
    new = amended(INVENTED, {"ceiling": 500})
    assert values_of(INVENTED, "ceiling") == before
    assert new.conditions[1] is INVENTED.conditions[1]
    assert values_of(new, "share") is values_of(INVENTED, "share")
    assert new.awards[0].value.parts[1] is new.awards[0].within[0]
    assert amended(INVENTED, {}) == INVENTED


def test_from_a_day_on_the_old_values_hold_before_it_as_they_did():
    new = amended(INVENTED, {"ceiling": 500}, since=date(2022, 6, 15))
    for day_ in (date(2019, 1, 1), date(2020, 1, 1), date(2022, 6, 14)):
        then, now = on(INVENTED, "ceiling", day_), on(new, "ceiling", day_)
        assert [v.value for v in then.values] == [v.value for v in now.values]
        assert then.open == now.open
    assert on(new, "ceiling", date(2022, 6, 15)).certain.value == 500
    assert on(new, "ceiling", date(2030, 1, 1)).certain.value == 500


def test_a_value_that_was_only_seen_later_stays_unknown_before_the_new_one():
    new = amended(INVENTED, {"share": Fraction(1, 2)}, since=date(2020, 7, 1))
    assert on(new, "share", date(2020, 6, 30)).open
    assert on(new, "share", date(2020, 7, 1)).certain.value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("day_", "ceilings", "share_is_open"),
    [
        (date(2019, 6, 1), [], True),
        (date(2021, 6, 1), [100], True),
        (date(2022, 6, 15), [100, 200], False),
        (date(2025, 1, 1), [200], False),
    ],
)
def test_held_on_a_day_a_scheme_has_its_values_of_that_day_on_every_day(
    day_, ceilings, share_is_open
):
    held = held_on(INVENTED, day_)
    for other in (date(1990, 1, 1), date(2022, 6, 15), date(2099, 12, 31)):
        found = on(held, "ceiling", other)
        assert found.open == (not ceilings)
        assert found.open or [value.value for value in found.values] == ceilings
        assert on(held, "share", other).open == share_is_open
        window_now = on(INVENTED, "window", day_).certain.value
        assert on(held, "window", other).certain.value == window_now


def test_a_scheme_held_on_a_day_takes_other_values():
    new = amended(held_on(INVENTED, date(2025, 1, 1)), {"ceiling": 500})
    assert on(new, "ceiling", date(2020, 1, 1)).certain.value == 500
    assert on(new, "share", date(2020, 1, 1)).certain.value == Fraction(1, 3)


def test_lists_days_truths_and_the_window_can_be_set():
    new = amended(
        INVENTED,
        {"sectors": {"tourism"}, "deadline": date(2026, 1, 1), "free": True, "window": False},
    )
    answers = {
        "asked_on": date(2025, 1, 1), "sector": "tourism", "ready": False, "cost": Fraction(90),
    }  # fmt: skip
    decision = decide(new, answers, date(2025, 1, 1))
    assert [str(reason.holds) for reason in decision.reasons] == ["no", "yes", "yes", "yes"]
    assert new.window is not None
    assert new.window.test is new.conditions[0].test


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"cieling": 3}, "INV has no parameter “cieling”. Did you mean ceiling?"),
        ({"zzz": 3}, "INV has no parameter “zzz”. It has: window, sectors"),
        ({"ceiling": 0.5}, "ceiling cannot be 0.5: give a whole number or a fraction of HKD"),
        ({"ceiling": True}, "ceiling cannot be True: give a whole number"),
        ({"ceiling": "5"}, "ceiling cannot be '5'"),
        ({"ceiling": -1}, "no value of a parameter is below zero"),
        ({"free": 1}, "free cannot be 1: give true or false"),
        ({"deadline": "2024-01-01"}, "give a day"),
        ({"sectors": {"retial"}}, "Did you mean “retail”?"),
        ({"sectors": "retail"}, "give a set of options"),
    ],
)
def test_what_cannot_be_is_refused_with_what_mends_it(values, sentence):
    with pytest.raises(AmendmentRefused) as refused:
        amended(INVENTED, values)
    assert sentence in str(refused.value)


def test_every_fault_is_told_at_once():
    with pytest.raises(AmendmentRefused) as refused:
        amended(INVENTED, {"cieling": 3, "free": 1})
    assert "cieling" in str(refused.value)
    assert "free" in str(refused.value)
