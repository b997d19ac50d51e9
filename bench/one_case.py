"""One case decided in process: the answer alone, with its reasons, in words, all schemes, parts of cases.

Every scheme gets cases drawn from a seed, half of them eligible where luck allows; each is timed by
itself, and the middle of all is told beside the slowest scheme's middle. A part of a case is told with
the slowest of all cases too, for that is what its bar is about.
"""

from __future__ import annotations

import gc
import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.rules.cases import complete_case, partial

from bench.measuring import TECHNOPOLE, said
from technopole.rules.explain import changes, explained
from technopole.rules.language import Scheme
from technopole.rules.readers.decide import answer, decide
from technopole.rules.receipts import receipt
from technopole.rules.rulebook import read_rulebook

ON = date(2025, 6, 1)
CASES = 40
PLAIN_BAR, EXPLAINED_BAR, ALL_BAR, PARTIAL_BAR, COLD_BAR = 10e-6, 50e-6, 3e-3, 5e-3, 0.5

Case = Mapping[str, Any]


def run() -> bool:
    """Measure; gives whether the bars were met."""
    print(
        "\none         one case in process; the middle over schemes and cases, and the slowest scheme's middle"
    )
    schemes = read_rulebook("technopole.hong_kong").executable
    gc.collect()
    gc.freeze()  # as the server does: what was read is not looked through again
    rng = random.Random(2025)
    whole = {
        scheme.code: [_dated(scheme, complete_case(scheme, rng)) for _ in range(CASES)]
        for scheme in schemes
    }
    parts = {scheme.code: [partial(case, rng) for case in whole[scheme.code]] for scheme in schemes}
    met = [
        _each("answer alone, one scheme", schemes, whole, lambda s, c: answer(s, c, ON), PLAIN_BAR),
        _each(
            "decided with its reasons, one scheme",
            schemes,
            whole,
            lambda s, c: decide(s, c, ON),
            EXPLAINED_BAR,
        ),
        _each("the same, its sentences in both languages", schemes, whole, _in_words, None),
        _each("what would change it", schemes, whole, lambda s, c: changes(s, c, ON), None),
        _each("receipt", schemes, whole, lambda s, c: receipt(s, c, ON), None),
        _each(
            "a part of a case, with its reasons",
            schemes,
            parts,
            lambda s, c: decide(s, c, ON),
            PARTIAL_BAR,
            longest=True,
        ),
        _all(schemes, whole),
        _cold(),
    ]
    return all(met)


def _dated(scheme: Scheme, case: Case) -> Case:
    """The case with days of last year, when most schemes were open and most values are known."""
    days = {
        q.name: date(2024, 9, 18) for q in scheme.questions if q.kind == "day" and q.name in case
    }
    return {**case, **days} if random.Random(scheme.code + repr(case)).random() < 0.8 else case


def _in_words(scheme: Scheme, case: Case) -> object:
    return explained(scheme, decide(scheme, case, ON), case)


def _each(
    what: str,
    schemes: Sequence[Scheme],
    cases: Mapping[str, Sequence[Case]],
    ask: Callable[[Scheme, Case], object],
    bar: float | None,
    *,
    longest: bool = False,
) -> bool:
    middles, everything = {}, []
    for scheme in schemes:
        times = [_seconds(lambda one=case, of=scheme: ask(of, one)) for case in cases[scheme.code]]
        middles[scheme.code] = statistics.median(times)
        everything += times
    middle = statistics.median(everything)
    slowest = max(middles, key=middles.__getitem__)
    more = f"slowest {slowest} {middles[slowest] * 1e6:,.0f} µs"
    if not longest:
        return _row(what, middle, bar, more)
    return _row(
        f"{what}, the longest", max(everything), bar, f"middle {middle * 1e6:,.0f} µs, {more}"
    )


def _all(schemes: Sequence[Scheme], cases: Mapping[str, Sequence[Case]]) -> bool:
    rounds = [
        _seconds(lambda n=number: [decide(s, cases[s.code][n], ON) for s in schemes], turns=12)
        for number in range(CASES)
    ]
    return _row(f"all {len(schemes)} schemes with reasons", statistics.median(rounds), ALL_BAR, "")


def _seconds(ask: Callable[[], object], turns: int = 4) -> float:
    """The best of some turns, the first of which warms up; processor time, which others change least."""
    best = float("inf")
    for _ in range(turns):
        begun = time.process_time()
        ask()
        best = min(best, time.process_time() - begun)
    return best


def _cold() -> bool:
    """From starting `technopole check` to its answer; the quickest, for other work only adds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(
            '{"project.total_cost": "9000000.00", "applicant.kind": "company"}', "utf-8"
        )
        words = [TECHNOPOLE, "check", "NIFS", "--answers", str(path), "--format", "text"]
        times, spent = [], []
        for _ in range(7):
            begun, before = time.perf_counter(), _of_children()
            subprocess.run(words, check=True, capture_output=True)
            times.append(time.perf_counter() - begun)
            spent.append(_of_children() - before)
    more = f"of which {statistics.median(spent) * 1e6:,.0f} µs on a processor"
    return _row("technopole check NIFS, from cold", min(times), COLD_BAR, more)


def _of_children() -> float:
    """The processor time of the processes that ended, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _row(what: str, seconds: float, bar: float | None, more: str) -> bool:
    met = bar is None or seconds <= bar
    verdict = "" if bar is None else f"(bar {bar * 1e6:,.0f} µs)   {said(met)}"
    print(f"            {what:44} {seconds * 1e6:12,.1f} µs   {verdict} {more}".rstrip())
    return met
