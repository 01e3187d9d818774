"""A wrong variable is answered with a sentence."""

import os
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import data_folder, single_sign_on
from tests.config.manage_process import PRODUCTION, manage, refusal
from tests.folders import PROJECT


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


def test_the_demos_key_is_its_own_kept_and_private(tmp_path: Path) -> None:
    assert manage(tmp_path, "check", NEEDFINDER_MODE="demo").returncode == 0
    key = tmp_path / "demo" / "secret-key"
    first = key.read_text()
    assert len(first) > 60
    assert os.name == "nt" or key.stat().st_mode & 0o077 == 0
    assert manage(tmp_path, "check", NEEDFINDER_MODE="demo").returncode == 0
    assert key.read_text() == first
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["secret-key"]


ISSUER = "https://login.example.org/realm"
SIGN_ON = {
    "NEEDFINDER_SSO_ISSUER": ISSUER,
    "NEEDFINDER_SSO_CLIENT": "needfinder",
    "NEEDFINDER_SSO_SECRET": "a secret",
}


def set_all(monkeypatch: pytest.MonkeyPatch, **variables: str) -> environ.Env:
    for name, value in (SIGN_ON | variables).items():
        monkeypatch.setenv(name, value)
    return environ.Env()


def test_single_sign_on_takes_one_provider_and_domains_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    env = set_all(monkeypatch, NEEDFINDER_SSO_DOMAINS="@Example.org, lab.example.org")
    assert single_sign_on(env) == {
        "name": "your institution",
        "issuer": ISSUER,
        "client": "needfinder",
        "secret": "a secret",
        "domains": ("example.org", "lab.example.org"),
    }


def test_without_an_issuer_there_is_no_single_sign_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert single_sign_on(set_all(monkeypatch, NEEDFINDER_SSO_ISSUER=" ")) is None


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"NEEDFINDER_SSO_CLIENT": ""}, "NEEDFINDER_SSO_CLIENT is not set"),
        ({"NEEDFINDER_SSO_SECRET": " "}, "NEEDFINDER_SSO_SECRET is not set"),
        ({"NEEDFINDER_SSO_ISSUER": "http://login.example.org"}, "begins with https://"),
        ({"NEEDFINDER_SSO_ISSUER": "login.example.org"}, "begins with https://"),
    ],
)
def test_a_provider_that_lacks_a_part_or_is_not_safe_is_refused(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        single_sign_on(set_all(monkeypatch, **variables))


def test_without_its_library_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured, match=r"install requirements/server\.txt"):
        single_sign_on(set_all(monkeypatch))
