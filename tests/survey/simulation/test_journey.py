"""Simulated participants walk the real pages, whole or not at all."""

from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from survey.design.questions import BaseQuestion
from survey.design.reading import read_study
from survey.errors import PageRefused
from survey.models import Opening, Participant, Slot, State, StudyVersion, TurnedAway
from survey.participation.requests import STAND_IN
from survey.population import Population
from survey.simulation import run
from survey.simulation.answers import sent_for
from survey.simulation.choices import Choices
from survey.simulation.journey import Journey
from survey.simulation.run import simulate
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
        found = [
            without_times(each)
            for each in completed_responses(world.founding.study, Population.SIMULATED)
        ]
        transaction.set_rollback(True)
    return found


def without_times(record: ParticipantRecord) -> Any:
    trials = [
        (
            each.scenario,
            each.error,
            [tried.setting for tried in each.explorations],
            each.chosen and each.chosen.position,
        )
        for each in record.trials
    ]
    return record.answers, trials


def test_a_page_that_refuses_an_answer_ends_the_walk_and_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaving_out(questions: Iterable[BaseQuestion], chance: Random) -> dict[str, Any]:
        sent = sent_for(questions, chance)
        sent.pop("gender", None)
        return sent

    world.open()
    monkeypatch.setattr("survey.simulation.journey.sent_for", leaving_out)
    with pytest.raises(PageRefused, match="past the page background"):
        list(simulate(world.founding, 1, seed=7, now=NOON))


def test_a_closed_study_is_walked_to_its_end_and_everything_is_marked(world: World) -> None:
    world.open(quota=1)
    Opening.objects.all().delete()
    assert list(simulate(world.founding, 2, seed=7, now=NOON)) == [1, 2]
    first, second = Participant.objects.order_by("pk")
    assert first.population == Population.SIMULATED
    assert (first.state, second.state) == (State.COMPLETED, State.COMPLETED)
    assert Slot.objects.filter(population=Population.SIMULATED).count() == 2
    assert not Slot.objects.exclude(population=Population.SIMULATED).exists()
    assert not TurnedAway.objects.exists()
    texts = [answer.value for answer in first.answers.filter(question="suspected_cause")]
    assert all(text.startswith("Synthetic text:") for text in texts)
    page = Client().get(f"/take-part/{first.token}/", follow=True).content.decode()
    assert "<strong>Simulated</strong>" in page
    assert (
        Client().get(f"/take-part/{first.token}/my-answers.json").json()["population"]
        == "simulated"
    )


def test_pages_take_time_and_settings_are_tried_before_one_is_chosen(world: World) -> None:
    world.open()
    list(simulate(world.founding, 1, seed=7, now=NOON))
    person = Participant.objects.get()
    assert person.consented_at < NOON
    times = [(visit.shown_at, visit.submitted_at) for visit in person.visits.order_by("pk")]
    began, ended = times[0][0], person.ended_at
    assert ended is not None
    assert timedelta(minutes=4) < ended - began < timedelta(minutes=100)
    shown = [each for each, _submitted in times]
    assert shown == sorted(shown)
    for trial in person.trials.all():
        applied = [each.applied_at for each in trial.explorations.all()]
        assert len(applied) >= 2
        assert applied == sorted(set(applied))


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
        assert (record.action, record.number) == ("label_change", 4)


def _chosen(world: World, choices: Choices) -> list[Any]:
    list(simulate(world.founding, 2, seed=3, now=NOON, choices=choices))
    found = completed_responses(world.founding.study, Population.SIMULATED)
    trials = [trial for each in found for trial in each.trials if trial.scenario == "image"]
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
    answers = {each.question: each.value for each in Participant.objects.get().answers.all()}
    assert 0.5 <= answers["hours"] <= 2
    assert answers["role"].startswith("Synthetic text:")
    assert len(answers["role"]) <= 20


def command(*arguments: Any) -> str:
    out = StringIO()
    call_command("simulate", *arguments, stdout=out)
    return out.getvalue()


def test_a_second_run_adds_more_and_says_so(world: World) -> None:
    world.open()
    first = ("tda-needfinding", "--participants", 1, "--seed", 7)
    assert command(*first).endswith("(numbers 1 to 1, seed 7).\n")
    assert "(numbers 2 to 2, seed 7), beside the 1 before them" in command(*first)
    one, two = completed_responses(world.founding.study, Population.SIMULATED)
    assert without_times(one) != without_times(two)


def test_an_interruption_leaves_whole_participants(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.open()
    walked: list[int] = []

    class Interrupted(Journey):
        def _explore(self, page: Any) -> Any:
            walked.append(1)
            if len(walked) == 4:  # in the last trial of the second
                raise KeyboardInterrupt
            return super()._explore(page)

    monkeypatch.setattr(run, "Journey", Interrupted)
    with pytest.raises(CommandError, match=r"1 of 3 took part and are kept whole.*participants 2"):
        command("tda-needfinding", "--participants", 3, "--seed", 7)
    assert [each.state for each in Participant.objects.all()] == [State.COMPLETED]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none", "--participants", 1, "--seed", 1), "There is no study none"),
        (("tda-needfinding", "--participants", 0, "--seed", 1), "from 1 upwards"),
        (("tda-needfinding", "--participants", 1, "--seed", 1), "effects"),
    ],
)
def test_what_cannot_be_done_is_said(world: World, arguments: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        command(*arguments)


def test_nobody_outside_makes_itself_simulated(client: Client, world: World) -> None:
    address = "/studies/tda-needfinding/consent/"
    closed = client.get(address).content
    assert client.get(address, headers={STAND_IN: "yes"}).content == closed
    assert client.get(address, **{STAND_IN: "yes"}).content == closed  # type: ignore[arg-type]
