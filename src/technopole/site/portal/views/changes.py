"""What became known when, as a page and as a feed."""

from __future__ import annotations

from datetime import datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from technopole.site.portal.queries.changes import SourceChanges, changes_page
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address

__all__ = ["changes", "changes_feed"]


def changes(request: PortalRequest) -> HttpResponse:
    """Document by document, newest first: what it added, changed and contradicted."""
    return render(request, "portal/changes.html", {"page": changes_page(request.pack)})


def changes_feed(request: PortalRequest) -> HttpResponse:
    """The same as an Atom feed, one for each language; it is of no day but of all."""
    request.pack, request.as_of = request.edition, None
    page = request.build_absolute_uri(address("portal:changes"))
    language = "zh-Hant" if request.language == "zh-hant" else "en"
    feed = Atom1Feed(
        title=_("Technopole: what became known when"),
        link=page,
        description=_("Document by document: what it added, changed and contradicted."),
        subtitle=_("Document by document: what it added, changed and contradicted."),
        language=language,
        author_name=_("Technopole"),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"tag:technopole,2026:changes/{language}",
    )
    site = request.build_absolute_uri("/").rstrip("/")
    for each in changes_page(request.edition).sources:
        known = _beginning_of(each)
        feed.add_item(
            title=each.source.title.in_language(request.language),
            link=f"{page}#{each.source.id}",
            description=render_to_string(
                "portal/_changes_entry.html", {"each": each, "site": site, "request": request}
            ),
            unique_id=f"tag:technopole,2026:changes/{language}/{each.source.id}",
            pubdate=known,
            updateddate=known,
        )
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _beginning_of(each: SourceChanges) -> datetime:
    """The first moment of the day on which a document counts as known."""
    return datetime.combine(each.source.published, time.min, get_default_timezone())
