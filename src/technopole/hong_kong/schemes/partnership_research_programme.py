"""Partnership Research Programme: applied research by a public body together with a company.

Run by the Innovation and Technology Commission since January 2019. The day of submission selects the
values.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    Fraction,
    applying,
    award,
    condition,
    date,
    gap,
    greatest,
    judgement,
    known,
    parameter,
    scheme,
    window,
)

# 1  The company pays half or more, the Government the rest.
industry_share = parameter(
    "industry_share",
    "times",
    en="Least share of the cost that industry pays",
    zh_hant="業界承擔成本的最低比例",
    event=application.submitted_on,
    values={"<=2023": (Fraction(1, 2), "PRP_SME, key features")},
)

# 2  How long, and how much of it in the Mainland.
longest = parameter(
    "longest",
    "months",
    en="Longest project",
    zh_hant="項目最長期限",
    event=application.submitted_on,
    values={"2019-01": (36, "PRP_SME, key features")},
)
most_in_mainland = parameter(
    "most_in_mainland",
    "percent",
    en="Most of the research that may be done in the Mainland",
    zh_hant="可在內地進行的研發比例上限",
    event=application.submitted_on,
    values={"2019-01": (50, "PRP_ITF, FAQ")},
)

SCHEME = scheme(
    "partnership-research-programme",
    code="PRP",
    en="Partnership Research Programme",
    zh_hant="夥伴研究計劃",
    summary=(
        "Pays up to half of applied research that a public research body does together with a company.",
        "資助公營科研機構與公司合作的應用研究，最多為成本的一半。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2023, 12, 31),
    window=window(
        application.submitted_on,
        first="2019-01",
        reference="PRP_ITF, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "university", "research-centre"),
            en="A public research body applies together with a company.",
            zh_hant="由公營科研機構與公司一同申請。",
            reference="PRP_SME, key features",
        ),
        condition(
            "plan",
            plans.research,
            en="The applicant plans to carry out research and development.",
            zh_hant="申請者計劃進行研發。",
            reference="PRP_ITF, first paragraph",
        ),
        condition(
            "lead",
            project.lead_body.is_in("rd-centre", "designated-institute"),
            en="An R&D Centre or a designated local public research institute leads.",
            zh_hant="由研發中心或指定本地公營科研機構牽頭。",
            reference="PRP_SME, key features",
        ),
        condition(
            "form",
            project.research_form.is_in("collaborative"),
            en="It is a collaborative project with a company.",
            zh_hant="屬與公司合作的項目。",
            reference="PRP_ITF, first paragraph",
        ),
        condition(
            "industry_share",
            project.industry_contribution >= project.total_cost * industry_share,
            en="Industry contributes half of the cost or more, in cash or in kind.",
            zh_hant="業界以現金或實物承擔成本的一半或以上。",
            reference="PRP_SME, key features",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the programme allows.",
            zh_hant="項目期不超過計劃所准期限。",
            reference="PRP_SME, key features",
        ),
        condition(
            "mainland",
            project.mainland_research_share <= most_in_mainland,
            en="At most half of the research is done in the Mainland.",
            zh_hant="在內地進行的研發不超過一半。",
            reference="PRP_ITF, FAQ",
        ),
    ),
    judgements=(
        judgement(
            "prp_vetting",
            en="The Innovation and Technology Commission supports the project.",
            zh_hant="創新科技署支持該項目。",
            reference="PRP_ITF, Application",
        ),
    ),
    awards=(
        award(
            "grant",
            greatest(project.total_cost - project.industry_contribution, 0),
            en="Grant: the cost less what industry contributes.",
            zh_hant="資助額：成本減去業界出資。",
            reference="PRP_SME, key features",
            within=(project.total_cost,),
            rises_with=(project.total_cost,),
        ),
    ),
    applying=applying(
        en="The research body applies to the Innovation and Technology Commission at any time, with the company as its "
        "co-applicant. There is an external review where needed.",
        zh_hant="由科研機構連同公司（共同申請者）隨時向創新科技署申請；如有需要另作外部評審。",
        address="https://www.itf.gov.hk/l-eng/PRP.asp",
        reference="PRP_ITF, Application",
    ),
    known=(
        known(
            en="A company that contributes half or more owns the intellectual property.",
            zh_hant="出資達一半或以上的公司擁有知識產權。",
            reference="PRP_SME, key features",
        ),
        known(
            en="Work outside Hong Kong and the Mainland needs a justification.",
            zh_hant="在香港及內地以外進行的工作須提出理據。",
            reference="PRP_ITF, FAQ",
        ),
    ),
    gaps=(
        gap(
            en="One R&D Centre asks industry for 51 percent, SME Link says at least 50; here half is enough.",
            zh_hant="有研發中心要求業界承擔51%，SME Link網頁則指不少於50%；此處以一半為準。",
        ),
        gap(
            en="No ceiling was found.",
            zh_hant="未找到資助上限。",
        ),
    ),
)
