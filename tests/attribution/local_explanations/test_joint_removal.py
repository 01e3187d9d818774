from dataclasses import replace

import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle
from attribution.local_explanations.joint_removal import joint_removal


@pytest.mark.parametrize("number", [1, 3, 5])
def test_samples_and_effect_are_those_of_the_list_by_the_true_class(
    loan_effects: Bundle, number: int
) -> None:
    for error in loan_effects.errors:
        removal = joint_removal(loan_effects, error.id, number)
        alone = [effect.mean for _sample, effect in removal.samples]
        assert len(alone) == number
        assert alone == sorted(alone, reverse=True)
        assert alone[-1] > 0
        assert [sample.id for sample, _effect in removal.samples] == [
            effect.id for _sample, effect in removal.samples
        ]
        assert removal.effect is not None
        effect = removal.effect
        assert (effect.error, effect.action, effect.metric, effect.number) == (
            error.id,
            Action.REMOVAL,
            Metric.TRUE_CLASS_PROBABILITY,
            number,
        )


def test_one_sample_has_its_own_effect(loan_effects: Bundle) -> None:
    for error in loan_effects.errors:
        removal = joint_removal(loan_effects, error.id, 1)
        assert removal.effect is not None
        together = removal.effect.change_of(Metric.TRUE_CLASS_PROBABILITY)
        assert together.change == pytest.approx(removal.samples[0][1].mean, rel=1e-6)


def test_a_list_that_ends_sooner_has_the_effect_of_what_is_there(loan_effects: Bundle) -> None:
    error = loan_effects.errors[0].id
    rankings = tuple(
        replace(ranking, samples=ranking.samples[:2]) for ranking in loan_effects.rankings
    )
    removal = joint_removal(replace(loan_effects, rankings=rankings), error, 5)
    assert len(removal.samples) == 2
    assert removal.effect is not None
    assert removal.effect.number == 2


def test_an_empty_list_has_no_effect(loan_effects: Bundle) -> None:
    rankings = tuple(replace(ranking, samples=()) for ranking in loan_effects.rankings)
    removal = joint_removal(replace(loan_effects, rankings=rankings), loan_effects.errors[0].id, 3)
    assert (removal.samples, removal.effect) == ((), None)
