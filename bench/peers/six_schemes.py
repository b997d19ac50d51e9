"""Six schemes as a country package of OpenFisca, written by hand in its own idiom.

It is copied into the benchmark's environment and imported there alone. PolicyEngine Core, a fork,
reads the same text: CORE names the package. One variable a scheme says who is eligible and one an
award, so that nothing is computed that nobody asks for; enumerations, dates, dated parameters and
vectors as its documentation teaches.
"""

import os
from importlib import import_module

CORE = os.environ.get("CORE", "openfisca_core")
api = import_module(f"{CORE}.model_api")
Variable, Enum, where, min_, max_ = api.Variable, api.Enum, api.where, api.min_, api.max_
DAY = import_module(f"{CORE}.periods").DAY
build_entity = import_module(f"{CORE}.entities").build_entity
ParameterNode = import_module(f"{CORE}.parameters").ParameterNode
TaxBenefitSystem = import_module(f"{CORE}.taxbenefitsystems").TaxBenefitSystem

Applicant = build_entity(
    key="applicant", plural="applicants", label="Who applies", doc="", is_person=True
)

KINDS = ("company", "person", "university", "research-centre", "school", "non-profit", "investor")
SECTORS = (
    "retail", "food-and-beverage", "tourism", "personal-services", "life-and-health",
    "ai-and-data-science", "advanced-manufacturing", "finance", "healthcare", "other",
)  # fmt: skip
UNIVERSITIES = ("cityu", "hkbu", "lingnan", "cuhk", "eduhk", "polyu", "hkust", "hku", "other")


def options(name, values):
    """An enumeration."""
    return Enum(name, {value.replace("-", "_"): value for value in values})


Kind = options("Kind", KINDS)
Sector = options("Sector", SECTORS)
University = options("University", UNIVERSITIES)

TRUTHS = (
    "plans_production_line", "company_incorporated_in_hong_kong", "project_smart_production_line",
    "company_subvented", "project_high_end_technology", "plans_commercialise_research",
    "stages_begins_at_second", "plans_research", "expenses_research_related_to_trade",
    "expenses_research_qualifying", "plans_adopt_technology", "company_business_registered",
    "company_statutory_body", "company_listed", "company_substantive_business",
    "project_other_public_money", "company_hawker_licence", "project_solution_listed",
)  # fmt: skip
COUNTS = (
    "project_duration_months", "history_nifs_running_projects", "history_nias_projects",
    "university_applications_in_call", "stages_first_months", "history_tvp_running_projects",
    "history_tvp_projects", "company_employees",
)  # fmt: skip
AMOUNTS = (
    "history_nifs_running_funding", "project_total_cost", "project_own_contribution",
    "history_nias_granted", "stages_first_from_government", "stages_second_from_government",
    "stages_first_from_industry", "stages_first_from_university", "stages_first_in_kind",
    "stages_second_from_industry", "stages_team_benefit_share", "expenses_research_type_b",
    "expenses_research_type_a", "history_tvp_granted", "project_solution_price",
    "history_dtspp_granted",
)  # fmt: skip
CHOICES = {"applicant_kind": Kind, "company_sector": Sector, "university_which": University}


def _input(name, value_type, **more):
    return type(
        name,
        (Variable,),
        {
            "value_type": value_type,
            "entity": Applicant,
            "definition_period": DAY,
            "label": name,
            **more,
        },
    )


INPUTS = [
    *(_input(name, bool) for name in TRUTHS),
    *(_input(name, int) for name in COUNTS),
    *(_input(name, float) for name in AMOUNTS),
    *(
        _input(name, Enum, possible_values=of, default_value=list(of)[-1])
        for name, of in CHOICES.items()
    ),
]


def dated(**values):
    """Values by day: `_2024_01_08=3`."""
    return {
        "values": {
            name.strip("_").replace("_", "-"): {"value": value} for name, value in values.items()
        }
    }


PARAMETERS = {
    "nifs": {
        "open": dated(_2020_07_27=True),
        "longest": dated(_2020_07_27=24),
        "projects_at_a_time": dated(_2024_01_08=3),
        "share": dated(_2020_07_27=1 / 3),
        "ceiling": dated(_2020_07_27=15_000_000),
        "total_ceiling": dated(_2024_01_08=45_000_000),
    },
    "nias": {
        "open": dated(_1990_01_01=False, _2024_09_16=True),
        "least_contribution": dated(_2024_09_16=200_000_000, _2025_11_18=100_000_000),
        "least_cost": dated(_2024_09_16=300_000_000, _2025_11_18=150_000_000),
        "most_projects": dated(_2024_09_16=2),
        "longest": dated(_2024_09_16=36),
        "share": dated(_2024_09_16=1 / 3),
        "ceiling": dated(_2024_09_16=200_000_000),
    },
    "raise_plus": {
        "open": dated(_1990_01_01=False, _2023_10_18=True, _2023_12_01=False, _2024_09_06=True, _2024_11_01=False),
        "most_applications": dated(_2023_10_18=15),
        "least_grant": dated(_2023_10_18=10_000_000),
        "ceiling": dated(_2023_10_18=100_000_000),
        "first_matching": dated(_2023_10_18=2),
        "in_kind_share": dated(_2023_10_18=0.5),
        "second_matching": dated(_2023_10_18=1),
        "longest_first": dated(_2023_10_18=36),
        "longest_second_only": dated(_2023_10_18=36),
        "longest": dated(_2023_10_18=60),
        "team_share": dated(_2023_10_18=70),
    },
    "tax_rd": {
        "open": dated(_2018_04_01=True),
        "first_part": dated(_2018_04_01=2_000_000),
        "first_rate": dated(_2018_04_01=3),
        "further_rate": dated(_2018_04_01=2),
        "type_a_rate": dated(_2018_04_01=1),
    },
    "tvp": {
        "open": dated(_2016_11_30=True, _2025_01_01=False),
        "projects_at_a_time": dated(_2020_04_30=1),
        "most_projects": dated(_2016_11_30=3, _2019_02_27=4, _2020_04_01=6),
        "share": dated(_2016_11_30=2 / 3, _2020_04_01=0.75),
        "ceiling": dated(_2016_11_30=200_000, _2019_02_27=400_000, _2020_04_01=600_000),
        "advance_share": dated(_1990_01_01=0, _2019_12_01=0.25),
    },
    "dtspp": {
        "open": dated(_1990_01_01=False, _2024_11_30=True, _2025_05_31=False),
        "employees_below": dated(_2024_12_31=50),
        "share": dated(_2024_12_31=0.5),
        "ceiling": dated(_2024_12_31=50_000),
    },
}  # fmt: skip


def _computed(value_type, *formulas):
    for formula in formulas:
        more = {"value_type": value_type, "label": formula.__name__, "formula": formula}
        about = {"entity": Applicant, "definition_period": DAY, **more}
        yield type(formula.__name__, (Variable,), about)


def nifs_grant(applicant, period, parameters):
    """A third of the cost, at most the ceiling."""
    p = parameters(period).nifs
    return min_(applicant("project_total_cost", period) * p.share, p.ceiling)


def nifs_eligible(applicant, period, parameters):
    """New Industrialisation Funding Scheme."""
    p = parameters(period).nifs
    running = applicant("history_nifs_running_projects", period)
    total = applicant("history_nifs_running_funding", period) + applicant("nifs_grant", period)
    return (
        p.open
        * (applicant("applicant_kind", period) == Kind.company)
        * applicant("plans_production_line", period)
        * applicant("company_incorporated_in_hong_kong", period)
        * applicant("project_smart_production_line", period)
        * (applicant("project_duration_months", period) <= p.longest)
        * ((running == 0) + (running < p.projects_at_a_time))
        * ((running == 0) + (total <= p.total_ceiling))
    )


def nias_grant(applicant, period, parameters):
    """A third of the cost, at most what is left."""
    p = parameters(period).nias
    left = max_(p.ceiling - applicant("history_nias_granted", period), 0)
    return min_(applicant("project_total_cost", period) * p.share, left)


def nias_eligible(applicant, period, parameters):
    """New Industrialisation Acceleration Scheme."""
    p = parameters(period).nias
    sector = applicant("company_sector", period)
    return (
        p.open
        * (applicant("applicant_kind", period) == Kind.company)
        * applicant("plans_production_line", period)
        * applicant("company_incorporated_in_hong_kong", period)
        * (applicant("company_subvented", period) == False)  # noqa: E712
        * (
            (sector == Sector.life_and_health)
            + (sector == Sector.ai_and_data_science)
            + (sector == Sector.advanced_manufacturing)
        )
        * applicant("project_high_end_technology", period)
        * (applicant("project_own_contribution", period) >= p.least_contribution)
        * (applicant("project_total_cost", period) >= p.least_cost)
        * (applicant("history_nias_projects", period) < p.most_projects)
        * (applicant("project_duration_months", period) <= p.longest)
    )


def raise_grant(applicant, period, parameters):
    """What both stages are matched with."""
    p = parameters(period).raise_plus
    first_matched = applicant("stages_first_from_industry", period) + applicant(
        "stages_first_from_university", period
    )
    first = min_(
        applicant("stages_first_from_government", period), p.first_matching * first_matched
    )
    second = min_(
        applicant("stages_second_from_government", period),
        p.second_matching * applicant("stages_second_from_industry", period),
    )
    return min_(first + second, p.ceiling)


def raise_eligible(applicant, period, parameters):
    """RAISe+ Scheme."""
    p = parameters(period).raise_plus
    first = applicant("stages_first_from_government", period)
    second = applicant("stages_second_from_government", period)
    industry = applicant("stages_first_from_industry", period)
    university = applicant("stages_first_from_university", period)
    second_only = applicant("stages_begins_at_second", period)
    longest = where(second_only, p.longest_second_only, p.longest)
    return (
        p.open
        * (applicant("applicant_kind", period) == Kind.university)
        * applicant("plans_commercialise_research", period)
        * (applicant("university_which", period) != University.other)
        * (applicant("university_applications_in_call", period) <= p.most_applications)
        * (first + second >= p.least_grant)
        * (first + second <= p.ceiling)
        * (second_only + (industry > 0) * (university > 0))
        * (first <= p.first_matching * (industry + university))
        * (applicant("stages_first_in_kind", period) <= p.in_kind_share * (industry + university))
        * (second <= p.second_matching * applicant("stages_second_from_industry", period))
        * (applicant("stages_first_months", period) <= p.longest_first)
        * (applicant("project_duration_months", period) <= longest)
        * (applicant("stages_team_benefit_share", period) >= p.team_share)
    )


def tax_rd_deduction(applicant, period, parameters):
    """Three times the first part, twice the rest."""
    p = parameters(period).tax_rd
    type_b = applicant("expenses_research_type_b", period)
    qualifying = applicant("expenses_research_qualifying", period)
    raised = where(qualifying, type_b, 0)
    return (
        p.first_rate * min_(raised, p.first_part)
        + p.further_rate * max_(raised - p.first_part, 0)
        + p.type_a_rate
        * (applicant("expenses_research_type_a", period) + where(qualifying, 0, type_b))
    )


def tax_rd_eligible(applicant, period, parameters):
    """Enhanced deduction for research."""
    p = parameters(period).tax_rd
    return (
        p.open
        * (applicant("applicant_kind", period) == Kind.company)
        * applicant("plans_research", period)
        * applicant("expenses_research_related_to_trade", period)
    )


def tvp_grant(applicant, period, parameters):
    """Three quarters of the cost, at most what is left."""
    p = parameters(period).tvp
    left = max_(p.ceiling - applicant("history_tvp_granted", period), 0)
    return min_(applicant("project_total_cost", period) * p.share, left)


def tvp_advance(applicant, period, parameters):
    """A quarter of the grant."""
    return applicant("tvp_grant", period) * parameters(period).tvp.advance_share


def tvp_eligible(applicant, period, parameters):
    """Technology Voucher Programme."""
    p = parameters(period).tvp
    kind = applicant("applicant_kind", period)
    running = applicant("history_tvp_running_projects", period)
    return (
        p.open
        * ((kind == Kind.company) + (kind == Kind.research_centre) + (kind == Kind.non_profit))
        * applicant("plans_adopt_technology", period)
        * (
            applicant("company_business_registered", period)
            + applicant("company_incorporated_in_hong_kong", period)
            + applicant("company_statutory_body", period)
        )
        * (applicant("company_listed", period) == False)  # noqa: E712
        * (applicant("company_subvented", period) == False)  # noqa: E712
        * applicant("company_substantive_business", period)
        * ((running == 0) + (running < p.projects_at_a_time))
        * (applicant("history_tvp_projects", period) < p.most_projects)
        * (applicant("project_other_public_money", period) == False)  # noqa: E712
    )


def dtspp_grant(applicant, period, parameters):
    """Half of the price, at most what is left."""
    p = parameters(period).dtspp
    left = max_(p.ceiling - applicant("history_dtspp_granted", period), 0)
    return min_(applicant("project_solution_price", period) * p.share, left)


def dtspp_eligible(applicant, period, parameters):
    """Digital Transformation Support Pilot Programme."""
    p = parameters(period).dtspp
    sector = applicant("company_sector", period)
    return (
        p.open
        * (applicant("applicant_kind", period) == Kind.company)
        * applicant("plans_adopt_technology", period)
        * (
            (sector == Sector.retail)
            + (sector == Sector.food_and_beverage)
            + (sector == Sector.tourism)
            + (sector == Sector.personal_services)
        )
        * applicant("company_substantive_business", period)
        * (
            applicant("company_business_registered", period)
            + applicant("company_hawker_licence", period)
        )
        * (applicant("company_employees", period) < p.employees_below)
        * (applicant("company_listed", period) == False)  # noqa: E712
        * (applicant("company_statutory_body", period) == False)  # noqa: E712
        * (applicant("company_subvented", period) == False)  # noqa: E712
        * applicant("project_solution_listed", period)
    )


COMPUTED = (
    *_computed(bool, nifs_eligible, nias_eligible, raise_eligible, tax_rd_eligible, tvp_eligible,
               dtspp_eligible),
    *_computed(float, nifs_grant, nias_grant, raise_grant, tax_rd_deduction, tvp_grant, tvp_advance,
               dtspp_grant),
)  # fmt: skip


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """Six schemes of Hong Kong."""

    def __init__(self):
        super().__init__([Applicant])
        self.add_variables(*INPUTS, *COMPUTED)
        self.parameters = ParameterNode("", data=PARAMETERS)
