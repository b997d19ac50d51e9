"""General Support Programme: projects without research that lift industry and the culture of innovation.

How much it pays was not found, so no rule runs. Run by the Innovation and Technology Commission.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "general-support-programme",
    code="GSP",
    en="General Support Programme",
    zh_hant="一般支援計劃",
    summary=(
        "Pays for projects other than research that upgrade industry, spread innovation culture or popular science.",
        "資助非研發項目，以提升產業、推廣創科文化及科普。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 12, 31),
    applying=applying(
        en="Apply to the Commission all the year; there are two rounds of assessment. The vetting committee may invite the "
        "applicant to a meeting; the Commissioner approves.",
        zh_hant="全年接受申請，每年評審兩輪。評審委員會或邀請申請者出席會議，由創新科技署署長批准。",
        address="https://www.itf.gov.hk/en/funding-programmes/fostering-culture/gsp/",
        reference="GSP_ITF, Application",
    ),
    known=(
        known(
            en="An organisation in Hong Kong may apply: an association, a public body, a charity under section 88, a "
            "university, a District Council or a company.",
            zh_hant="香港機構均可申請：團體、公共機構、第88條慈善機構、大學、區議會或公司。",
            reference="GSP_ITF, FAQ",
        ),
        known(
            en="It pays for talks, exhibitions, seminars and workshops, among others.",
            zh_hant="資助講座、展覽、研討會及工作坊等活動。",
            reference="blueprint-2022, Strategy (4) Rec. (1), line 624",
        ),
        known(
            en="Applications by 31 October 2024 were assessed from February to May 2025, later ones from June to September "
            "2025.",
            zh_hant="2024年10月31日或之前的申請於2025年2月至5月評審，其後的於2025年6月至9月評審。",
            reference="GSP_ITF, Application",
        ),
    ),
    gaps=(
        gap(
            en="The share and the ceiling of its grants were not found.",
            zh_hant="未找到資助比例及上限。",
        ),
        gap(
            en="The figures for the end of 2024 are missing from the stored text of the factsheet.",
            zh_hant="所存《香港便覽》文本缺少2024年年底的數字。",
        ),
    ),
)
