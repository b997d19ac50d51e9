"""What the applicant has had before."""

from technopole.rules.language import amount, number, yes_no

nifs_running_projects = number(
    "history.nifs_running_projects",
    en="How many projects of the New Industrialisation Funding Scheme is it running now?",
    zh_hant="現正進行多少個新型工業化資助計劃項目？",
    unit="projects",
    most=100,
    example="0",
    register="innovation-and-technology-commission",
)
nifs_running_funding = amount(
    "history.nifs_running_funding",
    en="How much was granted for these running projects?",
    zh_hant="這些進行中項目共獲批多少資助？",
    example="0",
    register="innovation-and-technology-commission",
)
incubation_applied_in_intake = yes_no(
    "history.incubation_applied_in_intake",
    en="Is the same project also put to the Cyberport Incubation Programme in the same intake?",
    zh_hant="同一項目是否在同期亦申請數碼港培育計劃？",
    register="hong-kong-cyberport-management-company-limited",
)
stamp_duty_refunded = yes_no(
    "history.stamp_duty_refunded",
    en="Has the person had a refund under this arrangement before?",
    zh_hant="是否曾根據此安排獲退還印花稅？",
    why=(
        "Each incoming talent may have it for one home only.",
        "每名外來人才只可就一個住宅申請。",
    ),
    register="inland-revenue-department",
)
qianhai_rewards_this_year = amount(
    "history.qianhai_rewards_this_year",
    en="How much reward for investing in Hong Kong has it had from Qianhai this year, in renminbi?",
    zh_hant="今年已獲前海投資香港獎勵多少人民幣？",
    unit="RMB",
    example="0",
)
