"""The investment and who makes it."""

from technopole.rules.language import amount, choice, yes_no

qianhai_enterprise = yes_no(
    "investment.qianhai_enterprise",
    en="Is the applicant a Qualified Domestic Investment Enterprise in Qianhai?",
    zh_hant="申請者是否前海的合格境內投資者境外投資企業？",
    register="qianhai-authority-of-the-shenzhen-municipality",
    yes=(
        "the applicant is a Qualified Domestic Investment Enterprise in Qianhai",
        "申請者屬前海合格境內投資者境外投資企業",
    ),
    no=(
        "the applicant is not a Qualified Domestic Investment Enterprise in Qianhai",
        "申請者並非前海合格境內投資者境外投資企業",
    ),
)
amount_in_renminbi = amount(
    "investment.amount_in_renminbi",
    en="How much does the applicant actually invest, in renminbi?",
    zh_hant="申請者實際投資多少人民幣？",
    unit="RMB",
    example="10000000",
    noun=("the amount invested", "實際投資額"),
)
target = choice(
    "investment.target",
    en="What is invested in? Take the first that fits.",
    zh_hant="投資對象是甚麼？請選首個適用者。",
    options={
        "located": (
            "An enterprise located in the Hong Kong Science Park or Cyberport",
            "位於香港科學園或數碼港的企業",
        ),
        "incubated": (
            "A project admitted to the incubation programmes of the Science Park or Cyberport",
            "獲科學園或數碼港培育計劃取錄的項目",
        ),
        "itf-funded": (
            "A project funded by the Innovation and Technology Fund",
            "獲創新及科技基金資助的項目",
        ),
        "other": ("Something else", "其他"),
    },
    noun=("what is invested in", "投資對象"),
)
