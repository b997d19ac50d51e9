"""The rules as Polars expressions: lazily, and without a compiler.

    decided(frame, schemes, on)       a table of answers in, what each scheme makes of them out
    expressions_of(program, seen)     one program as steps of expressions, to be put into any plan

The table and the results are those of `technopole.rules.readers.columns`; what comes out beside, or
not, is

    refused                 the first question with an answer that cannot be taken; such a row has no
                            result. Whether answers contradict one another is not asked here
    TVP.condition.<name>    true, false, or null when open; only if asked for

`assess` is quicker, counts, and says why it refuses. This is for whoever has a plan of their own: a
query over files, a stream, a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import polars as pl

from technopole.rules.language import Scheme
from technopole.rules.readers.columns.expressions.answers import REFUSED, answers_of
from technopole.rules.readers.columns.expressions.lines import Rule, Seen, expressions_of
from technopole.rules.readers.columns.expressions.steps import Step, Totals, run
from technopole.rules.transforms.integers import Program, lowered

__all__ = ["REFUSED", "Rule", "Seen", "Step", "Totals", "decided", "expressions_of"]

_ELIGIBLE: Final = pl.Enum(["no", "yes", "unknown"])


def decided(
    frame: pl.DataFrame | pl.LazyFrame,
    schemes: Sequence[Scheme],
    on: date | None = None,
    *,
    programs: Sequence[Program] = (),
    conditions: bool = False,
) -> pl.LazyFrame:
    """Every row of a table decided under every scheme; collect it, or sink it into a file.

    frame:      of a DataFrame it is seen which columns are complete; that makes the work less.
    on:         the day of asking, which stands for a missing day of application; without it what
                hangs on that day is unknown.
    programs:   the schemes' programs, where they are kept; else they are lowered here.
    conditions: whether each condition's truth comes out.
    Raises TableRefused for columns that cannot be taken, TooWide for a rule beyond 64 bits.
    """
    questions = [question for scheme in schemes for question in scheme.questions]
    questions += [judgement.question for scheme in schemes for judgement in scheme.judgements]
    answers = answers_of(frame, dict.fromkeys(questions), on)
    good = pl.col(REFUSED).is_null()
    results: dict[str, pl.Expr] = {}
    steps: list[Step] = []
    for program in programs or [lowered(scheme) for scheme in schemes]:
        rule = expressions_of(program, answers.seen)
        steps += rule.steps
        for name, result in _results(program, rule, conditions=conditions):
            results[name] = pl.when(good).then(result)
    return run(answers.frame, (*answers.carried, REFUSED), steps, results)


def _results(program: Program, rule: Rule, *, conditions: bool) -> Iterator[tuple[str, pl.Expr]]:
    yield f"{program.code}.eligible", rule.eligible.cat.to(_ELIGIBLE)
    for name, (low, high) in rule.awards.items():
        yield f"{program.code}.{name}.low", low
        yield f"{program.code}.{name}.high", high
    for name, truth in rule.conditions.items() if conditions else ():
        yield f"{program.code}.condition.{name}", truth
