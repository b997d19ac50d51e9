"""The addresses of reports."""

from django.urls import path

from technopole.site.corrections.views import report, thanks

app_name = "corrections"

urlpatterns = [
    path("<slug:fact>/", report, name="report"),
    path("<slug:fact>/thanks/", thanks, name="thanks"),
]
