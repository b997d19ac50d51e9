"""Programmes for research institutions: InnoHK, life and health institutes, frontier facilities,
national projects and money from the Mainland.

Only counts, budgets and indicators are published, no rule for a grant.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "research-institution-programmes",
    code="RESEARCH",
    en="Research institution programmes",
    zh_hant="科研機構計劃",
    summary=(
        "Public money for research clusters, institutes and facilities of universities and research institutions.",
        "資助大學及科研機構的研發平台、研究院及設施。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 12, 31),
    applying=applying(
        en="For universities and research institutions, on calls of the Commission, the Bureau and the University Grants Committee.",
        zh_hant="開放予大學及科研機構，由創新科技署、創新科技及工業局及大學教育資助委員會公開徵集。",
        reference="legco-2023, Annex 1 (1), line 149",
    ),
    known=(
        known(
            en="InnoHK has ten billion dollars.",
            zh_hant="InnoHK獲撥款100億元。",
            reference="factsheet-2025, lines 149-152",
        ),
        known(
            en="InnoHK had 28 centres in October 2021.",
            zh_hant="2021年10月，InnoHK有28所研發中心。",
            reference="legco-2021, Annex (2), lines 660-674",
        ),
        known(
            en="In December 2022 these 28 came from 11 economies.",
            zh_hant="2022年12月，28所研發中心來自11個經濟體。",
            reference="blueprint-2022, line 956",
        ),
        known(
            en="In November 2023 there were 29.",
            zh_hant="2023年11月有29所。",
            reference="legco-2023, para 11, line 58",
        ),
        known(
            en="By December 2024 there were 30, from 12 economies.",
            zh_hant="2024年12月有30所，來自12個經濟體。",
            reference="factsheet-2025, lines 155-159",
        ),
        known(
            en="The third InnoHK cluster is to have at least 50 projects in its first phase.",
            zh_hant="第三個InnoHK研發平台首階段目標為至少50個項目。",
            reference="legco-2023, Annex 2 (1) item 5, line 202",
        ),
        known(
            en="Life and health technology research institutes: six billion dollars, set aside in February 2023 out of ten billion.",
            zh_hant="生命健康科技研究院：60億元，2023年2月由100億元撥款中預留。",
            reference="BUD23, para 75",
        ),
        known(
            en="The call for these institutes was planned for 2023-24.",
            zh_hant="研究院計劃於2023-24年度徵集申請。",
            reference="legco-2023, Annex 1 (1), line 149",
        ),
        known(
            en="Facilities in frontier fields: three billion dollars, proposals in 2024.",
            zh_hant="前沿科技領域設施：30億元，2024年徵集建議。",
            reference="legco-2023, Annex 1 (1), line 150",
        ),
        known(
            en="The 2023-24 Budget spoke of these three billion for basic research in artificial intelligence, quantum technology and the like.",
            zh_hant="2023-24年度財政預算案指該30億元用於人工智能、量子科技等前沿領域的基礎研究。",
            reference="HK01_LH, paragraph 2",
        ),
        known(
            en="A dedicated fund lets institutions take part in national research projects; no amount is stated.",
            zh_hant="設專項基金支持機構參與國家級科研項目；款額未有列明。",
            reference="legco-2021, para 17, lines 414-432",
        ),
        known(
            en="Research money remitted from the Mainland: 440 million dollars in the two years to October 2021.",
            zh_hant="內地科研資金過境：截至2021年10月的兩年共4.4億元。",
            reference="legco-2021, lines 809-825",
        ),
        known(
            en="From 2019 to December 2022, 620 million renminbi (about 760 million dollars) for over 300 projects.",
            zh_hant="2019年至2022年12月，共6.2億元人民幣（約7.6億港元），涉及逾300個項目。",
            reference="blueprint-2022, line 867",
        ),
        known(
            en="By end-2024, about one billion renminbi; five Mainland branches of Hong Kong universities may export human genetic resources for research.",
            zh_hant="至2024年年底約10億元人民幣；香港的大學有五個內地分支機構獲准輸出人類遺傳資源作研究。",
            reference="yearbook-2024, line 177",
        ),
        known(
            en="In 2021 four of these branches might do so, in a pilot since November 2019.",
            zh_hant="2021年有四個分支機構獲准，屬2019年11月起的試點。",
            reference="legco-2021, lines 827-853",
        ),
        known(
            en="Places for research postgraduates: from 5,595 to 7,200 in the 2024/25 academic year.",
            zh_hant="研究院研究課程學額：由5,595個增至2024/25學年的7,200個。",
            reference="blueprint-2022, line 710",
        ),
    ),
    gaps=(
        gap(
            en="No rule for a grant is published in the sources.",
            zh_hant="文件沒有公布資助計算規則。",
        ),
        gap(
            en="The third cluster's theme is worded differently from source to source; in one, advanced manufacturing is missing.",
            zh_hant="各文件對第三個平台主題的描述不一，其中一份沒有提及先進製造。",
        ),
    ),
    also=(
        "innohk",
        "health-innohk",
        "air-innohk",
        "third-innohk-research-cluster",
        "life-and-health-technology-research-institutes",
        "frontier-technology-facilities",
        "national-rd-participation-fund",
        "cross-boundary-remittance-of-mainland-rd-funding",
        "human-genetic-resources-export-trial",
        "ugc-funded-research-postgraduate-places",
    ),
)
