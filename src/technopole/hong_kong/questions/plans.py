"""What the applicant plans: ticked together, for each scheme supports one kind of plan."""

from technopole.rules.language import Question, boxes, yes_no

_WHAT = boxes(
    "plans",
    en="What would you like support for? Tick everything that applies.",
    zh_hant="希望就什麼獲得支援？請選出所有適用者。",
)


def _plan(name: str, en: str, zh_hant: str) -> Question:
    """A box: what somebody plans to do, as it stands after “plans to” and 「計劃」."""
    plans_to = f"{en[:1].lower()}{en[1:]}"
    return yes_no(
        f"plans.{name}",
        en=en,
        zh_hant=zh_hant,
        group=_WHAT,
        yes=(f"the applicant plans to {plans_to}", f"申請者計劃{zh_hant}"),
        no=(f"the applicant does not plan to {plans_to}", f"申請者沒有計劃{zh_hant}"),
    )


research = _plan("research", "Carry out research and development", "進行研究及發展")
production_line = _plan(
    "production_line",
    "Set up or equip production in Hong Kong",
    "在香港設立或添置生產設施",
)
start_up = _plan(
    "start_up",
    "Start a technology business, or bring up a young one",
    "創立科技業務，或培育初創企業",
)
invest_in_technology = _plan(
    "invest_in_technology",
    "Invest in Hong Kong technology firms",
    "投資香港的科技企業",
)
recruit_scholars = _plan(
    "recruit_scholars",
    "Bring renowned scholars to a university",
    "為大學延攬知名學者",
)
employ_young_graduates = _plan(
    "employ_young_graduates",
    "Employ young graduates in the Greater Bay Area",
    "聘請青年畢業生到大灣區工作",
)
study = _plan(
    "study",
    "Study for a taught postgraduate degree",
    "修讀研究院修課課程",
)
come_to_work = _plan(
    "come_to_work",
    "Come to Hong Kong to work, or stay on after graduation",
    "來港工作，或畢業後留港、回港工作",
)
buy_home = _plan(
    "buy_home",
    "Get stamp duty back for a home bought in Hong Kong",
    "就在香港購買的住宅申請退還印花稅",
)
green_technology = _plan(
    "green_technology",
    "Carry out research that cuts carbon or protects the environment",
    "進行減碳或環保的研發",
)
social_venture = _plan(
    "social_venture",
    "Start or enlarge a venture that eases poverty or social exclusion",
    "開展或擴展紓緩貧窮或社會孤立的創業項目",
)
learn_digital_skills = _plan(
    "learn_digital_skills",
    "Learn to use digital technology, as an older person",
    "以長者身分學習使用數碼科技",
)
transfer_personal_data = _plan(
    "transfer_personal_data",
    "Move personal data across the boundary within the Greater Bay Area",
    "在大灣區內跨境傳送個人資料",
)
internship = _plan(
    "internship",
    "Take up a short internship, as a student of science or technology",
    "以科技學科學生身分參與短期實習",
)
train_staff = _plan(
    "train_staff",
    "Train staff in advanced technology",
    "為員工提供先進科技培訓",
)
admit_talent = _plan(
    "admit_talent",
    "Bring in research and development staff from outside Hong Kong",
    "從香港以外地方引入研發人才",
)
technology_transfer = _plan(
    "technology_transfer",
    "Run a university's technology transfer office",
    "營運大學的技術轉移處",
)
state_laboratory = _plan(
    "state_laboratory",
    "Run a State Key Laboratory or the Hong Kong branch of a national engineering research centre",
    "營運國家重點實驗室或國家工程技術研究中心香港分中心",
)
better_living = _plan(
    "better_living",
    "Use technology to make daily living better for the public or for groups in need",
    "以創科改善市民或特定社群的日常生活",
)
school_activities = _plan(
    "school_activities",
    "Hold activities on information technology for a school's pupils",
    "為學生舉辦資訊科技活動",
)
computing_power = _plan(
    "computing_power",
    "Use the computing power of the AI Supercomputing Centre",
    "使用人工智能超算中心的算力",
)
adopt_technology = _plan(
    "adopt_technology",
    "Adopt technology or digital solutions in the business",
    "在業務中採用科技或數碼方案",
)
patent = _plan("patent", "Apply for a patent", "申請專利")
commercialise_research = _plan(
    "commercialise_research",
    "Turn a university's research results into products and a business",
    "將大學的研發成果轉化為產品及業務",
)
engage_research_talent = _plan(
    "engage_research_talent",
    "Engage graduates for research and development",
    "聘用畢業生從事研發",
)
