"""Settings answer a wrong environment with a sentence, and start safely with a right one."""

import re
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

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


def test_each_host_takes_its_own_forms_and_no_other_is_answered(
    settings: Any, client: Client, db: None
) -> None:
    settings.ALLOWED_HOSTS = ["study.example.org", "www.example.org"]
    strict = Client(enforce_csrf_checks=True)
    for host, other in ("study.example.org", "www.example.org"), ("www.example.org", "evil.org"):
        page = strict.get("/admin/first-account/", headers={"host": host})
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
        assert token
        sent = {"csrfmiddlewaretoken": token[1]}
        for origin, status in (host, 200), (other, 403):
            headers = {"host": host, "origin": f"http://{origin}"}
            answer = strict.post("/admin/first-account/", sent, headers=headers)
            assert answer.status_code == status, (host, origin)
    assert client.get("/", headers={"host": "evil.org"}).status_code == 400


@pytest.mark.parametrize(
    ("chosen", "value"),
    [
        ({}, "max-age=31536000"),
        (
            {"NEEDFINDER_HSTS_SUBDOMAINS": "yes", "NEEDFINDER_HSTS_PRELOAD": "yes"},
            "max-age=31536000; includeSubDomains; preload",
        ),
    ],
)
def test_strict_transport_security_covers_other_names_only_where_that_was_asked_for(
    tmp_path: Path, chosen: dict[str, str], value: str
) -> None:
    code = (
        "from django.test import Client; "
        "print(Client().get('/healthz', secure=True).headers['Strict-Transport-Security'])"
    )
    done = manage(tmp_path, "shell", "--no-imports", "-c", code, **chosen, **PRODUCTION)
    assert done.stdout.strip() == value
