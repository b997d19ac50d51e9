"""How many questions find what fits: the interview over every scheme, on synthetic applicants.

Distributions: after how many steps every scheme is settled (a step is what one page asks: a question,
the boxes of a group, or the fields of a form), after how many questions (the boxes of a group are one,
each field of a form is one), and how many questions of the vocabulary, each box counted, are answered
until every scheme that fits has its exact amount. And how long a step takes, in process.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bench.measuring import percentile, said
from technopole.hong_kong.population import as_answers, population
from technopole.rules.ranges import Answer
from technopole.rules.readers.interview import Interview, Standing
from technopole.rules.rulebook import read_rulebook

APPLICANTS = 1500
SETTLED_AFTER = 10
SETTLED_BAR = 0.8
VOCABULARY_BAR = 1 / 3
STEP_BAR = 0.05


@dataclass(frozen=True)
class Walk:
    """One applicant's interview.

    kind:    who applies; a company that starts or brings up a technology business is a start-up.
    settled: after how many steps every scheme was settled.
    asked:   after how many questions: the boxes of a group are one, each field of a form is one.
    exact:   how many questions were answered until nothing more mattered; each box of a group counts.
    steps:   how many steps that took.
    fits:    how many schemes fit in the end.
    seconds: how long each step took.
    """

    kind: str
    settled: int
    asked: int
    exact: int
    steps: int
    fits: int
    seconds: tuple[float, ...]


def walk(interview: Interview, truth: dict[str, Answer]) -> Walk:
    """The best step is answered until nothing that can be asked matters."""
    on = truth["application.submitted_on"]
    assert isinstance(on, date)
    today = {q.name for q in interview.questions if q.about.today}
    answers = {name: value for name, value in truth.items() if name in today}
    unknown: set[str] = set()
    settled: tuple[int, int] | None = None
    seconds = []
    steps = asked = answered = 0
    while True:
        begun = time.perf_counter()
        progress = interview.after(answers, unknown=unknown, on=on)
        seconds.append(time.perf_counter() - begun)
        if settled is None and progress.settled:
            settled = steps, asked
        if progress.next is None:
            fits = len(progress.standing(Standing.FITS))
            assert settled is not None
            kind = str(truth["applicant.kind"])
            young = kind == "company" and truth.get("plans.start_up") is True
            return Walk(
                "start-up" if young else kind, *settled, answered, steps, fits, tuple(seconds)
            )
        steps += 1
        asked += progress.next.asked
        for question in progress.next.questions:
            answered += 1
            if question.name in truth:
                answers[question.name] = truth[question.name]
            else:
                unknown.add(question.name)


def walks(count: int = APPLICANTS) -> tuple[list[Walk], int]:
    """So many interviews, and how many questions the vocabulary has."""
    book = read_rulebook("technopole.hong_kong")
    interview = Interview(book.executable, book.consistency)
    table = population(count, questions=interview.questions)
    applicants = as_answers(table, interview.questions)
    return [walk(interview, truth) for truth in applicants], len(interview.questions)


def run() -> bool:
    """Measure; gives whether the bars were met."""
    found, vocabulary = walks()
    print(f"\ninterview   {len(found)} synthetic applicants, {vocabulary} questions")
    share = _within([one.asked for one in found])
    print(f"            settled after {SETTLED_AFTER} questions: {share:.1%}   (bar {SETTLED_BAR:.0%})   {said(share >= SETTLED_BAR)}")  # fmt: skip
    _distribution("questions until every scheme is settled", [one.asked for one in found])
    print(f"            settled after {SETTLED_AFTER} steps: {_within([one.settled for one in found]):.1%}")  # fmt: skip
    _distribution("steps until every scheme is settled", [one.settled for one in found])
    for kind in sorted({one.kind for one in found}):
        mine = [one for one in found if one.kind == kind]
        steps, asked = [one.settled for one in mine], [one.asked for one in mine]
        print(f"              {kind:18} {len(mine):5}   {SETTLED_AFTER} steps {_within(steps):6.1%}, at most {max(steps):2}   {SETTLED_AFTER} questions {_within(asked):6.1%}, at most {max(asked):2}")  # fmt: skip
    used = [one.exact for one in found]
    most = max(used)
    print(f"            questions for exact amounts: at most {most} = {most / vocabulary:.1%}   (bar {VOCABULARY_BAR:.1%})   {said(most <= vocabulary * VOCABULARY_BAR)}")  # fmt: skip
    _distribution("questions answered until all is exact", used)
    _distribution("steps until all is exact", [one.steps for one in found])
    _distribution("schemes that fit", [one.fits for one in found])
    times = sorted(second for one in found for second in one.seconds)
    slow = percentile(times, 0.99)
    print(f"            a step: {statistics.median(times) * 1000:.2f} ms in the middle, p99 {slow * 1000:.2f} ms   (bar {STEP_BAR * 1000:.0f} ms)   {said(slow <= STEP_BAR)}")  # fmt: skip
    return share >= SETTLED_BAR and most <= vocabulary * VOCABULARY_BAR and slow <= STEP_BAR


def _within(counts: Sequence[int]) -> float:
    """For what share of applicants so many are enough."""
    return sum(count <= SETTLED_AFTER for count in counts) / len(counts)


def _distribution(what: str, values: Sequence[int]) -> None:
    quantiles = {q: percentile(sorted(values), q / 100) for q in (10, 25, 50, 75, 90, 95, 99)}
    print(f"            {what}: " + "  ".join(f"p{q} {value:g}" for q, value in quantiles.items()) + f"  most {max(values)}")  # fmt: skip
    for line in _bars(values):
        print(f"              {line}")


def _bars(values: Sequence[int]) -> Iterator[str]:
    width = 1 if max(values) <= 30 else 5
    counts = Counter(value // width * width for value in values)
    top = max(counts.values())
    for value in sorted(counts):
        share = counts[value] / len(values)
        yield f"{value:4}  {share:6.1%}  {'█' * round(40 * counts[value] / top)}"
