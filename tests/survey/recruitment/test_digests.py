"""A name is recognised by its keyed digest, and by nobody who lacks the key."""

import pytest
from django.conf import settings
from django.test import Client

from survey.models import StudyVersion
from tests.survey.enrolment.entry_pages import (
    PAGE,
    begin,
    text,
)

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def test_with_another_secret_key_it_is_not_known_again(
    client: Client, panel_study: StudyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client, PAGE)
    monkeypatch.setattr(settings, "SECRET_KEY", "another key, and long enough for a test")
    assert "Take part</a>" in text(client.get(PAGE))
