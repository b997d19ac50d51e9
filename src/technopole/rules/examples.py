"""Worked examples: what a scheme's rule gives in cases that people worked out by hand from the sources.

They stand beside the scheme, in `<scheme>.cases.yaml`, and are read when somebody wants to see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from technopole.evidence.wording import Text

__all__ = ["Example", "read_examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """A case with everything that is answered in it.

    day:     the day on which it is asked.
    answers: as plain JSON, which `technopole.rules.answers` reads.
    """

    name: Text
    day: date
    answers: Mapping[str, Any]


@lru_cache(maxsize=128)
def read_examples(package: str, entity: str) -> tuple[Example, ...]:
    """The worked examples of a scheme of a pack's package, in the order written; empty where it has none.

    entity: the scheme's id, such as `technology-voucher-programme`.
    """
    import yaml  # of all that reads rules this alone needs it

    name = f"{entity.replace('-', '_')}.cases.yaml"
    file = files(package) / "schemes" / name
    if not file.is_file():
        return ()
    # The loader in C, where PyYAML was built with it, takes a twentieth of the time.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    cases = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both are safe
    return tuple(
        Example(
            Text(case["name"], case["name_zh_hant"]),
            date.fromisoformat(case["day"]),
            case["answers"],
        )
        for case in cases
    )
