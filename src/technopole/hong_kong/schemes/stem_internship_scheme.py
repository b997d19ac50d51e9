"""STEM Internship Scheme: an allowance for each day of a student's short internship.

Run by the Innovation and Technology Commission through the universities, which set rules of their own.
"""

from technopole.hong_kong.questions import applicant, internship, plans, study
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    bare,
    condition,
    date,
    days_between,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    term,
    window,
)

# 1  An allowance for each day: a thirtieth of the rate for thirty days.
allowance = parameter(
    "allowance",
    HKD,
    en="Allowance for thirty days",
    zh_hant="每30日津貼額",
    event=internship.starts_on,
    values={
        "2020-06": (10_500, "STEM_CU22, first paragraph"),
        "2022-12-20/2023-09": (11_190, "STEM_HKU, Student Allowance"),
    },
)

# 2  How short and how long: a least length, and a most for each academic year.
shortest = parameter(
    "shortest",
    "days",
    en="Shortest internship, in consecutive calendar days",
    zh_hant="實習最短日數（連續曆日）",
    event=internship.starts_on,
    values={"2020-06": (28, "STEM_HKU, Internship Requirements")},
)
most_a_year = parameter(
    "most_a_year",
    "days",
    en="Most days paid in an academic year, from 1 September to 31 August",
    zh_hant="每學年（9月1日至8月31日）最多獲發津貼日數",
    event=internship.starts_on,
    values={"2020-06": (90, "STEM_HKU, Student Allowance")},
)

# 3  Internships at research centres are open to students of universities elsewhere too.
open_to_others = parameter(
    "open_to_others",
    "boolean",
    en="Students of universities elsewhere may be interns at research centres",
    zh_hant="非本地大學學生可於研發中心實習",
    no=("only students of local universities may be interns", "只限本地大學學生實習"),
    event=internship.starts_on,
    values={"<=2022-12": (True, "factsheet-2025, lines 265-271")},
)

days = days_between(internship.starts_on, internship.ends_on) + 1
days_left = bare(most_a_year) - bare(internship.days_paid)
payable = greatest(least(days, days_left), 0)
a_day = allowance * Fraction(1, 30)

SCHEME = scheme(
    "stem-internship-scheme",
    code="STEM",
    en="STEM Internship Scheme",
    zh_hant="創科實習計劃",
    summary=(
        "Pays students of science, technology, engineering and mathematics an allowance for a short internship.",
        "資助修讀科學、科技、工程及數學的學生參與短期實習。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 12, 31),
    window=window(
        internship.starts_on,
        first="2020-06",
        reference="blueprint-2022, Strategy (5) Target 01, line 670",
        says=(
            "Internships have been supported since June 2020.",
            "自2020年6月起資助實習。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("person"),
            en="A student applies, through the university.",
            zh_hant="由學生經大學申請。",
            reference="factsheet-2025, lines 260-265",
        ),
        condition(
            "plan",
            plans.internship,
            en="The student plans a short internship.",
            zh_hant="學生計劃參與短期實習。",
            reference="factsheet-2025, lines 260-265",
        ),
        condition(
            "student",
            study.stem_programme
            & (study.local_university | (internship.at_research_centre & open_to_others)),
            en="The student studies such a subject full-time at a local university; at a research centre funded "
            "by the Government or the Productivity Council, students of universities elsewhere may come too.",
            zh_hant="學生在本地大學全日制修讀相關學科；如於政府資助的研發中心或生產力促進局實習，"
            "亦可為非本地大學學生。",
            reference="factsheet-2025, lines 260-271",
        ),
        condition(
            "place",
            study.local_student | internship.in_hong_kong,
            en="A non-local student works in Hong Kong.",
            zh_hant="非本地學生須在香港實習。",
            reference="STEM_OV, Eligibility of Students",
        ),
        condition(
            "full_time",
            internship.full_time,
            en="The internship is full-time.",
            zh_hant="實習屬全職。",
            reference="STEM_HKU, Internship Requirements",
        ),
        condition(
            "length",
            days >= bare(shortest),
            en="The internship is long enough.",
            zh_hant="實習期不少於最短日數。",
            reference="STEM_HKU, Internship Requirements",
        ),
    ),
    awards=(
        award(
            "allowance",
            payable * a_day,
            en="Allowance: for each day, as far as days of the academic year are left.",
            zh_hant="津貼：按日計算，以學年內餘下日數為限。",
            reference="STEM_HKU, Student Allowance",
            within=(bare(most_a_year) * a_day,),
        ),
    ),
    applying=applying(
        en="Apply to the university, which vets the place; the Commission reimburses the university. The "
        "employer may pay more on top.",
        zh_hant="向所屬大學申請，由大學審核實習機構，創新科技署其後向大學發還款項。僱主可另加津貼。",
        reference="STEM_SMU, Allowance and Funding",
    ),
    known=(
        known(
            en="One university takes 35 hours a week for full-time.",
            zh_hant="有大學以每周35小時為全職。",
            reference="STEM_HKU, Internship Requirements",
        ),
        known(
            en="One university does not support a second internship with the same employer in a year.",
            zh_hant="有大學不資助同一年內在同一僱主的第二次實習。",
            reference="STEM_CU22, eligibility bullets",
        ),
        known(
            en="At one university at most 40% of the interns may be non-local students, by its page of February 2024; "
            "by that of September 2023 it was 30%.",
            zh_hant="有大學於2024年2月的網頁規定非本地學生最多佔實習生四成，2023年9月的網頁則為三成。",
            reference="STEM_HKU, Student's Eligibility",
        ),
    ),
    gaps=(
        gap(
            en="When the allowance rose from $10,500 to $11,190 is not known: after 19 December 2022 and by "
            "September 2023. Here the day on which the internship starts selects it.",
            zh_hant="津貼由10,500元增至11,190元的日期不詳，應在2022年12月19日之後、2023年9月或之前；"
            "此處以實習開始日期決定。",
        ),
        gap(
            en="The older allowance is stated by the month; a thirtieth of it for each day is derived here.",
            zh_hant="舊津貼額只按月列出；此處以其三十分之一作每日津貼。",
        ),
        gap(
            en="The same employer twice in a year and the share of non-local students are rules of universities; "
            "ask your own.",
            zh_hant="一年內在同一僱主實習兩次及非本地學生比例屬個別大學的規定，請向所屬大學查詢。",
        ),
        gap(
            en="How an internship that runs across 31 August is split between two academic years is not stated.",
            zh_hant="實習跨越8月31日時如何分入兩個學年，文件沒有說明。",
        ),
        gap(
            en="The factsheet counts 15,500 internships by November 2024, the Yearbook over 16,000 by the end of 2024.",
            zh_hant="《香港便覽》指至2024年11月有15,500個實習，《香港年報》則指至2024年年底超過16,000個。",
        ),
    ),
    terms=(
        term(
            payable,
            en="the number of days that are paid",
            zh_hant="獲發津貼的日數",
        ),
    ),
)
