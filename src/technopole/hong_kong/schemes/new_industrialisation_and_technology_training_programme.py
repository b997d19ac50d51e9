"""New Industrialisation and Technology Training Programme: part of the fee of a course in advanced technology.

Until October 2023 the Reindustrialisation and Technology Training Programme. Run by the Innovation and
Technology Commission; the Vocational Training Council is its secretariat.
"""

from technopole.hong_kong.questions import applicant, application, company, plans, training
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    bare,
    condition,
    counted,
    date,
    days_between,
    each,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    term,
    window,
)

# 1  A share of the fee, and a ceiling for each financial year. The day on which the course starts selects
#    both. Both were cut at some time after 2024 and by 10 January 2026.
share = parameter(
    "share",
    "times",
    en="Government's share of the fee",
    zh_hant="政府承擔的學費比例",
    event=training.course_starts_on,
    values={
        "2018-08": (Fraction(2, 3), "factsheet-2025, lines 279-283"),
        "2025-01-01/2026-01-10": (Fraction(1, 2), "NITTP_26, paragraph 1", "medium"),
    },
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a company may receive in a financial year",
    zh_hant="每間公司每財政年度最高資助額",
    event=training.course_starts_on,
    values={
        "2018-08": (500_000, "TTS_18, item 2"),
        "2025-01-01/2026-01-10": (250_000, "NITTP_26, paragraph 1", "medium"),
    },
)

# 2  Who is trained: permanent residents with the background, once a year, who attend.
qualification = parameter(
    "qualification",
    "scale",
    en="Level of the Qualifications Framework",
    zh_hant="資歷架構級別",
    event=training.course_starts_on,
    values={"<=2024": (3, "NITTP_DIHK, item 2(d)", "medium")},
)
work_if_qualified = parameter(
    "work_if_qualified",
    "years",
    en="Related work of a trainee who holds that level",
    zh_hant="具備該級別的學員所需相關工作年資",
    event=training.course_starts_on,
    values={"<=2024": (1, "NITTP_DIHK, item 2(d)", "medium")},
)
work_otherwise = parameter(
    "work_otherwise",
    "years",
    en="Related work of any other trainee",
    zh_hant="其他學員所需相關工作年資",
    event=training.course_starts_on,
    values={"<=2024": (2, "NITTP_DIHK, item 2(d)", "medium")},
)
attendance = parameter(
    "attendance",
    "percent",
    en="Lowest attendance",
    zh_hant="最低出席率",
    event=training.course_starts_on,
    values={"<=2024": (70, "NITTP_DIHK, item 4", "medium")},
)
once_a_year = parameter(
    "once_a_year",
    "boolean",
    en="An employee is supported for one course a financial year",
    zh_hant="每名僱員每財政年度只可獲資助一個課程",
    no=(
        "an employee may be supported for several courses a financial year",
        "每名僱員每財政年度可獲資助多於一個課程",
    ),
    event=training.course_starts_on,
    values={"<=2026-01-10": (True, "NITTP_26, paragraph 1", "medium")},
)

# 3  When to apply: some weeks before the course.
lead_time = parameter(
    "lead_time",
    "weeks",
    en="Application before the course starts",
    zh_hant="須於開課前提交申請",
    event=training.course_starts_on,
    values={"<=2024": (5, "NITTP_VTC, Training grant")},
)

trained_enough = (
    (each(training.qualification_level) >= qualification)
    & (each(training.years_of_work) >= work_if_qualified)
) | (each(training.years_of_work) >= work_otherwise)
counts = (
    each(training.permanent_resident)
    & trained_enough
    & (each(training.attendance) >= attendance)
    & (~once_a_year | ~each(training.supported_this_year))
)
trainees = counted(training.trainees, counts, unit="persons")
share_of_fees = bare(trainees) * training.course_fee * share
left_this_year = greatest(ceiling - training.granted_this_year, 0)

SCHEME = scheme(
    "new-industrialisation-and-technology-training-programme",
    code="NITTP",
    en="New Industrialisation and Technology Training Programme",
    zh_hant="新型工業化及科技培訓計劃",
    summary=(
        "Pays part of the fee when a company trains its staff in advanced technology.",
        "企業派員接受先進科技培訓，可獲資助部分學費。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2026, 1, 10),
    window=window(
        training.course_starts_on,
        first="2018-08",
        reference="legco-2021, Annex (6), lines 1081-1095",
        says=("Courses have been supported since August 2018.", "自2018年8月起資助課程。"),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company or other business applies, not a government body.",
            zh_hant="由公司或其他商業機構申請；政府機構不得申請。",
            reference="NITTP_ITF, eligibility",
        ),
        condition(
            "plan",
            plans.train_staff,
            en="It plans to train staff in advanced technology.",
            zh_hant="申請者計劃為員工提供先進科技培訓。",
            reference="NITTP_ITF, eligibility",
        ),
        condition(
            "registered",
            company.business_registered,
            en="The applicant holds a business registration.",
            zh_hant="申請者持有商業登記。",
            reference="NITTP_ITF, eligibility",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="The applicant is not subvented.",
            zh_hant="申請者並非受資助機構。",
            reference="NITTP_ITF, eligibility",
        ),
        condition(
            "course",
            training.course_registered,
            en="The course is registered, or a tailor-made one that is approved with the grant.",
            zh_hant="課程已登記，或屬隨資助申請一併審批的度身訂造課程。",
            reference="NITTP_VTC, Course registration",
        ),
        condition(
            "in_time",
            days_between(application.submitted_on, training.course_starts_on)
            >= bare(lead_time) * 7,
            en="The application is made early enough before the course starts.",
            zh_hant="申請於開課前的限期內提交。",
            reference="NITTP_VTC, Training grant",
        ),
        condition(
            "trainees",
            counted(training.trainees, counts) >= 1,
            en="At least one trainee is a permanent resident with the background, attends enough and has not "
            "had another course this financial year.",
            zh_hant="最少一名學員為香港永久性居民，具備所需背景及出席率，並於本財政年度未獲資助其他課程。",
            reference="NITTP_ITF, eligibility",
        ),
    ),
    awards=(
        award(
            "grant",
            least(share_of_fees, left_this_year),
            en="Grant: the Government's share of the fees of the trainees who count, at most what is left of the "
            "year's ceiling.",
            zh_hant="資助額：按政府比例承擔合資格學員的學費，以全年上限的餘額為限。",
            reference="NITTP_ITF, eligibility",
            within=(ceiling, share_of_fees),
            rises_with=(training.course_fee,),
        ),
    ),
    applying=applying(
        en="Apply to the secretariat at the Vocational Training Council before the course starts; a panel under the "
        "Innovation and Technology Training Board decides. Claim within two months of the end of the course.",
        zh_hant="於開課前向職業訓練局秘書處申請，由創新及科技訓練委員會轄下小組審批；課程完結後兩個月內申領款項。",
        address="https://nittp.vtc.edu.hk/page/detail/39",
        reference="NITTP_VTC, How to apply",
    ),
    known=(
        known(
            en="From August 2018 until October 2023 it was called the Reindustrialisation and Technology Training Programme.",
            zh_hant="計劃由2018年8月至2023年10月稱為再工業化及科技培訓計劃。",
            reference="legco-2021, Annex (6), lines 1081-1095; legco-2023, Annex 1 (5), line 169",
        ),
        known(
            en="A public course is registered at least four months before it starts.",
            zh_hant="公開課程須於開課前最少四個月登記。",
            reference="NITTP_VTC, Course registration",
        ),
        known(
            en="A provider of public courses needs two years of experience.",
            zh_hant="公開課程主辦機構須具兩年經驗。",
            reference="NITTP_ITF, first paragraphs",
        ),
        known(
            en="The administration of the programme was revamped on 30 October 2023.",
            zh_hant="計劃的行政安排於2023年10月30日革新。",
            reference="NITTP_AGI, What is NITTP",
        ),
    ),
    gaps=(
        gap(
            en="When the share fell from two-thirds to a half and the ceiling from $500,000 to $250,000 is not "
            "published, nor whether applications or courses of that day on are meant; an officer of the "
            "Commission stated the new values in January 2026.",
            zh_hant="資助比例由三分之二減至一半、上限由50萬元減至25萬元的日期，以及以申請還是開課日期為準，"
            "均沒有公布；創新科技署人員於2026年1月說明新數值。",
        ),
        gap(
            en="How two-thirds of a fee is rounded is not stated; here it is rounded down to the cent.",
            zh_hant="學費三分之二如何取整沒有說明；此處向下計至仙位。",
        ),
        gap(
            en="A course provider says that at most half of the grant is paid first; no official page was seen.",
            zh_hant="有課程機構指首期款項最多為資助額的一半；未見官方資料。",
        ),
        gap(
            en="The factsheet counts trainings (49,560) and the Yearbook people (26,860) for the same $672 million; "
            "the paper of 2021 and that of 2023 lie far apart.",
            zh_hant="就同一筆6.72億元，《香港便覽》計算培訓次數（49,560），《香港年報》計算人數（26,860）；"
            "2021年與2023年文件的數字相差甚遠。",
        ),
    ),
    terms=(
        term(
            trainees,
            en="the number of trainees who count",
            zh_hant="合資格學員人數",
        ),
    ),
)
