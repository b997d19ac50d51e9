"""What `technopole` runs: the imports too, so that Ctrl-C while it starts gives no traceback."""

from __future__ import annotations

__all__ = ["INTERRUPTED", "run"]

INTERRUPTED = 130
"""The status of a program that was ended by Ctrl-C, as shells have it."""


def run() -> None:
    """Run the command that is asked for."""
    try:
        from technopole.cli.main import app

        app()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
