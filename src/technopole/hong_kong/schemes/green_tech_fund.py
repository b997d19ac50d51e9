"""Green Tech Fund: money for research that cuts carbon, to public institutes and to companies.

The Environment and Ecology Bureau answers for it.
"""

from technopole.hong_kong.questions import applicant, application, company, plans, project
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    bare,
    choose,
    condition,
    date,
    gap,
    judgement,
    known,
    least,
    parameter,
    scheme,
    window,
)

_SME = "GTF_SME, Funding Amount"

# 1  Public research institutes and R&D Centres.
institute_least = parameter(
    "institute_least",
    HKD,
    en="Least for a project of an institute",
    zh_hant="研究機構每個項目最低資助額",
    event=application.submitted_on,
    values={"2020": (2_500_000, _SME)},
)
institute_most = parameter(
    "institute_most",
    HKD,
    en="Most for a project of an institute",
    zh_hant="研究機構每個項目最高資助額",
    event=application.submitted_on,
    values={"2020": (30_000_000, _SME)},
)
institute_longest = parameter(
    "institute_longest",
    "years",
    en="Longest project of an institute",
    zh_hant="研究機構項目最長年期",
    event=application.submitted_on,
    values={"2020": (5, _SME)},
)

# 2  Local companies, which pay a share of their own. When their terms began is not known; they were in
#    force when the page was read, by May 2026.
company_least = parameter(
    "company_least",
    HKD,
    en="Least for a project of a company",
    zh_hant="公司每個項目最低資助額",
    event=application.submitted_on,
    values={"<=2026-05": (2_500_000, _SME)},
)
company_most = parameter(
    "company_most",
    HKD,
    en="Most for a project of a company",
    zh_hant="公司每個項目最高資助額",
    event=application.submitted_on,
    values={"<=2026-05": (20_000_000, _SME)},
)
own_share = parameter(
    "own_share",
    "times",
    en="Share of the total cost that a company pays itself at least",
    zh_hant="公司最少自行承擔的總成本比例",
    event=application.submitted_on,
    values={"<=2026-05": (Fraction(1, 3), _SME)},
)
company_longest = parameter(
    "company_longest",
    "years",
    en="Longest project of a company",
    zh_hant="公司項目最長年期",
    event=application.submitted_on,
    values={"<=2026-05": (3, _SME)},
)

is_company = applicant.kind.is_in("company")
lowest = choose(is_company, company_least, institute_least)
highest = choose(is_company, company_most, institute_most)
longest = choose(is_company, bare(company_longest) * 12, bare(institute_longest) * 12)

SCHEME = scheme(
    "green-tech-fund",
    code="GTF",
    en="Green Tech Fund",
    zh_hant="低碳綠色科研基金",
    summary=(
        "Funds research that helps Hong Kong to cut carbon and protect the environment.",
        "資助有助香港減碳及加強環保的研發項目。",
    ),
    run_by="environment-and-ecology-bureau",
    confirmed=date(2026, 5, 31),
    window=window(application.submitted_on, first="2020", reference=_SME),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "university", "research-centre"),
            en="A public research institute, an R&D Centre or a local company applies.",
            zh_hant="由公營科研機構、研發中心或本地公司申請。",
            reference=_SME,
        ),
        condition(
            "green",
            plans.green_technology,
            en="It plans research that cuts carbon or protects the environment.",
            zh_hant="申請者計劃進行減碳或環保的研發。",
            reference="blueprint-2022, Strategy (1) Target 01, line 379",
        ),
        condition(
            "local_company",
            ~is_company | company.incorporated_in_hong_kong,
            en="A company is a local one.",
            zh_hant="申請公司為本地公司。",
            reference=_SME,
        ),
        condition(
            "enough",
            project.requested >= lowest,
            en="The support asked for is no less than the least that is given.",
            zh_hant="申請款額不低於最低資助額。",
            reference=_SME,
        ),
        condition(
            "within_ceiling",
            project.requested <= highest,
            en="The support asked for is no more than the most that is given.",
            zh_hant="申請款額不高於最高資助額。",
            reference=_SME,
        ),
        condition(
            "matched",
            ~is_company | (project.requested <= project.total_cost * (1 - own_share)),
            en="A company pays its share of the total cost itself.",
            zh_hant="公司自行承擔所需比例的總成本。",
            reference=_SME,
        ),
        condition(
            "duration",
            bare(project.duration_months) <= longest,
            en="The project takes no longer than is allowed.",
            zh_hant="項目期不超過所准年期。",
            reference=_SME,
        ),
    ),
    judgements=(
        judgement(
            "gtf_assessment",
            en="The project is supported on assessment under the four heads of the Fund.",
            zh_hant="項目按基金四項評審準則獲支持。",
            reference="GTF_LCQ, question preamble",
        ),
    ),
    awards=(
        award(
            "grant",
            least(project.requested, highest),
            en="Grant: what is asked for, within the limits.",
            zh_hant="資助額：在限額內的申請款額。",
            reference=_SME,
            within=(highest, project.requested),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="Apply to the Green Tech Fund when it calls for applications; calls come in rounds.",
        zh_hant="於基金公開徵集時申請；基金分輪徵集。",
        address="https://www.gtf.gov.hk",
        reference="GTF, first paragraph",
    ),
    known=(
        known(
            en="The Fund had 200 million dollars in 2020 and had been raised to 400 million by February 2023.",
            zh_hant="基金2020年為2億元，至2023年2月已增至4億元。",
            reference="GTF, first paragraph",
        ),
        known(
            en="Of 191 applications in the first round 14 were approved, of about 100 in the second 8.",
            zh_hant="首輪191宗申請有14宗獲批，次輪約100宗有8宗獲批。",
            reference="GTF_LCQ, question preamble",
        ),
    ),
    gaps=(
        gap(
            en="An older page gives 200 million dollars and four other themes, so terms changed after 2020; when, and since when companies have theirs, is not known.",
            zh_hant="較舊網頁列出2億元及另外四個主題，可見條款在2020年後曾更改；更改日期及公司條款的生效日期未明。",
        ),
        gap(
            en="The dates of the calls were not collected.",
            zh_hant="各輪徵集的日期未有資料。",
        ),
    ),
)
