"""A version keeps its content once somebody takes part in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from survey.design.reading import StudyFile, read_study
from survey.errors import VersionInUse
from survey.leaving.withdraw import withdraw
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.studies.load import store_version
from tests.world import NOON, World, founding_study

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def with_other_words(study: StudyFile) -> StudyFile:
    content = study.content.replace("Before you go", "Before you leave")
    return replace(study, content=content, digest="d" * 64)


def test_a_version_keeps_the_study_word_for_word(world: World) -> None:
    version = StudyVersion.objects.get()
    study = founding_study()
    assert (version.content, version.digest) == (study.content, study.digest)
    assert version.definition == study.definition
    assert str(version) == "tda-needfinding 2.0"


def test_the_same_content_again_changes_nothing(world: World) -> None:
    stored = store_version(founding_study(), loaded_at=LATER)
    assert stored.outcome == "unchanged"
    assert StudyVersion.objects.get().loaded_at == NOON


def test_content_nobody_has_seen_can_be_replaced(world: World) -> None:
    stored = store_version(with_other_words(founding_study()), loaded_at=LATER)
    assert stored.outcome == "replaced"
    version = StudyVersion.objects.get()
    assert "Before you leave" in version.content
    assert version.loaded_at == LATER


def test_content_stays_while_slots_of_people_who_withdrew_refer_to_it(world: World) -> None:
    withdraw(world.ada, now=LATER)
    with pytest.raises(VersionInUse):
        store_version(with_other_words(founding_study()), loaded_at=LATER)


def test_content_somebody_consented_to_stays_and_the_remedy_is_named(world: World) -> None:
    assert world.ada.version == world.founding
    with pytest.raises(VersionInUse) as caught:
        store_version(with_other_words(founding_study()), loaded_at=LATER)
    assert str(caught.value) == (
        "1 person has begun to take part in tda-needfinding 2.0, so its content stays as it is. "
        'Give the changed file a new version, such as version: "2.1".'
    )
    assert "Before you go" in StudyVersion.objects.get().content


def test_the_same_content_can_be_loaded_while_people_take_part(world: World) -> None:
    assert world.ada.version == world.founding
    assert store_version(founding_study(), loaded_at=LATER).outcome == "unchanged"


def test_a_new_version_stands_beside_the_old_one_and_moves_nobody(world: World) -> None:
    study = founding_study()
    definition = study.definition.model_copy(update={"version": "2.1"})
    second = replace(with_other_words(study), definition=definition)
    assert world.ada.version == world.founding
    assert store_version(second, loaded_at=LATER).outcome == "stored"
    assert StudyVersion.objects.count() == 2
    assert Participant.objects.get().version.label == "2.0"


def test_their_version_keeps_its_content(world: World, study_folder: Any) -> None:
    world.open()
    world.join("sim", population=Population.SIMULATED)
    file = study_folder / "tda-needfinding" / "study.yaml"
    file.write_text(file.read_text().replace("Before you go", "Before you leave"))
    changed = read_study(file, bundles={"fashion", "iris", "loan"})
    with pytest.raises(VersionInUse, match="1 simulated person has begun"):
        store_version(changed, loaded_at=NOON)
