"""The place of corrections among Django's apps."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Takes reports of errors in figures."""

    name = "technopole.site.corrections"
    label = "corrections"
