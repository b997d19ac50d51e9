"""The addresses of support; the list of all schemes stands at its root, in the portal."""

from django.urls import URLPattern

app_name = "support"

urlpatterns: list[URLPattern] = []
