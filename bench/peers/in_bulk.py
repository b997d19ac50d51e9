"""Six schemes over arrays in one of the frameworks, in its own environment: run as a program there.

    CORE=openfisca_core python in_bulk.py FOLDER DAY TURNS

The folder holds an .npy file for each input, amounts in dollars as 64-bit floats, options as codes; the
results are written beside them, and what was measured is printed as JSON. Each turn is a simulation of
its own, as a change of inputs makes one: to hand the arrays over is part of it, as it is in ours.
"""

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

import numpy as np
from six_schemes import AMOUNTS, CHOICES, COMPUTED, CORE, COUNTS, TRUTHS, CountryTaxBenefitSystem

SimulationBuilder = import_module(f"{CORE}.simulations").SimulationBuilder
EnumArray = import_module(
    f"{CORE}.indexed_enums" if CORE == "openfisca_core" else f"{CORE}.enums"
).EnumArray


def main():
    """Read, compute as often as asked, write."""
    folder, day, turns = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    given = {
        name: np.load(folder / f"{name}.npy") for name in (*TRUTHS, *COUNTS, *AMOUNTS, *CHOICES)
    }
    rows = len(given[TRUTHS[0]])
    system = CountryTaxBenefitSystem()
    names = [variable.__name__ for variable in COMPUTED]
    handed, computed = [], []
    for _ in range(turns):
        begun = time.perf_counter()
        simulation = SimulationBuilder().build_default_simulation(system, rows)
        for name, values in given.items():
            of = CHOICES.get(name)
            simulation.set_input(name, day, EnumArray(values, of) if of else values)
        middle = time.perf_counter()
        found = {name: simulation.calculate(name, day) for name in names}
        computed.append(time.perf_counter() - middle)
        handed.append(middle - begun)
    for name, values in found.items():
        np.save(folder / f"out_{name}.npy", np.asarray(values))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"hand_over": min(handed), "compute": min(computed), "peak_mib": peak}))


main()
