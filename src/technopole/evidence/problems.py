"""What is wrong with a data file, said so that it can be mended; all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["PackRefused", "Problem", "Report"]


# A file that cannot be read whole, and what may only follow from that: a name that nothing bears.
_CAUSES: Final = frozenset({"tables.E001", "tables.E002", "tables.E003", "tables.E008"})
_CONSEQUENCES: Final = frozenset(
    {"evidence.E006", "evidence.E010", "plan.E001", "plan.E004", "plan.E005", "plan.E006", "plan.E008"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one data file.

    file:    the file's path inside the pack.
    line:    1-based; 0 when the fault is the file itself.
    column:  the column's name, where there is one.
    message: what is wrong, with the value found.
    mend:    what to do about it.
    code:    a stable id such as `evidence.E003`, listed in the reference of data files.
    """

    file: str
    line: int
    column: str
    message: str
    mend: str
    code: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: {self.message} {self.mend} [{self.code}]"


class PackRefused(Exception):
    """A pack's files hold faults; nothing of it was loaded.

    problems: every fault found, in the order of files and lines.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.problems)
        head = "The pack has 1 fault" if count == 1 else f"The pack has {count:,} faults"
        told = [problem for problem in self.problems if problem.code in _CAUSES]
        told += [
            problem
            for problem in self.problems
            if problem.code not in _CAUSES and not (told and problem.code in _CONSEQUENCES)
        ]
        lines = [f"{head}; nothing was loaded.", *(str(problem) for problem in told)]
        if left := count - len(told):
            lines.append(
                f"{left:,} more name what a file above should hold; they may go once it is mended."
            )
        return "\n".join(lines)


@dataclass(slots=True)
class Report:
    """Gathers problems while files are read, so that all are told together."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Note a fault and go on."""
        self.problems.append(problem)

    def raise_if_any(self) -> None:
        """Raise PackRefused with everything found so far, if anything was."""
        if self.problems:
            raise PackRefused(self.problems)
