"""The Government's investment vehicles: funds that choose what they invest in, and a pilot that
matches accelerators.

Their sizes and sectors are known; how they choose is their managers' business, so nothing computes.
"""

from technopole.rules.language import applying, date, described, gap, known

_S2 = "blueprint-2022, Strategy (3) Target 02"

SCHEME = described(
    "government-investment-vehicles",
    code="INVEST",
    en="Government investment vehicles",
    zh_hant="政府投資基金",
    summary=(
        "Public funds that invest in technology firms beside others, and a pilot that brings start-up accelerators to Hong Kong.",
        "與其他投資者共同投資科技企業的公營基金，以及吸引初創加速器來港的先導計劃。",
    ),
    run_by="hong-kong-investment-corporation-limited",
    confirmed=date(2025, 3, 31),
    applying=applying(
        en="The funds' managers choose projects and funds; the Innovation, Technology and Industry Bureau runs the Industry-Oriented Fund and the accelerator pilot.",
        zh_hant="由基金管理人甄選項目及基金；產業引導基金及加速器先導計劃由創新科技及工業局負責。",
        reference=f"{_S2} Rec. (2)",
    ),
    known=(
        known(
            en="Hong Kong Growth Portfolio: about 22 billion dollars, set up in 2021.",
            zh_hant="香港增長組合：約220億元，2021年成立。",
            reference=f"{_S2} i, line 577",
        ),
        known(
            en="Strategic Tech Fund: five billion dollars, set up in 2022.",
            zh_hant="策略性創科基金：50億元，2022年成立。",
            reference=f"{_S2} ii, line 578",
        ),
        known(
            en="GBA Investment Fund: five billion dollars, set up in 2022.",
            zh_hant="大灣區投資基金：50億元，2022年成立。",
            reference=f"{_S2} iii, line 579",
        ),
        known(
            en="Co-Investment Fund: 30 billion dollars, by December 2022.",
            zh_hant="共同投資基金：300億元（2022年12月或之前）。",
            reference="blueprint-2022, Strategy (1) Target 03, line 456",
        ),
        known(
            en="Innovation and Technology Industry-Oriented Fund, a fund of funds announced in October 2024: ten billion dollars for life and health technology, artificial intelligence and robotics, semi-conductors and smart devices, advanced materials and new energy.",
            zh_hant="創科產業引導基金（母基金，2024年10月公布）：100億元，涵蓋生命健康科技、人工智能與機械人、半導體與智能設備、先進材料及新能源。",
            reference="factsheet-2025, lines 684-698",
        ),
        known(
            en="I&T Accelerator Pilot Scheme, announced in October 2024: 180 million dollars; one dollar of the Government to two of the institution, at most 30 million.",
            zh_hant="創科加速器先導計劃（2024年10月公布）：1.8億元；政府與機構按1:2配對，上限3,000萬元。",
            reference="PA24, para 80",
        ),
        known(
            en="The paper of 2023 speaks of attracting renowned Mainland and overseas services for start-ups.",
            zh_hant="2023年文件提到吸引內地及海外知名的初創服務機構。",
            reference="legco-2023, para 10, line 54",
        ),
    ),
    gaps=(
        gap(
            en="The text says one of the Government to two of the institution; whether the accelerator's ratio is taken of the total cost or of the contribution is not stated beyond that.",
            zh_hant="文本列明政府與機構按1:2配對；比例以總成本抑或機構出資計算，沒有進一步說明。",
        ),
    ),
    also=(
        "hong-kong-growth-portfolio",
        "strategic-tech-fund",
        "gba-investment-fund",
        "co-investment-fund",
        "innovation-and-technology-industry-oriented-fund",
    ),
)
