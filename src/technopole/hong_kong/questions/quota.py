"""The people for whom a company asks a quota, to bring them in from outside Hong Kong."""

from technopole.hong_kong.questions.talents import degree
from technopole.rules.language import amount, day, form, items, number, yes_no

_DAYS = form(
    "quota_days",
    en="When was the quota issued, and when is the visa applied for?",
    zh_hant="配額於何時發出，簽證於何時申請？",
)
_FIGURES = form(
    "quota",
    en="How many persons has the company had, and how many does it engage beside them?",
    zh_hant="公司已獲多少配額，另聘多少人？",
)

top_university = yes_no(
    "talent.top_university",
    en="Is it a degree in science, technology, engineering or mathematics from one of the top 100 "
    "universities for these subjects (QS, THE or ARWU, latest table)?",
    zh_hant="該學位是否由QS、THE或ARWU最新的科學、科技、工程或數學排名百大院校頒授的相關學位？",
    yes=(
        "the degree is in science or technology from one of the top 100 universities",
        "學位由百大院校頒授，屬科技學科",
    ),
    no=(
        "the degree is not in science or technology from one of the top 100 universities",
        "學位並非由百大院校頒授的科技學科學位",
    ),
)
years_of_experience = number(
    "talent.years_of_experience",
    en="How many full years of work in that field has the person?",
    zh_hant="該人士有多少年相關工作經驗？",
    unit="years",
    most=60,
    noun=("the number of years of experience", "工作經驗年數"),
)
pay = amount(
    "talent.pay",
    en="What does the company pay the person a month?",
    zh_hant="公司每月支付該人士多少薪酬？",
    example="40000",
    noun=("the monthly pay", "月薪"),
    most=10_000_000,
)
market_pay = amount(
    "talent.market_pay",
    en="What is the usual monthly pay for such a post in Hong Kong?",
    zh_hant="本港同類職位的市場月薪是多少？",
    example="35000",
    noun=("the usual monthly pay", "市場月薪"),
    why=(
        "The pay must not be below what is usual.",
        "薪酬不得低於市場水平。",
    ),
    most=10_000_000,
)
talents = items(
    "quota.talents",
    en="Whom does the company bring in?",
    zh_hant="公司擬引入哪些人士？",
    fields=(degree, top_university, years_of_experience, pay, market_pay),
    most=100,
    noun=("the persons brought in", "擬引入人才"),
)
allotted_this_year = number(
    "quota.allotted_this_year",
    group=_FIGURES,
    en="For how many persons has the company been allotted a quota in the same year?",
    zh_hant="公司同年已獲分配多少個配額？",
    unit="persons",
    most=1000,
    example="0",
    register="innovation-and-technology-commission",
    noun=("the quota allotted in the same year", "同年已獲的配額"),
    why=(
        "A company may have only so many a year.",
        "每間公司每年的配額設有上限。",
    ),
)
local_employees = number(
    "quota.local_employees",
    group=_FIGURES,
    en="How many local full-time employees does the company engage beside the persons brought in?",
    zh_hant="除引入的人士外，公司另聘多少名本地全職僱員？",
    unit="persons",
    most=1000,
    example="2",
    noun=("the number of local employees engaged beside them", "另聘的本地全職僱員人數"),
    why=(
        "An earlier rule asked for local employees and interns.",
        "較早的規定要求同時聘用本地僱員及實習生。",
    ),
)
local_interns = number(
    "quota.local_interns",
    group=_FIGURES,
    en="How many local interns does the company engage beside the persons brought in?",
    zh_hant="除引入的人士外，公司另聘多少名本地實習生？",
    unit="persons",
    most=1000,
    example="4",
    noun=("the number of local interns engaged beside them", "另聘的本地實習生人數"),
)
issued = yes_no(
    "quota.issued",
    en="Has the quota already been issued?",
    zh_hant="配額是否已經發出？",
    register="innovation-and-technology-commission",
    yes=("the quota has been issued", "配額已經發出"),
    no=("the quota has not been issued yet", "配額尚未發出"),
)
issued_on = day(
    "quota.issued_on",
    group=_DAYS,
    en="When was the quota issued?",
    zh_hant="配額於何時發出？",
    register="innovation-and-technology-commission",
    noun=("the day on which the quota was issued", "配額發出日期"),
)
visa_filed_on = day(
    "quota.visa_filed_on",
    group=_DAYS,
    en="When is the visa applied for?",
    zh_hant="於何時申請簽證？",
    register="immigration-department",
    noun=("the day of the visa application", "簽證申請日期"),
)
