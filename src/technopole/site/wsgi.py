"""The site as a WSGI application, for `technopole serve` or a server of your own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Final

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.serving")

_MOST: Final = 100_000_000  # bytes; who sends more is cut off
_SECONDS: Final = 10.0
_PIECE: Final = 262_144

django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer; what is left of a body that was refused is taken off the line first.

    Whoever is still sending when the connection ends never reads the sentence that refuses it.
    """
    answer = django(environ, start_response)
    _take_the_rest(environ)
    return answer


def _take_the_rest(environ: Mapping[str, Any]) -> None:
    """Read what the site did not, within bounds. Only gunicorn's bodies end where the request does."""
    connection = environ.get("gunicorn.socket")
    if connection is None:
        return
    until, left = monotonic() + _SECONDS, _MOST
    before = connection.gettimeout()
    connection.settimeout(_SECONDS)
    with suppress(Exception):  # whoever sends nothing, or nonsense, is answered all the same
        body = environ["wsgi.input"]
        while left > 0 and monotonic() < until and (piece := body.read(_PIECE)):
            left -= len(piece)
    with suppress(OSError):
        connection.settimeout(before)
