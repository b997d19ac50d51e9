"""Runs in statsforecast's own environment: every panel through its models, on the values and on their scale.

    python short_series.py FOLDER AHEAD

FOLDER holds `timed.scale.npy`, whose seconds count, and `PANEL.npy` (one row a series, on the values) and `PANEL.scale.npy` (the same, on the
panel's scale). It leaves `PANEL.MODEL.values.out` and `PANEL.MODEL.scale.out`: series × years × quantiles
at 0.025, 0.05, 0.1 … 0.9, 0.95, 0.975, and prints the processor's seconds of each as JSON.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import AutoARIMA, AutoETS, RandomWalkWithDrift, Theta

warnings.filterwarnings("ignore")
MODELS = {
    "AutoETS": AutoETS(season_length=1),
    "Theta": Theta(season_length=1),
    "RWD": RandomWalkWithDrift(),
    "AutoARIMA": AutoARIMA(season_length=1),
}
INTERVALS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95]
TIMED = "timed"
TURNS = {"AutoETS": 5, "RWD": 3, "Theta": 1, "AutoARIMA": 1}


def main() -> None:
    """Forecast and save."""
    folder, ahead = Path(sys.argv[1]), int(sys.argv[2])
    seconds = {}
    for source in sorted(folder.glob("*.npy")):
        panel, _, scale = source.stem.partition(".")
        values = np.load(source)
        series, figures = values.shape
        frame = pd.DataFrame({
            "unique_id": np.repeat(np.arange(series), figures),
            "ds": np.tile(np.arange(figures), series),
            "y": values.ravel(),
        })  # fmt: skip
        for name, model in MODELS.items():
            if name == "AutoARIMA" and not scale:
                continue  # its worse setting, and it takes minutes
            job = StatsForecast(models=[model], freq=1, n_jobs=1)
            job.forecast(df=frame.head(2 * figures), h=ahead, level=INTERVALS)  # compiled, warm
            best = float("inf")
            for _ in range(TURNS[name] if panel == TIMED else 1):
                begun = time.process_time()
                made = job.forecast(df=frame, h=ahead, level=INTERVALS)
                best = min(best, time.process_time() - begun)
            column = next(c for c in made.columns if c not in {"unique_id", "ds"})
            low = [f"{column}-lo-{percent}" for percent in reversed(INTERVALS)]
            high = [f"{column}-hi-{percent}" for percent in INTERVALS]
            found = made[[*low, column, *high]].to_numpy().reshape(series, ahead, -1)
            kind = scale or "values"
            with (folder / f"{panel}.{name}.{kind}.out").open("wb") as file:
                np.save(file, found)
            seconds[f"{panel}.{name}.{kind}"] = best
    print(json.dumps(seconds))


main()
