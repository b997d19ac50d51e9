"""RAISe+ Scheme, worked out by hand: 10 to 100 million, two for one and then one for one."""

from datetime import date

ON = date(2025, 9, 30)
FITS = {
    "applicant.kind": "university",
    "plans.commercialise_research": True,
    "university.which": "hku",
    "university.applications_in_call": 5,
    "stages.begins_at_second": False,
    "stages.first_from_government": "18000000",
    "stages.first_from_industry": "6000000",
    "stages.first_from_university": "4000000",
    "stages.first_in_kind": "2000000",
    "stages.first_months": 30,
    "stages.second_from_government": "12000000",
    "stages.second_from_industry": "15000000",
    "project.duration_months": 34,
    "stages.team_benefit_share": 75,
}
CHECK_POINTS = ("20000000",)

CALLS = (
    (date(2023, 10, 18), date(2023, 11, 30)),
    (date(2024, 9, 6), date(2024, 10, 31)),
    (date(2025, 9, 11), date(2025, 10, 31)),
)


def oracle(a, on):
    day = a["application.submitted_on"]
    second_only = a["stages.begins_at_second"]
    partners = a["stages.first_from_industry"] + a["stages.first_from_university"]
    first = a["stages.first_from_government"]
    second = a["stages.second_from_government"]
    fits = (
        a["applicant.kind"] == "university"
        and a["plans.commercialise_research"]
        and a["university.which"] != "other"
        and a["university.applications_in_call"] <= 15
        and 10_000_000 <= first + second <= 100_000_000
        and second <= a["stages.second_from_industry"]
        and a["project.duration_months"] <= (36 if second_only else 60)
        and a["stages.team_benefit_share"] >= 70
    )
    fits = (
        fits
        and first <= 2 * partners
        and a["stages.first_in_kind"] * 2 <= partners
        and a["stages.first_months"] <= 36
    )
    if not second_only:
        fits = (
            fits and a["stages.first_from_industry"] > 0 and a["stages.first_from_university"] > 0
        )
    if day > date(2026, 9, 10):  # another call may have opened
        return None if fits else (False, {})
    in_call = any(opens <= day <= closes for opens, closes in CALLS)
    return fits and in_call, {"grant": first + second}
