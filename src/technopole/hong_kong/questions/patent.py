"""The first patent of a company or an inventor."""

from technopole.hong_kong.questions.company import TRUE_OF_IT
from technopole.rules.language import amount, yes_no

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
    en="Has owned a patent before, in any country or territory",
    zh_hant="曾在任何國家或地區擁有專利",
    register="intellectual-property-department",
    group=TRUE_OF_IT,
    yes=("the applicant has owned a patent", "申請者曾擁有專利"),
    no=("the applicant has never owned a patent", "申請者從未擁有專利"),
)
granted_before = yes_no(
    "patent.granted_before",
    en="Has had the Patent Application Grant before",
    zh_hant="曾獲專利申請資助",
    register="innovation-and-technology-commission",
    group=TRUE_OF_IT,
    yes=("the applicant has had the Patent Application Grant", "申請者曾獲專利申請資助"),
    no=("the applicant has never had the Patent Application Grant", "申請者從未獲專利申請資助"),
)
related_company_granted = yes_no(
    "patent.related_company_granted",
    en="Has a related company that had the Patent Application Grant: one with a common shareholder of 50%, or "
    "with the same shareholders",
    zh_hant="有關連公司（有持股50%的共同股東，或股東完全相同）曾獲專利申請資助",
    group=TRUE_OF_IT,
    yes=("a related company has had the grant", "有關連公司曾獲該資助"),
    no=("no related company has had the grant", "沒有關連公司曾獲該資助"),
)
