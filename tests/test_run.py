"""run.py, up to the point where it would install: what it says, and when it installs nothing."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import run
from tests.folders import PROJECT


def test_it_uses_the_standard_library_alone() -> None:
    tree = ast.parse((PROJECT / "run.py").read_text())
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {str(name).split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_old_python_can_read_it_far_enough_to_be_told() -> None:
    ast.parse((PROJECT / "run.py").read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 15, 0)])
def test_another_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: Any
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert run.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(
        "Needfinder needs Python 3.11, 3.12, 3.13 or 3.14, and this is Python 3."
    )
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status"), [([], 2), (["dmeo"], 2), (["--help"], 0), (["-h"], 0)]
)
def test_without_a_known_command_every_command_is_explained(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    assert run.main(arguments) == status
    said = capsys.readouterr().out
    for command in ("demo", "test", "check", "docs"):
        assert f"run.py {command}" in said


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that run.py gave out, none of which was really run."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "install", lambda *locks: None)
    monkeypatch.setattr(run, "lay_program", lambda: None)

    def succeed(_mode: str, *command: str) -> int:
        calls.append(command)
        return 0

    monkeypatch.setattr(run, "call", succeed)
    return calls


@pytest.mark.parametrize(
    ("options", "has_workers"),
    [
        ([], True),
        (["-m", "not slow"], True),
        (["--cov"], True),
        (["tests/core"], True),
        (["tests/test_run.py"], False),
        (["tests/test_run.py::test_that_is_not_there", "-x"], False),
    ],
)
def test_workers_are_for_more_than_a_file(
    called: list[tuple[str, ...]], options: list[str], has_workers: bool
) -> None:
    assert run.main(["test", *options]) == 0
    (command,) = called
    assert command[-len(options) :] == tuple(options) or not options
    assert ("--numprocesses" in command) == has_workers


def test_a_check_names_every_step_and_says_that_all_passed(
    called: list[tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert run.main(["check"]) == 0
    said = capsys.readouterr().out
    for name in ("format", "lint", "types", "imports", "migrations", "tests of scripts"):
        assert f"== {name} ==" in said
    assert said.endswith("Every check passed.\n")
    assert [command for command in called if "--test" in command]


def test_a_check_stops_at_the_first_failure_and_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "install", lambda *locks: None)
    monkeypatch.setattr(run, "call", lambda mode, *command: int("mypy" in command[0]))
    assert run.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert "Stopped at the first failure, the check of types." in err
    assert "== imports ==" not in out


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_without_node_the_check_says_what_it_left_out_and_fails_under_ci(
    called: list[tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ci: str,
    status: int,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setenv("CI", ci)
    assert run.main(["check"]) == status
    assert "The scripts were not checked" in capsys.readouterr().out


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Calls of pip, with a .venv in an empty folder."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run, "make_environment", lambda: None)
    monkeypatch.setattr(run, "pip", lambda *arguments: calls.append(arguments))
    return calls


def test_the_lock_is_installed_with_hashes_from_wheels_and_torch_alone(
    installed: list[tuple[str, ...]],
) -> None:
    run.install("test.txt", run.TORCH)
    lock, torch = installed
    assert lock[:4] == ("--no-deps", "--require-hashes", "--only-binary", ":all:")
    assert torch == ("torch==2.13.0",)


def test_nothing_is_installed_twice_until_the_lock_changes(
    installed: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "base.txt"
    lock.write_text("one")
    monkeypatch.setattr(run, "PROJECT", tmp_path)
    run.install("base.txt")
    run.install("base.txt")
    assert len(installed) == 1
    lock.write_text("two")
    run.install("base.txt")
    assert len(installed) == 2


def test_a_failed_installation_is_told_and_not_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(run, "make_environment", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda command: 1)
    with pytest.raises(SystemExit) as caught:
        run.install("base.txt")
    assert "The installation failed" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_an_environment_of_another_python_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    monkeypatch.setattr(run, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr("venv.create", lambda *_, clear, **__: made.append(clear))
    version = ".".join(map(str, sys.version_info[:3]))
    (tmp_path / "pyvenv.cfg").write_text(f"version = {version}\n")
    run.make_environment()
    assert made == []
    (tmp_path / "pyvenv.cfg").write_text("version = 3.9.1\n")
    run.make_environment()
    assert made == [True]


@pytest.mark.skipif(os.name == "nt", reason="is a file of the shell's on Windows")
def test_the_demo_lays_a_program_that_runs_the_commands_of_this_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PROGRAMS", tmp_path)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    run.lay_program()
    command = [str(tmp_path / "needfinder"), "manual", "reference/roles"]
    printed = subprocess.check_output(command, cwd=tmp_path, text=True)
    assert printed.startswith("# Roles and permissions\n")


@pytest.mark.parametrize("name", ["base.txt", "server.txt", "test.txt", "docs.txt"])
def test_every_pin_of_a_lock_has_a_hash_and_no_address(name: str) -> None:
    text = (PROJECT / "requirements" / name).read_text()
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
    assert len(pins) > 10
    assert all(line.endswith("\\") for line in pins)
    assert "http" not in text
    assert "torch" not in text
    assert "nvidia" not in text


@pytest.mark.parametrize("smaller", ["base.txt", "server.txt"])
def test_the_locks_agree_where_they_pin_the_same(smaller: str) -> None:
    base, test = (
        {
            line.split()[0]  # without its marker: another lock may need it on more machines
            for line in (PROJECT / "requirements" / name).read_text().splitlines()
            if "==" in line
        }
        for name in (smaller, "test.txt")
    )
    names = [{line.split("==")[0] for line in pins} for pins in (base, test)]
    assert names[0] <= names[1]
    assert {line for line in test if line.split("==")[0] in names[0]} >= {
        line for line in base if "sys_platform" not in line
    }


def test_the_documentation_is_built_with_what_the_tests_have_where_both_need_it() -> None:
    """Both locks are installed into one environment."""
    docs, test = (
        {line.split()[0] for line in lock.splitlines() if "==" in line}
        for lock in (
            (PROJECT / "requirements" / name).read_text() for name in ("docs.txt", "test.txt")
        )
    )
    names = {pin.split("==")[0] for pin in test}
    assert {pin for pin in docs if pin.split("==")[0] in names} <= test


def test_the_lock_of_the_demo_holds_everything_pyproject_names() -> None:
    import tomllib

    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    lock = (PROJECT / "requirements" / "base.txt").read_text()
    for requirement in project["dependencies"]:
        name = requirement.split("~")[0].split(">")[0]
        assert f"\n{name}==" in lock
