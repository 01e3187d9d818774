"""The versions of studies are found, the newest first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from survey.studies.find import current_version, current_versions, version_with_digest
from survey.studies.load import store_version
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db


def load(study: str, version: str, day: int) -> None:
    file = founding_study()
    definition = file.definition.model_copy(update={"study": study, "version": version})
    store_version(replace(file, definition=definition), loaded_at=NOON + timedelta(days=day))


def test_the_version_loaded_last_is_the_current_one_of_its_study(world: World) -> None:
    load("tda-needfinding", "2.0", day=1)
    load("tda-needfinding", "1.9", day=2)
    load("another", "1.0", day=3)
    assert [str(version) for version in current_versions()] == [
        "another 1.0",
        "tda-needfinding 1.9",
    ]
    assert str(current_version("tda-needfinding")) == "tda-needfinding 1.9"


def test_a_study_that_is_not_there_has_no_current_version(world: World) -> None:
    assert current_version("none") is None


@pytest.mark.parametrize("studies", [1, 3])
def test_listing_studies_takes_one_query_however_many_there_are(
    world: World, studies: int, django_assert_num_queries: Any
) -> None:
    for number in range(studies):
        load(f"study-{number}", "1.0", day=number)
    with django_assert_num_queries(1):
        assert len([version.study.slug for version in current_versions()]) == studies + 1


def test_a_version_is_found_by_its_digest_whatever_has_been_loaded_since(world: World) -> None:
    digest = world.founding.digest
    load("another", "1.0", day=3)
    version = version_with_digest(digest)
    assert version is not None
    assert version.digest == digest
    assert version_with_digest("0" * 64) is None
