"""The project that support is asked for."""

from technopole.rules.language import amount, number, yes_no

total_cost = amount(
    "project.total_cost",
    en="What does the project cost in all?",
    zh_hant="項目總成本是多少？",
    example="9000000",
)
duration_months = number(
    "project.duration_months",
    en="How many months does the project take?",
    zh_hant="項目為期多少個月？",
    unit="months",
    most=600,
    example="18",
)
smart_production_line = yes_no(
    "project.smart_production_line",
    en="Does it set up a new smart production line in Hong Kong?",
    zh_hant="是否在香港設立新的智能生產線？",
)
requested = amount(
    "project.requested",
    en="How much support is asked for?",
    zh_hant="申請多少資助？",
    example="3000000",
)
own_contribution = amount(
    "project.own_contribution",
    en="How much do the applicant and its sponsors pay into the project?",
    zh_hant="申請者及其贊助者為項目出資多少？",
    example="1500000",
)
digital_technology = yes_no(
    "project.digital_technology",
    en="Is it a project in digital technology?",
    zh_hant="是否數碼科技項目？",
)
eligible_cost = amount(
    "project.eligible_cost",
    en="How much of the project's cost is eligible for support?",
    zh_hant="項目有多少開支符合資助範圍？",
    example="1000000",
)
months_to_roll_out = number(
    "project.months_to_roll_out",
    en="After how many months is the project's result in use?",
    zh_hant="項目成果於多少個月後推出使用？",
    unit="months",
    most=600,
    example="12",
)
years_in_use = number(
    "project.years_in_use",
    en="For how many years in a row is it kept in use then?",
    zh_hant="推出後連續運作多少年？",
    unit="years",
    most=60,
    example="2",
)
one_off = yes_no(
    "project.one_off",
    en="Is it a one-off project, such as an event?",
    zh_hant="是否一次性項目，例如活動？",
)
profit_making = yes_no(
    "project.profit_making",
    en="Is the project meant to make a profit?",
    zh_hant="項目是否以牟利為目的？",
)
