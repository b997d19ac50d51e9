"""The addresses of support; the list of all schemes stands at its root, in the portal."""

from django.urls import path

from technopole.site.support.views import check, find, scheme

app_name = "support"

urlpatterns = [
    path("find/", find.find, name="find"),
    path("find/result/", find.result, name="find-result"),
    path("schemes/<slug:scheme>/", scheme.scheme, name="scheme"),
    path("schemes/<slug:scheme>/check/", check.check, name="check"),
]
