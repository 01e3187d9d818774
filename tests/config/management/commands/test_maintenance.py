"""The stand-in runs as a process of its own, by port or socket, and writes nothing down."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.config.demo_process import free_port
from tests.config.manage_process import PRODUCTION, manage
from tests.folders import PROJECT

ADDRESS = "/take-part/planted-token/pages/closing.closing/"


@contextmanager
def standing_in(bind: str, data: Path) -> Iterator[list[str]]:
    """Everything that it printed, once it has ended."""
    printed: list[str] = []
    process = subprocess.Popen(
        [sys.executable, "manage.py", "maintenance", "--bind", bind],
        cwd=PROJECT,
        env=os.environ | PRODUCTION | {"NEEDFINDER_DATA_DIR": str(data)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert process.stdout is not None
        printed.append(process.stdout.readline())
        yield printed
    finally:
        process.send_signal(signal.SIGTERM)
        printed.append(process.communicate(timeout=120)[0])


class SocketConnection(HTTPConnection):
    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.host)


def answered(connection: HTTPConnection, attempts: int = 100) -> tuple[int, str]:
    """The server begins to listen a moment after it said so."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(connection):
        try:
            connection.request("POST", ADDRESS, b"why=planted-words", form)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (ConnectionRefusedError, FileNotFoundError):
            assert attempts
    connection = type(connection)(connection.host, connection.port)
    signal.sigtimedwait([], 0.1)
    return answered(connection, attempts - 1)


@pytest.mark.parametrize("kind", ["port", "socket"])
def test_it_gives_back_what_was_sent_and_writes_none_of_it(kind: str, tmp_path: Path) -> None:
    port, path = free_port(), tmp_path / "stand-in.sock"
    bind = f"127.0.0.1:{port}" if kind == "port" else f"unix:{path}"
    with standing_in(bind, tmp_path / "data") as printed:
        connection = (
            HTTPConnection("127.0.0.1", port) if kind == "port" else SocketConnection(str(path))
        )
        status, text = answered(connection)
    assert status == 503
    assert 'name="why" value="planted-words"' in text
    assert "".join(printed) == f"Standing in at {bind}.\n"
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert files == []


def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    refused = manage(tmp_path, "maintenance", "--bind", "nowhere", **PRODUCTION)
    assert refused.returncode == 2
    assert "is no address: give HOST:PORT" in refused.stderr
