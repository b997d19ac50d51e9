"""The person who applies, or whom the applicant engages."""

from technopole.hong_kong.questions.incubation import PROGRAMMES
from technopole.rules.language import amount, choice, date, day, form, number, yes_no

_WORK_AND_STUDY = form(
    "work_and_study",
    en="What has the person studied and earned so far?",
    zh_hant="該人士的學歷、工作經驗及收入如何？",
)

age = number(
    "person.age",
    group=PROGRAMMES,
    en="How old is the person who applies, in full years?",
    zh_hant="申請人年滿多少歲？",
    unit="years_of_age",
    most=120,
    example="28",
    noun=("the person's age", "申請人年齡"),
    why=(
        "Some schemes are for certain ages only.",
        "部分計劃設有年齡限制。",
    ),
)
residence = choice(
    "person.residence",
    en="What is the person's status in Hong Kong? Take the first that fits.",
    zh_hant="該人士在香港屬哪種身分？請選首個適用者。",
    options={
        "permanent": ("A Hong Kong permanent resident", "香港永久性居民"),
        "seven-years": (
            "A resident permitted to remain for seven years or more",
            "獲准逗留不少於七年的香港居民",
        ),
        "resident": (
            "Another resident with a Hong Kong identity card",
            "其他持有香港身份證的居民",
        ),
        "none": ("None of these", "以上皆非"),
    },
    register="immigration-department",
    noun=("the person", "該人士"),
    why=(
        "Some schemes are for residents, or for permanent residents, only.",
        "部分計劃只供香港居民或永久性居民申請。",
    ),
)
graduated_on = day(
    "person.graduated_on",
    group=_WORK_AND_STUDY,
    en="When was the person's degree awarded?",
    zh_hant="於何時獲頒學位？",
    noun=("the day of graduation", "獲頒學位日期"),
    why=(
        "Some schemes are for recent graduates.",
        "部分計劃只供應屆或近年畢業生申請。",
    ),
    first=date(1930, 1, 1),
)
place_of_study = choice(
    "person.place_of_study",
    group=_WORK_AND_STUDY,
    en="Where did the person study full-time for the degree?",
    zh_hant="在何處全日制修讀該學位？",
    options={
        "hong-kong": ("In Hong Kong", "香港"),
        "gba-campus": (
            "On a campus of a Hong Kong university in the Mainland part of the Greater Bay Area",
            "香港的大學在大灣區內地城市的校園",
        ),
        "elsewhere": ("Elsewhere", "其他地方"),
    },
    noun=("the place of study", "修讀地點"),
)
top_talent_degree = yes_no(
    "person.top_talent_degree",
    en="Does the person have a bachelor's degree from a university on the list of the Top Talent Pass Scheme?",
    zh_hant="該人士是否持有高端人才通行證計劃名單上的大學所頒授的學士學位？",
    yes=(
        "the person has a bachelor's degree from a university on the list of the Top Talent Pass Scheme",
        "申請人持有高端人才通行證計劃名單上的大學所頒授的學士學位",
    ),
    no=(
        "the person has no bachelor's degree from a university on the list of the Top Talent Pass Scheme",
        "申請人沒有高端人才通行證計劃名單上的大學所頒授的學士學位",
    ),
)
work_months_in_five_years = number(
    "person.work_months_in_five_years",
    group=_WORK_AND_STUDY,
    en="How many months of work experience has the person from the past five years?",
    zh_hant="過去五年內有多少個月工作經驗？",
    unit="months",
    most=60,
    example="40",
    noun=("the number of months of work in the past five years", "過去五年的工作月數"),
)
income_last_year = amount(
    "person.income_last_year",
    group=_WORK_AND_STUDY,
    en="How much did the person earn in the past year, in Hong Kong dollars?",
    zh_hant="過去一年的收入為多少港元？",
    example="900000",
    noun=("the income of the past year", "過去一年的收入"),
    why=(
        "One category of the Top Talent Pass Scheme goes by income.",
        "高端人才通行證計劃其中一類以收入為準。",
    ),
    most=10_000_000_000,
)
top_talent_recent_graduates = number(
    "person.top_talent_recent_graduates",
    elsewhere=True,
    en="How many people has category C of the Top Talent Pass Scheme admitted so far this year?",
    zh_hant="高端人才通行證計劃C類本年度至今已批准多少人？",
    why=(
        "Category C has a yearly quota, first come, first served.",
        "C類設年度配額，先到先得。",
    ),
    unit="persons",
    most=1_000_000,
    example="4000",
    register="immigration-department",
    noun=(
        "the number of persons admitted under category C so far this year",
        "本年度至今循C類獲批的人數",
    ),
)
