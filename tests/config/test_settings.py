"""Settings answer a wrong environment with a sentence, and start safely with a right one."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import environ
import pytest

from config.environment import data_folder
from tests.folders import PROJECT

PRODUCTION = {
    "NEEDFINDER_MODE": "production",
    "SECRET_KEY": "a-key-of-its-own-with-more-than-fifty-different-letters-0123456789",
    "ALLOWED_HOSTS": "study.example.org",
}
POSTGRES = "postgres://needfinder:secret@db.example.org/needfinder"


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**kept, "NEEDFINDER_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(tmp_path: Path, **environment: str) -> str:
    done = manage(tmp_path, "check", **environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_is_the_default_and_needs_a_key_and_hosts(tmp_path: Path, missing: str) -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    del environment["NEEDFINDER_MODE"]
    said = refusal(tmp_path, **environment)
    assert f"{missing} is not set." in said
    assert "run.py demo" in said


def test_an_empty_key_is_no_key(tmp_path: Path) -> None:
    assert "SECRET_KEY is not set." in refusal(tmp_path, **{**PRODUCTION, "SECRET_KEY": " "})


def test_an_unknown_mode_is_named_with_the_known_ones(tmp_path: Path) -> None:
    said = refusal(tmp_path, NEEDFINDER_MODE="develop")
    assert "NEEDFINDER_MODE='develop': use one of production, demo, test." in said


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = refusal(tmp_path, NEEDFINDER_MODE="demo", NEEDFINDER_DATA_DIR=str(tmp_path / "file"))
    assert "cannot be made" in said
    assert "NEEDFINDER_DATA_DIR" in said


def test_a_checkout_keeps_its_data_beside_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEEDFINDER_DATA_DIR", raising=False)
    assert data_folder(environ.Env(), PROJECT) == PROJECT / "data"


# XDG Base Directory Specification 0.8; Apple, File System Programming Guide; Microsoft,
# FOLDERID_LocalAppData.
@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "", "home/.local/share/needfinder"),
        ("linux", "XDG_DATA_HOME", "chosen/needfinder"),
        ("darwin", "", "home/Library/Application Support/needfinder"),
        ("win32", "", "home/AppData/Local/needfinder"),
        ("win32", "LOCALAPPDATA", "chosen/needfinder"),
        ("linux", "NEEDFINDER_DATA_DIR", "chosen"),
    ],
)
def test_an_installed_needfinder_keeps_its_data_with_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, folder: str
) -> None:
    for name in ("NEEDFINDER_DATA_DIR", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "chosen"))
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    installed = tmp_path / "site-packages" / "needfinder"
    assert data_folder(environ.Env(), installed) == tmp_path / folder


@pytest.mark.parametrize("variable", ["DATABASE_URL", "RECRUITMENT_DATABASE_URL"])
@pytest.mark.parametrize("url", ["", "nonsense", "postgres://"])
def test_a_database_address_that_names_no_database_is_refused(
    tmp_path: Path, url: str, variable: str
) -> None:
    said = refusal(tmp_path, NEEDFINDER_MODE="demo", **{variable: url})
    assert f": {variable} names no database" in said


def test_a_server_with_a_database_of_its_own_names_the_second_one_too(tmp_path: Path) -> None:
    said = refusal(tmp_path, DATABASE_URL=POSTGRES, **PRODUCTION)
    assert "RECRUITMENT_DATABASE_URL is not set." in said


def test_recruitment_is_not_kept_beside_the_answers(tmp_path: Path) -> None:
    both = {"DATABASE_URL": POSTGRES, "RECRUITMENT_DATABASE_URL": POSTGRES}
    said = refusal(tmp_path, **both, **PRODUCTION)
    assert "RECRUITMENT_DATABASE_URL names the database of the answers." in said


def test_production_passes_the_deployment_checks_without_a_warning(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues (0 silenced)" in done.stdout


def test_the_demos_key_is_its_own_kept_and_private(tmp_path: Path) -> None:
    assert manage(tmp_path, "check", NEEDFINDER_MODE="demo").returncode == 0
    key = tmp_path / "demo" / "secret-key"
    first = key.read_text()
    assert len(first) > 60
    assert os.name == "nt" or key.stat().st_mode & 0o077 == 0
    assert manage(tmp_path, "check", NEEDFINDER_MODE="demo").returncode == 0
    assert key.read_text() == first
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["secret-key"]


def test_two_database_addresses_are_all_it_takes_to_use_postgresql(tmp_path: Path) -> None:
    code = (
        "from django.conf import settings as s; "
        "print([(d['ENGINE'], d['HOST'], d['NAME'], d['OPTIONS']) for d in s.DATABASES.values()])"
    )
    both = {"DATABASE_URL": POSTGRES, "RECRUITMENT_DATABASE_URL": POSTGRES + "-recruitment"}
    done = manage(tmp_path, "shell", "--no-imports", "-c", code, **both, **PRODUCTION)
    engine, host = "django.db.backends.postgresql", "db.example.org"
    assert literal_eval(done.stdout) == [
        (engine, host, "needfinder", {"connect_timeout": 5}),
        (engine, host, "needfinder-recruitment", {"connect_timeout": 5}),
    ]


def test_pages_need_neither_torch_nor_numba_nor_anything_else_slow(tmp_path: Path) -> None:
    code = (
        "import sys, config.wsgi, config.urls; "
        "print(sorted({'torch', 'numba', 'sklearn', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    done = manage(tmp_path, "shell", "--no-imports", "-c", code, **PRODUCTION)
    assert done.stdout.strip() == "[]"
