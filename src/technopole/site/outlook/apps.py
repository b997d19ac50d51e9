"""The outlook's place among Django's apps."""

from django.apps import AppConfig


class OutlookConfig(AppConfig):
    """Says which targets will be met, and shows the evidence behind it."""

    name = "technopole.site.outlook"
    label = "outlook"
