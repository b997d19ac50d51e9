"""The `technopole` command: one module of this package a command, each a function of its name."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from technopole import __version__
from technopole.cli.output import written

__all__ = ["COMMANDS", "app"]

# In the order in which --help lists them. A command's module imports what is heavy (the site, tables,
# charts) inside the function, so that every command starts in a fraction of a second.
COMMANDS = (
    "serve",
    "facts",
    "verify",
    "contradictions",
    "plan",
    "indicators",
    "outlook",
    "schemes",
    "questions",
    "check",
    "find",
    "assess",
    "replay",
    "prove",
    "paper",
)


class _Commands(TyperGroup):
    def main(self, *args: Any, **values: Any) -> Any:
        # Help is printed before any command is invoked.
        try:
            with written():
                return super().main(*args, **values)
        except typer.Exit as ended:
            sys.exit(ended.exit_code)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        with written():
            return super().invoke(ctx)


app = typer.Typer(
    name="technopole",
    cls=_Commands,
    help="A government's innovation-and-technology plan, run as software: every figure with its source.",
    epilog="Start with: technopole serve",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"technopole {__version__}")
        raise typer.Exit


@app.callback()
def technopole(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """A government's innovation-and-technology plan, run as software: every figure with its source."""


for _command in COMMANDS:
    app.command(_command)(getattr(import_module(f"technopole.cli.{_command}"), _command))
