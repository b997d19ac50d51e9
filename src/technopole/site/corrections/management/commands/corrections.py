"""`python -m technopole.site corrections`: what readers reported, and closing a report."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from technopole.site.corrections.actions import NoSuchReportError, close
from technopole.site.corrections.queries import reports


class Command(BaseCommand):
    """Lists the open reports, one JSON object a line, or closes one."""

    help = "List the reports of errors in figures (JSON, one a line), or close one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--all", action="store_true", help="the closed ones, too")
        parser.add_argument("--close", type=int, metavar="REPORT", help="close this report …")
        parser.add_argument("--outcome", default="", help="… and note what was done about it")

    def handle(self, **options: Any) -> None:
        """List, or close."""
        if options["close"] is None:
            for report in reports(closed=options["all"]):
                self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        if not options["outcome"].strip():
            raise CommandError('Say what was done about it: --outcome "…".')
        try:
            close(options["close"], outcome=options["outcome"].strip(), at=timezone.now())
        except NoSuchReportError as error:
            raise CommandError(str(error)) from error
