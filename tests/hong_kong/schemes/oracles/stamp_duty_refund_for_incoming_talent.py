"""Stamp duty refund, worked out by hand: 15% and 15% less Scale 2 of the day of purchase."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "person",
    "plans.buy_home": True,
    "home.acquired_on": "2022-12-01",
    "home.admission_scheme": "top-talent-pass-scheme",
    "home.owned_another": False,
    "home.other_sold_in_time": False,
    "person.residence": "permanent",
    "home.still_owned": True,
    "history.stamp_duty_refunded": False,
    "home.value": "6000000",
}
CHECK_POINTS = ("1620000", "1665000")

# Each line: up to this value, this sum, and this percentage of the value above that other value.
BEFORE = (
    (2_000_000, 100, "0", 0),
    (2_351_760, 100, "10", 2_000_000),
    (3_000_000, 0, "1.5", 0),
    (3_290_320, 45_000, "10", 3_000_000),
    (4_000_000, 0, "2.25", 0),
    (4_428_570, 90_000, "10", 4_000_000),
    (6_000_000, 0, "3", 0),
    (6_720_000, 180_000, "10", 6_000_000),
    (20_000_000, 0, "3.75", 0),
    (21_739_120, 750_000, "10", 20_000_000),
    (10**12, 0, "4.25", 0),
)
AFTER = (
    (3_000_000, 100, "0", 0),
    (3_528_240, 100, "10", 3_000_000),
    (4_500_000, 0, "1.5", 0),
    (4_935_480, 67_500, "10", 4_500_000),
    (6_000_000, 0, "2.25", 0),
    (6_642_860, 135_000, "10", 6_000_000),
    (9_000_000, 0, "3", 0),
    (10_080_000, 270_000, "10", 9_000_000),
    (20_000_000, 0, "3.75", 0),
    (21_739_120, 750_000, "10", 20_000_000),
    (10**12, 0, "4.25", 0),
)


def duty(value, table):
    for until, fixed, percent, above in table:
        if value <= until:
            return fixed + Fraction(percent) / 100 * (value - above)
    raise AssertionError


def oracle(a, on):
    bought = a["home.acquired_on"]
    fits = (
        a["application.submitted_on"] >= date(2023, 6, 30)
        and a["applicant.kind"] == "person"
        and a["plans.buy_home"]
        and date(2022, 10, 19) <= bought <= date(2023, 10, 24)
        and a["home.admission_scheme"] != "other"
        and (not a["home.owned_another"] or a["home.other_sold_in_time"])
        and a["person.residence"] == "permanent"
        and a["home.still_owned"]
        and not a["history.stamp_duty_refunded"]
    )
    if not fits:
        return False, {}
    if bought == date(2023, 2, 22):  # the scale changed at 11 o'clock of that day
        return True, {"refund": None}
    value = a["home.value"]
    scale_2 = duty(value, BEFORE if bought < date(2023, 2, 22) else AFTER)
    return True, {"refund": max(value * Fraction(30, 100) - scale_2, Fraction(0))}
