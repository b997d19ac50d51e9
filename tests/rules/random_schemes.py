"""Small schemes with random rules, for the laws that every reader keeps: every kind of node occurs.

Amounts stay small enough that no product of two leaves whole 64-bit numbers, as real rules do.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from technopole.rules.language import (
    HKD,
    Scheme,
    amount,
    award,
    bare,
    choice,
    choose,
    condition,
    day,
    days_between,
    each,
    floored,
    greatest,
    items,
    judgement,
    least,
    number,
    parameter,
    raised,
    scheme,
    shifted,
    tiers,
    total,
    window,
    yes_no,
)
from technopole.rules.nodes import Constant, Kind, Node, Not, Parameter

_MOST = 10**9

OPTIONS = {"a": ("a", "甲"), "b": ("b", "乙"), "c": ("c", "丙"), "it's": ('it\'s "d"', "丁")}
x = yes_no("x.held", en="x", zh_hant="x")
y = yes_no("y", en="y", zh_hant="y")
cost = amount("cost", en="cost", zh_hant="cost", most=_MOST)
paid = amount("paid", en="paid", zh_hant="paid", most=_MOST)
staff = number("staff", en="staff", zh_hant="staff", unit="persons", least=1, most=500)
months = number("months", en="months", zh_hant="months", unit="months", most=60)
share = number("share", en="share", zh_hant="share", unit="times", most=1, step=Fraction(1, 1000))
change = number(
    "change", en="change", zh_hant="change", unit="times", least=-3, most=3, step=Fraction(1, 4)
)
kind = choice("kind", en="kind", zh_hant="kind", options=OPTIONS)
applied = day("applied", en="applied", zh_hant="applied", today=True)
founded = day(
    "founded", en="founded", zh_hant="founded", first=date(1995, 3, 31), last=date(2060, 2, 29)
)
begun = day("begun", en="begun", zh_hant="begun", first=date(2016, 4, 1), last=date(2029, 12, 31))
fee = amount("fee", en="fee", zh_hant="fee", most=10**7)
extra = number("extra", en="extra", zh_hant="extra", unit="times", least=-2, most=9)
hired = day("hired", en="hired", zh_hant="hired", first=date(2010, 1, 1), last=date(2040, 12, 31))
local = yes_no("local", en="local", zh_hant="local")
level = choice("level", en="level", zh_hant="level", options=OPTIONS)
things = items(
    "things", en="things", zh_hant="things", fields=(fee, extra, hired, local, level), most=12
)
LIMITS = {HKD: _MOST, "persons": 500, "months": 60, "times": 3}


class _Writer:
    """Writes one random scheme; parameters are numbered, so that no name means two things.

    listed: whether the fields of an item may be used where it writes now.
    """

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.parameters = 0
        self.listed = False

    # ── Numbers, by unit ──────────────────────────────────────────────────────────────────────

    def number(self, unit: str, depth: int) -> Node:
        """A rule for a number of a unit, so many levels deep."""
        rng = self.rng
        if depth == 0:
            return self.leaf(unit)
        part = lambda: self.number(unit, depth - 1)  # noqa: E731
        ways: list[Any] = [
            lambda: self.leaf(unit),
            lambda: part() + part(),
            lambda: part() - part(),
            lambda: part() * self.factor(),
            lambda: least(part(), part()),
            lambda: greatest(part(), self.fixed(unit), part()),
            lambda: choose(self.truth(depth - 1), part(), part()),
        ]
        if unit == "times":
            ways += [
                lambda: bare(least(self.number("persons", depth - 1), 9)) * self.factor(),
                lambda: (
                    days_between(self.a_day(depth - 1), self.a_day(depth - 1)) * Fraction(1, 365)
                ),
            ]
        else:
            ways += [
                lambda: rng.choice([floored, raised])(part(), rng.choice([1, 7, Fraction(1, 3)])),
                lambda: tiers(part(), (100, Fraction(1, 2)), (5_000, Fraction(2, 3)), (None, 0)),
            ]
        if unit == HKD:
            ways += [
                lambda: self.leaf(HKD) * self.leaf("times"),
                lambda: bare(staff) * self.fixed(HKD),
                lambda: self.leaf(HKD) * greatest(self.number("times", depth - 1), 0),
                lambda: self.parameter(HKD) * self.rng.choice([change, self.parameter("times")]),
                lambda: (cost - self.fixed(HKD)) * self.parameter("times"),
            ]
            if not self.listed:
                ways += [self.total, self.total]
        return rng.choice(ways)()  # type: ignore[no-any-return]

    def leaf(self, unit: str) -> Node:
        """A question, a field, a parameter or a constant of a unit."""
        asked: dict[str, list[Node]] = {
            HKD: [cost, paid], "persons": [staff], "months": [months], "times": [share, change],
        }  # fmt: skip
        fields: dict[str, list[Node]] = {HKD: [each(fee)], "times": [each(extra)]}
        found = asked[unit] + (fields.get(unit, []) * 3 if self.listed else [])
        return self.fixed(unit) if self.rng.random() < 0.3 else self.rng.choice(found)

    def fixed(self, unit: str) -> Node:
        """A constant or a dated value of a unit."""
        if self.rng.random() < 0.4:
            return as_constant(self.value(unit), unit)
        return self.parameter(unit)

    def factor(self) -> Fraction:
        """A share or a multiple, below nothing too."""
        return self.rng.choice(
            [Fraction(1, 3), Fraction(1, 2), Fraction(2, 37), Fraction(3), Fraction(-1)]
        )

    def value(self, unit: str | None) -> Any:
        """A value that a parameter of a unit may have."""
        rng = self.rng
        if unit == "date":
            return date(2012, 1, 1) + timedelta(days=rng.randrange(7_000))
        if unit == "boolean":
            return rng.random() < 0.5
        if unit is None:
            return frozenset(rng.sample(list(OPTIONS), rng.randint(1, 3)))
        if unit == "times":
            return rng.choice(
                [Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1), Fraction(0)]
            )
        return Fraction(rng.randrange(1 + LIMITS[unit] // rng.choice([1, 10, 1000])))

    def total(self) -> Node:
        """A sum over the items of the list."""
        self.listed = True
        of = self.number(HKD, self.rng.randint(0, 2))
        self.listed = False
        return total(things, of, most=self.rng.choice([None, None, 2, 5]))

    # ── Days and truths ───────────────────────────────────────────────────────────────────────

    def a_day(self, depth: int) -> Node:
        """A rule for a day."""
        rng = self.rng
        asked: list[Node] = [applied, founded, begun] + ([each(hired)] * 3 if self.listed else [])
        way = rng.randrange(6) if depth else rng.randrange(3)
        if way < 3:
            return rng.choice(asked)
        if way == 3:
            return shifted(
                self.a_day(depth - 1),
                months=rng.choice([-1, 1, 13, 36]),
                days=rng.choice([0, 0, -9, 30]),
            )
        if way == 4:
            return choose(self.truth(depth - 1), self.a_day(depth - 1), self.a_day(depth - 1))
        return self.parameter("date")

    def truth(self, depth: int) -> Node:
        """A rule that holds or does not."""
        rng = self.rng
        options: list[Node] = [kind] + ([each(level)] * 2 if self.listed else [])
        if depth == 0:
            return rng.choice([
                lambda: rng.choice([x, y, *([each(local)] if self.listed else [])]),
                lambda: rng.choice(options).is_in(*rng.sample(list(OPTIONS), rng.randint(1, 3))),
                lambda: rng.choice(options).is_in(self.parameter(None)),
                lambda: self.parameter("boolean"),
            ])()  # type: ignore[no-any-return]  # fmt: skip
        unit = rng.choice([HKD, HKD, "persons", "months", "times"])
        return rng.choice([
            lambda: self.truth(0),
            lambda: Not(self.truth(depth - 1)),
            lambda: self.truth(depth - 1) & self.truth(depth - 1),
            lambda: self.truth(depth - 1) | self.truth(depth - 1),
            lambda: choose(self.truth(0), self.truth(depth - 1), self.truth(depth - 1)),
            lambda: self.compared(self.number(unit, depth - 1), self.number(unit, depth - 1)),
            lambda: self.compared(self.number(unit, depth - 1), self.fixed(unit)),
            lambda: self.compared(self.a_day(depth - 1), self.a_day(depth - 1)),
        ])()  # type: ignore[no-any-return]  # fmt: skip

    def compared(self, one: Node, other: Node) -> Node:
        """A comparison of two numbers or two days."""
        return self.rng.choice([
            lambda: one < other, lambda: one <= other, lambda: one.equals(other),
            lambda: one >= other, lambda: one > other,
        ])()  # type: ignore[no-any-return]  # fmt: skip

    def parameter(self, unit: str | None) -> Parameter:
        """A dated value with one to three versions, some of them vague, weak or at an end."""
        rng = self.rng
        self.parameters += 1
        name = f"p{self.parameters}"
        year = rng.choice([2005, 2014, 2018])
        values: dict[str, tuple[Any, ...]] = {}
        for turn in range(rng.randint(1, 3)):
            year += rng.randint(1, 4)
            starts = [
                f"{year}-04-01",
                f"{year}-09-15",
                f"{year}-07",
                f"{year}",
                f"{year}-02/{year}-06",
            ]
            if turn == 0:
                starts.append(f"<={year}-05")
            weak = ("low",) if rng.random() < 0.06 else ()
            values[rng.choice(starts)] = (self.value(unit), "nowhere, line 1", *weak)
        if rng.random() < 0.15:
            start, entry = values.popitem()
            values[f"{start.removeprefix('<=')}..{year + 2}-12-31"] = entry
        event: Node = rng.choice(
            [applied, founded, begun, begun, *([each(hired)] * 4 if self.listed else [])]
        )
        way = rng.randrange(10)
        if way < 2:
            event = shifted(event, months=rng.choice([-6, 1, 12]))
        elif way == 2:
            event = choose(self.truth(0), event, rng.choice([founded, begun]))
        elif way == 3 and unit != "date":
            event = self.parameter("date")
        return parameter(name, unit, en="p", zh_hant="p", event=event, values=values)


def as_constant(value: Fraction, unit: str) -> Constant:
    """A number as a node in a unit."""
    from technopole.evidence.units import unit_named

    return Constant(value, Kind.NUMBER, unit_named(unit))


def random_scheme(rng: random.Random, name: str = "random-scheme") -> Scheme:
    """A scheme of one to three conditions and up to two awards."""
    writer = _Writer(rng)
    conditions = tuple(
        condition(
            f"c{i}", writer.truth(rng.randint(0, 3)), en=f"Condition {i}: -- /* {{x}}.", zh_hant="條件。",
            reference="nowhere, line 1",
        )
        for i in range(rng.randint(1, 3))
    )  # fmt: skip
    awards = tuple(
        award(f"a{i}", writer.number(HKD, rng.randint(0, 3)), en="Grant.", zh_hant="資助。", reference="nowhere, line 1")
        for i in range(rng.randint(0, 2))
    )  # fmt: skip
    judgements = (
        [judgement("panel", en="The panel agrees.", zh_hant="評審同意。", reference="nowhere")]
        if rng.random() < 0.3
        else []
    )
    taken = window(applied, first="2015-03", last="2029-12-31", reference="nowhere")
    return scheme(
        name, code="RND", en=name, zh_hant="隨機", summary=("Random.", "隨機。"), run_by="nobody",
        confirmed=date(2024, 12, 31), conditions=conditions, awards=awards, judgements=judgements,
        window=taken if rng.random() < 0.3 else None,
    )  # fmt: skip


def random_schemes(seed: int, count: int) -> list[Scheme]:
    """So many random schemes; the same for the same seed."""
    rng = random.Random(f"schemes {seed}")
    return [random_scheme(rng, f"random-{seed}-{number}") for number in range(count)]
