"""`technopole serve`: the portal, with its database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from technopole.cli.output import fail


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = 8000,
    sources: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Your folder of the documents: figures then show their passage, checked by hash.",
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the database is kept.", envvar="TECHNOPOLE_DATA"),
    ] = None,
) -> None:
    """Open the portal: start the database, load the pack, serve. Ctrl-C stops all of it.

    \b
    technopole serve
    technopole serve --port 8001 --sources ~/papers
    DATABASE_URL=postgresql://technopole@db/technopole technopole serve
    """
    if sources is not None and not sources.is_dir():
        fail(f"--sources “{sources}” is not a folder. Give the folder that holds the documents.")
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    if not workers.isdecimal() or int(workers) < 1:
        fail(f"WEB_CONCURRENCY is “{workers}”. Give a number of workers, such as 2.")
    if data is not None:
        os.environ["TECHNOPOLE_DATA"] = str(data.expanduser().absolute())

    from rich.console import Console

    from technopole.evidence.problems import PackRefused
    from technopole.plan.packs import UnknownPack
    from technopole.site.postgres import PostgresProblem
    from technopole.site.server import CannotServe, Place
    from technopole.site.server import serve as run

    people = Console(stderr=True)
    with people.status("Starting") as status:

        def ready(address: str) -> None:
            status.stop()
            people.print(
                f"Technopole is at {address}  (Ctrl-C stops it)", highlight=False, soft_wrap=True
            )

        try:
            run(Place(host, port, sources), say=status.update, ready=ready)
        except (CannotServe, PostgresProblem, PackRefused, UnknownPack) as error:
            status.stop()
            fail(str(error), status=1 if isinstance(error, CannotServe | PostgresProblem) else 2)
