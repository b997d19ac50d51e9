"""The company, organisation or sole trader that applies."""

from technopole.rules.language import Fraction, boxes, choice, date, day, form, number, yes_no

TRUE_OF_IT = boxes(
    "company",
    en="Which of these is true of the applicant? Tick everything that applies.",
    zh_hant="以下哪些符合申請者的情況？請選出所有適用者。",
)
_FIGURES = form(
    "company_figures",
    en="How old and how large is the applicant?",
    zh_hant="申請者成立多久、規模多大？",
)

incorporated_in_hong_kong = yes_no(
    "company.incorporated_in_hong_kong",
    en="Is incorporated in Hong Kong under the Companies Ordinance",
    zh_hant="根據《公司條例》在香港註冊成立",
    register="companies-registry",
    group=TRUE_OF_IT,
    yes=("the applicant is incorporated in Hong Kong", "申請者在香港註冊成立"),
    no=("the applicant is not incorporated in Hong Kong", "申請者並非在香港註冊成立"),
)
business_registered = yes_no(
    "company.business_registered",
    en="Holds a valid business registration",
    zh_hant="持有有效的商業登記",
    register="inland-revenue-department",
    group=TRUE_OF_IT,
    yes=("the applicant holds a valid business registration", "申請者持有有效的商業登記"),
    no=("the applicant holds no valid business registration", "申請者沒有有效的商業登記"),
)
listed = yes_no(
    "company.listed",
    en="Is a listed company",
    zh_hant="屬上市公司",
    group=TRUE_OF_IT,
    yes=("the applicant is a listed company", "申請者屬上市公司"),
    no=("the applicant is not a listed company", "申請者並非上市公司"),
)
subvented = yes_no(
    "company.subvented",
    en="Receives a recurrent grant from the Government, even a token one, or has a parent that does",
    zh_hant="本身或母公司獲政府經常性資助，即使只屬象徵式",
    why=(
        "Even a token yearly grant makes an organisation a subvented one.",
        "即使每年只獲象徵式資助，亦屬受資助機構。",
    ),
    group=TRUE_OF_IT,
    yes=(
        "the applicant or a parent of it receives a recurrent grant from the Government",
        "申請者或其母公司獲政府經常性資助",
    ),
    no=(
        "neither the applicant nor a parent of it receives a recurrent grant from the Government",
        "申請者及其母公司均沒有獲政府經常性資助",
    ),
)
statutory_body = yes_no(
    "company.statutory_body",
    en="Is a statutory body",
    zh_hant="屬法定機構",
    group=TRUE_OF_IT,
    yes=("the applicant is a statutory body", "申請者屬法定機構"),
    no=("the applicant is not a statutory body", "申請者並非法定機構"),
)
employees = number(
    "company.employees",
    group=_FIGURES,
    en="How many people work full-time for the applicant, those of related companies included?",
    zh_hant="申請者連同關連公司有多少名全職僱員？",
    unit="persons",
    most=1_000_000,
    example="12",
    noun=("the number of full-time employees", "全職僱員人數"),
    why=(
        "Some schemes are for smaller firms only.",
        "部分計劃只供規模較小的企業申請。",
    ),
)
business_started_on = day(
    "company.business_started_on",
    group=_FIGURES,
    en="When did the applicant start business?",
    zh_hant="申請者何時開始營業？",
    noun=("the day on which business started", "開業日期"),
    why=(
        "Some schemes ask for some time in business.",
        "部分計劃要求已營業一段時間。",
    ),
    first=date(1900, 1, 1),
)
sector = choice(
    "company.sector",
    en="What is the applicant's trade?",
    zh_hant="申請者屬哪個行業？",
    options={
        "retail": ("Retail", "零售"),
        "food-and-beverage": ("Food and beverage", "餐飲"),
        "tourism": ("Tourism", "旅遊"),
        "personal-services": ("Personal services", "個人服務"),
        "life-and-health": ("Life and health technology", "生命健康科技"),
        "ai-and-data-science": ("Artificial intelligence and data science", "人工智能與數據科學"),
        "advanced-manufacturing": (
            "Advanced manufacturing and new energy technology",
            "先進製造與新能源科技",
        ),
        "finance": ("Finance", "金融"),
        "healthcare": ("Healthcare", "醫療護理"),
        "other": ("Another trade", "其他行業"),
    },
    noun=("the applicant's trade", "申請者的行業"),
    why=(
        "Some schemes are for certain trades only.",
        "部分計劃只供指定行業申請。",
    ),
)
incorporated_on = day(
    "company.incorporated_on",
    group=_FIGURES,
    en="When was the company incorporated?",
    zh_hant="公司於何時成立為法團？",
    register="companies-registry",
    noun=("the day of incorporation", "成立為法團的日期"),
    why=(
        "Some schemes are for young companies only.",
        "部分計劃只供新成立的公司申請。",
    ),
    first=date(1900, 1, 1),
)
technical_staff = number(
    "company.technical_staff",
    group=_FIGURES,
    en="How many of the applicant's full-time employees are technical staff?",
    zh_hant="申請者的全職僱員中有多少名技術人員？",
    unit="persons",
    most=1_000_000,
    example="6",
    noun=("the number of technical staff", "技術人員人數"),
)
technical_team_equity = number(
    "company.technical_team_equity",
    group=_FIGURES,
    en="What share of the company does its technical team own, in percent?",
    zh_hant="公司的技術團隊持有百分之幾的股權？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="25",
    noun=("the technical team's share of the company", "技術團隊的持股比例"),
)
in_hong_kong_and_gba = yes_no(
    "company.in_hong_kong_and_gba",
    en="Operates both in Hong Kong and in a Mainland city of the Greater Bay Area",
    zh_hant="在香港及大灣區內地城市均有業務",
    group=TRUE_OF_IT,
    yes=(
        "the applicant operates both in Hong Kong and in a Mainland city of the Greater Bay Area",
        "申請者在香港及大灣區內地城市均有業務",
    ),
    no=(
        "the applicant does not operate both in Hong Kong and in a Mainland city of the Greater Bay Area",
        "申請者並非在香港及大灣區內地城市均有業務",
    ),
)
research_area = choice(
    "company.research_area",
    en="In which area does the applicant carry out research and development in Hong Kong?",
    zh_hant="申請者在香港從事哪個範疇的研究及發展？",
    options={
        "none": ("It carries out none", "沒有進行研發"),
        "biotechnology": ("Biotechnology", "生物科技"),
        "artificial-intelligence": ("Artificial intelligence", "人工智能"),
        "cybersecurity": ("Cybersecurity", "網絡安全"),
        "robotics": ("Robotics", "機械人技術"),
        "data-analytics": ("Data analytics", "數據分析"),
        "financial-technologies": ("Financial technologies", "金融科技"),
        "material-science": ("Material science", "材料科學"),
        "5g-communications": ("5G communications", "第五代流動通訊"),
        "other-advanced-communications": (
            "Other advanced communication technologies",
            "其他先進通訊技術",
        ),
        "internet-of-things": ("Internet-of-Things", "物聯網"),
        "integrated-circuit-design": ("Integrated circuit design", "集成電路設計"),
        "microelectronics": ("Microelectronics", "微電子"),
        "digital-entertainment": ("Digital entertainment", "數碼娛樂"),
        "green-technology": ("Green technology", "綠色科技"),
        "quantum-technology": ("Quantum technology", "量子技術"),
        "other": ("Another area", "其他範疇"),
    },
    noun=("the area of research", "研發範疇"),
)
park_tenant = yes_no(
    "company.park_tenant",
    en="Is a tenant or an incubatee of the Science Park or Cyberport",
    zh_hant="屬香港科學園或數碼港的租戶或培育公司",
    group=TRUE_OF_IT,
    yes=(
        "the applicant is a tenant or an incubatee of the Science Park or Cyberport",
        "申請者屬香港科學園或數碼港的租戶或培育公司",
    ),
    no=(
        "the applicant is neither a tenant nor an incubatee of the Science Park or Cyberport",
        "申請者並非香港科學園或數碼港的租戶或培育公司",
    ),
)
substantive_business = yes_no(
    "company.substantive_business",
    en="Carries on substantive business in Hong Kong",
    zh_hant="在香港有實質業務運作",
    group=TRUE_OF_IT,
    yes=(
        "the applicant carries on substantive business in Hong Kong",
        "申請者在香港有實質業務運作",
    ),
    no=(
        "the applicant carries on no substantive business in Hong Kong",
        "申請者在香港沒有實質業務運作",
    ),
)
small_or_medium = yes_no(
    "company.small_or_medium",
    en="Counts as a small or medium enterprise",
    zh_hant="屬中小企業",
    group=TRUE_OF_IT,
    yes=("the applicant counts as a small or medium enterprise", "申請者屬中小企業"),
    no=("the applicant does not count as a small or medium enterprise", "申請者並非中小企業"),
)
hawker_licence = yes_no(
    "company.hawker_licence",
    en="Holds a fixed-pitch hawker licence",
    zh_hant="持有固定攤位小販牌照",
    register="food-and-environmental-hygiene-department",
    group=TRUE_OF_IT,
    yes=("the applicant holds a fixed-pitch hawker licence", "申請者持有固定攤位小販牌照"),
    no=("the applicant holds no fixed-pitch hawker licence", "申請者沒有固定攤位小販牌照"),
)
had_start_up_scheme_plus = yes_no(
    "company.had_start_up_scheme_plus",
    en="Has been funded under TSSSU+, the matching part of the universities' start-up scheme",
    zh_hant="曾獲大學科技初創企業資助計劃的TSSSU+（配對部分）資助",
    register="innovation-and-technology-commission",
    group=TRUE_OF_IT,
    yes=("the applicant has been funded under TSSSU+", "申請者曾獲TSSSU+資助"),
    no=("the applicant has never been funded under TSSSU+", "申請者從未獲TSSSU+資助"),
)
from_start_up_university = yes_no(
    "company.from_start_up_university",
    en="Was founded by members of City University of Hong Kong, Hong Kong Baptist University, The Chinese "
    "University of Hong Kong, The Hong Kong Polytechnic University, The Hong Kong University of Science and "
    "Technology or The University of Hong Kong",
    zh_hant="由香港城市大學、香港浸會大學、香港中文大學、香港理工大學、香港科技大學或香港大學的成員創立",
    group=TRUE_OF_IT,
    yes=(
        "members of one of the six universities of the scheme founded the applicant",
        "申請者由計劃內六所大學之一的成員創立",
    ),
    no=(
        "the applicant was not founded by members of one of the six universities of the scheme",
        "申請者並非由計劃內六所大學之一的成員創立",
    ),
)
