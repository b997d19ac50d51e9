"""Where a server keeps what must outlive it: the database, its secret key, its collected files."""

import os
import secrets
from contextlib import suppress
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


def secret_key(folder: Path) -> str:
    """Give the server's secret key: kept in the data folder, made on first use, readable by us alone."""
    kept = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if key := kept.read_text(encoding="ascii").strip():
            return key
        kept.unlink()  # an end in the wrong moment left it empty
    try:
        new = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # of two servers that start together the other was first
        return kept.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    try:
        with os.fdopen(new, "w", encoding="ascii") as file:
            file.write(key)
    except OSError:
        kept.unlink(missing_ok=True)
        raise
    return key
