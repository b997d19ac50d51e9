"""The addresses of the pages; a reader may keep any of them for ever."""

from django.urls import path

from technopole.site.portal.views import (
    about,
    changes,
    charts,
    evidence,
    home,
    indicators,
    plan,
    register,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<str:node>/", plan.node, name="node"),
    path("initiatives/", plan.initiatives, name="initiatives"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:indicator>/", indicators.indicator, name="indicator"),
    path("register/", register.register, name="register"),
    path("entities/<slug:entity>/", register.entity, name="entity"),
    path("support/", register.support, name="support"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("sources/<slug:source>/", evidence.source, name="source"),
    path("series/<str:series>/", evidence.series, name="series"),
    path("figures/<slug:fact>/", evidence.figure, name="figure"),
    path("contradictions/", evidence.contradictions, name="contradictions"),
    path("contradictions/<str:dispute>/", evidence.contradiction, name="contradiction"),
    path("changes/", changes.changes, name="changes"),
    path("changes.atom", changes.changes_feed, name="changes-feed"),
    path("charts/<slug:chart>.vl.json", charts.spec, name="chart-spec"),
    path("about/", about.about, name="about"),
]
