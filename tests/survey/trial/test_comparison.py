"""Two settings that were tried, side by side."""

import pytest

from attribution import queries as effects
from attribution.axes import Metric
from survey.models import Participant
from survey.trial.apply import apply_setting
from survey.trial.comparison import Comparison, comparison_of
from survey.trial.state import TrialState, trial_state
from tests.effect_settings import effect_setting
from tests.survey.steps import go_to_trial
from tests.survey.trial.first_trial import first_trial
from tests.survey.walker import Walker
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_settings_tried_stay_listed_and_any_two_can_be_compared(walker: Walker) -> None:
    for number in ("1", "2", "3"):
        walker.apply(number=number)
    page = walker.client.get(walker.address() + "?shown=3&compare=1").content.decode()
    assert page.count("removal, loss, 1 sample") == 2  # in the list, and in the comparison
    assert "Setting 3 beside setting 1." in page
    assert 'href="?shown=3&amp;compare=2#results"' in page
    changes = [
        effects.explanations(first_trial().bundle).results(
            first_trial().error, effect_setting("removal", "loss", number)
        )
        for number in ("3", "1")
    ]
    assert all(change.effect for change in changes)
    shown, compared = (
        change.effect.change_of(Metric.LOSS).after for change in changes if change.effect
    )
    assert f"<td>{compared - shown:+.3f}</td>".replace("-", "−") in page
    both = {sample.sample.id for sample in changes[1].samples}
    assert page.count('class="in-both"') == len(both)


def state_after(world: World, *settings: tuple[str, str, str]) -> TrialState:
    page = go_to_trial(world.ada)
    for setting in settings:
        apply_setting(world.ada, page, effect_setting(*setting), now=NOON)
    return trial_state(Participant.objects.get(), page.scenario or "")


def compared(state: TrialState, first: int, second: int) -> Comparison:
    return comparison_of(state.tried[first], state.tried[second], state)


def test_a_setting_differs_from_itself_by_nothing(world: World) -> None:
    state = state_after(world, ("removal", "loss", "3"))
    comparison = compared(state, 0, 0)
    assert [measure.difference for measure in comparison.measures] == [
        "0.000",
        "0.0\N{NO-BREAK SPACE}points",
    ]
    assert all(sample.first == sample.second for sample in comparison.samples)


def test_the_metrics_of_both_settings_and_the_accuracy_are_compared(world: World) -> None:
    state = state_after(
        world, ("removal", "loss", "1"), ("removal", "predicted_class_probability", "1")
    )
    labels = [measure.first.label.partition(" (")[0] for measure in compared(state, 0, 1).measures]
    assert labels == ["Loss", "Probability of the predicted class", "Test accuracy"]
    assert len(compared(state, 0, 0).measures) == 2


def test_the_other_way_round_every_difference_has_the_other_sign(world: World) -> None:
    state = state_after(world, ("removal", "loss", "1"), ("upweighting", "loss", "10"))
    there, back = (
        [measure.difference for measure in compared(state, *pair).measures]
        for pair in ((0, 1), (1, 0))
    )
    swapped = str.maketrans("+\N{MINUS SIGN}", "\N{MINUS SIGN}+")
    assert [difference.translate(swapped) for difference in there] == back


def test_more_samples_of_one_list_hold_the_fewer_at_the_same_ranks(world: World) -> None:
    state = state_after(world, ("removal", "loss", "1"), ("removal", "loss", "3"))
    samples = compared(state, 0, 1).samples
    assert [(sample.first, sample.second) for sample in samples] == [(1, 1), (None, 2), (None, 3)]
