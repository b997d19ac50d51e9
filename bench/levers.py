"""The stock-and-flow model: 10,000 runs of ours beside PySD running the same model, and one question of a page.

The model is written in Vensim's language from our own equations, read as formulas, and translated by PySD
in an environment of its own (`bench/peers`). Every run draws all coefficients anew and has every lever at
its most. First every quantity of every year must be equal to 1e-9; then 200 of PySD's runs are timed and
scaled to 10,000, and ours are run, drawing included. PySD's time is without start and translation, and it
returns the eight quantities that the indicators show, as ours does.

    python -m bench levers
"""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.measuring import said
from bench.peers.environments import PYSD, environment
from technopole.outlook.levers.answers import ask
from technopole.outlook.levers.declared import Model, model_of
from technopole.outlook.levers.equations import QUANTITIES, STOCKS
from technopole.outlook.levers.formulas import Formula, Name, Number, Operation, formulas
from technopole.outlook.levers.running import Given, draw
from technopole.outlook.levers.running import run as run_model
from technopole.plan.packs import load

RUNS = 10_000
PEER_RUNS = 200
TURNS = 5
BAR = 300.0
ANSWER_BAR_MS = 100.0
NEAR = 1e-9


def run() -> bool:
    """Measure; gives whether the bars were met."""
    print(
        f"\nlevers      {RUNS:,} runs of the stock-and-flow model, ours against PySD {PYSD}; the bar is {BAR:g} ×"
    )
    model = model_of(load())
    assert isinstance(model, Model)
    full = {name: lever.most for name, lever in model.levers.items()}
    shown = [found.quantity for found in model.shows.values()]
    given = draw(model, PEER_RUNS)
    with tempfile.TemporaryDirectory(prefix="technopole-bench-") as name:
        folder = Path(name)
        theirs, peer = _peer(folder, model, given, full, shown)
    ours = run_model(model, given, [full], list(QUANTITIES))
    worst = max(
        float(np.max(np.abs(theirs[name] - mine) / np.maximum(np.abs(mine), NEAR)))
        for name in QUANTITIES
        for mine in [ours[name][0].T[: len(theirs[name])]]
    )
    print(f"            {len(QUANTITIES)} quantities × {len(model.clock.years)} years × {len(theirs['rd'])} runs: "
          f"the largest relative difference is {worst:.1e}")  # fmt: skip
    if worst > NEAR:
        raise SystemExit("PySD and ours differ: nothing was timed.")
    spent = []
    for turn in range(TURNS):
        begun = time.perf_counter()
        run_model(model, draw(model, RUNS, seed=turn), [full], shown)
        spent.append(time.perf_counter() - begun)
    mine = statistics.median(spent)
    scaled = peer["seconds"] / PEER_RUNS * RUNS
    ratio = scaled / mine
    print(f"            PySD {peer['seconds'] / PEER_RUNS * 1000:.2f} ms a run, {scaled:.1f} s for {RUNS:,} "
          f"(after {peer['translated']:.1f} s of start and translation)")  # fmt: skip
    print(
        f"            ours {mine * 1000:.0f} ms for {RUNS:,} (of {TURNS} turns {min(spent) * 1000:.0f} to {max(spent) * 1000:.0f} ms)"
    )
    print(f"            ratio {ratio:,.0f}; bar of {BAR:g} ×: {said(ratio >= BAR)}")
    return _answer(model, full) and ratio >= BAR


def _answer(model: Model, full: dict[str, float]) -> bool:
    """One question of a page: every lever pulled, a thousand draws, contributions included."""
    spent = []
    for _ in range(30):
        begun = time.perf_counter()
        ask(model, full)
        spent.append((time.perf_counter() - begun) * 1000)
    middle = statistics.median(spent)
    print(f"            all {len(full)} levers, 1,000 draws, contributions included: {middle:.0f} ms "
          f"(the slowest of {len(spent)} {max(spent):.0f} ms); bar of {ANSWER_BAR_MS:g} ms: {said(middle <= ANSWER_BAR_MS)}")  # fmt: skip
    return middle <= ANSWER_BAR_MS


def _peer(
    folder: Path, model: Model, given: Given, full: dict[str, float], shown: list[str]
) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """PySD's results, a row a run, and its times."""
    (folder / "model.mdl").write_text(as_vensim(model), encoding="utf-8")
    rows = [
        {f"given_{name}": float(values[row % len(values)]) for name, values in given.items()}
        | {f"set_{name}": value for name, value in full.items()}
        for row in range(PEER_RUNS)
    ]
    (folder / "asked.json").write_text(
        json.dumps({"rows": rows, "every": list(QUANTITIES), "shown": shown})
    )
    python = environment("pysd") / "bin" / "python"
    script = Path(__file__).parent / "peers" / "system_dynamics.py"
    done = subprocess.run([python, script, folder], check=True, capture_output=True, text=True)
    found = np.load(folder / "found.npz")
    return {name: found[name] for name in found.files}, json.loads(done.stdout)


# ── The same model in Vensim's language ───────────────────────────────────────────────────────


def as_vensim(model: Model) -> str:
    """The model as a Vensim file: from the same equations, none written twice."""
    clock, read = model.clock, formulas()
    lines = [
        _equation(name, "INTEG (" + _net(name) + ", " + _text(read.first[name]) + ")")
        for name in STOCKS
    ]
    lines += [_equation(name, _text(formula)) for name, formula in read.yearly.items()]
    lines += [
        _equation(f"{name}_at_start", f"INITIAL({name})") for name in sorted(read.names("start"))
    ]
    lines += [_equation(f"given_{name}", repr(c.middle)) for name, c in model.coefficients.items()]
    for name in model.levers:
        lines.append(_equation(f"set_{name}", "0"))
        acting = f"IF THEN ELSE(Time >= {clock.levers_from}, set_{name}, 0)"
        lines.append(_equation(f"pulled_{name}", acting))
    lines += [
        _equation("seen", f"IF THEN ELSE(Time < {clock.seen_until}, 1, 0)"),
        _equation("later", "1 - seen"),
        _equation("first", f"IF THEN ELSE(Time < {clock.start + 1}, 1, 0)"),
        _equation("FINAL TIME", str(clock.end)),
        _equation("INITIAL TIME", str(clock.start)),
        _equation("SAVEPER", "TIME STEP"),
        _equation("TIME STEP", "1"),
    ]
    return "{UTF-8}\n" + "\n".join(lines)


def _equation(name: str, text: str) -> str:
    return f"{name} = {text}\n\t~\t\n\t~\t\t|\n"


def _net(name: str) -> str:
    return " + ".join(STOCKS[name].inflows) + "".join(
        f" - {flow}" for flow in STOCKS[name].outflows
    )


def _text(formula: Formula) -> str:
    match formula:
        case Name("given" | "pulled" as of, name):
            return f"{of}_{name}"
        case Name("start", name):
            return f"{name}_at_start"
        case Name(_, "one_year"):
            return "TIME STEP"
        case Name(_, name):
            return name
        case Number(value):
            return repr(value)
        case Operation(sign, left, right):
            return f"({_text(left)} {sign} {_text(right)})"
    raise TypeError(formula)
