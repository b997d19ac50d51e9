"""The environments that peers run in: made once, outside this project, and kept in the user's cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

__all__ = ["OPENFISCA", "POLICYENGINE", "PYSD", "STATSFORECAST", "environment"]

OPENFISCA: Final = "46.0.1"
POLICYENGINE: Final = "3.33.12"
PYSD: Final = "3.14.3"
STATSFORECAST: Final = "2.1.1"
_REQUIRED: Final = {
    "openfisca": (f"openfisca-core[web-api]=={OPENFISCA}",),
    "policyengine": (f"policyengine-core=={POLICYENGINE}",),
    "pysd": (f"pysd=={PYSD}",),
    "statsforecast": (f"statsforecast=={STATSFORECAST}",),
}
_VERSIONS: Final = {
    "openfisca": OPENFISCA,
    "policyengine": POLICYENGINE,
    "pysd": PYSD,
    "statsforecast": STATSFORECAST,
}


def environment(peer: str) -> Path:
    """The folder of a peer's environment; it is installed where it is not there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "technopole-bench" / f"{peer}-{_VERSIONS[peer]}"
    done = place / "installed"
    if not done.exists():
        print(f"            installing {peer} into {place}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run(
            [place / "bin" / "pip", "-qq", "--disable-pip-version-check", "install", *_REQUIRED[peer]],
            check=True,
        )  # fmt: skip
        done.touch()
    return place
