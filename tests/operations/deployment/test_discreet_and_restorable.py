"""The generated server under every fault that could make something write down who was there."""

import signal
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from subprocess import run

import pytest

from checks.support.postgresql import postgresql
from tests.folders import FIXTURES
from tests.operations.deployment.server_of_files import (
    DOMAIN,
    VISITOR,
    ServerOfFiles,
    server_of_files,
    settings_in,
)
from tests.operations.deployment.test_nginx import require_nginx

LINK = "Zk3vPrivateLinkOfSomebody4f9aQ71Lx0hTn2Wc8Yd"
PANEL = "5f3c0ffee5f3c0ffee5f3c0f"
MARKERS = {"the private link": LINK, "the panel's identifier": PANEL, "the address": VISITOR}
MARKERS |= {"the address that a proxy named": "203.0.113.7", "what was typed": "Words1typed2here"}

STUDY = "which-explanation-helps"
PAGE = f"/take-part/{LINK}/?PROLIFIC_PID={PANEL}"
FORM = f"answer=Words1typed2here&PROLIFIC_PID={PANEL}".encode()
APPLICATION, STAND_IN = "needfinder.service", "needfinder-maintenance.service"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerOfFiles]:
    """All of it as install.sh starts it, with a study on it."""
    require_nginx()
    folder = tmp_path_factory.mktemp("server")
    with postgresql() as postgres, server_of_files(folder, postgres) as server:
        server.make_databases()
        with ThreadPoolExecutor() as pool:
            steps = [
                ("migrate", "-v0"),
                ("migrate", "-v0", "--database", "recruitment"),
                ("collectstatic", "--noinput", "-v0"),
            ]
            list(pool.map(lambda step: server.manage(*step), steps))
        server.manage("load_study", str(FIXTURES / "studies" / STUDY / "study.yaml"))
        server.start(STAND_IN)
        server.start(APPLICATION)
        server.start_nginx(server.out / "needfinder.nginx")
        yield server


@pytest.mark.slow
def test_the_generated_server_names_nobody_in_any_log_and_its_copies_restore(
    server: ServerOfFiles, tmp_path: Path
) -> None:
    """One test for both, since nothing takes as long here as making the server."""
    assert server.ask("/").startswith("HTTP/1.1 200")
    assert "Location: /admin/login/?next=/admin/" in server.ask("/admin/")
    copies = ThreadPoolExecutor().submit(make_copies, server)
    for status, answer in answers_of_the_application(server):
        assert answer.split()[1] == status, answer[:300]
    for name, log in server.everything_logged().items():
        assert leaks(log) == [], f"{name}:\n{log}"
    restore_copies(server, copies.result())
    for status, answer in answers_without_it(server):
        assert answer.split()[1] == status, answer[:300]
    logs = server.everything_logged()
    assert "Not Found: /take-part/…/" in logs[f"{APPLICATION}.log"]  # it does log what fails
    for name, log in logs.items():
        assert leaks(log) == [], f"{name}:\n{log}"
    with_usual_logs(server, tmp_path)


def answers_of_the_application(server: ServerOfFiles) -> Iterator[tuple[str, str]]:
    """Each fault that the application or nginx answers, with the status that belongs to it."""
    yield "404", server.ask(PAGE)
    yield "200", server.ask(f"/studies/{STUDY}/?PROLIFIC_PID={PANEL}")
    yield "403", server.ask(PAGE, method="POST", body=FORM)  # without the form's token
    yield "413", server.ask(PAGE, method="POST", body=FORM + b"x" * 3_200_000)
    yield "414", server.ask(f"{PAGE}&x={'y' * 9000}")
    yield "400", server.ask(PAGE, headers=f"X-Long: {LINK}{'y' * 9000}\r\n")
    yield "400", server.ask(PAGE, host="two names")
    yield "400", server.send(f"GET {PAGE} TTP/1.1\r\n\r\n".encode())
    yield "505", server.send(f"GET {PAGE} HTTP/9.9\r\n\r\n".encode())
    yield (
        "400",
        server.send(f"GET /take-part/{LINK}/%zz HTTP/1.1\r\nHost: {DOMAIN}\r\n\r\n".encode()),
    )
    yield "400", server.send(f"GET {PAGE} HTTP/1.1\r\nHost: 192.0.2.1\r\n\r\n".encode(), tls=False)
    fail_at_tls(server)
    server.signal(APPLICATION, signal.SIGSTOP)
    yield "504", server.ask(PAGE)
    server.signal(APPLICATION, signal.SIGCONT)


def answers_without_it(server: ServerOfFiles) -> Iterator[tuple[str, str]]:
    assert server.postgres
    server.postgres.kill()
    yield "503", server.ask(PAGE)
    server.stop(APPLICATION)
    answer = server.ask(f"/take-part/{LINK}/pages/background/", method="POST", body=FORM)
    assert "Words1typed2here" in answer  # what was typed comes back
    yield "503", answer
    server.stop(STAND_IN)
    yield "502", server.ask(PAGE, method="POST", body=FORM)


def fail_at_tls(server: ServerOfFiles) -> None:
    """A client that knows no cipher of ours, one that asks for another name, and no TLS at all."""
    unknown, old = ssl.create_default_context(), ssl.create_default_context()
    for context in (unknown, old):
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("PSK")
    for context, name in ((unknown, "other.example.org"), (old, DOMAIN)):
        with (
            socket.create_connection(
                ("127.0.0.1", server.https), source_address=(VISITOR, 0)
            ) as plain,
            suppress(ssl.SSLError, ConnectionError),
        ):
            context.wrap_socket(plain, server_hostname=name).close()
    with socket.create_connection(
        ("127.0.0.1", server.https), source_address=(VISITOR, 0)
    ) as plain:
        plain.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: {DOMAIN}\r\n\r\n".encode())
        assert plain.recv(100).startswith(b"HTTP/1.1 301")


def leaks(log: str) -> list[str]:
    return [name for name, marker in MARKERS.items() if marker in log]


def with_usual_logs(server: ServerOfFiles, folder: Path) -> None:
    """The same site with the log of errors that nginx has by default does name people."""
    site = folder / "site"
    text = (server.out / "needfinder.nginx").read_text()
    site.write_text(text.replace("error_log /dev/null emerg;", ""))
    server.stop("nginx")
    server.start_nginx(site)
    server.ask(PAGE)
    log = server.everything_logged()["nginx-error.log"]
    assert leaks(log) == ["the private link", "the panel's identifier", "the address"]


def make_copies(server: ServerOfFiles) -> list[Path]:
    """As the timer does, by the unit's own line and settings."""
    for database in ("default", "recruitment"):
        words, settings = server.command("needfinder-backup@.service", database)
        done = run(words, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return sorted((server.folder / "copies").rglob("*.sealed"))


def restore_copies(server: ServerOfFiles, copies: list[Path]) -> None:
    """Each into a new database, with the passphrase of its own file."""
    assert server.postgres
    assert len(copies) == 2
    for database, variable in (
        ("default", "DATABASE_URL"),
        ("recruitment", "RECRUITMENT_DATABASE_URL"),
    ):
        (copy,) = (copy for copy in copies if copy.parent.name == database)
        assert copy.name.startswith(f"needfinder-{database}-")
        assert STUDY.encode() not in copy.read_bytes()  # it is locked
        empty = f"postgres://needfinder@127.0.0.1:{server.postgres.port}/restored_{database}"
        createdb = str(server.postgres.programs / "createdb")
        run([createdb, *server.postgres.where, f"restored_{database}"], check=True)
        passphrase = settings_in(server.out / f"backup-{database}")
        said = server.manage(
            "restore", str(copy), "--database", database, **passphrase, **{variable: empty}
        )
        assert f"The database {database} is as it was at" in said
