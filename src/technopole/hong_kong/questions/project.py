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
