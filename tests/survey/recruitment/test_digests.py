"""A name is recognised by its keyed digest, and by nobody who lacks the key."""

import hmac
from hashlib import sha256

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from survey.models import StudyVersion
from survey.recruitment.digests import digest_of_name, digest_of_receiver
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


@given(study=st.text(max_size=20), value=st.text(max_size=20))
def test_a_digest_is_an_hmac_with_a_key_made_of_the_purpose_the_study_and_the_secret(
    study: str, value: str
) -> None:
    """RFC 2104, with the key that Django's salted_hmac documents: SHA-256(salt + SECRET_KEY)."""
    for purpose, digest in (("panel", digest_of_name), ("compensation", digest_of_receiver)):
        salt = f"survey.recruitment.{purpose}.{study}"
        key = sha256((salt + settings.SECRET_KEY).encode()).digest()
        assert digest(study, value) == hmac.new(key, value.encode(), sha256).hexdigest()


def test_one_name_has_another_digest_in_each_study_and_for_each_purpose() -> None:
    digests = {
        digest(study, "ada")
        for digest in (digest_of_name, digest_of_receiver)
        for study in ("one", "two")
    }
    assert len(digests) == 4
