"""Addresses: pages under their language, everything for machines outside it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from technopole.site.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("api/v1/", include("technopole.site.api.urls")),
    path("openfisca/", include("technopole.site.api.openfisca.urls")),
    path("data/", include("technopole.site.api.file_urls")),
    *i18n_patterns(
        path("data/", include("technopole.site.api.page_urls")),
        path("corrections/", include("technopole.site.corrections.urls")),
        path("search/", include("technopole.site.search.urls")),
        path("support/", include("technopole.site.support.urls")),
        path("outlook/", include("technopole.site.outlook.urls")),
        path("", include("technopole.site.portal.urls")),
    ),
]

handler400 = "technopole.site.errors.bad_request"
handler403 = "technopole.site.portal.views.errors.refused"
handler404 = "technopole.site.portal.views.errors.not_found"
handler500 = "technopole.site.portal.views.errors.server_error"
