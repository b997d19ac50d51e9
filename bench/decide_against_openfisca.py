"""One case by six schemes through our server and through OpenFisca's: the same cases, client and run.

Ours runs as `technopole serve` runs it. OpenFisca's Web API runs as its documentation says, under its
own gunicorn, with as many worker processes, in an environment of its own (`bench/peers`: the six
schemes written by hand in its idiom). Each is asked for the eligibility of six schemes and seven
amounts of one applicant, over connections that are kept open, without compression.

Answers are compared first: every decision of every case, and every amount, beside an exact oracle
here. OpenFisca's money is in single precision; how many of its amounts are off by a cent or more is
told, and does not stop the run. Rounds alternate; each ratio is of two runs that follow one another,
and the middle one counts.

Technopole's own `/openfisca` routes are measured in the same shape, and both traces: there, ours
says why in words, and OpenFisca gives the values that each formula read.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from bench.measuring import (
    Connection,
    Rate,
    data_place,
    ended,
    free_port,
    rate_of,
    said,
    start_serving,
    wait_for,
)
from bench.peers.environments import OPENFISCA, environment
from technopole.rules.answers import AnswersRefused, read_answers
from technopole.rules.nodes import Kind, Question
from technopole.rules.rulebook import read_rulebook

SCHEMES = ("NIFS", "NIAS", "RAISE", "TAX-RD", "TVP", "DTSPP")
DAY = "2024-12-31"
CASES = 400
CLIENTS = (1, 4)
ROUNDS = 7
SECONDS = 2.0
BAR = 1.0
SEED = 20241231
COMPUTED = {
    "NIFS": {"grant": "nifs_grant"},
    "NIAS": {"grant": "nias_grant"},
    "RAISE": {"grant": "raise_grant"},
    "TAX-RD": {"deduction": "tax_rd_deduction"},
    "TVP": {"grant": "tvp_grant", "advance": "tvp_advance"},
    "DTSPP": {"grant": "dtspp_grant"},
}
ELIGIBLE = {code: f"{code.lower().replace('-', '_')}_eligible" for code in SCHEMES}
OURS_ALONE = frozenset({"application.submitted_on", "application.received_on", "expenses.incurred_on",
                        "company.small_or_medium", "company.business_started_on"})  # fmt: skip

Send = Callable[[Connection], tuple[int, bytes]]
Case = dict[str, Any]


def run() -> bool:
    """Measure; gives whether the bar was met."""
    print(
        f"\ndecide      one case by six schemes, ours against OpenFisca {OPENFISCA}; the bar is {BAR:g} ×"
    )
    cases = drawn(CASES)
    with ExitStack() as stack:
        folder = stack.enter_context(data_place())
        theirs = _serve_openfisca(folder, stack)
        process, ours = start_serving(folder / "ours", workers=2)
        stack.enter_context(ended(process))
        _compare(cases, ours, theirs)
        theirs_asked = Peer(theirs, _posts("/calculate", [_their_body(case) for case in cases]))
        decided = [
            _rounds("decide", Peer(ours, _decides(cases)), theirs_asked, clients)
            for clients in CLIENTS
        ]
        others = {
            "explained, against a trace": (
                Peer(ours, _decides(cases, explain=True)),
                Peer(theirs, _posts("/trace", [_their_body(case) for case in cases])),
            ),
            "our /openfisca/calculate": (
                Peer(
                    ours, _posts("/openfisca/calculate", [_their_body(c, ours=True) for c in cases])
                ),
                theirs_asked,
            ),
        }
        for what, (mine, other) in others.items():
            for clients in CLIENTS:
                _rounds(what, mine, other, clients)
    worst = min(decided)
    print(
        f"            decide, requests beside OpenFisca's server: {worst:.1f} × at the least "
        f"(bar {BAR:g} ×)   {said(worst >= BAR)}"
    )
    return worst >= BAR


# ── Cases ─────────────────────────────────────────────────────────────────────────────────────


def drawn(count: int) -> list[Case]:
    """Complete answers to every question of the six schemes, consistent with one another, by seed."""
    book = read_rulebook("technopole.hong_kong")
    schemes = [book.by_code[code.lower()] for code in SCHEMES]
    questions = list(dict.fromkeys(q for scheme in schemes for q in scheme.questions))
    rng = random.Random(SEED)
    found: list[Case] = []
    while len(found) < count:
        case = {question.name: _answer(question, rng) for question in questions}
        try:
            read_answers(case, book.questions, book.consistency)
        except AnswersRefused:
            continue
        found.append(case)
    return found


def _answer(question: Question, rng: random.Random) -> Any:
    name = question.name
    match question.kind:
        case Kind.DAY:
            return "2020-05-01" if name == "company.business_started_on" else DAY
        case Kind.TRUTH:
            likely = 0.1 if name in ("company.listed", "company.subvented", "company.statutory_body",
                                     "project.other_public_money", "stages.begins_at_second") else 0.85  # fmt: skip
            return rng.random() < likely
        case Kind.CHOICE:
            options = [option for option, _ in question.about.options]
            return (
                "company"
                if name == "applicant.kind" and rng.random() < 0.8
                else rng.choice(options)
            )
        case _:
            return _number(name, question, rng)


def _number(name: str, question: Question, rng: random.Random) -> Any:
    if question.unit.id != "HKD":
        if name == "stages.team_benefit_share":
            return rng.randint(60, 100)
        return (
            rng.choice((0, 0, 1, 2, 3, 6, 12, 18, 24, 30, 36, 48))
            if "months" in name
            else rng.randint(0, 8)
        )
    if name.startswith("history.") and rng.random() < 0.6:
        return 0
    most = 600_000_000 if name in ("project.total_cost", "project.own_contribution") else 40_000_000
    if name in ("history.tvp_granted", "history.dtspp_granted", "project.solution_price"):
        most = 200_000
    cents = rng.randrange(most * 100)
    return f"{cents // 100}.{cents % 100:02}"


def _our_body(case: Case, *, explain: bool = False) -> bytes:
    body = {"answers": case, "schemes": SCHEMES, "on": DAY, "explain": explain}
    return json.dumps(body).encode()


def _their_body(case: Case, *, ours: bool = False) -> bytes:
    """The case as a situation; with `ours` for our routes of the same shape, and our names."""
    inputs = {}
    for name, value in case.items():
        if ours:
            inputs[name] = {DAY: _plain(value)}
        elif name not in OURS_ALONE:
            inputs[name.replace(".", "_")] = {DAY: _plain(value, enums=True)}
    computed = [*ELIGIBLE.values(), *(v for awards in COMPUTED.values() for v in awards.values())]
    nulls = {name: {DAY: None} for name in computed}
    return json.dumps({"applicants": {"us": {**inputs, **nulls}}}).encode()


def _plain(value: Any, *, enums: bool = False) -> Any:
    """Amounts as JSON numbers, which OpenFisca takes; options as its enumerations spell them."""
    if isinstance(value, str):
        if value.replace(".", "", 1).isdigit():
            return float(value)
        return value.replace("-", "_") if enums and not value[:4].isdigit() else value
    return value


# ── The peer ──────────────────────────────────────────────────────────────────────────────────


def _serve_openfisca(folder: Path, stack: ExitStack) -> int:
    place = environment("openfisca")
    shutil.copy(Path(__file__).parent / "peers" / "six_schemes.py", folder)
    port = free_port()
    process = subprocess.Popen(
        [place / "bin" / "openfisca", "serve", "--country-package", "six_schemes", "--port", str(port),
         "--bind", f"127.0.0.1:{port}", "--workers", "2"],
        cwd=folder,
        env={"PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stack.enter_context(ended(process))
    wait_for(port, "/entities", process)
    return port


# ── Right first ───────────────────────────────────────────────────────────────────────────────


def _compare(cases: Sequence[Case], ours: int, theirs: int) -> None:
    """Every decision and amount of every case; ends the run where ours is not the oracle's."""
    mine, other = Connection(ours), Connection(theirs)
    decisions = amounts = off = 0
    for case in cases:
        status, body = mine.post("/api/v1/decide", _our_body(case))
        assert status == 200, body
        decided = {one["code"]: one for one in json.loads(body)["decisions"]}
        status, body = other.post("/calculate", _their_body(case))
        assert status == 200, body
        theirs_found = json.loads(body)["applicants"]["us"]
        same = json.loads(mine.post("/openfisca/calculate", _their_body(case, ours=True))[1])
        for code in SCHEMES:
            decision = decided[code]
            yes = decision["eligible"] == "yes"
            assert decision["eligible"] != "unknown", (code, case)
            peer = bool(theirs_found[ELIGIBLE[code]][DAY])
            if peer != yes:
                raise SystemExit(
                    f"{code}: ours says {decision['eligible']}, OpenFisca {peer}: {case}"
                )
            assert same["applicants"]["us"][ELIGIBLE[code]][DAY] is yes
            decisions += 1
            if not yes:
                continue
            for award in decision["awards"]:
                right = ORACLE[code, award["award"]](case)
                if not award["low"] == award["high"] or Fraction(award["low"]) != right:
                    raise SystemExit(f"{code}: {award} is not {right}: {case}")
                amounts += 1
                given = Fraction(str(theirs_found[COMPUTED[code][award["award"]]][DAY]))
                off += abs(given - right) >= Fraction(1, 100)
    print(f"            {len(cases)} cases: {decisions} decisions equal; {amounts} amounts ours exact by an oracle, "
          f"OpenFisca's off by a cent or more in {off}")  # fmt: skip


def _money(case: Case, name: str) -> Fraction:
    return Fraction(case[name])


def _cents(value: Fraction) -> Fraction:
    return Fraction(value.numerator * 100 // value.denominator, 100)


def _left(case: Case, ceiling: int, granted: str) -> Fraction:
    return max(ceiling - _money(case, granted), Fraction(0))


def _tax(case: Case) -> Fraction:
    type_a, type_b = (_money(case, f"expenses.research_type_{kind}") for kind in "ab")
    if not case["expenses.research_qualifying"]:
        return type_a + type_b
    return 3 * min(type_b, Fraction(2_000_000)) + 2 * max(type_b - 2_000_000, Fraction(0)) + type_a


def _tvp(case: Case) -> Fraction:
    share = _money(case, "project.total_cost") * Fraction(3, 4)
    return min(share, _left(case, 600_000, "history.tvp_granted"))


ORACLE: Mapping[tuple[str, str], Callable[[Case], Fraction]] = {
    ("NIFS", "grant"): lambda c: _cents(
        min(_money(c, "project.total_cost") / 3, Fraction(15_000_000))
    ),
    ("NIAS", "grant"): lambda c: _cents(
        min(_money(c, "project.total_cost") / 3, _left(c, 200_000_000, "history.nias_granted"))
    ),
    ("TAX-RD", "deduction"): lambda c: _cents(_tax(c)),
    ("TVP", "grant"): lambda c: _cents(_tvp(c)),
    ("TVP", "advance"): lambda c: _cents(_tvp(c) / 4),
    ("DTSPP", "grant"): lambda c: _cents(
        min(_money(c, "project.solution_price") / 2, _left(c, 50_000, "history.dtspp_granted"))
    ),
}


# ── Rounds ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Peer:
    """A server, and what it is asked in turn."""

    port: int
    asks: Sequence[Send]

    def rate(self, clients: int, seconds: float) -> Rate:
        """How many requests a second it answers."""
        return rate_of(self.port, self.asks, clients, seconds)


def _posts(path: str, bodies: Sequence[bytes]) -> list[Send]:
    return [partial(Connection.post, path=path, body=body) for body in bodies]


def _decides(cases: Sequence[Case], *, explain: bool = False) -> list[Send]:
    return _posts("/api/v1/decide", [_our_body(case, explain=explain) for case in cases])


def _rounds(what: str, ours: Peer, theirs: Peer, clients: int) -> float:
    """The middle ratio of several rounds, each a run of both, in turn first."""
    ours.rate(clients, SECONDS / 2)  # warm
    theirs.rate(clients, SECONDS / 2)
    ratios, ours_found, theirs_found, p95 = [], [], [], []
    for number in range(ROUNDS):
        if number % 2:
            their = theirs.rate(clients, SECONDS)
            mine = ours.rate(clients, SECONDS)
        else:
            mine = ours.rate(clients, SECONDS)
            their = theirs.rate(clients, SECONDS)
        ours_found.append(mine.a_second)
        theirs_found.append(their.a_second)
        p95.append(mine.p95_ms)
        ratios.append(mine.a_second / their.a_second)
    middle = float(statistics.median(ratios))
    print(
        f"            {what:27} {clients} client{'s' if clients > 1 else ' '}  ours {statistics.median(ours_found):6.0f}/s"
        f" (p95 {statistics.median(p95):.1f} ms)   OpenFisca {statistics.median(theirs_found):6.0f}/s"
        f"   ratio {middle:.2f} (of {ROUNDS} rounds {min(ratios):.2f} to {max(ratios):.2f})"
    )
    return middle
