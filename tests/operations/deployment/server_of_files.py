"""A server run from the files that `deployment` writes: PostgreSQL, Needfinder and nginx.

Nothing in the files is changed but by the command's own options. Where systemd would start a
program, its ExecStart is run here with the settings that the unit names.
"""

import os
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
from pathlib import Path

from checks.support.postgresql import PostgreSQL
from checks.support.servers import free_port
from operations.deployment.files import command_of
from tests.folders import PROJECT

DOMAIN = "study.example.org"
VISITOR = "127.0.0.77"
"""The address that requests come from here; it is the loopback's, as all of 127.0.0.0/8 is."""


class ServerOfFiles:
    def __init__(self, folder: Path, postgres: PostgreSQL) -> None:
        self.folder, self.postgres = folder, postgres
        self.out, self.logs = folder / "files", folder / "logs"
        self.logs.mkdir()
        self.http, self.https = free_port(), free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._make_release()
        self._make_certificate()
        self._write_files()
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

    def _write_files(self) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "NEEDFINDER_MODE"}
        run(
            *(sys.executable, str(PROJECT / "manage.py"), "deployment"),
            *("--domain", DOMAIN, "--out", str(self.out), "--folder", str(self.folder)),
            *("--user", "study", "--database-server", f"127.0.0.1:{self.postgres.port}"),
            *("--certificate", f"{self.folder}/chain.pem", "--key", f"{self.folder}/key.pem"),
            *("--bind", f"127.0.0.1:{free_port()}"),
            *("--maintenance-bind", f"127.0.0.1:{free_port()}"),
            *("--http", f"127.0.0.1:{self.http}", "--https", f"127.0.0.1:{self.https}"),
            *("--answer-within", "1", "--workers", "1"),
            environment=environment,
        )
        shutil.copytree(self.out / "pages", self.folder / "pages")
        for name in ("data", "copies/default", "copies/recruitment"):
            (self.folder / name).mkdir(parents=True)

    def make_databases(self) -> None:
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
        return [word.replace("${NEEDFINDER_WORKERS}", settings["NEEDFINDER_WORKERS"]) for word in words], settings

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
        wait_for(words[words.index("--bind") + 1])

    def signal(self, unit: str, how: signal.Signals) -> None:
        os.killpg(self.processes[unit].pid, how)

    def stop(self, unit: str) -> None:
        process = self.processes.pop(unit)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

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
        wait_for(f"127.0.0.1:{self.https}")

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
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self.send(f"{head}\r\n".encode() + body)

    def send(self, request: bytes, *, tls: bool = True) -> str:
        port = self.https if tls else self.http
        answer = b""
        with socket.create_connection(
            ("127.0.0.1", port), timeout=30, source_address=(VISITOR, 0)
        ) as plain:
            connection: socket.socket = plain
            if tls:
                context = ssl.create_default_context(cafile=f"{self.folder}/chain.pem")
                connection = context.wrap_socket(plain, server_hostname=DOMAIN)
            with connection, suppress(ConnectionError, ssl.SSLError):
                connection.sendall(request)
                while piece := connection.recv(65536):
                    answer += piece
        return answer.decode(errors="replace")

    def everything_logged(self) -> dict[str, str]:
        texts = {file.name: file.read_text(errors="replace") for file in self.logs.iterdir()}
        log = self.postgres.folder / "log"
        return texts | {"postgresql": log.read_text(errors="replace")}

    def end(self) -> None:
        for unit in list(self.processes):
            self.stop(unit)


@contextmanager
def server_of_files(folder: Path, postgres: PostgreSQL) -> Iterator[ServerOfFiles]:
    server = ServerOfFiles(folder, postgres)
    try:
        yield server
    finally:
        server.end()


def settings_in(file: Path) -> dict[str, str]:
    """As systemd reads an EnvironmentFile without quotation marks."""
    lines = [line for line in file.read_text().splitlines() if line and line[0] not in "#;"]
    return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def wait_for(address: str) -> None:
    host, _, port = address.rpartition(":")
    for _ in range(400):
        with suppress(OSError), socket.create_connection((host, int(port))):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens at {address}")
