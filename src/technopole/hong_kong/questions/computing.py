"""The computing power that is asked for."""

from technopole.rules.language import amount, yes_no

list_price = amount(
    "computing.list_price",
    en="What is the list price of the computing power asked for?",
    zh_hant="所申請算力的定價是多少？",
    example="1000000",
    noun=("the list price of the computing power", "算力定價"),
)
exceptional = yes_no(
    "computing.exceptional",
    en="Does the Committee accept it as a special and exceptional case?",
    zh_hant="委員會是否接納為特殊及例外個案？",
    yes=("the Committee accepts the case as special and exceptional", "委員會接納個案屬特殊及例外"),
    no=(
        "the Committee does not accept the case as special and exceptional",
        "委員會不接納個案屬特殊及例外",
    ),
)
