"""A study that lacks something that its pages show is not opened, and is not offered."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from attribution.models import StoredBundle, StoredPicture
from survey.errors import OpeningRefused
from survey.studies.models import StudyVersion
from survey.studies.opening import Opening, open_now, set_opening
from survey.studies.readiness import MISSING_REMEMBERED, what_is_missing
from tests.interview_world import interview_version
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

STUDY = "/studies/tda-needfinding/"


@pytest.fixture
def opened(world: World) -> World:
    world.open()
    return world


def refused(world: World) -> str:
    with pytest.raises(OpeningRefused) as refusal:
        open_now(world.founding.study, now=NOON)
    with pytest.raises(OpeningRefused):  # nor is a later day planned
        set_opening(world.founding.study, Opening(NOON + timedelta(days=30), 40))
    return str(refusal.value)


def test_a_whole_study_lacks_nothing(opened: World) -> None:
    assert what_is_missing(opened.founding) == ()


def test_nobody_opens_a_study_without_a_bundle(opened: World) -> None:
    StoredBundle.objects.filter(scenario="iris").delete()
    assert "The bundle is not loaded: iris." in refused(opened)


def test_nobody_opens_a_study_without_pictures_of_a_bundle(opened: World) -> None:
    gone = StoredPicture.objects.filter(bundle__scenario="fashion").order_by("file").first()
    assert gone is not None
    gone.delete()
    said = refused(opened)
    assert f"1 pictures of the bundle fashion are missing, such as {gone.file}." in said


def test_nobody_opens_a_study_whose_bundle_cannot_be_read(opened: World) -> None:
    StoredBundle.objects.filter(scenario="loan").update(content="{}", digest="0" * 64)
    assert "The bundle loan is not whole" in refused(opened)


def test_nobody_opens_a_study_whose_levels_a_newer_bundle_has_not(opened: World) -> None:
    version = StudyVersion.objects.get()
    version.content = version.content.replace('"1","2","3"', '"1","2","77"')
    assert what_is_missing(version)


def test_nobody_opens_a_study_whose_texts_cannot_be_read(opened: World) -> None:
    StudyVersion.objects.update(content='{"kind": "survey"}')
    assert f"texts of version {opened.founding.label} cannot be read" in refused(opened)


def test_interviews_lack_nothing(db: None) -> None:
    assert what_is_missing(interview_version()) == ()


def test_an_open_study_that_lacks_something_is_not_offered(opened: World, client: Client) -> None:
    assert "Take part" in client.get(STUDY).content.decode()
    StoredBundle.objects.filter(scenario="iris").delete()
    cache.clear()  # a process remembers for a minute that all was there
    page = client.get(STUDY).content.decode()
    assert "Take part" not in page
    assert "something that it shows is missing" in page
    assert "something that it shows is missing" in client.get(f"{STUDY}consent/").content.decode()


def test_people_come_in_a_few_seconds_after_what_was_missing_is_there(
    opened: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    StoredBundle.objects.filter(scenario="iris").update(scenario="elsewhere")
    assert "Take part" not in client.get(STUDY).content.decode()
    StoredBundle.objects.filter(scenario="elsewhere").update(scenario="iris")
    later = time.time() + MISSING_REMEMBERED + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert "Take part" in client.get(STUDY).content.decode()
    assert MISSING_REMEMBERED <= 10
