"""`technopole verify`: prove every anchor against the documents."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from technopole.cli.options import PackName, opened
from technopole.cli.output import fail, hint


def verify(
    sources: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder that holds the documents' text files.")
    ],
    pack: PackName = "hong_kong",
) -> None:
    """Prove that every figure stands where it was read, with the value that was read.

    Each fact's passage is looked up by its lines, its hash compared, and its value read again out
    of the passage. What broke is named by id, file and line; the exit status is then 1.

    \b
    technopole verify --sources ~/documents
    """
    from rich.console import Console
    from rich.progress import track

    from technopole.evidence.readings import Reading
    from technopole.evidence.verify import Broken, Documents, check_anchor, check_observation

    known = opened(pack, None)
    if not sources.is_dir():
        fail(f"--sources “{sources}” is not a folder. Give the folder that holds the documents.")
    documents = Documents(sources, known.evidence.sources)
    observations = list(known.evidence.observations.values())
    anchors = known.anchors()
    progress = Console(stderr=True)
    checks: list[Callable[[], Broken | None]] = [
        *(partial(check_observation, observation, documents) for observation in observations),
        *(partial(check_anchor, name, anchor, documents) for name, anchor in anchors),
    ]
    steps = track(
        checks, "Verifying", console=progress, transient=True, disable=not progress.is_terminal
    )
    broken = [found for check in steps if (found := check()) is not None]
    with suppress(BrokenPipeError):  # a reader that leaves early changes nothing of the answer
        for fault in broken:
            typer.echo(str(fault))
    total = len(observations) + len(anchors)
    if broken:
        fail(
            f"{len(broken):,} of {total:,} anchors do not prove. Compare the lines named above with the "
            "document; where the document is right, correct the row of that id in the pack.",
            status=1,
        )
    readings = {reading: sum(o.reading is reading for o in observations) for reading in Reading}
    parts = ", ".join(f"{count:,} {reading}" for reading, count in readings.items() if count)
    typer.echo(
        f"{len(observations):,} of {len(observations):,} figures proven ({parts}), and "
        f"{len(anchors):,} of {len(anchors):,} other passages."
    )
    hint("Where the documents disagree: technopole contradictions")
