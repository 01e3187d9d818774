"""A server run from the files that `deployment` writes: PostgreSQL, Needfinder and nginx.

Nothing in the files is changed but by the command's own options. Where systemd would start a
program, its ExecStart is run here with the settings that the unit names.
"""

import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from checks.support.postgresql import PostgreSQL
from checks.support.servers import free_port
from operations.management.commands.deployment import Command
from tests.folders import PROJECT

DOMAIN = "study.example.org"
VISITOR = "127.0.0.77"
"""The address that requests come from here; it is the loopback's, as all of 127.0.0.0/8 is."""


class ServerOfFiles:
    """`postgres` is None where nothing but nginx is asked; `options` are more of the command's."""

    def __init__(self, folder: Path, postgres: PostgreSQL | None, *options: str) -> None:
        self.folder, self.postgres = folder, postgres
        self.out, self.logs = folder / "files", folder / "logs"
        self.logs.mkdir()
        self.http, self.https = free_port(), free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.addresses: dict[str, str] = {}
        self._make_release()
        self._make_certificate()
        self._write_files(*options)
        self._settings = settings_in(self.out / "environment")

    def _make_release(self) -> None:
        """What `current` leads to: this checkout and this environment."""
        programs = self.folder / "current" / ".venv" / "bin"
        programs.mkdir(parents=True)
        (self.folder / "current" / "manage.py").symlink_to(PROJECT / "manage.py")
        python = programs / "python"
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)

    def _make_certificate(self) -> None:
        run(
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-keyout", f"{self.folder}/key.pem", "-out", f"{self.folder}/chain.pem"),
            *("-subj", f"/CN={DOMAIN}", "-addext", f"subjectAltName=DNS:{DOMAIN}"),
        )

    def _write_files(self, *options: str) -> None:
        database_port = self.postgres.port if self.postgres else 5432
        deploy(
            *("--domain", DOMAIN, "--out", str(self.out), "--folder", str(self.folder)),
            *("--user", "study", "--database-server", f"127.0.0.1:{database_port}"),
            *("--certificate", f"{self.folder}/chain.pem", "--key", f"{self.folder}/key.pem"),
            *("--bind", f"127.0.0.1:{free_port()}"),
            *("--maintenance-bind", f"127.0.0.1:{free_port()}"),
            *("--http", f"127.0.0.1:{self.http}", "--https", f"127.0.0.1:{self.https}"),
            *("--answer-within", "1", "--workers", "1"),
            *options,
        )
        shutil.copytree(self.out / "pages", self.folder / "pages")
        for name in ("data", "copies/default", "copies/recruitment"):
            (self.folder / name).mkdir(parents=True)

    def make_databases(self) -> None:
        assert self.postgres
        psql = str(self.postgres.programs / "psql")
        sql = str(self.out / "databases.sql")
        run(psql, *self.postgres.where, "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", sql)

    def manage(self, *arguments: str, **more: str) -> str:
        """What needfinder-manage does, but for changing to the account."""
        done = subprocess.run(
            [str(self.folder / "current/.venv/bin/python"), "manage.py", *arguments],
            cwd=self.folder / "current",
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": f"{self.folder}/data"} | self._settings

    def command(self, unit: str, instance: str = "") -> tuple[list[str], dict[str, str]]:
        """What systemd would run for a unit, and the variables it would give it."""
        text = (self.out / unit).read_text().replace("%i", instance)
        settings = self.environment
        for line in text.splitlines():
            if line.startswith("EnvironmentFile="):
                settings |= settings_in(self.out / Path(line.partition("=")[2]).name)
        words = shlex.split(command_of(text))
        # As systemd does, which knows variables in braces.
        return [re.sub(r"\$\{(\w+)\}", lambda name: settings[name[1]], w) for w in words], settings

    def start(self, unit: str) -> None:
        words, settings = self.command(unit)
        with (self.logs / f"{unit}.log").open("ab") as log:
            self.processes[unit] = subprocess.Popen(
                words,
                cwd=f"{self.folder}/data",
                env=settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.addresses[unit] = words[words.index("--bind") + 1]
        wait_for(self.addresses[unit])

    def signal(self, unit: str, how: signal.Signals) -> None:
        os.killpg(self.processes[unit].pid, how)

    def stop(self, unit: str) -> None:
        """Return once nobody listens any more: workers outlive the program that started them."""
        process = self.processes.pop(unit)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        wait_for(self.addresses.pop(unit), listening=False)

    def start_nginx(self, site: Path) -> None:
        """Nginx as Debian configures it: logs of its own, which the site has to turn off."""
        root = "user root;" if os.geteuid() == 0 else ""
        temporary = "".join(
            f"{name}_temp_path {self.folder}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            f"{root}\ndaemon off;\npid {self.folder}/nginx.pid;\n"
            f"error_log {self.logs}/nginx-error.log;\nevents {{}}\nhttp {{\n"
            f"access_log {self.logs}/nginx-access.log;\n{temporary}include {site};\n}}\n"
        )
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        arguments = [nginx, "-p", str(self.folder), "-c", str(configuration)]
        arguments += ["-e", f"{self.logs}/nginx-error.log"]
        run(*arguments, "-t", "-q")
        self.processes["nginx"] = subprocess.Popen(arguments, start_new_session=True)
        self.addresses["nginx"] = f"127.0.0.1:{self.https}"
        wait_for(self.addresses["nginx"])

    def ask(
        self,
        address: str,
        *,
        method: str = "GET",
        body: bytes = b"",
        host: str | None = None,
        headers: str = "",
    ) -> str:
        """Status line, header and page of one request over HTTPS, as they came."""
        head = f"{method} {address} HTTP/1.1\r\nHost: {host or f'{DOMAIN}:{self.https}'}\r\n"
        head += f"X-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n{headers}"
        if body:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(body)}\r\n"
        return self.send(f"{head}\r\n".encode() + body)

    def send(self, request: bytes, *, tls: bool = True) -> str:
        port = self.https if tls else self.http
        answer = b""
        with socket.create_connection(
            ("127.0.0.1", port), timeout=120, source_address=(VISITOR, 0)
        ) as plain:
            connection: socket.socket = plain
            if tls:
                context = ssl.create_default_context(cafile=f"{self.folder}/chain.pem")
                connection = context.wrap_socket(plain, server_hostname=DOMAIN)
            with connection, suppress(ConnectionError, ssl.SSLError):  # refused half-way
                connection.sendall(request)
                while piece := connection.recv(65536):
                    answer += piece
        return answer.decode(errors="replace")

    def everything_logged(self) -> dict[str, str]:
        assert self.postgres
        texts = {file.name: file.read_text(errors="replace") for file in self.logs.iterdir()}
        log = self.postgres.folder / "log"
        return texts | {"postgresql": log.read_text(errors="replace")}

    def end(self) -> None:
        for unit in list(self.processes):
            self.stop(unit)


@contextmanager
def server_of_files(
    folder: Path, postgres: PostgreSQL | None, *options: str
) -> Iterator[ServerOfFiles]:
    server = ServerOfFiles(folder, postgres, *options)
    try:
        yield server
    finally:
        server.end()


def deploy(*options: str) -> None:
    """Run the command in this process: it reads no settings."""
    call_command(Command(), *options, stdout=StringIO())


def command_of(unit: str) -> str:
    """The program and its options that a unit starts."""
    match = re.search(r"^ExecStart=(.+)$", unit, flags=re.MULTILINE)
    assert match, unit
    return match[1]


def settings_in(file: Path) -> dict[str, str]:
    """As systemd reads an EnvironmentFile without quotation marks."""
    lines = [line for line in file.read_text().splitlines() if line and line[0] not in "#;"]
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def wait_for(address: str, *, listening: bool = True) -> None:
    for _ in range(2_400):
        if somebody_listens(address) == listening:
            return
        time.sleep(0.05)
    raise AssertionError(f"{'nothing' if listening else 'something still'} listens at {address}")


def somebody_listens(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port))).close()
    except ConnectionError:
        return False
    return True
