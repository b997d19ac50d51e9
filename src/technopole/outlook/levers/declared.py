"""What a pack declares for the model: its `levers.toml`, read whole, every fault told at once.

    [time]                    the years: start, the last that the documents know, levers, end
    [[coefficient]]           a number of the equations, from facts or assumed, with its range
    [[lever]]                 what can be pulled, how far, and who in the plan does it
    [[shows]]                 which quantity of the model an indicator shows
    [[check]]                 what must hold of the model, run by `checks.py`
    [[limit]]                 what the model cannot say

docs/explanation/levers.md lists every key.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from technopole.evidence.observations import Observation
from technopole.evidence.problems import Problem, Report
from technopole.evidence.tables import PackFiles, is_id, one_of, read_toml
from technopole.evidence.wording import Text
from technopole.outlook.levers.equations import QUANTITIES
from technopole.outlook.levers.expressions import Expression, NotAnExpression, read_expression
from technopole.outlook.levers.formulas import formulas
from technopole.plan.indicators import Indicator
from technopole.plan.packs import Pack

__all__ = [
    "FILE", "Check", "CheckKind", "Clock", "Coefficient", "Lever", "Model", "NotYet", "Shown",
    "model_of", "read_model",
]  # fmt: skip

FILE: Final = "levers.toml"
_CODE: Final = "outlook.E002"

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("start", "seen_until", "levers_from", "end"),
    "coefficient": ("id", "name_en", "name_zh_hant", "unit", "low", "middle", "high", "growth",
                    "reason_en", "reason_zh_hant"),
    "lever": ("id", "name_en", "name_zh_hant", "unit", "least", "most", "step", "reason_en",
              "reason_zh_hant", "nodes", "entities"),
    "shows": ("indicator", "quantity"),
    "check": ("id", "kind", "quantity", "year", "value", "within", "lever", "sign"),
    "limit": ("id", "text_en", "text_zh_hant"),
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR, _LONGEST = 1900, 2200, 60


@dataclass(frozen=True, slots=True)
class Clock:
    """The years of the model.

    start:       the year of the first stocks.
    seen_until:  up to it, money grows as the documents know.
    levers_from: the first year in which levers act, so that stocks move from the next year on.
    end:         the last year.
    """

    start: int
    seen_until: int
    levers_from: int
    end: int

    @property
    def years(self) -> tuple[int, ...]:
        """From the first to the last."""
        return tuple(range(self.start, self.end + 1))


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A number of the equations, with the range it is drawn from.

    low, middle, high: half of the draws lie below the middle, all between low and high.
    growth: whether the world stands still when this and the other growths are zero.
    written: low, middle and high as the file writes them.
    facts:   what they are worked out from.
    reason:  why so; empty only where every number follows from facts.
    """

    id: str
    name: Text
    unit: str
    low: float
    middle: float
    high: float
    growth: bool
    reason: Text
    written: tuple[Expression, Expression, Expression]
    facts: tuple[Observation, ...]

    @property
    def assumed(self) -> bool:
        """Whether some of its range is assumed rather than worked out from facts."""
        return not all(expression.facts for expression in self.written)

    @property
    def fixed(self) -> bool:
        """Whether it has no range: every draw is the same."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Lever:
    """What can be pulled; at zero it changes nothing.

    least, most: how far.  step: a step of its slider.
    reason: what the most is measured against.
    nodes, entities: what in the plan pulls it.
    facts: what its range is worked out from.
    """

    id: str
    name: Text
    unit: str
    least: float
    most: float
    step: float
    reason: Text
    nodes: tuple[str, ...]
    entities: tuple[str, ...]
    facts: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What an indicator shows: a quantity, times a factor that leads to the indicator's unit."""

    indicator: str
    quantity: str
    factor: float


class CheckKind(StrEnum):
    """What a check holds the model to."""

    UNITS = "units"
    BALANCE = "balance"
    NOT_NEGATIVE = "not-negative"
    STEADY = "steady"
    EXTREMES = "extremes"
    DEFAULTS = "defaults"
    MEETS = "meets"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold.

    meets: the median of a quantity in a year comes to a value, within a share of it.
    sign:  pulling a lever moves a quantity up (1), down (-1) or not at all (0), in every draw.
    The others hold of the whole model and take nothing.
    """

    id: str
    kind: CheckKind
    quantity: str = ""
    year: int = 0
    value: float = 0.0
    within: float = 0.0
    lever: str = ""
    sign: int = 0
    facts: tuple[Observation, ...] = ()


@dataclass(frozen=True)
class Model:
    """The equations with a pack's numbers: ready to run."""

    clock: Clock
    coefficients: Mapping[str, Coefficient]
    levers: Mapping[str, Lever]
    shows: Mapping[str, Shown]
    checks: tuple[Check, ...]
    limits: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class NotYet:
    """There is no model as of that day: facts that it needs were not known."""

    reason: Text
    facts: tuple[str, ...]


_READ: Final[dict[tuple[str, int], Model | NotYet | None]] = {}
_KEPT: Final = 8


def model_of(pack: Pack) -> Model | NotYet | None:
    """The model of a pack, or of its view as of a day; None where the pack declares none.

    Raises PackRefused with every fault of the file.
    """
    if FILE not in pack.files:
        return None
    key = (pack.version, len(pack.evidence.observations))
    if key not in _READ:
        report = Report()
        model = read_model(
            pack.files, pack.evidence.observations, pack.indicators, report,
            nodes=pack.tree.nodes, entities=pack.register.entities,
        )  # fmt: skip
        report.raise_if_any()
        while len(_READ) >= _KEPT:
            del _READ[next(iter(_READ))]
        _READ[key] = model
    return _READ[key]


def read_model(
    files: PackFiles,
    observations: Mapping[str, Observation],
    indicators: Mapping[str, Indicator],
    report: Report,
    *,
    nodes: Collection[str],
    entities: Collection[str],
) -> Model | NotYet | None:
    """The model that a pack's files declare; None, and problems, where they are faulty.

    What the files hold and the view does not (a fact, an indicator, a node) is not known yet.
    """
    found = read_toml(files, FILE, report)
    if found is None:
        return None
    document, text = found
    reader = _Reader(text, files, observations, report, [])
    faults = len(report.problems)
    for key in document.keys() - _KEYS.keys():
        reader.problem("", 0, key, f"“{key}” is not known.", f"The file takes: {', '.join(_KEYS)}.")
    clock = reader.clock(document.get("time"))
    coefficients = reader.coefficients(document)
    levers = reader.levers(document, nodes, entities)
    shows = reader.shows(document, indicators)
    checks = reader.checks(document, levers)
    limits = reader.limits(document)
    if clock is None or len(report.problems) > faults:
        return None
    if reader.not_yet:
        return NotYet(
            Text("Facts that the model starts from were not known on that day.",
                 "模型所依據的部分事實在該日尚未公布。"),
            tuple(dict.fromkeys(reader.not_yet)),
        )  # fmt: skip
    return Model(clock, coefficients, levers, shows, checks, limits)


Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of levers.toml and tells every fault at its line."""

    text: str
    files: PackFiles
    observations: Mapping[str, Observation]
    report: Report
    not_yet: list[str]

    # ── Where things stand ────────────────────────────────────────────────────────────────────

    def problem(self, table: str, index: int, key: str, message: str, mend: str) -> None:
        self.report.add(Problem(FILE, self._line(table, index, key), key, message, mend, _CODE))

    def _line(self, table: str, index: int, key: str) -> int:
        """The line of a key in the n-th table of a name; of the table where the key is missing."""
        start = end = 0
        if table:
            heads = list(re.finditer(rf"^\s*\[+\s*{table}\s*\]+", self.text, re.MULTILINE))
            if index < len(heads):
                start = heads[index].start()
                after = re.compile(r"^\s*\[", re.MULTILINE).search(self.text, heads[index].end())
                end = after.start() if after else len(self.text)
        stretch = self.text[start : end or len(self.text)]
        found = re.search(rf"^\s*\[*\s*[\"']?{re.escape(key)}\b", stretch, re.MULTILINE)
        at = start + (found.end() if found else len(stretch) - len(stretch.lstrip()))
        return self.text.count("\n", 0, at) + 1

    def entries(self, document: Entry, table: str) -> list[Entry]:
        """The tables of a name, each with no key but its own."""
        found = document.get(table, [])
        if not (isinstance(found, list) and all(isinstance(entry, dict) for entry in found)):
            self.problem(
                "", 0, table, f"“{table}” is no list of tables.", f"Begin each with [[{table}]]."
            )
            return []
        for index, entry in enumerate(found):
            self.known_keys(table, index, entry)
        return found

    def known_keys(self, table: str, index: int, entry: Entry) -> None:
        for key in sorted(entry.keys() - set(_KEYS[table])):
            self.problem(table, index, key, f"“{key}” is not known.",
                         f"A {table} takes: {', '.join(_KEYS[table])}.")  # fmt: skip

    # ── Single values ─────────────────────────────────────────────────────────────────────────

    def words(self, table: str, index: int, entry: Entry, key: str) -> Text:
        text = Text(*(str(entry.get(f"{key}_{code}", "")).strip() for code in ("en", "zh_hant")))
        if not (text.en and text.zh_hant):
            missing = f"{key}_zh_hant" if text.en else f"{key}_en"
            self.problem(table, index, missing, f"The {key} is missing in one language.",
                         f"Write {key}_en and {key}_zh_hant.")  # fmt: skip
        return text

    def name(
        self, table: str, index: int, entry: Entry, seen: Collection[str], key: str = "id"
    ) -> str | None:
        value = entry.get(key)
        if not (isinstance(value, str) and is_id(value)):
            self.problem(table, index, key, f"The {key} is missing, or is none.",
                         "Use letters, digits, hyphens, points and underscores.")  # fmt: skip
            return None
        if value in seen:
            self.problem(
                table, index, key, f"“{value}” stands already above.", "Give each its own."
            )
            return None
        return value

    def number(
        self, table: str, index: int, key: str, written: object
    ) -> tuple[Expression, float] | None:
        """A number or an expression of facts; None, and a problem, where it is neither."""
        try:
            expression = read_expression(written)
            unknown = [fact for fact in expression.facts if fact not in self.observations]
            value = 0.0 if unknown else expression.value(self.observations)
        except NotAnExpression as error:
            self.problem(table, index, key, str(error), "Write a number, or a sum of facts.")
            return None
        if missing := [fact for fact in unknown if not self._stands_in_files(fact)]:
            self.problem(table, index, key, f"“{expression.text}” names {missing[0]}, which is no fact.",
                         "Name a fact that exists.")  # fmt: skip
            return None
        self.not_yet.extend(unknown)
        return expression, value

    def _stands_in_files(self, fact: str) -> bool:
        row = f"\n{fact},".encode()
        return any(
            row in content for name, content in self.files.items() if name.startswith("facts/")
        )

    def facts_of(self, *expressions: Expression) -> tuple[Observation, ...]:
        names = dict.fromkeys(fact for expression in expressions for fact in expression.facts)
        return tuple(self.observations[name] for name in names if name in self.observations)

    def listed(
        self, table: str, index: int, entry: Entry, key: str, *, known: Collection[str], file: str
    ) -> tuple[str, ...]:
        """Ids of a list, each of which must stand in a file of the pack."""
        value = entry.get(key, [])
        if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            self.problem(table, index, key, f"“{key}” is no list of ids.", 'Write ["…", "…"].')
            return ()
        for one in value:
            if one not in known and f"\n{one},".encode() not in self.files.get(file, b""):
                self.problem(
                    table, index, key, f"“{one}” does not exist.", f"Name an id of {file}."
                )
        return tuple(one for one in value if one in known)

    # ── Tables ────────────────────────────────────────────────────────────────────────────────

    def clock(self, entry: object) -> Clock | None:
        if not isinstance(entry, dict):
            self.problem("", 0, "time", "The years are missing.", "Write a table [time].")
            return None
        self.known_keys("time", 0, entry)
        years: dict[str, int] = {}
        for key in _KEYS["time"]:
            year = entry.get(key)
            if (
                isinstance(year, bool)
                or not isinstance(year, int)
                or not _FIRST_YEAR <= year <= _LAST_YEAR
            ):
                self.problem("time", 0, key, f"“{year}” is no year.", "Give a year such as 2020.")
            else:
                years[key] = year
        if len(years) < len(_KEYS["time"]):
            return None
        clock = Clock(**years)
        ordered = clock.start <= clock.seen_until <= clock.levers_from <= clock.end
        if not ordered or clock.end - clock.start > _LONGEST or clock.start == clock.end:
            self.problem("time", 0, "end", "The years do not follow one another, or are too many.",
                         f"start, seen_until, levers_from, end, and at most {_LONGEST} years.")  # fmt: skip
            return None
        return clock

    def coefficients(self, document: Entry) -> Mapping[str, Coefficient]:
        found: dict[str, Coefficient] = {}
        told: set[str] = set()
        for index, entry in enumerate(self.entries(document, "coefficient")):
            name = self.name("coefficient", index, entry, told)
            if name is None:
                continue
            told.add(name)
            if (coefficient := self.coefficient(index, name, entry)) is not None:
                found[name] = coefficient
        self.all_of("coefficient", told, formulas().names("given"))
        return found

    def coefficient(self, index: int, name: str, entry: Entry) -> Coefficient | None:
        table = "coefficient"
        if ("low" in entry) != ("high" in entry):
            self.problem(
                table,
                index,
                "low",
                f"“{name}” has one end of a range.",
                "Give low and high, or neither.",
            )
            return None
        middle = self.number(table, index, "middle", entry.get("middle"))
        low = self.number(table, index, "low", entry["low"]) if "low" in entry else middle
        high = self.number(table, index, "high", entry["high"]) if "high" in entry else middle
        unit = self.unit(table, index, entry)
        growth = entry.get("growth", False)
        if not isinstance(growth, bool):
            self.problem(
                table, index, "growth", "“growth” is true or false.", "Write growth = true."
            )
        if low is None or middle is None or high is None or unit is None:
            return None
        if not self.not_yet and not low[1] <= middle[1] <= high[1]:
            self.problem(table, index, "middle",
                         f"“{name}”: {middle[1]:g} does not lie between {low[1]:g} and {high[1]:g}.",
                         "Turn the range round, or widen it.")  # fmt: skip
            return None
        written = (low[0], middle[0], high[0])
        reason = Text("", "")
        if not all(expression.facts for expression in written) or "reason_en" in entry:
            reason = self.words(table, index, entry, "reason")  # what is assumed says why
        return Coefficient(
            id=name, name=self.words(table, index, entry, "name"), unit=unit, low=low[1],
            middle=middle[1], high=high[1], growth=bool(growth), reason=reason, written=written,
            facts=self.facts_of(*written),
        )  # fmt: skip

    def unit(self, table: str, index: int, entry: Entry) -> str | None:
        unit = entry.get("unit")
        bases = {"1", "HKD", "persons", "firms", "year"}
        if isinstance(unit, str) and all(base in bases for base in re.split(r"[*/]", unit)):
            return unit
        self.problem(table, index, "unit", f"“{unit}” is no unit.",
                     f"Join {', '.join(sorted(bases))} with * and /.")  # fmt: skip
        return None

    def all_of(self, table: str, told: Collection[str], wanted: Collection[str]) -> None:
        """Each name that the equations use is told, and no other."""
        for name in told:
            if name not in wanted:
                self.problem(
                    "",
                    0,
                    name,
                    f"No equation uses the {table} “{name}”.",
                    "Correct its id, or remove it.",
                )
        for name in sorted(set(wanted) - set(told)):
            self.problem("", 0, table, f"The {table} “{name}” of the equations is missing.",
                         f"Add a [[{table}]] with that id.")  # fmt: skip

    def levers(
        self, document: Entry, nodes: Collection[str], entities: Collection[str]
    ) -> Mapping[str, Lever]:
        found: dict[str, Lever] = {}
        told: list[str] = []
        for index, entry in enumerate(self.entries(document, "lever")):
            name = self.name("lever", index, entry, told)
            if name is None:
                continue
            told.append(name)
            if (lever := self.lever(index, name, entry, nodes, entities)) is not None:
                found[name] = lever
        self.all_of("lever", told, formulas().names("pulled"))
        return found

    def lever(
        self, index: int, name: str, entry: Entry, nodes: Collection[str], entities: Collection[str]
    ) -> Lever | None:
        numbers = [
            self.number("lever", index, key, entry.get(key)) for key in ("least", "most", "step")
        ]
        unit = self.unit("lever", index, entry)
        least, most, step = numbers
        if least is None or most is None or step is None or unit is None:
            return None
        if not self.not_yet and not (
            least[1] <= 0 <= most[1] and least[1] < most[1] and step[1] > 0
        ):
            self.problem("lever", index, "least", f"“{name}” has no range around zero.",
                         "Zero changes nothing and must lie between least and most; a step is above zero.")  # fmt: skip
            return None
        return Lever(
            id=name, name=self.words("lever", index, entry, "name"), unit=unit, least=least[1],
            most=most[1], step=step[1], reason=self.words("lever", index, entry, "reason"),
            nodes=self.listed("lever", index, entry, "nodes", known=nodes, file="tree.csv"),
            entities=self.listed("lever", index, entry, "entities", known=entities, file="entities.csv"),
            facts=self.facts_of(least[0], most[0], step[0]),
        )  # fmt: skip

    def shows(self, document: Entry, indicators: Mapping[str, Indicator]) -> Mapping[str, Shown]:
        found: dict[str, Shown] = {}
        for index, entry in enumerate(self.entries(document, "shows")):
            name = self.name("shows", index, entry, found, "indicator")
            quantity = self.quantity("shows", index, entry)
            if name is None or quantity is None:
                continue
            indicator = indicators.get(name)
            if indicator is None:
                if f"\n{name},".encode() not in self.files.get("indicators.csv", b""):
                    self.problem("shows", index, "indicator", f"“{name}” is no indicator.",
                                 "Name an id of indicators.csv.")  # fmt: skip
                continue
            # A ratio such as 58:42 is shown by its first part's share, in per cent.
            unit = indicator.unit
            found[name] = Shown(
                name, quantity, 100.0 if unit.holds == "ratio" else float(1 / unit.factor)
            )
        return found

    def quantity(self, table: str, index: int, entry: Entry) -> str | None:
        value = entry.get("quantity")
        if isinstance(value, str) and value in QUANTITIES:
            return value
        self.problem(table, index, "quantity", f"“{value}” is no quantity of the model.",
                     f"Use one of: {', '.join(QUANTITIES)}.")  # fmt: skip
        return None

    def checks(self, document: Entry, levers: Mapping[str, Lever]) -> tuple[Check, ...]:
        found: dict[str, Check] = {}
        for index, entry in enumerate(self.entries(document, "check")):
            name = self.name("check", index, entry, found)
            kind = self.word("check", index, entry, "kind", CheckKind)
            if name is None or kind is None:
                continue
            check = self.check(index, name, kind, entry, levers)
            if check is not None:
                found[name] = check
        return tuple(found.values())

    def word(
        self, table: str, index: int, entry: Entry, key: str, words: type[CheckKind]
    ) -> CheckKind | None:
        try:
            return one_of(words)(str(entry.get(key)))
        except ValueError as error:
            self.problem(table, index, key, str(error), "Correct the word.")
            return None

    def check(
        self, index: int, name: str, kind: CheckKind, entry: Entry, levers: Mapping[str, Lever]
    ) -> Check | None:
        if kind not in (CheckKind.MEETS, CheckKind.SIGN):
            return Check(name, kind)
        quantity = self.quantity("check", index, entry)
        if quantity is None:
            return None
        if kind is CheckKind.SIGN:
            lever, sign = str(entry.get("lever")), entry.get("sign")
            if lever not in levers or sign not in (-1, 0, 1) or isinstance(sign, bool):
                self.problem("check", index, "lever", f"“{name}” names no lever, or no sign.",
                             "Name a lever, and 1, -1 or 0.")  # fmt: skip
                return None
            return Check(name, kind, quantity, lever=lever, sign=int(sign))
        value = self.number("check", index, "value", entry.get("value"))
        within = self.number("check", index, "within", entry.get("within", 0))
        year = entry.get("year")
        if isinstance(year, bool) or not isinstance(year, int):
            self.problem(
                "check", index, "year", f"“{year}” is no year.", "Give a year such as 2020."
            )
            return None
        if value is None or within is None:
            return None
        return Check(name, kind, quantity, year, value[1], within[1], facts=self.facts_of(value[0]))

    def limits(self, document: Entry) -> tuple[Text, ...]:
        found: dict[str, Text] = {}
        for index, entry in enumerate(self.entries(document, "limit")):
            if (name := self.name("limit", index, entry, found)) is not None:
                found[name] = self.words("limit", index, entry, "text")
        return tuple(found.values())
