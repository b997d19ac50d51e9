"""The addresses of support; the list of all schemes stands at its root, in the portal."""

from django.urls import path

from technopole.site.support.views import find

app_name = "support"

urlpatterns = [
    path("find/", find.find, name="find"),
]
