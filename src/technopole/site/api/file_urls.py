"""The addresses of the downloads."""

from django.urls import path

from technopole.site.api.downloads import download
from technopole.site.api.strictness import read_only

app_name = "files"

urlpatterns = [path("<path:name>", read_only(download), name="download")]
