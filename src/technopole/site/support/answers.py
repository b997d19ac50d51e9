"""The reader's answers, kept in the browser's session and nowhere else.

They travel as the plain JSON that `technopole.rules.answers` reads, signed in a cookie. What does
not fit into a cookie is refused with a sentence; nothing is ever cut.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

__all__ = ["MOST_BYTES", "TooManyAnswersError", "forget", "from_link", "given", "in_link", "keep"]

_KEY: Final = "given"
# Browsers keep 4,096 bytes a cookie, name and attributes included; signing and packing take their part.
MOST_BYTES: Final = 2_600
_LONGEST_LINK: Final = 4_000


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


def in_link(answers: Mapping[str, Any]) -> str:
    """The answers as a piece of an address, made only when the reader asks for a link."""
    packed = zlib.compress(json.dumps(answers, ensure_ascii=False).encode(), 9)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def from_link(text: str) -> dict[str, Any]:
    """The answers that `in_link` wrote; not yet read as answers. Raises ValueError for anything else."""
    if len(text) > _LONGEST_LINK:
        raise ValueError
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(packed, 4 * MOST_BYTES)
        found = json.loads(plain)
    except (binascii.Error, zlib.error, UnicodeError, RecursionError) as error:
        raise ValueError from error
    if unpacking.unconsumed_tail or not isinstance(found, dict):
        raise ValueError
    return found
