"""How a test run begins: in mode test, with databases of its own and without the wheel."""

import os
import subprocess
import sys
from pathlib import Path

import environ
import pytest
from django.conf import settings

from config.database_addresses import TEST_RUN, database
from tests.folders import PROJECT
from tests.plugin import A_DAY, is_left_out, left_behind

# The tests that lie in tests/ itself: enough to see what is collected, in two seconds.
HERE_ALONE = ("tests", "--ignore-glob", "tests/*/*")


def collected(*options: str) -> str:
    """What a bare pytest collects in a terminal where nothing was set for Needfinder."""
    theirs = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEEDFINDER_", "DJANGO_", "PYTEST_", "SECRET_KEY", "COV_"))
    }
    pytest_command = Path(sys.executable).with_name("pytest")
    command = [str(pytest_command), "--collect-only", "-q", "-p", "no:cacheprovider", *options]
    ran = subprocess.run(
        command, cwd=PROJECT, env=theirs, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.parametrize(
    ("options", "has_wheel"),
    [
        (HERE_ALONE, False),
        ((*HERE_ALONE, "-m", "not browser"), False),
        ((*HERE_ALONE, "-m", "wheel or browser"), True),
        (("tests/test_wheel.py",), True),
    ],
)
def test_a_bare_pytest_starts_and_builds_the_wheel_only_where_it_is_asked_for(
    options: tuple[str, ...], has_wheel: bool
) -> None:
    assert ("tests/test_wheel.py::" in collected(*options)) == has_wheel


@pytest.mark.parametrize("url", ["sqlite:///{folder}/study.sqlite3", "postgres://me@host/study"])
def test_every_run_has_test_databases_of_its_own(url: str, tmp_path: Path) -> None:
    env = environ.Env()
    env.ENVIRON = {"DATABASE_URL": url.format(folder=tmp_path)}
    name = str(database(env, "DATABASE_URL", tmp_path / "study.sqlite3")["TEST"]["NAME"])
    assert TEST_RUN in name
    assert len(Path(name).name) < 64  # PostgreSQL cuts a longer name off
    another = subprocess.check_output(
        [sys.executable, "-c", "import config.database_addresses as run; print(run.TEST_RUN)"],
        cwd=PROJECT,
        text=True,
    )
    assert another.strip() not in name


def test_only_what_a_killed_run_left_a_day_ago_is_removed(tmp_path: Path) -> None:
    old, new, own = (
        tmp_path / name for name in ("test-a-1.sqlite3", "test-a-2.sqlite3-wal", "a.sqlite3")
    )
    for file in (old, new, own):
        file.touch()
    now = new.stat().st_mtime
    os.utime(old, (now - A_DAY - 1,) * 2)
    os.utime(own, (now - A_DAY - 1,) * 2)
    assert list(left_behind(tmp_path, now=now)) == [old]


def test_the_tests_run_in_mode_test() -> None:
    assert settings.TEST
    assert os.environ["NEEDFINDER_MODE"] == "test"


def test_where_tests_of_the_database_are_asked_for_no_other_file_is_imported(
    tmp_path: Path,
) -> None:
    with_them, without = tmp_path / "test_rows.py", tmp_path / "test_sums.py"
    with_them.write_text("pytestmark = pytest.mark.django_db\n")
    without.write_text("import torch\n")
    asked = "django_db and not any_database"
    assert [is_left_out(file, asked) for file in (with_them, without, tmp_path)] == [
        False,
        True,
        False,
    ]
    assert not is_left_out(without, "not slow")
