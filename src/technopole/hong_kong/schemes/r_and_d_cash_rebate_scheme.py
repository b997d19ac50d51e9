"""R&D Cash Rebate Scheme: part of a company's research spending comes back in cash.

Run by the Innovation and Technology Commission since April 2010. Which day selects the rate is not
stated; here it is the day of the claim, and where project and claim lie on two sides of the rise of
24 February 2016 the rate is left open between the two.
"""

from technopole.hong_kong.questions import applicant, application, company, plans, project
from technopole.rules.language import (
    Fraction,
    applying,
    award,
    choose,
    combines,
    condition,
    date,
    gap,
    known,
    parameter,
    scheme,
    shifted,
    window,
)

# 1  The rate: 30 percent, and 40 since 24 February 2016. A project begun before and claimed since may
#    have either: the higher one came on some day that the sources leave open.
RISE = date(2016, 2, 24)
LOWER, HIGHER = Fraction(3, 10), Fraction(4, 10)
rate_before_rise = parameter(
    "rate_before_rise",
    "times",
    en="Rebate for each dollar, claimed before the rise",
    zh_hant="調高前申領的每元開支回贈",
    event=application.submitted_on,
    values={"<=2013-02": (LOWER, "CRS_LC13, para 4")},
)
rate_since_rise = parameter(
    "rate_since_rise",
    "times",
    en="Rebate for each dollar, claimed since the rise, by the start of the project",
    zh_hant="調高後申領的每元開支回贈，按項目開始日期計",
    event=project.starts_on,
    values={
        "<=2013-02": (LOWER, "CRS_LC13, para 4"),
        "2013-02-28/2016-02-24": (HIGHER, "CRS_ITC, Note to para 2"),
    },
)
rebate = project.company_research_spending * choose(
    application.submitted_on < RISE, rate_before_rise, rate_since_rise
)

# 2  In time: since April 2013 commissioned projects are registered within a month of their start, and
#    claims made within two years of completion. What held before is not known.
month_to_register = parameter(
    "month_to_register",
    "boolean",
    en="A commissioned project may be registered up to one month after its start",
    zh_hant="委託項目可於開始後一個月內登記",
    event=project.starts_on,
    values={"2013-04-01": (True, "CRS_OLD, Improvement measures")},
)
two_years_to_claim = parameter(
    "two_years_to_claim",
    "boolean",
    en="A rebate may be claimed up to two years after completion",
    zh_hant="可於項目完成後兩年內申領回贈",
    event=application.submitted_on,
    values={"2013-04-01": (True, "CRS_OLD, Improvement measures")},
)

partnership = project.research_form.is_in("commissioned")

SCHEME = scheme(
    "r-and-d-cash-rebate-scheme",
    code="CRS",
    en="R&D Cash Rebate Scheme",
    zh_hant="投資研發現金回贈計劃",
    summary=(
        "Returns in cash 40 percent of what a company spends on a funded or commissioned research project.",
        "以現金回贈公司在獲資助或委託研發項目所付開支的四成。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2016, 2, 25),
    window=window(
        application.submitted_on,
        first="2010-04-01",
        reference="CRS_LC13, para 2",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company or other business applies.",
            zh_hant="由公司或其他企業申請。",
            reference="CRS_ITF, Eligibility",
        ),
        condition(
            "plan",
            plans.research,
            en="It carries out research and development.",
            zh_hant="進行研究及發展。",
            reference="CRS_ITC, para 2",
        ),
        condition(
            "entity",
            company.incorporated_in_hong_kong | company.business_registered,
            en="It is incorporated in Hong Kong or registered as a business.",
            zh_hant="在香港註冊成立或持有商業登記。",
            reference="CRS_ITF, Eligibility",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="It is no subvented organisation, nor a subsidiary of one.",
            zh_hant="申請者並非受資助機構或其附屬公司。",
            reference="CRS_ITF, Eligibility",
        ),
        condition(
            "setting",
            project.itf_funded | partnership,
            en="The project is funded by the Innovation and Technology Fund, or the company commissions it from a "
            "designated public research institution and pays wholly for it (a partnership project).",
            zh_hant="項目獲創新及科技基金資助，或由公司全數出資委託指定公營科研機構進行（夥伴項目）。",
            reference="CRS_ITC, para 2",
        ),
        condition(
            "kind_of_work",
            ~partnership | ~project.customisation,
            en="A commissioned project is no product enhancement or customisation, nor research outside science.",
            zh_hant="委託項目並非產品改良或訂製，亦非屬科學以外的研究。",
            reference="CRS_ITC, para 3",
        ),
        condition(
            "registered_in_time",
            ~partnership
            | (
                month_to_register
                & (application.preregistered_on <= shifted(project.starts_on, months=1))
            ),
            en="A commissioned project was registered at most one month after its start.",
            zh_hant="委託項目已於開始後一個月內預先登記。",
            reference="CRS_OLD, Improvement measures",
        ),
        condition(
            "claimed_in_time",
            two_years_to_claim
            & (application.submitted_on <= shifted(project.completed_on, years=2)),
            en="The rebate is claimed at most two years after the project is completed.",
            zh_hant="於項目完成後兩年內申領回贈。",
            reference="CRS_OLD, Improvement measures",
        ),
    ),
    awards=(
        award(
            "rebate",
            rebate,
            en="Rebate in cash: the rate on the eligible expenditure.",
            zh_hant="現金回贈：合資格開支乘以回贈率。",
            reference="CRS_ITC, Note to para 2",
            rises_with=(project.company_research_spending,),
        ),
    ),
    stacking=(
        combines(
            "enterprise-support-scheme",
            en="A company may claim it on what it pays itself for a project of the Enterprise Support Scheme.",
            zh_hant="公司可就企業支援計劃項目中本身承擔的開支申領。",
            reference="ESS_OLD, last bullet of What is ESS",
        ),
    ),
    applying=applying(
        en="Register a commissioned project with the Innovation and Technology Commission at most one month after its "
        "start; claim the rebate after completion. Claims are taken all year.",
        zh_hant="委託項目須於開始後一個月內向創新科技署登記，完成後申領回贈；全年接受申領。",
        address="https://www.itf.gov.hk/l-eng/CRS_app_guide.asp",
        reference="CRS_ITF, Eligibility; CRS_OLD, Improvement measures",
    ),
    known=(
        known(
            en="With the Enterprise Support Scheme a company bears 30 percent of a project: of 8 million dollars the "
            "scheme pays 4 million, and 1.6 million of the other 4 come back.",
            zh_hant="連同企業支援計劃，公司只承擔項目的三成：800萬元的項目獲計劃資助400萬元，其餘400萬元可獲回贈160萬元。",
            reference="ESS_OLD, last bullet of What is ESS",
        ),
    ),
    gaps=(
        gap(
            en="Which day selects the rate (start, payment or claim) is not stated. Here it is the day of the claim; for "
            "a project begun before 24 February 2016 and claimed since, the rate is left open between 30 and 40 percent.",
            zh_hant="以項目開始、付款抑或申領日期決定回贈率，文件沒有說明；此處以申領日期為準。"
            "2016年2月24日前開始而其後申領的項目，回贈率介乎三成至四成，未能確定。",
        ),
        gap(
            en="The rate at the launch in 2010 was not found, nor what deadlines held before April 2013.",
            zh_hant="未找到2010年推出時的回贈率，以及2013年4月前的期限。",
        ),
        gap(
            en="Whether the scheme is still open was not checked beyond an undated page of the Fund.",
            zh_hant="計劃現時是否仍接受申請，除基金一個沒有日期的網頁外未經核實。",
        ),
    ),
)
