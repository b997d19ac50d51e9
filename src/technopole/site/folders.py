"""Where a server keeps what must outlive it: the database, its secret key, its collected files."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Give the folder for this server's data; it need not exist yet.

    The environment variable TECHNOPOLE_DATA wins. Otherwise it is `technopole` in the user's data
    folder (XDG_DATA_HOME, or ~/.local/share), and /var/lib/technopole for root: PostgreSQL refuses
    to run as root, so another account must be able to enter the folder, and it may not enter
    root's home.
    """
    if given := os.environ.get("TECHNOPOLE_DATA"):
        return Path(given).expanduser().absolute()
    if home := os.environ.get("XDG_DATA_HOME"):
        return Path(home).absolute() / "technopole"
    if os.geteuid() == 0:
        return Path("/var/lib/technopole")
    return Path.home() / ".local" / "share" / "technopole"
