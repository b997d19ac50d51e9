"""The first patent of a company or an inventor."""

from technopole.rules.language import amount, yes_no

direct_cost = amount(
    "patent.direct_cost",
    en="What does the patent application cost directly after approval, its search and assessment included?",
    zh_hant="獲批後專利申請的直接費用（包括檢索及評審）是多少？",
    example="200000",
    noun=("the direct cost of the patent application", "專利申請的直接開支"),
)
owned_before = yes_no(
    "patent.owned_before",
    en="Has the applicant ever owned a patent, in any country or territory?",
    zh_hant="申請者是否曾在任何國家或地區擁有專利？",
    register="intellectual-property-department",
)
granted_before = yes_no(
    "patent.granted_before",
    en="Has the applicant ever had the Patent Application Grant?",
    zh_hant="申請者是否曾獲專利申請資助？",
    register="innovation-and-technology-commission",
)
related_company_granted = yes_no(
    "patent.related_company_granted",
    en="Has a related company had the Patent Application Grant: one with a common shareholder of 50%, or "
    "with the same shareholders?",
    zh_hant="是否有關連公司（有持股50%的共同股東或股東完全相同）曾獲專利申請資助？",
)
