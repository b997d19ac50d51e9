"""Technology in government: TechConnect's block vote and the Smart Government Innovation Lab.

Departments take them up; firms meet them as customers. Only counts are published.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "government-technology-adoption",
    code="GOVTECH",
    en="Government technology adoption programmes",
    zh_hant="政府科技應用計劃",
    summary=(
        "Pays for departments' technology projects and matches their needs with firms' products.",
        "資助政府部門的科技項目，並把部門需要與企業產品配對。",
    ),
    run_by="digital-policy-office",
    confirmed=date(2024, 12, 31),
    applying=applying(
        en="Bureaux and departments apply. Firms offer products to the Smart Government Innovation Lab: need, match, proof of concept, pilot.",
        zh_hant="由政策局及部門申請。企業可向智慧政府創新實驗室提出方案：提出需要、配對、概念驗證、試點。",
        reference="factsheet-2025, lines 575-580",
    ),
    known=(
        known(
            en="TechConnect had approved 99 projects from 2017 to October 2021.",
            zh_hant="科技統籌由2017年至2021年10月共批准99個項目。",
            reference="legco-2021, Annex (7), lines 1261-1269",
        ),
        known(
            en="By end-2024 it had supported 158 projects of 35 bureaux and departments.",
            zh_hant="至2024年年底共支援35個政策局及部門的158個項目。",
            reference="yearbook-2024, line 165",
        ),
        known(
            en="The Lab was set up in April 2019.",
            zh_hant="實驗室於2019年4月成立。",
            reference="factsheet-2025, lines 575-580",
        ),
        known(
            en="By October 2021 the Lab had matched 61 needs, tested over 30 solutions and held 79 workshops.",
            zh_hant="至2021年10月，實驗室配對61項需要、為逾30個方案安排概念驗證，並舉辦79場工作坊。",
            reference="legco-2021, lines 1215-1233",
        ),
        known(
            en="By end-2024 it had matched over 130 needs and tested over 80 solutions; more than 50 were in a pilot or close to it.",
            zh_hant="至2024年年底，配對逾130項需要、為逾80個方案安排概念驗證，其中逾50個正籌備或進行試點。",
            reference="yearbook-2024, line 167",
        ),
    ),
    gaps=(
        gap(
            en="No ceiling for a project was found.",
            zh_hant="項目資助上限未有資料。",
        ),
    ),
    also=("techconnect", "smart-government-innovation-lab"),
)
