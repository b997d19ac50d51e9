"""The addresses of the outlook; each indicator's own is the portal's."""

from django.urls import path

from technopole.site.outlook.views import budgets, downloads, methods, ranking, track

app_name = "outlook"

urlpatterns = [
    path("", ranking.outlook, name="outlook"),
    path("budgets/", budgets.budgets, name="budgets"),
    path("track-record/", track.track, name="track"),
    path("methods/", methods.methods, name="methods"),
    path("paths/<str:indicator>.csv", downloads.paths, name="paths"),
    path("assumptions/<str:indicator>.csv", downloads.assumptions, name="assumptions"),
]
