"""Distance Business Programme (D-Biz): information technology for working at a distance in the epidemic.

Closed: applications were taken from 18 May to 31 October 2020. Run by the Innovation and Technology
Commission; the Hong Kong Productivity Council was its secretariat.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    plans,
    project,
    remote_business,
)
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    condition,
    counted,
    date,
    each,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    term,
    total,
    window,
)

# 1  For each solution its cost and some training, up to a ceiling.
share = parameter(
    "share",
    "times",
    en="Share of a solution's cost that is paid",
    zh_hant="資助方案費用的比例",
    event=application.submitted_on,
    values={"2020-05-18": (1, "DB_HKBN, Details", "medium")},
)
training_share = parameter(
    "training_share",
    "times",
    en="Most that is paid for training, as a share of the solution's cost",
    zh_hant="培訓資助佔方案費用的上限比例",
    event=application.submitted_on,
    values={"2020-05-18": (Fraction(1, 10), "DB_HKPC, Funding Amount")},
)
solution_ceiling = parameter(
    "solution_ceiling",
    HKD,
    en="Most that is paid for a solution, training included",
    zh_hant="每個方案最高資助額（包括培訓）",
    event=application.submitted_on,
    values={"2020-05-18": (100_000, "DB_HKPC, Funding Amount")},
)

# 2  For each enterprise a ceiling over its applications, of which it had one, later two.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most an enterprise may receive",
    zh_hant="每間企業最高資助額",
    event=application.submitted_on,
    values={"2020-05-18": (300_000, "DB_HKPC, Funding Amount")},
)
most_solutions = parameter(
    "most_solutions",
    "count",
    en="Most solutions of a project",
    zh_hant="每個項目最多方案數目",
    event=application.submitted_on,
    values={"2020-05-18": (3, "DB_CW, tips", "medium")},
)
most_applications = parameter(
    "most_applications",
    "count",
    en="Most applications of an enterprise",
    zh_hant="每間企業最多獲批申請數目",
    event=application.submitted_on,
    values={
        "2020-05-18": (1, "DB_HKB, paragraph 3", "medium"),
        "2020-08-31": (2, "DB_FAQ, answers 1-5"),
    },
)

# 3  How long. The twelve months of subscriptions, announced on 31 August 2020, also held for those
#    approved before, so they hold from the first day.
longest = parameter(
    "longest",
    "months",
    en="Longest project",
    zh_hant="項目最長期限",
    event=application.submitted_on,
    values={"2020-05-18": (6, "DB_HKPC, Funding Amount")},
)
longest_subscription = parameter(
    "longest_subscription",
    "months",
    en="Longest subscription that is paid",
    zh_hant="獲資助的最長訂用期",
    event=application.submitted_on,
    values={"2020-05-18": (12, "DB_HKB, paragraph 4", "medium")},
)

# 4  In business before 2020.
started_before = parameter(
    "started_before",
    "date",
    en="Day before which the enterprise was in business",
    zh_hant="企業須於此日前開業",
    event=application.submitted_on,
    values={"2020-05-18": (date(2020, 1, 1), "DB_KAI, Eligibility (2)", "medium")},
)
paid_first = parameter(
    "paid_first",
    "times",
    en="Share of the grant that is paid on approval",
    zh_hant="獲批時發放的資助比例",
    event=application.submitted_on,
    values={"2020-05-18": (Fraction(3, 10), "DB_HKPC, Funding Amount")},
)

cost = each(remote_business.cost)
training = least(each(remote_business.training_cost), cost * training_share)
of_solutions = total(remote_business.solutions, least(cost * share + training, solution_ceiling))
left = greatest(ceiling - remote_business.granted_before, 0)
grant = least(of_solutions, left)
number_of_solutions = counted(remote_business.solutions, cost > 0)  # a line left empty is none

SCHEME = scheme(
    "distance-business-programme",
    code="DBIZ",
    en="Distance Business Programme",
    zh_hant="遙距營商計劃",
    summary=(
        "Paid enterprises in 2020 for information technology with which they went on with their business at a distance.",
        "2020年資助企業採用資訊科技方案，以遙距方式繼續營運。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2020, 10, 31),
    window=window(
        application.submitted_on,
        first="2020-05-18",
        last="2020-10-31",
        reference="legco-2021, Annex (11), lines 1559-1573",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A private enterprise applies.",
            zh_hant="由私人企業申請。",
            reference="legco-2021, Annex (11), lines 1563-1567",
        ),
        condition(
            "plan",
            plans.adopt_technology,
            en="It plans to adopt technology or digital solutions.",
            zh_hant="申請者計劃採用科技或數碼方案。",
            reference="DB_HKPC, overview",
        ),
        condition(
            "in_business",
            company.business_started_on < started_before,
            en="It was in business before 2020.",
            zh_hant="申請者於2020年前開業。",
            reference="DB_KAI, Eligibility (2)",
        ),
        condition(
            "not_excluded",
            ~company.listed & ~company.statutory_body & ~company.subvented,
            en="It is no listed company, statutory body or subvented organisation.",
            zh_hant="申請者並非上市公司、法定機構或受資助機構。",
            reference="DB_KAI, Eligibility (1)",
        ),
        condition(
            "solutions",
            number_of_solutions <= most_solutions,
            en="The project has no more solutions than allowed.",
            zh_hant="項目的方案數目不超過上限。",
            reference="DB_CW, tips",
        ),
        condition(
            "applications",
            remote_business.applications_before < most_applications,
            en="The enterprise has an application left.",
            zh_hant="企業尚可再次申請。",
            reference="DB_FAQ, answers 1-5",
        ),
        condition(
            "other_categories",
            remote_business.applications_before.equals(0) | remote_business.other_categories,
            en="A second application is for solutions of other categories.",
            zh_hant="第二次申請的方案須屬其他類別。",
            reference="DB_FAQ, answers 1-5",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than allowed.",
            zh_hant="項目期不超過上限。",
            reference="DB_HKPC, Funding Amount",
        ),
        condition(
            "subscriptions",
            remote_business.subscription_months <= longest_subscription,
            en="No subscription is longer than allowed.",
            zh_hant="訂用期不超過上限。",
            reference="DB_HKB, paragraph 4",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: for each solution its cost and training of up to a tenth of it, at most the ceiling of a solution; "
            "in all at most what is left of the enterprise's ceiling.",
            zh_hant="資助額：每個方案的費用連同最多一成的培訓費用，以每個方案上限為限；合計以企業上限的餘額為限。",
            reference="DB_HKPC, Funding Amount",
            within=(ceiling, of_solutions),
        ),
        award(
            "first_payment",
            grant * paid_first,
            en="First payment: this part of the grant on approval; the rest after completion.",
            zh_hant="首期款項：資助額中獲批時發放的部分，餘額於完成後發放。",
            reference="DB_HKPC, Funding Amount",
            within=(grant,),
            paid=False,
        ),
    ),
    applying=applying(
        en="Closed on 31 October 2020. Enterprises applied to the secretariat at the Hong Kong Productivity Council.",
        zh_hant="已於2020年10月31日截止。企業當時向香港生產力促進局秘書處申請。",
        address="https://bee.hkpc.org/funding-schemes/dbiz/?tab=faq",
        reference="DB_HKPC, overview",
    ),
    known=(
        known(
            en="There were twelve categories of solutions.",
            zh_hant="方案共分12個類別。",
            reference="DB_CW, category list",
        ),
        known(
            en="Two applications with more than $30,000 in all needed an audit, for which up to $3,000 were paid.",
            zh_hant="兩次申請合共獲批超過3萬元須經審計，審計費用最多資助3,000元。",
            reference="DB_FAQ, answer 7",
        ),
    ),
    gaps=(
        gap(
            en="Subscriptions of twelve months, announced on 31 August 2020, also held for approved projects; what held for "
            "subscriptions before is not stated.",
            zh_hant="2020年8月31日公布的12個月訂用期亦適用於已獲批項目；此前的訂用期規定沒有列明。",
        ),
        gap(
            en="The audit threshold of $30,000 may be a slip for $50,000; it is kept as read.",
            zh_hant="審計門檻3萬元或為5萬元之誤；此處按原文列出。",
        ),
    ),
    terms=(
        term(
            number_of_solutions,
            en="the number of solutions that cost something",
            zh_hant="須付費的方案數目",
        ),
        term(
            of_solutions,
            en="what is paid for the solutions",
            zh_hant="各方案可獲資助的總額",
        ),
        term(
            grant,
            en="the grant",
            zh_hant="資助額",
        ),
    ),
)
