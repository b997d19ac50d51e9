"""A Vensim model in PySD, in its own environment: run as a program there.

    python system_dynamics.py FOLDER

The folder holds model.mdl and asked.json: rows of constants, one a run; every quantity to compare, and
those to return while the time is taken. Results are written beside them; times are printed as JSON.
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np


def main():
    """Translate, run once more for every quantity, then take the time of all rows."""
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    asked = json.loads((folder / "asked.json").read_text())
    begun = time.perf_counter()
    import pysd

    model = pysd.read_vensim(str(folder / "model.mdl"))
    translated = time.perf_counter() - begun
    found = [model.run(params=row, return_columns=asked["every"]) for row in asked["rows"][:20]]
    np.savez(
        folder / "found.npz",
        **{name: np.array([one[name].to_numpy() for one in found]) for name in asked["every"]},
    )
    begun = time.perf_counter()
    for row in asked["rows"]:
        model.run(params=row, return_columns=asked["shown"])
    print(json.dumps({"translated": translated, "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main()
