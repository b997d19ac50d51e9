"""Reading what is sent: its length and kind before its content, and every fault of it at once.

A body is read up to the route's own limit and never longer. JSON is read strictly: a key that is
given twice is refused, and NaN is no number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from technopole.site.api.refusals import Fault, RefusedError, from_faults, nearest

__all__ = ["JSON", "PARQUET", "kind_of", "members", "parse", "read_body", "read_object"]

JSON: Final = "application/json"
PARQUET: Final = "application/vnd.apache.parquet"
_PIECE: Final = 262_144
_PATIENCE: Final = 20  # seconds without a byte
_SHOWN: Final = 80
_MOST_FAULTS: Final = 20
_HALF_A_SIGN: Final = re.compile(rb"\\u[dD][89a-fA-F]")


def kind_of(request: HttpRequest, kinds: Collection[str] = (JSON,)) -> str:
    """What kind of body is sent. Raises RefusedError for one that the route does not read."""
    said = request.content_type or ""
    coding = request.headers.get("Content-Encoding", "identity")
    wanted = " or ".join(kinds)
    if said.lower() not in kinds:
        shown = said[:_SHOWN] or "none"
        raise RefusedError(415, f"The body's Content-Type is {shown}; send {wanted}.")
    if coding.lower() != "identity":
        raise RefusedError(
            415, f"The body's Content-Encoding is {coding[:_SHOWN]}; send it uncompressed."
        )
    return said.lower()


def read_body(request: HttpRequest, most: int) -> bytes:
    """The body. Raises RefusedError when its length is unknown, or above so many bytes."""
    if "Transfer-Encoding" in request.headers or not request.META.get("CONTENT_LENGTH"):
        raise RefusedError(411, "The body's length is not known; send a Content-Length.")
    length = int(request.META["CONTENT_LENGTH"])
    if length > most:
        raise RefusedError(
            413, f"The body has {length:,} bytes; this address takes at most {most:,}."
        )
    pieces: list[bytes] = []
    left = length
    try:
        with _patience(request):
            while left and (piece := request.read(min(left, _PIECE))):
                pieces.append(piece)
                left -= len(piece)
    except (UnreadablePostError, OSError) as error:
        if isinstance(error.__context__ or error, TimeoutError):
            raise RefusedError(408, f"Nothing came for {_PATIENCE} seconds.") from error
        raise RefusedError(400, "The body ended before its length.") from error
    if left:
        raise RefusedError(400, f"The body ended {left:,} bytes before its length.")
    return b"".join(pieces)


@contextmanager
def _patience(request: HttpRequest) -> Iterator[None]:
    """While a body is read, who sends nothing for long is not waited for: a thread is held so long."""
    connection = request.META.get("gunicorn.socket")
    if connection is None:
        yield
        return
    before = connection.gettimeout()
    connection.settimeout(_PATIENCE)
    try:
        yield
    finally:
        connection.settimeout(before)


def read_object(request: HttpRequest, most: int) -> dict[str, Any]:
    """The JSON object that is sent. Raises RefusedError for anything else."""
    kind_of(request)
    return parse(read_body(request, most))


@dataclass(slots=True)
class _Twice:
    """The keys that were given more than once, wherever they stand."""

    names: dict[str, None]

    def once(self, pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for name, _ in pairs:
                if name in seen:
                    self.names[name] = None
                seen.add(name)
        return found


class _NotANumber(ValueError):
    """NaN or an infinity, which JSON does not have."""


def _no_number(name: str) -> object:
    raise _NotANumber(name)


def parse(body: bytes, *, decimals: Callable[[str], Any] = float) -> dict[str, Any]:
    """The object of a JSON document. Raises RefusedError for anything else.

    decimals: what becomes of a number with decimals or an exponent.
    """
    twice = _Twice({})
    try:
        found = json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=twice.once,
            parse_constant=_no_number,
            parse_float=decimals,
        )
    except _NotANumber as error:
        sentence = f"The body holds {error}, which JSON does not have. Leave out what is not known, or give null."
        raise RefusedError(400, sentence) from error
    except RecursionError as error:
        raise RefusedError(400, "The body is nested too deeply.") from error
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"The body is not UTF-8 (byte {error.start + 1}).") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RefusedError(400, f"The body is not JSON ({where}). Send one object.") from error
    except ValueError as error:  # a whole number of thousands of digits
        raise RefusedError(400, "The body holds a number that is too long.") from error
    if _HALF_A_SIGN.search(body) and not _is_text(found):
        raise RefusedError(400, "The body holds half of a sign (\\ud800 to \\udfff by itself).")
    if twice.names:
        raise from_faults(
            [
                Fault(name[:_SHOWN], f"“{name[:_SHOWN]}” is given twice; give it once.")
                for name in list(twice.names)[:_MOST_FAULTS]
            ]
        )
    if not isinstance(found, dict):
        raise RefusedError(400, "The body is not an object. Send one: {…}.")
    return found


def _is_text(found: Any) -> bool:
    """Whether what was read can be written as UTF-8 again."""
    try:
        json.dumps(found, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def members(given: Mapping[str, Any], known: Collection[str]) -> list[Fault]:
    """The members of an object that are not known, each with the nearest that is."""
    faults = []
    for name in [name for name in given if name not in known][:_MOST_FAULTS]:
        near = nearest(name[:_SHOWN], known)
        hint = f"Did you mean “{near}”?" if near else f"There are: {', '.join(known)}."
        message = f"“{name[:_SHOWN]}” is nothing that this address reads. {hint}"
        faults.append(Fault(name[:_SHOWN], message, near))
    return faults
