from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.data.encoding import input_blocks
from attribution.local_explanations.contributions import feature_contributions
from attribution.local_explanations.linear_ensemble import train_linear_ensemble
from attribution.scenarios import loan
from core.arrays import Floats

BLOCKS = [slice(0, 1), slice(1, 4), slice(4, 5), slice(5, 7)]
"""Two numbers and two categories, of three texts and of two."""


def drawn(seed: int) -> tuple[Floats, float, Floats, Floats]:
    """Slopes, intercept, a sample and a background of 12, whose categories are one-hot."""
    random = np.random.RandomState(seed)
    rows = 13
    inputs = np.column_stack(
        [
            random.normal(size=rows),
            np.eye(3)[random.randint(3, size=rows)],
            random.normal(size=rows),
            np.eye(2)[random.randint(2, size=rows)],
        ]
    )
    return random.normal(size=7), float(random.normal()), inputs[0], inputs[1:]


def shapley_values_by_enumeration(
    slopes: Floats, intercept: float, sample: Floats, background: Floats
) -> list[float]:
    """Shapley (1953): sum_S |S|! (n - |S| - 1)! / n! (v(S + j) - v(S)) over S without j.

    v(S) is the mean logit of the background whose features in S were set to the sample's.
    """

    def value(coalition: tuple[int, ...]) -> float:
        inputs = background.copy()
        for feature in coalition:
            inputs[:, BLOCKS[feature]] = sample[BLOCKS[feature]]
        return float((inputs @ slopes + intercept).mean())

    n = len(BLOCKS)
    return [
        sum(
            factorial(size)
            * factorial(n - size - 1)
            / factorial(n)
            * (value((*coalition, feature)) - value(coalition))
            for size in range(n)
            for coalition in combinations([f for f in range(n) if f != feature], size)
        )
        for feature in range(n)
    ]


@given(st.integers(0, 10_000))
def test_they_are_the_shapley_values_over_all_coalitions(seed: int) -> None:
    model = drawn(seed)
    contributions = feature_contributions(*model, BLOCKS).features
    assert contributions == pytest.approx(shapley_values_by_enumeration(*model), abs=1e-9)


@given(st.integers(0, 10_000))
def test_the_average_and_all_contributions_add_up_to_the_logit(seed: int) -> None:
    slopes, intercept, sample, background = drawn(seed)
    contributions = feature_contributions(slopes, intercept, sample, background, BLOCKS)
    assert contributions.average == pytest.approx((background @ slopes + intercept).mean())
    assert contributions.logit == pytest.approx(sample @ slopes + intercept)


@pytest.mark.filterwarnings("ignore")  # its own imports warn
def test_shap_finds_the_same_on_the_loan_errors() -> None:
    import shap

    scenario = loan()
    training, test = scenario.dataset.training, scenario.dataset.test
    ensemble, blocks = train_linear_ensemble(scenario), input_blocks(scenario.dataset.encodings)
    masker = shap.maskers.Independent(training.inputs, max_samples=len(training))
    explainer = shap.LinearExplainer((ensemble.slopes, ensemble.intercept), masker)
    by_input = explainer.shap_values(test.inputs)
    for sample, values in zip(test.inputs, by_input, strict=True):
        ours = feature_contributions(
            ensemble.slopes, ensemble.intercept, sample, training.inputs, blocks
        )
        assert ours.average == pytest.approx(explainer.expected_value)
        assert ours.features == pytest.approx([values[block].sum() for block in blocks], abs=1e-9)


def test_the_largest_come_first_whichever_their_sign() -> None:
    slopes = np.array([1.0, -3.0, 2.0, 2.0])
    contributions = feature_contributions(
        slopes, 0.0, np.ones(4), np.zeros((2, 4)), [slice(i, i + 1) for i in range(4)]
    )
    assert contributions.largest_first == [1, 2, 3, 0]
