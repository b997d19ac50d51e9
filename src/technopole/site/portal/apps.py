"""The portal's place among Django's apps."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public pages."""

    name = "technopole.site.portal"
    label = "portal"
