"""A database is named by one variable, also by the folder of its socket."""

from pathlib import Path
from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database_addresses import database, require_different
from tests.config.manage_process import POSTGRES, PRODUCTION, refusal

SOCKETS = "/var/run/PostgreSQL"


def named(monkeypatch: pytest.MonkeyPatch, url: str, **variables: str) -> dict[str, Any]:
    for name, value in {"DATABASE_URL": url, **variables}.items():
        monkeypatch.setenv(name, value)
    return database(environ.Env(), "DATABASE_URL", Path("needfinder.sqlite3"))


# PostgreSQL 15 documentation, 34.1.1.2 (Connection URIs): both ways to name a socket's folder.
@pytest.mark.parametrize(
    ("url", "user", "port"),
    [
        ("postgres://needfinder@%2Fvar%2Frun%2FPostgreSQL/answers", "needfinder", ""),
        ("postgres://needfinder@%2Fvar%2Frun%2FPostgreSQL:5433/answers", "needfinder", 5433),
        ("postgres:///answers?host=/var/run/PostgreSQL", "", ""),
        ("postgres:///answers?host=/var/run/PostgreSQL&user=needfinder", "needfinder", ""),
        ("postgres:///answers?host=%2Fvar%2Frun%2FPostgreSQL&port=5433", "", "5433"),
    ],
)
def test_a_socket_is_named_by_its_folder_as_capital_as_it_is(
    monkeypatch: pytest.MonkeyPatch, url: str, user: str, port: object
) -> None:
    settings = named(monkeypatch, url)
    assert (settings["HOST"], settings["NAME"]) == (SOCKETS, "answers")
    assert (settings["USER"], settings["PORT"]) == (user, port)
    assert settings["OPTIONS"] == {"connect_timeout": 5}


def test_the_password_may_be_given_apart_from_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://needfinder@db.example.org/answers"
    assert named(monkeypatch, url, DATABASE_PASSWORD="p#w/%")["PASSWORD"] == "p#w/%"


def test_other_options_stay_options(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = named(monkeypatch, "postgres://me@db.example.org/answers?sslmode=require")
    assert settings["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}


@pytest.mark.parametrize("url", ["postgres://me@%2Fvar%2Frun:port/answers", "postgres://%2Frun/"])
def test_a_wrong_socket_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL names no database"):
        named(monkeypatch, url)


@pytest.mark.parametrize(
    "other",
    [
        "postgres://other@127.0.0.1/answers",
        "postgres://[::1]:5432/answers",
        "postgres:///answers",
        "postgres:///answers?host=/var/run/postgresql",
    ],
)
def test_one_database_by_two_names_is_found_out(
    monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    first = named(monkeypatch, "postgres://me@localhost/answers")
    with pytest.raises(ImproperlyConfigured, match="names the database of the answers"):
        require_different({"default": first, "recruitment": named(monkeypatch, other)})


@pytest.mark.parametrize("other", ["postgres://me@localhost/other", "postgres://me@away/answers"])
def test_two_databases_are_two(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    first = named(monkeypatch, "postgres://me@localhost/answers")
    require_different({"default": first, "recruitment": named(monkeypatch, other)})


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
