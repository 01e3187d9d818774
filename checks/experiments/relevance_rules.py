"""The tables behind docs/decisions/0016: what lists show by gate, direction and number of seeds.

`python -m checks.experiments.relevance_rules SCENARIO FOLDER [CUB_200_2011] [others]`, with the
folder of a finished run of a shipped scenario. The first table compares rules on the stored effects
of all seeds and of the first seed alone. The second describes the bundle. With `others`, as many
other seeds are trained and the lists of both compared.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy.stats import rankdata

from attribution.axes import Metric
from attribution.effects.base import BaseEnsemble, retraining_work, train_base
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_without_pictures
from attribution.effects.measures import Misclassification
from attribution.effects.ranking import RankedList, ranked_lists
from attribution.effects.relevance import (
    IndividualEffects,
    effects_of,
    individual_differences,
    individual_shards,
)
from attribution.effects.relevance_rule import (
    AS_PUBLISHED,
    AS_RECOMMENDED,
    Direction,
    Gate,
    RelevanceRule,
)
from attribution.effects.scenario import Scenario
from attribution.scenarios import scenario_named
from attribution.training.progress import silent
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder
from core.arrays import Floats


@dataclass(frozen=True)
class Run:
    """Differences are [seeds, checkpoints, actions, training samples, errors, metrics]."""

    scenario: Scenario
    errors: Sequence[Misclassification]
    differences: Floats

    def lists(self, seeds: Sequence[int], rule: RelevanceRule) -> list[RankedList]:
        return ranked_lists(self.effects(seeds), rule)

    def effects(self, seeds: Sequence[int]) -> IndividualEffects:
        scenario = self.scenario
        return effects_of(self.differences[list(seeds)], scenario.actions, scenario.possible)


def main() -> None:
    name, folder, options = sys.argv[1], RunFolder(Path(sys.argv[2]), "lists"), sys.argv[3:]
    scenario = scenario_named(name, **({"cub_root": Path(options[0])} if name == "birds" else {}))
    run = read_run(scenario, folder)
    compare_rules(run)
    compare_seeds(run)
    describe(read_without_pictures(folder.bundle).bundle)
    if options[-1:] == ["others"]:
        compare_with_others(run)


def read_run(scenario: Scenario, folder: RunFolder) -> Run:
    """Read a finished run; what is missing in the folder would be trained, in one process."""
    retraining = Retraining(folder, scenario.trainer, 1, silent)
    base = train_base(scenario, retraining)
    errors = scenario.errors(base.test_probabilities)
    return Run(scenario, errors, differences_of(scenario, retraining, base, errors))


def differences_of(
    scenario: Scenario,
    retraining: Retraining,
    base: BaseEnsemble,
    errors: Sequence[Misclassification],
) -> Floats:
    work = retraining_work(scenario, base, errors, keeps_all_logits=False)
    shards = individual_shards(scenario)
    retraining.finish(
        "individual", [shard for of_seed in shards.values() for shard in of_seed], work
    )
    return individual_differences(retraining.folder, shards, work, base, errors, scenario.possible)


def compare_rules(run: Run) -> None:
    seeds = range(len(run.scenario.seeds))
    print(
        "| seeds | gate | direction | pass the gate | of the error's two classes "
        "| harmful by these seeds | by all | lists shorter than ten | same in two halves |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for chosen, rule in product((seeds, seeds[:1]), _rules()):
        lists = run.lists(chosen, rule)
        halves = [chosen[: len(chosen) // 2], chosen[len(chosen) // 2 :]]
        same = (
            f"{overlap(*(run.lists(half, rule) for half in halves)):.2f}"
            if len(chosen) > 1
            else "–"
        )
        passing = ranked_lists(run.effects(chosen), RelevanceRule(rule.gate, Direction.ANY))
        relevant = np.mean([ranking.relevant for ranking in passing])
        share = relevant / len(run.scenario.dataset.training)
        short = sum(len(ranking.samples) < rule.most for ranking in lists)
        print(
            f"| {len(chosen)} | {rule.gate} | {rule.direction} | {share:.1%} "
            f"| {two_classes(run, lists):.1%} | {harmful(run, chosen, lists):.1%} "
            f"| {harmful(run, seeds, lists):.1%} "
            f"| {short} of {len(lists)} | {same} |"
        )


def compare_seeds(run: Run) -> None:
    """Print how alike the effects of single seeds are, and those of the two halves of the seeds."""
    seeds = len(run.scenario.seeds)
    by_seed = run.differences.mean(axis=1)
    halves = np.stack([half.mean(axis=0) for half in np.array_split(by_seed, 2)])
    ungated = RelevanceRule(Gate.NONE, Direction.ANY)
    largest = [run.lists([seed], ungated) for seed in range(seeds)]
    same = np.mean([overlap(first, second) for first, second in combinations(largest, 2)])
    print(f"\nRank correlation of effects: {alike(by_seed):.2f} between two seeds,", end=" ")
    print(f"{alike(halves):.2f} between two halves of the seeds.")
    print(f"Two seeds share {same:.0%} of the ten most helpful samples, ranked by size alone.")


def alike(effects: Floats) -> float:
    """Mean of Spearman's correlation over all pairs along the first axis and over all lists.

    effects [seeds, actions, training samples, errors, metrics].
    """
    lists = np.moveaxis(effects, 2, -1).reshape(len(effects), -1, effects.shape[2])
    ranks = rankdata(lists, axis=-1)
    ranks -= ranks.mean(axis=-1, keepdims=True)
    ranks /= np.linalg.norm(ranks, axis=-1, keepdims=True)
    pairs = combinations(range(len(effects)), 2)
    return float(np.mean([(ranks[first] * ranks[second]).sum(axis=-1) for first, second in pairs]))


def _rules() -> list[RelevanceRule]:
    return [AS_RECOMMENDED, AS_PUBLISHED] + [
        rule
        for rule in (RelevanceRule(gate, direction) for gate in Gate for direction in Direction)
        if rule not in (AS_RECOMMENDED, AS_PUBLISHED)
    ]


def overlap(first: Sequence[RankedList], second: Sequence[RankedList]) -> float:
    """Mean over the lists of the share that two versions have in common, of the longer of them.

    Both hold one list for each error, action and metric; two that are empty are the same.
    """
    shares = [
        len({*a.samples} & {*b.samples}) / longer
        if (longer := max(len(a.samples), len(b.samples)))
        else 1.0
        for a, b in zip(first, second, strict=True)
    ]
    return float(np.mean(shares))


def two_classes(run: Run, lists: Sequence[RankedList]) -> float:
    """Share of listed samples whose label is the true or the predicted class of their error."""
    labels = run.scenario.dataset.training.labels
    belongs = [
        labels[sample] in (error.true_class, error.predicted_class)
        for ranking in lists
        for error in (run.errors[ranking.error],)
        for sample in ranking.samples
    ]
    return float(np.mean(belongs)) if belongs else np.nan


def harmful(run: Run, seeds: Sequence[int], lists: Sequence[RankedList]) -> float:
    """Share of listed samples whose effect, a mean over some seeds, harms by the list's metric."""
    mean = run.differences[list(seeds)].mean(axis=(0, 1))
    actions, metrics = _positions(lists)
    harms = [
        ranking.metric.good_direction * mean[action, sample, ranking.error, metric] < 0
        for ranking, action, metric in zip(lists, actions, metrics, strict=True)
        for sample in ranking.samples
    ]
    return float(np.mean(harms)) if harms else np.nan


def _positions(lists: Sequence[RankedList]) -> tuple[list[int], list[int]]:
    return (
        [list(type(ranking.action)).index(ranking.action) for ranking in lists],
        [list(Metric).index(ranking.metric) for ranking in lists],
    )


def describe(bundle: Bundle) -> None:
    """Print what the bundle's settings do, and how steady what they list is."""
    seeds = len(bundle.ensemble.seeds)
    listed = [sample for ranking in bundle.rankings for sample in ranking.samples]
    worse = sum(
        effect.metric.good_direction * getattr(effect, effect.metric).change < 0
        for effect in bundle.group_effects
    )
    unsteady = sum(
        abs(getattr(effect, effect.metric).change)
        < getattr(effect, effect.metric).standard_deviation
        for effect in bundle.group_effects
    )
    print(f"\nBundle of {seeds} seeds, recipe {bundle.relevance.recipe!r}:")
    print(f"- {bundle.base_model.test_accuracy.mean:.3f} of the test samples are right")
    print(f"- {worse} of {len(bundle.group_effects)} settings worsen the metric they chose")
    print(f"- {unsteady} settings change it by less than ±, its standard deviation over the seeds")
    if listed:
        same = np.mean([sample.same_sign for sample in listed]) / seeds
        in_top = np.mean([sample.in_top for sample in listed]) / seeds
        print(f"- an effect that is listed has the sign of its mean in {same:.1%} of the seeds")
        print(f"- and is among the ten most helpful in {in_top:.1%} of them")


def compare_with_others(run: Run) -> None:
    """Print what the lists share with those of ten other seeds, for the same errors."""
    others = range(100, 100 + len(run.scenario.seeds))
    scenario = run.scenario.with_seeds(others)
    with TemporaryDirectory() as temporary:
        retraining = Retraining(RunFolder(Path(temporary), "lists"), scenario.trainer, 2, silent)
        base = train_base(scenario, retraining)
        differences = differences_of(scenario, retraining, base, run.errors)
    other = Run(scenario, run.errors, differences)
    lists = [version.lists(range(len(others)), AS_RECOMMENDED) for version in (run, other)]
    print(f"\nSeeds {others[0]} to {others[-1]} list {overlap(*lists):.1%} of the same samples.")


if __name__ == "__main__":
    main()
