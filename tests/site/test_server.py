"""`technopole serve`, run as a person runs it: started, stopped, killed, started again."""

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from technopole.plan import packs
from technopole.site import server
from technopole.site.postgres import EmbeddedPostgres, _processes_in

COMMAND = [sys.executable, "-c", "from technopole.cli.main import app; app()", "serve"]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """One data folder for the module: a first start takes longer than the next."""
    folder = Path(tempfile.mkdtemp(prefix="technopole-serve-"))
    folder.chmod(0o711)
    yield folder
    with EmbeddedPostgres(folder / "postgres"):
        pass
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, port: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A server in its own session, as in a terminal of its own; killed at the end if it still runs."""
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [*COMMAND, "--port", str(port), "--data", str(data), *more],
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env={
                name: value
                for name, value in os.environ.items()
                if name != "DJANGO_SETTINGS_MODULE"
            },
        ) as server,
    ):
        # A file, for a pipe that nobody reads would stop the server when it is full.
        server.stdout = said
        try:
            yield server
        finally:
            server.kill()


def what_it_said(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    server.stdout.seek(0)
    return server.stdout.read()


def get(port: int, path: str) -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return json.load(answer)


def status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def wait_until_healthy(server: subprocess.Popen[str], port: int) -> Any:
    deadline = time.monotonic() + 30
    while True:
        if "Technopole is at" in what_it_said(server):  # it is this one, not one that was killed
            return get(port, "/health")
        assert server.poll() is None, what_it_said(server)
        assert time.monotonic() < deadline, "it was not healthy within thirty seconds"
        time.sleep(0.05)


def end(server: subprocess.Popen[str], number: int) -> str:
    """End it politely; it must exit with 0 and leave nothing."""
    server.send_signal(number)
    server.wait(30)
    said = what_it_said(server)
    assert server.returncode == 0, said
    return said


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def postmaster_or_none(data: Path) -> int | None:
    try:
        return postmaster(data)
    except (FileNotFoundError, IndexError, ValueError):
        return None


def nothing_runs(data: Path) -> bool:
    return _processes_in(data / "postgres" / "cluster") == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves_the_installed_pack_until_it_is_stopped(data: Path, port: int, number: int) -> None:
    with serving(data, port) as server:
        health = wait_until_healthy(server, port)
        assert health["version"] == packs.load().version
        said = end(server, number)
    assert f"Technopole is at http://127.0.0.1:{port}/" in said
    assert nothing_runs(data)


@pytest.mark.slow
def test_a_second_start_takes_under_three_seconds(data: Path, port: int) -> None:
    """Of its own work: what else a machine does meanwhile is not counted."""
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        end(server, signal.SIGINT)
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        started = psutil.Process(server.pid)
        times = [each.cpu_times() for each in (started, *started.children())]
        worked = sum(t.user + t.system + t.children_user + t.children_system for t in times)
        assert worked < 3
        end(server, signal.SIGINT)


@pytest.mark.slow
def test_a_killed_server_does_not_block_the_next(data: Path, port: int) -> None:
    """The workers end by themselves, the port is free, and PostgreSQL, which still runs, is adopted."""
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        running = postmaster(data)
        server.kill()
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        assert postmaster(data) == running
        end(server, signal.SIGINT)
    assert nothing_runs(data)


@pytest.mark.slow
def test_a_killed_database_is_started_again_under_the_running_server(data: Path, port: int) -> None:
    """Until it answers again, pages, API and health say so with a 503; none of them fails."""
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        killed = postmaster(data)
        os.kill(killed, signal.SIGKILL)
        deadline = time.monotonic() + 30
        for path in itertools.cycle(
            ["/en/", "/zh-hant/search/?q=InnoHK", "/api/v1/facts", "/health"]
        ):
            answers_again = postmaster_or_none(data) not in (None, killed)
            if (found := status(port, path)) != 200:
                assert found == 503, path
            elif answers_again and path == "/health":
                break
            assert time.monotonic() < deadline, what_it_said(server)
        assert status(port, "/en/search/?q=InnoHK") == 200
        said = end(server, signal.SIGTERM)
    assert "PostgreSQL had ended; it was started again" in said
    assert "Traceback" not in said
    assert nothing_runs(data)


@pytest.mark.slow
def test_two_servers_share_one_data_folder(data: Path, port: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other = int(probe.getsockname()[1])
    with serving(data, port) as first, serving(data, other) as second:
        wait_until_healthy(first, port)
        wait_until_healthy(second, other)
        end(first, signal.SIGINT)
        assert get(other, "/health")["status"] == "ok"
        end(second, signal.SIGINT)
    assert nothing_runs(data)


@pytest.mark.slow
def test_the_log_names_no_visitor_and_takes_head_for_what_it_is(data: Path, port: int) -> None:
    with serving(data, port) as server:
        wait_until_healthy(server, port)
        with socket.create_connection(("127.0.0.1", port)) as visitor:
            visitor.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n")
            assert b" 400 " in visitor.recv(1000)
        for path in ("/en/", "/api/v1/facts", "/data/facts.csv", "/health", "/no/such/page"):
            with socket.create_connection(("127.0.0.1", port)) as visitor:
                asked = f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                visitor.sendall(asked.encode())
                answer = b"".join(iter(lambda: visitor.recv(65536), b""))
            assert answer.endswith(b"\r\n\r\n"), path
            assert b"\r\ncontent-length: " in answer.lower(), path
        said = end(server, signal.SIGTERM)
    assert "127.0.0.1:" in said
    assert "Invalid request" not in said
    assert "body" not in said


def test_a_taken_port_is_said_in_a_sentence(data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        with serving(data, port) as server:
            server.wait(30)
            said = what_it_said(server)
    assert server.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in said
    assert "Traceback" not in said


def test_a_folder_of_documents_that_does_not_exist_is_said(data: Path, port: int) -> None:
    with serving(data, port, "--sources", str(data / "nowhere")) as server:
        server.wait(30)
        said = what_it_said(server)
    assert server.returncode == 2
    assert "nowhere” is not a folder" in said.replace("\n", "")


def test_a_data_folder_that_cannot_be_written_is_said(data: Path, port: int) -> None:
    (data / "file").write_text("in the way")
    with serving(data / "file" / "data", port) as server:
        server.wait(30)
        said = what_it_said(server)
    assert server.returncode == 1
    assert "--data or TECHNOPOLE_DATA" in said.replace("\n", " ")
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize("size", ["45m", "60m", "75m"])
def test_a_disk_that_fills_up_is_said_in_a_sentence_and_the_next_start_goes_on(
    port: int, size: str
) -> None:
    mount = Path(tempfile.mkdtemp(prefix="technopole-full-"))
    options = f"size={size},mode=0711"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", mount], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        mount.rmdir()
        pytest.skip("this user may not mount a small disk")
    try:
        with serving(mount, port) as server:
            server.wait(60)
            said = what_it_said(server)
        assert server.returncode == 1, said
        assert f"The disk of {mount} is full" in " ".join(said.split())
        assert "Traceback" not in said
        assert nothing_runs(mount)
        subprocess.run(["mount", "-o", "remount,size=200m", mount], check=True)
        with serving(mount, port) as server:
            assert wait_until_healthy(server, port)["version"] == packs.load().version
            end(server, signal.SIGTERM)
    finally:
        subprocess.run(["umount", mount], check=True)
        mount.rmdir()


def test_a_number_of_workers_that_is_none_is_said(
    tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", "many")
    with serving(tmp_path, port) as server:
        server.wait(30)
        said = what_it_said(server)
    assert server.returncode == 2
    assert "WEB_CONCURRENCY is “many”" in said


def test_what_is_worked_out_beside_the_server_ends_with_it(tmp_path: Path) -> None:
    """Done when its time has come, stopped in the midst, and never begun when the server ends before."""
    written = tmp_path / "written"
    command = ["-c", f"import pathlib; pathlib.Path({str(written)!r}).touch()"]
    done = server._Beside("done", 0, command)
    done.start()
    done.join(30)
    assert written.exists()
    long = server._Beside("long", 0, ["-c", "import signal; signal.pause()"])
    late = server._Beside("late", 3600, command)
    for work in (long, late):
        work.start()
    written.unlink()
    for work in (long, late):
        work.stop()
        assert not work.is_alive()
    assert not written.exists()
