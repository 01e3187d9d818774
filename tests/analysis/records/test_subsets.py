"""An analysis set holds the trials that are kept, whole, and renumbers what points at them."""

import numpy as np

from analysis.records.observations import NO_STIMULUS
from analysis.records.subsets import of_people, subset, with_excluded
from tests.analysis.report.observations import RELABEL, REMOVAL, observed

THREE = observed(
    [
        {"image": [REMOVAL], "tabular": [RELABEL, REMOVAL]},
        {"tabular": [RELABEL]},
        {"image": [RELABEL], "tabular": [REMOVAL]},
    ]
)


def test_people_who_are_left_out_take_their_trials_and_explorations_along() -> None:
    smaller = of_people(THREE, np.array([True, False, True]))
    assert smaller.trials.person.tolist() == [0, 0, 1, 1]
    assert smaller.trials.scenario.tolist() == [0, 1, 0, 1]
    assert smaller.explorations.trial.tolist() == [0, 1, 1, 2, 3]
    assert len(smaller.taking_part.seconds) == 2
    assert smaller.taking_part.seconds[1] == THREE.taking_part.seconds[2]
    kept = [0, 1, 3, 4]
    assert smaller.trials.chosen.tolist() == THREE.trials.chosen[kept].tolist()
    assert smaller.trials.options.tolist() == THREE.trials.options[kept].tolist()


def test_trials_can_be_kept_without_the_others_of_the_same_person() -> None:
    first = subset(THREE, THREE.trials.position == 1)
    assert first.trials.person.tolist() == [0, 1, 2]
    assert first.trials.scenario.tolist() == [0, 1, 0]
    assert first.explorations.trial.tolist() == [0, 1, 2]


def test_the_excluded_are_counted_on_from_the_analysed() -> None:
    two = of_people(THREE, np.array([True, True, False])).trials
    both = with_excluded(observed([{"image": [REMOVAL]}] * 2, excluded=two))
    assert both.trials.person.tolist() == [0, 1, 2, 2, 3]
    assert NO_STIMULUS not in both.trials.person
    nobody = with_excluded(observed([], excluded=two))
    assert nobody.trials.person.tolist() == [0, 0, 1]
