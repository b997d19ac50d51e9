"""Funding for university Technology Transfer Offices: the cost of the office, up to a yearly ceiling.

Run by the Innovation and Technology Commission.
"""

from technopole.hong_kong.questions import applicant, application, plans, project, university
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    gap,
    least,
    parameter,
    scheme,
)

# 1  A ceiling for each university and financial year; doubled twice.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a university may receive in a financial year",
    zh_hant="每所大學每財政年度最高資助額",
    event=application.financial_year,
    values={
        "2019-04-01": (8_000_000, "legco-2021, Annex (1), lines 650-656"),
        "2024-04-01": (16_000_000, "yearbook-2024, line 79"),
    },
)

SCHEME = scheme(
    "technology-transfer-office-funding",
    code="TTO",
    en="Funding for university Technology Transfer Offices",
    zh_hant="大學技術轉移處資助",
    summary=(
        "Pays the technology transfer offices of the eight universities, up to $16 million a year each.",
        "資助八所大學的技術轉移處，每所每年最多1,600萬元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university"),
            en="A university applies.",
            zh_hant="由大學申請。",
            reference="yearbook-2024, line 79",
        ),
        condition(
            "plan",
            plans.technology_transfer,
            en="It runs a technology transfer office.",
            zh_hant="大學營運技術轉移處。",
            reference="yearbook-2024, line 79",
        ),
        condition(
            "university",
            university.funded_by_the_committee,
            en="It is one of the eight universities funded by the University Grants Committee.",
            zh_hant="屬八所教資會資助大學之一。",
            reference="yearbook-2024, footnote 1, line 95",
        ),
    ),
    awards=(
        award(
            "payment",
            least(project.requested, ceiling),
            en="Payment for the financial year: what is claimed, at most the ceiling.",
            zh_hant="該財政年度款額：申領款額，以上限為限。",
            reference="yearbook-2024, line 79",
            within=(ceiling, project.requested),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="The university claims from the Innovation and Technology Commission each financial year.",
        zh_hant="大學每財政年度向創新科技署申領。",
        reference="yearbook-2024, line 79",
    ),
    gaps=(
        gap(
            en="The paper of 2021 speaks of “universities” without naming them; the Yearbook names eight for 2024-25.",
            zh_hant="2021年文件只稱「大學」而沒有列名；《香港年報》就2024-25年度列出八所。",
        ),
        gap(
            en="The ceiling before April 2019 is not stated; the paper of 2021 says that it was doubled to $8 million.",
            zh_hant="2019年4月前的上限沒有列明；2021年文件指其倍增至800萬元。",
        ),
    ),
    terms=(university.FUNDED_BY_THE_COMMITTEE,),
)
