"""The app of editions."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Its tables change through `actions`; others read through `queries`."""

    name = "technopole.site.editions"
