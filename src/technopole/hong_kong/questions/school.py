"""The school that holds activities."""

from technopole.rules.language import amount, choice, day, yes_no

level = choice(
    "school.level",
    en="Is it a primary or a secondary school?",
    zh_hant="是小學還是中學？",
    options={
        "primary": ("A primary school", "小學"),
        "secondary": ("A secondary school", "中學"),
    },
    register="education-bureau",
    noun=("the school", "學校"),
)
finance_type = choice(
    "school.finance_type",
    en="How is the school financed?",
    zh_hant="學校屬哪種資助類別？",
    options={
        "government": ("A government school", "官立學校"),
        "aided": ("An aided school", "資助學校"),
        "caput": ("A caput school", "按位津貼學校"),
        "direct-subsidy": ("A Direct Subsidy Scheme school", "直接資助計劃學校"),
        "private": ("A private school: or any other", "私立學校：或其他學校"),
    },
    register="education-bureau",
    noun=("the school", "學校"),
)
granted_this_round = amount(
    "school.granted_this_round",
    en="How much has the school been granted in the present round of the programme?",
    zh_hant="學校在本輪計劃已獲批多少資助？",
    example="0",
    register="digital-policy-office",
    noun=("what was granted in this round", "本輪已批資助額"),
    most=100_000_000,
    why=(
        "A school has a ceiling for each round.",
        "每所學校每輪設有上限。",
    ),
)
hardware_only = yes_no(
    "school.hardware_only",
    en="Is the money asked for hardware alone?",
    zh_hant="是否只申請購置硬件？",
    yes=("the money is asked for hardware alone", "申請只為購置硬件"),
    no=("the money is not asked for hardware alone", "申請並非只為購置硬件"),
)
activities_end_on = day(
    "school.activities_end_on",
    en="When do the activities end?",
    zh_hant="活動於何時結束？",
    noun=("the end of the activities", "活動結束日期"),
)
one_off_requested = amount(
    "school.one_off_requested",
    en="How much is asked for as a one-off grant?",
    zh_hant="申請多少一次過撥款？",
    example="150000",
    noun=("the one-off grant asked for", "申請的一次過撥款"),
    most=100_000_000,
)
operating_requested = amount(
    "school.operating_requested",
    en="How much is asked for running the activities?",
    zh_hant="申請多少營運撥款？",
    example="200000",
    noun=("what is asked for running the activities", "申請的營運撥款"),
    most=100_000_000,
)
excluded_items = yes_no(
    "school.excluded_items",
    en="Is part of the money asked for study tours outside Hong Kong, training of teachers or "
    "information technology for ordinary teaching?",
    zh_hant="申請是否包括境外考察團、教師培訓或一般教學所用的資訊科技？",
    yes=("part of the money is asked for what is excluded", "申請包括不獲資助的項目"),
    no=(
        "no money is asked for study tours outside Hong Kong, training of teachers or information technology for ordinary teaching",
        "申請不包括境外考察團、教師培訓或一般教學所用的資訊科技",
    ),
)
