"""Numbers about the server for Prometheus, for whoever has the token, and none about a person."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.permissions.people import everything
from tests.world import World

TOKEN = "a-token-of-its-own"

# Prometheus, Exposition formats, Text-based format: a sample is a name, labels, and a number.
SAMPLE = re.compile(r'needfinder_[a-z_]+(?:\{[a-z]+="[^"\\]*"\})? -?[0-9.e+]+')

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def watcher(settings: Any) -> Client:
    settings.METRICS_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def test_they_are_in_the_text_format_of_prometheus(watcher: Client, world: World) -> None:
    world.open()
    response = watcher.get("/metrics")
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = response.content.decode().splitlines()
    for line in lines:
        assert line.startswith(("# HELP ", "# TYPE ")) or SAMPLE.fullmatch(line), line
    assert 'needfinder_database_up{database="default"} 1' in lines
    assert "needfinder_studies_open 1" in lines
    assert "needfinder_studies_incomplete 0" in lines
    assert 'needfinder_mails{state="waiting"} 0' in lines
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer another", f"Basic {TOKEN}", TOKEN, "ü"])
def test_without_the_token_there_is_no_such_page(settings: Any, given: str) -> None:
    settings.METRICS_TOKEN = TOKEN
    client = Client(headers={"Authorization": given} if given else {})
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics").status_code == 404


def test_they_name_neither_a_person_nor_a_study(watcher: Client) -> None:
    world = everything()
    told = watcher.get("/metrics").content.decode()
    study = world.founding
    for secret in (*world.secrets(), study.study.slug, study.definition.title, "somebody"):
        assert secret not in told
