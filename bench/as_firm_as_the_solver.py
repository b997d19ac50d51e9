"""How often a decision on a part of a case is as firm, and as tight, as the solver's own verdict."""

from __future__ import annotations

import random
import time
from datetime import date

from tests.rules.cases import complete_case, partial

from bench.measuring import said
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.prove import judged
from technopole.rules.rulebook import read_rulebook

ON = date(2025, 6, 1)
CASES = 8
BAR = 0.999
_FIRM = {(True, False): Eligible.YES, (False, True): Eligible.NO}


def run() -> bool:
    """Compare; gives whether nothing was too firm, and nearly everything as firm as can be."""
    print("\nsolver      parts of cases, drawn from a seed, decided here and judged by the solver")
    counts = dict.fromkeys(("judged", "too firm", "too wide", "amounts", "amounts too wide"), 0)
    ours = theirs = 0.0
    for scheme in read_rulebook("technopole.hong_kong").executable:
        rng = random.Random(scheme.entity)
        for _ in range(CASES):
            people = {judgement.question.name for judgement in scheme.judgements}
            drawn = partial(complete_case(scheme, rng), rng)
            case = {name: answer for name, answer in drawn.items() if name not in people}
            begun = time.perf_counter()
            mine = decide(scheme, case, ON)
            ours += time.perf_counter() - begun
            if mine.outside is not None:
                continue
            begun = time.perf_counter()
            found = judged(scheme, case, ON, seconds=10)
            theirs += time.perf_counter() - begun
            if found.can_fit is None or found.can_fail is None:
                continue
            counts["judged"] += 1
            true = _FIRM.get((found.can_fit, found.can_fail), Eligible.UNKNOWN)
            if mine.eligible is not true:
                counts["too wide" if mine.eligible is Eligible.UNKNOWN else "too firm"] += 1
                continue
            for amount, extent in zip(mine.awards, found.awards, strict=False):
                if extent.sure:
                    counts["amounts"] += 1
                    counts["amounts too wide"] += (amount.low, amount.high) != (
                        extent.low,
                        extent.high,
                    )
    missed = counts["too wide"] + counts["amounts too wide"]
    share = 1 - missed / max(1, counts["judged"] + counts["amounts"])
    met = share >= BAR and not counts["too firm"]
    print(f"            {', '.join(f'{count:,} {what}' for what, count in counts.items())}")
    print(f"            as firm and as tight in {share:.2%}   (bar {BAR:.1%})   {said(met)}")
    print(f"            {ours:.2f} s here, {theirs:.1f} s by the solver")
    return met
