"""The API's place among Django's apps."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The read API at /api/v1/ and the downloads at /data/."""

    name = "technopole.site.api"
    label = "api"
