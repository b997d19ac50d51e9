"""What the applicant plans: ticked together, for each scheme supports one kind of plan."""

from technopole.rules.language import boxes, yes_no

_WHAT = boxes(
    "plans",
    en="What would you like support for? Tick everything that applies.",
    zh_hant="希望就什麼獲得支援？請選出所有適用者。",
)

research = yes_no(
    "plans.research",
    en="Carry out research and development",
    zh_hant="進行研究及發展",
    group=_WHAT,
)
production_line = yes_no(
    "plans.production_line",
    en="Set up or equip production in Hong Kong",
    zh_hant="在香港設立或添置生產設施",
    group=_WHAT,
)
start_up = yes_no(
    "plans.start_up",
    en="Start a technology business, or bring up a young one",
    zh_hant="創立科技業務，或培育初創企業",
    group=_WHAT,
)
invest_in_technology = yes_no(
    "plans.invest_in_technology",
    en="Invest in technology firms of Hong Kong",
    zh_hant="投資香港的科技企業",
    group=_WHAT,
)
recruit_scholars = yes_no(
    "plans.recruit_scholars",
    en="Bring renowned scholars to a university",
    zh_hant="為大學延攬知名學者",
    group=_WHAT,
)
employ_young_graduates = yes_no(
    "plans.employ_young_graduates",
    en="Employ young graduates in the Greater Bay Area",
    zh_hant="聘請青年畢業生到大灣區工作",
    group=_WHAT,
)
study = yes_no(
    "plans.study",
    en="Study for a taught postgraduate degree",
    zh_hant="修讀研究院修課課程",
    group=_WHAT,
)
come_to_work = yes_no(
    "plans.come_to_work",
    en="Come to Hong Kong, or stay after one's studies, to work",
    zh_hant="來港工作，或畢業後留港、回港工作",
    group=_WHAT,
)
buy_home = yes_no(
    "plans.buy_home",
    en="Get stamp duty back for a home bought in Hong Kong",
    zh_hant="就在香港購買的住宅申請退還印花稅",
    group=_WHAT,
)
green_technology = yes_no(
    "plans.green_technology",
    en="Carry out research that cuts carbon or protects the environment",
    zh_hant="進行減碳或環保的研發",
    group=_WHAT,
)
social_venture = yes_no(
    "plans.social_venture",
    en="Start or enlarge a venture that eases poverty or exclusion",
    zh_hant="開展或擴展紓解貧窮或排斥的社會創業項目",
    group=_WHAT,
)
learn_digital_skills = yes_no(
    "plans.learn_digital_skills",
    en="Learn, as an older person, to use digital technology",
    zh_hant="以長者身分學習使用數碼科技",
    group=_WHAT,
)
transfer_personal_data = yes_no(
    "plans.transfer_personal_data",
    en="Move personal data across the boundary within the Greater Bay Area",
    zh_hant="在大灣區內跨境傳送個人資料",
    group=_WHAT,
)
internship = yes_no(
    "plans.internship",
    en="Take up a short internship as a student of science or technology",
    zh_hant="以科技學科學生身分短期實習",
    group=_WHAT,
)
train_staff = yes_no(
    "plans.train_staff",
    en="Train staff in advanced technology",
    zh_hant="為員工提供先進科技培訓",
    group=_WHAT,
)
admit_talent = yes_no(
    "plans.admit_talent",
    en="Bring in research and development staff from outside Hong Kong",
    zh_hant="從香港以外地方引入研發人才",
    group=_WHAT,
)
technology_transfer = yes_no(
    "plans.technology_transfer",
    en="Run a university's technology transfer office",
    zh_hant="營運大學的技術轉移處",
    group=_WHAT,
)
state_laboratory = yes_no(
    "plans.state_laboratory",
    en="Run a State Key Laboratory or the Hong Kong branch of a national engineering research centre",
    zh_hant="營運國家重點實驗室或國家工程技術研究中心香港分中心",
    group=_WHAT,
)
better_living = yes_no(
    "plans.better_living",
    en="Use technology to make daily living better for the public or for groups in need",
    zh_hant="以創科改善市民或特定社群的日常生活",
    group=_WHAT,
)
school_activities = yes_no(
    "plans.school_activities",
    en="Hold activities on information technology for a school's pupils",
    zh_hant="為學生舉辦資訊科技活動",
    group=_WHAT,
)
computing_power = yes_no(
    "plans.computing_power",
    en="Use the computing power of the AI Supercomputing Centre",
    zh_hant="使用人工智能超算中心的算力",
    group=_WHAT,
)
adopt_technology = yes_no(
    "plans.adopt_technology",
    en="Adopt technology or digital solutions in the business",
    zh_hant="在業務中採用科技或數碼方案",
    group=_WHAT,
)
patent = yes_no(
    "plans.patent",
    en="Apply for a patent",
    zh_hant="申請專利",
    group=_WHAT,
)
commercialise_research = yes_no(
    "plans.commercialise_research",
    en="Turn a university's research results into products and a business",
    zh_hant="將大學的研發成果轉化為產品及業務",
    group=_WHAT,
)
engage_research_talent = yes_no(
    "plans.engage_research_talent",
    en="Engage graduates for research and development",
    zh_hant="聘用畢業生從事研發",
    group=_WHAT,
)
