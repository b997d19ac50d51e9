"""The place of support among Django's apps."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Answers which schemes fit, from the rules."""

    name = "technopole.site.support"
    label = "support"
