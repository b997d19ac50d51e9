"""`make bench`, or `python -m bench [name …]`: run the benchmarks, all or those named."""

from __future__ import annotations

import sys

from bench import (
    api_against_datasette,
    as_firm_as_the_solver,
    assess_tables,
    bulk_against_frameworks,
    decide_against_openfisca,
    interview,
    levers,
    one_case,
    pages,
    rules_in_bulk,
    start,
    what_if,
)
from bench.measuring import say_machine

BENCHMARKS = {
    "start": start.run,
    "pages": pages.run,
    "api": api_against_datasette.run,
    "one": one_case.run,
    "solver": as_firm_as_the_solver.run,
    "decide": decide_against_openfisca.run,
    "assess": assess_tables.run,
    "interview": interview.run,
    "rules-in-bulk": rules_in_bulk.run,
    "frameworks": bulk_against_frameworks.run,
    "what-if": what_if.run,
    "levers": levers.run,
}


def main() -> int:
    """Run; gives 1 when a bar was missed."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark “{unknown[0]}”; there are: {', '.join(BENCHMARKS)}.")
        return 2
    say_machine()
    passed = True
    for name in wanted:
        passed = BENCHMARKS[name]() and passed
    return 0 if passed else 1


sys.exit(main())
