"""Whether this container does its work; ends with 1, and a sentence, where it does not.

`server`: it answers at /healthz. `nightly`: there is a copy of each database of the last 26 hours.
"""

import http.client
import json
import os
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

OLDEST_COPY = timedelta(hours=26)
SECONDS = 8


class SocketConnection(http.client.HTTPConnection):
    """HTTP by a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def problem_of_server(bind: str, host: str) -> str | None:
    """As the proxy asks: for a host of this server, by HTTPS."""
    connection = (
        SocketConnection(bind.removeprefix("unix:"))
        if bind.startswith("unix:")
        else http.client.HTTPConnection("127.0.0.1", int(bind.rpartition(":")[2]), timeout=SECONDS)
    )
    try:
        connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return f"The server does not answer ({problem})."
    finally:
        connection.close()
    return None if answer.status == 200 else f"The server answers {answer.status}: {text[:500]}"


def problem_of_copies(record: Path, now: datetime) -> str | None:
    try:
        copies = json.loads(record.read_text())
        made = {name: datetime.fromisoformat(copy["made_at"]) for name, copy in copies.items()}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        return f"Nothing is known of copies ({problem})."
    for name in ("default", "recruitment"):
        if name not in made or now - made[name] > OLDEST_COPY:
            return f"There is no copy of the database {name} of the last 26 hours."
    return None


def main(what: str) -> str | None:
    if what == "server":
        host = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0]
        return problem_of_server(os.environ.get("NEEDFINDER_BIND", "127.0.0.1:8000"), host)
    folder = Path(os.environ.get("NEEDFINDER_DATA_DIR", "/data"), "production")
    return problem_of_copies(folder / "backups.json", datetime.now(UTC))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
