"""Settings answer a wrong environment with a sentence, and start safely with a right one."""

from ast import literal_eval
from pathlib import Path

import pytest

from tests.config.manage_process import POSTGRES, PRODUCTION, manage, refusal


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_is_the_default_and_needs_a_key_and_hosts(tmp_path: Path, missing: str) -> None:
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    del environment["NEEDFINDER_MODE"]
    said = refusal(tmp_path, **environment)
    assert f"{missing} is not set." in said
    assert "run.py demo" in said


def test_production_passes_the_deployment_checks_without_a_warning(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues (2 silenced)" in done.stdout


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
