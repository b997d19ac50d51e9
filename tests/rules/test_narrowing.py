"""What is left of a rule: linear expressions cancel, equal parts are one, lists are counted."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.rules.language import (
    HKD,
    amount,
    choice,
    choose,
    day,
    each,
    greatest,
    items,
    least,
    number,
    parameter,
    shifted,
    total,
    yes_no,
)
from technopole.rules.narrowing import ALWAYS, NEVER, Residue
from technopole.rules.nodes import PURE, Constant, Kind, Not
from technopole.rules.ranges import NO, OPEN, YES, Numbers
from technopole.rules.splitting import nearest, outcomes

cost = amount("cost", en="cost", zh_hant="cost", most=10**9)
paid = amount("paid", en="paid", zh_hant="paid", most=10**9)
staff = number("staff", en="staff", zh_hant="staff", unit="persons", most=100)
share = number("share", en="share", zh_hant="share", unit="times", most=1, step=Fraction(1, 100))
x = yes_no("x", en="x", zh_hant="x")
kind = choice(
    "kind", en="kind", zh_hant="kind", options={"a": ("a", "a"), "b": ("b", "b"), "c": ("c", "c")}
)
applied = day("applied", en="applied", zh_hant="applied")
founded = day("founded", en="founded", zh_hant="founded")
fee = amount("fee", en="fee", zh_hant="fee", most=1000)
local = yes_no("local", en="local", zh_hant="local")
things = items("things", en="things", zh_hant="things", fields=(fee, local), most=10)
ONE = Constant(Fraction(1), Kind.NUMBER, PURE)
NOTHING = Constant(Fraction(0), Kind.NUMBER, PURE)


def dated(unit, values, event=applied, name="p"):
    return parameter(name, unit, en="p", zh_hant="p", event=event, values=values)


def eligible(test, **answers):
    return outcomes(test, (), answers).eligible


WHATEVER = x | Not(x)


def bounds(award, test=WHATEVER, **answers):
    return outcomes(test, (award,), answers).amounts[0]


# ── Linear expressions ────────────────────────────────────────────────────────────────────────


def test_what_comes_in_twice_cancels():
    assert eligible(cost + paid - cost >= 0) == YES
    assert eligible(cost - paid + paid < cost) == NO
    assert bounds(cost * 2 - cost - cost) == Numbers(Fraction(0), Fraction(0))


def test_two_thresholds_on_one_sum_see_each_other():
    assert eligible((cost + paid <= 5) & (paid + cost > 5)) == NO
    assert eligible((cost + paid <= 5) | (cost * 2 + paid * 2 > 10)) == YES


def test_no_answer_lies_between_two_neighbouring_cents():
    assert eligible((cost > 5) & (cost < Fraction(501, 100))) == NO
    assert eligible(cost.equals(Fraction(1, 3))) == NO


def test_a_share_of_a_cost_less_a_share_of_it_is_bounded_by_what_is_left():
    """Read term by term it would lie between minus a tenth and three tenths of the cost."""
    assert bounds(cost * Fraction(3, 10) - cost * Fraction(1, 10)) == Numbers(
        Fraction(0), Fraction(2 * 10**8)
    )


def test_a_grant_that_must_stay_within_a_total_is_the_grant_itself():
    left = 100 - paid
    assert bounds(least(cost, left), cost <= left, cost=Fraction(7)) == Numbers(
        Fraction(7), Fraction(7)
    )


def test_bounds_of_products_of_two_open_numbers_are_reached():
    assert bounds(cost * share, (cost <= 100) & (share >= Fraction(1, 2))) == Numbers(
        Fraction(0), Fraction(100)
    )
    assert bounds(cost * share, (cost >= 10) & (cost <= 100) & (share >= Fraction(1, 2))).low == 5


def test_one_of_two_amounts_is_bounded_in_either_case():
    award = choose(x, least(cost, 300), greatest(cost, 500))
    assert bounds(award, cost <= 400) == Numbers(Fraction(0), Fraction(500))


# ── Dates and dated values ────────────────────────────────────────────────────────────────────


def test_a_parameter_used_twice_is_one_value():
    """On an unsure day either value was in force, but the same one in both places."""
    p = dated(HKD, {"2020-01-01": (100, "r"), "2022-06": (300, "r")})
    unsure = {"applied": date(2022, 6, 15)}
    assert eligible((cost <= p) | (cost > p), **unsure) == YES
    assert bounds(p - p * Fraction(1, 2), **unsure) == Numbers(Fraction(50), Fraction(150))


def test_parameters_that_an_unknown_day_selects_go_together():
    p = dated(HKD, {"2020-01-01": (100, "r"), "2022-01-01": (300, "r")})
    q = dated(HKD, {"2020-01-01": (300, "r"), "2022-01-01": (100, "r")}, name="q")
    since = applied >= date(2020, 1, 1)
    assert bounds(p + q, since) == Numbers(Fraction(400), Fraction(400))
    assert eligible(since & p.equals(100) & q.equals(100)) == NO


def test_before_a_value_was_first_seen_it_may_be_any():
    p = dated(HKD, {"<=2020-01-01": (100, "r")})
    assert bounds(p, applied=date(2019, 1, 1)) == Numbers(Fraction(0), None)
    assert bounds(least(p, cost), applied=date(2019, 1, 1), cost=Fraction(7)) == Numbers(
        Fraction(0), Fraction(7)
    )


def test_an_unsure_list_decides_where_both_versions_agree():
    p = dated(None, {"2020-01-01": (frozenset("ab"), "r"), "2022-06": (frozenset("bc"), "r")})
    unsure = {"applied": date(2022, 6, 15)}
    assert eligible(kind.is_in(p), **unsure, kind="b") == YES
    assert eligible(kind.is_in(p), **unsure, kind="a") == OPEN
    assert eligible(kind.is_in(p) | ~kind.is_in("a", "b", "c"), **unsure, kind="b") == YES


def test_months_are_no_fixed_number_of_days():
    later = shifted(founded, months=1)
    assert eligible(later >= date(2024, 2, 29), founded=date(2024, 1, 31)) == YES
    assert eligible((later < date(2024, 3, 1)) | (founded >= date(2024, 2, 1))) == YES
    assert eligible((later <= date(2024, 2, 28)) & (founded >= date(2024, 1, 29))) == NO


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────


def test_sums_over_an_unanswered_list_know_how_many_items_there_are():
    count = total(things, ONE)
    spent = total(things, each(fee))
    assert eligible((count < 1) & (spent > 0)) == NO
    assert bounds(spent, count <= 3) == Numbers(Fraction(0), Fraction(3000))


def test_where_no_item_may_be_so_every_item_is_otherwise():
    """Of an unanswered list only the local count; if there are none, nobody is paid for one."""
    strangers = total(things, choose(each(local), NOTHING, ONE))
    paid_for_locals = total(
        things, choose(each(local), each(fee), Constant(Fraction(0), Kind.NUMBER, fee.unit))
    )
    count = total(things, ONE)
    assert eligible(strangers.equals(0) & (count >= 1) & (paid_for_locals > 10_000)) == NO
    assert bounds(total(things, each(fee)), count.equals(0)) == Numbers(Fraction(0), Fraction(0))


def test_one_item_may_be_so_and_another_not():
    """What holds for every item may be narrowed, but no item's answer is every item's."""
    locals_ = total(things, choose(each(local), ONE, NOTHING))
    strangers = total(things, choose(each(local), NOTHING, ONE))
    both = eligible((locals_ >= 1) & (strangers >= 1))
    assert both.true


def test_an_open_field_of_an_item_is_bounded_by_its_question():
    given = ({"local": True}, {"fee": Fraction(5)})
    assert bounds(total(things, each(fee)), things=given) == Numbers(Fraction(5), Fraction(1005))


# ── Residues ──────────────────────────────────────────────────────────────────────────────────


def test_what_is_settled_takes_no_place():
    residue = Residue({"cost": Fraction(3)})
    assert residue.truth(cost <= 5) == ALWAYS
    assert residue.ties == []
    assert residue.truth((cost > 5) & x) == NEVER


def test_only_questions_that_matter_are_still_asked():
    residue = Residue({"x": True})
    place = residue.truth(choose(x, cost <= 5, staff <= 5))
    assert [question.name for question in residue.asked([place])] == ["cost"]


@pytest.mark.parametrize(
    ("test", "current", "found"),
    [
        (cost <= 100, Fraction(150), [Fraction(100)]),
        ((cost < 100) | (cost > 200), Fraction(150), [Fraction(9999, 100), Fraction(20001, 100)]),
        (cost * Fraction(1, 3) >= 100, Fraction(1), [Fraction(300)]),
        (cost < 0, Fraction(1), []),
    ],
)
def test_the_nearest_answers_that_let_a_test_hold(test, current, found):
    assert sorted(nearest((test,), {}, cost, current)) == found


def test_the_nearest_day_that_lets_a_test_hold():
    p = dated("boolean", {"2020-01-01": (True, "r"), "2024-01-01": (False, "r")})
    late = nearest((p & (applied >= date(2020, 1, 1)),), {}, applied, date(2025, 5, 5))
    assert late == [date(2023, 12, 31)]
