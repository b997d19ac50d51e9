"""The model: what happens in a year, top to bottom. Everything else here reads this page.

Money for research, and people, make knowledge; knowledge, people and venture money make start-ups;
start-ups and factories spend on research again. A **stock** is what there is (people, firms, money
not yet spent); a **flow** is what comes in or goes out in a year. A year on, each stock is what it
was, and what came in, less what went out. There is nothing else.

Four names stand for all that an equation may use:

    now      the stocks of the year, and what was worked out above from them; `seen` is 1 while the
             documents know the next year, `later` 1 after that,
             `first` 1 in the first year: else they are 0
    start    the same in the first year
    given    the coefficients: from facts, or assumed, each drawn anew in every run
    pulled   the levers: zero before the year from which they act

The functions only add, subtract, multiply, divide and raise to powers, so that the same text runs on
arrays of draws, and on symbols, from which the printed equations and the check of units come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from technopole.evidence.wording import Text

__all__ = ["QUANTITIES", "STOCKS", "Quantity", "Stock", "begin", "pass_a_year"]

Names = Any
"""A bag of names: arrays when the model runs, symbols when its equations are read."""


def begin(now: Names, given: Names) -> None:
    """The stocks of the first year."""
    now.gdp = given.gdp_start
    now.population = given.population_start
    now.labour_force = given.labour_force_start

    now.public_rd = given.rd_start * given.public_share_start
    now.private_rd = given.rd_start * (1 - given.public_share_start)
    now.knowledge = (
        given.rd_start / given.gdp_start * given.population_start
        / (given.knowledge_ageing + given.effort_growth_seen)
    )  # fmt: skip

    now.practitioners = given.practitioners_start
    now.start_ups = given.start_ups_seen / (1 + given.start_ups_growth * now.one_year)
    now.unicorns = given.unicorns_start
    now.venture_money = given.venture_start / given.investing_rate
    now.factories = (
        given.manufacturing_share_start * given.gdp_start / given.output_per_capital
    )  # fmt: skip


def pass_a_year(now: Names, start: Names, given: Names, pulled: Names) -> None:
    """What is worked out of the stocks of a year, and what flows in it."""
    # The setting
    now.gdp_growth = now.gdp * (now.seen * given.gdp_growth_seen + now.later * given.gdp_growth)
    now.population_growth = now.population * given.population_growth
    now.labour_force_growth = now.labour_force * given.labour_force_growth
    now.arrived = pulled.talent_admissions

    # Upstream: money for research
    now.grants_to_firms = pulled.matched_rd + pulled.research_posts * given.post_cost
    now.public_spending = now.public_rd + now.grants_to_firms * (1 - given.counted_as_private)
    now.private_spending = (
        now.private_rd + now.grants_to_firms * given.counted_as_private
        + pulled.matched_rd * given.matching_leverage * given.matching_additional
    )  # fmt: skip
    now.rd = now.public_spending + now.private_spending
    now.rd_share = now.rd / now.gdp
    now.rd_per_head = now.rd / now.population
    now.public_share = now.public_spending / now.rd

    # Midstream: people and knowledge
    now.effort = now.rd_share * now.population
    now.learned = (
        start.effort
        * (now.effort / start.effort) ** (1 - given.people_weight)
        * (now.practitioners / start.practitioners) ** given.people_weight
    )
    now.outdated = now.knowledge * given.knowledge_ageing

    now.hired = (
        start.practitioners * (given.leaving_rate + given.practitioners_growth)
        * (now.effort / start.effort) ** given.staffing_response
    )  # fmt: skip
    now.admitted = pulled.talent_admissions * given.admitted_in_it
    now.posted = pulled.research_posts * given.posts_additional
    now.graduated = pulled.extra_graduates * given.graduates_in_it
    now.left = now.practitioners * given.leaving_rate * (1 - pulled.retention)
    now.practitioners_rate = now.practitioners / now.labour_force

    # Midstream: venture money and start-ups
    now.raised = (
        start.venture_money * (given.investing_rate + given.venture_growth)
        * (now.gdp / start.gdp) * (now.start_ups / start.start_ups) ** given.venture_pull
    )  # fmt: skip
    now.co_invested = pulled.venture_co_investment * (
        1 + given.venture_leverage * given.venture_additional
    )
    now.invested = now.venture_money * given.investing_rate
    now.venture_share = now.invested / now.gdp

    now.founded = (
        start.start_ups * (given.start_ups_exit_rate + given.start_ups_growth)
        * (now.knowledge / start.knowledge) ** given.knowledge_response
        * (now.practitioners / start.practitioners) ** given.people_response
        * (now.venture_share / start.venture_share) ** given.venture_response
    )  # fmt: skip
    now.hosted = pulled.incubation_places * given.places_additional
    now.closed = now.start_ups * given.start_ups_exit_rate

    # Downstream: unicorns and factories
    now.unicorns_born = now.first * given.unicorns_first_year + (1 - now.first) * (
        given.unicorns_a_year * (now.start_ups / start.start_ups)
        * (now.venture_share / start.venture_share) ** given.unicorn_response
    )  # fmt: skip
    now.renewed = (
        now.factories * (given.wear_rate + given.manufacturing_growth)
        * (now.knowledge / start.knowledge) ** given.knowledge_to_factories
    )  # fmt: skip
    now.supported = (
        pulled.manufacturing_support * (1 + given.support_matched) * given.support_additional
    )
    now.worn = now.factories * given.wear_rate
    now.manufacturing_share = now.factories * given.output_per_capital / now.gdp

    # And back upstream: what start-ups and factories add to the research of firms
    now.start_ups_pace = (now.founded + now.hosted - now.closed) / now.start_ups
    now.factories_pace = (now.renewed + now.supported - now.worn) / now.factories
    now.public_rd_rise = now.public_rd * (
        now.seen * (given.rd_growth_seen + given.public_shift)
        + now.later * (given.public_rd_growth + pulled.extra_public_rd_growth)
    )
    now.private_rd_rise = (
        now.private_rd * (
            now.seen * given.rd_growth_seen
            + now.later * (
                given.private_rd_growth
                + given.rd_from_start_ups * now.start_ups_pace
                + given.rd_from_factories * now.factories_pace
            )
        )
        - now.seen * given.public_shift * now.public_rd
    )  # fmt: skip

    # The purse: what the public spends on research and on the levers in the year
    now.public_outlay = (
        now.public_rd + now.grants_to_firms + pulled.incubation_places * given.place_cost
        + pulled.venture_co_investment + pulled.manufacturing_support
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is of something, and what fills and empties it: names of flows.

    counts_up: a tally that only rises, so that it stands still only when nothing is counted.
    """

    inflows: tuple[str, ...]
    outflows: tuple[str, ...] = ()
    counts_up: bool = False


STOCKS: Final[Mapping[str, Stock]] = {
    "gdp": Stock(("gdp_growth",)),
    "population": Stock(("population_growth", "arrived")),
    "labour_force": Stock(("labour_force_growth", "arrived")),
    "public_rd": Stock(("public_rd_rise",)),
    "private_rd": Stock(("private_rd_rise",)),
    "knowledge": Stock(("learned",), ("outdated",)),
    "practitioners": Stock(("hired", "admitted", "posted", "graduated"), ("left",)),
    "start_ups": Stock(("founded", "hosted"), ("closed",)),
    "unicorns": Stock(("unicorns_born",), counts_up=True),
    "venture_money": Stock(("raised", "co_invested"), ("invested",)),
    "factories": Stock(("renewed", "supported"), ("worn",)),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stock, a flow or what is worked out of them: its name, its unit, and why it is so.

    unit:  such as "persons/year"; the check of units holds each equation to it.
    why:   what the equation says, in a sentence.
    """

    name: Text
    unit: str
    why: Text


def _quantity(unit: str, en: str, zh: str, why_en: str, why_zh: str) -> Quantity:
    return Quantity(Text(en, zh), unit, Text(why_en, why_zh))


QUANTITIES: Final[Mapping[str, Quantity]] = {
    "gdp": _quantity(
        "HKD/year", "gross domestic product", "本地生產總值",
        "In money of the year; it is given from outside and nothing in the model moves it.",
        "按當年價格計算；由外部給定，模型內沒有任何事物影響它。",
    ),
    "gdp_growth": _quantity(
        "HKD/year/year", "growth of gross domestic product", "本地生產總值的增長",
        "As the documents imply up to the last year they know; as assumed after it.",
        "在文件所知的最後一年之前按文件推算，其後按假設。",
    ),
    "population": _quantity(
        "persons", "population", "人口",
        "Worked out of research spending and research spending per head, which the documents print.",
        "由文件所載的研發開支及人均研發開支推算。",
    ),
    "population_growth": _quantity(
        "persons/year", "growth of the population", "人口的增長",
        "At an assumed rate.", "按假設的增長率計算。",
    ),
    "labour_force": _quantity(
        "persons", "labour force", "勞動人口",
        "Worked out of practitioners and practitioners per 1,000, which the documents print.",
        "由文件所載的從業員人數及每千名勞動人口的從業員人數推算。",
    ),
    "labour_force_growth": _quantity(
        "persons/year", "growth of the labour force", "勞動人口的增長",
        "At a rate between what was and what the plan's own targets imply.",
        "增長率介乎過去實況與規劃目標所隱含的數值之間。",
    ),
    "arrived": _quantity(
        "persons/year", "talent admitted by the lever", "因調節而來港的人才",
        "They join the population and the labour force.", "他們加入人口及勞動人口。",
    ),
    "public_rd": _quantity(
        "HKD/year", "public research spending before levers", "調節前的公營研發開支",
        "The public part of all research spending of the first year; it grows from there.",
        "起始年份研發總開支中的公營部分，其後逐年增長。",
    ),
    "public_rd_rise": _quantity(
        "HKD/year/year", "rise of public research spending", "公營研發開支的增加",
        "With the total as seen, a little faster where its share rose; as assumed and pulled after that.",
        "已知年份隨總額增長，所佔份額上升時略快；其後按假設及調節增長。",
    ),
    "private_rd": _quantity(
        "HKD/year", "firms' research spending before levers", "調節前的企業研發開支",
        "The private part of all research spending of the first year; it grows from there.",
        "起始年份研發總開支中的私營部分，其後逐年增長。",
    ),
    "private_rd_rise": _quantity(
        "HKD/year/year", "rise of firms' research spending", "企業研發開支的增加",
        "As seen; then by itself, and faster as start-ups and factories become more. This closes the loop.",
        "已知年份按所見增長；其後自行增長，並隨初創企業及廠房增加而加快。循環由此閉合。",
    ),
    "grants_to_firms": _quantity(
        "HKD/year", "public money for research in firms, by levers", "因調節而投入企業研發的公帑",
        "What is paid out where a company pays too, and for research posts.",
        "與企業配對的撥款，以及研究職位的資助。",
    ),
    "public_spending": _quantity(
        "HKD/year", "public research spending", "公營研發開支",
        "No document says whether the ratio counts who pays or who performs; so a share of the grants "
        "may count as private.",
        "沒有文件說明公私比例按出資者還是執行者計算，故部分撥款或計作私營。",
    ),
    "private_spending": _quantity(
        "HKD/year", "private research spending", "私營研發開支",
        "What firms spend by themselves, what the grants let them add, and the part of the grants "
        "that counts as private.",
        "企業自行支出、因撥款而增加的支出，以及計作私營的撥款部分。",
    ),
    "rd": _quantity(
        "HKD/year", "research spending", "研發總開支", "Public and private together.", "公營與私營之和。"
    ),
    "rd_share": _quantity(
        "1", "research spending as a share of gross domestic product", "研發總開支佔本地生產總值的比率",
        "One by the other.", "兩者相除。",
    ),
    "rd_per_head": _quantity(
        "HKD/year/persons", "research spending per head", "人均研發開支",
        "One by the other.", "兩者相除。",
    ),
    "public_share": _quantity(
        "1", "public share of research spending", "公營研發開支所佔份額",
        "One by the other.", "兩者相除。",
    ),
    "effort": _quantity(
        "persons", "research effort", "研發投入量",
        "As many people's output as goes into research: free of prices.",
        "相當於多少人的產出用於研發，不受物價影響。",
    ),
    "knowledge": _quantity(
        "persons*year", "knowledge still of use", "仍然有用的知識",
        "It starts where it would have grown as research did.",
        "起始值為一直隨研發增長所應有的水平。",
    ),
    "learned": _quantity(
        "persons", "knowledge gained", "新增知識",
        "Money without people, or people without money, brings less than both.",
        "有錢無人或有人無錢，成效都不及兩者俱備。",
    ),
    "outdated": _quantity(
        "persons", "knowledge out of date", "過時的知識",
        "A share of it every year.", "每年過時一部分。",
    ),
    "practitioners": _quantity(
        "persons", "innovation and technology practitioners", "創科從業員",
        "As the plan counts them.", "按規劃的統計。",
    ),
    "hired": _quantity(
        "persons/year", "practitioners who come in by themselves", "自行入行的從業員",
        "As many as leave and as it took to grow as seen; more when more research is done.",
        "足以填補離開者並維持過往增長；研發愈多，入行者愈多。",
    ),
    "admitted": _quantity(
        "persons/year", "admitted talent who work in innovation and technology", "從事創科的來港人才",
        "Not everybody admitted stays and works there.", "並非每名來港人才都會留下從事創科。",
    ),
    "posted": _quantity(
        "persons/year", "practitioners in subsidised posts who would not be there otherwise",
        "因資助職位而增加的從業員",
        "Some of the posts would have been filled without the money.", "部分職位即使沒有資助也會聘人。",
    ),
    "graduated": _quantity(
        "persons/year", "extra graduates who work in innovation and technology", "從事創科的額外畢業生",
        "Others leave or work elsewhere.", "其餘會離開或從事其他行業。",
    ),
    "left": _quantity(
        "persons/year", "practitioners who leave", "離開的從業員",
        "They retire, move away or change their trade; retention keeps a part of them.",
        "包括退休、離港或轉行；挽留措施可留住一部分。",
    ),
    "practitioners_rate": _quantity(
        "1", "practitioners as a share of the labour force", "從業員佔勞動人口的比率",
        "One by the other.", "兩者相除。",
    ),
    "venture_money": _quantity(
        "HKD", "venture money not yet invested", "未投出的創投資金",
        "It starts where the investment of the first year keeps it.",
        "起始值為維持起始年份投資額所需的水平。",
    ),
    "raised": _quantity(
        "HKD/year", "venture money raised", "籌得的創投資金",
        "It keeps step with the economy; more start-ups draw more.", "隨經濟增長；初創企業愈多，資金愈多。",
    ),
    "co_invested": _quantity(
        "HKD/year", "venture money brought by co-investment", "共同投資帶來的創投資金",
        "The public money, and the part of the private money beside it that would not have come.",
        "公帑，加上若無公帑便不會投入的私人資金。",
    ),
    "invested": _quantity(
        "HKD/year", "venture investment", "創投投資額",
        "A share of what is there every year.", "每年投出現有資金的一部分。",
    ),
    "venture_share": _quantity(
        "1", "venture investment as a share of gross domestic product", "創投投資額佔本地生產總值的比率",
        "One by the other.", "兩者相除。",
    ),
    "start_ups": _quantity(
        "firms", "start-ups in shared spaces", "共用空間內的初創企業",
        "Such that the figure of the year after the start is met.", "使起始後一年的數字與文件相符。",
    ),
    "founded": _quantity(
        "firms/year", "start-ups that come in by themselves", "自行進駐的初創企業",
        "As many as leave and as it took to grow as seen; more with more knowledge, people and venture money.",
        "足以填補離開者並維持過往增長；知識、人才及創投資金愈多，數目愈多。",
    ),
    "hosted": _quantity(
        "firms/year", "start-ups in extra places that would not be there otherwise",
        "因額外名額而增加的初創企業",
        "Some places are empty, or house start-ups that would have found another.",
        "部分名額會懸空，或由本可另覓空間的企業使用。",
    ),
    "closed": _quantity(
        "firms/year", "start-ups that close or move out", "結業或遷出的初創企業",
        "A share of them every year.", "每年離開一部分。",
    ),
    "unicorns": _quantity(
        "firms", "unicorns so far", "獨角獸企業累計數目",
        "A tally: none is taken off it.", "累計數目，只增不減。",
    ),
    "unicorns_born": _quantity(
        "firms/year", "new unicorns", "新增獨角獸企業",
        "As seen in the first year; then in step with the start-ups, and more with more venture money.",
        "首年按所見；其後隨初創企業增加，創投資金愈多，數目愈多。",
    ),
    "factories": _quantity(
        "HKD", "capital in factories", "廠房及設備資本",
        "As much as the manufacturing of the first year needs.", "起始年份製造業產出所需的資本。",
    ),
    "renewed": _quantity(
        "HKD/year", "factories renewed and built", "更新及興建的廠房設備",
        "As much as wears out and as it took to move as seen; more with more knowledge.",
        "足以填補損耗並維持過往走勢；知識愈多，投資愈多。",
    ),
    "supported": _quantity(
        "HKD/year", "factories built because of support", "因資助而興建的廠房設備",
        "The support and what firms add to it, less what would have been built anyway.",
        "資助連同企業配對的投資，扣除本來也會作出的投資。",
    ),
    "worn": _quantity(
        "HKD/year", "factories worn out", "損耗的廠房設備",
        "A share of them every year.", "每年損耗一部分。",
    ),
    "manufacturing_share": _quantity(
        "1", "manufacturing as a share of gross domestic product", "製造業佔本地生產總值的比率",
        "What the factories make, by gross domestic product.", "廠房的產出除以本地生產總值。",
    ),
    "start_ups_pace": _quantity(
        "1/year", "pace at which start-ups become more", "初創企業的增長步伐",
        "What comes in less what goes out, by what is there.", "流入減流出，除以現有數目。",
    ),
    "factories_pace": _quantity(
        "1/year", "pace at which factories become more", "廠房設備的增長步伐",
        "What comes in less what goes out, by what is there.", "流入減流出，除以現有數目。",
    ),
    "public_outlay": _quantity(
        "HKD/year", "public money on research and levers", "用於研發及調節的公帑",
        "What has a price in the documents; the cost of admissions, study places and retention has none.",
        "只計文件列有價格的項目；輸入人才、學額及挽留人才的成本沒有資料。",
    ),
}  # fmt: skip
"""Every name that the equations give a value, in the order of the page."""
