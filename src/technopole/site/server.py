"""Serving: database, migrations, pack, files, then the web server; and all of it stopped again.

One process looks after the others. It starts PostgreSQL, brings the tables and the pack up to
date, and forks the workers that answer; they share the pack that it has read. When PostgreSQL is
killed, it starts it again; until then pages say that the database does not answer. When it is
killed itself, the workers notice and end, and the next start adopts PostgreSQL.
"""

import errno
import gc
import hashlib
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from gunicorn.app.base import BaseApplication

from technopole.site.folders import data_folder
from technopole.site.postgres import EmbeddedPostgres, PostgresProblem

__all__ = ["CannotServe", "Place", "serve"]

logger = logging.getLogger(__name__)

_LITTLE_SPACE = 32_000_000  # bytes; PostgreSQL takes 16 million at a time
_PORT_SECONDS = 3  # for which the workers of a killed server may still hold its port
_LOOK_SECONDS = 1  # between two looks whether PostgreSQL still runs
_QUIET_SECONDS = 30  # after the start, before the rules are proved
_COMPILE = ["-c", "from technopole.rules.readers.columns import prepare; prepare()"]
_LOCK = 7_305_421  # names the preparation among PostgreSQL's advisory locks
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  compared with, not bound to


class CannotServe(Exception):
    """Something outside is in the way; the message says what, where and how to mend it."""


@dataclass(frozen=True)
class Place:
    """Where the server listens and what it reads.

    host, port:  0 as port takes a free one.
    sources:     the reader's own copies of the documents, if there are any.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    sources: Path | None = None


def serve(place: Place, *, say: Callable[[str], None], ready: Callable[[str], None]) -> None:
    """Serve until somebody stops us; then leave nothing running.

    say:    told what takes a moment, in a few words.
    ready:  told the address once the server listens.
    Raises CannotServe, PostgresProblem, or PackRefused; nothing is half-loaded then.
    """
    with ExitStack() as stack:
        asked_to_end = stack.enter_context(_ended_by_signals())
        listener = stack.enter_context(_listener(place.host, place.port))
        _tell_settings(place)
        forked: Callable[[], None] = _nothing
        look_after: Callable[[], None] = _nothing
        if "DATABASE_URL" not in os.environ:
            say("Starting the database")
            postgres = EmbeddedPostgres(data_folder() / "postgres")
            stack.callback(postgres.stop)
            stack.callback(_deaf_to_signals)
            postgres.start()
            postgres.prepare_database()
            forked = postgres.leave
            watch = _Watch(postgres)
            stack.callback(watch.ended.set)
            look_after = watch.start
        prepare(say)
        gc.freeze()  # what is read by now stays shared with the workers
        address = _address(place.host, listener)
        beside = [_Beside("compiler", 0, _COMPILE), *_provers()]
        for work in beside:
            stack.callback(work.stop)

        def listening() -> None:
            if asked_to_end():
                os.kill(os.getpid(), signal.SIGTERM)  # to gunicorn, which listens to signals by now
                return
            look_after()
            for work in beside:
                work.start()
            ready(address)

        _Gunicorn(listener, ready=listening, forked=forked).run()


def prepare(say: Callable[[str], None]) -> None:
    """Bring tables, pack and files up to date. Each is done wholly or not at all.

    Raises CannotServe when the database or the disk does not play along, or PackRefused.
    """
    from django.db import Error

    try:
        _prepare(say)
    except (Error, psycopg.Error, OSError) as error:
        raise CannotServe(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    """What is in the way, in words: the disk, the folder, or the database."""
    folder, said = data_folder(), " ".join(str(error).split())
    full = os.strerror(errno.ENOSPC)
    with suppress(OSError):
        # PostgreSQL goes down where it cannot write its log, and then has nothing to say.
        if full in said or shutil.disk_usage(folder).free < _LITTLE_SPACE:
            return (
                f"The disk of {folder} is full; the data are as they were. Free some space (100 MB "
                "will do) and start again."
            )
    if isinstance(error, OSError):
        return (
            f"{error.filename or folder} cannot be used: {error.strerror or said}. Make it writable "
            "for you, or choose another data folder with --data."
        )
    mend = (
        "Check DATABASE_URL." if "DATABASE_URL" in os.environ else "Its log is in the data folder."
    )
    return f"The database does not answer as it should; the data are as they were: {said.rstrip('.')}. {mend}"


def _prepare(say: Callable[[str], None]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "technopole.site.settings.serving")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from technopole.outlook.declarations import check_declarations
    from technopole.plan import packs
    from technopole.site.editions import actions, queries
    from technopole.site.search import actions as search
    from technopole.site.support.what_if import applicants

    say("Bringing the tables up to date")
    with connections["owner"].cursor() as cursor:  # one server at a time, until close_all
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    call_command("migrate", database="owner", verbosity=0)
    say("Loading the pack")
    pack = packs.load(settings.PACK)
    check_declarations(pack)
    if actions.load(pack) or search.keep_up(pack):
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")  # else PostgreSQL plans the first searches blind
    queries.current()  # read once, here, and shared with every worker
    applicants.forget_all()  # readers' own tables that a server which ended has left behind
    say("Collecting style sheets and scripts")
    settings.STATIC_ROOT = collect_files(Path(str(settings.STATIC_ROOT)))
    connections.close_all()  # a connection must not be shared by two processes


def collect_files(folder: Path) -> Path:
    """Copy every app's static files, under hashed names and compressed, to a folder of their version.

    Gives that folder. Nothing is done when this version stands there; older ones go, but the last.
    """
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    version = folder / digest.hexdigest()[:16]
    complete = version / ".complete"
    if not complete.exists():
        shutil.rmtree(version, ignore_errors=True)
        version.mkdir(parents=True)
        settings.STATIC_ROOT = version
        call_command("collectstatic", interactive=False, verbosity=0)
        complete.touch()
        others = [path for path in folder.iterdir() if path != version]
        for old in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
            shutil.rmtree(old)
    return version


class _Watch(threading.Thread):
    """Starts PostgreSQL again when it was killed, until `ended` is set."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        super().__init__(name="watch", daemon=True)
        self.postgres = postgres
        self.ended = threading.Event()

    def run(self) -> None:
        """Look every second; what cannot be mended is said once."""
        said = ""
        while not self.ended.wait(_LOOK_SECONDS):
            try:
                if self.postgres.revive():
                    logger.warning("PostgreSQL had ended; it was started again")
                    said = ""
            except PostgresProblem as problem:
                if str(problem) != said:
                    said = str(problem)
                    logger.error("%s", said)  # noqa: TRY400  a sentence says it; no traceback


class _Beside(threading.Thread):
    """Works something out in a process of its own, which keeps it in files for all workers.

    after: how many seconds after the start, so that the server is at rest by then.
    """

    def __init__(self, name: str, after: int, command: Sequence[str]) -> None:
        super().__init__(name=name, daemon=True)
        self.after = after
        self.command = command
        self.ended = threading.Event()

    def run(self) -> None:
        """Wait, have it worked out, and be done."""
        if self.ended.wait(self.after):
            return
        with subprocess.Popen(
            [sys.executable, *self.command],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            while process.poll() is None:
                if self.ended.wait(_LOOK_SECONDS):
                    process.terminate()

    def stop(self) -> None:
        """End it, and what it started."""
        self.ended.set()
        if self.is_alive():
            self.join()


def _provers() -> Iterator[_Beside]:
    """What proves the rules that were not proved yet, at the lowest priority."""
    from django.conf import settings

    if settings.PROOFS_FOLDER is not None:
        command = [
            "-m",
            "technopole.site.support.proofs",
            str(settings.PROOFS_FOLDER),
            settings.PACK,
        ]
        yield _Beside("prover", _QUIET_SECONDS, command)


class _Gunicorn(BaseApplication):
    """Gunicorn with what we want of it: a few threads, no log of visitors, no control socket."""

    def __init__(
        self,
        listener: socket.socket,
        *,
        ready: Callable[[], None],
        forked: Callable[[], None],
    ) -> None:
        self.options: dict[str, Any] = {
            "bind": [f"fd://{listener.detach()}"],  # gunicorn closes it
            "worker_class": "gthread",
            "workers": int(os.environ.get("WEB_CONCURRENCY", "2")),
            "threads": 4,
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "technopole",
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108  heartbeats, made safely
            "when_ready": self._ready,
            "post_fork": self._forked,
        }
        self.ready, self.forked = ready, forked
        logging.getLogger("gunicorn.error").addFilter(_about_nobody)
        super().__init__()

    def _ready(self, arbiter: object) -> None:
        _stop_when_the_terminal_closes()
        self.ready()

    def _forked(self, arbiter: object, worker: object) -> None:
        self.forked()

    def load_config(self) -> None:
        """Take our options; gunicorn's files and variables are not read."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """In the worker: the site, with every page's module, so that a broken one is said at the start."""
        from django.urls import get_resolver

        from technopole.site.wsgi import application

        _ = get_resolver().url_patterns
        return application


def _tell_settings(place: Place) -> None:
    """Settings read the environment, so that a server started otherwise is told the same way."""
    if place.sources is not None:
        if not place.sources.is_dir():
            raise CannotServe(
                f"{place.sources} is no folder. Give the folder that holds the documents: --sources DIR."
            )
        os.environ["TECHNOPOLE_SOURCES"] = str(place.sources.absolute())
    if "TECHNOPOLE_ALLOWED_HOSTS" not in os.environ and place.host not in _LOOPBACK:
        wildcard = place.host in _EVERYWHERE
        os.environ["TECHNOPOLE_ALLOWED_HOSTS"] = (
            "*" if wildcard else f"localhost,127.0.0.1,[::1],{place.host}"
        )


@contextmanager
def _listener(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before anything else is started, so that a taken one is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        deadline = time.monotonic() + _PORT_SECONDS
        while True:
            try:
                listener.bind((host, port))
                break
            except socket.gaierror as error:
                raise CannotServe(
                    f"--host {host} is no address of this machine: {error.strerror}. "
                    "Leave it out, or give 127.0.0.1 or 0.0.0.0."
                ) from error
            except OSError as error:
                if time.monotonic() > deadline:
                    raise CannotServe(
                        f"Port {port} of {host} cannot be had: {error.strerror}. "
                        f"Stop what uses it, or choose another: --port {port + 1 if port < 65535 else 8000}."
                    ) from error
                time.sleep(0.1)
        listener.set_inheritable(True)
        yield listener


def _address(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    shown = "127.0.0.1" if host in _EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[], bool]]:
    """Until gunicorn takes over, a polite end (SIGTERM) unwinds like Ctrl-C does.

    Gives a question: whether somebody asked for the end. What a signal raises is lost where it
    comes in the wrong moment (in a destructor, say), so that it has to be asked again.
    """
    asked = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        asked.set()
        raise SystemExit(0)

    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, end)
    try:
        yield asked.is_set
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _about_nobody(record: logging.LogRecord) -> bool:
    """Whether a line of the log names no visitor: gunicorn tells who sent what is no HTTP."""
    return not str(record.msg).startswith("Invalid request from")


def _nothing() -> None:
    """A database of one's own needs no word from the workers."""


def _deaf_to_signals() -> None:
    """While PostgreSQL writes its last page, a second Ctrl-C changes nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _stop_when_the_terminal_closes() -> None:
    """Gunicorn would reload on SIGHUP and go on without a terminal, holding the port."""

    def end(number: int, frame: FrameType | None) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    if os.isatty(0):
        signal.signal(signal.SIGHUP, end)
