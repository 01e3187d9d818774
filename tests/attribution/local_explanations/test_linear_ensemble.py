import numpy as np
import pytest

from attribution.axes import Metric
from attribution.effects.bundle_reader import read_bundle
from attribution.errors import TrainingError
from attribution.local_explanations.linear_ensemble import LinearEnsemble, train_linear_ensemble
from attribution.scenarios import loan
from tests.attribution.toys import bird_scenario
from tests.folders import FIXTURES


def test_the_loan_ensemble_is_the_one_whose_errors_are_shipped() -> None:
    # The six probabilities of the bundle, which other code made and which have ten digits.
    scenario, bundle = loan(), read_bundle(FIXTURES / "effects" / "loan")
    ensemble, test = train_linear_ensemble(scenario), scenario.dataset.test
    rows = [test.ids.index(error.id) for error in bundle.errors]
    predicted = ensemble.probabilities(test.inputs[rows])
    true = [error.true_class for error in bundle.errors]
    shipped = [error.value_of(Metric.TRUE_CLASS_PROBABILITY).mean for error in bundle.errors]
    assert predicted[np.arange(len(rows)), true] == pytest.approx(shipped, abs=1e-6)


def test_the_mean_logit_is_the_mean_over_the_members() -> None:
    random = np.random.RandomState(1)
    ensemble = LinearEnsemble(random.normal(size=(4, 3)))
    inputs = random.normal(size=(5, 2))
    by_member = [inputs @ member[:-1] + member[-1] for member in ensemble.coefficients]
    assert ensemble.logits(inputs) == pytest.approx(np.mean(by_member, axis=0))
    of_second_class = np.mean([1 / (1 + np.exp(-logits)) for logits in by_member], axis=0)
    assert ensemble.probabilities(inputs)[:, 1] == pytest.approx(of_second_class)


def test_models_that_are_not_linear_are_refused() -> None:
    with pytest.raises(TrainingError, match="The models of birds are not linear, so"):
        train_linear_ensemble(bird_scenario())
