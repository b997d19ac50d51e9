"""What all tests share: one real PostgreSQL a run, a database a worker, and Hypothesis's profiles."""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest

from technopole.plan.packs import Pack
from technopole.site.postgres import APP_ROLE, SUPERUSER, EmbeddedPostgres

FOLDER = "TECHNOPOLE_TEST_FOLDER"
TEMPLATE = "technopole_template"
_PREFIX = "technopole-tests-"
_CLEAN_UP = pytest.StashKey[contextlib.ExitStack]()

# Small in the gate, long on request: HYPOTHESIS_PROFILE=long make test
hypothesis.settings.register_profile("gate", max_examples=50, deadline=None)
hypothesis.settings.register_profile("long", max_examples=5_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


# ── One folder a run, removed at its end and, after a kill, by a later run ────────────────────


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    config.stash[_CLEAN_UP] = stack = contextlib.ExitStack()
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > 60:
                _remove_unless_used(left)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o711)  # for root, PostgreSQL runs as another account
    lock = stack.enter_context((folder / "run.lock").open("w"))
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.environ[FOLDER] = str(folder)
    stack.callback(_remove, folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _CLEAN_UP in config.stash:
        config.stash[_CLEAN_UP].close()


def _remove_unless_used(folder: Path) -> None:
    with (folder / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(folder)


def _remove(folder: Path) -> None:
    server = EmbeddedPostgres(folder / "postgres", durable=False)
    if server.cluster.exists():
        server.start()
        server.stop()
    shutil.rmtree(folder)


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The PostgreSQL of this run: the first worker starts it, the last one stops it."""
    with EmbeddedPostgres(Path(os.environ[FOLDER]) / "postgres", durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(postgres: EmbeddedPostgres, django_db_blocker: Any) -> Iterator[None]:
    """A database for this worker: a copy of one that is migrated once a run.

    The tests use it in the role of the site, which may not change the schema.
    """
    from django.db import connections

    name = f"technopole_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with (Path(os.environ[FOLDER]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with django_db_blocker.unblock():
            _make_template(postgres)
        postgres.prepare_database(name, template=TEMPLATE)
    _point_at(postgres, "default", name)
    _point_at(postgres, "owner", name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def _make_template(postgres: EmbeddedPostgres) -> None:
    from django.core.management import call_command
    from django.db import connections

    with psycopg.connect(postgres.url(SUPERUSER, "postgres")) as connection:
        query = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(query, [TEMPLATE]).fetchone():
            return
    postgres.prepare_database(TEMPLATE)
    _point_at(postgres, "owner", TEMPLATE)
    call_command("migrate", database="owner", verbosity=0)
    connections["owner"].close()
    # Tests that commit empty the tables afterwards; a server's role may not.
    with psycopg.connect(postgres.url(SUPERUSER, TEMPLATE)) as connection:
        connection.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}".encode())


def _point_at(postgres: EmbeddedPostgres, alias: str, name: str) -> None:
    from django.db import connections

    place = {"NAME": name, "HOST": str(postgres.socket_folder), "PORT": "5432"}
    connections.settings[alias].update(place)  # type: ignore[attr-defined]
    with contextlib.suppress(AttributeError):
        delattr(connections, alias)  # a connection to another place, if there was one


@pytest.fixture
def loaded_pack(db: None) -> Pack:
    """Hong Kong's pack, as the site's current edition."""
    from technopole.plan import packs
    from technopole.site.editions import actions

    pack = packs.load("hong_kong")
    actions.load(pack)
    return pack


# ── A browser ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; skips, and says so, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("there is no Chromium here; install it: apt-get install chromium")
