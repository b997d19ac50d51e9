"""Whether a form came from a page of this site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest

__all__ = ["is_from_elsewhere"]


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on another site's page."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.get_host()
