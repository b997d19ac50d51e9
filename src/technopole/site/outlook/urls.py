"""The addresses of the outlook; each indicator's own is the portal's."""

from django.urls import path

from technopole.site.outlook.views import (
    budgets,
    downloads,
    levers,
    methods,
    paper,
    ranking,
    track,
)

app_name = "outlook"

urlpatterns = [
    path("", ranking.outlook, name="outlook"),
    path("budgets/", budgets.budgets, name="budgets"),
    path("track-record/", track.track, name="track"),
    path("methods/", methods.methods, name="methods"),
    path("levers/", levers.levers, name="levers"),
    path("levers/picture.vl.json", levers.picture, name="levers-picture"),
    path("limits/", levers.limits, name="limits"),
    path("paper/", paper.read, name="paper"),
    path("paths/<str:indicator>.csv", downloads.paths, name="paths"),
    path("assumptions/<str:indicator>.csv", downloads.assumptions, name="assumptions"),
]
