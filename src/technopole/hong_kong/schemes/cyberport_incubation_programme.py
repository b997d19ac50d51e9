"""Cyberport Incubation Programme: up to half a million dollars for a digital start-up over two years.

Run by Hong Kong Cyberport Management Company Limited.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    HKD,
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

# 1  A subsidy up to the ceiling, over the length of the programme. The sources state the ceiling
#    alone, so that a start-up gets all of it is of low confidence: it may be any part.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a start-up may receive",
    zh_hant="每間初創企業最高資助額",
    event=application.submitted_on,
    values={
        "2018-02/2018-12": (
            500_000,
            "legco-2021, Annex (4) Capital injection into Cyberport, lines 903-917",
        )
    },
)
given = parameter(
    "given",
    HKD,
    en="Subsidy that a start-up is given",
    zh_hant="初創企業實際獲批的資助額",
    event=application.submitted_on,
    values={
        "2018-02/2018-12": (
            500_000,
            "legco-2021, Annex (4) Capital injection into Cyberport, lines 903-917",
            "low",
        )
    },
)
length = parameter(
    "length",
    "months",
    en="Length of the programme",
    zh_hant="計劃為期",
    event=application.submitted_on,
    values={"2018": (24, "CCMF_FAQ, Q1")},
)

SCHEME = scheme(
    "cyberport-incubation-programme",
    code="CIP",
    en="Cyberport Incubation Programme",
    zh_hant="數碼港培育計劃",
    summary=(
        "Gives a digital start-up up to 500,000 dollars over 24 months.",
        "為數碼科技初創企業在24個月內提供最多50萬元資助。",
    ),
    run_by="hong-kong-cyberport-management-company-limited",
    confirmed=date(2021, 10, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A start-up company applies.",
            zh_hant="由初創企業申請。",
            reference="legco-2021, Annex (4) Capital injection into Cyberport",
        ),
        condition(
            "start_up",
            plans.start_up,
            en="It plans to bring up a young technology business.",
            zh_hant="申請者計劃發展科技初創業務。",
            reference="legco-2021, Annex (4) Capital injection into Cyberport",
        ),
        condition(
            "digital",
            project.digital_technology,
            en="The project is in digital technology.",
            zh_hant="項目屬數碼科技。",
            reference="CIP_PROC, How we select",
        ),
    ),
    judgements=(
        judgement(
            "cip_selection",
            en="The independent vetting team selects the project by its team, creativity, market, benefit to the industry and a fifth head.",
            zh_hant="獨立評審小組按團隊、創意、市場、對業界的裨益及第五項準則甄選該項目。",
            reference="CIP_PROC, How we select",
        ),
    ),
    awards=(
        award(
            "subsidy",
            least(given, ceiling),
            en="Subsidy: what Cyberport gives over the whole programme, at most the ceiling.",
            zh_hant="資助額：數碼港在整個計劃期內批出的款額，以上限為限。",
            reference="legco-2021, Annex (4) Capital injection into Cyberport, lines 903-917",
        ),
        award(
            "length",
            length,
            en="Length of the programme.",
            zh_hant="計劃為期。",
            reference="CCMF_FAQ, Q1",
            paid=False,
        ),
    ),
    applying=applying(
        en="Apply to Cyberport when an intake is open (three a year in 2017); an independent team vets the applications.",
        zh_hant="於招募期內向數碼港申請（2017年每年三期），由獨立評審小組評審。",
        address="https://www.cyberport.hk",
        reference="CIP_PROC, How we select",
    ),
    known=(
        known(
            en="In 2017 the team counted for 20% of the score, creativity for 20%, the market for 30%, benefit to the industry for 10% and a fifth head for the remaining 20%.",
            zh_hant="2017年的評分比重為團隊20%、創意20%、市場30%、對業界的裨益10%，其餘20%屬第五項準則。",
            reference="CIP_PROC, How we select",
        ),
        known(
            en="Budget 2018 raised the subsidy by half to 500,000 dollars.",
            zh_hant="2018年財政預算案把資助額增加五成至50萬元。",
            reference="CYB_B18, Budget extract",
        ),
        known(
            en="An unofficial note of about 2022 gives the payments: 100,000 dollars on admission; 50,000, 50,000 and 100,000 after the reviews in months 6, 12 and 18; and up to 200,000 by performance in two tiers. It is too weak to compute with.",
            zh_hant="一份約2022年的非官方筆記列出發放安排：取錄時10萬元；第6、12及18個月通過檢討後分別5萬、5萬及10萬元；另按表現分兩級發放最多20萬元。資料薄弱，不作計算。",
            reference="CIP_STUDY, first paragraph",
        ),
    ),
    gaps=(
        gap(
            en="The times and amounts of the payments come from an unofficial note only; the answer goes from nothing to the ceiling.",
            zh_hant="發放時間及款額只見於非官方筆記；答案由零至上限。",
        ),
        gap(
            en="The fifth head of selection and the pass mark are not known.",
            zh_hant="第五項甄選準則及合格分數未明。",
        ),
        gap(
            en="Whether a company may be too old to apply is not known.",
            zh_hant="公司成立年期有否上限未明。",
        ),
    ),
)
