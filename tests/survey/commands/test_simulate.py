"""The command that lets simulated participants walk a study."""

import logging
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from survey.management.commands.simulate import refusals_unlogged
from survey.models import Participant, State
from survey.population import Population
from survey.simulation import run
from survey.simulation.journey import Journey
from tests.survey.participant_records import ParticipantRecord, completed_responses
from tests.world import World

pytestmark = pytest.mark.django_db


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
    assert [participant.state for participant in Participant.objects.all()] == [State.COMPLETED]


def command(*arguments: Any) -> str:
    out = StringIO()
    call_command("simulate", *arguments, stdout=out)
    return out.getvalue()


def test_a_second_run_adds_more_and_says_so(world: World) -> None:
    world.open()
    first = ("tda-needfinding", "--participants", 1, "--seed", 7)
    assert command(*first).endswith("(S1 to S1, seed 7).\n")
    assert "(S2 to S2, seed 7), beside the 1 before them" in command(*first)
    first_response, second_response = completed_responses(
        world.founding.study, Population.SIMULATED
    )
    assert without_times(first_response) != without_times(second_response)


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


def test_choices_come_from_the_file_that_is_named(world: World, tmp_path: Path) -> None:
    world.open()
    file = tmp_path / "choices.yaml"
    file.write_text("image: {action: {label_change: 1}, number: {4: 1}}\n")
    command("tda-needfinding", "--participants", 1, "--seed", 7, "--choices", file)
    [record] = completed_responses(world.founding.study, Population.SIMULATED)
    [chosen] = [trial.chosen for trial in record.trials if trial.scenario == "image"]
    assert chosen is not None
    assert (chosen.setting["action"], chosen.setting["number"]) == ("label_change", "4")


def test_a_file_of_choices_that_does_not_fit_is_refused_and_nobody_walks(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "choices.yaml"
    file.write_text("imag: {action: {removal: 1}}\n")
    with pytest.raises(CommandError, match="line 1, imag: the study has no scenario imag here"):
        command("tda-needfinding", "--participants", 1, "--seed", 7, "--choices", file)
    assert not Participant.objects.exists()


def test_warnings_of_refused_pages_are_silent_for_the_walk_alone() -> None:
    log = logging.getLogger("django.request")
    before = log.isEnabledFor(logging.WARNING)
    with suppress(KeyboardInterrupt), refusals_unlogged():
        assert not log.isEnabledFor(logging.WARNING)
        raise KeyboardInterrupt
    assert log.isEnabledFor(logging.WARNING) is before
