"""What the applicant has had before."""

from technopole.rules.language import amount, number

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
