"""Research Talent Hub: a monthly allowance for graduates engaged in research and development.

Run by the Innovation and Technology Commission since July 2020, when the Researcher Programme and
the Postdoctoral Hub became one. Up to four at a time; enterprises of the New Industrialisation
Acceleration Scheme may have 36 more, at one dollar for one. The day of engagement selects the values.
"""

from technopole.hong_kong.questions import applicant, plans, talents
from technopole.rules.language import (
    HKD,
    Fraction,
    Node,
    applying,
    award,
    bare,
    choose,
    combines,
    condition,
    counted,
    date,
    each,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    term,
    total,
    window,
)

# 1  The most that is paid a month, by degree. The day of the last rise is not known.
bachelor = parameter(
    "bachelor",
    HKD,
    en="Most a month for a bachelor",
    zh_hant="學士每月津貼上限",
    event=talents.engaged_on,
    values={
        "<=2019-02-26": (16_000, "UNW_19, paragraph 2", "medium"),
        "2019-02-27": (18_000, "RTH_20, maximum monthly allowances"),
        "2021-03-02/2024-09": (20_000, "RTH_NIAS, Key Features"),
    },
)
master = parameter(
    "master",
    HKD,
    en="Most a month for a master",
    zh_hant="碩士每月津貼上限",
    event=talents.engaged_on,
    values={
        "<=2019-02-26": (19_000, "UNW_19, paragraph 2", "medium"),
        "2019-02-27": (21_000, "RTH_20, maximum monthly allowances"),
        "2021-03-02/2024-09": (23_000, "RTH_NIAS, Key Features"),
    },
)
doctor = parameter(
    "doctor",
    HKD,
    en="Most a month for a doctor",
    zh_hant="博士每月津貼上限",
    event=talents.engaged_on,
    values={
        "2018-08-22": (32_000, "RTH_21, paragraph 3"),
        "2021-03-02/2024-09": (35_000, "RTH_NIAS, Key Features"),
    },
)
living = parameter(
    "living",
    HKD,
    en="Living allowance a month for a doctor",
    zh_hant="博士每月生活津貼",
    event=talents.engaged_on,
    values={
        "2018-08-22": (0, "RTH_21, paragraph 3"),
        "2021-03-02/2022-12": (10_000, "RTH_NIAS, Key Features"),
    },
)

# 2  For whom, and how long.
others_admitted = parameter(
    "others_admitted",
    "boolean",
    en="Bachelors and masters of leading institutions elsewhere count too",
    zh_hant="亦接受其他地方頂尖院校的學士及碩士",
    no=("of institutions elsewhere only doctors count", "其他地方院校的畢業生只限博士"),
    event=talents.engaged_on,
    values={
        "2018-08-22": (False, "RTH_21, paragraphs 1-2"),
        "2021-03-02": (True, "RTH_21, paragraphs 1-2"),
    },
)
longest = parameter(
    "longest",
    "months",
    en="Longest engagement of a talent",
    zh_hant="每名人才最長聘用期",
    event=talents.engaged_on,
    values={
        "2018-08-22": (24, "TTS_18, item 1", "medium"),
        "2019-02-27": (36, "RTH_21, paragraph 3; the start: UNW_19"),
    },
)

# 3  How many at one time: the first four in full, 36 more for the acceleration scheme at half.
FULLY_PAID = 4
WITH_FURTHER = 40
most_talents = parameter(
    "most_talents",
    "persons",
    en="Talents engaged at one time",
    zh_hant="同一時間聘用的人才數目",
    event=talents.engaged_on,
    values={"<=2024": (FULLY_PAID, "factsheet-2025, Talent, lines 250-253")},
)
further_talents = parameter(
    "further_talents",
    "persons",
    en="Further talents of an enterprise of the New Industrialisation Acceleration Scheme",
    zh_hant="獲新型工業加速計劃支援的企業可增聘的人才數目",
    event=talents.engaged_on,
    values={
        "2018-08-22": (0, "factsheet-2025, lines 255-260"),
        "2024-09": (WITH_FURTHER - FULLY_PAID, "factsheet-2025, lines 255-260"),
    },
)
further_share = parameter(
    "further_share",
    "times",
    en="Government's share of the allowance of further talents",
    zh_hant="政府就增聘人才承擔的津貼比例",
    event=talents.engaged_on,
    values={"2024-09": (Fraction(1, 2), "factsheet-2025, lines 257-260")},
)

is_doctor = each(talents.degree).is_in("doctor")
cap = choose(is_doctor, doctor, choose(each(talents.degree).is_in("master"), master, bachelor))
with_living = cap + choose(is_doctor, living, 0)
months = bare(least(each(talents.months), longest))
from_local = each(talents.institution).is_in("local")
from_leading = each(talents.institution).is_in("top-100")

accelerated = talents.stream.is_in("acceleration-scheme")
engaged = total(talents.engaged, 1)


def beyond_the_first(each_one: Node) -> Node:
    """An amount summed over the fifth and further talents."""
    all_of_them = total(talents.engaged, each_one, most=WITH_FURTHER)
    beyond = greatest(all_of_them - total(talents.engaged, each_one, most=FULLY_PAID), 0)
    # Where nobody is beyond the first, that is nothing, however open the amount of each may be.
    return choose(engaged > FULLY_PAID, beyond, 0)


first_monthly = total(talents.engaged, with_living, most=FULLY_PAID)
first_in_all = total(talents.engaged, with_living * months, most=FULLY_PAID)
further_monthly = choose(accelerated, beyond_the_first(cap) * further_share, 0)
further_in_all = choose(accelerated, beyond_the_first(cap * months) * further_share, 0)


SCHEME = scheme(
    "research-talent-hub",
    code="RTH",
    en="Research Talent Hub",
    zh_hant="研究人才庫",
    summary=(
        "Pays a monthly allowance for graduates engaged in research and development, up to three years each.",
        "資助聘用畢業生從事研發，按月發放津貼，每人最長三年。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    window=window(
        talents.engaged_on,
        first="2020-07",
        reference="legco-2021, Annex (5), lines 1015-1019",
        says=(
            "The engagement begins in July 2020 or later, when the hub is open.",
            "聘用於人才庫推出（2020年7月）後開始。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "university", "research-centre", "non-profit"),
            en="A company or organisation that does research in Hong Kong applies.",
            zh_hant="由在香港從事研發的公司或機構申請。",
            reference="factsheet-2025, Talent, lines 250-253",
        ),
        condition(
            "plan",
            plans.engage_research_talent,
            en="It plans to engage graduates for research and development.",
            zh_hant="申請者計劃聘用畢業生從事研發。",
            reference="factsheet-2025, Talent, lines 250-253",
        ),
        condition(
            "somebody",
            engaged >= 1,
            en="It engages one graduate or more.",
            zh_hant="聘用一名或以上畢業生。",
            reference="factsheet-2025, Talent, lines 250-253",
        ),
        condition(
            "quota",
            (engaged <= 1)
            | (
                engaged
                <= choose(
                    accelerated, bare(most_talents) + bare(further_talents), bare(most_talents)
                )
            ),
            en="It engages no more graduates at one time than the hub allows; one is always within that.",
            zh_hant="同一時間聘用的畢業生不超過計劃所准人數（聘用一名必在上限之內）。",
            reference="factsheet-2025, Talent, lines 250-260",
        ),
        condition(
            "science",
            counted(talents.engaged, ~each(talents.science)).equals(0),
            en="Each has a degree in science, technology, engineering or mathematics.",
            zh_hant="每名人才均持有科學、科技、工程或數學學科的學位。",
            reference="RTH_21, paragraphs 1-2",
        ),
        condition(
            "institution",
            counted(
                talents.engaged, ~(from_local | (from_leading & (is_doctor | others_admitted)))
            ).equals(0),
            en="Each degree is from a local university, or from an institution among the first 100 for science and "
            "technology (for bachelors and masters since 2 March 2021).",
            zh_hant="學位由本地大學頒授，或由科技學科排名首100位的院校頒授（學士及碩士自2021年3月2日起適用）。",
            reference="RTH_21, paragraphs 1-2",
        ),
        condition(
            "may_work",
            counted(talents.engaged, ~each(talents.may_work)).equals(0),
            en="Each may legally work in Hong Kong.",
            zh_hant="每名人才均可合法在香港工作。",
            reference="RTH_ITF, FAQ 1",
        ),
        condition(
            "unrelated",
            counted(talents.engaged, each(talents.owner_or_relative)).equals(0),
            en="None is an owner, partner, shareholder or manager of the applicant, or a relative of one.",
            zh_hant="並無人才屬申請者的東主、合夥人、股東、管理人員或其親屬。",
            reference="RTH_ITF, FAQ 1",
        ),
        condition(
            "duration",
            counted(talents.engaged, each(talents.months) > longest).equals(0),
            en="None is engaged for longer than the hub allows.",
            zh_hant="每名人才的聘用期均不超過上限。",
            reference="RTH_21, paragraph 3",
        ),
    ),
    awards=(
        award(
            "first_monthly",
            first_monthly,
            en="Allowance a month for the first four, at most: by degree, with the living allowance of doctors.",
            zh_hant="首四名人才的每月津貼上限：按學歷計算，博士另有生活津貼。",
            reference="RTH_NIAS, Key Features",
            paid=False,
        ),
        award(
            "further_monthly",
            further_monthly,
            en="Allowance a month for the fifth and further ones, at most: half of the ceiling, which the enterprise "
            "matches.",
            zh_hant="第五名及其後人才的每月津貼上限：最高津貼的一半，由企業等額配對。",
            reference="factsheet-2025, lines 255-260",
            paid=False,
        ),
        award(
            "allowances",
            first_in_all + further_in_all,
            en="Allowances for all over their months, at most.",
            zh_hant="全部人才在聘用期內的津貼總額上限。",
            reference="RTH_NIAS, Key Features",
        ),
    ),
    stacking=(
        combines(
            "technology-talent-admission-scheme",
            en="Those who entered under the Technology Talent Admission Scheme may be engaged.",
            zh_hant="可聘用經科技人才入境計劃來港的人才。",
            reference="RTH_ITF, FAQ 1",
        ),
        combines(
            "new-industrialisation-acceleration-scheme",
            en="Enterprises of the New Industrialisation Acceleration Scheme may engage 36 further talents (RTH-NIAS).",
            zh_hant="獲新型工業加速計劃支援的企業可增聘36名人才（RTH-NIAS）。",
            reference="factsheet-2025, lines 255-260",
        ),
    ),
    applying=applying(
        en="Apply to the Innovation and Technology Commission at any time.",
        zh_hant="可隨時向創新科技署申請。",
        address="https://www.itf.gov.hk/en/funding-programmes/nurturing-talent/research-talent-hub/"
        "research-talent-hub-for-itf-projects-rth-itf-/index.html",
        reference="RTH_ITF, FAQ 1",
    ),
    known=(
        known(
            en="Before July 2020 there were the Researcher Programme and the Postdoctoral Hub: from 9 March 2020 two "
            "researchers and two doctors a company.",
            zh_hant="2020年7月以前為研究員計劃及博士專才庫：自2020年3月9日起，每間公司可聘兩名研究員及兩名博士後人才。",
            reference="RTH_20, enhanced schemes; legco-2021, Annex (5), lines 1015-1019",
        ),
        known(
            en="It had funded about 14,200 posts by the end of 2024; the target is 18,500 approvals by 2027.",
            zh_hant="截至2024年底已資助約14,200個職位；目標是2027年累計批出18,500宗。",
            reference="factsheet-2025, lines 253-255; legco-2023, Annex 2 (2) item 8, line 224",
        ),
        known(
            en="The tables of leading institutions change every year; the latest ones hold.",
            zh_hant="頂尖院校名單每年更新，以最新公布者為準。",
            reference="RTH_21, paragraphs 1-2",
        ),
    ),
    gaps=(
        gap(
            en="Four at a time are four per company or organisation in the factsheet, per organisation or research "
            "project in the Yearbook; for funded projects list those of the project.",
            zh_hant="便覽以每間公司或機構計算四名上限，年報則以每間機構或每個研發項目計算；獲資助項目請只列該項目的人才。",
        ),
        gap(
            en="On which day the ceilings rose to 20,000, 23,000 and 35,000 dollars is not known: between 2 March 2021 "
            "and September 2024. The living allowance came between 2 March 2021 and December 2022.",
            zh_hant="津貼上限於2021年3月2日至2024年9月之間調高至20,000元、23,000元及35,000元，確實日期不詳；"
            "生活津貼則於2021年3月2日至2022年12月之間設立。",
        ),
        gap(
            en="Whether half of a further doctor's allowance includes the living allowance is not said; here it doesn't.",
            zh_hant="增聘博士的半額津貼是否包括生活津貼，文件沒有說明；此處不包括。",
        ),
        gap(
            en="Whether the allowance is limited to the salary that is paid is not said.",
            zh_hant="津貼是否以實際薪酬為限，文件沒有說明。",
        ),
    ),
    terms=(
        term(
            cap,
            en="the monthly ceiling of the degree",
            zh_hant="按學歷計算的每月津貼上限",
        ),
        term(
            with_living,
            en="the monthly ceiling with the living allowance",
            zh_hant="每月津貼上限連同生活津貼",
        ),
        term(
            months,
            en="the number of months that are paid",
            zh_hant="獲發津貼的月數",
        ),
        term(
            beyond_the_first(cap),
            en="the sum of the monthly ceilings of the fifth and further graduates",
            zh_hant="第五名及其後畢業生的每月津貼上限總和",
        ),
        term(
            beyond_the_first(cap * months),
            en="the sum of the ceilings of the fifth and further graduates over their months",
            zh_hant="第五名及其後畢業生在聘用期內的津貼上限總和",
        ),
    ),
)
