"""The project that support is asked for."""

from technopole.rules.language import Fraction, amount, boxes, choice, day, form, number, yes_no

TRUE_OF_IT = boxes(
    "project",
    en="Which of these is true of the project? Tick everything that applies.",
    zh_hant="以下哪些符合項目的情況？請選出所有適用者。",
)
_FIGURES = form(
    "project_figures",
    en="What does the project cost, who pays for it, and how long does it take?",
    zh_hant="項目成本多少、由誰出資、為期多久？",
)
_DAYS = form(
    "project_days",
    en="When does the project start and end?",
    zh_hant="項目於何時開始及完成？",
)

total_cost = amount(
    "project.total_cost",
    group=_FIGURES,
    en="What does the project cost in all?",
    zh_hant="項目總成本是多少？",
    example="9000000",
    noun=("the project's total cost", "項目總成本"),
    why=(
        "Many grants are a share of the cost.",
        "不少資助按成本的某個比例計算。",
    ),
)
duration_months = number(
    "project.duration_months",
    group=_FIGURES,
    en="How many months does the project take?",
    zh_hant="項目為期多少個月？",
    unit="months",
    most=600,
    example="18",
    noun=("the project's duration", "項目期"),
    why=(
        "Most schemes support projects up to a certain length.",
        "大部分計劃對項目期設有上限。",
    ),
)
smart_production_line = yes_no(
    "project.smart_production_line",
    en="Sets up a new smart production line in Hong Kong",
    zh_hant="在香港設立新的智能生產線",
    group=TRUE_OF_IT,
    yes=(
        "the project sets up a new smart production line in Hong Kong",
        "項目在香港設立新的智能生產線",
    ),
    no=(
        "the project does not set up a new smart production line in Hong Kong",
        "項目並非在香港設立新的智能生產線",
    ),
)
requested = amount(
    "project.requested",
    group=_FIGURES,
    en="How much support is asked for?",
    zh_hant="申請多少資助？",
    example="3000000",
    noun=("the support asked for", "申請額"),
    why=(
        "Some schemes give what is asked for, up to a ceiling; some set a least or a most.",
        "部分計劃按申請額資助並設上限，部分對申請額設下限或上限。",
    ),
)
own_contribution = amount(
    "project.own_contribution",
    group=_FIGURES,
    en="How much does the applicant itself pay into the project?",
    zh_hant="申請者本身為項目出資多少？",
    example="1500000",
    noun=("the applicant's own contribution", "申請者本身的出資額"),
    why=(
        "One scheme asks the enterprise to invest a least sum of its own.",
        "有計劃要求企業本身的出資達到某個款額。",
    ),
)
matching_funds = amount(
    "project.matching_funds",
    group=_FIGURES,
    en="How much matching money does the project have, from the applicant or others?",
    zh_hant="項目備有多少配對資金（來自申請者或他人）？",
    example="300000",
    noun=("the matching money", "配對資金"),
)
digital_technology = yes_no(
    "project.digital_technology",
    en="Is in digital technology",
    zh_hant="屬數碼科技項目",
    group=TRUE_OF_IT,
    yes=("the project is in digital technology", "項目屬數碼科技"),
    no=("the project is not in digital technology", "項目不屬數碼科技"),
)
eligible_cost = amount(
    "project.eligible_cost",
    group=_FIGURES,
    en="How much of the project's cost is eligible for support?",
    zh_hant="項目有多少開支符合資助範圍？",
    example="1000000",
    noun=("the eligible cost", "符合資助範圍的開支"),
)
months_to_roll_out = number(
    "project.months_to_roll_out",
    group=_FIGURES,
    en="After how many months is the project's result in use?",
    zh_hant="項目成果於多少個月後推出使用？",
    unit="months",
    most=600,
    example="12",
    noun=("the number of months until the result is in use", "推出使用前的月數"),
)
years_in_use = number(
    "project.years_in_use",
    group=_FIGURES,
    en="For how many years in a row is the project's result kept in use?",
    zh_hant="項目成果推出後連續運作多少年？",
    unit="years",
    most=60,
    example="2",
    noun=("the number of years in use", "連續運作的年數"),
)
one_off = yes_no(
    "project.one_off",
    en="Is a one-off project, such as an event",
    zh_hant="屬一次性項目，例如活動",
    group=TRUE_OF_IT,
    yes=("the project is a one-off project", "項目屬一次性項目"),
    no=("the project is not a one-off project", "項目並非一次性項目"),
)
profit_making = yes_no(
    "project.profit_making",
    en="Is meant to make a profit",
    zh_hant="以牟利為目的",
    group=TRUE_OF_IT,
    yes=("the project is meant to make a profit", "項目以牟利為目的"),
    no=("the project is not meant to make a profit", "項目不以牟利為目的"),
)
high_end_technology = yes_no(
    "project.high_end_technology",
    en="Has facilities that involve high-end and advanced technology",
    zh_hant="設施涉及高端先進技術",
    group=TRUE_OF_IT,
    yes=(
        "the project has facilities that involve high-end and advanced technology",
        "項目的設施涉及高端先進技術",
    ),
    no=(
        "the project has no facilities that involve high-end and advanced technology",
        "項目的設施不涉及高端先進技術",
    ),
)
other_public_money = yes_no(
    "project.other_public_money",
    en="Has other public money of Hong Kong for the same expenditure",
    zh_hant="同一開支亦獲香港其他公帑資助",
    group=TRUE_OF_IT,
    yes=(
        "other public money of Hong Kong pays for the same expenditure",
        "同一開支亦獲香港其他公帑資助",
    ),
    no=(
        "no other public money of Hong Kong pays for the same expenditure",
        "同一開支沒有獲香港其他公帑資助",
    ),
)
solution_price = amount(
    "project.solution_price",
    en="What does the digital solution cost? Of a subscription count at most 24 months.",
    zh_hant="數碼方案的價格是多少？訂閱服務最多計算24個月。",
    example="40000",
    noun=("the price of the digital solution", "數碼方案的價格"),
    most=100_000_000,
)
solution_listed = yes_no(
    "project.solution_listed",
    en="Adopts a solution on the list of the Digital Transformation Support Pilot Programme",
    zh_hant="採用數碼轉型支援先導計劃名單上的方案",
    register="hong-kong-cyberport-management-company-limited",
    group=TRUE_OF_IT,
    yes=("the solution is on the programme's list", "方案在計劃的名單上"),
    no=("the solution is not on the programme's list", "方案不在計劃的名單上"),
)
lead_body = choice(
    "project.lead_body",
    en="Which body leads the research?",
    zh_hant="由哪類機構牽頭研發？",
    options={
        "rd-centre": (
            "An R&D Centre of the Innovation and Technology Fund",
            "創新及科技基金下的研發中心",
        ),
        "designated-institute": (
            "A designated local public research institute: such as a university or the Productivity Council",
            "指定本地公營科研機構：例如大學或生產力局",
        ),
        "other": ("Another body", "其他機構"),
    },
    noun=("the body that leads", "牽頭機構"),
)
industry_contribution = amount(
    "project.industry_contribution",
    group=_FIGURES,
    en="How much does industry contribute to the project?",
    zh_hant="業界為項目出資多少？",
    example="2000000",
    noun=("industry's contribution", "業界出資額"),
    why=(
        "Some schemes ask industry to pay a share of the cost.",
        "部分計劃要求業界承擔某個比例的成本。",
    ),
)
research_form = choice(
    "project.research_form",
    en="What form does the research project take?",
    zh_hant="研發項目屬哪種形式？",
    options={
        "platform": ("A platform project: for a whole industry", "平台項目：惠及整個行業"),
        "seed": ("A seed project: early and exploratory", "種子項目：前瞻探索"),
        "collaborative": (
            "A collaborative project: a public research body together with a company",
            "合作項目：公營科研機構與公司合作",
        ),
        "commissioned": (
            "A commissioned project: a designated public research institution does it, paid wholly by the company",
            "委託項目：由指定公營科研機構進行，費用全數由公司承擔",
        ),
        "in-house": (
            "An in-house project: the company does it itself",
            "自行研發項目：由公司自行進行",
        ),
    },
    noun=("the research project", "研發項目"),
)
government_initiated = yes_no(
    "project.government_initiated",
    en="Was initiated by a government bureau or department, or by a statutory body",
    zh_hant="由政府決策局、部門或法定機構發起",
    group=TRUE_OF_IT,
    yes=(
        "a government bureau or department or a statutory body initiated the project",
        "項目由政府決策局、部門或法定機構發起",
    ),
    no=(
        "no government bureau or department or statutory body initiated the project",
        "項目並非由政府決策局、部門或法定機構發起",
    ),
)
mainland_research_share = number(
    "project.mainland_research_share",
    group=_FIGURES,
    en="What share of the research is done in the Mainland, in percent?",
    zh_hant="百分之幾的研發工作在內地進行？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="30",
    noun=("the share of the research done in the Mainland", "在內地進行的研發比例"),
)
cooperation_category = choice(
    "project.cooperation_category",
    en="If it is research shared with Guangdong or Shenzhen: which side or sides would pay?",
    zh_hant="如屬與廣東或深圳合作的研發，由哪一方或雙方資助？",
    options={
        "hong-kong": ("Hong Kong alone (category A)", "只由香港資助（A類）"),
        "guangdong-or-shenzhen": (
            "Guangdong or Shenzhen alone (category B)",
            "只由廣東或深圳資助（B類）",
        ),
        "guangdong-and-hong-kong": (
            "Guangdong and Hong Kong (category C1)",
            "由粵港雙方資助（C1類）",
        ),
        "shenzhen-and-hong-kong": (
            "Shenzhen and Hong Kong (category C2)",
            "由深港雙方資助（C2類）",
        ),
        "none": (
            "It is not shared with Guangdong or Shenzhen",
            "不涉及與廣東或深圳合作",
        ),
    },
    noun=("the side that pays", "出資方"),
)
research_in_both_places = yes_no(
    "project.research_in_both_places",
    en="Carries out its research both in Hong Kong and in the Mainland",
    zh_hant="在香港及內地兩地進行研發",
    group=TRUE_OF_IT,
    yes=("the research is done both in Hong Kong and in the Mainland", "研發在香港及內地兩地進行"),
    no=(
        "the research is not done both in Hong Kong and in the Mainland",
        "研發並非在香港及內地兩地進行",
    ),
)
mainland_partner = yes_no(
    "project.mainland_partner",
    en="Has a partner in the Mainland",
    zh_hant="有內地合作夥伴",
    group=TRUE_OF_IT,
    yes=("the project has a partner in the Mainland", "項目有內地合作夥伴"),
    no=("the project has no partner in the Mainland", "項目沒有內地合作夥伴"),
)
announced_theme = yes_no(
    "project.announced_theme",
    en="Falls under a theme announced for the call",
    zh_hant="屬該期公布的主題",
    group=TRUE_OF_IT,
    yes=("the project falls under a theme announced for the call", "項目屬該期公布的主題"),
    no=("the project falls under no theme announced for the call", "項目不屬該期公布的主題"),
)
itf_funded = yes_no(
    "project.itf_funded",
    en="Is funded by the Innovation and Technology Fund",
    zh_hant="獲創新及科技基金資助",
    register="innovation-and-technology-commission",
    group=TRUE_OF_IT,
    yes=(
        "the project is funded by the Innovation and Technology Fund",
        "項目獲創新及科技基金資助",
    ),
    no=(
        "the project is not funded by the Innovation and Technology Fund",
        "項目沒有獲創新及科技基金資助",
    ),
)
company_research_spending = amount(
    "project.company_research_spending",
    group=_FIGURES,
    en="How much eligible expenditure does the company itself bear for the research project?",
    zh_hant="公司本身承擔的合資格研發開支是多少？",
    example="1000000",
    noun=("the company's own eligible expenditure", "公司本身的合資格開支"),
)
customisation = yes_no(
    "project.customisation",
    en="Enhances or customises a product, or is research outside science",
    zh_hant="屬產品改良或訂製，或屬非科學研究",
    group=TRUE_OF_IT,
    yes=(
        "the project enhances or customises a product, or is research outside science",
        "項目屬產品改良或訂製，或屬非科學研究",
    ),
    no=(
        "the project neither enhances nor customises a product, and is research in science",
        "項目並非產品改良或訂製，並屬科學研究",
    ),
)
starts_on = day(
    "project.starts_on",
    group=_DAYS,
    en="When does the project start?",
    zh_hant="項目於何時開始？",
    noun=("the start of the project", "項目開始日期"),
)
completed_on = day(
    "project.completed_on",
    group=_DAYS,
    en="When is the project completed?",
    zh_hant="項目於何時完成？",
    noun=("the completion of the project", "項目完成日期"),
)
