"""What a solver found of each rule, kept beside the data: worked out once a version of the rule.

The server proves in a process of its own, when it has nothing better to do; a page shows what is
there and since when. A rule that changes has another version, and its old proof is not found.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from technopole.evidence.wording import Text
from technopole.rules.language import Scheme
from technopole.rules.receipts import rule_version
from technopole.site.support.rules import rulebook_of

__all__ = ["Found", "Proved", "prove_all", "proved"]

_SECONDS: Final = 30.0  # for one scheme, at most


@dataclass(frozen=True, slots=True)
class Found:
    """How one check ended, in a sentence."""

    status: str
    says: Text


@dataclass(frozen=True, slots=True)
class Proved:
    """What was proved of a rule, and on which day.

    cliffs: where one more step of an answer costs the award; empty where nothing falls.
    """

    on: date
    checks: tuple[Found, ...]
    cliffs: tuple[Found, ...]

    @property
    def holds(self) -> int:
        """How many checks were proved."""
        return sum(check.status == "proved" for check in self.checks)


def proved(scheme: Scheme) -> Proved | None:
    """What was proved of this very version of a rule; None while nothing was."""
    if settings.PROOFS_FOLDER is None or not scheme.executable:
        return None
    file = Path(settings.PROOFS_FOLDER) / f"{rule_version(scheme)}.json"
    return _read(file) if file.exists() else None


@lru_cache(maxsize=256)
def _read(file: Path) -> Proved:
    kept = json.loads(file.read_text("utf-8"))
    found = [
        (one["check"], Found(one["status"], Text(one["en"], one["zh_hant"])))
        for one in kept["found"]
    ]
    return Proved(
        date.fromisoformat(kept["on"]),
        tuple(one for check, one in found if check != "cliffs"),
        tuple(one for check, one in found if check == "cliffs"),
    )


def prove_all(folder: Path, pack_id: str) -> None:
    """Prove every rule of a pack that was not proved yet; each is kept as soon as it is found."""
    from technopole.rules.readers.prove import proofs

    book = rulebook_of(pack_id)
    folder.mkdir(parents=True, exist_ok=True)
    parent = os.getppid()
    for scheme in book.executable:
        file = folder / f"{rule_version(scheme)}.json"
        if file.exists():
            continue
        if os.getppid() != parent:
            return  # the server has gone
        today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date()
        found = [
            {
                "check": proof.check,
                "status": proof.status,
                "en": proof.says.en,
                "zh_hant": proof.says.zh_hant,
            }
            for proof in proofs(scheme, on=today, consistency=book.consistency, seconds=_SECONDS)
        ]
        beside = file.with_suffix(".new")
        beside.write_text(
            json.dumps({"on": str(today), "found": found}, ensure_ascii=False), "utf-8"
        )
        beside.replace(file)


def _main() -> None:
    """Run by the server: `python -m technopole.site.support.proofs FOLDER PACK`."""
    import django

    from technopole.rules.readers.prove import SolverMissing

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.serving")
    django.setup()
    os.nice(19)
    try:
        prove_all(Path(sys.argv[1]), sys.argv[2])
    except SolverMissing:
        return  # pages then say that nothing was proved here


if __name__ == "__main__":
    _main()
