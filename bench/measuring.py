"""What the benchmarks share: a real server, a plain client, and honest numbers."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import technopole

TECHNOPOLE = str(Path(sys.executable).parent / "technopole")


def say_machine() -> None:
    """What the numbers were measured on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"machine     {os.cpu_count()} × {model}, {platform.system()} {platform.release()}")
    print(f"load        {load} (other work on this machine makes every number worse)")
    print(f"versions    Python {platform.python_version()}, Technopole {technopole.__version__}, "
          f"Django {version('django')}, gunicorn {version('gunicorn')}")  # fmt: skip


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Connection:
    """One client: a connection kept open, and the least work between two requests."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str, more: str = "") -> tuple[int, bytes]:
        """The status and the body."""
        return self.send(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{more}\r\n".encode()
        )

    def post(
        self, path: str, body: bytes, kind: str = "application/json", more: str = ""
    ) -> tuple[int, bytes]:
        """The status and the body, to a body that is sent."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(body)}\r\n{more}\r\n"
        )
        return self.send(head.encode() + body)

    def send(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body, to a request as it goes over the wire."""
        for attempt in (1, 2):
            try:
                return self._ask(request)
            except (ConnectionError, TimeoutError):  # closed by the server after its quiet time
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError

    def _ask(self, request: bytes) -> tuple[int, bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._received()
        head, body = data[:end].lower(), [data[end + 4 :]]
        status, closing = int(head[9:12]), b"connection: close" in head
        start = head.find(b"content-length:")
        if start < 0:
            return status, self._chunked(body[0])
        length = int(head[start + 15 :].partition(b"\r\n")[0])
        held = len(body[0])
        while held < length:
            part = self._received()
            body.append(part)
            held += len(part)
        whole = b"".join(body)
        self._rest = whole[length:]
        if closing:
            self.close()
        return status, whole[:length]

    def _chunked(self, data: bytes) -> bytes:
        body = b""
        while True:
            while (end := data.find(b"\r\n")) < 0:
                data += self._received()
            size = int(data[:end], 16)
            while len(data) < end + 2 + size + 2:
                data += self._received()
            body += data[end + 2 : end + 2 + size]
            data = data[end + 2 + size + 2 :]
            if size == 0:
                self._rest = data
                return body

    def _received(self) -> bytes:
        assert self._socket is not None
        part = self._socket.recv(262_144)
        if not part:
            raise ConnectionResetError
        return part

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""


@dataclass(frozen=True)
class Rate:
    """What one run at a number of clients gave."""

    requests: int
    seconds: float
    p95_ms: float

    @property
    def a_second(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def rate(port: int, paths: Sequence[str], clients: int, seconds: float) -> Rate:
    """Ask for the paths in turn, with so many clients, for so long."""
    asks = [partial(Connection.get, path=path) for path in paths]
    return rate_of(port, asks, clients, seconds)


def rate_of(
    port: int,
    asks: Sequence[Callable[[Connection], tuple[int, bytes]]],
    clients: int,
    seconds: float,
) -> Rate:
    """Send the requests in turn, with so many clients, for so long."""
    stop = time.perf_counter() + seconds
    times: list[list[float]] = [[] for _ in range(clients)]

    def ask(mine: list[float], turn: int) -> None:
        connection = Connection(port)
        while (begun := time.perf_counter()) < stop:
            status, _ = asks[turn % len(asks)](connection)
            assert status == 200, (asks[turn % len(asks)], status)
            mine.append(time.perf_counter() - begun)
            turn += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(mine, n)) for n, mine in enumerate(times)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    all_times = [one for mine in times for one in mine]
    return Rate(len(all_times), spent, percentile(all_times, 0.95) * 1000)


def wait_for(port: int, path: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    """Until the server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"The server ended with {process.returncode}.")
        try:
            if Connection(port).get(path)[0] == 200:
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("The server did not answer in time.")


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process, stopped at the end."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def data_place() -> Iterator[Path]:
    """A folder for a server's data, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="technopole-bench-") as folder:
        Path(folder).chmod(0o711)  # for root, PostgreSQL runs as another account
        yield Path(folder)


def start_serving(data: Path, *, workers: int | None = None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the production server as `technopole serve` does, and wait until it answers."""
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TECHNOPOLE_", "DJANGO_", "DATABASE_"))
    }
    if workers is not None:
        environment["WEB_CONCURRENCY"] = str(workers)
    command = [TECHNOPOLE, "serve", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    wait_for(port, "/health", process)
    return process, port


def said(good: bool) -> str:
    """How a number stands to its bar."""
    return "met" if good else "MISSED"
