"""One case decided by one scheme, several or all; a receipt computed again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from technopole.rules.explain import changes, explained
from technopole.rules.language import Scheme
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import decide
from technopole.rules.receipts import MOST_BYTES as MOST_RECEIPT
from technopole.rules.receipts import ReceiptRefused, receipt, replay, rule_version
from technopole.rules.records import (
    Record,
    award_record,
    decision_record,
    described_record,
    outcome_record,
)
from technopole.site.api.listings import as_json
from technopole.site.api.refusals import Fault, from_faults
from technopole.site.api.rules.asked import Asked, rules
from technopole.site.api.rules.bodies import JSON, kind_of, parse, read_body, read_object

__all__ = ["MOST_BYTES", "MOST_RECEIPT", "decide_case", "decisions", "replay_receipt"]

MOST_BYTES: Final = 256_000
"""The largest body with a case: all answers of all schemes have a tenth of it."""

_MEMBERS: Final = ("answers", "schemes", "on", "explain", "receipt")


def decide_case(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /decide`."""
    return HttpResponse(as_json(decisions(read_object(request, MOST_BYTES))), content_type=JSON)


def decisions(given: Mapping[str, Any]) -> Record:
    """What each scheme's rule says of a case. Raises RefusedError with every fault of the body."""
    asked = Asked(given, _MEMBERS)
    answers = asked.answers(asked.book.questions)
    schemes = asked.schemes()
    on = asked.day()
    explain, with_receipt = asked.flag("explain", otherwise=True), asked.flag("receipt")
    asked.settle()
    return {
        "pack": settings.PACK,
        "on": on.isoformat(),
        "decisions": [
            _decided(scheme, answers, on, explain=explain, with_receipt=with_receipt)
            for scheme in schemes
        ],
    }


def _decided(
    scheme: Scheme, answers: Mapping[str, Answer], on: date, *, explain: bool, with_receipt: bool
) -> Record:
    version = rule_version(scheme)
    if not scheme.executable:
        return described_record(scheme, on, version)
    decision = decide(scheme, answers, on)
    if explain:
        record = decision_record(
            scheme,
            decision,
            explained(scheme, decision, answers),
            changes(scheme, answers, on),
            version,
        )
    else:
        outcome = outcome_record(decision)
        record = {
            "scheme": scheme.entity,
            "on": on.isoformat(),
            "eligible": outcome["eligible"],
            "subject_to": outcome["subject_to"],
            "award": outcome["award"],
            "reasons": [
                {"condition": reason.condition.name, "holds": reason.holds.value}
                for reason in decision.reasons
            ],
            "missing": outcome["missing"],
            "flags": outcome["flags"],
            "rule_version": version,
            "code": scheme.code,
            "awards": [award_record(award) for award in decision.awards],
            "outside": outcome["outside"],
            "refused": outcome["refused"],
        }
    if with_receipt:
        # As text: its bytes are what is computed again.
        record["receipt"] = receipt(scheme, answers, on, decision).decode()
    return record


def replay_receipt(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /receipts/replay`."""
    kind_of(request)
    return HttpResponse(as_json(replayed(read_body(request, MOST_RECEIPT))), content_type=JSON)


def replayed(body: bytes) -> Record:
    """A receipt computed again: the body itself, or the text in its only member, `receipt`."""
    given = parse(body)
    told = given.get("receipt")
    text = body
    if set(given) == {"receipt"}:
        if not isinstance(told, str):
            raise from_faults([Fault("receipt", "“receipt” is not the text of a receipt.")])
        text = told.encode()
    try:
        found = replay(text, rules())
    except ReceiptRefused as error:
        raise from_faults([Fault("receipt", error.says.en, says=error.says)]) from error
    return {
        "pack": settings.PACK,
        "same": found.same,
        "says": {"en": found.says.en, "zh_hant": found.says.zh_hant},
        "receipt": found.again.decode() or None,
    }
