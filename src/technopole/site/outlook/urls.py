"""The addresses of the outlook; each indicator's own is the portal's."""

from django.urls import path

from technopole.site.outlook.views import budgets, methods, ranking, track

app_name = "outlook"

urlpatterns = [
    path("", ranking.outlook, name="outlook"),
    path("budgets/", budgets.budgets, name="budgets"),
    path("track-record/", track.track, name="track"),
    path("methods/", methods.methods, name="methods"),
]
