"""A study in another language: read with its voice, from its side, and our own words as English."""

from pathlib import Path

import pytest
from django.test import Client

from tests.survey.conftest import opened
from tests.world import World, joined

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

IN_ARABIC = """
extends: ../tda-needfinding/study.yaml
study: in-arabic
version: "1.0"
language: ar
"""
FROM_RIGHT, ENGLISH = '<html lang="ar" dir="rtl">', 'lang="en" dir="ltr"'


@pytest.fixture
def home(world: World, study_folder: Path) -> str:
    version = opened(world, study_folder, IN_ARABIC)
    return f"/take-part/{joined(version, 'ada').token}/"


def test_pages_of_the_study_say_its_language_and_its_direction(client: Client, home: str) -> None:
    for address in ("/studies/in-arabic/", "/studies/in-arabic/consent/", home):
        assert FROM_RIGHT in client.get(address, follow=True).content.decode()
    assert '<article lang="ar" dir="rtl">' in client.get("/").content.decode()


def test_our_own_words_on_them_are_marked_as_english(client: Client, home: str) -> None:
    page = client.post(f"{home}pages/background.about_you/", follow=True).content.decode()
    for words in ('<p class="progress-line" ', "<footer ", '<button type="submit" lang="en">'):
        assert words in page
    for tag_start in ('<p class="progress-line" ', "<footer ", '_error" '):
        assert page.partition(tag_start)[2].startswith(ENGLISH)


def test_pages_that_are_all_ours_are_english(client: Client, home: str) -> None:
    for address in (f"{home}leave/", "/studies/in-arabic/deleted/"):
        assert f"<html {ENGLISH}>" in client.get(address).content.decode()
