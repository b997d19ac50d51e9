"""The addresses of these routes; a slash at the end does no harm, as there."""

from django.urls import path, re_path

from technopole.site.api.openfisca import views

app_name = "openfisca"

urlpatterns = [
    path("", views.root, name="root"),
    re_path(r"^calculate/?$", views.calculate, name="calculate"),
    re_path(r"^trace/?$", views.trace, name="trace"),
    re_path(r"^parameters/?$", views.parameters, name="parameters"),
    re_path(r"^parameter/(?P<name>.+)$", views.parameter, name="parameter"),
    re_path(r"^variables/?$", views.variables, name="variables"),
    re_path(r"^variable/(?P<name>[^/]+)/?$", views.variable, name="variable"),
    re_path(r"^entities/?$", views.entities, name="entities"),
    re_path(r"^spec/?$", views.spec, name="spec"),
    re_path(r"^(?P<rest>.*)$", views.nothing_here),
]
