"""Cursors: where a reader of a long list stopped, in one opaque word.

A cursor names the list and the last thing that was given, not a position: what is added before
it later on neither repeats a row nor hides one.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

__all__ = ["NotACursorError", "read_cursor", "write_cursor"]


class NotACursorError(ValueError):
    """The text is no cursor of this list."""


def write_cursor(collection: str, last: str) -> str:
    """The cursor that goes on after `last` in a collection.

    >>> read_cursor("facts", write_cursor("facts", "000-100"))
    '000-100'
    """
    return urlsafe_b64encode(f"{collection}\n{last}".encode()).decode().rstrip("=")


def read_cursor(collection: str, cursor: str) -> str:
    """The id after which to go on. Raises NotACursorError."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = urlsafe_b64decode(padded.encode("ascii")).decode("utf-8")
    except (NotBase64, UnicodeError) as error:
        raise NotACursorError("It is not one that this API gave.") from error
    name, found, last = text.partition("\n")
    if not found or not last or write_cursor(name, last) != cursor:
        raise NotACursorError("It is not one that this API gave.")
    if name != collection:
        raise NotACursorError(f"It belongs to the list of {name}.")
    return last
