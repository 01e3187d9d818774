"""The demo as a process of its own, and its pages."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.folders import PROJECT


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def command(port: int, *options: str) -> list[str]:
    return [sys.executable, "manage.py", "demo", "--port", str(port), "--no-browser", *options]


def environment(data: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**inherited, "NEEDFINDER_MODE": "demo", "NEEDFINDER_DATA_DIR": str(data)}


@contextmanager
def running(data: Path, port: int, *options: str) -> Iterator[list[str]]:
    """The demo's printed lines, once it serves."""
    demo = subprocess.Popen(
        command(port, *options),
        cwd=PROJECT,
        env=environment(data),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert demo.stdout is not None
        lines: list[str] = []
        for line in demo.stdout:
            lines.append(line)
            if "Ctrl+C" in line:
                break
        yield lines
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=120)


def get(port: int, address: str = "/") -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("GET", address)
        response = connection.getresponse()
        return response.status, response.read().decode()


def passwords_in(lines: list[str]) -> list[str]:
    """Of the researcher, both coders and the administrator."""
    return re.findall(r"password: +(.+)", "".join(lines), re.MULTILINE)
