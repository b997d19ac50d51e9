"""The graduates whom the applicant engages for research and development."""

from technopole.rules.language import choice, day, items, number, yes_no

stream = choice(
    "talents.stream",
    en="For what are the graduates engaged?",
    zh_hant="聘用畢業生作何用途？",
    options={
        "funded-project": (
            "For a research project funded by the Innovation and Technology Fund",
            "參與創新及科技基金資助的研發項目",
        ),
        "company": (
            "For the research of a company or organisation in Hong Kong",
            "參與公司或機構在香港的研發工作",
        ),
        "acceleration-scheme": (
            "For an enterprise supported by the New Industrialisation Acceleration Scheme",
            "為獲新型工業加速計劃支援的企業工作",
        ),
    },
    noun=("the purpose of the engagement", "聘用用途"),
)
engaged_on = day(
    "talents.engaged_on",
    en="From which day are they engaged?",
    zh_hant="由何日起聘用？",
    today=True,
    noun=("the first day of the engagement", "開始聘用日期"),
)
degree = choice(
    "talent.degree",
    en="What is the person's highest degree?",
    zh_hant="最高學歷是甚麼？",
    options={
        "bachelor": ("A bachelor's degree", "學士"),
        "master": ("A master's degree", "碩士"),
        "doctor": ("A doctorate", "博士"),
    },
    noun=("the degree", "學歷"),
)
institution = choice(
    "talent.institution",
    en="Which kind of institution awarded the degree?",
    zh_hant="學位由哪類院校頒授？",
    options={
        "local": ("A university of Hong Kong", "本地大學"),
        "top-100": (
            "An institution among the first 100 for science and technology in the latest QS, ARWU or THE tables",
            "在最新QS、ARWU或THE科技學科排名中首100位的院校",
        ),
        "other": ("Another institution", "其他院校"),
    },
    noun=("the institution that awarded the degree", "頒授學位的院校"),
)
science = yes_no(
    "talent.science",
    en="Is the degree in science, technology, engineering or mathematics?",
    zh_hant="學位是否屬科學、科技、工程或數學學科？",
    yes=(
        "the degree is in science, technology, engineering or mathematics",
        "學位屬科學、科技、工程或數學學科",
    ),
    no=(
        "the degree is not in science, technology, engineering or mathematics",
        "學位不屬科學、科技、工程或數學學科",
    ),
)
may_work = yes_no(
    "talent.may_work",
    en="May the person legally work in Hong Kong?",
    zh_hant="是否可合法在香港工作？",
    register="immigration-department",
    yes=("the person may legally work in Hong Kong", "該人士可合法在香港工作"),
    no=("the person may not legally work in Hong Kong", "該人士不可合法在香港工作"),
)
owner_or_relative = yes_no(
    "talent.owner_or_relative",
    en="Is the person an owner, partner, shareholder or manager of the applicant, or a relative of one?",
    zh_hant="是否申請者的東主、合夥人、股東、管理人員或其親屬？",
    yes=(
        "the person is an owner, partner, shareholder or manager of the applicant, or a relative of one",
        "該人士為申請者的東主、合夥人、股東、管理人員或其親屬",
    ),
    no=(
        "the person is neither an owner, partner, shareholder or manager of the applicant nor a relative of one",
        "該人士並非申請者的東主、合夥人、股東、管理人員或其親屬",
    ),
)
months = number(
    "talent.months",
    en="For how many months is the person engaged?",
    zh_hant="聘用期為多少個月？",
    unit="months",
    most=120,
    example="24",
    noun=("the length of the engagement", "聘用月數"),
)
engaged = items(
    "talents.engaged",
    en="Which graduates are engaged at the same time? List those already engaged first.",
    zh_hant="同一時間聘用哪些畢業生？請先列出已聘用者。",
    fields=(degree, institution, science, may_work, owner_or_relative, months),
    most=100,
    noun=("the graduates", "畢業生"),
)
