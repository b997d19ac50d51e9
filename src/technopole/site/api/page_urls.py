"""The addresses of the pages about the data."""

from django.urls import path

from technopole.site.api.pages import api, data

app_name = "data"

urlpatterns = [
    path("", data, name="data"),
    path("api/", api, name="api"),
]
