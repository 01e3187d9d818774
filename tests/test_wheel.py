"""The wheel, installed where nothing of the project is, as a stranger to it would."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import takewhile
from pathlib import Path

import pytest

import needfinder
from checks.support.participant_script import ScriptedParticipant
from tests.config.demo_process import free_port
from tests.folders import PROJECT

pytestmark = pytest.mark.wheel

BUILD = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]
# What a build reads; everything else of a checkout stays behind.
INCLUDED = BUILD["targets"]["wheel"]["force-include"]
SOURCES = ("needfinder", *(name for name in INCLUDED if (PROJECT / name).is_dir()))
PROGRAMS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkout, built = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("built")
    for folder in SOURCES:
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / folder, checkout / folder, ignore=unwanted)
    alone = {name for name in INCLUDED if (PROJECT / name).is_file()}
    for file in {"pyproject.toml", "LICENSE", *alone}:
        shutil.copy(PROJECT / file, checkout)
    (checkout / "requirements").mkdir()
    shutil.copy(PROJECT / "requirements" / "needfinder.cdx.json", checkout / "requirements")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", str(built), str(checkout)], check=True)
    return next(built.glob("*.whl"))


def pip_for(environment: Path) -> list[str]:
    python = str(environment / PROGRAMS / "python")
    return [sys.executable, "-m", "pip", "--python", python]


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the lock and the wheel in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    pip = [*pip_for(folder), "install", "-q", "--no-deps", "--no-compile"]
    lock = str(PROJECT / "requirements" / "base.txt")
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=True)
    subprocess.run([*pip, str(wheel)], check=True)
    return folder


@pytest.fixture
def settings_of_a_stranger(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """A home of their own, and no variable that Needfinder reads.

    Python keeps compiled code apart, so that nothing at all need change beside the source.
    """
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = str(tmp_path / "home")
    compiled = str(tmp_path_factory.getbasetemp() / "compiled")
    ours = {"HOME": home, "LOCALAPPDATA": home, "XDG_DATA_HOME": home}
    return {**inherited, **ours, "PYTHONPYCACHEPREFIX": compiled}


def files_below(folder: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@contextmanager
def demo(environment: Path, settings: dict[str, str], folder: Path, port: int) -> Iterator[str]:
    """What it printed, once it serves."""
    program = str(environment / PROGRAMS / "needfinder")
    command = [program, "demo", "--empty", "--no-browser", "--port", str(port)]
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert running.stdout is not None
        yield "".join(takewhile(lambda line: "Ctrl+C" not in line, running.stdout))
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=120)


def test_all_that_a_checkout_runs_from_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for folder in SOURCES:
        below = Path() if folder == "needfinder" else Path("needfinder")
        for file in (PROJECT / folder).rglob("*.*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert (below / file.relative_to(PROJECT)).as_posix() in inside


def test_it_requires_what_the_lock_holds_and_nothing_else(environment: Path) -> None:
    subprocess.run([*pip_for(environment), "check"], check=True)


def test_it_takes_one_name_in_an_environment(environment: Path) -> None:
    site_packages = next(environment.rglob("site-packages"))
    ours = {"needfinder", *INCLUDED}
    assert ours & {path.name for path in site_packages.iterdir()} == {"needfinder"}


PROGRAM = """
from needfinder.survey.design.reading import read_study
import needfinder.survey.design.reading
import survey.design.reading

assert needfinder.survey.design.reading is survey.design.reading
assert survey.design.reading.__spec__.name == "survey.design.reading"
print(read_study.__module__)
"""


def test_another_program_imports_our_modules_by_a_name_that_no_linter_deletes(
    environment: Path, settings_of_a_stranger: dict[str, str], tmp_path: Path
) -> None:
    """`import needfinder` alone did so before, and is an unused import to ruff."""
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F401,I", "--fix"]
    subprocess.run([*ruff, str(file)], check=True)
    python = environment / PROGRAMS / "python"
    imported = subprocess.check_output([python, file], env=settings_of_a_stranger, text=True)
    assert imported == "survey.design.reading\n"


def test_the_package_knows_the_rooms_that_the_wheel_lays_into_it() -> None:
    assert set(needfinder.ROOMS) == {*SOURCES} - {"needfinder", "fixtures", "docs"}


def test_the_demo_serves_a_whole_participation_and_writes_nothing_beside_its_code(
    environment: Path, settings_of_a_stranger: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    before, port = files_below(environment), free_port()
    with demo(environment, settings_of_a_stranger, elsewhere, port) as said:
        assert re.search(r"password: +\S{16}\n", said)
        participant = ScriptedParticipant(port)
        with closing(participant.connection):
            participant.get("/")
            assert "35 minutes" in participant.text
            for file in ("config/site.css", "trial/trial.js", "admin/css/base.css"):
                participant.get(f"/static/{file}")
            participant.take_part()
            assert participant.address.endswith("/compensation.compensation/")
    assert files_below(environment) == before
    assert not list(elsewhere.iterdir())
    data = next((tmp_path / "home").rglob("needfinder")) / "demo"
    assert {"needfinder.sqlite3", "recruitment.sqlite3", "secret-key"} <= {
        path.name for path in data.iterdir()
    }


def test_every_command_of_manage_is_there_in_its_own_name(
    environment: Path, settings_of_a_stranger: dict[str, str], tmp_path: Path
) -> None:
    program, settings = environment / PROGRAMS / "needfinder", settings_of_a_stranger
    in_demo = {**settings, "NEEDFINDER_MODE": "demo"}
    listing = subprocess.check_output([program, "help"], cwd=tmp_path, env=in_demo, text=True)
    commands = {file.stem for file in PROJECT.glob("*/management/commands/[a-z]*.py")}
    assert commands <= set(listing.split())
    manual = [str(program), "manual", "reference/roles"]
    page = subprocess.check_output(manual, cwd=tmp_path, env=in_demo, text=True)
    assert page == (PROJECT / "docs/reference/roles.md").read_text(encoding="utf-8")
    refused = subprocess.run(
        [program, "check"], cwd=tmp_path, env=settings, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("Needfinder cannot start: SECRET_KEY is not set.")
    assert "needfinder demo" in refused.stderr


def test_a_server_finds_the_application_under_the_projects_name(
    environment: Path, settings_of_a_stranger: dict[str, str], tmp_path: Path
) -> None:
    settings = {
        **settings_of_a_stranger,
        "SECRET_KEY": "a-key" * 12,
        "ALLOWED_HOSTS": "study.example.org",
    }
    program, python = environment / PROGRAMS / "needfinder", environment / PROGRAMS / "python"
    subprocess.run(
        [program, "collectstatic", "--noinput", "-v0"], cwd=tmp_path, env=settings, check=True
    )
    code = "from needfinder.wsgi import application; print(type(application).__name__)"
    printed = subprocess.check_output([python, "-c", code], cwd=tmp_path, env=settings, text=True)
    assert printed == "BehindProxy\n"
    assert list((tmp_path / "home").rglob("production/staticfiles/staticfiles.json"))
