"""Who asks for support."""

from technopole.rules.language import choice

kind = choice(
    "applicant.kind",
    en="Who would apply?",
    zh_hant="由誰申請？",
    why=(
        "Each scheme is for some of these only.",
        "每項計劃只開放予其中部分申請者。",
    ),
    options={
        "company": ("A company or other business", "公司或其他商業機構"),
        "person": (
            "A person: student, graduate, professional, buyer of a home",
            "個人：學生、畢業生、專業人士或置業人士",
        ),
        "university": ("A university or a team in one", "大學或其團隊"),
        "research-centre": (
            "A public research centre, key laboratory or other public institute",
            "公營研發中心、重點實驗室或其他公營機構",
        ),
        "school": ("A primary or secondary school", "小學或中學"),
        "non-profit": (
            "A charity, association or other non-profit organisation",
            "慈善機構、商會或其他非牟利機構",
        ),
        "investor": (
            "A venture fund, angel investor or fund manager",
            "創投基金、天使投資者或基金管理人",
        ),
    },
)
