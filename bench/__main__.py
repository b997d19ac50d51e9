"""`make bench`, or `python -m bench [name …]`: run the benchmarks, all or those named.

At the end stands one table: every bar, held or missed, with what was measured and how long each
benchmark took. One that cannot run is told as missed, and the others run all the same.
"""

from __future__ import annotations

import re
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from io import TextIOBase
from typing import Final, TextIO

from bench import (
    api_against_datasette,
    as_firm_as_the_solver,
    assess_tables,
    bulk_against_frameworks,
    decide_against_openfisca,
    interview,
    levers,
    one_case,
    outlook_forecast,
    pages,
    papers,
    rules_in_bulk,
    start,
    what_if,
)
from bench.measuring import said, say_machine

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
    "forecast": outlook_forecast.run,
    "levers": levers.run,
    "papers": papers.run,
}
_TOLD: Final = re.compile(rf"\b({said(good=True)}|{said(good=False)})\b")


class _Told(TextIOBase):
    """Passes on what is printed, and keeps the lines that say how a number stands to its bar."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.lines: list[str] = []
        self._line = ""

    def write(self, text: str) -> int:
        self.out.write(text)
        self.out.flush()
        *whole, self._line = (self._line + text).split("\n")
        self.lines += [" ".join(line.split()) for line in whole if _TOLD.search(line)]
        return len(text)


def main() -> int:
    """Run; gives 1 when a bar was missed."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")] or list(BENCHMARKS)
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark “{unknown[0]}”; there are: {', '.join(BENCHMARKS)}.")
        return 2
    say_machine()
    lines: list[tuple[str, str]] = []
    for name in wanted:
        begun = time.perf_counter()
        told, passed = _told(BENCHMARKS[name])
        if not passed and not any(said(good=False) in line for line in told):
            told.append(f"did not hold {said(good=False)}")
        lines += [(name, line) for line in told]
        print(f"            {name} took {time.perf_counter() - begun:.0f} s", flush=True)
    return _summary(lines)


def _told(run: Callable[[], bool]) -> tuple[list[str], bool]:
    """What a benchmark says of its bars, and whether all were met."""
    told = _Told(sys.stdout)
    try:
        with redirect_stdout(told):
            passed = run()
    except (Exception, SystemExit) as error:  # noqa: BLE001  the others are to run all the same
        traceback.print_exc()
        told.lines.append(f"could not run: {error!r} {said(good=False)}")
        passed = False
    return told.lines, passed


def _summary(lines: list[tuple[str, str]]) -> int:
    """Every bar in one table, the missed ones last."""
    say_machine()
    missed = [said(good=False) in line for _, line in lines]
    print(f"\nbars        {missed.count(False)} held, {missed.count(True)} missed")
    ordered = sorted(zip(missed, lines, strict=True), key=lambda one: one[0])
    for was_missed, (name, line) in ordered:
        print(f"  {'MISSED' if was_missed else 'held  '}  {name:14} {_TOLD.sub('', line).strip()}")
    return 1 if any(missed) else 0


if __name__ == "__main__":
    sys.exit(main())
