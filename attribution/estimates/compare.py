"""Scores attribution methods against retraining, in the folder of a finished run."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import numpy as np

from attribution.axes import Metric
from attribution.effects.base import BaseEnsemble, retraining_work, train_base
from attribution.effects.measures import Misclassification, measure_errors, measure_logits
from attribution.effects.numbers import group_sizes
from attribution.effects.outcomes import logits_of
from attribution.effects.relevance import individual_differences, individual_shards
from attribution.effects.scenario import Scenario
from attribution.errors import BundleError, TrainingError
from attribution.estimates.estimators import ESTIMATORS, Questions, estimate
from attribution.estimates.method_names import Method
from attribution.estimates.methods_document import estimates_table, methods_bytes, score_line
from attribution.estimates.methods_file import METHODS_FILE
from attribution.estimates.scores import datamodeling_score, overlap, rank_correlations
from attribution.estimates.subsets import FIFTY_SUBSETS, SubsetPlan, subset_shards
from attribution.training.intervention import Intervention
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress, Report, silent
from attribution.training.retraining import Retraining, Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, load_shard
from core.arrays import Floats
from core.digests import digest


def compare_methods(
    scenario: Scenario,
    folder: Path,
    *,
    plan: SubsetPlan = FIFTY_SUBSETS,
    jobs: int = 1,
    share: JobShare | None = None,
    report: Report = silent,
    backend: Literal["dask"] | None = None,
) -> Path | None:
    """Write methods.json beside the bundle of a run, and estimates.parquet into its folder.

    The subsets of the LDS are retrained first, resumably, as other stages are; None where other
    shares of them are still to be finished. A method that does not apply to the scenario's models
    is reported and left out; so is the yardstick where no two seeds differ. Raises BundleError
    where the run has no bundle of this scenario, and other AttributionErrors as `run_attribution`
    does.
    """
    run = RunFolder(folder, writer=share.name if share else "run")
    bundle = _bundle_digest(run, scenario)
    with run.opened(scenario.recipe):
        retraining = Retraining(run, scenario.trainer, jobs, report, backend)
        base = train_base(scenario, retraining)
        errors = scenario.errors(base.test_probabilities)
        work = retraining_work(scenario, base, errors, keeps_all_logits=False)
        individuals = individual_shards(scenario)
        subsets = plan.subsets(scenario, work[scenario.seeds[0]].task)
        shards = subset_shards(scenario, subsets)
        if not all(
            retraining.finish(stage, list(chain.from_iterable(of_seeds.values())), work, share)
            for stage, of_seeds in (("individual", individuals), ("subsets", shards))
        ):
            return None
        truth = Truth(
            individual_differences(
                run, individuals, work, base, errors, scenario.possible, averages=True
            ).mean(axis=1),
            subset_differences(run, shards, work, base, errors),
            subsets,
        )
        differing = tuple(work[seed].task for seed in work if work[seed].same_as is None)
        questions = Questions(scenario.trainer, differing, errors, scenario.actions)
        estimates, settings = _estimate(questions, report)
        scores = list(_scores(scenario, truth, estimates))
        if len(differing) > 1:
            scores += _scores_of_halves(scenario, truth)
            settings = {**settings, Method.HALF_OF_SEEDS: {}}
        ids = [scenario.dataset.test.ids[error.sample] for error in errors]
        table = estimates_table(scenario, ids, estimates)
        run.write(folder / "estimates.parquet", table)
        path = run.bundle / METHODS_FILE
        run.write(path, methods_bytes(scenario, bundle, plan, settings, scores))
        return path


@dataclass(frozen=True)
class Truth:
    """What retraining shows, by seed: means over its checkpoints.

    individual [seeds, actions, training samples, errors, metrics]; of_subsets [seeds, subsets,
    errors, metrics], in the order of `subsets`.
    """

    individual: Floats
    of_subsets: Floats
    subsets: Sequence[Intervention]

    def of(self, seeds: slice) -> "EnsembleTruth":
        """Means over some seeds."""
        return EnsembleTruth(
            self.individual[seeds].mean(axis=0), self.of_subsets[seeds].mean(axis=0)
        )


@dataclass(frozen=True)
class EnsembleTruth:
    """individual [actions, training samples, errors, metrics]; of_subsets [subsets, errors,
    metrics].
    """

    individual: Floats
    of_subsets: Floats


def subset_differences(
    folder: RunFolder,
    shards: Mapping[int, Sequence[Shard]],
    work: Mapping[int, Work],
    base: BaseEnsemble,
    errors: Sequence[Misclassification],
) -> Floats:
    """Mean over checkpoints of after - before, [seeds, subsets, errors, metrics]."""
    before = measure_errors(base.test_logits, errors)
    samples = np.array([error.sample for error in errors], dtype=np.int64)
    by_seed = []
    for seed, of_seed in zip(shards, before, strict=True):
        after = [
            measure_logits(logits_of(load_shard(folder, shard, work[seed].task), samples), errors)
            for shard in shards[seed]
        ]
        by_seed.append((np.concatenate(after) - of_seed).mean(axis=1))
    return np.array(by_seed)


def _estimate(
    questions: Questions, report: Report
) -> tuple[dict[Method, Floats], dict[Method, Mapping[str, Any]]]:
    values: dict[Method, Floats] = {}
    settings: dict[Method, Mapping[str, Any]] = {}
    for method in ESTIMATORS:
        start = time.process_time()
        try:
            estimates = estimate(method, questions)
        except TrainingError as problem:
            note = f"{method.description.title} is left out. {problem}"
        else:
            values[method], settings[method] = estimates.values, estimates.settings
            note = f"{method.description.title}: {time.process_time() - start:.2f} CPU seconds"
        report(Progress("methods", 0, 0, note))
    return values, settings


def _scores(
    scenario: Scenario, truth: Truth, estimates: Mapping[Method, Floats]
) -> list[dict[str, Any]]:
    whole = truth.of(slice(None))
    return [
        line
        for method, values in estimates.items()
        for line in _score_lines(scenario, method, values, whole, truth.subsets)
    ]


def _scores_of_halves(scenario: Scenario, truth: Truth) -> list[dict[str, Any]]:
    """The individual effects of the first half of the seeds, as if estimates of the other half."""
    half = len(scenario.seeds) // 2
    first, second = truth.of(slice(half)), truth.of(slice(half, None))
    return _score_lines(scenario, Method.HALF_OF_SEEDS, first.individual, second, truth.subsets)


def _score_lines(
    scenario: Scenario,
    method: Method,
    estimates: Floats,
    truth: EnsembleTruth,
    subsets: Sequence[Intervention],
) -> list[dict[str, Any]]:
    lines = []
    for at, action in enumerate(scenario.actions):
        possible = np.flatnonzero(scenario.possible[at])
        chosen = [number for number, subset in enumerate(subsets) if subset.action is action]
        members = [subsets[number].indices for number in chosen]
        numbers = group_sizes(scenario.numbers, min(scenario.rule.most, len(possible)))
        for metric_at, metric in enumerate(Metric):
            estimated, true = estimates[at, ..., metric_at], truth.individual[at, ..., metric_at]
            direction = metric.good_direction
            best, truly_best = direction * estimated[possible], direction * true[possible]
            lines.append(
                score_line(
                    method,
                    action,
                    metric,
                    rank_correlations(estimated[possible], true[possible]),
                    datamodeling_score(
                        estimated, members, truth.of_subsets[chosen][..., metric_at]
                    ),
                    {number: overlap(best, truly_best, number) for number in numbers},
                )
            )
    return lines


def _bundle_digest(run: RunFolder, scenario: Scenario) -> str:
    """Digest of the bundle's file; raises BundleError."""
    try:
        content = (run.bundle / "bundle.json").read_bytes()
        manifest = json.loads((run.bundle / "manifest.json").read_bytes())
        is_of_scenario = manifest["fingerprint"] == scenario.recipe.fingerprint
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BundleError(
            f"{run.path} holds no whole bundle, whose effects methods are compared with: finish "
            "the run first."
        ) from problem
    if not is_of_scenario:
        raise BundleError(
            f"The bundle in {run.path} was made by another recipe: finish the run with these "
            "settings first."
        )
    return digest(content)
