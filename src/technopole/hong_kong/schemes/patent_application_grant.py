"""Patent Application Grant: nine-tenths of the cost of a first patent.

A part of the Innovation and Technology Fund's General Support Programme. Run by the Innovation and
Technology Commission; the Hong Kong Productivity Council searches and assesses.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    patent,
    person,
    plans,
)
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    condition,
    date,
    gap,
    judgement,
    known,
    least,
    parameter,
    scheme,
)

# 1  A share of the direct cost, at most the ceiling.
share = parameter(
    "share",
    "times",
    en="Most of the direct cost that is paid",
    zh_hant="最多資助直接費用的比例",
    event=application.submitted_on,
    values={"<=2020-04": (Fraction(9, 10), "PAG_SME, first bullet")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most an applicant may receive",
    zh_hant="每名申請者最高資助額",
    event=application.submitted_on,
    values={"<=2020-04": (250_000, "PAG_SME, first bullet")},
)

of_cost = patent.direct_cost * share

SCHEME = scheme(
    "patent-application-grant",
    code="PAG",
    en="Patent Application Grant",
    zh_hant="專利申請資助計劃",
    summary=(
        "Pays a local company or inventor nine-tenths of the cost of a first patent, up to $250,000.",
        "資助本地公司或發明人首次申請專利九成費用，最多25萬元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2020, 4, 30),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "person"),
            en="A company or a person applies.",
            zh_hant="由公司或個人申請。",
            reference="PAG_SME, Eligibility",
        ),
        condition(
            "plan",
            plans.patent,
            en="The applicant plans to apply for a patent.",
            zh_hant="申請者計劃申請專利。",
            reference="PAG_SME, first bullet",
        ),
        condition(
            "local_company",
            ~applicant.kind.is_in("company") | company.incorporated_in_hong_kong,
            en="A company is incorporated in Hong Kong.",
            zh_hant="公司須在香港註冊成立。",
            reference="PAG_SME, Eligibility",
        ),
        condition(
            "resident",
            ~applicant.kind.is_in("person") | person.residence.is_in("permanent", "seven-years"),
            en="A person is a permanent resident or permitted to remain for not less than seven years.",
            zh_hant="個人須為香港永久性居民或獲准逗留不少於七年的居民。",
            reference="PAG_SME, Eligibility",
        ),
        condition(
            "first_patent",
            ~patent.owned_before,
            en="The applicant has never owned a patent.",
            zh_hant="申請者從未擁有專利。",
            reference="PAG_SME, Eligibility",
        ),
        condition(
            "first_grant",
            ~patent.granted_before & ~patent.related_company_granted,
            en="Neither the applicant nor a related company has had the grant.",
            zh_hant="申請者及其關連公司從未獲此資助。",
            reference="PAG_SME, Eligibility",
        ),
    ),
    judgements=(
        judgement(
            "pag_assessment",
            en="The patent search and technical assessment support the application.",
            zh_hant="專利檢索及技術評審支持申請。",
            reference="PAG_SME, first bullet",
        ),
    ),
    awards=(
        award(
            "grant",
            least(of_cost, ceiling),
            en="Grant: a share of the direct cost, search and assessment included, at most the ceiling.",
            zh_hant="資助額：按比例資助直接費用（包括檢索及評審），以上限為限。",
            reference="PAG_SME, first bullet",
            within=(ceiling, of_cost),
            rises_with=(patent.direct_cost,),
        ),
    ),
    applying=applying(
        en="Apply at any time; the Hong Kong Productivity Council searches and assesses first. Costs before approval are "
        "not paid.",
        zh_hant="可隨時申請，先由香港生產力促進局進行專利檢索及技術評審。獲批前的費用不獲資助。",
        address="https://www.smelink.gov.hk/en/web/sme-portal/w/patent-application-grant.html",
        reference="PAG_SME, Eligibility",
    ),
    known=(
        known(
            en="The grant is valid for three years from approval and cannot be transferred.",
            zh_hant="資助自批准起三年內有效，不得轉讓。",
            reference="PAG_SME, third bullet",
        ),
        known(
            en="No deposit is asked for since 1 April 2020; before it was $3,000.",
            zh_hant="自2020年4月1日起無須繳付按金，此前為3,000元。",
            reference="PAG_BK, item 1",
        ),
    ),
    gaps=(
        gap(
            en="When the ceiling rose from $150,000 to $250,000 was not found; an older page of a third party gives the former.",
            zh_hant="未找到上限由15萬元增至25萬元的日期；第三方舊網頁列出前者。",
        ),
    ),
)
