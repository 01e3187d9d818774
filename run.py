#!/usr/bin/env python3
"""Needfinder's two commands: `python3 run.py demo` and `python3 run.py test`.

Only the standard library is used here, and only syntax that an old Python 3 can read, so that it
can say which Python is needed. Everything else is installed into .venv, beside this file.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
PROJECT = Path(__file__).resolve().parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Installed alone, after the lock: no resolver is asked to choose a build of it.
TORCH = "torch==2.13.0"
IN_PARALLEL = ("--numprocesses", "auto", "--maxprocesses", "4")

USAGE = """Usage:
  python3 run.py demo [--port PORT] [--no-browser] [--fresh] [--empty]
      start Needfinder on this computer and open it in the browser
  python3 run.py test [pytest's options]
      run every test

Both install what they need into .venv first."""


def main(arguments):
    # type: (list[str]) -> int
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        print(
            "Needfinder needs Python 3.11, 3.12, 3.13 or 3.14, and this is Python {}.{}. "
            "Install one of them and run this command with it, "
            "for example: python3.13 run.py demo".format(*sys.version_info[:2]),
            file=sys.stderr,
        )
        return 1
    command, options = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "demo":
        install("base.txt")
        return call("demo", str(PROJECT / "manage.py"), "demo", *options)
    if command == "test":
        install("test.txt", TORCH)
        return call("test", "-m", "pytest", *IN_PARALLEL, *options)
    print(USAGE)
    return 0 if command in ("-h", "--help") else 2


def install(lock, *more):
    # type: (str, *str) -> None
    """Make .venv hold a lock, and then `more`; at once where it holds them already."""
    lock_file = PROJECT / "requirements" / lock
    wanted = "\n".join([sys.version, hashlib.sha256(lock_file.read_bytes()).hexdigest(), *more])
    record = ENVIRONMENT / ("installed-" + lock)
    if PYTHON.exists() and record.exists() and record.read_text() == wanted:
        return
    print("Installing what is needed into .venv; this takes a minute the first time.", flush=True)
    make_environment()
    # A lock is complete: left to resolve, an old pip may ask for a newer release and stop.
    pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock_file))
    for requirement in more:
        pip(requirement)
    record.write_text(wanted)


def make_environment():
    # type: () -> None
    """A new .venv where there is none, or where it belongs to another Python."""
    description = ENVIRONMENT / "pyvenv.cfg"
    version = "version = {}.{}.{}\n".format(*sys.version_info[:3])
    if PYTHON.exists() and description.exists() and version in description.read_text():
        return
    try:
        venv.create(str(ENVIRONMENT), clear=ENVIRONMENT.exists(), with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.exit(
            "A virtual environment cannot be made in .venv ({}). On Debian or Ubuntu, install "
            "the package python3-venv; then run the same command again.".format(problem)
        )


def pip(*arguments):
    # type: (*str) -> None
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.call(command + list(arguments)):
        sys.exit(
            "The installation failed, for the reason above. Check the connection to the internet "
            "and run the same command again; what is installed already is kept."
        )


def call(mode, *arguments):
    # type: (str, *str) -> int
    settings = dict(os.environ, NEEDFINDER_MODE=mode)
    try:
        return subprocess.call([str(PYTHON), *arguments], cwd=str(PROJECT), env=settings)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
