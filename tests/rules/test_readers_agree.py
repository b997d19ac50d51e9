"""Every reader says the same: random cases through all of them and through the oracle, to the cent.

Of a complete case each reader gives the oracle's answer. Of a partial one the readers may differ in
sharpness, never in truth: `decide` lies within the bounds of the others, and no completion of the
case contradicts a firm answer or leaves the bounds of any of them.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from tests.rules.cases import Case, cases, complete_case, completion, partial
from tests.rules.engines import (
    ON,
    Row,
    on_duckdb,
    on_kernel,
    on_polars,
    on_postgresql,
    ranges_say,
    rows_of,
    with_today,
)
from tests.rules.oracle import NotKnown, Verdict, supposed, verdict
from tests.rules.random_schemes import random_schemes

from technopole.rules.language import Scheme
from technopole.rules.readers.decide import decide, decide_slowly
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.functions import functions_of
from technopole.site.postgres import SUPERUSER, EmbeddedPostgres

SCHEMES = read_rulebook("technopole.hong_kong").executable
COUNT = settings().max_examples
"""Cases a scheme: few in the gate, thousands with HYPOTHESIS_PROFILE=long."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says of a case: yes, no or unknown, and what is given if so, in cents."""

    eligible: str
    awards: dict[str, tuple[int, int | None]]


Reader = Callable[[Scheme, Sequence[Case]], list[Said]]


# ── The readers ───────────────────────────────────────────────────────────────────────────────


def _decided(decision: Any, scheme: Scheme) -> Said:
    nothing = {award.name: (0, 0) for award in scheme.awards}
    given = {a.name: (_cents(a.low), _cents(a.high)) for a in decision.awards}
    return Said(str(decision.eligible), nothing | given)


def _cents(amount: Fraction | None) -> Any:
    if amount is None:
        return None
    cents = amount * 100
    assert cents.denominator == 1
    return int(cents)


def by_decide(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
    return [_decided(decide(scheme, case, ON), scheme) for case in drawn]


def by_decide_slowly(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
    return [_decided(decide_slowly(scheme, case, ON), scheme) for case in drawn]


def by_ranges(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
    return [_row(ranges_say(scheme, case)) for case in drawn]


def by_functions(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
    """The generated Python: the plain function where it answers, else the one of ranges."""
    functions = functions_of(scheme)
    judgements = [judgement.question.name for judgement in scheme.judgements]
    said = []
    for case in drawn:
        plain = functions.plain(case, ON)
        if plain is not None:
            holds, _, amounts = plain
            ends = (holds, holds)
            awards = tuple((amount, amount) for amount in amounts)
        else:
            ends, _, awards = functions.ranges(case, ON)
        refused = any(case.get(name) is False for name in judgements)
        no = refused or not ends[1]
        said.append(
            Said(
                "no" if no else "yes" if ends[0] else "unknown",
                {
                    award.name: (0, 0) if no else (max(0, low), high)
                    for award, (low, high) in zip(scheme.awards, awards, strict=True)
                },
            )
        )
    return said


def _row(row: Row) -> Said:
    return Said(row["eligible"], row["awards"])


@pytest.fixture(scope="module")
def connection(postgres: EmbeddedPostgres) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the tests' PostgreSQL, for tables of its own."""
    with psycopg.connect(postgres.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("SET search_path = pg_temp")
        yield connection


@pytest.fixture
def readers(connection: psycopg.Connection[Any], tmp_path: Path) -> dict[str, Reader]:
    """The readers whose bounds are those of ranges; `decide` stands apart."""

    def by_duckdb(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
        rows = on_duckdb([scheme], rows_of([scheme], drawn), tmp_path)
        return [_row(row[scheme.code]) for row in rows]

    def by_postgresql(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
        rows = on_postgresql([scheme], rows_of([scheme], drawn), connection)
        return [_row(row[scheme.code]) for row in rows]

    def by_polars(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
        return [_row(row[scheme.code]) for row in on_polars([scheme], drawn)]

    def by_kernel(scheme: Scheme, drawn: Sequence[Case]) -> list[Said]:
        return [_row(row[scheme.code]) for row in on_kernel([scheme], drawn)]

    return {
        "ranges": by_ranges,
        "Polars": by_polars,
        "kernel": by_kernel,
        "functions": by_functions,
        "DuckDB": by_duckdb,
        "PostgreSQL": by_postgresql,
    }


# ── What must hold ────────────────────────────────────────────────────────────────────────────


def all_agree(scheme: Scheme, drawn: Sequence[Case], readers: dict[str, Reader]) -> None:
    """All readers agree on these cases, with one another and with the oracle."""
    decided = by_decide(scheme, drawn)
    for one, slow, case in zip(decided, by_decide_slowly(scheme, drawn), drawn, strict=True):
        assert one == slow, ("decide", case)
    bounded = {name: reader(scheme, drawn) for name, reader in readers.items()}
    for place, (case, sharp) in enumerate(zip(drawn, decided, strict=True)):
        for name, reader_said in bounded.items():
            assert reader_said[place] == bounded["ranges"][place], (name, case)
        contains(bounded["ranges"][place], sharp, case)
        for true in completed(scheme, case):
            allows(sharp, true, case)


def contains(wide: Said, sharp: Said, case: Case) -> None:
    """The sharper answer is one that the wider one leaves open."""
    assert wide.eligible in ("unknown", sharp.eligible), case
    if sharp.eligible == "no":
        return
    for name, (low, high) in sharp.awards.items():
        least, most = wide.awards[name]
        assert least <= low, (name, case)
        assert most is None or (high is not None and high <= most), (name, case)


def completed(scheme: Scheme, case: Case) -> Iterator[Verdict]:
    """What the oracle says of a case, and of a few of its completions if anything is missing."""
    rng = random.Random(len(case))
    known = with_today(scheme, case)
    try:
        yield verdict(scheme, known)
    except (NotKnown, KeyError):
        for _ in range(3):
            whole = completion(scheme, known, rng)
            yield verdict(scheme, whole, supposed(scheme, rng))


def allows(said: Said, true: Verdict, case: Case) -> None:
    """What turned out to be so was not ruled out."""
    if said.eligible != "no" or not case_is_judged(case):
        assert said.eligible in ("unknown", "yes" if true.eligible else "no"), case
    if said.eligible == "no" or true.awards is None:
        return
    for name, cents in true.awards.items():
        low, high = said.awards[name]
        assert low <= cents, (name, case)
        assert high is None or cents <= high, (name, case)


def case_is_judged(case: Case) -> bool:
    return any(name.startswith("judgement.") and value is False for name, value in case.items())


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_readers_agree_on_every_scheme(scheme: Scheme, readers: dict[str, Reader]):
    all_agree(scheme, cases(scheme, 21, COUNT), readers)


def test_readers_agree_on_any_rule_that_can_be_written(readers: dict[str, Reader]):
    for one in random_schemes(22, max(1, COUNT // 2)):
        all_agree(one, cases(one, 23, 40), readers)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_complete_cases_are_decided_to_the_cent(scheme: Scheme, readers: dict[str, Reader]):
    """Where everything is known, each reader gives the oracle's very answer."""
    rng = random.Random(f"{scheme.code} 24")
    drawn = [complete_case(scheme, rng) for _ in range(COUNT)]
    said = {"decide": by_decide(scheme, drawn)}
    said |= {name: reader(scheme, drawn) for name, reader in readers.items()}
    for place, case in enumerate(drawn):
        try:
            true = verdict(scheme, case)
        except NotKnown:
            continue
        judged = case_is_judged(case)
        eligible = true.eligible and not judged
        awards = {
            award.name: (true.awards[award.name],) * 2
            if true.awards is not None and not judged
            else (0, 0)
            for award in scheme.awards
        }
        for name, answers in said.items():
            assert answers[place] == Said("yes" if eligible else "no", awards), (name, case)


def test_an_answer_left_out_opens_and_never_firms():
    """Leaving an answer out may open what was firm, never the reverse."""
    for one in random_schemes(25, max(1, COUNT // 2)):
        rng = random.Random(one.entity)
        for _ in range(10):
            whole = complete_case(one, rng)
            # A missing day of application is no unknown, and a judgement decides only when it is made.
            kept = {name: whole[name] for name in whole if name in ("applied", "judgement.panel")}
            less = partial(whole, rng) | kept
            [sharp, wide] = by_ranges(one, [whole, less])
            contains(wide, sharp, less)
