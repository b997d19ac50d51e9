"""`python -m technopole.site COMMAND`: Django's own commands, with the database started for them."""

import os
import sys
from contextlib import ExitStack

from django.core.management import execute_from_command_line

from technopole.site.folders import data_folder
from technopole.site.postgres import EmbeddedPostgres


def main() -> None:
    """Run one command on the data folder's database, or on DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.serving")
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            stack.enter_context(EmbeddedPostgres(data_folder() / "postgres")).prepare_database()
        execute_from_command_line(["python -m technopole.site", *sys.argv[1:]])


if __name__ == "__main__":
    main()
