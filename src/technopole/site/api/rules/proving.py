"""Proofs of a few schemes' rules: bounded in number and time, one request at a time in a worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from technopole.rules.receipts import rule_version
from technopole.rules.records import Record
from technopole.site.api.listings import as_json
from technopole.site.api.refusals import RefusedError
from technopole.site.api.rules.asked import Asked, rules
from technopole.site.api.rules.bodies import JSON, read_object
from technopole.site.api.rules.busy import Slots

__all__ = ["MOST_BYTES", "MOST_SCHEMES", "MOST_SECONDS", "proofs_of", "prove"]

MOST_BYTES: Final = 16_000
MOST_SCHEMES: Final = 5
MOST_SECONDS: Final = 20.0
_MEMBERS: Final = ("schemes", "on")
_slots = Slots("proofs", retry_after=10)


def prove(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /prove`."""
    return HttpResponse(as_json(proofs_of(read_object(request, MOST_BYTES))), content_type=JSON)


def proofs_of(given: Mapping[str, Any]) -> Record:
    """Every check of some schemes. Raises RefusedError, also where no solver is installed."""
    from technopole.rules.readers.prove import SolverMissing

    asked = Asked(given, _MEMBERS)
    schemes = asked.running(most=MOST_SCHEMES)
    on = asked.day()
    asked.settle()
    until = monotonic() + MOST_SECONDS
    try:
        with _slots.one():
            proofs = [
                proof
                for scheme in schemes
                for proof in _proofs(settings.PACK, scheme.entity, on, until - monotonic())
            ]
    except SolverMissing as missing:
        raise RefusedError(503, f"{missing}.") from missing
    return {"pack": settings.PACK, "on": on.isoformat(), "proofs": proofs}


def _proofs(pack: str, entity: str, on: date, seconds: float) -> list[Record]:
    """The proofs of a scheme, kept when none of them ran out of time."""
    kept = _kept(pack)
    if (entity, on) not in kept:
        from technopole.rules.readers.prove import proofs
        from technopole.rules.readers.prove.proof import proof_record

        book = rules()
        scheme = book.schemes[entity]
        begun = monotonic()
        found = [
            {"scheme": entity, "code": scheme.code, "rule_version": rule_version(scheme)}
            | proof_record(proof)
            for proof in proofs(
                scheme, on=on, consistency=book.consistency, seconds=max(seconds, 0.0)
            )
        ]
        if monotonic() - begun >= seconds:
            return found
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[entity, on] = found
    return kept[entity, on]


_MOST_KEPT: Final = 512


@lru_cache(maxsize=2)
def _kept(pack: str) -> dict[tuple[str, date], list[Record]]:
    """What was proved before, by scheme and day: a rule does not change while a server runs."""
    return {}
