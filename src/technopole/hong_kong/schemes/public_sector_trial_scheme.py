"""Public Sector Trial Scheme: prototypes and trials of local technology in the public sector.

Who may apply is known, how much is not for the streams of companies, so no rule runs. Run by the
Innovation and Technology Commission.
"""

from technopole.rules.language import applying, date, described, gap, known

SCHEME = described(
    "public-sector-trial-scheme",
    code="PSTS",
    en="Public Sector Trial Scheme",
    zh_hant="公營機構試用計劃",
    summary=(
        "Pays for prototypes of local research results and their trials in the public sector.",
        "資助本地研發成果製作原型及在公營機構試用。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2023, 12, 31),
    also=("public-sector-trial-scheme-special-call",),
    applying=applying(
        en="Apply to the Innovation and Technology Commission at any time; the Science Park and Cyberport vet their own "
        "tenants first.",
        zh_hant="可隨時向創新科技署申請；科學園及數碼港的租戶先由其園區初步審核。",
        address="https://www.itf.gov.hk/en/funding-programmes/facilitating-technology/psts/psts-itf/index.html",
        reference="PSTS_SPC, FAQ",
    ),
    known=(
        known(
            en="It has three streams: completed projects of the Innovation and Technology Fund (since March 2011), "
            "incubatees and graduate tenants of the Science Park and Cyberport (since December 2016), and since March "
            "2020 all technology companies that carry out research and development in Hong Kong.",
            zh_hant="設三類申請：已完成的創新及科技基金項目（2011年3月起）、科學園及數碼港培育公司及畢業租戶"
            "（2016年12月起），以及自2020年3月起所有在香港進行研發的科技公司。",
            reference="legco-2021, Annex (7), lines 1235-1245",
        ),
        known(
            en="A completed project of the Fund could at first get up to half of its actual cost; one of a research centre "
            "up to all of it since November 2014.",
            zh_hant="已完成的基金項目初時最多可獲其實際成本的一半；研發中心項目自2014年11月起最多可獲全數。",
            reference="PSTS_OLD, New Improvement Measure",
        ),
        known(
            en="Later any completed project could get up to all of the actual cost of the original project, a research "
            "centre reports.",
            zh_hant="據研發中心資料，其後任何已完成項目最多可獲原項目實際成本的全數。",
            reference="HKRITA, Public Sector Trial Scheme",
        ),
        known(
            en="The trial takes place in the public sector of Hong Kong. Overheads are not paid, insurance excepted.",
            zh_hant="試用須在香港公營機構進行。除保險外，間接成本不獲資助。",
            reference="PSTS_SPC, FAQ",
        ),
        known(
            en="A project took at most 24 months, by an older table of a university.",
            zh_hant="據大學的舊資料表，項目最長為期24個月。",
            reference="PSTS_CU, table",
        ),
        known(
            en="A special call for products against the epidemic was open from 9 March to 10 April 2020.",
            zh_hant="抗疫產品特別徵集於2020年3月9日至4月10日接受申請。",
            reference="PSTS_COV, Application",
        ),
    ),
    gaps=(
        gap(
            en="The ceiling for companies was not found.",
            zh_hant="未找到公司類別申請的資助上限。",
        ),
        gap(
            en="When the ceiling for completed projects rose from half of the cost to all of it is not known.",
            zh_hant="已完成項目的上限由成本一半增至全數的日期不詳。",
        ),
    ),
)
