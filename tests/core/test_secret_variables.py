"""A secret may lie in a file, which a variable with _FILE at its end names."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.secret_variables import SECRETS, environment, secret


@pytest.mark.parametrize("name", SECRETS)
def test_a_file_stands_for_its_variable_without_the_end_of_its_line(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / "secret"
    file.write_text("a secret # with anything\n", encoding="utf-8")
    assert environment({f"{name}_FILE": str(file)}).str(name) == "a secret # with anything"
    assert secret(name, {f"{name}_FILE": str(file)}) == "a secret # with anything"


def test_a_variable_is_read_as_before_and_files_reach_no_process_that_is_started() -> None:
    variables = {"SECRET_KEY": "of the variable", "SECRET_KEY_FILE": " "}
    assert environment(variables).str("SECRET_KEY") == "of the variable"
    assert secret("SECRET_KEY", variables) == "of the variable"
    assert secret("DATABASE_PASSWORD", variables) is None
    assert variables == {"SECRET_KEY": "of the variable", "SECRET_KEY_FILE": " "}


def test_two_sources_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of the file")
    variables = {"SECRET_KEY": "other", "SECRET_KEY_FILE": str(tmp_path / "secret")}
    with pytest.raises(ImproperlyConfigured, match="Both SECRET_KEY and SECRET_KEY_FILE are set"):
        environment(variables)


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    missing = {"DATABASE_URL_FILE": str(tmp_path / "missing")}
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL_FILE names .*No such file"):
        environment(missing)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(ImproperlyConfigured, match="it is no text"):
        environment({"DATABASE_URL_FILE": str(tmp_path / "bytes")})
