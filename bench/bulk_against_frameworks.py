"""Six schemes over a million complete cases: ours beside OpenFisca and PolicyEngine Core, in the same run.

Each framework runs in an environment of its own (`bench/peers`), reads the same applicants as arrays, and
computes the same thirteen results for one day, for it has one day a run. Ours is measured from arrays, as theirs,
and from a Polars table of which it checks every answer; it gives bounds and counts beside. Right answers are told first: ours are compared with NumPy written
by hand, in whole cents; theirs are in single precision.

    python -m bench frameworks
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.measuring import said
from bench.peers.environments import OPENFISCA, POLICYENGINE, environment
from bench.rules_in_bulk import (
    ROWS,
    SIX,
    Arrays,
    _best,
    _in_threads,
    _line,
    _native,
    applicants,
    as_frame,
    by_hand_of,
)
from technopole.rules.language import Scheme
from technopole.rules.readers.columns import assess, prepare
from technopole.rules.readers.columns.passes import Pass, Rows, Verdicts
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.integers import lowered

DAY = date(2024, 12, 31)
TURNS = 5
BAR = 1.0
PEERS = {
    f"OpenFisca {OPENFISCA}": ("openfisca", "openfisca_core"),
    f"PolicyEngine Core {POLICYENGINE}": ("policyengine", "policyengine_core"),
}
COMPUTED = {
    "NIFS.eligible": "nifs_eligible", "NIAS.eligible": "nias_eligible", "RAISE.eligible": "raise_eligible",
    "TAX-RD.eligible": "tax_rd_eligible", "TVP.eligible": "tvp_eligible", "DTSPP.eligible": "dtspp_eligible",
    "NIFS.grant.low": "nifs_grant", "NIAS.grant.low": "nias_grant", "RAISE.grant.low": "raise_grant",
    "TAX-RD.deduction.low": "tax_rd_deduction", "TVP.grant.low": "tvp_grant", "TVP.advance.low": "tvp_advance",
    "DTSPP.grant.low": "dtspp_grant",
}  # fmt: skip


def run() -> bool:
    """Measure; gives whether ours is no slower than any of them."""
    print(f"\nframeworks  {', '.join(SIX)}; {ROWS:,} complete cases on {DAY}")
    book = read_rulebook("technopole.hong_kong")
    six = tuple(book.by_code[code.lower()] for code in SIX)
    prepare()
    given = _on_one_day(applicants(ROWS, six))
    right = by_hand_of(given)
    first = _ours(six, given, right)
    quickest = min(_theirs(name, given, right) for name in PEERS)
    second = _ours(six, given, right)  # again, for other work on the machine comes and goes
    arrays, table = (min(pair) for pair in zip(first, second, strict=True))
    ratio = quickest / arrays
    print(
        f"            ours from arrays {ratio:.1f} × the quickest of them (bar {BAR:g}): {said(ratio >= BAR)}; "
        f"from a table, checked, {quickest / table:.1f} ×"
    )
    return ratio >= BAR


def _on_one_day(given: Arrays) -> Arrays:
    day = np.int32((DAY - date(1970, 1, 1)).days)
    return {
        name: np.full(ROWS, day, np.int32) if values.dtype == np.int32 else values
        for name, values in given.items()
    }


def _ours(six: tuple[Scheme, ...], given: Arrays, right: Arrays) -> tuple[float, float]:
    """From arrays to arrays, and from a table to a table with every answer checked, in seconds."""
    frame, programs = as_frame(given, six), [lowered(scheme) for scheme in six]
    found = assess(six, frame, DAY, programs=programs).verdicts
    for name, wanted in right.items():
        column = found[name] == "yes" if name.endswith("eligible") else found[name]
        if int((column.to_numpy() != wanted).sum()):
            raise SystemExit(f"{name}: ours differs from NumPy by hand.")
    rows = Rows(ROWS, _native(given, six), frozenset(), {})
    passing = Pass(programs, frozenset(given))
    verdicts = [Verdicts.of(program, ROWS) for program in programs]
    arrays, table = _best(
        lambda: _in_threads(passing, rows, verdicts),
        lambda: assess(six, frame, DAY, programs=programs),
    )
    _line("ours, arrays to arrays", arrays, ROWS, "equal to NumPy by hand in every cent")
    _line("ours, table to table, checked", table, ROWS)
    return arrays, table


def _theirs(name: str, given: Arrays, right: Arrays) -> float:
    peer, core = PEERS[name]
    python = environment(peer) / "bin" / "python"
    here = Path(__file__).parent / "peers"
    with tempfile.TemporaryDirectory(prefix="technopole-bench-") as place:
        folder = Path(place)
        for script in ("six_schemes.py", "in_bulk.py"):
            shutil.copy(here / script, folder)
        for question, values in given.items():
            np.save(folder / f"{question.replace('.', '_')}.npy", _as_they_take(question, values))
        done = subprocess.run(
            [python, folder / "in_bulk.py", folder, str(DAY), str(TURNS)],
            check=True, capture_output=True, text=True, env={"CORE": core, "PATH": os.environ["PATH"]},
        )  # fmt: skip
        measured = json.loads(done.stdout.splitlines()[-1])
        wrong, off, worst = _compared(folder, right)
    total = float(measured["hand_over"] + measured["compute"])
    _line(
        name, total, ROWS,
        f"hand-over {measured['hand_over'] * 1000:.0f} ms, compute {measured['compute'] * 1000:.0f} ms, "
        f"{measured['peak_mib']:.0f} MiB",
    )  # fmt: skip
    print(f"            {wrong:,} of its decisions wrong, {off:,} of its amounts off by a cent or more, the worst "
          f"by HK${worst:,.2f}")  # fmt: skip
    return total


def _as_they_take(question: str, values: Any) -> Any:
    """Dollars and per cents as floats; codes, counts and truths as they are."""
    if values.dtype == np.int64 and (
        values.max() > 100_000 or question == "stages.team_benefit_share"
    ):
        return values / 100
    return values


def _compared(folder: Path, right: Arrays) -> tuple[int, int, float]:
    """Decisions that are wrong, amounts of eligible cases off by a cent or more, and the worst of them."""
    wrong = off = 0
    worst = 0.0
    for name, wanted in right.items():
        found = np.load(folder / f"out_{COMPUTED[name]}.npy")
        if name.endswith("eligible"):
            wrong += int((found.astype(bool) != wanted).sum())
            continue
        eligible = right[f"{name.split('.')[0]}.eligible"]
        cents = found.astype(np.float64) * 100
        # Ours floors what is less than a cent; theirs keeps it: only a whole cent counts.
        apart = np.where(eligible, np.abs(cents - wanted), 0)
        off += int((apart >= 1.0).sum())
        worst = max(worst, float(apart.max()) / 100)
    return wrong, off, worst


if __name__ == "__main__":
    run()
