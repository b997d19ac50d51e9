"""The home that the person bought in Hong Kong."""

from technopole.rules.language import amount, boxes, choice, day, yes_no

TRUE_OF_IT = boxes(
    "home",
    en="Which of these is true? Tick everything that applies.",
    zh_hant="以下哪些屬實？請選出所有適用者。",
)

acquired_on = day(
    "home.acquired_on",
    en="When was the home bought?",
    zh_hant="於何時購入該住宅？",
    why=(
        "The day of purchase decides which duties were paid and whether they can be refunded.",
        "購入日期決定當時須繳的稅款及可否退還。",
    ),
    noun=("the day of purchase", "購入日期"),
)
value = amount(
    "home.value",
    en="What did the home cost, or what was it worth if that was more?",
    zh_hant="該住宅的代價或價值（以較高者為準）是多少？",
    example="6000000",
    noun=("the value of the home", "住宅價值"),
    most=10_000_000_000,
)
admission_scheme = choice(
    "home.admission_scheme",
    en="Under which arrangement was the person in Hong Kong when buying the home?",
    zh_hant="購入該住宅時，是根據哪項入境安排在港？",
    options={
        "general-employment-policy": ("General Employment Policy", "一般就業政策"),
        "admission-scheme-for-mainland-talents-and-professionals": (
            "Admission Scheme for Mainland Talents and Professionals",
            "輸入內地人才計劃",
        ),
        "quality-migrant-admission-scheme": (
            "Quality Migrant Admission Scheme",
            "優秀人才入境計劃",
        ),
        "technology-talent-admission-scheme": (
            "Technology Talent Admission Scheme",
            "科技人才入境計劃",
        ),
        "immigration-arrangements-for-non-local-graduates": (
            "Immigration Arrangements for Non-local Graduates",
            "非本地畢業生留港／回港就業安排",
        ),
        "admission-scheme-for-the-second-generation": (
            "Admission Scheme for the Second Generation of Chinese Hong Kong Permanent Residents",
            "輸入中國籍香港永久性居民第二代計劃",
        ),
        "top-talent-pass-scheme": ("Top Talent Pass Scheme", "高端人才通行證計劃"),
        "other": ("Another arrangement, or none", "其他安排或沒有"),
    },
    register="immigration-department",
    noun=("the arrangement of entry", "入境安排"),
)
owned_another = yes_no(
    "home.owned_another",
    en="The person owned another home in Hong Kong when buying this one",
    zh_hant="購入該住宅時，擁有香港其他住宅",
    register="land-registry",
    group=TRUE_OF_IT,
    yes=(
        "the person owned another home in Hong Kong when buying this one",
        "申請人購入該住宅時擁有香港其他住宅",
    ),
    no=(
        "the person owned no other home in Hong Kong when buying this one",
        "申請人購入該住宅時沒有香港其他住宅",
    ),
)
other_sold_in_time = yes_no(
    "home.other_sold_in_time",
    en="The only other home was sold within 12 months of the assignment of this one",
    zh_hant="唯一的其他住宅在該住宅轉讓契日期後12個月內售出",
    register="land-registry",
    group=TRUE_OF_IT,
    yes=(
        "the only other home was sold within 12 months of the assignment of this one",
        "唯一的其他住宅在該住宅轉讓契日期後12個月內售出",
    ),
    no=(
        "the only other home was not sold within 12 months of the assignment of this one",
        "唯一的其他住宅沒有在該住宅轉讓契日期後12個月內售出",
    ),
)
still_owned = yes_no(
    "home.still_owned",
    en="The person still owns the home",
    zh_hant="仍然擁有該住宅",
    register="land-registry",
    group=TRUE_OF_IT,
    yes=("the person still owns the home", "申請人仍然擁有該住宅"),
    no=("the person no longer owns the home", "申請人已不再擁有該住宅"),
)
