"""GBA Standard Contract: a model contract for personal data that come from the Mainland part of the
Greater Bay Area to Hong Kong.

Agreed by the Innovation, Technology and Industry Bureau with the Cyberspace Administration of China.
"""

from technopole.hong_kong.questions import applicant, company, data_transfer, plans
from technopole.rules.language import (
    applying,
    condition,
    date,
    gap,
    known,
    parameter,
    scheme,
    window,
)

# 1  First for pilot sectors, then for all.
pilot_sectors = parameter(
    "pilot_sectors",
    None,
    en="Sectors of the pilot",
    zh_hant="試行界別",
    event=data_transfer.starts_on,
    values={
        "2023-12": (frozenset({"finance", "healthcare"}), "legco-2023, para 23, line 106", "medium")
    },
)
all_sectors = parameter(
    "all_sectors",
    "boolean",
    en="All sectors may use it",
    zh_hant="適用於所有界別",
    no=("only the sectors of the pilot may use it", "只限試行界別採用"),
    event=data_transfer.starts_on,
    values={
        "1990-01-01": (False, "factsheet-2025, lines 474-476"),
        "2024-11": (True, "factsheet-2025, lines 474-476"),
    },
)

SCHEME = scheme(
    "gba-standard-contract",
    code="GBASC",
    en="Standard Contract for the Cross-boundary Flow of Personal Information Within the Guangdong-Hong Kong-Macao Greater Bay Area (Mainland, Hong Kong)",
    zh_hant="《粵港澳大灣區（內地、香港）個人信息跨境流動標準合同》",
    summary=(
        "A voluntary model contract that makes it easier to bring personal data from Mainland cities of the Greater Bay Area to Hong Kong.",
        "自願採用的合同範本，便利個人資料由大灣區內地城市流動到香港。",
    ),
    run_by="innovation-technology-and-industry-bureau",
    confirmed=date(2025, 3, 31),
    window=window(
        data_transfer.starts_on,
        first="2023-12",
        reference="factsheet-2025, lines 467-474",
        says=(
            "The measure has been open since December 2023.",
            "措施自2023年12月起推行。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in(
                "company", "university", "research-centre", "school", "non-profit", "investor"
            ),
            en="An organisation uses it.",
            zh_hant="由機構採用。",
            reference="factsheet-2025, lines 467-474",
        ),
        condition(
            "transfer",
            plans.transfer_personal_data,
            en="It plans to move personal data across the boundary within the Greater Bay Area.",
            zh_hant="機構計劃在大灣區內跨境傳送個人資料。",
            reference="factsheet-2025, lines 467-474",
        ),
        condition(
            "direction",
            data_transfer.direction.is_in("to-hong-kong"),
            en="The data go from a Mainland city of the Greater Bay Area to Hong Kong; the other way, the Personal Data (Privacy) Ordinance governs.",
            zh_hant="資料由大灣區內地城市傳送到香港；由香港傳出則受《個人資料（私隱）條例》規管。",
            reference="factsheet-2025, lines 471-479",
        ),
        condition(
            "sector",
            all_sectors | company.sector.is_in(pilot_sectors),
            en="Its sector is in the pilot, or all sectors are.",
            zh_hant="所屬界別在試行範圍內，或措施已適用於所有界別。",
            reference="factsheet-2025, lines 474-476",
        ),
        condition(
            "consent",
            data_transfer.consented,
            en="It is adopted voluntarily and on the basis of consent.",
            zh_hant="以自願及同意為基礎採用。",
            reference="factsheet-2025, lines 467-474",
        ),
    ),
    applying=applying(
        en="Adopting the contract is voluntary; the Innovation, Technology and Industry Bureau, through the Digital Policy Office, runs the measure with the Cyberspace Administration of China.",
        zh_hant="自願採用；措施由創新科技及工業局（數字政策辦公室）與國家互聯網信息辦公室推行。",
        reference="factsheet-2025, lines 467-474",
    ),
    known=(
        known(
            en="It follows the memorandum on cross-boundary data flow in the Greater Bay Area of June 2023.",
            zh_hant="措施源自2023年6月簽署的《關於促進粵港澳大灣區數據跨境流動的合作備忘錄》。",
            reference="legco-2023, para 22",
        ),
    ),
    gaps=(
        gap(
            en="The factsheet does not name the pilot sectors; the paper of 2023 aimed at services such as finance and healthcare, which stand here for them.",
            zh_hant="《香港便覽》沒有列明試行界別；2023年文件以金融及醫療等服務為目標，此處以此為準。",
        ),
    ),
)
