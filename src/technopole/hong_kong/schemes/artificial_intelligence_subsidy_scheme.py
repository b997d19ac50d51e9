"""Artificial Intelligence Subsidy Scheme: seven-tenths of the price of computing power at Cyberport.

Run by the Digital Policy Office with Cyberport; the Committee of the scheme decides.
"""

from technopole.hong_kong.questions import applicant, application, computing, plans
from technopole.rules.language import (
    Fraction,
    applying,
    award,
    choose,
    condition,
    date,
    gap,
    greatest,
    judgement,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  A share of the list price; more in an exceptional case.
share = parameter(
    "share",
    "times",
    en="Share of the list price that is paid",
    zh_hant="資助定價的比例",
    event=application.submitted_on,
    values={"2024-10": (Fraction(7, 10), "AI_SME, Funding Amount")},
)
exceptional_share = parameter(
    "exceptional_share",
    "times",
    en="Most of the list price that is paid in a special and exceptional case",
    zh_hant="特殊及例外個案最多資助定價的比例",
    event=application.submitted_on,
    values={"2024-10": (Fraction(9, 10), "AI_SME, Funding Amount note")},
)
exceptional_given = parameter(
    "exceptional_given",
    "times",
    en="Share of the list price that the Committee pays in a special and exceptional case",
    zh_hant="委員會在特殊及例外個案實際資助定價的比例",
    event=application.submitted_on,
    # The source says "up to", so that it is all of this is of low confidence.
    values={"2024-10": (Fraction(9, 10), "AI_SME, Funding Amount note", "low")},
)

ordinary = computing.list_price * share
exceptional = computing.list_price * exceptional_share

SCHEME = scheme(
    "artificial-intelligence-subsidy-scheme",
    code="AISS",
    en="Artificial Intelligence Subsidy Scheme",
    zh_hant="人工智能資助計劃",
    summary=(
        "Pays seven-tenths of the list price of computing power at Cyberport's AI Supercomputing Centre.",
        "資助使用數碼港人工智能超算中心算力定價的七成。",
    ),
    run_by="digital-policy-office",
    confirmed=date(2024, 10, 31),
    window=window(application.submitted_on, first="2024-10", reference="AI_SME, Funding Amount"),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university", "research-centre", "company"),
            en="A university, a research institute or an enterprise applies.",
            zh_hant="由大學、研發機構或企業申請。",
            reference="yearbook-2024, line 41",
        ),
        condition(
            "plan",
            plans.computing_power,
            en="It plans to use the computing power of the AI Supercomputing Centre.",
            zh_hant="申請者計劃使用人工智能超算中心的算力。",
            reference="yearbook-2024, line 41",
        ),
    ),
    judgements=(
        judgement(
            "aiss_committee",
            en="The Committee approves the computing power, the duration, the amount and the terms.",
            zh_hant="委員會批准算力、使用期、款額及條款。",
            reference="AI_COM, Terms of Reference",
        ),
    ),
    awards=(
        award(
            "subsidy",
            least(
                exceptional,
                choose(
                    computing.exceptional,
                    greatest(ordinary, computing.list_price * exceptional_given),
                    ordinary,
                ),
            ),
            en="Subsidy: the share of the list price; in a special and exceptional case what the Committee gives, up to the higher share.",
            zh_hant="資助額：按比例資助定價；特殊及例外個案由委員會決定，以較高比例為上限。",
            reference="AI_SME, Funding Amount",
            within=(exceptional,),
            rises_with=(computing.list_price,),
        ),
    ),
    applying=applying(
        en="Apply to Cyberport; the Committee of the scheme decides. The user pays the rest of the list price.",
        zh_hant="向數碼港申請，由計劃委員會審批。用戶須支付定價餘額。",
        address="https://www.smelink.gov.hk/en/web/sme-portal/w/artificial-intelligence-subsidy-scheme.html",
        reference="AI_SME, Funding Amount",
    ),
    known=(
        known(
            en="A quarter of the marks is for meeting needs of innovation and technology and of artificial intelligence, a "
            "fifth for asking for a reasonable amount of computing power.",
            zh_hant="評分中，切合創科及人工智能需要佔25%，所需算力合理佔20%。",
            reference="AI_SME, Evaluation Criteria",
        ),
    ),
    gaps=(
        gap(
            en="The $3 billion over three years also pays for security, protection of data and promotion, so not all of it "
            "is subsidy.",
            zh_hant="三年30億元亦用於保安、數據保護及推廣，並非全屬資助。",
        ),
        gap(
            en="The pass mark, the rest of the marks and limits for one applicant were not found.",
            zh_hant="未找到合格分數、其餘評分比重及每名申請者的上限。",
        ),
    ),
)
