"""The post for which a graduate is engaged."""

from technopole.rules.language import amount, day, form, number, yes_no

_WHAT = form(
    "employment",
    en="What are the terms of the employment?",
    zh_hant="聘用條件如何？",
)

starts_on = day(
    "employment.starts_on",
    group=_WHAT,
    en="When does the employment start?",
    zh_hant="僱用於何時開始？",
    noun=("the start of the employment", "僱用開始日期"),
)
monthly_salary = amount(
    "employment.monthly_salary",
    group=_WHAT,
    en="What is the monthly salary?",
    zh_hant="月薪是多少？",
    example="18000",
    noun=("the monthly salary", "月薪"),
    most=10_000_000,
)
months = number(
    "employment.months",
    group=_WHAT,
    en="How many months does the employment last?",
    zh_hant="僱用期為多少個月？",
    unit="months",
    most=600,
    example="18",
    noun=("the length of the employment", "僱用月數"),
)
months_in_hong_kong = number(
    "employment.months_in_hong_kong",
    group=_WHAT,
    en="How many months of the employment are spent in Hong Kong?",
    zh_hant="僱用期內有多少個月在香港工作？",
    unit="months",
    most=600,
    example="9",
    noun=("the number of months spent in Hong Kong", "在香港工作的月數"),
)
innovation_and_technology = yes_no(
    "employment.innovation_and_technology",
    en="Is it a post in innovation and technology?",
    zh_hant="是否創科職位？",
    yes=("the post is in innovation and technology", "職位屬創科職位"),
    no=("the post is not in innovation and technology", "職位不屬創科職位"),
)
