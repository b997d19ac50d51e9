"""Technology Talent Admission Scheme: a quota to bring in research staff from outside Hong Kong quickly.

Four regimes: tenants of two parks and seven areas (2018), any company and thirteen areas (2020), fourteen
areas and no local hires (December 2022), any area (December 2025). The Innovation and Technology
Commission allots quotas, the Immigration Department issues visas.
"""

from technopole.hong_kong.questions import applicant, application, company, plans, quota
from technopole.hong_kong.questions.talents import degree
from technopole.rules.language import (
    Fraction,
    applying,
    award,
    bare,
    combines,
    condition,
    counted,
    date,
    each,
    gap,
    greatest,
    known,
    least,
    parameter,
    raised,
    scheme,
    shifted,
    term,
    window,
)

# 1  Who may apply: at first tenants and incubatees of two parks, then any company.
tenants_only = parameter(
    "tenants_only",
    "boolean",
    en="Only tenants and incubatees of the Science Park and Cyberport may apply",
    zh_hant="只限科學園及數碼港的租戶或培育公司申請",
    no=("companies outside the two parks may apply too", "兩個園區以外的公司亦可申請"),
    event=application.submitted_on,
    values={
        "2018-06": (True, "TE_CW, Applying company", "medium"),
        "2020": (False, "TE_FAQ, 2.1", "medium"),
    },
)

# 2  The areas of research.
SEVEN = frozenset({
    "biotechnology", "artificial-intelligence", "cybersecurity", "robotics", "data-analytics",
    "financial-technologies", "material-science",
})  # fmt: skip
THIRTEEN = SEVEN | {
    "5g-communications", "digital-entertainment", "green-technology", "integrated-circuit-design",
    "internet-of-things", "microelectronics",
}  # fmt: skip
FOURTEEN = THIRTEEN | {"other-advanced-communications", "quantum-technology"}
ANY = FOURTEEN | {"other"}
areas = parameter(
    "areas",
    None,
    en="Areas of research",
    zh_hant="研發範疇",
    event=application.submitted_on,
    values={
        "2018-06": (SEVEN, "TE_CW, Applying company", "medium"),
        "2020": (THIRTEEN, "TE_FOW, How to Apply", "medium"),
        "2022-12": (FOURTEEN, "factsheet-2025, lines 296-301"),
        "2025-12": (ANY, "TE_RTHK, paragraphs 1-3", "medium"),
    },
)

# 3  Local people to be engaged for every three persons brought in, or a part of three; none since
#    December 2022.
employees_for_three = parameter(
    "employees_for_three",
    "persons",
    en="Local full-time employees for every (up to) three persons brought in",
    zh_hant="每引入（最多）三名人士須聘用的本地全職僱員",
    event=application.submitted_on,
    values={
        "2018-06": (1, "TE_18, paragraph 6"),
        "2022-12": (0, "factsheet-2025, lines 292-296"),
    },
)
interns_for_three = parameter(
    "interns_for_three",
    "persons",
    en="Local interns for every (up to) three persons brought in",
    zh_hant="每引入（最多）三名人士須聘用的本地實習生",
    event=application.submitted_on,
    values={
        "2018-06": (2, "TE_18, paragraph 6"),
        "2022-12": (0, "factsheet-2025, lines 292-296"),
    },
)

# 4  How many a year, and how long a quota is valid.
most_a_year = parameter(
    "most_a_year",
    "persons",
    en="Most persons a company may bring in a year",
    zh_hant="每間公司每年最多可引入人數",
    event=application.submitted_on,
    values={"2018-06": (100, "TE_18, paragraph 8", "medium")},
)
validity = parameter(
    "validity",
    "months",
    en="Validity of a quota",
    zh_hant="配額有效期",
    event=quota.issued_on,
    values={
        "<=2020": (12, "TE_FL, quota answer", "medium"),
        "2022-12": (24, "factsheet-2025, lines 294-295"),
    },
)

# 5  Whom: a degree in science or technology from a top university; a bachelor needs experience.
experience = parameter(
    "experience",
    "years",
    en="Work experience of a person with a bachelor's degree",
    zh_hant="持學士學位人士所需工作經驗",
    event=application.submitted_on,
    values={"2018-06": (1, "TE_CW, Non-local Technology Talent (c)", "medium")},
)

qualifies = (
    each(quota.top_university)
    & (each(degree).is_in("master", "doctor") | (each(quota.years_of_experience) >= experience))
    & (each(quota.pay) >= each(quota.market_pay))
)
persons = counted(quota.talents, qualifies, unit="persons")
threes = bare(raised(persons, 3)) * Fraction(1, 3)
# A validity counts in whole years, the only ones there have been.
filed_in_time = (
    (validity >= 12) & (quota.visa_filed_on <= shifted(quota.issued_on, months=12))
) | ((validity >= 24) & (quota.visa_filed_on <= shifted(quota.issued_on, months=24)))

SCHEME = scheme(
    "technology-talent-admission-scheme",
    code="TECHTAS",
    en="Technology Talent Admission Scheme",
    zh_hant="科技人才入境計劃",
    summary=(
        "Lets companies bring in research and development staff from outside Hong Kong by a fast track.",
        "讓公司以快速安排從香港以外地方引入研發人才。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 12, 25),
    window=window(
        application.submitted_on, first="2018-06", reference="factsheet-2025, lines 289-292"
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company applies.",
            zh_hant="由公司申請。",
            reference="TE_FAQ, 2.1",
        ),
        condition(
            "plan",
            plans.admit_talent,
            en="It plans to bring in research and development staff.",
            zh_hant="申請者計劃引入研發人才。",
            reference="factsheet-2025, lines 289-292",
        ),
        condition(
            "tenant",
            company.park_tenant | ~tenants_only,
            en="The applicant is a tenant or incubatee of the Science Park or Cyberport, where that is required.",
            zh_hant="（如有要求）申請者為科學園或數碼港的租戶或培育公司。",
            reference="TE_CW, Applying company",
        ),
        condition(
            "business",
            company.business_registered & company.substantive_business,
            en="It holds a business registration and has substantive business in Hong Kong.",
            zh_hant="申請者持有商業登記，並在香港有實質業務。",
            reference="TE_FAQ, 2.1",
        ),
        condition(
            "area",
            company.research_area.is_in(areas),
            en="It carries out research and development in an area of the scheme.",
            zh_hant="申請者從事計劃所列範疇的研發。",
            reference="factsheet-2025, lines 296-301",
        ),
        condition(
            "persons",
            counted(quota.talents, qualifies) >= 1,
            en="At least one person has a degree in science or technology from a top university, is experienced "
            "enough, and is paid no less than the market pays.",
            zh_hant="最少一名人士持有頂尖院校的科技學位、具足夠經驗，而薪酬不低於市場水平。",
            reference="TE_GT, paragraph 4",
        ),
        condition(
            "year",
            quota.allotted_this_year + persons <= most_a_year,
            en="With the quotas of the same year it stays within the most for a company.",
            zh_hant="連同同年配額，不超出每間公司每年上限。",
            reference="TE_18, paragraph 8",
        ),
        condition(
            "local_employees",
            threes * employees_for_three <= quota.local_employees,
            en="It engages enough local full-time employees.",
            zh_hant="聘用足夠的本地全職僱員。",
            reference="TE_18, paragraph 6",
        ),
        condition(
            "local_interns",
            threes * interns_for_three <= quota.local_interns,
            en="It engages enough local interns.",
            zh_hant="聘用足夠的本地實習生。",
            reference="TE_18, paragraph 6",
        ),
        condition(
            "visa",
            ~quota.issued | filed_in_time,
            en="Once a quota is issued, the visa is applied for while it is valid.",
            zh_hant="配額發出後，須於有效期內申請簽證。",
            reference="factsheet-2025, lines 294-295",
        ),
    ),
    awards=(
        award(
            "quota",
            least(persons, greatest(most_a_year - quota.allotted_this_year, 0)),
            en="Quota: as many persons as qualify.",
            zh_hant="配額：合資格的人數。",
            reference="TE_18, paragraph 8",
            within=(most_a_year, persons),
        ),
    ),
    stacking=(
        combines(
            "research-talent-hub",
            en="A person who came under this scheme may be engaged under the Research Talent Hub.",
            zh_hant="根據本計劃來港的人士可獲研究人才庫資助聘用。",
            reference="RTH_ITF, FAQ 1",
        ),
        combines(
            "new-industrialisation-acceleration-scheme",
            en="Enterprises of the New Industrialisation Acceleration Scheme may bring in staff by a stream of their own.",
            zh_hant="獲新型工業加速計劃支援的企業可循專設安排引入人員。",
            reference="NIAS_LCQ, question preamble",
        ),
    ),
    applying=applying(
        en="Apply to the Commission for a quota, then to the Immigration Department for the visa, which takes about "
        "two weeks. Since December 2025 both are filed together.",
        zh_hant="先向創新科技署申請配額，再向入境事務處申請簽證，後者約需兩星期。自2025年12月起兩者一併提交。",
        address="https://www.itc.gov.hk/en/fund_app/techtas/techtas_faq.html",
        reference="TE_FAQ, 1.2",
    ),
    known=(
        known(
            en="It began as a pilot of three years, with at most 1,000 persons in its first.",
            zh_hant="計劃最初為期三年試行，首年名額上限為1,000人。",
            reference="TE_18, paragraphs 2-3",
        ),
        known(
            en="Tenants of the Hong Kong-Shenzhen Innovation and Technology Park have a channel of their own since "
            "December 2025.",
            zh_hant="自2025年12月起，港深創新及科技園租戶另有專設渠道。",
            reference="TE_RTHK, paragraphs 1-3",
        ),
        known(
            en="Enterprises of the New Industrialisation Acceleration Scheme have a stream of their own since September "
            "2024, for staff with a higher diploma or more; its quota is valid for 24 months.",
            zh_hant="自2024年9月起，新型工業加速計劃企業另有專設安排，適用於具高級文憑或以上學歷的人員，"
            "配額有效期為24個月。",
            reference="TTN_IMM, introduction and item (e)",
        ),
    ),
    gaps=(
        gap(
            en="The thirteen areas of 2020 are reported by a third party; the factsheet gives the fourteen since "
            "December 2022.",
            zh_hant="2020年的13個範疇由第三方報道；《香港便覽》列出2022年12月起的14個。",
        ),
        gap(
            en="“5G communications” became “advanced communication technologies” and quantum technology was added; "
            "the rest stayed.",
            zh_hant="「第五代流動通訊」改稱「先進通訊技術」，並新增量子技術，其餘不變。",
        ),
        gap(
            en="When in 2020 the scheme was opened to all companies is not known.",
            zh_hant="計劃於2020年何時開放予所有公司，日期不詳。",
        ),
        gap(
            en="Whether the limit of 100 persons a company a year is still in force is not known; it was seen in 2018 "
            "only.",
            zh_hant="每間公司每年100人的上限是否仍然適用不詳，只見於2018年的資料。",
        ),
        gap(
            en="The size of the quota for enterprises of the New Industrialisation Acceleration Scheme was not found.",
            zh_hant="未找到新型工業加速計劃企業的配額數目。",
        ),
    ),
    terms=(
        term(
            persons,
            en="the number of persons who qualify",
            zh_hant="合資格人數",
        ),
        term(
            threes,
            en="the number of threes among them, a part of three counted as one",
            zh_hant="當中每三人為一組的組數（不足三人亦作一組）",
        ),
    ),
)
