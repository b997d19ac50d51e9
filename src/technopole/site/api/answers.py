"""How the API says yes: bytes joined from memory, with what caches need to keep them."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from technopole import __version__
from technopole.plan.packs import Pack
from technopole.rules.rule_records import rule_record
from technopole.site.api.cursors import NotACursorError, read_cursor, write_cursor
from technopole.site.api.listings import COLLECTIONS, Listed, Rows, Snapshot, as_json, snapshot_of
from technopole.site.api.questions import Asked, ListAsked, SchemeAsked
from technopole.site.api.refusals import Fault, RefusedError, from_faults, nearest
from technopole.site.editions import queries as editions
from technopole.site.support.rules import rulebook_of, rules_version

__all__ = [
    "View",
    "conditional",
    "envelope",
    "give_list",
    "give_one",
    "give_row",
    "give_rows",
    "give_scheme",
    "not_there",
    "view_of",
]

_WORTH_COMPRESSING: Final = 1_000
_COMPRESSED_KEPT: Final = 128
_LONGEST_KEPT: Final = 256_000
_COMPRESSED_ALREADY: Final = ("application/pdf", "application/vnd.")
_compressed: OrderedDict[str, bytes] = OrderedDict()
_compressed_lock = Lock()
_NOT_FILTERS: Final = frozenset({"as_of", "limit", "cursor", "from_id", "to_id"})


@dataclass(frozen=True, slots=True)
class View:
    """The current edition as it was known on the day asked for.

    as_of: the day that the answer names: the one asked for, else that of the newest document.
    """

    edition: Pack
    loaded_at: datetime
    snapshot: Snapshot
    as_of: date

    @property
    def pack(self) -> Pack:
        """The pack as it was known on the day."""
        return self.snapshot.pack


def view_of(day: date | None) -> View:
    """The current edition on a day; on no day, with every document."""
    loaded = editions.current_edition()
    edition = editions.pack_of(loaded)
    pack = edition if day is None else edition.as_of(day)
    return View(edition, loaded.loaded_at, snapshot_of(pack), day or edition.days[-1])


def envelope(view: View, **more: Any) -> dict[str, Any]:
    """What every answer begins with."""
    pack = view.edition
    return {"pack": pack.id, "pack_version": pack.version, "as_of": view.as_of.isoformat(), **more}


def give_one(request: HttpRequest, collection: str, name: str, asked: Asked) -> HttpResponse:
    """One record, or a 404 that helps."""
    view = view_of(asked.as_of)
    rows = view.snapshot.rows(collection)
    position = rows.position.get(name)
    if position is None:
        raise not_there(collection, name, view)
    return give_row(request, view, rows, position, _salt(rows, view))


def give_row(
    request: HttpRequest, view: View, rows: Rows, position: int, salt: str
) -> HttpResponse:
    """One of a collection's rows."""
    return conditional(
        request,
        view,
        lambda: _closed(envelope(view), b'"item":', rows.bodies[position]),
        salt=salt,
    )


def give_scheme(request: HttpRequest, name: str, asked: SchemeAsked) -> HttpResponse:
    """A scheme by its id or its short name, with its rule where there is one."""
    view = view_of(asked.as_of)
    rows = view.snapshot.rows("schemes")
    book = rulebook_of(view.edition.id)
    scheme = book.by_code.get(name.lower())
    position = rows.position.get(name if scheme is None else scheme.entity)
    if position is None:
        raise not_there("schemes", name, view, also=[s.code for s in book.schemes.values()])
    on = asked.on or timezone.localdate()
    by = scheme or next((s for s in book.schemes.values() if name in s.also), None)
    head = {"rule_of": by.entity if by else None}

    def body() -> bytes:
        rule = as_json(rule_record(scheme, book, on)) if scheme else b"null"
        item = rows.bodies[position][:-1] + b"," + as_json(head)[1:-1] + b',"rule":' + rule + b"}"
        return _closed(envelope(view), b'"item":', item)

    return conditional(request, view, body, salt=f"{_salt(rows, view)}{on}")


def _salt(rows: Rows, view: View) -> str:
    """What an answer hangs on beside the pack: the version of the rules, where it does."""
    return rules_version(view.edition.id) if rows.listed.by_rules else ""


def not_there(collection: str, name: str, view: View, also: Iterable[str] = ()) -> RefusedError:
    """A 404 for an id that a collection does not hold on a day: since when it does, or the nearest."""
    one = COLLECTIONS[collection].one
    for day in view.edition.days:
        if name in snapshot_of(view.edition.as_of(day)).rows(collection).position:
            sentence = f"The {one} “{name}” was not known on {view.as_of}; it is known since {day}."
            return RefusedError(404, sentence)
    near = nearest(name, [*also, *view.snapshot.rows(collection).ids])
    hint = f" Did you mean “{near}”?" if near else ""
    message = f"No {one} is called “{name[:80]}”.{hint}"
    return RefusedError(404, message, (Fault("id", message, near),))


def give_list(request: HttpRequest, collection: str, asked: ListAsked) -> HttpResponse:
    """A page of a collection."""
    view = view_of(asked.as_of)
    rows = view.snapshot.rows(collection)
    return give_rows(request, view, rows, asked, _salt(rows, view))


def give_rows(
    request: HttpRequest, view: View, rows: Rows, asked: ListAsked, salt: str
) -> HttpResponse:
    """A page of a collection's rows.

    salt: what they follow from beside the pack.
    """
    wanted = _wanted(rows.listed, asked, view)
    low, high = getattr(asked, "from_id", None), getattr(asked, "to_id", None)
    page = _Page(rows, rows.chosen(wanted, low, high), _start(rows, asked.cursor), asked.limit)
    return conditional(request, view, lambda: page.write(request, view), salt=salt)


def _wanted(listed: Listed, asked: ListAsked, view: View) -> Mapping[str, str]:
    """The filters asked for. Raises RefusedError for a value that names nothing."""
    wanted: dict[str, str] = {}
    faults = []
    filters = listed.filters
    for name in type(asked).model_fields:
        value = getattr(asked, name)
        if value is None or name in _NOT_FILTERS:
            continue
        wanted[name] = str(value)
        domain = filters[name].domain
        if domain is not None and value not in (known := domain(view.edition)):
            near = nearest(value, known)
            hint = f"Did you mean “{near}”?" if near else "See the lists of this API."
            faults.append(Fault(name, f"“{value}” is no {name} that is known. {hint}", near))
    if faults:
        raise from_faults(faults)
    return wanted


def _start(rows: Rows, cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        position = rows.after(read_cursor(rows.listed.name, cursor))
    except NotACursorError as error:
        raise from_faults([Fault("cursor", f"“cursor” cannot be read. {error}")]) from error
    if position is None:
        message = "“cursor” points to what this edition does not hold; begin again without it."
        raise from_faults([Fault("cursor", message)])
    return position


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a list: the rows from `start` on, of those that were chosen."""

    rows: Rows
    chosen: Sequence[int]
    start: int
    limit: int

    def write(self, request: HttpRequest, view: View) -> bytes:
        """The page as JSON, with the address of the next."""
        first = bisect_left(self.chosen, self.start)
        page = self.chosen[first : first + self.limit]
        following = None
        if len(self.chosen) > first + self.limit:
            given = {name: value for name, value in request.GET.items() if name != "cursor"}
            given["cursor"] = write_cursor(self.rows.listed.name, self.rows.ids[page[-1]])
            following = f"{request.build_absolute_uri(request.path)}?{urlencode(given)}"
        head = envelope(view, count=len(self.chosen), next=following)
        bodies = self.rows.bodies
        return _closed(head, b'"items":', b"[" + b",".join([bodies[p] for p in page]) + b"]")


def _closed(head: Mapping[str, Any], key: bytes, body: bytes) -> bytes:
    """The head's object with one more key, whose value is written already."""
    return as_json(head)[:-1] + b"," + key + body + b"}"


@lru_cache(maxsize=4096)
def _etag(version: str, address: str) -> str:
    digest = sha256(f"{version}\0{__version__}\0{address}".encode()).hexdigest()
    return quote_etag(digest[:32])


def conditional(
    request: HttpRequest,
    view: View,
    build: Callable[[], bytes],
    content_type: str = "application/json",
    salt: str = "",
) -> HttpResponse:
    """The answer, or 304 when the caller holds it already.

    An answer follows from the pack's version and the address alone, so its tag does too.

    salt: what else it follows from, such as the version of the rules.
    """
    etag = _etag(view.edition.version + salt, request.build_absolute_uri())
    modified = int(view.loaded_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = _encoded(request, etag, build, content_type)
    response.setdefault("ETag", etag)
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = "public, no-cache"
    response["Access-Control-Allow-Origin"] = "*"  # open data: any page may read it
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _encoded(
    request: HttpRequest, etag: str, build: Callable[[], bytes], content_type: str
) -> HttpResponse:
    """The answer as the caller can take it; what was compressed once is kept."""
    asked = "gzip" in request.headers.get("Accept-Encoding", "")
    if not asked or content_type.startswith(_COMPRESSED_ALREADY):
        return HttpResponse(build(), content_type=content_type)
    with _compressed_lock:
        body = _compressed.get(etag)
        if body is not None:
            _compressed.move_to_end(etag)
    if body is None:
        plain = build()
        if len(plain) < _WORTH_COMPRESSING:
            return HttpResponse(plain, content_type=content_type)
        body = gzip.compress(plain, compresslevel=6, mtime=0)
        with _compressed_lock:
            if len(body) <= _LONGEST_KEPT:
                _compressed[etag] = body
            while len(_compressed) > _COMPRESSED_KEPT:
                _compressed.popitem(last=False)
    # Another encoding of the same answer is the same only in meaning: its tag is a weak one.
    headers = {"Content-Encoding": "gzip", "ETag": f"W/{etag}"}
    return HttpResponse(body, content_type=content_type, headers=headers)
