"""The reader's answers, kept in the browser's session and nowhere else.

They travel as the plain JSON that `technopole.rules.answers` reads, signed in a cookie. What does
not fit into a cookie is refused with a sentence; nothing is ever cut.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

__all__ = ["MOST_BYTES", "TooManyAnswersError", "forget", "given", "keep"]

_KEY: Final = "given"
# Browsers keep 4,096 bytes a cookie, name and attributes included; signing and packing take their part.
MOST_BYTES: Final = 2_600


class TooManyAnswersError(ValueError):
    """The answers are more than a browser's session holds."""


def given(request: HttpRequest) -> dict[str, Any]:
    """The answers so far, by question; a question answered "I don't know" is there as None."""
    kept = request.session.get(_KEY)
    return dict(kept) if isinstance(kept, dict) else {}


def keep(request: HttpRequest, answers: Mapping[str, Any]) -> None:
    """Keep these answers in place of those before. Raises TooManyAnswersError, and keeps none then."""
    if len(json.dumps(answers, ensure_ascii=False).encode()) > MOST_BYTES:
        raise TooManyAnswersError
    request.session[_KEY] = dict(answers)


def forget(request: HttpRequest) -> None:
    """Drop every answer, and the cookie with them."""
    request.session.flush()
