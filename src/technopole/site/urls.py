"""Addresses: pages under their language, everything for machines outside it."""

from django.urls import path

from technopole.site.health import health

urlpatterns = [
    path("health", health, name="health"),
]
