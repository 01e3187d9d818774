"""The command that lets simulated participants walk a study."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

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
            each.scenario,
            each.error,
            [tried.setting for tried in each.explorations],
            each.chosen and each.chosen.position,
        )
        for each in record.trials
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
    assert [each.state for each in Participant.objects.all()] == [State.COMPLETED]


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
