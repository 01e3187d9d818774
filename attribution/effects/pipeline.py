"""The procedure from a scenario to its bundle (paper, appendix C), each stage resumable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from attribution.effects.assemble import Results, assemble_bundle
from attribution.effects.base import retraining_tasks, train_base
from attribution.effects.bundle_writer import write_bundle
from attribution.effects.effects_table import effects_table
from attribution.effects.groups import base_state, group_shards, group_states
from attribution.effects.ranking import distinct_groups, ranked_lists
from attribution.effects.relevance import individual_effects, individual_shards
from attribution.effects.scenario import Scenario
from attribution.effects.selection import choose_errors
from attribution.training.part import Part
from attribution.training.progress import Report, silent
from attribution.training.retraining import Retraining
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard


@dataclass(frozen=True)
class Outcome:
    """The bundle's folder, or None and the stage in which other parts have work left."""

    bundle: Path | None
    waiting_for: str = ""


def run_attribution(
    scenario: Scenario,
    folder: Path,
    *,
    jobs: int = 1,
    part: Part | None = None,
    report: Report = silent,
    backend: Literal["dask"] | None = None,
) -> Outcome:
    """Begin or resume a run; raises AttributionError with what was finished kept on disk.

    A part trains its share of the individual effects and, once those of all parts are there, its
    share of the groups; whoever finds both complete writes the bundle.
    """
    run = RunFolder(folder, writer=part.name if part else "run")
    with run.opened(scenario.recipe):
        return _Run(
            scenario, run, Retraining(run, scenario.trainer, jobs, report, backend), part
        ).carry_on()


@dataclass(frozen=True)
class _Run:
    scenario: Scenario
    folder: RunFolder
    retraining: Retraining
    part: Part | None

    def carry_on(self) -> Outcome:
        scenario, test = self.scenario, self.scenario.dataset.test
        base = train_base(scenario, self.retraining)
        tasks = retraining_tasks(scenario, base)
        errors = choose_errors(base.test_probabilities, test.labels, scenario.selection)

        samples = len(scenario.dataset.training)
        individuals = individual_shards(scenario.seeds, samples, scenario.shard_size)
        if not self.retraining.finish("individual", _flat(individuals), tasks, self.part):
            return Outcome(None, waiting_for="individual")
        effects = individual_effects(self.folder, individuals, base, errors)
        lists = ranked_lists(effects)

        groups = distinct_groups(lists)
        grouped = group_shards(scenario.seeds, groups, scenario.shard_size)
        if not self.retraining.finish("groups", _flat(grouped), tasks, self.part):
            return Outcome(None, waiting_for="groups")
        shards = [individuals[seed] + grouped[seed] for seed in scenario.seeds]
        before = base_state(base, errors, test.labels)
        after = group_states(self.folder, shards, groups, errors, test.labels)

        results = Results(scenario, base, errors, effects, lists, before, after)
        table = effects_table(scenario, errors, effects)
        self.folder.write(self.folder.path / "effects.parquet", table)
        bundle, pictures = assemble_bundle(results), scenario.dataset.pictures
        write_bundle(self.folder.bundle, bundle, pictures, self.folder.write)
        return Outcome(self.folder.bundle)


def _flat(shards: Mapping[int, Sequence[Shard]]) -> list[Shard]:
    return list(chain.from_iterable(shards.values()))
