"""Studies, their versions, enrolment windows and registered plans, as stored."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from survey.models import EnrolmentWindow, StudyVersion
from survey.studies.models import definition_of
from tests.world import LONG_AGO, NOON, World, founding_study

pytestmark = pytest.mark.django_db


def test_a_version_of_a_study_has_one_content(world: World) -> None:
    version = world.founding
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyVersion.objects.create(
            study=version.study, label="2.0", content="{}", digest="0" * 64, loaded_at=NOON, seed=1
        )


def test_a_study_with_versions_cannot_be_deleted(world: World) -> None:
    with pytest.raises(ProtectedError):
        world.founding.study.delete()


def test_a_definition_is_found_by_its_digest(world: World) -> None:
    assert definition_of(world.founding.digest) == founding_study().definition
    with pytest.raises(StudyVersion.DoesNotExist):
        definition_of("0" * 64)


@given(digest=st.from_regex(r"[0-9a-f]{64}", fullmatch=True))
def test_the_seed_of_a_content_is_the_beginning_of_its_digest(digest: str) -> None:
    seed = StudyVersion(digest=digest).content_seed
    assert f"{seed:013x}" == digest[:13]
    assert seed < 2**52  # held exactly by any database and by JSON


@pytest.mark.parametrize(
    "changed",
    [{"closes_at": LONG_AGO}, {"closes_at": LONG_AGO - timedelta(days=1)}, {"starts_a_minute": 0}],
)
def test_a_window_in_which_nobody_can_begin_is_not_stored(
    world: World, changed: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentWindow.objects.create(
            study=world.founding.study, opens_at=LONG_AGO, quota=1, **changed
        )


def test_a_study_has_one_enrolment_window(world: World) -> None:
    world.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentWindow.objects.create(study=world.founding.study, opens_at=NOON, quota=1)
