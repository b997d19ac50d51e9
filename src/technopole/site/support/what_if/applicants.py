"""Tables of applicants: the pack's synthetic one, and readers' own.

The synthetic one is drawn once and kept as a file, for every worker and every start after. A
reader's own table is kept under a name drawn at random, which only the reader's browser holds,
signed; it can be read by this server's user alone, and is removed after an hour, or when its reader
says so. Its rows stand in no log and in no address.
"""

from __future__ import annotations

import fcntl
import re
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from django.conf import settings

from technopole.evidence.wording import Text
from technopole.plan.packs import installed_packs

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "LIFE_SECONDS", "MOST_TABLES", "Own", "Source", "Synthetic", "TooManyTablesError", "forget_all", "keep_own", "later",
    "own_called", "remove", "sweep", "synthetic_of", "takes_own",
]  # fmt: skip

LIFE_SECONDS: Final = 3600
MOST_TABLES: Final = 24
_MODULE: Final = "population"
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_OWN: Final = "own"


class TooManyTablesError(Exception):
    """Other readers' tables take all the room there is for tables."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a table of applicants says of where it comes from.

    facts: ids of facts of the pack.
    says:  what they set in the table.
    """

    facts: tuple[str, ...]
    says: Text


# ── The synthetic table ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A pack's synthetic applicants.

    key:  changes with whatever changes the table.
    rows: how many there are.
    seed: what it is drawn from.
    """

    package: str
    key: str
    rows: int
    seed: int
    calibrated_on: tuple[Source, ...]

    def columns(self, names: Iterable[str]) -> pl.DataFrame:
        """Some of its columns; those that the table does not have are left out."""
        import polars as pl

        wanted = list(dict.fromkeys(names))
        folder = _folder()
        if folder is None:
            drawn = _drawn(self.package)
            return drawn.select([name for name in wanted if name in drawn.columns])
        path = folder / f"synthetic-{self.key}.parquet"
        with _alone(folder):
            if not path.exists():
                _write(_drawn.__wrapped__(self.package), path)
                _remove_older(folder, path)
        there = pl.read_parquet_schema(path)
        return pl.read_parquet(path, columns=[name for name in wanted if name in there])


@lru_cache(maxsize=4)
def synthetic_of(pack_id: str) -> Synthetic | None:
    """The synthetic applicants of a pack; None where its package brings none."""
    package = installed_packs().get(pack_id)
    if package is None or not (files(package) / f"{_MODULE}.py").is_file():
        return None
    module = _population(package)
    text = (files(package) / f"{_MODULE}.py").read_bytes()
    return Synthetic(
        package,
        sha256(text).hexdigest()[:16],
        module.ROWS,
        module.SEED,
        tuple(Source(tuple(each.facts), each.says) for each in module.calibration()),
    )


def _population(package: str) -> ModuleType:
    return import_module(f"{package}.{_MODULE}")


@lru_cache(maxsize=1)
def _drawn(package: str) -> pl.DataFrame:
    drawn: pl.DataFrame = _population(package).population()
    return drawn


def _remove_older(folder: Path, path: Path) -> None:
    """Tables drawn by another version of the pack."""
    for old in folder.glob("synthetic-*.parquet"):
        if old != path:
            old.unlink(missing_ok=True)


# ── Readers' own tables ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Own:
    """A reader's own table.

    key:  its name, drawn at random.
    left: for how many seconds more it is kept.
    """

    key: str
    path: Path
    left: int

    @property
    def minutes(self) -> int:
        """For how many minutes more it is kept, rounded up."""
        return -(-self.left // 60)

    def columns(self, names: Iterable[str]) -> pl.DataFrame:
        """Some of its columns; those that the table does not have are left out."""
        import polars as pl

        there = pl.read_parquet_schema(self.path)
        return pl.read_parquet(self.path, columns=[n for n in dict.fromkeys(names) if n in there])


def takes_own() -> bool:
    """Whether this server has a place for readers' tables."""
    return settings.APPLICANTS_FOLDER is not None


@contextmanager
def keep_own() -> Iterator[Path]:
    """A file for a new table, kept when the block ends well; its name is the table's key.

    Raises TooManyTablesError where there is no room for another.
    """
    folder = _own_folder()
    sweep()
    if len(list(folder.glob("*.parquet"))) >= MOST_TABLES:
        raise TooManyTablesError
    path = folder / f"{secrets.token_hex(16)}.parquet"
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    later(LIFE_SECONDS, lambda: path.unlink(missing_ok=True))


def later(seconds: float, what: Callable[[], None]) -> None:
    """Do something after a while; not if this process ends before, whose next start does it."""
    timer = threading.Timer(seconds, what)
    timer.daemon = True
    timer.start()


def own_called(key: object) -> Own | None:
    """The table of that key, while it is kept."""
    if not isinstance(key, str) or not _NAME.fullmatch(key) or not takes_own():
        return None
    path = _own_folder() / f"{key}.parquet"
    try:
        left = int(path.stat().st_mtime + LIFE_SECONDS - time.time())
    except OSError:
        return None
    if left <= 0:
        path.unlink(missing_ok=True)
        return None
    return Own(key, path, left)


def remove(key: object) -> None:
    """Remove a table before its time."""
    found = own_called(key)
    if found is not None:
        found.path.unlink(missing_ok=True)


def sweep() -> None:
    """Remove the tables whose time is over."""
    oldest = time.time() - LIFE_SECONDS
    for path in _own_folder().iterdir():
        with suppress(OSError):
            if path.stat().st_mtime <= oldest:
                path.unlink()


def forget_all() -> None:
    """Remove every reader's table: what a server that ended has left behind."""
    if takes_own():
        for path in _own_folder().iterdir():
            path.unlink(missing_ok=True)


def _own_folder() -> Path:
    folder = _folder()
    assert folder is not None  # noqa: S101  asked for only where tables are taken
    own = folder / _OWN
    own.mkdir(mode=0o700, exist_ok=True)
    return own


# ── Files ─────────────────────────────────────────────────────────────────────────────────────


def _folder() -> Path | None:
    if settings.APPLICANTS_FOLDER is None:
        return None
    folder = Path(settings.APPLICANTS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(table: pl.DataFrame, path: Path) -> None:
    """Put a file in place whole: another process sees all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    with open(handle, "wb") as file:  # noqa: PTH123  a descriptor, not a path
        table.write_parquet(file, compression="zstd")
    Path(name).replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: of two that need the table, one draws it and the other waits."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
