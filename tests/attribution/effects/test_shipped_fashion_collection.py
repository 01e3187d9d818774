"""The clothes with collection: what the numbers of the bundle have to have in common."""

import pytest

from attribution.axes import Action, Metric
from attribution.data.display import Picture
from attribution.data.fashion import load_fashion
from attribution.effects.bundle import Bundle, Change
from attribution.effects.bundle_reader import read_bundle
from attribution.scenarios import MANY_NUMBERS
from tests.folders import FIXTURES

SHIPPED = FIXTURES / "effects" / "fashion-collection"

# The bundle has ten significant digits, so that a sum of a few numbers below 300 agrees to 1e-6.
ROUNDING = 1e-6


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(SHIPPED)


def test_it_holds_three_kinds_of_error_two_examples_each(bundle: Bundle) -> None:
    kinds = [(error.true_class, error.predicted_class) for error in bundle.errors]
    assert [kinds.count(kind) for kind in dict.fromkeys(kinds)] == [2, 2, 2]
    assert all(true != predicted for true, predicted in kinds)


def test_it_has_four_actions_and_up_to_fifty_samples(bundle: Bundle) -> None:
    # Paper, figure 3: collecting data beside the three actions of the study.
    assert (bundle.actions, bundle.numbers) == (tuple(Action), MANY_NUMBERS)
    assert (bundle.base_model.training_samples, len(bundle.ensemble.seeds)) == (240, 10)
    assert len(bundle.rankings) == len(bundle.errors) * len(Action) * len(Metric)


def test_every_photograph_it_shows_is_there_and_none_other(bundle: Bundle) -> None:
    shown = {sample.display.file for sample in bundle.shown if isinstance(sample.display, Picture)}
    assert shown == {f"images/{path.name}" for path in (SHIPPED / "images").iterdir()}


def test_held_back_samples_are_collected_and_the_others_never(bundle: Bundle) -> None:
    dataset = load_fashion(held_back=60)
    held_back = {dataset.training.ids[position] for position in dataset.held_back}
    assert len(held_back) == 60
    for ranking in bundle.rankings:
        listed = {sample.id for sample in ranking.samples}
        if ranking.action is Action.COLLECTION:
            assert listed <= held_back
        else:
            assert not listed & held_back


def test_every_listed_sample_helps_by_the_metric_of_its_list_the_most_helpful_first(
    bundle: Bundle,
) -> None:
    for ranking in bundle.rankings:
        gains = [ranking.metric.good_direction * sample.mean for sample in ranking.samples]
        assert all(gain > 0 for gain in gains)
        assert gains == sorted(gains, reverse=True)


def test_every_list_is_acted_on_at_each_number_up_to_its_length_and_as_a_whole(
    bundle: Bundle,
) -> None:
    acted = {(g.error, g.action, g.metric, g.number) for g in bundle.group_effects}
    expected = {
        (ranking.error, ranking.action, ranking.metric, number)
        for ranking in bundle.rankings
        for length in [len(ranking.samples)]
        for number in {*(n for n in MANY_NUMBERS if n <= length), length}
    }
    assert acted == expected


def test_errors_fixed_and_made_account_for_the_accuracy(bundle: Bundle) -> None:
    # Right answers gained: those of other samples, and that of the error itself.
    for effect in bundle.group_effects:
        gained = effect.errors_fixed - effect.errors_made + effect.error_right.change
        samples = bundle.base_model.test_samples
        assert gained == pytest.approx(effect.test_accuracy.change * samples, abs=ROUNDING)


def test_every_effect_begins_with_the_base_model_and_is_after_minus_before(bundle: Bundle) -> None:
    base, errors = bundle.base_model, {error.id: error for error in bundle.errors}
    for effect in bundle.group_effects:
        assert effect.test_accuracy.before == pytest.approx(base.test_accuracy.mean, rel=1e-9)
        assert effect.mean_loss.before == pytest.approx(base.mean_loss.mean, rel=1e-9)
        changes: list[Change] = [effect.test_accuracy, effect.mean_loss, effect.error_right]
        for metric in Metric:
            change = effect.change_of(metric)
            before = errors[effect.error].value_of(metric).mean
            assert change.before == pytest.approx(before, rel=1e-9)
            changes.append(change)
        for change in changes:
            assert change.after - change.before == pytest.approx(change.change, abs=ROUNDING)
