"""Cyberport's other schemes: markets, landing, e-sports, smart living, young founders, its fund.

Too little of their rules is published to compute an answer; what is known of each stands here.
"""

from technopole.rules.language import applying, date, described, gap, known

_S4 = "legco-2021, Annex (4)"

SCHEME = described(
    "other-cyberport-schemes",
    code="CYB-OTHER",
    en="Other Cyberport schemes",
    zh_hant="數碼港其他計劃",
    summary=(
        "Help for Cyberport's start-ups and tenants with new markets, settling in, e-sports, smart living and investment.",
        "協助數碼港初創企業及租戶拓展市場、落戶、發展電競及智慧生活業務，以及取得投資。",
    ),
    run_by="hong-kong-cyberport-management-company-limited",
    confirmed=date(2023, 11, 13),
    applying=applying(
        en="Apply to Cyberport. Open to start-ups, tenants, multinational firms and e-sports firms, each by its scheme.",
        zh_hant="向數碼港申請。按計劃分別開放予初創企業、租戶、跨國企業及電競企業。",
        address="https://www.cyberport.hk",
        reference=f"{_S4}, lines 903-961",
    ),
    known=(
        known(
            en="Overseas/Mainland Market Development Support Scheme: up to 200,000 dollars for an eligible start-up, as the 2018 Budget announced.",
            zh_hant="海外及內地市場推廣支援計劃：按2018年財政預算案，每間合資格初創企業最多20萬元。",
            reference="CYB_B18, Budget extract",
        ),
        known(
            en="The same scheme had approved 61 applications by October 2021.",
            zh_hant="該計劃至2021年10月已批准61宗申請。",
            reference=f"{_S4}, lines 921-925",
        ),
        known(
            en="Easy Landing Scheme, since 2018: as proposed then, up to one million dollars or half of the rent for up to five years.",
            zh_hant="Easy Landing計劃自2018年起推行：按當時建議，最多100萬元或租金一半，為期最長五年。",
            reference="CYB_RON, Easy Landing paragraph",
        ),
        known(
            en="E-sports: 100 million dollars were injected in 2018.",
            zh_hant="電競：2018年注資1億元。",
            reference=f"{_S4}, lines 945-947",
        ),
        known(
            en="The E-sports Industry Facilitation Scheme and the E-sports Internship Scheme began in April 2019; by October 2021 they had approved 144 projects and 79 posts for interns.",
            zh_hant="電競產業支援計劃及電競實習計劃於2019年4月推出；至2021年10月已批准144個項目及79個實習職位。",
            reference=f"{_S4}, lines 949-961",
        ),
        known(
            en="Cyberport Macro Fund: 400 million dollars in 2021; by October 2021, 162 million invested in 20 companies beside 1,418 million of private money.",
            zh_hant="數碼港投資創業基金：2021年規模達4億元；至2021年10月已向20間公司投資1.62億元，帶動私人投資14.18億元。",
            reference=f"{_S4}, lines 931-943",
        ),
        known(
            en="An incubation programme for smart living start-ups was to open by end-2023.",
            zh_hant="智慧生活初創培育計劃預定於2023年年底前推出。",
            reference="legco-2023, Annex 1 (3), line 161",
        ),
        known(
            en="For it the 2023-24 Budget announced 265 million dollars: up to 500,000 for a start-up, about 90 start-ups a year for five years.",
            zh_hant="2023-24年度財政預算案為此宣布撥款2.65億元：每間初創企業最多50萬元，五年間每年約90間。",
            reference="HK01_LH, last paragraph",
        ),
        known(
            en="Cyberport's young entrepreneurship programme with Guangdong was widened to the Greater Bay Area by December 2022.",
            zh_hant="數碼港粵港青年創業計劃至2022年12月已擴展為大灣區青年創業計劃。",
            reference="blueprint-2022, line 889",
        ),
    ),
    gaps=(
        gap(
            en="For two schemes only the values of their announcement were found, for the e-sports schemes none.",
            zh_hant="其中兩項計劃只有公布時的數值，電競計劃則未有資料。",
        ),
    ),
    also=(
        "overseas-mainland-market-development-support-scheme",
        "easy-landing-scheme",
        "e-sports-development-at-cyberport",
        "e-sports-industry-facilitation-scheme",
        "e-sports-internship-scheme",
        "cyberport-macro-fund",
        "cyberport-incubation-programme-for-smart-living-start-ups",
        "cyberport-greater-bay-area-young-entrepreneurship-programme",
    ),
)
