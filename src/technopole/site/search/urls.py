"""The address of the search page."""

from django.urls import path

from technopole.site.search.views import search

app_name = "search"

urlpatterns = [path("", search, name="search")]
