"""Everything that a pack declares for its outlook, read together, so that all faults are told at once."""

from __future__ import annotations

from collections.abc import Callable

from technopole.evidence.problems import PackRefused, Report
from technopole.outlook.budgets import budgets_of
from technopole.outlook.levers.declared import model_of
from technopole.outlook.paper.setting import read_setting
from technopole.outlook.settings import settings_of
from technopole.plan.packs import Pack

__all__ = ["check_declarations"]

_READERS: tuple[Callable[[Pack], object], ...] = (settings_of, budgets_of, model_of)


def check_declarations(pack: Pack) -> None:
    """Read every outlook file of a whole pack. Raises PackRefused with every fault of all of them."""
    report = Report()
    for read in _READERS:
        try:
            read(pack)
        except PackRefused as refused:
            report.problems += refused.problems
    read_setting(pack, report)
    report.raise_if_any()
