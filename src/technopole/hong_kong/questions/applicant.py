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
        "company": (
            "A business: company, partnership or sole trader",
            "商業機構：公司、合夥或獨資經營",
        ),
        "person": (
            "A person: student, graduate, professional, buyer of a home and the like",
            "個人：學生、畢業生、專業人士、置業人士等",
        ),
        "university": ("A university: its teams included", "大學：包括其團隊"),
        "research-centre": (
            "A public research body: research centre, key laboratory or other public institute",
            "公營科研機構：研發中心、重點實驗室或其他公營機構",
        ),
        "school": ("A school: primary or secondary", "學校：小學或中學"),
        "non-profit": (
            "A non-profit organisation: charity, association and the like",
            "非牟利機構：慈善機構、商會等",
        ),
        "investor": (
            "An investor: venture fund, angel investor or fund manager",
            "投資者：創投基金、天使投資者或基金管理人",
        ),
    },
    noun=("the applicant", "申請者"),
)
organisation = choice(
    "applicant.organisation",
    en="What kind of organisation is the applicant? Take the first that fits.",
    zh_hant="申請者屬哪類機構？請選首個適用者。",
    options={
        "swd-subvented-ngo": (
            "A non-governmental organisation subvented by the Social Welfare Department",
            "獲社會福利署資助的非政府機構",
        ),
        "public-body": (
            "A public body under the Prevention of Bribery Ordinance (Cap. 201)",
            "《防止賄賂條例》（第201章）所指的公共機構",
        ),
        "professional-body": ("A professional body", "專業團體"),
        "trade-association": ("A trade or industrial association", "工商組織"),
        "tax-exempt-social-service": (
            "A social service organisation exempt from tax under section 88",
            "根據第88條獲豁免繳稅的社會服務機構",
        ),
        "other": ("Another organisation", "其他機構"),
    },
    noun=("the organisation", "機構"),
)
