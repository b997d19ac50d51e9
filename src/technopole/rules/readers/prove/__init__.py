"""Proofs about a scheme's rule, by an SMT solver, over every answer that its questions allow.

The rule's plain tree is told to the solver exactly: money in cents, shares as fractions, days on
the real calendar. A check asks for the case that would break a promise. If there is none the
promise is proved; if there is one it is shown as a file of answers; if the solver cannot tell, it
says so and why. What the documents leave open may be anything.

The solver is an extra of its own (`pip install technopole[proofs]`) and is imported when it is
first asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from technopole.rules.language import Consistency, Scheme
from technopole.rules.nodes import Node
from technopole.rules.readers.prove.proof import Check, Cliff, Proof, Status

if TYPE_CHECKING:
    from technopole.rules.readers.prove.judging import Judged

__all__ = [
    "Check", "Cliff", "Proof", "SolverMissing", "Status", "equal_except", "judged", "proofs",
]  # fmt: skip

_SECONDS: Final = 60.0


class SolverMissing(ImportError):
    """The solver is not installed."""


def _solver() -> None:
    try:
        import z3  # noqa: F401  whether it is there
    except ModuleNotFoundError:
        raise SolverMissing(
            "Proofs need the z3 solver, which is not installed. Install it with: "
            "pip install technopole[proofs]"
        ) from None


def proofs(
    scheme: Scheme,
    *,
    on: date,
    consistency: Iterable[Consistency] = (),
    seconds: float = _SECONDS,
) -> Iterator[Proof]:
    """Every check of a scheme whose rule runs, one after the other.

    on:          the day for which the scheme is shown to be satisfiable, and its cliffs are listed.
    consistency: what any honest set of answers fulfils; no case that breaks it counts.
    seconds:     how long all of it may take; what is left then is not proved, and says so.
    Raises SolverMissing where the solver is not installed.
    """
    _solver()
    from technopole.rules.readers.prove.checks import Ground, checks_of, timed
    from technopole.rules.readers.prove.cliffs import cliffs
    from technopole.rules.readers.prove.solving import Budget

    ground = Ground.of(scheme, consistency, on, Budget(until=monotonic() + seconds))
    for check in checks_of(ground):
        yield timed(check)
    yield timed(lambda: cliffs(ground))


def equal_except(
    old: Scheme,
    new: Scheme,
    region: Node,
    *,
    consistency: Iterable[Consistency] = (),
    seconds: float = _SECONDS,
) -> Proof:
    """Whether two versions of a rule answer alike outside a region: who fits, and what is awarded.

    region: a test that holds of the cases in which they may differ, such as those submitted since
            an amendment.
    Raises SolverMissing where the solver is not installed.
    """
    _solver()
    from technopole.rules.readers.prove import checks
    from technopole.rules.readers.prove.solving import Budget

    ground = checks.Ground.of(old, consistency, old.confirmed, Budget(until=monotonic() + seconds))
    return checks.timed(lambda: checks.equal_except(ground, new, region))


def judged(
    scheme: Scheme,
    answers: Mapping[str, Any],
    on: date,
    *,
    consistency: Iterable[Consistency] = (),
    seconds: float = _SECONDS,
) -> Judged:
    """What the completions of a partial case come to: whether it can fit or fail, and each award.

    answers:     as `read_answers` gives them; those to questions of judgement are left.
    on:          the day that stands for a missing day of application.
    consistency: what any honest set of answers fulfils; completions that break it do not count.
    Raises SolverMissing where the solver is not installed.
    """
    _solver()
    from technopole.rules.readers.prove.judging import judge
    from technopole.rules.readers.prove.solving import Budget

    return judge(scheme, answers, on, consistency, Budget(until=monotonic() + seconds))
