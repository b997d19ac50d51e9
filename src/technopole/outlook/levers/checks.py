"""The sanity checks that a pack declares, run: a model that fails one should not be believed.

They are run by the tests on every change, and can be shown to readers beside the equations. What a
check does not depend on is its own text: the balance is worked out again from the recorded flows, the
units from the equations read as formulas, the steady state by switching every growth off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from technopole.evidence.wording import Text
from technopole.outlook.levers.declared import Check, CheckKind, Model
from technopole.outlook.levers.equations import QUANTITIES, STOCKS
from technopole.outlook.levers.formulas import (
    CLOCK,
    UnitsDiffer,
    formulas,
    power_of_units,
    unit_of,
)
from technopole.outlook.levers.running import Array, Given, Settings, draw, run

__all__ = ["Result", "run_checks"]

_DRAWS: Final = 200
_NEAR: Final = 1e-9
_EVERYTHING: Final = tuple(QUANTITIES)
# The stocks of things that come and go: neither they nor what flows can be less than nothing.
_MATERIAL: Final = tuple(
    dict.fromkeys(
        name
        for stock_name, stock in STOCKS.items()
        for name in (
            stock_name,
            *((*stock.inflows, *stock.outflows) if stock.outflows or stock.counts_up else ()),
        )
    )
)
_SHARES: Final = ("rd_share", "public_share", "practitioners_rate", "manufacturing_share")


@dataclass(frozen=True, slots=True)
class Result:
    """How a check came out.

    says:   what it holds the model to.
    faults: where it does not hold; empty when it does.
    """

    check: Check
    says: Text
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the model passes."""
        return not self.faults


def run_checks(model: Model) -> tuple[Result, ...]:
    """Every check of the pack, in its order."""
    world = _World(model, draw(model, _DRAWS))
    return tuple(
        Result(check, _says(check, model), tuple(_RUN[check.kind](check, world)))
        for check in model.checks
    )


@dataclass(frozen=True)
class _World:
    model: Model
    given: Given

    def paths(self, *settings: Settings, given: Given | None = None) -> Mapping[str, Array]:
        return run(self.model, given or self.given, settings, _EVERYTHING)

    @property
    def at_most(self) -> Settings:
        return {name: lever.most for name, lever in self.model.levers.items()}

    @property
    def at_least(self) -> Settings:
        return {name: lever.least for name, lever in self.model.levers.items()}


def _units(check: Check, world: _World) -> list[str]:
    del check
    known = {name: quantity.unit for name, quantity in QUANTITIES.items()}
    units = {
        "now": {**known, **CLOCK},
        "start": known,
        "given": {name: c.unit for name, c in world.model.coefficients.items()},
        "pulled": {name: lever.unit for name, lever in world.model.levers.items()},
    }
    faults = []
    for equations in (formulas().first, formulas().yearly):
        for name, formula in equations.items():
            try:
                if unit_of(formula, units) != power_of_units(known[name]):
                    faults.append(f"{name} should come out in {known[name]}.")
            except UnitsDiffer as error:
                faults.append(f"{name}: {error}")
    for name, stock in STOCKS.items():
        faults += [
            f"{flow} flows in {known[flow]}, and {name} is in {known[name]}."
            for flow in (*stock.inflows, *stock.outflows)
            if power_of_units(known[flow]) != power_of_units(f"{known[name]}/year")
        ]
    return faults


def _balance(check: Check, world: _World) -> list[str]:
    del check
    paths = world.paths({}, world.at_least, world.at_most)
    faults = []
    for name, stock in STOCKS.items():
        level = paths[name]
        came = sum((paths[flow] for flow in stock.inflows), np.zeros(1))
        went = sum((paths[flow] for flow in stock.outflows), np.zeros(1))
        gap = np.abs(np.diff(level, axis=1) - (came - went)[:, :-1])
        if (gap > _NEAR * np.abs(level[:, :-1])).any():
            faults.append(f"{name} changes by other than what flows.")
    return faults


def _not_negative(check: Check, world: _World) -> list[str]:
    del check
    return _wrong(world.paths({}, world.at_least, world.at_most))


def _wrong(paths: Mapping[str, Array]) -> list[str]:
    faults = [
        f"{name} is no number." for name, path in paths.items() if not np.isfinite(path).all()
    ]
    faults += [f"{name} falls below zero." for name in _MATERIAL if (paths[name] < 0).any()]
    faults += [f"{name} is more than a whole." for name in _SHARES if not (paths[name] <= 1).all()]
    return faults


def _steady(check: Check, world: _World) -> list[str]:
    del check
    still = {
        name: np.zeros(1) if world.model.coefficients[name].growth else values
        for name, values in world.given.items()
    }
    paths = world.paths({}, given=still)
    return [
        f"{name} moves by itself."
        for name in STOCKS
        if (np.abs(paths[name] - paths[name][:, :1]) > _NEAR * np.abs(paths[name][:, :1])).any()
    ]


def _extremes(check: Check, world: _World) -> list[str]:
    del check
    model = world.model
    ends: list[Settings] = [world.at_least, world.at_most]
    for name, lever in model.levers.items():
        ends += [{name: lever.least}, {name: lever.most}]
    corners: Sequence[Given] = (
        {name: np.array([c.low]) for name, c in model.coefficients.items()},
        {name: np.array([c.high]) for name, c in model.coefficients.items()},
    )
    faults: list[str] = []
    for given in (world.given, *corners):
        faults += _wrong(world.paths(*ends, given=given))
    return list(dict.fromkeys(faults))


def _defaults(check: Check, world: _World) -> list[str]:
    del check
    zeros = dict.fromkeys(world.model.levers, 0.0)
    paths = world.paths({}, zeros, world.at_most)
    clock = world.model.clock
    before = clock.levers_from - clock.start
    faults = []
    for name in STOCKS:
        without, at_zero, at_most = paths[name]
        if not np.array_equal(without, at_zero):
            faults.append(f"{name} differs with every lever at zero.")
        if not np.array_equal(without[: before + 1], at_most[: before + 1]):
            faults.append(f"{name} differs before the levers act.")
    return faults


def _meets(check: Check, world: _World) -> list[str]:
    year = check.year - world.model.clock.start
    found = float(np.median(world.paths({})[check.quantity][0, year]))
    if abs(found - check.value) <= check.within * abs(check.value):
        return []
    return [f"{check.quantity} of {check.year} is {found:g} and should be {check.value:g}."]


def _sign(check: Check, world: _World) -> list[str]:
    lever = world.model.levers[check.lever]
    # In steps, so that a lever that turns round half-way is found.
    steps = [{check.lever: lever.most * step / 4} for step in range(5)]
    last = world.paths(*steps)[check.quantity][:, -1]
    moves = np.diff(last, axis=0) * (check.sign or 1)
    right = (moves == 0).all() if check.sign == 0 else (moves > 0).all()
    return [] if right else [f"{check.lever} does not move {check.quantity} as declared."]


_RUN: Final[Mapping[CheckKind, Callable[[Check, _World], list[str]]]] = {
    CheckKind.UNITS: _units,
    CheckKind.BALANCE: _balance,
    CheckKind.NOT_NEGATIVE: _not_negative,
    CheckKind.STEADY: _steady,
    CheckKind.EXTREMES: _extremes,
    CheckKind.DEFAULTS: _defaults,
    CheckKind.MEETS: _meets,
    CheckKind.SIGN: _sign,
}
_SAYS: Final[Mapping[CheckKind, Text]] = {
    CheckKind.UNITS: Text(
        "Persons are never added to dollars: every equation comes out in its unit.",
        "人數不與款額相加：每條方程式的單位均相符。",
    ),
    CheckKind.BALANCE: Text(
        "Nobody and no dollar appears or vanishes: each stock changes by what comes in less what goes out.",
        "人和錢不會憑空出現或消失：每項存量的變化等於流入減流出。",
    ),
    CheckKind.NOT_NEGATIVE: Text(
        "There are never fewer than no people, firms or dollars.",
        "人數、企業數目及款額永不為負數。",
    ),
    CheckKind.STEADY: Text(
        "With every growth at zero, the world stands still.", "所有增長率為零時，一切靜止不變。"
    ),
    CheckKind.EXTREMES: Text(
        "With levers and coefficients at their ends, it still makes sense.",
        "調節及系數處於極端值時，結果仍然合理。",
    ),
    CheckKind.DEFAULTS: Text(
        "Levers at zero change nothing, and no lever changes the past.",
        "調節為零時毫無影響，亦不會改變過去。",
    ),
}
_MEETS_SAYS: Final = Text(
    "{quantity}: the middle of {year} lies within {within:.2g}% of what the documents say.",
    "{quantity}：{year}年的中間值與文件所載相差不逾{within:.2g}%。",
)
_EXACTLY_SAYS: Final = Text(
    "{quantity}: the model of {year} says what the documents say.",
    "{quantity}：模型在{year}年的數值與文件所載相同。",
)
_SIGN_SAYS: Final[Mapping[int, Text]] = {
    1: Text("More of “{lever}”, more of {quantity}.", "「{lever}」愈多，{quantity}愈多。"),
    -1: Text("More of “{lever}”, less of {quantity}.", "「{lever}」愈多，{quantity}愈少。"),
    0: Text("“{lever}” does not move {quantity}.", "「{lever}」不影響{quantity}。"),
}


def _says(check: Check, model: Model) -> Text:
    if check.kind in _SAYS:
        return _SAYS[check.kind]
    quantity = QUANTITIES[check.quantity].name
    if check.kind is CheckKind.SIGN:
        template, lever = _SIGN_SAYS[check.sign], model.levers[check.lever].name
        return Text(
            template.en.format(lever=lever.en, quantity=quantity.en),
            template.zh_hant.format(lever=lever.zh_hant, quantity=quantity.zh_hant),
        )
    template = _EXACTLY_SAYS if check.within <= _NEAR else _MEETS_SAYS
    values = {"year": check.year, "within": check.within * 100}
    return Text(
        template.en.format(quantity=quantity.en, **values),
        template.zh_hant.format(quantity=quantity.zh_hant, **values),
    )
