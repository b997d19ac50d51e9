"""Innovation and Technology Fund: the umbrella under which most of the schemes stand. No rule of its own runs.

Run by the Innovation and Technology Commission.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "innovation-and-technology-fund",
    code="ITF",
    en="Innovation and Technology Fund",
    zh_hant="創新及科技基金",
    summary=(
        "Pays, through its programmes, for research, technology, talent, start-ups, industry and innovation culture.",
        "透過轄下各項計劃，資助研發、科技應用、人才、初創企業、新型工業化及創科文化。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    applying=applying(
        en="Apply under one of its programmes; each has a rule of its own.",
        zh_hant="請按轄下個別計劃申請，各計劃有其規則。",
        address="https://www.itf.gov.hk",
        reference="factsheet-2025, Innovation and Technology Fund (ITF), lines 94-109",
    ),
    known=(
        known(
            en="A project for more than $50 million needs the approval of the Finance Committee, a university reports.",
            zh_hant="據大學資料，超過5,000萬元的項目須經財務委員會批准。",
            reference="TCFS_UST, Funding Limit",
        ),
        known(
            en="Since December 2019 projects of the technology voucher, enterprise support, patent and training schemes may "
            "get part of their grant in advance.",
            zh_hant="自2019年12月起，科技券、企業支援計劃、專利申請資助計劃及培訓計劃的項目可獲預支部分資助。",
            reference="ITC_19, paragraph 2",
        ),
        known(
            en="It aims at $1.6 billion of private money a year in its research projects by 2027, twice that of 2022.",
            zh_hant="目標為2027年其研發項目每年吸引16億元私人資金，為2022年的兩倍。",
            reference="legco-2023, Annex 2 (2) item 6, line 219",
        ),
    ),
    gaps=(
        gap(
            en="The factsheet adds about $46 billion of injections since 1999 to the first $5 billion, the paper of 2021 counts "
            "$19.5 billion for 2018 to 2022; without dates they cannot be added.",
            zh_hant="《香港便覽》指自1999年首次注資50億元後再注資約460億元；2021年文件計2018至2022年為195億元；"
            "沒有日期，不能相加。",
        ),
        gap(
            en="The Yearbook's figures for 2024 include the InnoHK clusters; whether the factsheet's totals do is not stated.",
            zh_hant="《香港年報》2024年數字包括InnoHK；《香港便覽》的總數是否包括則沒有說明。",
        ),
        gap(
            en="The factsheet's shares of technologies (31% information technology, 18% electrical and electronic, 18% "
            "manufacturing, 12% biotechnology) are of funded research projects.",
            zh_hant="《香港便覽》所列科技比例（資訊科技31%、電氣及電子18%、製造科技18%、生物科技12%）"
            "以獲資助研發項目計算。",
        ),
    ),
)
