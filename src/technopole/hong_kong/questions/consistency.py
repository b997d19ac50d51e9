"""What any honest set of answers fulfils, over all schemes; answers that break it are refused."""

from technopole.hong_kong.questions import (
    company,
    employment,
    history,
    incubation,
    internship,
    person,
    remote_business,
    university,
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
        "resident",
        person.hong_kong_resident | ~person.permanent_resident,
        en="A permanent resident is a resident of Hong Kong: mend one of the two answers.",
        zh_hant="永久性居民即香港居民：請更正其一。",
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
        "six_universities",
        university.ugc_funded | ~university.in_start_up_scheme,
        en="The six universities of the start-up scheme are funded by the University Grants Committee: mend one of the "
        "two answers.",
        zh_hant="初創企業資助計劃的六所大學均屬教資會資助大學：請更正其一。",
    ),
    consistency(
        "permitted_seven_years",
        person.hong_kong_resident | ~person.permitted_seven_years,
        en="Who is a resident permitted to remain for seven years is a resident of Hong Kong: mend one of the two answers.",
        zh_hant="獲准逗留七年的居民即香港居民：請更正其一。",
    ),
)
