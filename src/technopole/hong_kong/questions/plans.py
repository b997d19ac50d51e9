"""What the applicant plans: ticked together, for each scheme supports one kind of plan."""

from technopole.rules.language import yes_no

_WHAT = "plans"

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
