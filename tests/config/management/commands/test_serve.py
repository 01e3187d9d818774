"""The server as `needfinder serve` starts it, in a process of its own."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.management.commands.serve import address, number_of_workers
from tests.served import serve

on_unix = pytest.mark.skipif(not hasattr(os, "fork"), reason="the server needs fork")


class AtSocket(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=120)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(120)
        self.sock.connect(str(self.path))


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A server with one worker, and the socket at which it answers."""
    at = data / "s"
    server = serve(data, f"unix:{at}", workers=1)
    try:
        while not at.exists() and server.poll() is None:
            time.sleep(0.05)
        yield server, at
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


def answer(at: Path, path: str = "/", **headers: str) -> int:
    connection = AtSocket(at)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def asked(at: Path) -> AtSocket:
    """A request that is sent, and whose answer nobody has read yet."""
    connection = AtSocket(at)
    connection.request("GET", "/")
    return connection


@on_unix
@pytest.mark.any_database
@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_it_answers_at_a_socket_and_writes_down_nothing_about_visitors(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, at):
        assert answer(at) == 200
        # A path that the server itself refuses, and a request that is none.
        assert answer(at, f"/take-part/planted-key/?{'x' * 8200}") == 414
        nonsense = socket.socket(socket.AF_UNIX)
        nonsense.connect(str(at))
        nonsense.sendall(b"GET /take-part/planted-key/ HTTP/1.1\r\nNo header\r\n\r\n")
        assert b" 400 " in nonsense.recv(100)
        nonsense.close()
        waiting = [asked(at) for _ in range(20)]
        server.send_signal(signal.SIGTERM)
        # An update ends it so: whoever was let in is answered first.
        assert [one.getresponse().status for one in waiting] == [200] * len(waiting)
        said = server.communicate(timeout=120)[0]
    assert server.returncode == 0
    assert "with 1 workers" in said
    assert "planted-key" not in said
    assert not at.exists()


@on_unix
def test_a_worker_that_fails_does_not_write_down_what_was_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from config.server import Server

    server = Server(lambda *_: [], bind="127.0.0.1:0", workers=1)
    log = server.cfg.logger_class(server.cfg)
    with caplog.at_level("ERROR"):
        log.exception("Error handling request %s %s", "GET", "/studies/s/?PROLIFIC_PID=planted")
        log.warning("Invalid request from ip=192.0.2.7: %s", "planted")
    assert [record.name for record in caplog.records] == ["gunicorn.error"]
    assert "A worker failed at a request" in caplog.text
    assert "planted" not in caplog.text


@pytest.mark.parametrize("text", ["127.0.0.1:8000", "[::1]:80", "study.example.org:443"])
def test_an_address_is_a_host_and_a_port(text: str) -> None:
    assert address(text) == text


@pytest.mark.parametrize(
    "text", ["8000", "127.0.0.1", "a:70000", "unix:relative.sock", "unix:/no/such/folder/s", ""]
)
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Exception, match="such as"):
        address(text)


@pytest.mark.parametrize("text", ["0", "-1", "257", "two"])
def test_a_server_has_1_to_256_workers(text: str) -> None:
    with pytest.raises(Exception, match="from 1 to 256"):
        number_of_workers(text)
