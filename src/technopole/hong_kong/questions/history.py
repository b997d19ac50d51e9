"""What the applicant has had before."""

from technopole.hong_kong.questions.home import TRUE_OF_IT as TRUE_OF_THE_HOME
from technopole.hong_kong.questions.project import TRUE_OF_IT
from technopole.rules.language import amount, number, yes_no

nifs_running_projects = number(
    "history.nifs_running_projects",
    en="How many projects of the New Industrialisation Funding Scheme is the applicant running now?",
    zh_hant="申請者現正進行多少個新型工業化資助計劃項目？",
    unit="projects",
    most=100,
    example="0",
    register="innovation-and-technology-commission",
    noun=(
        "the number of running projects of the New Industrialisation Funding Scheme",
        "進行中的新型工業化資助計劃項目數目",
    ),
    why=(
        "Only so many projects may run at a time.",
        "可同時進行的項目數目設有上限。",
    ),
)
nifs_running_funding = amount(
    "history.nifs_running_funding",
    en="How much was granted for the running projects of the New Industrialisation Funding Scheme?",
    zh_hant="進行中的新型工業化資助計劃項目共獲批多少資助？",
    example="0",
    register="innovation-and-technology-commission",
    noun=("the amount granted for the running projects", "進行中項目的資助額"),
    why=(
        "What was granted before counts towards a ceiling.",
        "此前批出的款額計入上限。",
    ),
)
incubation_applied_in_intake = yes_no(
    "history.incubation_applied_in_intake",
    en="Is also put to the Cyberport Incubation Programme in the same intake",
    zh_hant="在同期亦申請數碼港培育計劃",
    register="hong-kong-cyberport-management-company-limited",
    group=TRUE_OF_IT,
    yes=(
        "the project is also put to the Cyberport Incubation Programme in the same intake",
        "項目在同期亦申請數碼港培育計劃",
    ),
    no=(
        "the project is not also put to the Cyberport Incubation Programme in the same intake",
        "項目沒有在同期亦申請數碼港培育計劃",
    ),
)
stamp_duty_refunded = yes_no(
    "history.stamp_duty_refunded",
    en="The person has had a refund under this arrangement before",
    zh_hant="曾根據此安排獲退還印花稅",
    why=(
        "Each incoming talent may have it for one home only.",
        "每名外來人才只可就一個住宅申請。",
    ),
    register="inland-revenue-department",
    group=TRUE_OF_THE_HOME,
    yes=(
        "the person has had a refund under this arrangement before",
        "申請人曾根據此安排獲退還印花稅",
    ),
    no=(
        "the person has had no refund under this arrangement before",
        "申請人未曾根據此安排獲退還印花稅",
    ),
)
qianhai_rewards_this_year = amount(
    "history.qianhai_rewards_this_year",
    en="How much reward for investing in Hong Kong has the applicant had from Qianhai this year, in renminbi?",
    zh_hant="申請者今年已獲前海投資香港獎勵多少人民幣？",
    unit="RMB",
    example="0",
    noun=("the amount of rewards from Qianhai this year", "今年已獲的前海獎勵"),
    why=(
        "Rewards have a ceiling for each year.",
        "獎勵設有每年上限。",
    ),
)
nias_projects = number(
    "history.nias_projects",
    en="How many projects has the New Industrialisation Acceleration Scheme already supported for the applicant?",
    zh_hant="申請者已獲新型工業加速計劃支援多少個項目？",
    unit="projects",
    most=100,
    example="0",
    register="innovation-and-technology-commission",
    noun=(
        "the number of projects supported before by the New Industrialisation Acceleration Scheme",
        "已獲新型工業加速計劃支援的項目數目",
    ),
    why=(
        "An enterprise may have only so many projects.",
        "每間企業的項目數目設有上限。",
    ),
)
nias_granted = amount(
    "history.nias_granted",
    en="How much has the New Industrialisation Acceleration Scheme already granted the applicant?",
    zh_hant="申請者已獲新型工業加速計劃批出多少資助？",
    example="0",
    register="innovation-and-technology-commission",
    noun=(
        "what the New Industrialisation Acceleration Scheme has granted before",
        "已獲新型工業加速計劃批出的資助額",
    ),
    why=(
        "What was granted before counts towards a ceiling.",
        "此前批出的款額計入上限。",
    ),
)
tvp_projects = number(
    "history.tvp_projects",
    en="How many projects has the Technology Voucher Programme approved, for the applicant and its related entities?",
    zh_hant="科技券已為申請者及其相關實體批准多少個項目？",
    unit="projects",
    most=100,
    example="0",
    why=(
        "Entities that share a shareholder of 30% or more count as one.",
        "有同一股東持股三成或以上的實體視作同一申請者。",
    ),
    register="innovation-and-technology-commission",
    noun=(
        "the number of projects approved by the Technology Voucher Programme",
        "科技券已批項目數目",
    ),
)
tvp_granted = amount(
    "history.tvp_granted",
    en="How much has the Technology Voucher Programme approved for the applicant and its related entities?",
    zh_hant="科技券已為申請者及其相關實體批出多少資助？",
    example="0",
    register="innovation-and-technology-commission",
    noun=("what the Technology Voucher Programme approved before", "科技券已批資助額"),
    why=(
        "What was granted before counts towards a ceiling.",
        "此前批出的款額計入上限。",
    ),
    most=100_000_000,
)
tvp_running_projects = number(
    "history.tvp_running_projects",
    en="How many of the applicant's Technology Voucher projects are still running?",
    zh_hant="申請者有多少個科技券項目仍在進行？",
    unit="projects",
    most=100,
    example="0",
    register="innovation-and-technology-commission",
    noun=("the number of voucher projects still running", "進行中的科技券項目數目"),
)
dtspp_granted = amount(
    "history.dtspp_granted",
    en="How much has the Digital Transformation Support Pilot Programme already granted the applicant?",
    zh_hant="申請者已獲數碼轉型支援先導計劃批出多少資助？",
    example="0",
    register="hong-kong-cyberport-management-company-limited",
    noun=(
        "what the Digital Transformation Support Pilot Programme has granted before",
        "已獲數碼轉型支援先導計劃批出的資助額",
    ),
    why=(
        "What was granted before counts towards a ceiling.",
        "此前批出的款額計入上限。",
    ),
    most=100_000_000,
)
