"""A version keeps its content once somebody takes part in it, and a key what it means."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from attribution.queries import SHIPPED
from survey.design.problems import StudyFileError
from survey.design.reading import StudyFile, read_study
from survey.errors import VersionInUse
from survey.leaving.withdraw import withdraw
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.studies.load import open_study, store_version
from tests.survey.crowd import at_once
from tests.world import LONG_AGO, NOON, World, founding_study, joined

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def with_other_words(study: StudyFile) -> StudyFile:
    content = study.content.replace("Before you go", "Before you leave")
    return replace(study, content=content, digest="d" * 64)


def changed_file(
    folder: Path, *changes: tuple[str, str], version: str = "2.1"
) -> tuple[StudyFile, list[str]]:
    """The founding study after changes of its text, as another version, and its lines."""
    file = folder / "tda-needfinding" / "study.yaml"
    text = re.sub(r'^version: ".*"$', f'version: "{version}"', file.read_text(), flags=re.MULTILINE)
    for old, new in changes:
        assert old in text, f"{old!r} is not in the study"
        text = text.replace(old, new, 1)
    file.write_text(text)
    return read_study(file, bundles=SHIPPED), text.splitlines()


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


YEARS = """type: single_choice
        text: For how many years have you worked with machine learning?
        options:
          under_1: Less than 1 year
          from_1_to_3: 1 to 3 years
          from_3_to_5: More than 3 and up to 5 years
          over_5: More than 5 years
"""


class Changed(NamedTuple):
    """A change of the founding study, the line that is named, and what is said of it."""

    old: str
    new: str
    line: str
    said: str


@pytest.mark.parametrize(
    "change",
    [
        Changed(
            YEARS,
            """type: number
        minimum: 0
        maximum: 60
        text: For how many years have you worked with machine learning?
""",
            "- key: years_of_experience",
            "the question years_of_experience meant something else in version 2.0, in which people "
            "took part: type was single_choice. Leave it as it was, or give it another key, such "
            "as years_of_experience_2.",
        ),
        Changed("          audio: Audio\n", "", "- key: data_types", "options.audio was “Audio”."),
        Changed(
            "          audio: Audio\n",
            "          audio: Audio\n          maps: Maps\n",
            "- key: data_types",
            "options.maps was absent.",
        ),
        Changed(
            "1 to 3 years", "1 to 4 years", "- key: years", "options.from_1_to_3 was “1 to 3 years”"
        ),
        Changed(
            "        other: Another type\n", "", "- key: data_types", "other was “Another type”"
        ),
        Changed("What is your gender?", "What is your sex?", "- key: gender", "text was “What is"),
        Changed(
            "eligible: [yes]", "eligible: [no]", "- key: developed_models", "eligible was yes."
        ),
        Changed(
            "correct: relabels",
            "correct: leaves_out",
            "- key: check_action",
            "correct was “relabels”",
        ),
        Changed(
            "What would you try in order to fix it?",
            "What would you never try?",
            "- key: proposed_fix",
            "text was “What would you try in order to fix it?”",
        ),
        Changed(
            "      - key: remarks\n        type: long_text",
            "      - key: remarks\n        type: number\n        minimum: 0\n        maximum: 10",
            "- key: remarks",
            "type was long_text.",
        ),
        Changed("bundle: fashion", "bundle: birds", "  image:", "bundle was fashion."),
        Changed("      title: Metric", "      title: Colour", "    metric:", "title was “Metric”."),
        Changed(
            "      title: Action",
            "      title: Action\n      ordered: true",
            "    action:",
            "ordered was false.",
        ),
        Changed(
            "loss: Loss",
            "loss: Gain",
            "        loss: Gain",
            "the level loss of the axis metric meant something else in version 2.0, in which "
            "people took part: title was “Loss”. Leave it as it was, or give it another key, here "
            "and in the bundle.",
        ),
    ],
    ids=lambda change: change.said[:40],
)
def test_a_key_keeps_its_meaning_once_people_took_part(
    world: World, study_folder: Path, change: Changed
) -> None:
    assert world.ada.version == world.founding
    study, lines = changed_file(study_folder, (change.old, change.new))
    with pytest.raises(StudyFileError) as caught:
        store_version(study, loaded_at=LATER)
    (problem,) = caught.value.problems
    assert change.line in lines[problem.location.line - 1]
    assert change.said in str(problem)
    assert StudyVersion.objects.get().label == "2.0"


def test_every_key_that_changed_is_named_in_the_order_of_the_file(
    world: World, study_folder: Path
) -> None:
    assert world.ada.version == world.founding
    changes = [("Where do you work", "Where do you sleep"), ("your gender", "your sex")]
    study, _lines = changed_file(study_folder, *changes)
    with pytest.raises(StudyFileError) as caught:
        store_version(study, loaded_at=LATER)
    assert [problem.key for problem in caught.value.problems] == [
        "background[1].questions[1].key",
        "background[1].questions[2].key",
    ]


def test_a_correction_another_key_and_another_consent_can_be_loaded(
    world: World, study_folder: Path
) -> None:
    assert world.ada.version == world.founding
    study, _lines = changed_file(
        study_folder,
        ("Where do you work with machine learning?", "Where do *you* work with machine learning"),
        ("- key: years_of_experience", "- key: years_of_experience_2"),
        ("1 to 3 years", "1 to 4 years"),
        ("I am at least 18 years old.", "I am at least 21 years old."),
    )
    assert store_version(study, loaded_at=LATER).outcome == "stored"


@pytest.mark.parametrize("population", [Population.SIMULATED, Population.PILOTS])
def test_what_no_person_answered_can_be_asked_otherwise(
    world: World, study_folder: Path, population: Population
) -> None:
    world.open()
    world.join("try", population=population)
    study, _lines = changed_file(study_folder, ("What is your gender?", "What is your sex?"))
    assert store_version(study, loaded_at=LATER).outcome == "stored"


def test_the_meaning_of_any_version_that_people_took_part_in_is_kept(
    world: World, study_folder: Path
) -> None:
    assert world.ada.version == world.founding
    without_years, _lines = changed_file(
        study_folder, ("      - key: years_of_experience\n        " + YEARS, "")
    )
    store_version(without_years, loaded_at=LATER)
    types = "      - key: data_types"
    years = "      - key: years_of_experience\n        type: short_text\n        text: How long?"
    again, _lines = changed_file(study_folder, (types, f"{years}\n{types}"), version="2.2")
    with pytest.raises(StudyFileError, match=r"in version 2\.0.*type was single_choice"):
        store_version(again, loaded_at=LATER)


def test_content_that_nobody_has_seen_is_not_replaced_by_a_changed_meaning(
    world: World, study_folder: Path
) -> None:
    assert world.ada.version == world.founding
    first, _lines = changed_file(study_folder, ("Before you go", "Before you leave"))
    stored = store_version(first, loaded_at=LATER).version
    second, _lines = changed_file(study_folder, ("What is your gender?", "What is your sex?"))
    with pytest.raises(StudyFileError, match="the question gender meant something else"):
        store_version(second, loaded_at=LATER)
    stored.refresh_from_db()
    assert (stored.content, stored.digest) == (first.content, first.digest)


def test_a_question_that_is_taken_over_is_named_in_the_file_it_is_written_in(
    world: World, study_folder: Path
) -> None:
    own = study_folder / "own" / "study.yaml"
    own.parent.mkdir()
    extending = "extends: ../tda-needfinding/study.yaml\nstudy: own\nversion: {}\n"
    own.write_text(extending.format(1))
    version = store_version(read_study(own, bundles=SHIPPED), loaded_at=NOON).version
    world.open()
    open_study(version.study, opens_at=LONG_AGO, quota=9)
    joined(version, "ada")
    _founding, lines = changed_file(study_folder, ("What is your gender?", "What is your sex?"))
    own.write_text(extending.format(2))
    with pytest.raises(StudyFileError) as caught:
        store_version(read_study(own, bundles=SHIPPED), loaded_at=LATER)
    (problem,) = caught.value.problems
    assert problem.location.file == study_folder / "tda-needfinding" / "study.yaml"
    assert "- key: gender" in lines[problem.location.line - 1]


@pytest.mark.django_db(transaction=True)
def test_a_changed_meaning_waits_for_whoever_is_just_beginning(
    world: World, study_folder: Path
) -> None:
    world.open()
    study, _lines = changed_file(study_folder, ("What is your gender?", "What is your sex?"))
    begun = Event()

    def begin() -> str:
        with transaction.atomic():
            world.join("ada")
            begun.set()
            sleep(0.3)
        return "begun"

    def store() -> str:
        begun.wait(timeout=120)
        try:
            return store_version(study, loaded_at=LATER).outcome
        except StudyFileError:
            return "refused"

    assert at_once([begin, store]) == ["begun", "refused"]
