"""Innovation and Technology Fund for Better Living: nine-tenths of the cost of a project for daily life.

Run by the Innovation, Technology and Industry Bureau and the Innovation and Technology Commission.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
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
    window,
)

# 1  A share of the eligible cost, at most the ceiling.
share = parameter(
    "share",
    "times",
    en="Most of the eligible cost that the Fund pays",
    zh_hant="基金最多承擔的合資格開支比例",
    event=application.submitted_on,
    values={"2017-05-31": (Fraction(9, 10), "FBL_ITB, Main features")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a project may receive",
    zh_hant="每個項目最高資助額",
    event=application.submitted_on,
    values={"2017-05-31": (5_000_000, "FBL_ITB, Main features")},
)

# 2  Who leads the project.
LEADERS = frozenset({
    "swd-subvented-ngo", "public-body", "professional-body", "trade-association",
    "tax-exempt-social-service",
})  # fmt: skip
leaders = parameter(
    "leaders",
    None,
    en="Organisations that may lead a project",
    zh_hant="可牽頭申請的機構",
    event=application.submitted_on,
    values={"<=2023": (LEADERS, "FBL_FAQ, Q3")},
)

# 3  Soon in use, and for long.
latest_roll_out = parameter(
    "latest_roll_out",
    "months",
    en="Months until the project's result is in use",
    zh_hant="項目成果推出使用的期限",
    event=application.submitted_on,
    values={"2017-05-31": (12, "FBL_ITB, Main features")},
)
least_use = parameter(
    "least_use",
    "years",
    en="Consecutive years for which it is kept in use",
    zh_hant="推出後連續運作年期",
    event=application.submitted_on,
    values={"2017-05-31": (2, "FBL_ITB, Main features")},
)

SCHEME = scheme(
    "innovation-and-technology-fund-for-better-living",
    code="FBL",
    en="Innovation and Technology Fund for Better Living",
    zh_hant="創科生活基金",
    summary=(
        "Pays up to nine-tenths of a project with technology for daily life or for groups in need.",
        "資助項目最多九成開支，以創科令市民生活更方便舒適或照顧特定社群。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2023, 12, 31),
    window=window(application.submitted_on, first="2017-05-31", reference="FBL_MOK, question"),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("non-profit", "university", "research-centre"),
            en="A non-profit organisation or public body leads the project; a company may only be a partner.",
            zh_hant="由非牟利機構或公共機構牽頭；公司只可作為合作夥伴。",
            reference="FBL_FAQ, Q3-Q4",
        ),
        condition(
            "plan",
            plans.better_living,
            en="It plans to make daily living better with technology.",
            zh_hant="申請者計劃以創科改善日常生活。",
            reference="blueprint-2022, Strategy (4) Rec. (1), line 624",
        ),
        condition(
            "organisation",
            applicant.organisation.is_in(leaders),
            en="It is one of the organisations that may lead a project.",
            zh_hant="屬可牽頭申請的機構。",
            reference="FBL_FAQ, Q3",
        ),
        condition(
            "not_for_profit",
            ~project.profit_making,
            en="The project is not meant to make a profit.",
            zh_hant="項目不以牟利為目的。",
            reference="FBL_ITB, Main features",
        ),
        condition(
            "roll_out",
            project.months_to_roll_out <= latest_roll_out,
            en="Its result is in use soon enough.",
            zh_hant="項目成果於限期內推出。",
            reference="FBL_ITB, Main features",
        ),
        condition(
            "use",
            project.one_off | (project.years_in_use >= least_use),
            en="It is kept in use long enough, unless it is a one-off project.",
            zh_hant="除一次性項目外，推出後運作足夠年期。",
            reference="FBL_ITB, Main features",
        ),
    ),
    judgements=(
        judgement(
            "fbl_vetting",
            en="The project is found to make daily living more convenient and comfortable, or to address specific groups.",
            zh_hant="項目獲評定能令市民生活更方便舒適，或切合特定社群需要。",
            reference="blueprint-2022, Strategy (4) Rec. (1), line 624",
        ),
    ),
    awards=(
        award(
            "grant",
            least(project.eligible_cost * share, ceiling),
            en="Grant: the Fund's share of the eligible cost, at most the ceiling.",
            zh_hant="資助額：按基金比例承擔合資格開支，以上限為限。",
            reference="FBL_ITB, Main features",
            within=(ceiling, project.eligible_cost * share),
            rises_with=(project.eligible_cost,),
        ),
    ),
    applying=applying(
        en="Apply to the Secretariat of the Fund at any time while money is left.",
        zh_hant="只要基金尚有餘款，可隨時向基金秘書處申請。",
        address="https://fbl.itc.gov.hk/Home/FAQs",
        reference="FBL_ITB, Main features",
    ),
    known=(
        known(
            en="Companies may be partners of the project.",
            zh_hant="公司可作為項目合作夥伴。",
            reference="FBL_FAQ, Q3-Q4",
        ),
    ),
    gaps=(
        gap(
            en="Whether the Fund still takes applications is not stated: it was first planned for five years from 2017-18, "
            "and the Blueprint of December 2022 says that support goes on.",
            zh_hant="基金是否仍接受申請沒有列明：原定自2017-18年度起為期五年，2022年12月的《藍圖》指會繼續支援。",
        ),
        gap(
            en="On what terms companies may be partners is not stated.",
            zh_hant="公司作為合作夥伴的條件沒有列明。",
        ),
    ),
)
