"""The transfer of personal data across the boundary."""

from technopole.rules.language import choice, day, yes_no

starts_on = day(
    "data_transfer.starts_on",
    en="From which day is the standard contract to be used?",
    zh_hant="擬由何日起採用標準合同？",
    today=True,
    noun=("the first day of the contract's use", "開始採用標準合同的日期"),
)
direction = choice(
    "data_transfer.direction",
    en="Where does the personal data go?",
    zh_hant="個人資料傳送往何處？",
    options={
        "to-hong-kong": (
            "From a Mainland city of the Greater Bay Area to Hong Kong",
            "由大灣區內地城市到香港",
        ),
        "from-hong-kong": (
            "From Hong Kong to a Mainland city of the Greater Bay Area",
            "由香港到大灣區內地城市",
        ),
        "other": ("Elsewhere", "其他"),
    },
    noun=("the direction of the transfer", "傳送方向"),
)
consented = yes_no(
    "data_transfer.consented",
    en="Do both sides adopt the contract of their own will, with the consent that it asks for?",
    zh_hant="雙方是否自願採用合同，並已取得所需同意？",
    yes=(
        "both sides adopt the contract voluntarily and with the consent that it asks for",
        "雙方自願採用合同，並已取得所需同意",
    ),
    no=(
        "the contract is not adopted voluntarily and with the consent that it asks for",
        "雙方並非自願採用合同，或未取得所需同意",
    ),
)
