from dataclasses import replace

import numpy as np
import pytest

from attribution.axes import Metric
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.errors import BundleError
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.scenarios import iris, loan, scenario_named
from tests.folders import FIXTURES


def test_every_change_turns_the_answer_of_the_ensemble(loan_model: ExplainedModel) -> None:
    for error in loan_model.effects.errors:
        other = 1 - error.predicted_class
        changes = loan_model.smallest_changes(error, 12)
        assert changes
        for change in changes:
            after = loan_model.probabilities(error, change)
            assert after[other] > 0.502
            # None can be left out: without it, the model answers as before, or all but so.
            for left_out in change.changes:
                fewer = tuple(kept for kept in change.changes if kept is not left_out)
                without = loan_model.probabilities(error, replace(change, changes=fewer))
                assert without[other] < 0.503


def test_a_change_that_is_smaller_by_a_step_does_not_turn_it(loan_model: ExplainedModel) -> None:
    steps = {"duration": 1, "credit_amount": 100, "instalment_rate": 1, "age": 1}
    features, tried = loan_model.dataset.features, 0
    for error in loan_model.effects.errors:
        cells = error.display.cells  # type: ignore[union-attr]
        for change in loan_model.smallest_changes(error, 5):
            (first, *others) = change.changes
            feature = features[first.feature]
            if others or not feature.numeric:
                continue
            number, before = float(first.text), float(cells[first.feature])
            step = steps[feature.name] * np.sign(before - number)
            nearer = replace(change, changes=(replace(first, text=f"{number + step:g}"),))
            assert loan_model.probabilities(error, nearer)[1 - error.predicted_class] < 0.503
            tried += 1
    assert tried > 10


def test_an_error_is_as_its_bundle_says(loan_model: ExplainedModel) -> None:
    for error in loan_model.effects.errors:
        probability = error.value_of(Metric.TRUE_CLASS_PROBABILITY).mean
        assert loan_model.probabilities(error)[error.true_class] == pytest.approx(probability)


def test_effects_of_other_data_are_refused(loan_effects: Bundle) -> None:
    scenario = replace(loan(), dataset=iris().dataset)
    with pytest.raises(BundleError, match="effects of loan were computed on other data"):
        ExplainedModel.of(scenario, loan_effects, {})


def test_samples_that_were_held_back_are_not_explained_as_learned() -> None:
    effects = read_bundle(FIXTURES / "effects" / "loan-collection")
    with pytest.raises(BundleError, match="loan-collection holds training samples back, and"):
        ExplainedModel.of(scenario_named("loan-collection"), effects, {})
