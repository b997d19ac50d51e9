"""Papers: from the command to the file, beside LibreOffice, which turns our own Word file into a PDF.

Each paper is written by a process of its own, as a user would; first it is asked whether two runs give the
same bytes. LibreOffice is no package of ours: where it is not installed, the peer's column stays empty.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bench.measuring import TECHNOPOLE, said

BAR = 2.0  # seconds, for a paper as PDF
TIMES = 3
_PAPERS = (
    ("progress", "en", "2023-11-13", ()),
    ("progress", "zh-hant", "2026-11-21", ()),
    ("factsheet", "zh-hant", "2026-11-21", ()),
    ("brief", "en", "2026-11-21", ("--about", "S2")),
)


def run() -> bool:
    """Measure; gives whether the bar was met by every paper."""
    peer = shutil.which("soffice")
    print(f"\npapers      the middle of {TIMES} runs, each a process of its own; beside LibreOffice"
          f"{'' if peer else ' (not installed)'}")  # fmt: skip
    passed = True
    for kind, language, day, more in _PAPERS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            options = ("--kind", kind, "--as-of", day, "--language", language, *more)
            files = [folder / f"{number}.pdf" for number in range(TIMES)]
            before = os.times()
            seconds = statistics.median(_written(file, options) for file in files)
            after = os.times()
            work = after.children_user + after.children_system
            work = (work - before.children_user - before.children_system) / TIMES
            if len({file.read_bytes() for file in files}) != 1:
                print(
                    f"            {kind}, {language}, {day}: two runs gave other bytes   {said(good=False)}"
                )
                passed = False
            theirs = _converted(folder, options, peer) if peer else None
        beside = (
            ""
            if theirs is None
            else f"LibreOffice {theirs:5.2f} s, {theirs / seconds:4.1f} times ours   "
        )
        good = seconds <= BAR
        passed = passed and good
        print(
            f"            {f'{kind}, {language}, {day}':32} {seconds:6.2f} s ({work:.2f} s of processor)   {beside}(bar {BAR:g} s)   {said(good)}"
        )
    return passed


def _written(file: Path, options: tuple[str, ...]) -> float:
    begun = time.perf_counter()
    subprocess.run([TECHNOPOLE, "paper", *options, "--out", str(file)], check=True)
    return time.perf_counter() - begun


def _converted(folder: Path, options: tuple[str, ...], peer: str) -> float:
    """LibreOffice's seconds for the same paper from a Word file; its first start is not counted."""
    _written(folder / "paper.docx", options)
    command = [peer, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
               "pdf", "--outdir", str(folder), str(folder / "paper.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun
