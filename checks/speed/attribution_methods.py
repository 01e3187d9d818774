"""Attribution methods beside retraining: rank correlation, LDS and top ten, with CPU seconds.

Run from the repository root on the folder of a finished run of the same scenario and seeds, which
`needfinder attribute SCENARIO` makes: python -m checks.speed.attribution_methods SCENARIO FOLDER
[--seeds N] [--cub-root CUB_200_2011 --classes CLASS ...]. The subsets of the LDS are retrained in
that folder, and a second run of this finds them there.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from attribution.axes import Action
from attribution.effects.scenario import Scenario
from attribution.estimates.compare import compare_methods
from attribution.scenarios import scenario_named
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.progress import Progress
from attribution.training.task import TrainingTask

TIMED = 16
"""Retrainings whose CPU seconds stand for those of all."""


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

    models = int(scenario.possible.sum()) * len(scenario.seeds)
    pace = seconds_of_a_retraining(scenario)
    print(f"Retraining every sample alone: {models:,} models, {models * pace:,.1f} CPU seconds")
    path = compare_methods(scenario, given.folder, report=say)
    if path is None:
        raise RuntimeError("other shares are not finished")
    for score in json.loads(path.read_bytes())["scores"]:
        print(line(score))


def seconds_of_a_retraining(scenario: Scenario) -> float:
    """CPU seconds of one process, without what is slow only the first time."""
    training, test = scenario.dataset.training, scenario.dataset.test
    classes = len(scenario.dataset.class_names)
    changed = (training.labels + 1) % classes
    task = TrainingTask(training.inputs, training.labels, changed, test.inputs, classes, seed=0)
    interventions = [Intervention(Action.REMOVAL, [sample]) for sample in range(TIMED)]
    scenario.trainer.train_many(task, [NOTHING])
    start = process_time()
    scenario.trainer.train_many(task, interventions)
    return (process_time() - start) / TIMED


def say(progress: Progress) -> None:
    if progress.note:
        print(progress.note)


def line(score: dict[str, Any]) -> str:
    """Means over errors; a score that is not defined is a dash."""
    tops = {entry["number"]: entry["mean"] for entry in score["overlap"]}
    values = (score["rank_correlation"]["mean"], score["lds"]["mean"], tops.get(10))
    numbers = ["     -" if value is None else f"{np.round(value, 3):6.3f}" for value in values]
    names = f"{score['method']:17} {score['action']:13} {score['metric']:28}"
    return f"{names} rank {numbers[0]}  LDS {numbers[1]}  top ten {numbers[2]}"


if __name__ == "__main__":
    main()
