"""The base ensemble has a member for each seed and checkpoint."""

from pathlib import Path

import numpy as np

from attribution.effects.base import retraining_work, train_base
from attribution.effects.selection import choose_errors
from attribution.training.progress import silent
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder
from tests.attribution.finished_runs import closed_form
from tests.attribution.toys import bird_scenario


def test_probabilities_are_means_over_seeds_and_checkpoints(tmp_path: Path) -> None:
    scenario = bird_scenario(seeds=(0, 4))
    base = train_base(scenario, Retraining(RunFolder(tmp_path, "run"), scenario.trainer, 1, silent))
    training, test = scenario.dataset.training, scenario.dataset.test
    assert base.training_logits.shape == (2, 3, len(training), 2)
    assert base.test_logits.shape == (2, 3, len(test), 2)
    members = closed_form(scenario, np.ones(len(training)), training.labels, 5)
    np.testing.assert_allclose(base.test_probabilities[5], members.mean(axis=0))


def test_only_the_logits_of_errors_are_kept_where_there_are_too_many(tmp_path: Path) -> None:
    scenario = bird_scenario()
    base = train_base(scenario, Retraining(RunFolder(tmp_path, "run"), scenario.trainer, 1, silent))
    test = scenario.dataset.test
    errors = choose_errors(base.test_probabilities, test.labels, scenario.selection)
    logits = base.test_logits[0]
    for keeps_all, count in ((True, len(test)), (False, len(errors))):
        (work,) = retraining_work(scenario, base, errors, keeps_all_logits=keeps_all).values()
        stored = work.reduction.arrays(logits[np.newaxis])
        assert stored["logits"].shape == (1, 3, count, 2)
        assert work.reduction.is_satisfied_by(stored)
