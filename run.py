#!/usr/bin/env python3
"""Needfinder's commands for a checkout: `python3 run.py demo`, `test`, `check` and `docs`.

Only the standard library is used here, and only syntax that an old Python 3 can read, so that it
can say which Python is needed. Everything else is installed into .venv, beside this file.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
PROJECT = Path(__file__).resolve().parent
ENVIRONMENT = PROJECT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
# Installed alone, after the lock: no resolver is asked to choose a build of it.
TORCH = "torch==2.13.0"
# One more than there are processors, since tests wait for browsers and databases; and a few tests
# at a time, so that none waits behind a slow one while another worker has nothing to do.
IN_PARALLEL = ("--numprocesses", str(min(4, (os.cpu_count() or 1) + 1)), "--maxschedchunk", "8")

USAGE = """Usage:
  python3 run.py demo [--port PORT] [--no-browser] [--fresh] [--empty]
      start Needfinder on this computer and open it in the browser
  python3 run.py test [PATH] [pytest's options]
      run every test, or those of a folder, in parallel; or those of a file, or one test, at once;
      with --cov also measure which lines and branches they reach, which takes longer
  python3 run.py check
      check format, lint, types, imports, migrations and scripts, and stop at the first failure
  python3 run.py docs
      build the documentation as a site, to be opened at site/index.html

Each installs what it needs into .venv first."""


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
        lay_program()
        return call("demo", str(PYTHON), str(PROJECT / "manage.py"), "demo", *options)
    if command == "test":
        install("test.txt", TORCH)
        return call("test", str(PYTHON), "-m", "pytest", *how_to_test(options), *options)
    if command == "check":
        install("test.txt", TORCH)
        return check()
    if command == "docs":
        install("docs.txt")
        sphinx = ("-m", "sphinx", "-c", "docs", "-d", "data/docs", "--fresh-env")
        return call("test", str(PYTHON), *sphinx, "--fail-on-warning", "--quiet", ".", "site")
    print(USAGE)
    return 0 if command in ("-h", "--help") else 2


def how_to_test(options):
    # type: (list[str]) -> tuple[str, ...]
    """Workers, which take seconds to start, where more than a file is asked for."""
    named = [Path(option.partition("::")[0]) for option in options if not option.startswith("-")]
    paths = [PROJECT / path for path in named if (PROJECT / path).exists()]
    in_parallel = not paths or any(path.is_dir() for path in paths)
    return IN_PARALLEL if in_parallel else ()


def check():
    # type: () -> int
    """Run every check by its name until one fails."""
    checks = [
        ("format", [program("ruff"), "format", "--check", "."]),
        ("lint", [program("ruff"), "check", "."]),
        ("types", [program("mypy")]),
        ("imports", [program("lint-imports")]),
        ("migrations", [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"]),
    ]
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        checks += checks_of_scripts(node, npm)
    for name, command in checks:
        print("\n== {} ==".format(name), flush=True)
        if call("test", *command):
            print(
                "\nStopped at the first failure, the check of {}. What it says stands above; "
                "the checks after it were not run.".format(name),
                file=sys.stderr,
            )
            return 1
    if not (node and npm):
        print("\nThe scripts were not checked: that needs Node.js 20 or newer, with npm.")
        return 1 if os.environ.get("CI") else 0
    print("\nEvery check passed.")
    return 0


def checks_of_scripts(node, npm):
    # type: (str, str) -> list[tuple[str, list[str]]]
    tests = sorted(str(path) for path in (PROJECT / "tests").rglob("*.test.js"))
    checks = [
        ("format and lint of scripts and styles", [npm, "run", "--silent", "check"]),
        ("tests of scripts", [node, "--test", *tests]),
    ]
    lock = PROJECT / "package-lock.json"
    installed = PROJECT / "node_modules" / ".package-lock.json"  # which npm writes
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        install_biome = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        checks.insert(0, ("installation of Biome", install_biome))
    return checks


def program(name):
    # type: (str) -> str
    return str(PROGRAMS / name)


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


def lay_program():
    # type: () -> None
    """The program `needfinder` in .venv, so that a command is written alike everywhere."""
    manage = PROJECT / "manage.py"
    if os.name == "nt":
        file, text = PROGRAMS / "needfinder.cmd", '@"{}" "{}" %*\r\n'.format(PYTHON, manage)
    else:
        file, text = (
            PROGRAMS / "needfinder",
            '#!/bin/sh\nexec "{}" "{}" "$@"\n'.format(PYTHON, manage),
        )
    file.write_text(text)
    file.chmod(0o755)


def pip(*arguments):
    # type: (*str) -> None
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.call(command + list(arguments)):
        sys.exit(
            "The installation failed, for the reason above. Check the connection to the internet "
            "and run the same command again; what is installed already is kept."
        )


def call(mode, *command):
    # type: (str, *str) -> int
    settings = dict(os.environ, NEEDFINDER_MODE=mode)
    try:
        return subprocess.call(list(command), cwd=str(PROJECT), env=settings)
    except KeyboardInterrupt:
        return 0 if mode == "demo" else 130  # a demo is ended in this way


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
