"""A synthetic table of applicants, to try rules on: no row is a person or a company that exists.

`population()` draws as many rows as wanted, a column per question of the vocabulary; the same seed
gives the same table, byte for byte. What does not apply to an applicant is null. Every row is
consistent, and every scheme that its kind and its plans make it ask for can be decided from it.

Rare applicants (a fund manager, a state laboratory) are drawn far more often than they occur, so
that each scheme meets some; totals over the table therefore say how a rule treats kinds of
applicants, not what a scheme costs Hong Kong. Sizes and amounts follow log-normal laws whose middles
are set so that grants come near the averages that the documents give: `calibration()` names each
fact and what it set. The rest is assumption, and stands in the tables below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from technopole.evidence.wording import Text
from technopole.rules.nodes import Kind, Question
from technopole.rules.ranges import Answer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    Bools = npt.NDArray[np.bool_]
    Whole = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

__all__ = [
    "AROUND",
    "LABEL",
    "ROWS",
    "SEED",
    "Calibrated",
    "as_answers",
    "calibration",
    "population",
]

ROWS: Final = 100_000
SEED: Final = 2025
AROUND: Final = date(2025, 3, 31)
"""The day around which most applications are dated: the last one that all documents have seen."""

LABEL: Final = Text(
    "Synthetic applicants: no row is a person or an organisation that exists.",
    "虛構申請者：並非真實的個人或機構。",
)
"""What stands wherever the table or a figure from it is shown."""


# ── What the facts set ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What some facts of the pack set in the table."""

    facts: tuple[str, ...]
    says: Text


def calibration() -> tuple[Calibrated, ...]:
    """The facts that the table is calibrated on, by id, each with what it sets."""
    return _CALIBRATION


def _set(facts: str, en: str, zh_hant: str) -> Calibrated:
    return Calibrated(tuple(facts.split()), Text(en, zh_hant))


_CALIBRATION: Final = (
    _set(
        "001-055 001-006 001-017",
        "Of the young technology companies, two in three are tenants of a park: nearly 4,700 start-ups, about "
        "1,300 resident companies of the Science Park and over 2,100 of Cyberport, not all of them start-ups.",
        "初創科技公司中約三分之二為園區租戶：全港近4,700間初創企業，科學園約1,300間、數碼港逾2,100間進駐公司，並非全屬初創。",
    ),
    _set(
        "000-017 000-018 000-019 000-020",
        "Areas of research follow the shares of the fund's research projects: information technology 31%, "
        "electrical and electronics 18%, manufacturing technology 18%, biotechnology 12%.",
        "研發範疇按基金研發項目的比例：資訊科技31%、電氣電子18%、製造科技18%、生物科技12%。",
    ),
    _set(
        "001-117 001-118",
        "Production lines cost about HK$7.5 million in the middle, so that a third of the cost comes near the average "
        "grant: about HK$365 million for over 90 lines.",
        "生產線成本中位數約為750萬港元，使三分之一成本接近平均資助：逾90條生產線共約3.65億港元。",
    ),
    _set(
        "004-181 004-182",
        "Shops that adopt technology spend about HK$120,000 in the middle: HK$688 million for about 4,400 vouchers.",
        "採用科技的商店開支中位數約為12萬港元：約4,400宗科技券申請共獲6.88億港元。",
    ),
    _set(
        "004-237 004-238",
        "Solutions for remote business cost about HK$30,000 each: about HK$1.7 billion for about 26,000 applications.",
        "遙距營商方案每項約3萬港元：約26,000宗申請共獲約17億港元。",
    ),
    _set(
        "000-066 000-068",
        "Courses cost about HK$30,000 for each of about three trainees: about HK$672 million for about 17,930 "
        "applications.",
        "課程費用每名學員約30,000港元，每宗約三名學員：約17,930宗申請共獲約6.72億港元。",
    ),
    _set(
        "001-088 001-089",
        "Graduates are engaged for about two years: about HK$7.2 billion for over 14,200 posts.",
        "畢業生聘用期約兩年：逾14,200個職位共獲約72億港元。",
    ),
    _set(
        "001-065 001-066",
        "Start-ups of universities ask for about HK$900,000: about HK$471 million for 539 of them.",
        "大學初創企業申請額約為90萬港元：539間共獲約4.71億港元。",
    ),
    _set(
        "001-076 001-078",
        "Teams that turn research into a business ask for about HK$40 million over both stages: over HK$1 billion for "
        "24 projects.",
        "將研發成果轉化的團隊兩個階段共申請約4,000萬港元：24個項目共獲逾10億港元。",
    ),
    _set(
        "000-082 000-083 004-089 004-090",
        "Research projects of institutes cost some millions: about HK$1.09 billion for over 410 projects with "
        "Guangdong, HK$31.3 million for 18 with the Mainland.",
        "科研機構的項目成本為數百萬元：粵港合作逾410個項目共約10.9億港元，與內地合作18個項目共3,130萬港元。",
    ),
    _set(
        "001-080 001-081",
        "Schools ask for up to about HK$700,000: more than HK$700 million for nearly 1,000 schools.",
        "學校申請額最多約70萬港元：近1,000所學校共獲逾7億港元。",
    ),
    _set(
        "004-197 004-198",
        "Social ventures ask for about HK$1.4 million: over HK$470 million for 330 projects.",
        "社會創業項目申請額約140萬港元：330個項目共獲逾4.7億港元。",
    ),
    _set(
        "001-082 000-072",
        "Among persons, students who seek an internship (over 16,000 paid by the end of 2024) outnumber by far the "
        "talents whom companies bring in (quotas for 1,105).",
        "個人之中，申請實習的學生（至2024年底逾16,000人次）遠多於企業引入的人才（1,105個配額）。",
    ),
)  # fmt: skip


# ── Who applies, and for what: assumptions ────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of applicant.

    kind:   the option of `applicant.kind`.
    share:  how many of a thousand rows it has.
    plans:  how likely it plans what; the first is planned by who plans nothing else.
    cost:   the middle of its project's cost in dollars.
    staff:  the middle of the number of its employees.
    """

    kind: str
    share: int
    plans: Mapping[str, float]
    cost: int = 0
    staff: int = 0


_SORTS: Final = {
    "shop": _Sort("company", 280, {"adopt_technology": 0.85, "train_staff": 0.06, "transfer_personal_data": 0.02, "employ_young_graduates": 0.01, "research": 0.01, "social_venture": 0.01, "patent": 0.005}, 120_000, 9),
    "start-up": _Sort("company", 160, {"start_up": 0.8, "research": 0.4, "engage_research_talent": 0.25, "patent": 0.2, "adopt_technology": 0.12, "computing_power": 0.1, "admit_talent": 0.05, "train_staff": 0.04, "green_technology": 0.04, "transfer_personal_data": 0.03}, 1_900_000, 5),
    "manufacturer": _Sort("company", 90, {"production_line": 0.6, "adopt_technology": 0.3, "train_staff": 0.25, "research": 0.2, "engage_research_talent": 0.1, "patent": 0.06, "admit_talent": 0.05, "green_technology": 0.05, "employ_young_graduates": 0.02}, 7_500_000, 60),
    "laboratory": _Sort("company", 60, {"research": 0.8, "engage_research_talent": 0.4, "patent": 0.25, "admit_talent": 0.15, "computing_power": 0.12, "train_staff": 0.1, "green_technology": 0.08, "production_line": 0.05}, 5_000_000, 40),
    "office": _Sort("company", 80, {"adopt_technology": 0.4, "train_staff": 0.35, "transfer_personal_data": 0.12, "employ_young_graduates": 0.08, "computing_power": 0.06, "research": 0.06, "social_venture": 0.03}, 300_000, 25),
    "student": _Sort("person", 80, {"internship": 0.8, "study": 0.15, "come_to_work": 0.08, "start_up": 0.04}),
    "graduate": _Sort("person", 60, {"come_to_work": 0.75, "study": 0.15, "start_up": 0.1, "patent": 0.02}),
    "professional": _Sort("person", 30, {"come_to_work": 0.8, "buy_home": 0.15, "patent": 0.04, "start_up": 0.04}),
    "home-buyer": _Sort("person", 20, {"buy_home": 1.0}),
    "senior": _Sort("person", 20, {"learn_digital_skills": 0.97, "patent": 0.01}),
    "university": _Sort("university", 40, {"research": 0.5, "commercialise_research": 0.2, "engage_research_talent": 0.15, "start_up": 0.1, "recruit_scholars": 0.08, "computing_power": 0.08, "state_laboratory": 0.06, "green_technology": 0.06, "technology_transfer": 0.05, "better_living": 0.03}, 8_000_000, 4_000),
    "institute": _Sort("research-centre", 20, {"research": 0.7, "engage_research_talent": 0.15, "state_laboratory": 0.12, "computing_power": 0.08, "green_technology": 0.08, "better_living": 0.06, "adopt_technology": 0.04}, 6_000_000, 120),
    "school": _Sort("school", 30, {"school_activities": 0.97, "transfer_personal_data": 0.01}, 1_000_000, 70),
    "charity": _Sort("non-profit", 20, {"better_living": 0.5, "social_venture": 0.4, "adopt_technology": 0.2, "engage_research_talent": 0.02, "transfer_personal_data": 0.02}, 1_800_000, 60),
    "fund": _Sort("investor", 10, {"invest_in_technology": 0.98, "transfer_personal_data": 0.02}, 10_000_000, 15),
}  # fmt: skip

_PLANS: Final = (
    "adopt_technology", "admit_talent", "better_living", "buy_home", "come_to_work", "commercialise_research",
    "computing_power", "employ_young_graduates", "engage_research_talent", "green_technology", "internship",
    "invest_in_technology", "learn_digital_skills", "patent", "production_line", "recruit_scholars", "research",
    "school_activities", "social_venture", "start_up", "state_laboratory", "study", "technology_transfer",
    "train_staff", "transfer_personal_data",
)  # fmt: skip

_CALLS: Final = (
    ("commercialise_research", date(2024, 9, 6), date(2024, 10, 31)),
    ("invest_in_technology", date(2024, 12, 19), date(2025, 3, 19)),
)

_TRADES: Final = {
    "shop": {"retail": 35, "food-and-beverage": 35, "personal-services": 15, "tourism": 15},
    "start-up": {"ai-and-data-science": 35, "life-and-health": 20, "advanced-manufacturing": 10, "finance": 10, "healthcare": 5, "other": 20},
    "manufacturer": {"advanced-manufacturing": 45, "life-and-health": 10, "other": 45},
    "laboratory": {"ai-and-data-science": 35, "life-and-health": 30, "advanced-manufacturing": 25, "other": 10},
    "office": {"finance": 25, "healthcare": 15, "tourism": 5, "retail": 10, "other": 45},
}  # fmt: skip
_AREAS: Final = {
    "artificial-intelligence": 15, "data-analytics": 6, "financial-technologies": 5, "cybersecurity": 5,
    "integrated-circuit-design": 6, "internet-of-things": 6, "5g-communications": 3, "microelectronics": 3,
    "robotics": 8, "material-science": 10, "biotechnology": 12, "green-technology": 8, "digital-entertainment": 4,
    "other-advanced-communications": 2, "quantum-technology": 1, "other": 6,
}  # fmt: skip


# ── Drawing ───────────────────────────────────────────────────────────────────────────────────


class _Draw:
    """Columns as they are drawn; every column has its own stream of luck, named after it."""

    def __init__(self, rows: int, seed: int) -> None:
        import numpy as np

        self.rows, self._seed, self._numpy = rows, seed, np
        self.values: dict[str, Any] = {}
        self.asked: dict[str, Any] = {}
        self.days: set[str] = set()
        self.lists: dict[str, _List] = {}
        self.everybody: Bools = np.ones(rows, dtype=bool)

    def luck(self, name: str, size: int | None = None) -> Floats:
        """A number from 0 to 1 for every row, the same for the same seed and name."""
        np = self._numpy
        digest = sha256(f"{self._seed} {name}".encode()).digest()
        stream = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))
        drawn: Floats = stream.random(self.rows if size is None else size)
        return drawn

    def keep(self, name: str, values: Any, where: Bools, *, days: bool = False) -> Any:
        """Keep a column, if the name is a question's; outside `where` it is not answered."""
        if "." in name:
            self.values[name], self.asked[name] = values, where
            if days:
                self.days.add(name)
        return values

    def keep_days(self, name: str, values: Any, where: Bools) -> Any:
        """Keep a column of days, as Python's ordinals."""
        return self.keep(name, values, where, days=True)

    def yes(self, name: str, chance: Any, where: Bools) -> Bools:
        """A truth that holds with a chance."""
        held: Bools = self.luck(name) < chance
        self.keep(name, held, where)
        return held & where

    def one_of(self, name: str, weights: Mapping[str, float], where: Bools) -> Any:
        """One option by weights."""
        return self.keep(name, _options(weights, self.luck(name)), where)

    def whole(self, name: str, low: int, high: int, where: Bools) -> Whole:
        """A whole number from low to high, all alike."""
        drawn: Whole = low + (self.luck(name) * (high - low + 1)).astype(int)
        self.keep(name, drawn, where)
        return drawn

    def small(self, name: str, none: float, most: int, where: Bools) -> Whole:
        """A small number: nothing with a chance, and each larger one rarer than the one before."""
        np = self._numpy
        luck = self.luck(name)
        rest = (luck - none) / (1 - none)
        steps = 1 + np.floor(np.log2(1 / np.maximum(1 - rest, 1e-9)))
        drawn: Whole = np.where(luck < none, 0, np.minimum(steps, most)).astype(int)
        self.keep(name, drawn, where)
        return drawn

    def spread(self, name: str, middle: Any, sigma: float) -> Floats:
        """A log-normal number: half of them below the middle, and a heavy tail."""
        np = self._numpy
        # Box and Muller: only uniform numbers, so that no version of NumPy changes the table.
        radius = np.sqrt(-2 * np.log(np.maximum(self.luck(f"{name} radius"), 1e-12)))
        normal = radius * np.cos(2 * np.pi * self.luck(f"{name} angle"))
        drawn: Floats = middle * np.exp(sigma * normal)
        return drawn

    def money(
        self, name: str, middle: Any, sigma: float, where: Bools, *, most: int = 10**10
    ) -> Whole:
        """An amount in cents, as people write amounts: two digits that count, and rarely odd cents."""
        cents = self.written(name, self.spread(name, middle, sigma))
        np = self._numpy
        bounded: Whole = np.minimum(cents, most * 100)
        self.keep(name, bounded, where)
        return bounded

    def written(self, name: str, dollars: Floats) -> Whole:
        """Dollars as cents, rounded as people round; one in twenty to the cent."""
        np = self._numpy
        whole = np.maximum(dollars, 1)
        step = np.maximum(10.0 ** (np.floor(np.log10(whole)) - 1), 1)
        rounded = np.round(whole / step) * step * 100
        odd = np.round(whole * 100)
        cents: Whole = np.where(self.luck(f"{name} odd") < 0.05, odd, rounded).astype(np.int64)
        return cents

    def part(self, name: str, of: Whole, low: float, high: float, where: Bools) -> Whole:
        """A part of an amount of cents, in whole thousands of dollars where it is large enough."""
        np = self._numpy
        share = low + self.luck(name) * (high - low)
        exact = np.floor(of * share).astype(np.int64)
        drawn: Whole = np.where(exact >= 10_000_000, exact // 100_000 * 100_000, exact)
        self.keep(name, drawn, where)
        return drawn

    def day(self, name: str, first: Any, last: Any, where: Bools) -> Whole:
        """A day from first to last, all alike; days are counted as Python's ordinals."""
        np = self._numpy
        drawn: Whole = np.floor(first + self.luck(name) * (last - first + 1)).astype(np.int64)
        self.keep_days(name, drawn, where)
        return drawn


def _options(weights: Mapping[str, float], luck: Any) -> Any:
    """Options by weights."""
    import numpy as np

    bounds = np.cumsum(list(weights.values())) / sum(weights.values())
    places = np.minimum(np.searchsorted(bounds, luck, side="right"), len(weights) - 1)
    return np.array(list(weights), dtype=object)[places]


@dataclass(frozen=True, slots=True)
class _List:
    """A column of lists: which row each item belongs to, and the items' fields."""

    rows: Any
    fields: Mapping[str, Any]


def population(
    rows: int = ROWS, *, seed: int = SEED, around: date = AROUND, questions: Sequence[Question] = ()
) -> pl.DataFrame:
    """A synthetic table of applicants, a column per question, as `readers.columns` takes it.

    rows:      how many applicants.
    around:    the day around which most applications are dated.
    questions: the questions wanted, in order; all that are drawn where none are named.
    Money and percentages are whole hundredths, days are days, options are text, lists are lists of
    structs; what is not asked of an applicant is null.
    """
    draw = _Draw(rows, seed)
    table = _Applicants(draw, around)
    table.draw()
    return _as_frame(draw, [question.name for question in questions])


class _Items:
    """The things of a list as they are drawn, field by field."""

    def __init__(self, draw: _Draw, name: str, rows: Any) -> None:
        import numpy as np

        self._draw, self._name, self._numpy = draw, name, np
        self._fields: dict[str, Any] = {}
        self._rows = rows
        draw.lists[name] = _List(rows, self._fields)

    def luck(self, name: str, low: float = 0, high: float = 1) -> Any:
        """A number from low to high for every thing."""
        return low + (high - low) * self._draw.luck(f"{self._name} {name}", len(self._rows))

    def keep(self, name: str, values: Any) -> Any:
        """Keep a field of whole numbers."""
        self._fields[name] = values.astype(self._numpy.int64)
        return self._fields[name]

    def yes(self, name: str, chance: float) -> None:
        """A truth that holds with a chance."""
        self._fields[name] = self.luck(name) < chance

    def whole(self, name: str, low: int, high: int, times: int = 1) -> Any:
        """A whole number from low to high, all alike, times so much."""
        return self.keep(name, self._numpy.floor(self.luck(name, low, high + 1)) * times)

    def one_of(self, name: str, weights: Mapping[str, float]) -> None:
        """One option by weights."""
        self._fields[name] = _options(weights, self.luck(name))


class _Applicants:
    """The applicants of a table, topic by topic."""

    def __init__(self, draw: _Draw, around: date) -> None:
        import numpy as np

        self.np, self.d, self.around = np, draw, around
        bounds = np.cumsum([sort.share for sort in _SORTS.values()])
        self.sort = np.searchsorted(bounds / bounds[-1], draw.luck("sort"), side="right")
        self.sort = np.minimum(self.sort, len(_SORTS) - 1)
        self.kind = np.array([sort.kind for sort in _SORTS.values()], dtype=object)[self.sort]
        self.person = self.kind == "person"
        self.company = self.kind == "company"

    def of(self, *sorts: str) -> Bools:
        """The rows of some sorts."""
        places = [list(_SORTS).index(sort) for sort in sorts]
        found: Bools = self.np.isin(self.sort, places)
        return found

    def by_sort(self, values: Mapping[str, float], otherwise: float) -> Any:
        """A number for each row by its sort."""
        return self.np.array([values.get(sort, otherwise) for sort in _SORTS])[self.sort]

    def plan(self, name: str) -> Bools:
        """The rows that plan something."""
        planned: Bools = self.d.values[f"plans.{name}"]
        return planned

    def draw(self) -> None:
        """Every topic, those first on which others rest."""
        self._who_and_what()
        self._organisations()
        self._persons()
        self._projects()
        self._start_ups()
        self._research()
        self._people_engaged()
        self._technology_in_business()
        self._institutions()
        self._homes_and_studies()

    def _who_and_what(self) -> None:
        np, d = self.np, self.d
        d.keep("applicant.kind", self.kind, d.everybody)
        planned = {}
        for plan in _PLANS:
            chance = self.by_sort({sort: s.plans.get(plan, 0) for sort, s in _SORTS.items()}, 0)
            planned[plan] = d.luck(f"plans.{plan}") < chance
        nothing = ~np.logical_or.reduce(list(planned.values()))
        for plan in _PLANS:
            main = self.of(*(sort for sort, s in _SORTS.items() if next(iter(s.plans)) == plan))
            d.keep(f"plans.{plan}", planned[plan] | (nothing & main), d.everybody)
        centre = self.around.toordinal()
        recent = d.luck("recent") < 0.88
        back = np.where(recent, (d.luck("when") - 0.5) * 730, -365 - d.luck("when") ** 2 * 2500)
        self.on: Whole = np.floor(centre + back).astype(np.int64)
        for plan, first, last in _CALLS:
            # Who needs a call mostly applies while one is open.
            comes = planned[plan] & (d.luck(f"call for {plan}") < 0.6)
            days = (last - first).days + 1
            within = first.toordinal() + np.floor(d.luck(f"day for {plan}") * days)
            self.on = np.where(comes, within, self.on).astype(np.int64)
        d.keep_days("application.submitted_on", self.on, d.everybody)
        d.day("application.received_on", self.on, self.on + 5, self.plan("adopt_technology"))
        d.keep_days("application.financial_year", self.on, d.everybody)
        for name in ("expenses.incurred_on", "data_transfer.starts_on", "talents.engaged_on"):
            d.day(name, self.on - 30, self.on + 30, d.everybody)

    def _organisations(self) -> None:
        np, d = self.np, self.d
        body = ~self.person
        local = d.yes("company.incorporated_in_hong_kong", self.by_sort({"shop": 0.7, "start-up": 0.92, "manufacturer": 0.95, "laboratory": 0.95, "office": 0.85, "fund": 0.6}, 0.4), body)  # fmt: skip
        d.yes("company.business_registered", np.where(self.company, 0.97, 0.3), body)
        d.yes("company.substantive_business", np.where(self.company, 0.93, 0.8), body)
        d.yes("company.hawker_licence", np.where(self.of("shop"), 0.02, 0), body)
        middle = self.by_sort({sort: s.staff for sort, s in _SORTS.items()}, 1)
        staff = np.maximum(d.spread("company.employees", middle, 1.0), 1).astype(np.int64)
        d.keep("company.employees", np.minimum(staff, 900_000), body)
        share = np.where(self.of("start-up", "laboratory"), 0.75, 0.15)
        technical = np.floor(staff * share * d.luck("company.technical_staff") * 1.3)
        d.keep("company.technical_staff", np.minimum(technical, staff).astype(np.int64), body)
        equity = np.where(d.luck("company.team") < 0.8, d.luck("company.technical_team_equity"), 0)
        d.keep("company.technical_team_equity", np.round(equity * 20).astype(np.int64) * 500, body)
        d.keep("company.small_or_medium", staff < 100, body)
        listed = (d.luck("company.listed") < np.where(staff > 300, 0.3, 0.004)) & local
        d.keep("company.listed", listed, body)
        d.yes("company.statutory_body", self.by_sort({"institute": 0.3, "charity": 0.02}, 0.003), body)  # fmt: skip
        d.yes("company.subvented", self.by_sort({"university": 0.9, "institute": 0.6, "school": 0.8, "charity": 0.5}, 0.01), body)  # fmt: skip
        age = d.spread("company.age", np.where(self.of("start-up"), 2.2, 9.0), 0.8) * 365
        started = np.maximum(self.on - np.floor(age).astype(np.int64), date(1990, 1, 2).toordinal())
        d.keep_days("company.business_started_on", started, body)
        incorporated = started - np.floor(d.luck("company.incorporated_on") * 90).astype(np.int64)
        d.keep_days("company.incorporated_on", np.maximum(incorporated, date(1990, 1, 1).toordinal()), body)  # fmt: skip
        trade = np.full(self.d.rows, "other", dtype=object)
        for sort, weights in _TRADES.items():
            drawn = d.one_of(f"trade of {sort}", weights, d.everybody)
            trade = np.where(self.of(sort), drawn, trade)
        d.keep("company.sector", trade, body)
        area = d.one_of("company.research_area", _AREAS, self.company)
        idle = self.of("shop", "office") & (d.luck("company.idle") < 0.9)
        d.keep("company.research_area", np.where(idle, "none", area), self.company)
        d.yes("company.park_tenant", self.by_sort({"start-up": 0.65, "laboratory": 0.4}, 0.02), body)  # fmt: skip
        d.yes("company.in_hong_kong_and_gba", np.where(self.of("manufacturer", "office"), 0.5, 0.2), body)  # fmt: skip
        d.one_of("applicant.organisation", {"swd-subvented-ngo": 30, "public-body": 10, "professional-body": 10, "trade-association": 15, "tax-exempt-social-service": 25, "other": 10}, self.plan("better_living"))  # fmt: skip
        d.one_of("data_transfer.direction", {"to-hong-kong": 60, "from-hong-kong": 35, "other": 5}, self.plan("transfer_personal_data"))  # fmt: skip
        d.yes("data_transfer.consented", 0.9, self.plan("transfer_personal_data"))

    def _persons(self) -> None:
        np, d = self.np, self.d
        founder = self.plan("start_up")
        who = self.person | founder | self.plan("employ_young_graduates")
        middle = self.by_sort({"student": 21, "graduate": 25, "professional": 36, "home-buyer": 37, "senior": 70, "start-up": 31}, 33)  # fmt: skip
        age = np.clip(d.spread("person.age", middle, 0.12), 16, 99).astype(np.int64)
        d.keep("person.age", age, who)
        permanent = d.luck("permanent") < self.by_sort({"graduate": 0.3, "professional": 0.2, "home-buyer": 0.6, "senior": 0.97}, 0.7)  # fmt: skip
        other = _options({"seven-years": 20, "resident": 40, "none": 40}, d.luck("resident"))
        d.keep("person.residence", np.where(permanent, "permanent", other).astype(object), who)
        years = np.maximum(age - 22.5, 0.1)
        graduated = np.floor(self.on - years * 365 * d.luck("person.graduated_on")).astype(np.int64)
        young = self.plan("employ_young_graduates")
        graduated = np.where(young, self.on - 60 - np.floor(d.luck("person.young") * 1200), graduated).astype(np.int64)  # fmt: skip
        d.keep_days("person.graduated_on", np.maximum(graduated, date(1990, 1, 1).toordinal()), who)
        comes = self.plan("come_to_work")
        d.one_of("person.place_of_study", {"hong-kong": 45, "gba-campus": 5, "elsewhere": 50}, comes)  # fmt: skip
        d.yes("person.top_talent_degree", 0.45, comes)
        worked = np.minimum((self.on - graduated) // 30, 60)
        d.keep("person.work_months_in_five_years", np.floor(worked * (0.4 + 0.6 * d.luck("person.worked"))).astype(np.int64), comes)  # fmt: skip
        d.money("person.income_last_year", self.by_sort({"professional": 1_100_000, "graduate": 280_000}, 120_000), 0.7, comes)  # fmt: skip
        d.whole("person.top_talent_recent_graduates", 0, 12_000, comes)

    def _projects(self) -> None:
        np, d = self.np, self.d
        body = ~self.person
        middle = self.by_sort({sort: s.cost for sort, s in _SORTS.items()}, 1)
        # A few plan a plant of strategic size, for which a scheme of its own is meant.
        large = self.of("manufacturer", "laboratory") & (d.luck("large plants") < 0.06)
        middle = np.where(large & self.plan("production_line"), 350_000_000, middle)
        cost = d.money("project.total_cost", middle, 0.9, body)
        requested = d.part("project.requested", cost, 0.2, 0.9, body)
        rest = cost - requested
        own = np.where(d.luck("project.own") < 0.7, rest, rest // 2)
        d.keep("project.own_contribution", own, body)
        d.keep("project.matching_funds", own, body)
        industry = d.part("project.industry_contribution", cost, 0.05, 0.65, self.plan("research"))
        d.keep("project.industry_contribution", np.minimum(industry, cost), self.plan("research"))
        months = np.round(d.spread("project.duration_months", 18, 0.35) / 3).astype(np.int64) * 3
        d.keep("project.duration_months", np.clip(months, 1, 120), body)
        line = self.plan("production_line")
        d.yes("project.smart_production_line", 0.8, line)
        d.yes("project.high_end_technology", 0.5, line)
        for scheme, most in (("nifs", 15_000_000), ("nias", 100_000_000)):
            name = "nifs_running" if scheme == "nifs" else "nias"
            projects = d.small(f"history.{name}_projects", 0.85, 4, line)
            granted = d.spread(f"history.{name} grant", most / 3, 0.5)
            funding = d.written(f"history.{name} grant", np.minimum(granted, most)) * projects
            d.keep(f"history.{name}_{'funding' if scheme == 'nifs' else 'granted'}", funding, line)
        d.yes("project.digital_technology", np.where(self.of("start-up"), 0.7, 0.4), self.plan("start_up"))  # fmt: skip
        starts = d.day("project.starts_on", self.on - 200, self.on + 120, self.plan("research"))
        d.keep_days("project.completed_on", starts + d.values["project.duration_months"] * 30, self.plan("research"))  # fmt: skip
        better = self.plan("better_living")
        d.part("project.eligible_cost", cost, 0.6, 1.0, better)
        d.yes("project.profit_making", 0.07, better)
        d.whole("project.months_to_roll_out", 3, 16, better)
        d.yes("project.one_off", 0.25, better)
        d.whole("project.years_in_use", 1, 5, better)

    def _start_ups(self) -> None:
        d = self.d
        founder = self.plan("start_up")
        d.one_of("incubation.science_park_programme", {"ideation": 20, "incu-app": 20, "incu-tech": 40, "incu-bio": 20}, founder)  # fmt: skip
        d.one_of("incubation.micro_fund_stream", {"professional": 70, "young-entrepreneur": 30}, founder)  # fmt: skip
        youngest = d.values["person.age"] - d.whole("younger", 0, 6, founder)
        oldest = d.values["person.age"] + d.whole("older", 0, 12, founder)
        d.keep("incubation.youngest_member", self.np.maximum(youngest, 14), founder)
        d.keep("incubation.oldest_member", oldest, founder)
        d.yes("history.incubation_applied_in_intake", 0.15, founder)
        universities = {"cityu": 12, "hkbu": 10, "lingnan": 6, "cuhk": 16, "eduhk": 7, "polyu": 14, "hkust": 14, "hku": 15, "other": 6}  # fmt: skip
        drawn = _options(universities, d.luck("which university"))
        d.keep("university.which", drawn, self.kind == "university")
        d.yes("company.from_start_up_university", 0.25, founder & self.company)
        d.yes("company.had_start_up_scheme_plus", 0.05, founder)
        d.one_of("start_up_scheme.component", {"original": 70, "plus": 30}, founder)
        d.day("start_up_scheme.call_closes_on", self.on, self.on + 60, founder)
        d.small("start_up_scheme.years_funded", 0.7, 4, founder)
        d.money("start_up_scheme.private_investment", 1_000_000, 1.0, founder)
        d.money("start_up_scheme.university_committed", 4_000_000, 0.5, founder)

    def _research(self) -> None:
        np, d = self.np, self.d
        research = self.plan("research")
        d.yes("expenses.research_related_to_trade", 0.95, research)
        d.yes("expenses.research_qualifying", 0.7, research)
        d.money("expenses.research_type_b", 1_800_000, 1.2, research)
        d.money("expenses.research_type_a", 400_000, 1.2, research)
        d.keep("application.small_business_track", (d.values["company.employees"] < 110) & (d.luck("application.small_business_track") < 0.5), research)  # fmt: skip
        lead = np.where(self.kind == "research-centre", "rd-centre", np.where(self.kind == "university", "designated-institute", "other"))  # fmt: skip
        other = d.luck("project.lead_body") < np.where(self.company, 0.2, 0.1)
        d.keep("project.lead_body", np.where(other, "designated-institute", lead).astype(object), research)  # fmt: skip
        public = _options(
            {"platform": 45, "seed": 25, "collaborative": 30}, d.luck("form of a public body")
        )
        own = _options({"in-house": 70, "collaborative": 15, "commissioned": 12, "platform": 3}, d.luck("form of a company"))  # fmt: skip
        form = d.keep("project.research_form", np.where(self.company, own, public).astype(object), research)  # fmt: skip
        d.yes("project.government_initiated", 0.05, research)
        d.one_of("project.cooperation_category", {"none": 65, "hong-kong": 15, "guangdong-or-shenzhen": 3, "guangdong-and-hong-kong": 8, "shenzhen-and-hong-kong": 9}, research)  # fmt: skip
        partner = d.yes("project.mainland_partner", 0.3, research)
        both = d.keep("project.research_in_both_places", partner & (d.luck("project.both") < 0.7), research)  # fmt: skip
        d.keep("application.submitted_to_both_sides", both & (d.luck("application.both") < 0.6), research)  # fmt: skip
        d.yes("project.announced_theme", 0.5, research)
        abroad = np.where(both, np.round(d.luck("project.mainland_research_share") * 16) * 500, 0)
        d.keep("project.mainland_research_share", abroad.astype(np.int64), research)
        d.keep("project.itf_funded", (form != "commissioned") & (d.luck("project.itf_funded") < 0.4), research)  # fmt: skip
        d.yes("project.customisation", 0.2, research)
        d.day("application.preregistered_on", d.values["project.starts_on"] - 60, d.values["project.starts_on"] + 60, research)  # fmt: skip
        d.part("project.company_research_spending", d.values["project.total_cost"], 0.1, 0.6, research)  # fmt: skip
        patent = self.plan("patent")
        d.yes("patent.owned_before", 0.25, patent)
        d.yes("patent.granted_before", 0.1, patent)
        d.yes("patent.related_company_granted", 0.04, patent)
        d.money("patent.direct_cost", 150_000, 0.6, patent)
        computing = self.plan("computing_power")
        d.money("computing.list_price", 900_000, 1.3, computing)
        d.yes("computing.exceptional", 0.05, computing)

    def _people_engaged(self) -> None:
        np, d = self.np, self.d
        talent = self.plan("engage_research_talent")
        self._graduates(talent)
        d.one_of("talents.stream", {"funded-project": 40, "company": 55, "acceleration-scheme": 5}, talent)  # fmt: skip
        admit = self.plan("admit_talent")
        self._talents(admit)
        d.small("quota.allotted_this_year", 0.7, 30, admit)
        d.small("quota.local_employees", 0.2, 12, admit)
        d.small("quota.local_interns", 0.3, 12, admit)
        issued = d.yes("quota.issued", 0.6, admit)
        since = d.day("quota.issued_on", self.on - 500, self.on, issued)
        d.day("quota.visa_filed_on", since + 10, since + 800, issued)
        train = self.plan("train_staff")
        d.day("training.course_starts_on", self.on + 20, self.on + 200, train)
        self._trainees(train)
        d.yes("training.course_registered", 0.85, train)
        d.money("training.course_fee", 30_000, 0.6, train)
        granted = np.where(d.luck("training.granted") < 0.7, 0, d.spread("training.granted", 80_000, 0.8))  # fmt: skip
        d.keep("training.granted_this_year", np.round(granted / 100).astype(np.int64) * 10_000, train)  # fmt: skip
        young = self.plan("employ_young_graduates")
        d.day("employment.starts_on", self.on - 30, self.on + 120, young)
        d.money("employment.monthly_salary", 19_500, 0.15, young)
        months = d.whole("employment.months", 6, 24, young)
        d.keep("employment.months_in_hong_kong", np.floor(months * d.luck("employment.months_in_hong_kong")).astype(np.int64), young)  # fmt: skip
        d.yes("employment.innovation_and_technology", 0.35, young)
        intern = self.plan("internship")
        starts = d.day("internship.starts_on", self.on + 20, self.on + 120, intern)
        d.day("internship.ends_on", starts + 13, starts + 95, intern)
        d.yes("internship.full_time", 0.9, intern)
        d.yes("internship.in_hong_kong", 0.93, intern)
        d.yes("internship.at_research_centre", 0.1, intern)
        d.keep("internship.days_paid", np.where(d.luck("internship.paid") < 0.8, 0, np.floor(d.luck("internship.days_paid") * 90)).astype(np.int64), intern)  # fmt: skip
        d.yes("study.stem_programme", 0.85, intern)
        d.yes("study.local_university", 0.85, intern)

    def _items(self, name: str, most: int, where: Bools) -> _Items:
        """So many things for each row: one often, more seldom, `most` at most."""
        np, d = self.np, self.d
        counts = np.minimum(1 + np.floor(-np.log2(np.maximum(d.luck(name), 1e-9)) / 1.5), most)
        rows = np.repeat(np.flatnonzero(where), counts[where].astype(np.int64))
        d.keep(name, counts, where)
        return _Items(d, name, rows)

    def _graduates(self, where: Bools) -> None:
        people = self._items("talents.engaged", 6, where)
        people.one_of("talent.degree", {"bachelor": 40, "master": 35, "doctor": 25})
        people.one_of("talent.institution", {"local": 75, "top-100": 15, "other": 10})
        people.yes("talent.science", 0.95)
        people.yes("talent.may_work", 0.97)
        people.yes("talent.owner_or_relative", 0.03)
        people.whole("talent.months", 6, 37)

    def _talents(self, where: Bools) -> None:
        people = self._items("quota.talents", 5, where)
        people.one_of("talent.degree", {"bachelor": 25, "master": 45, "doctor": 30})
        people.yes("talent.top_university", 0.85)
        people.whole("talent.years_of_experience", 0, 12)
        pay = people.whole("talent.pay", 250, 700, 10_000)
        people.keep("talent.market_pay", pay // 10_000 * people.luck("market", 0.7, 1.05) // 5 * 50_000)  # fmt: skip

    def _trainees(self, where: Bools) -> None:
        people = self._items("training.trainees", 8, where)
        people.yes("trainee.permanent_resident", 0.95)
        people.whole("trainee.qualification_level", 2, 6)
        people.whole("trainee.years_of_work", 0, 20)
        people.keep("trainee.attendance", people.luck("attendance", 12.5, 20.99) // 1 * 500)
        people.yes("trainee.supported_this_year", 0.06)

    def _solutions(self, where: Bools) -> None:
        things = self._items("remote_business.solutions", 5, where)
        cost = things.whole("solution.cost", 8, 110, 100_000)
        things.keep("solution.training_cost", cost * things.luck("training", 0, 0.2) // 10_000 * 10_000)  # fmt: skip

    def _technology_in_business(self) -> None:
        np, d = self.np, self.d
        adopt = self.plan("adopt_technology")
        self._solutions(adopt)
        d.yes("project.solution_listed", 0.6, adopt)
        d.money("project.solution_price", 45_000, 0.7, adopt)
        before = np.where(d.luck("history.dtspp") < 0.85, 0, 20_000 + np.floor(d.luck("history.dtspp_granted") * 30_000))  # fmt: skip
        d.keep("history.dtspp_granted", before.astype(np.int64) * 100, adopt)
        projects = d.small("history.tvp_projects", 0.75, 6, adopt)
        granted = np.round(d.spread("history.tvp_granted", 110_000, 0.4) / 1000).astype(np.int64) * 100_000  # fmt: skip
        d.keep("history.tvp_granted", np.minimum(granted * projects, 60_000_000), adopt)
        d.keep("history.tvp_running_projects", np.where(d.luck("history.tvp_running") < 0.25, np.minimum(projects, 1), 0), adopt)  # fmt: skip
        d.yes("project.other_public_money", 0.06, adopt)
        applications = d.small("remote_business.applications_before", 0.8, 2, adopt)
        earlier = np.where(applications > 0, d.part("granted earlier", np.full(d.rows, 25_000_000), 0.2, 1, adopt), 0)  # fmt: skip
        d.keep("remote_business.granted_before", earlier, adopt)
        d.yes("remote_business.other_categories", 0.7, adopt)
        d.whole("remote_business.subscription_months", 1, 18, adopt)

    def _institutions(self) -> None:
        np, d = self.np, self.d
        scholar = self.plan("recruit_scholars")
        d.money("university.scholar_remuneration", 2_200_000, 0.4, scholar)
        d.whole("university.scholar_years", 2, 7, scholar)
        d.money("university.scholar_team_cost", 4_500_000, 0.4, scholar)
        teams = self.plan("commercialise_research")
        d.whole("university.applications_in_call", 1, 18, teams)
        second = d.yes("stages.begins_at_second", 0.12, teams)
        government = d.money("stages.first_from_government", 22_000_000, 0.5, teams)
        industry = d.money("stages.first_from_industry", 8_000_000, 0.5, teams)
        university = d.money("stages.first_from_university", 5_000_000, 0.4, teams)
        in_kind = d.part("stages.first_in_kind", industry + university, 0, 0.6, teams)
        months = d.whole("stages.first_months", 12, 40, teams)
        for name, values in (("first_from_government", government), ("first_from_industry", industry), ("first_from_university", university), ("first_in_kind", in_kind), ("first_months", months)):  # fmt: skip
            d.keep(f"stages.{name}", np.where(second, 0, values), teams)
        later = d.money("stages.second_from_government", 15_000_000, 0.5, teams)
        d.part("stages.second_from_industry", later, 0.8, 1.8, teams)
        d.keep("stages.team_benefit_share", d.whole("stages.team_benefit_share", 12, 20, teams) * 500, teams)  # fmt: skip
        both = d.values["stages.first_months"] + d.whole(
            "months of the second stage", 12, 30, teams
        )
        d.keep("project.duration_months", np.where(teams, both, d.values["project.duration_months"]), ~self.person)  # fmt: skip
        school = self.kind == "school"
        d.one_of("school.level", {"primary": 50, "secondary": 50}, school)
        d.one_of("school.finance_type", {"government": 10, "aided": 68, "caput": 1, "direct-subsidy": 13, "private": 8}, school)  # fmt: skip
        d.yes("school.hardware_only", 0.08, school)
        d.yes("school.excluded_items", 0.12, school)
        d.day("school.activities_end_on", self.on + 60, self.on + 500, school)
        d.money("school.one_off_requested", 110_000, 0.4, school)
        d.money("school.operating_requested", 150_000, 0.5, school)
        earlier = np.where(d.luck("school.granted") < 0.5, 0, d.spread("school.granted_this_round", 250_000, 0.5))  # fmt: skip
        d.keep("school.granted_this_round", np.round(earlier / 1000).astype(np.int64) * 100_000, school)  # fmt: skip
        fund = self.kind == "investor"
        d.money("fund.market_capital", 600_000_000, 0.5, fund, most=5 * 10**9)
        d.keep("fund.government_committed", d.whole("fund.government_committed", 0, 6, fund) * 20_000_000_000, fund)  # fmt: skip
        d.one_of("fund.sector", {"ai-and-data-science": 35, "life-and-health": 30, "advanced-manufacturing": 20, "other": 15}, fund)  # fmt: skip
        for name, least in (("ecosystem_share", 10), ("hong_kong_share", 6), ("local_spending", 6)):
            d.keep(f"fund.{name}", d.whole(f"fund.{name}", least, 20, fund) * 500, fund)
        d.yes("investment.qianhai_enterprise", 0.3, fund)
        d.one_of("investment.target", {"located": 40, "incubated": 20, "itf-funded": 15, "other": 25}, fund)  # fmt: skip
        d.money("investment.amount_in_renminbi", 15_000_000, 0.9, fund)
        rewarded = d.small("rewards", 0.6, 5, fund)
        d.keep("history.qianhai_rewards_this_year", rewarded * 40_000_000, fund)

    def _homes_and_studies(self) -> None:
        d = self.d
        home = self.plan("buy_home")
        d.day("home.acquired_on", date(2021, 6, 1).toordinal(), date(2024, 6, 30).toordinal(), home)
        d.one_of("home.admission_scheme", {"general-employment-policy": 25, "admission-scheme-for-mainland-talents-and-professionals": 25, "quality-migrant-admission-scheme": 15, "technology-talent-admission-scheme": 2, "immigration-arrangements-for-non-local-graduates": 15, "admission-scheme-for-the-second-generation": 1, "top-talent-pass-scheme": 10, "other": 7}, home)  # fmt: skip
        d.yes("home.owned_another", 0.15, home)
        d.yes("home.other_sold_in_time", 0.5, home)
        d.yes("home.still_owned", 0.9, home)
        d.yes("history.stamp_duty_refunded", 0.04, home)
        d.money("home.value", 8_500_000, 0.5, home)
        study = self.plan("study")
        d.day("study.starts_on", self.on + 30, self.on + 300, study)
        d.yes("study.local_student", 0.75, study | self.plan("internship"))
        d.yes("study.programme_targeted", 0.55, study)
        d.money("study.programme_fee", 170_000, 0.3, study)
        d.yes("study.other_government_award", 0.1, study)


# ── As a table ────────────────────────────────────────────────────────────────────────────────


def _as_frame(draw: _Draw, wanted: Sequence[str]) -> pl.DataFrame:
    """The columns as a Polars table, in the order wanted or else by name."""
    import polars as pl

    names = list(wanted) or sorted(draw.values)
    unknown = [name for name in names if name not in draw.values]
    if unknown:
        raise LookupError(
            f"The synthetic table has no column for {', '.join(unknown)}. Draw it in {__name__}."
        )
    return pl.DataFrame(
        [_list_series(draw, name) if name in draw.lists else _series(draw, name) for name in names]
    )


def _series(draw: _Draw, name: str) -> pl.Series:
    import polars as pl

    values, asked = draw.values[name], draw.asked[name]
    if values.dtype == object:
        series = pl.Series(name, values.astype(str), dtype=pl.String)
    elif name in draw.days:
        from_1970 = values - date(1970, 1, 1).toordinal()
        series = pl.Series(name, from_1970.astype("int32"), dtype=pl.Int32).cast(pl.Date)
    else:
        series = pl.Series(name, values)
    return series.to_frame().select(pl.when(pl.lit(pl.Series(asked))).then(pl.col(name)))[name]


def _list_series(draw: _Draw, name: str) -> pl.Series:
    import polars as pl

    items = draw.lists[name]
    fields = [
        pl.Series(field, values.astype(str), dtype=pl.String)
        if values.dtype == object
        else pl.Series(field, values)
        for field, values in items.fields.items()
    ]
    flat = pl.DataFrame([pl.Series("row", items.rows, dtype=pl.Int64), *fields])
    lists = flat.group_by("row", maintain_order=True).agg(pl.struct(*items.fields).alias(name))
    rows = pl.DataFrame({"row": pl.int_range(draw.rows, dtype=pl.Int64, eager=True)})
    return rows.join(lists, on="row", how="left", maintain_order="left")[name]


def as_answers(table: pl.DataFrame, questions: Sequence[Question]) -> Iterator[dict[str, Answer]]:
    """Each row as the answers of one case; what is null is left out."""
    known = {question.name: question for question in questions if question.name in table.columns}
    for row in table.select(list(known)).iter_rows(named=True):
        yield {
            name: _answer(known[name], value) for name, value in row.items() if value is not None
        }


def _answer(question: Question, value: Any) -> Answer:
    match question.kind:
        case Kind.NUMBER:
            return Fraction(value, question.about.step.denominator)
        case Kind.ITEMS:
            fields = {one.name: one for one in question.about.fields}
            return tuple(
                {name: _answer(fields[name], part) for name, part in item.items()} for item in value
            )
        case _:
            return value  # type: ignore[no-any-return]
