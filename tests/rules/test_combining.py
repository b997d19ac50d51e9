"""What may be combined: only what somebody says for certain, and the rest labelled as unknown."""

from datetime import date
from fractions import Fraction
from itertools import combinations as pairs_of

from hypothesis import given
from hypothesis import strategies as st

from technopole.rules.combining import Offer, Together, combined, offers_of, pair_of
from technopole.rules.language import (
    HKD,
    amount,
    award,
    combines,
    condition,
    excludes,
    scheme,
    yes_no,
)

asked = yes_no("asked", en="Asked?", zh_hant="申請？")
cost = amount("cost", en="Cost?", zh_hant="成本？")
yuan = amount("yuan", en="Cost in renminbi?", zh_hant="人民幣成本？", unit="RMB")
SAID = {"en": "Said.", "zh_hant": "如此。", "reference": "yearbook-2024, line 1"}


def named(entity, *stacking, awards=(), also=()):
    return scheme(
        entity, code=entity.upper(), en=entity, zh_hant=entity, summary=("s", "s"), run_by="nobody",
        confirmed=date(2025, 12, 31), conditions=[condition("asked", asked, **SAID)],
        stacking=stacking, awards=awards, also=also,
    )  # fmt: skip


def offer(declared, low, high=None, currency=HKD):
    return Offer(declared, currency, Fraction(low), Fraction(high if high is not None else low))


def codes(found):
    return [one.scheme.entity for one in found.offers]


def test_what_nobody_says_is_unknown():
    assert pair_of(named("a"), named("b")).together is Together.UNKNOWN


def test_either_of_the_two_may_say_it():
    a, b = named("a", combines("b", **SAID)), named("b")
    assert pair_of(a, b).together is pair_of(b, a).together is Together.ALLOWED


def test_a_scheme_that_covers_an_entity_is_meant_by_its_name():
    assert pair_of(named("a", excludes("old-b", **SAID)), named("b", also=("old-b",))).together is Together.EXCLUDED  # fmt: skip


def test_no_other_public_money_excludes_all_but_what_is_named():
    jealous = named("a", excludes("", **SAID), combines("b", **SAID))
    assert pair_of(jealous, named("b")).together is Together.ALLOWED
    assert pair_of(jealous, named("c")).together is Together.EXCLUDED


def test_of_two_that_contradict_each_other_nothing_follows():
    a, b = named("a", combines("b", **SAID)), named("b", excludes("a", **SAID))
    assert pair_of(a, b).together is Together.UNKNOWN


def test_the_certain_combination_takes_only_what_is_allowed_and_the_possible_one_says_what_is_silent():
    a, b, c = named("a", combines("b", **SAID)), named("b"), named("c", excludes("a", **SAID))
    (found,) = combined([offer(a, 30), offer(b, 20), offer(c, 45)])
    assert codes(found.certain) == ["a", "b"]
    assert found.certain.low == 50
    assert found.certain.silent == ()
    assert codes(found.possible) == ["b", "c"]
    assert found.possible.low == 65
    assert [(p.one.entity, p.other.entity) for p in found.possible.silent] == [("b", "c")]


def test_one_scheme_alone_is_always_certain():
    (found,) = combined([offer(named("a"), 10), offer(named("b"), 20)])
    assert codes(found.certain) == ["b"]
    assert codes(found.possible) == ["a", "b"]


def test_currencies_are_never_added():
    found = combined([offer(named("a"), 10), offer(named("b"), 20, currency="RMB")])
    assert [(c.currency, c.certain.low) for c in found] == [("HKD", 10), ("RMB", 20)]


def test_nothing_offered_is_nothing_combined():
    assert combined([]) == ()


def test_an_unbounded_offer_leaves_the_sum_unbounded():
    a = named("a", combines("b", **SAID))
    (found,) = combined([Offer(a, HKD, Fraction(1), None), offer(named("b"), 2)])
    assert found.certain.low == 3
    assert found.certain.high is None


def test_only_awards_that_are_paid_are_offered_and_each_currency_apart():
    declared = named(
        "a",
        awards=(
            award("grant", cost, **SAID),
            award("advance", cost, paid=False, **SAID),
            award("more", cost, **SAID),
            award("reward", yuan, **SAID),
        ),
    )
    ten, twenty = Fraction(10), Fraction(20)
    found = offers_of(declared, {"grant": (ten, ten), "advance": (ten, ten), "more": (ten, twenty), "reward": (ten, None)})  # fmt: skip
    assert [(o.currency, o.low, o.high) for o in found] == [("HKD", 20, 30), ("RMB", 10, None)]


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=7),
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))),
)
def test_no_combination_beats_the_best(lows, said):
    declared = [
        named(f"s{one}", *(combines(f"s{other}", **SAID) for a, other in said if a == one != other))
        for one in range(len(lows))
    ]
    (found,) = combined([offer(s, low) for s, low in zip(declared, lows, strict=True)])
    allowed = {
        (one, other)
        for one, other in pairs_of(range(len(lows)), 2)
        if pair_of(declared[one], declared[other]).together is Together.ALLOWED
    }
    best = max(
        sum(lows[one] for one in chosen)
        for size in range(len(lows) + 1)
        for chosen in pairs_of(range(len(lows)), size)
        if all(pair in allowed for pair in pairs_of(chosen, 2))
    )
    assert found.certain.low == best
    assert found.possible.low == sum(lows)
