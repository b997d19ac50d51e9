"""What any honest set of answers fulfils, over all schemes; answers that break it are refused."""

from technopole.hong_kong.questions import history
from technopole.rules.language import consistency

CONSISTENCY = (
    consistency(
        "nifs_running_funding",
        (history.nifs_running_projects > 0) | history.nifs_running_funding.equals(0),
        en="Grants of running projects need a running project: answer their number, or no amount.",
        zh_hant="有進行中項目才有其資助額：請填項目數目，或不填款額。",
    ),
)
