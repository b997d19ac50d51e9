"""Innovation and Technology Fund for Application in Elderly and Rehabilitation Care: technology for
homes.

Run by the Social Welfare Department. Who may apply is known, what is given is not.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "innovation-and-technology-fund-for-application-in-elderly-and-rehabilitation-care",
    code="ELDERTECH",
    en="Innovation and Technology Fund for Application in Elderly and Rehabilitation Care",
    zh_hant="樂齡及康復創科應用基金",
    summary=(
        "Helps elderly and rehabilitation services to buy, rent or try technology products.",
        "資助安老及康復服務單位購置、租用或試用科技產品。",
    ),
    run_by="social-welfare-department",
    confirmed=date(2024, 3, 28),
    applying=applying(
        en="Apply to the Social Welfare Department while a tranche is open; the tenth ran from 28 March to 31 July 2024.",
        zh_hant="於申請期內向社會福利署申請；第十期為2024年3月28日至7月31日。",
        address="https://swd.gov.hk/en/pubsvc/rehab/cat_fundtrustfinaid/itfund/index.html",
        reference="EL_SWD, News 1",
    ),
    known=(
        known(
            en="Subsidised elderly and rehabilitation units may apply.",
            zh_hant="受資助的安老及康復服務單位可申請。",
            reference="EL_SWD, Eligibility",
        ),
        known(
            en="Private homes without subsidy may apply since September 2022, to buy and to rent; before that they could not.",
            zh_hant="非受資助的私營院舍自2022年9月起可申請購置及租用；之前不可申請。",
            reference="EL_SWD, Eligibility",
        ),
        known(
            en="The Fund has one billion dollars since December 2018.",
            zh_hant="基金自2018年12月起設10億元。",
            reference="EL_SWD, Introduction",
        ),
        known(
            en="The 2023 Policy Address adds another billion dollars in 2024-25.",
            zh_hant="2023年施政報告宣布於2024-25年度再注資10億元。",
            reference="EL_PA23, item 1",
        ),
        known(
            en="The first tranche ran from 3 December 2018 to 28 February 2019.",
            zh_hant="首期申請為2018年12月3日至2019年2月28日。",
            reference="EL_N18, paragraph 4",
        ),
        known(
            en="The Blueprint lets residential homes buy technology products with the Fund's subsidies.",
            zh_hant="《藍圖》提出院舍可利用基金資助購置科技產品。",
            reference="blueprint-2022, Strategy (6) Rec. (4), line 833",
        ),
    ),
    gaps=(
        gap(
            en="The ceilings for a unit were not found.",
            zh_hant="每個單位的資助上限未有資料。",
        ),
    ),
)
