"""What any honest set of answers fulfils, over all schemes; answers that break it are refused."""

from technopole.hong_kong.questions import (
    application,
    company,
    employment,
    history,
    incubation,
    internship,
    project,
    remote_business,
    stages,
)
from technopole.rules.language import consistency

CONSISTENCY = (
    consistency(
        "nifs_running_funding",
        (history.nifs_running_projects > 0) | history.nifs_running_funding.equals(0),
        en="Grants of running projects need a running project: answer their number, or no amount.",
        zh_hant="有進行中項目才有其資助額：請填項目數目，或不填款額。",
    ),
    consistency(
        "technical_staff",
        company.technical_staff <= company.employees,
        en="Technical staff are among the employees: answer at most their number.",
        zh_hant="技術人員屬僱員：人數不可多於僱員總數。",
    ),
    consistency(
        "months_in_hong_kong",
        employment.months_in_hong_kong <= employment.months,
        en="Months in Hong Kong are among the months of the employment: answer at most their number.",
        zh_hant="在香港工作的月數屬僱用期：不可多於僱用期的月數。",
    ),
    consistency(
        "ages",
        incubation.youngest_member <= incubation.oldest_member,
        en="The youngest of the team is no older than the oldest: mend one of the two ages.",
        zh_hant="最年輕者的年齡不可大於最年長者：請更正其一。",
    ),
    consistency(
        "internship",
        internship.starts_on <= internship.ends_on,
        en="An internship ends no earlier than it starts: mend one of the two days.",
        zh_hant="實習結束日期不可早於開始日期：請更正其一。",
    ),
    consistency(
        "remote_business_granted_before",
        (remote_business.applications_before > 0) | remote_business.granted_before.equals(0),
        en="Earlier grants need an earlier application: answer their number, or no amount.",
        zh_hant="有獲批申請才有已批款額：請填申請數目，或不填款額。",
    ),
    consistency(
        "nias_granted",
        (history.nias_projects > 0) | history.nias_granted.equals(0),
        en="What was granted before needs an earlier project: answer their number, or no amount.",
        zh_hant="有獲支援項目才有已批款額：請填項目數目，或不填款額。",
    ),
    consistency(
        "tvp_granted",
        (history.tvp_projects > 0) | history.tvp_granted.equals(0),
        en="What was approved before needs an approved project: answer their number, or no amount.",
        zh_hant="有獲批項目才有已批款額：請填項目數目，或不填款額。",
    ),
    consistency(
        "tvp_running",
        history.tvp_running_projects <= history.tvp_projects,
        en="Running projects are among the approved ones: answer at most their number.",
        zh_hant="進行中項目屬獲批項目：數目不可多於獲批項目。",
    ),
    consistency(
        "received",
        application.submitted_on <= application.received_on,
        en="An application is received no earlier than it is submitted: mend one of the two days.",
        zh_hant="收到申請的日期不可早於遞交日期：請更正其一。",
    ),
    consistency(
        "commissioned",
        ~project.research_form.is_in("commissioned") | ~project.itf_funded,
        en="Research that the company pays for wholly has no money of the Innovation and Technology Fund: mend one of "
        "the two answers.",
        zh_hant="費用全數由公司承擔的研發沒有創新及科技基金資助：請更正其一。",
    ),
    consistency(
        "requested",
        project.requested <= project.total_cost,
        en="Support can't be asked for beyond what the project costs: mend one of the two amounts.",
        zh_hant="申請額不可超過項目總成本：請更正其一。",
    ),
    consistency(
        "own_contribution",
        project.own_contribution <= project.total_cost,
        en="Nobody pays more into a project than it costs: mend one of the two amounts.",
        zh_hant="出資額不可超過項目總成本：請更正其一。",
    ),
    consistency(
        "industry_contribution",
        project.industry_contribution <= project.total_cost,
        en="Industry pays no more into a project than it costs: mend one of the two amounts.",
        zh_hant="業界出資額不可超過項目總成本：請更正其一。",
    ),
    consistency(
        "project_days",
        project.starts_on <= project.completed_on,
        en="A project is completed no earlier than it starts: mend one of the two days.",
        zh_hant="項目完成日期不可早於開始日期：請更正其一。",
    ),
    consistency(
        "second_stage_only",
        ~stages.begins_at_second
        | (
            stages.first_from_government.equals(0)
            & stages.first_from_industry.equals(0)
            & stages.first_from_university.equals(0)
            & stages.first_months.equals(0)
        ),
        en="A project that begins at the second stage has nothing in the first: answer 0 there.",
        zh_hant="直接由第二階段開始的項目沒有第一階段的款額及期限：請填0。",
    ),
    consistency(
        "first_stage_months",
        stages.first_months <= project.duration_months,
        en="The first stage is part of the project: answer at most its months.",
        zh_hant="第一階段屬項目的一部分：月數不可多於項目期。",
    ),
    consistency(
        "first_stage_in_kind",
        stages.first_in_kind <= stages.first_from_industry + stages.first_from_university,
        en="What is in kind is part of the contributions: answer at most their sum.",
        zh_hant="實物出資屬出資的一部分：不可多於出資總和。",
    ),
)
