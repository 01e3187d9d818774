"""Programs learn whether pages can be served, and which part needs to be looked at."""

import json
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connections
from django.test import Client
from django.utils import timezone

from attribution.models import StoredBundle
from config.status import facts
from operations.backup import RECORD
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

FINE = ["database", "recruitment", "migrations", "effects", "backup", "disk"]


@pytest.fixture(autouse=True)
def backed_up(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return backups(tmp_path)


def backups(folder: Path, **ages: float) -> Path:
    """Backups of both databases, an hour old unless another number of hours is given."""
    record = {
        name: {
            "made_at": (timezone.now() - timedelta(hours=ages.get(name, 1))).isoformat(),
            "file": "somewhere",
        }
        for name in ("default", "recruitment")
    }
    (folder / RECORD).write_text(json.dumps(record))
    return folder / RECORD


def asked(client: Client, **headers: str) -> tuple[int, dict[str, Any]]:
    cache.clear()
    response = client.get("/healthz", headers=headers)
    assert response.headers["Cache-Control"].startswith("max-age=0")
    return response.status_code, response.json()


def test_a_server_in_good_order_says_so_part_by_part(client: Client, world: World) -> None:
    world.open()
    assert asked(client) == (200, {"status": "ok", "parts": dict.fromkeys(FINE, "ok")})


def test_a_container_may_ask_by_any_name_of_a_host(client: Client) -> None:
    assert asked(client, host="10.0.0.7:8000")[0] == 200
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "part", "code", "status"),
    [
        ("default", "database", 503, "down"),
        ("recruitment", "recruitment", 200, "degraded"),
    ],
)
def test_a_database_that_is_away_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, part: str, code: int, status: str
) -> None:
    def is_away(*_: Any) -> None:
        raise OperationalError("the server closed the connection: secret")

    monkeypatch.setattr(connections[name], "cursor", is_away)
    monkeypatch.setattr(connections[name], "close", lambda: None)
    answered, said = asked(client)
    assert (answered, said["status"], said["parts"][part]) == (code, status, status)
    assert "secret" not in str(said)


def test_a_database_that_lacks_migrations_serves_no_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "missing_migrations", lambda _connection: ["survey.0099_more"])
    code, said = asked(client)
    assert (code, said["parts"]["migrations"]) == (503, "down")
    assert "survey" not in str(said)


def test_an_open_study_without_its_effects_is_told_and_not_named(
    client: Client, world: World
) -> None:
    world.open()
    StoredBundle.objects.filter(scenario="iris").delete()
    code, said = asked(client)
    assert (code, said["status"], said["parts"]["effects"]) == (200, "degraded", "degraded")
    assert "tda" not in str(said)


def test_an_old_or_missing_backup_is_told(client: Client, backed_up: Path) -> None:
    backups(backed_up.parent, recruitment=49)
    assert asked(client)[1]["parts"]["backup"] == "degraded"
    backed_up.unlink()
    assert asked(client)[1]["parts"]["backup"] == "degraded"


def test_a_disk_that_is_nearly_full_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage(10**9))
    assert asked(client)[1]["parts"]["disk"] == "degraded"


def test_whoever_asks_often_is_answered_from_memory(
    client: Client, django_assert_num_queries: Any
) -> None:
    asked(client)
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200
