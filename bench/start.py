"""How long until something can be had: the server's first and second start, the pack, the first line."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.measuring import TECHNOPOLE, data_place, ended, said, start_serving

SECOND_START_BAR = 3.0
LOAD_BAR = 5.0
FIRST_LINE_BAR = 0.5
TIMES = 7


def run() -> bool:
    """Measure; gives whether the bars were met."""
    print("\nstart       the middle of several")
    with data_place() as folder:
        first = _start(folder)
        second = statistics.median(_start(folder) for _ in range(3))
    loading = statistics.median(float(_python(_LOAD)) for _ in range(TIMES))
    line = statistics.median(_first_line() for _ in range(TIMES))
    rows = (
        ("first start, until it answers", first, None),
        ("second start, until it answers", second, SECOND_START_BAR),
        ("reading and checking the pack", loading, LOAD_BAR),
        ("technopole facts, first line", line, FIRST_LINE_BAR),
    )
    for what, seconds, bar in rows:
        verdict = "" if bar is None else f"(bar {bar:g} s)   {said(seconds <= bar)}"
        print(f"            {what:32} {seconds:6.2f} s   {verdict}")
    return all(bar is None or seconds <= bar for _, seconds, bar in rows)


def _start(folder: Path) -> float:
    begun = time.perf_counter()
    process, _ = start_serving(folder)
    with ended(process):
        return time.perf_counter() - begun


_LOAD = """
import time
from technopole.plan.packs import load
begun = time.perf_counter(); load(); print(time.perf_counter() - begun)
"""


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout


def _first_line() -> float:
    begun = time.perf_counter()
    with subprocess.Popen(
        [TECHNOPOLE, "facts", "--format", "jsonl"], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"{")
        seconds = time.perf_counter() - begun
        process.stdout.read()
    return seconds
