"""Simulated participants, whole or not at all, and the same again from the same seed."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from attribution.errors import NotInBundle
from attribution.models import StoredBundle
from survey.design.reading import read_study
from survey.leaving.withdraw import withdraw
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.simulation.choices import Choices
from survey.simulation.run import simulate, simulated_so_far
from survey.studies.load import store_version
from tests.survey.participant_records import ParticipantRecord, completed_responses
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


EVERY_KIND = """
extends: ../tda-needfinding/study.yaml
study: every-kind
version: "1.0"
background:
  - key: kinds
    title: Every kind
    questions:
      - {key: hours, type: number, text: How long, minimum: 0.5, maximum: 2, whole: false}
      - {key: trust, type: scale, text: Trust, minimum_label: None, maximum_label: All}
      - {key: role, type: short_text, text: Your role, max_length: 20, identifying: true}
panel: {completion: "https://panel.example/done"}
compensation: {kind: contact, code: null, text: Thank you.}
"""


def records(world: World, seed: int, people: int, choices: Choices | None = None) -> Any:
    """What simulated participants answered, without who and when, and nothing kept of it."""
    with transaction.atomic():
        steps = simulate(world.founding, people, seed=seed, now=NOON, choices=choices)
        assert list(steps) == list(range(1, people + 1))
        answers = [
            without_times(record)
            for record in completed_responses(world.founding.study, Population.SIMULATED)
        ]
        transaction.set_rollback(True)
    return answers


def test_the_same_seed_gives_the_same_answers_and_another_gives_others(world: World) -> None:
    world.open()
    first = records(world, 7, 2)
    StudyVersion.objects.update(seed=99)  # drawn when a study is loaded, so elsewhere another
    world.founding.refresh_from_db()
    assert records(world, 7, 2) == first
    assert records(world, 8, 1) != first[:1]


def test_choices_come_from_the_distribution_given(world: World) -> None:
    world.open()
    choices = Choices({("image", "action"): {"label_change": 1.0}, ("image", "number"): {"4": 1.0}})
    for record in _chosen(world, choices):
        assert (record["action"], record["number"]) == ("label_change", "4")


def _chosen(world: World, choices: Choices) -> list[Any]:
    list(simulate(world.founding, 2, seed=3, now=NOON, choices=choices))
    records_of_simulated = completed_responses(world.founding.study, Population.SIMULATED)
    trials = [
        trial
        for record in records_of_simulated
        for trial in record.trials
        if trial.scenario == "image"
    ]
    return [trial.chosen.setting for trial in trials if trial.chosen]


def test_any_study_can_be_walked_and_nobody_is_recruited(world: World, study_folder: Path) -> None:
    world.open()
    file = study_folder / "kinds" / "study.yaml"
    file.parent.mkdir()
    file.write_text(EVERY_KIND)
    version = store_version(
        read_study(file, bundles={"fashion", "iris", "loan"}), loaded_at=NOON
    ).version
    assert list(simulate(version, 1, seed=1, now=NOON)) == [1]
    answers = {answer.question: answer.value for answer in Participant.objects.get().answers.all()}
    assert 0.5 <= answers["hours"] <= 2
    assert answers["role"].startswith("Synthetic text:")
    assert len(answers["role"]) <= 20


def without_times(record: ParticipantRecord) -> Any:
    trials = [
        (
            trial.scenario,
            trial.error,
            [tried.setting for tried in trial.explorations],
            trial.chosen and trial.chosen.position,
        )
        for trial in record.trials
    ]
    return record.answers, trials


def test_numbers_go_on_after_those_who_were_deleted(world: World) -> None:
    world.open()
    assert simulated_so_far(world.founding) == 0
    for number in range(2):
        withdraw(world.join(f"sim {number}", population=Population.SIMULATED), now=NOON)
    world.join("ada")
    assert simulated_so_far(world.founding) == 2


@pytest.mark.parametrize("scenario", ["iris", "loan"])
def test_without_the_effects_nobody_sets_out(world: World, scenario: str) -> None:
    world.open()
    StoredBundle.objects.filter(scenario=scenario).delete()
    with pytest.raises(NotInBundle):
        next(simulate(world.founding, 1, seed=1, now=NOON))
    assert simulated_so_far(world.founding) == 0
