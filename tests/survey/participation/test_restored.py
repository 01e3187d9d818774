"""After a restoration, whoever comes back reads what happened, and goes on or begins again."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.restorations import Restoration, note_restoration
from survey.models import PageVisit
from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db
SENTENCE = "What you submitted between the two is lost"


@pytest.fixture
def copied_at(settings: Any, tmp_path: Path) -> datetime:
    """The server was put back to this moment, before anybody of the test takes part again."""
    settings.DATA_DIR = tmp_path
    moment = timezone.now() - timedelta(hours=9)
    note_restoration(tmp_path, Restoration("default", moment, timezone.now()))
    return moment


@pytest.fixture
def walker(client: Client) -> Walker:
    World().open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_whoever_was_put_back_reads_it_until_they_go_on(
    walker: Walker, copied_at: datetime
) -> None:
    PageVisit.objects.update(shown_at=copied_at - timedelta(minutes=1))
    for _reload in range(2):
        page = walker.read()
        assert SENTENCE in page
        assert f"{copied_at:%-d %B %Y, %H:%M} UTC" in page
        assert f'href="{walker.home}leave/"' in page
    walker.go_on_to_next()
    assert SENTENCE not in walker.read()


def test_whoever_began_afterwards_reads_nothing_of_it(copied_at: datetime, walker: Walker) -> None:
    assert SENTENCE not in walker.read()


def test_whoever_began_after_the_copy_reads_that_it_is_lost_and_that_they_may_begin_again(
    client: Client, copied_at: datetime
) -> None:
    page = client.get("/take-part/nobody/")
    text = " ".join(page.content.decode().split())
    assert page.status_code == 404
    assert "If you began between the two, what you gave is lost" in text
    assert f"{copied_at:%-d %B %Y, %H:%M} UTC" in text
    assert "You can begin again" in text
    assert "they may have had to go back" not in text


def test_where_nothing_was_restored_an_unknown_link_says_no_such_thing(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    note_restoration(tmp_path, Restoration("recruitment", timezone.now(), timezone.now()))
    assert "restored" not in client.get("/take-part/nobody/").content.decode()
