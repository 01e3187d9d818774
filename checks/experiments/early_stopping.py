"""The penalty that stands for early stopping of AdamW, beside smaller, larger and uniform ones.

Rank correlation of influence functions with retraining, for the last epoch of the first seed. Run
from the repository root on the folder of a finished run of a scenario with a network:
python -m checks.experiments.early_stopping SCENARIO FOLDER [--seeds N] [--cub-root CUB_200_2011
--classes CLASS ...]
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from attribution.axes import Metric
from attribution.effects.base import retraining_work, train_base
from attribution.effects.relevance import individual_differences, individual_shards
from attribution.estimates.ensemble import base_models
from attribution.estimates.influence import influence
from attribution.estimates.network_model import NetworkModel
from attribution.estimates.scores import rank_correlations
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING
from attribution.training.progress import silent
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder

TIMES = (0.1, 0.3, 1.0, 3.0, 10.0)
LOSS = list(Metric).index(Metric.LOSS)


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("scenario")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--cub-root", type=Path)
    parser.add_argument("--classes", nargs="+", default=())
    given = parser.parse_args()
    options = {"cub_root": given.cub_root, "classes": given.classes} if given.cub_root else {}
    scenario = scenario_named(given.scenario, **options).with_seeds(range(given.seeds))

    run = RunFolder(given.folder, writer="run")
    base = train_base(scenario, Retraining(run, scenario.trainer, 1, silent))
    errors = scenario.errors(base.test_probabilities)
    work = retraining_work(scenario, base, errors, keeps_all_logits=False)
    shards = individual_shards(scenario)
    differences = individual_differences(run, shards, work, base, errors, scenario.possible)
    truth = differences.mean(axis=(0, 1))

    task = work[scenario.seeds[0]].task
    model = base_models(scenario.trainer, task)[-1]
    if not isinstance(model, NetworkModel):
        raise TypeError(model)
    weights = task.weights([NOTHING])[0]
    for name, changed in models(model):
        estimates = influence(changed, task, weights, errors, scenario.actions)
        scores = [
            rank_correlations(estimates[at, possible, :, LOSS], truth[at, possible, :, LOSS])
            for at, possible in enumerate(scenario.possible)
        ]
        means = [score.mean or np.nan for score in scores]
        named = zip(scenario.actions, means, strict=True)
        print(f"{name:28}", ", ".join(f"{action} {mean:.2f}" for action, mean in named))


def models(model: NetworkModel) -> Iterator[tuple[str, NetworkModel]]:
    """The penalty times each of TIMES, and its median for all parameters times each of them."""
    median = np.median(model.trained.step_sizes)
    for times in TIMES:
        sizes = model.trained.step_sizes / times
        yield f"{times:g} times", replace(model, trained=replace(model.trained, step_sizes=sizes))
    for times in TIMES:
        sizes = np.full_like(model.trained.step_sizes, median / times)
        trained = replace(model.trained, step_sizes=sizes)
        yield f"the same for all, {times:g} times", replace(model, trained=trained)


if __name__ == "__main__":
    main()
