"""What the applicant plans: ticked together, for each scheme supports one kind of plan."""

from technopole.rules.language import yes_no

_WHAT = "plans"

research = yes_no(
    "plans.research",
    en="Carry out research and development",
    zh_hant="進行研究及發展",
    group=_WHAT,
)
production_line = yes_no(
    "plans.production_line",
    en="Set up or equip production in Hong Kong",
    zh_hant="在香港設立或添置生產設施",
    group=_WHAT,
)
