"""Nothing is locked that has a known weakness, and no warning about our code is waved through."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.version import Version

import run
from tests.folders import PROJECT

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9.-]+)==([^\s;]+)", re.MULTILINE)
# Where code that people meet lies; `tests` and `checks` meet nobody.
ROOMS = ("analysis", "attribution", "config", "needfinder", "survey", "operations", "workspace")
TOLD = re.compile(r'assert .*, "')
EXCUSE = re.compile(r"# noqa:[^\n]*\bS\d{3}(.*)$", re.MULTILINE)


def weaknesses() -> list[tuple[str, Version, str]]:
    """Package, first version without the weakness, and where it is told of."""
    with (PROJECT / "requirements" / "known-weaknesses.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(row["package"], Version(row["first safe version"]), row["advisory"]) for row in rows]


def pinned(lock: str) -> set[tuple[str, Version]]:
    """More than one version of a package, where Pythons differ."""
    return {(name, Version(version)) for name, version in PINNED.findall(lock)}


def weak(lock: str) -> Iterator[str]:
    for name, version in sorted(pinned(lock)):
        for package, safe, advisory in weaknesses():
            if name == package and version < safe:
                yield f"{name} {version} is weak before {safe}: {advisory}"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_holds_a_version_with_a_known_weakness(lock: Path) -> None:
    assert list(weak(lock.read_text())) == []


def test_neither_is_pytorch_whose_version_is_in_run_py() -> None:
    assert list(weak(run.TORCH)) == []


def test_a_weak_version_would_be_named() -> None:
    # CVE-2025-27516: sandbox breakout, mended in Jinja2 3.1.6.
    assert list(weak("jinja2==3.1.5 \\\n    --hash=sha256:00\npyyaml==6.0.3\n")) == [
        "jinja2 3.1.5 is weak before 3.1.6: CVE-2025-27516"
    ]


def test_the_list_names_only_what_is_locked() -> None:
    locked = {name for lock in LOCKS for name, _ in pinned(lock.read_text())}
    assert {package for package, *_ in weaknesses()} <= locked | {"torch"}


def test_the_linter_looks_for_what_bandit_looks_for() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in settings["select"]
    assert not [rule for rule in settings["ignore"] if rule.startswith("S")]


def test_every_warning_about_security_is_excused_with_a_reason() -> None:
    """Behind the rule, in what an assertion says, or in a comment on the line before."""
    without = []
    for room in ROOMS:
        for file in (PROJECT / room).rglob("*.py"):
            text = file.read_text()
            for excuse in EXCUSE.finditer(text):
                before = text[: excuse.start()].splitlines()[:-1]
                line = text.splitlines()[len(before)]
                is_explained = (before and before[-1].strip().startswith("#")) or TOLD.search(line)
                if not excuse[1].strip() and not is_explained:
                    without.append(f"{file.relative_to(PROJECT)}:{len(before) + 1}")
    assert without == []
