"""The server's log holds no key to anybody's answers."""

import logging
from io import StringIO

import pytest
from django.test import Client

from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_page_that_is_refused_leaves_no_link_in_the_log(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers = logging.getLogger("django").handlers
    (console,) = [each for each in handlers if each.name == "console"]
    written = StringIO()
    monkeypatch.setattr(console, "stream", written)
    world.open()
    walker = Walker(client)
    walker.begin()
    assert walker.send({}).status_code == 422
    assert "/take-part/.../pages/background.about_you/" in written.getvalue()
    assert walker.home not in written.getvalue()
