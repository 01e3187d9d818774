"""The how-to of a deployment, typed block by block on a bare Debian by somebody who may use sudo.

`python -m checks.robustness.deployment [FOLDER]`, as root, who may change the root folder. Debian
is installed into the folder by debootstrap, or found there as that left it. An account `rita` then
types every shell block of docs/how-to/deploy.md in one shell. Ports 80, 443, 8000 and 8001 have to
be free.

No systemd runs in there: `checks/support/bare_machine/systemctl` starts what the units say. Another
stand-in is certbot, which signs by itself. What the units forbid is therefore not tried here, and
neither are the timers' times and the renewal of a certificate.
"""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from checks.support.participant_script import ScriptedParticipant

PROJECT = Path(__file__).parents[2]
STAND_INS = PROJECT / "checks" / "support" / "bare_machine"
DOMAIN = "study.example.org"
SUITE = "bookworm"
BLOCK = re.compile(r"^```sh\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
NEEDED = (80, 443, 8000, 8001)

# What Debian's packages do by themselves where an init runs.
STARTED = "sudo systemctl start postgresql nginx"


def main(folder: Path) -> int:
    require_free_ports()
    prepare(folder)
    with machine(folder):
        print("== The guide ==", flush=True)
        typed = as_operator(folder, script_of(PROJECT / "docs" / "how-to" / "deploy.md"))
        problems = [] if typed.returncode == 0 else [f"the guide ended with {typed.returncode}"]
        problems = problems or list(look(folder))
    for problem in problems:
        print(f"WRONG: {problem}")
    print(f"{len(problems)} things are wrong.")
    return 1 if problems else 0


def require_free_ports() -> None:
    for port in NEEDED:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as problem:
                raise SystemExit(f"Port {port} is taken: {problem}") from problem


def prepare(folder: Path) -> None:
    """A bare Debian with sudo, an operator, the stand-ins, and this checkout to be cloned."""
    if not (folder / "etc" / "debian_version").exists():
        with_packages = "--include=sudo,systemd,ca-certificates,openssl"
        run("debootstrap", "--variant=minbase", with_packages, SUITE, str(folder))
    # It reaches what this machine reaches, in the same way.
    for file in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf"):
        if Path("/", file).exists():
            shutil.copy(Path("/", file), folder / file)
    names = f"127.0.0.1 localhost {DOMAIN} {socket.gethostname()}\n"
    (folder / "etc" / "hosts").write_text(names)
    if not (folder / "home" / "rita").exists():
        run("chroot", str(folder), "useradd", "--create-home", "--shell", "/bin/bash", "rita")
    sudoers = folder / "etc" / "sudoers.d" / "rita"
    sudoers.write_text("rita ALL=(ALL) NOPASSWD: ALL\n")
    for stand_in in STAND_INS.iterdir():
        shutil.copy(stand_in, folder / "usr" / "local" / "sbin" / stand_in.name)
        shutil.copy(stand_in, folder / "usr" / "local" / "bin" / stand_in.name)
    shutil.rmtree(folder / "source.git", ignore_errors=True)
    run("git", "clone", "-q", "--bare", str(PROJECT), str(folder / "source.git"))
    run("chroot", str(folder), "chown", "-R", "root:root", "/source.git")


@contextmanager
def machine(folder: Path) -> Iterator[None]:
    """Its own /proc, /dev and /dev/shm; what was started in it ends with it."""
    mounted = []
    try:
        for kind, name in (("proc", "proc"), ("devtmpfs", "dev"), ("tmpfs", "dev/shm")):
            run("mount", "-t", kind, kind, str(folder / name))
            mounted.append(name)
        yield
    finally:
        stop_everything(folder)
        for name in reversed(mounted):
            run("umount", "--lazy", str(folder / name))


def stop_everything(folder: Path) -> None:
    """End every process whose root is the folder."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_inside = (process / "root").readlink() == folder
        except OSError:
            continue
        if is_inside:
            os.kill(int(process.name), 9)


def script_of(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    blocks = [block.replace("ADDRESS-OF-YOUR-COPY", "/source.git") for block in BLOCK.findall(text)]
    lines = ["set -e", "export DEBIAN_FRONTEND=noninteractive"]
    for number, block in enumerate(blocks, 1):
        lines += [f"printf '\\n-- block {number} --\\n'", block.rstrip()]
        if "apt-get install" in block:
            lines.append(STARTED)
    return "\n".join(lines) + "\n"


def as_operator(folder: Path, script: str) -> subprocess.CompletedProcess[bytes]:
    """In a log-in shell of the operator, whose output is shown."""
    (folder / "home" / "rita" / "typed").write_text(script)
    command = ["chroot", str(folder), "su", "--login", "rita", "--command", "bash -e ~/typed"]
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False)


def look(folder: Path) -> Iterator[str]:
    """What the guide promises, looked at from outside and from other accounts."""
    print("\n== What it promises ==", flush=True)
    context = ssl.create_default_context(
        cafile=f"{folder}/etc/letsencrypt/live/{DOMAIN}/fullchain.pem"
    )
    plain = http.client.HTTPConnection(DOMAIN, 80)
    plain._create_connection = at_home  # type: ignore[attr-defined]  # noqa: SLF001
    plain.request("GET", "/studies/")
    answer = plain.getresponse()
    if answer.headers["Location"] != f"https://{DOMAIN}/studies/":
        yield f"http:// leads to {answer.headers['Location']}"
    if as_operator(folder, "sudo needfinder-manage open_study tda-needfinding\n").returncode:
        yield "the study does not open"
    participant = ScriptedParticipant(443)
    participant.connection = OverTls(DOMAIN, 443, context=context, timeout=60)
    participant.take_part()
    print(f"somebody took part, in {participant.requests} requests")
    for script, promise in PROMISES.items():
        if as_operator(folder, script).returncode:
            yield promise
    log = "".join(
        file.read_text(errors="replace")
        for pattern in ("run/stand-in/*.log", "var/log/nginx/*", "var/log/postgresql/*")
        for file in folder.glob(pattern)
    )
    if re.search(r"/take-part/[\w-]{20,}", log):
        yield "a private link is in a log"


PROMISES = {
    "! ls /srv/needfinder/data 2>/dev/null": "another account can look into the data",
    "! cat /etc/needfinder/environment 2>/dev/null": "another account can read the settings",
    "! /usr/local/sbin/needfinder-manage doctor": "commands run without sudo",
    "sudo find /srv/needfinder/copies -name '*.sealed' | wc -l | grep -qx 2": "copies are missing",
    "! sudo -u needfinder test -w /srv/needfinder/current/manage.py": "the code can be changed",
    "sudo needfinder-manage doctor || [ $? = 3 ]": "doctor has something to mend",
}


class OverTls(http.client.HTTPSConnection):
    """To this machine, as a browser that follows links sends it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = at_home

    def request(
        self, method: str, url: str, body: Any = None, headers: Any = None, **_: Any
    ) -> None:
        site = f"https://{DOMAIN}"
        super().request(method, url, body, {**headers, "Referer": f"{site}/", "Origin": site})


def at_home(address: tuple[str, int], *arguments: Any) -> socket.socket:
    return socket.create_connection(("127.0.0.1", address[1]), *arguments)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    if os.geteuid() != 0:
        raise SystemExit("Only root may change the root folder, as this does.")
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(mkdtemp(prefix="bare-machine-"))
    sys.exit(main(place.resolve()))
