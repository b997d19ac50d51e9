"""Qianhai's reward for investing in Hong Kong technology: a share of the investment, in renminbi.

Given by the Qianhai Authority of Shenzhen to its Qualified Domestic Investment Enterprises. Renminbi
are never added to Hong Kong dollars.
"""

from technopole.hong_kong.questions import applicant, application, history, investment, plans
from technopole.rules.language import (
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

_NOTE = "blueprint-2022, Strategy (3) Target 03 Rec. (2) Note, lines 601-603"

# 1  What may be invested in.
targets = parameter(
    "targets",
    None,
    en="Investments that are rewarded",
    zh_hant="可獲獎勵的投資對象",
    event=application.submitted_on,
    values={"2022-09": (frozenset({"located", "incubated", "itf-funded"}), _NOTE)},
)

# 2  A share of the investment, at most so much for one investment and so much in a year.
rate = parameter(
    "rate",
    "times",
    en="Reward as a share of the actual investment",
    zh_hant="獎勵佔實際投資額的比例",
    event=application.submitted_on,
    values={"2022-09": (Fraction(2, 100), _NOTE)},
)
ceiling = parameter(
    "ceiling",
    "RMB",
    en="Most for one investment",
    zh_hant="每項投資獎勵上限",
    event=application.submitted_on,
    values={"2022-09": (500_000, _NOTE)},
)
yearly_ceiling = parameter(
    "yearly_ceiling",
    "RMB",
    en="Most for one enterprise in a year",
    zh_hant="每間企業每年獎勵上限",
    event=application.submitted_on,
    values={"2022-09": (2_000_000, _NOTE)},
)

left_this_year = greatest(yearly_ceiling - history.qianhai_rewards_this_year, 0)

SCHEME = scheme(
    "qianhai-qdie-reward",
    code="QDIE",
    en="Qianhai reward for Qualified Domestic Investment Enterprises investing in Hong Kong",
    zh_hant="前海對投資香港創科的獎勵",
    summary=(
        "Gives a Qianhai investment enterprise 2% of what it invests in Hong Kong technology, in renminbi.",
        "前海投資企業投資香港創科，可按投資額2%獲人民幣獎勵。",
    ),
    run_by="qianhai-authority-of-the-shenzhen-municipality",
    confirmed=date(2022, 12, 31),
    window=window(
        application.submitted_on,
        first="2022-09",
        reference=_NOTE,
        says=(
            "The measures were announced in September 2022.",
            "有關措施於2022年9月公布。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("investor"),
            en="An investor applies.",
            zh_hant="由投資者申請。",
            reference=_NOTE,
        ),
        condition(
            "invests",
            plans.invest_in_technology,
            en="It invests in technology of Hong Kong.",
            zh_hant="申請者投資香港創科。",
            reference=_NOTE,
        ),
        condition(
            "qianhai_enterprise",
            investment.qianhai_enterprise,
            en="It is a Qualified Domestic Investment Enterprise in Qianhai.",
            zh_hant="申請者為前海合格境內投資者境外投資企業。",
            reference=_NOTE,
        ),
        condition(
            "target",
            investment.target.is_in(targets),
            en="What it invests in is at the Science Park or Cyberport, in their incubation, or funded by the Innovation and Technology Fund.",
            zh_hant="投資對象位於科學園或數碼港、獲其培育計劃取錄，或獲創新及科技基金資助。",
            reference=_NOTE,
        ),
    ),
    awards=(
        award(
            "reward",
            least(investment.amount_in_renminbi * rate, ceiling, left_this_year),
            en="Reward in renminbi: the share of the investment, at most the ceiling and what is left of the year's.",
            zh_hant="人民幣獎勵：按投資額比例計算，以每項上限及本年度餘額為限。",
            reference=_NOTE,
            within=(ceiling, investment.amount_in_renminbi * rate, yearly_ceiling),
            rises_with=(investment.amount_in_renminbi,),
        ),
    ),
    applying=applying(
        en="Apply to the Qianhai Authority of the Shenzhen Municipality.",
        zh_hant="向深圳市前海深港現代服務業合作區管理局申請。",
        reference=_NOTE,
    ),
    known=(
        known(
            en="It is one of 18 measures for the linked development of Shenzhen and Hong Kong venture capital in Qianhai.",
            zh_hant="屬支持前海深港風投創投聯動發展的十八條措施之一。",
            reference="blueprint-2022, Strategy (3) Target 03 Rec. (2), line 601",
        ),
    ),
    gaps=(
        gap(
            en="Whether a year is a calendar or a financial one is not stated: answer for the year that Qianhai counts.",
            zh_hant="年度指曆年抑或財政年度，文件沒有說明：請按前海所計的年度填寫。",
        ),
        gap(
            en="Which day selects the values is not stated; here it is the day of application.",
            zh_hant="以哪一日決定適用數值，文件沒有說明；此處以申請日期為準。",
        ),
    ),
)
