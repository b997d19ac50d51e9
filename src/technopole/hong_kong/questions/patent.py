"""The first patent of a company or an inventor."""

from technopole.rules.language import amount, boxes, yes_no

_WHAT = boxes(
    "patent",
    en="Which of these is true? Tick everything that applies.",
    zh_hant="以下哪些屬實？請選出所有適用者。",
)

direct_cost = amount(
    "patent.direct_cost",
    en="What does the patent application cost directly after approval, its search and assessment included?",
    zh_hant="獲批後專利申請的直接費用（包括檢索及評審）是多少？",
    example="200000",
    noun=("the direct cost of the patent application", "專利申請的直接費用"),
    most=100_000_000,
)
owned_before = yes_no(
    "patent.owned_before",
    en="The applicant has owned a patent, in any country or territory",
    zh_hant="申請者曾在任何國家或地區擁有專利",
    register="intellectual-property-department",
    group=_WHAT,
    yes=("the applicant has owned a patent", "申請者曾擁有專利"),
    no=("the applicant has never owned a patent", "申請者從未擁有專利"),
)
granted_before = yes_no(
    "patent.granted_before",
    en="The applicant has had the Patent Application Grant",
    zh_hant="申請者曾獲專利申請資助",
    register="innovation-and-technology-commission",
    group=_WHAT,
    yes=("the applicant has had the Patent Application Grant", "申請者曾獲專利申請資助"),
    no=("the applicant has never had the Patent Application Grant", "申請者從未獲專利申請資助"),
)
related_company_granted = yes_no(
    "patent.related_company_granted",
    en="A related company has had the grant: one with a common shareholder of 50%, or with the same shareholders",
    zh_hant="有關連公司（有持股50%的共同股東，或股東完全相同）曾獲該資助",
    group=_WHAT,
    yes=("a related company has had the grant", "有關連公司曾獲該資助"),
    no=("no related company has had the grant", "沒有關連公司曾獲該資助"),
)
