"""Digital Transformation Support Pilot Programme: half the price of ready-made digital tools for small firms.

Run by the Digital Policy Office with Cyberport as its secretariat. The day of submission selects the
values. They were first seen in force some day in 2024; applications ended in May 2025.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    history,
    plans,
    project,
)
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    condition,
    date,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  Who: small firms of two trades, then of four.
sectors = parameter(
    "sectors",
    None,
    en="Trades supported",
    zh_hant="支援的行業",
    event=application.submitted_on,
    values={
        "2023-12": (
            frozenset({"retail", "food-and-beverage"}),
            "legco-2023, Annex 1 (6), line 182",
        ),
        "2024-12": (
            frozenset({"retail", "food-and-beverage", "tourism", "personal-services"}),
            "yearbook-2024, Smart City and Digital Economy, line 133",
        ),
    },
)
employees_below = parameter(
    "employees_below",
    "persons",
    en="Full-time employees must be fewer than",
    zh_hant="全職僱員須少於",
    event=application.submitted_on,
    values={"2024": (50, "DT_SITE, Eligibility")},
)

# 2  How much: half of the price, at most what is left of the ceiling.
share = parameter(
    "share",
    "times",
    en="Government's share of the price",
    zh_hant="政府承擔的價格比例",
    event=application.submitted_on,
    values={"2024": (Fraction(1, 2), "yearbook-2024, Smart City and Digital Economy, line 133")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a firm may receive",
    zh_hant="每間企業最高資助額",
    event=application.submitted_on,
    values={"2024": (50_000, "DT_GMT, paragraph 2")},
)

left = greatest(ceiling - history.dtspp_granted, 0)
grant = least(project.solution_price * share, left)

SCHEME = scheme(
    "digital-transformation-support-pilot-programme",
    code="DTSPP",
    en="Digital Transformation Support Pilot Programme",
    zh_hant="數碼轉型支援先導計劃",
    summary=(
        "Paid half the price of ready-made digital tools for small firms in consumer trades, at most 50,000 dollars.",
        "資助消費行業中小企採用現成數碼方案的一半費用，上限5萬元。",
    ),
    run_by="digital-policy-office",
    confirmed=date(2026, 2, 25),
    window=window(
        application.submitted_on,
        first="2023-12/2024-11",
        last="2025-05",
        reference="LCQ26, question preamble; legco-2023, Annex 1 (6), line 182",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A business applies.",
            zh_hant="由企業申請。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "plan",
            plans.adopt_technology,
            en="It plans to adopt digital solutions.",
            zh_hant="申請者計劃採用數碼方案。",
            reference="yearbook-2024, Smart City and Digital Economy, line 133",
        ),
        condition(
            "sector",
            company.sector.is_in(sectors),
            en="It is in a trade that the programme supports.",
            zh_hant="申請者屬計劃支援的行業。",
            reference="yearbook-2024, Smart City and Digital Economy, line 133",
        ),
        condition(
            "substantive",
            company.substantive_business,
            en="It carries on substantive business in that trade in Hong Kong.",
            zh_hant="申請者在香港有該行業的實質業務運作。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "registered",
            company.business_registered | company.hawker_licence,
            en="It is registered as a business or holds a fixed-pitch hawker licence.",
            zh_hant="申請者持有商業登記或固定攤位小販牌照。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "small",
            company.employees < employees_below,
            en="It has fewer full-time employees than the limit.",
            zh_hant="全職僱員人數少於上限。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "not_listed",
            ~company.listed,
            en="It is no listed company.",
            zh_hant="申請者並非上市公司。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "not_statutory",
            ~company.statutory_body,
            en="It is no statutory body.",
            zh_hant="申請者並非法定機構。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="It is no subvented organisation.",
            zh_hant="申請者並非受資助機構。",
            reference="DT_SITE, Eligibility",
        ),
        condition(
            "listed_solution",
            project.solution_listed,
            en="The solution is on the programme's list.",
            zh_hant="方案在計劃的名單上。",
            reference="DT_FAQ, solution pricing",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: the Government's share of the price, at most what is left of the ceiling.",
            zh_hant="資助額：按政府比例承擔價格，以上限餘額為限。",
            reference="DT_GMT, paragraph 2",
            within=(ceiling, project.solution_price * share),
            rises_with=(project.solution_price,),
        ),
    ),
    applying=applying(
        en="Applications ended in May 2025. They went in batches to Cyberport, the programme's secretariat.",
        zh_hant="申請已於2025年5月截止；先前分批由秘書處數碼港處理。",
        address="https://dtspp.cyberport.hk",
        reference="DT_SITE, Eligibility; LCQ26, question preamble",
    ),
    known=(
        known(
            en="Of a subscription at most 24 months are supported. A basic package costs at most 100,000 dollars, of a "
            "subscription its fee for 24 months.",
            zh_hant="訂閱服務最多資助24個月。基本方案的價格上限為10萬元（訂閱服務以24個月費用計）。",
            reference="DT_FAQ, General and solution pricing",
        ),
        known(
            en="Until 25 February 2026 it funded 8,799 small and medium enterprises; 300 million dollars more and a new "
            "round, with tools for artificial intelligence and cyber security, were planned then.",
            zh_hant="截至2026年2月25日已資助8,799間中小企；當時擬再撥3億元推出新一輪，涵蓋人工智能及網絡安全方案。",
            reference="DT_GMT, paragraphs 1-2",
        ),
    ),
    gaps=(
        gap(
            en="The factsheet names the programme without “Pilot”; the other documents with it.",
            zh_hant="便覽中的名稱沒有「先導」二字，其他文件則有。",
        ),
        gap(
            en="No document of the Government that was read states the ceiling of 50,000 dollars; a news page does.",
            zh_hant="所讀政府文件沒有載明5萬元上限，該數字來自新聞網頁。",
        ),
        gap(
            en="The programme's page counts employees of the group for members of a group, but the text was cut off; here "
            "related companies are included.",
            zh_hant="計劃網頁指集團成員以集團僱員計算，惟文字不全；此處計入關連公司。",
        ),
        gap(
            en="The day in December 2024 on which tourism and personal services joined, and the days on which "
            "applications began and ended, were not found.",
            zh_hant="旅遊及個人服務於2024年12月哪一天納入，以及申請的起訖日期，均未找到。",
        ),
        gap(
            en="A vendor's page asks to carry the solution out within six months of approval; too weak a source to "
            "decide by.",
            zh_hant="有服務商網頁稱須於獲批後六個月內完成；來源不足為據。",
        ),
    ),
)
