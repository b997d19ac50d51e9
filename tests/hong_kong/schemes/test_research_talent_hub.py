"""What the Research Talent Hub pays for graduates beyond the fourth, in every reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.rules.engines import on_duckdb, on_kernel, on_polars, rows_of

from technopole.hong_kong.schemes.research_talent_hub import SCHEME
from technopole.rules.answers import read_answers
from technopole.rules.readers.decide import Eligible, decide

ON = date(2025, 6, 1)
BACHELOR = {
    "talent.degree": "bachelor",
    "talent.institution": "local",
    "talent.science": True,
    "talent.may_work": True,
    "talent.owner_or_relative": False,
    "talent.months": "12",
}


def test_one_graduate_is_none_beyond_the_fourth_however_open_the_share(tmp_path: Path):
    """In 2021 the share for further ones is not known, nor are the ceilings: a product is still nothing."""
    given = {
        "applicant.kind": "company",
        "plans.engage_research_talent": True,
        "talents.stream": "acceleration-scheme",
        "talents.engaged_on": "2021-10-20",
        "talents.engaged": [BACHELOR],
    }
    case = read_answers(given, SCHEME.questions)
    decision = decide(SCHEME, case, ON)
    amounts = {one.name: (one.low * 100, one.high * 100) for one in decision.awards}
    assert decision.eligible is Eligible.YES
    assert amounts["further_monthly"] == (0, 0)
    for (found,) in (
        on_polars([SCHEME], [case]),
        on_kernel([SCHEME], [case]),
        on_duckdb([SCHEME], rows_of([SCHEME], [case]), tmp_path),
    ):
        assert found[SCHEME.code]["awards"] == amounts
