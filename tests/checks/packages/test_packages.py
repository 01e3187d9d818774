"""Of what is locked: every licence is known and fits, and the bill of materials says the same."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from checks.packages import audit, licences
from checks.packages.bill_of_materials import BILL, bill
from checks.packages.locked import REQUIREMENTS, Locked, locks, packages_of, packages_of_all

# Used as they come, beside code under MIT; the LGPL of psycopg too, since nothing of it is changed.
FIT = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC"),
    *("LGPL-2.1-or-later", "LGPL-3.0-only", "LLVM-exception", "MIT", "MIT-0", "MIT-CMU"),
    *("MPL-1.1", "MPL-2.0", "PSF-2.0", "Unlicense", "ZPL-2.1", "Zlib"),
}
# Run beside ours in tests, and no part of anything that is given on.
ONLY_IN_TESTS = {"krippendorff", "text-unidecode", "pypdfium2"}


def listed(source: str) -> dict[tuple[str, str], str]:
    with licences.LICENCES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source]
    return {(row["package"], row["version"]): row["licence"] for row in rows}


def fits(expression: str) -> bool:
    """One of several to choose from, all of those that hold together."""
    choices = [re.split(r" (?:AND|WITH) ", choice) for choice in expression.split(" OR ")]
    return any(set(together) <= FIT for together in choices)


def test_the_licence_of_every_locked_package_is_listed_and_of_no_other() -> None:
    assert set(listed("pypi")) == set(packages_of_all(locks()))


def test_what_a_server_installs_may_be_used_with_ours() -> None:
    of = listed("pypi")
    used = packages_of_all(lock for lock in locks() if lock.name != "test.txt")
    assert [package for package in used if not fits(of[package])] == []


def test_what_the_tests_need_besides_is_named_where_its_licence_asks_more() -> None:
    unfit = {name for (name, _), licence in listed("pypi").items() if not fits(licence)}
    assert unfit == ONLY_IN_TESTS


def test_what_the_editor_is_made_of_has_licences_that_fit() -> None:
    assert listed("npm")
    assert [package for package, licence in listed("npm").items() if not fits(licence)] == []


def test_a_licence_that_binds_our_code_would_be_named() -> None:
    assert not fits("GPL-3.0-or-later")
    assert not fits("MIT AND GPL-3.0-only")
    assert fits("GPL-2.0-or-later OR MIT")


def test_the_bill_of_materials_is_that_of_the_locks() -> None:
    """`python -m checks.packages.bill_of_materials` writes it anew."""
    assert json.loads(BILL.read_text(encoding="utf-8")) == bill()


def test_the_bill_names_each_package_of_a_server_with_its_hashes() -> None:
    parts = json.loads(BILL.read_text(encoding="utf-8"))["components"]
    named = {
        Locked(
            part["name"],
            part["version"],
            tuple(entry["content"] for entry in part["hashes"]),
        )
        for part in parts
        if part["purl"].startswith("pkg:pypi/")
    }
    assert named == set(packages_of(REQUIREMENTS / "server.txt"))
    assert all(package.hashes for package in named)


def exits_with(status: int, commands: list[Sequence[str]]) -> audit.Run:
    def run(command: Sequence[str], _folder: Path) -> int:
        commands.append(command)
        return status

    return run


def test_an_audit_asks_about_every_lock_and_skips_nothing_in_silence() -> None:
    commands: list[Sequence[str]] = []
    assert audit.audit(exits_with(0, commands)) == 0
    asked = {Path(command[-1]) for command in commands if command[0] == "pip-audit"}
    assert asked == set(locks())
    assert all("--strict" in command for command in commands if command[0] == "pip-audit")
    assert ["npm", "audit"] in commands


def test_an_audit_that_could_not_ask_fails_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.audit(exits_with(1, [])) == len(locks()) + 1
    assert "could not be asked" in capsys.readouterr().err


def test_an_audit_without_its_program_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.run(["no-such-program"], REQUIREMENTS)
    assert "no-such-program is not installed" in capsys.readouterr().err
