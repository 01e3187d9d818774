"""The server on the tests' own databases, in a process of its own."""

import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import connections

from checks.support.http_client import HttpClient
from tests.folders import PROJECT


def address_of(name: str) -> str:
    """Of one of the tests' databases, as another process is told it."""
    database = connections[name].settings_dict
    if connections[name].vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host, port = quote(database["HOST"], safe=""), f":{database['PORT']}" * bool(database["PORT"])
    who = f"{database['USER']}:{database['PASSWORD']}"
    return f"postgres://{who}@{host}{port}/{database['NAME']}"


def serve(data: Path, bind: str, workers: int = 2) -> subprocess.Popen[str]:
    """Begin to serve; needs a test with real transactions."""
    connections.close_all()
    options = ["--bind", bind, "--workers", str(workers)]
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", *options],
        cwd=PROJECT,
        start_new_session=True,
        text=True,
        stdout=subprocess.DEVNULL if bind.startswith("127") else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "NEEDFINDER_MODE": "demo",
            "NEEDFINDER_DATA_DIR": str(data),
            "DATABASE_URL": address_of("default"),
            "RECRUITMENT_DATABASE_URL": address_of("recruitment"),
        },
    )


def served(port: int, data: Path) -> subprocess.Popen[str]:
    """Two workers, once they answer."""
    server = serve(data, f"127.0.0.1:{port}")
    for _try in range(1_200):
        visitor = HttpClient(port)
        with closing(visitor.connection):
            try:
                visitor.get("/")
            except OSError:
                time.sleep(0.1)
            else:
                return server
    raise AssertionError("no server came up")
