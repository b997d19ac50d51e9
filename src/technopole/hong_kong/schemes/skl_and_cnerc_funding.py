"""Funding for State Key Laboratories and Hong Kong branches of national engineering research centres.

A yearly ceiling for each. Run by the Innovation and Technology Commission.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    gap,
    known,
    least,
    parameter,
    scheme,
)

# 1  A ceiling for each laboratory or centre and financial year. The paper of October 2021 still gives
#    the first; the second was in force in 2024-25, and nobody says since when.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a laboratory or centre may receive in a financial year",
    zh_hant="每所實驗室或中心每財政年度最高資助額",
    event=application.financial_year,
    values={
        "2019-04-01": (10_000_000, "legco-2021, Annex (1), lines 644-656"),
        "2022-04-01/2024-04-01": (20_000_000, "yearbook-2024, line 77"),
    },
)

SCHEME = scheme(
    "skl-and-cnerc-funding",
    code="SKL",
    en="Funding for State Key Laboratories and national engineering research centre branches",
    zh_hant="國家重點實驗室及國家工程技術研究中心香港分中心資助",
    summary=(
        "Pays State Key Laboratories and branches of national engineering research centres up to $20 million a year.",
        "資助國家重點實驗室及國家工程技術研究中心香港分中心，每所每年最多2,000萬元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university", "research-centre"),
            en="A university or a public research centre applies.",
            zh_hant="由大學或公營研發中心申請。",
            reference="yearbook-2024, line 77",
        ),
        condition(
            "plan",
            plans.state_laboratory,
            en="It runs a State Key Laboratory or the Hong Kong branch of a national engineering research centre.",
            zh_hant="申請者營運國家重點實驗室或國家工程技術研究中心香港分中心。",
            reference="yearbook-2024, line 77",
        ),
    ),
    awards=(
        award(
            "payment",
            least(project.requested, ceiling),
            en="Payment for the financial year: what is claimed, at most the ceiling.",
            zh_hant="該財政年度款額：申領款額，以上限為限。",
            reference="yearbook-2024, line 77",
            within=(ceiling, project.requested),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="The laboratory or centre claims from the Innovation and Technology Commission each financial year.",
        zh_hant="實驗室或中心每財政年度向創新科技署申領。",
        reference="yearbook-2024, line 77",
    ),
    known=(
        known(
            en="In 2021 there were 16 State Key Laboratories and six branches.",
            zh_hant="2021年有16所國家重點實驗室及六所分中心。",
            reference="legco-2021, para 15, lines 359-365",
        ),
    ),
    gaps=(
        gap(
            en="When the ceiling rose from $10 million to $20 million is not stated: after the paper of October 2021, and "
            "by the financial year 2024-25.",
            zh_hant="上限由1,000萬元增至2,000萬元的日期沒有列明：在2021年10月文件之後，並於2024-25財政年度或之前。",
        ),
        gap(
            en="The laboratories are being reorganised with the Ministry of Science and Technology: the paper of 2023 "
            "expected the end by late 2024, the factsheet by mid-2025, the Yearbook in 2025.",
            zh_hant="實驗室正與國家科技部進行重組：2023年文件預計2024年年底完成，《香港便覽》預計2025年年中，"
            "《香港年報》則為2025年。",
        ),
    ),
)
