"""The procedure from a scenario to its bundle (paper, appendix C); every stage is resumable."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from joblib import cpu_count

from attribution.effects.assemble import Results, assemble_bundle
from attribution.effects.base import retraining_work, train_base
from attribution.effects.bundle_format import write_bundle
from attribution.effects.effects_table import effects_table
from attribution.effects.groups import base_state, group_shards, group_states
from attribution.effects.plan import Plan, duration, readable_size, seconds_for
from attribution.effects.ranking import distinct_groups, ranked_lists
from attribution.effects.relevance import effects_of, individual_differences, individual_shards
from attribution.effects.scenario import Scenario
from attribution.errors import RunFolderError, TrainingError
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress, Report, silent
from attribution.training.retraining import Retraining, Work
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard
from attribution.training.trainer import Cautions

MOST_HOURS = 72.0

FEW_ERRORS = (
    "Of the {wanted} errors asked for, there are {count}: the model makes no more of the commonest "
    "kinds. More test samples, or a harder task, give more."
)
NO_CHANCE = (
    "Chance plays no part in this model, so the models of all seeds are equal: they are trained "
    "once, and effects carry no p-value."
)


@dataclass(frozen=True)
class Outcome:
    """The bundle's folder, or None and the stage that other processes have to finish first."""

    bundle: Path | None
    waiting_for: str = ""


def run_attribution(
    scenario: Scenario,
    folder: Path,
    *,
    jobs: int = 1,
    share: JobShare | None = None,
    report: Report = silent,
    backend: Literal["dask"] | None = None,
    most_hours: float = MOST_HOURS,
) -> Outcome:
    """Begin or resume a run; after an AttributionError, finished models stay on disk.

    The plan is reported first. A run that the disk cannot hold, or that by an estimate takes longer
    than `most_hours`, is refused before its first retraining. With a `share`, this process trains
    its share of the individual effects and, once all of those are there, its share of the groups;
    the process that finds both complete writes the bundle. A folder of the same recipe with fewer
    seeds is continued, and models of those seeds are not trained again.
    """
    run = RunFolder(folder, writer=share.name if share else "run")
    with run.opened(scenario.recipe):
        retraining = Retraining(run, scenario.trainer, jobs, report, backend)
        return _Run(scenario, run, retraining, share, most_hours).carry_on()


@dataclass(frozen=True)
class _Run:
    scenario: Scenario
    folder: RunFolder
    retraining: Retraining
    share: JobShare | None
    most_hours: float

    def carry_on(self) -> Outcome:
        scenario, test = self.scenario, self.scenario.dataset.test
        plan = Plan.of(scenario)
        self._check_disk(plan)
        if isinstance(scenario.trainer, Cautions) and scenario.trainer.caution:
            self._report(scenario.trainer.caution)
        base = train_base(scenario, self.retraining)
        errors = scenario.errors(base.test_probabilities)
        if len(errors) < scenario.wanted_errors:
            self._report(FEW_ERRORS.format(wanted=scenario.wanted_errors, count=len(errors)))
        work = retraining_work(scenario, base, errors, keeps_all_logits=plan.keeps_all_logits)

        individuals = individual_shards(scenario)

        trained_seeds = [seed for seed in scenario.seeds if work[seed].same_as is None]
        if len(trained_seeds) < len(scenario.seeds):
            self._report(NO_CHANCE)

        def check_time(models: int) -> None:
            of_seed = plan.groups // len(scenario.seeds)
            groups = of_seed * len(trained_seeds) // (self.share.of if self.share else 1)
            self._check_time(plan, models + groups, work, individuals[scenario.seeds[0]][0])

        if not self.retraining.finish(
            "individual", _flat(individuals), work, self.share, check_time
        ):
            return Outcome(None, waiting_for="individual")
        self.folder.adopt(scenario.recipe)
        # Not named, so that the memory of the differences is free again.
        effects = effects_of(
            individual_differences(
                self.folder,
                individuals,
                work,
                base,
                errors,
                scenario.possible,
                averages=len(scenario.seeds) > 1,
            ),
            scenario.actions,
            scenario.possible,
        )
        lists = ranked_lists(effects, scenario.rule)

        groups = distinct_groups(lists, scenario.numbers)
        grouped = group_shards(scenario.seeds, groups, scenario.shard_size)
        group_work = retraining_work(scenario, base, errors, keeps_all_logits=False)
        if not self.retraining.finish("groups", _flat(grouped), group_work, self.share):
            return Outcome(None, waiting_for="groups")
        shards = {seed: individuals[seed] + grouped[seed] for seed in scenario.seeds}
        before = base_state(base, errors, test.labels)
        after = group_states(self.folder, shards, work, groups, errors)

        results = Results(scenario, base, errors, effects, lists, before, after)
        table = effects_table(scenario, errors, effects)
        self.folder.write(self.folder.path / "effects.parquet", table)
        bundle, pictures = assemble_bundle(results), scenario.dataset.pictures
        write_bundle(self.folder.bundle, bundle, pictures, self.folder.write)
        return Outcome(self.folder.bundle)

    def _check_disk(self, plan: Plan) -> None:
        self._report(plan.sentence)
        free = shutil.disk_usage(self.folder.path).free + _size_of(self.folder.path)
        if plan.size > free:
            raise RunFolderError(
                f"This run needs up to {readable_size(plan.size)}, and {self.folder.path} has "
                f"room for {readable_size(free)}: choose a folder on another disk, fewer seeds, or "
                "act on a drawn part of the training samples (--candidates)."
            )

    def _check_time(self, plan: Plan, models: int, work: Mapping[int, Work], first: Shard) -> None:
        """Report an estimate of the time; raises TrainingError where it exceeds `most_hours`."""
        if self.retraining.backend:
            return  # the workers of a cluster may be faster than this machine
        task = work[first.seed].task
        jobs = min(self.retraining.jobs, cpu_count())
        seconds = seconds_for(models, self.scenario.trainer, task, first.interventions) / jobs
        with_jobs = "one process" if jobs == 1 else f"{jobs} processes"
        self._report(f"{models:,} models at most, {duration(seconds)} with {with_jobs}.")
        if seconds > self.most_hours * 3600:
            number = plan.candidates_within(self.most_hours * 3600 / seconds)
            act = f"act on {number:,} training samples drawn by class (--candidates {number}), "
            raise TrainingError(
                f"This run would take {duration(seconds)}, more than the {self.most_hours:g} hours "
                f"allowed: {act if number else ''}use fewer seeds, more --jobs, a part of it "
                "(--shard), a faster device or fewer training samples; or allow it with "
                "--most-hours."
            )

    def _report(self, sentence: str) -> None:
        self.retraining.report(Progress("plan", 0, 0, sentence))


def _size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _flat(shards: Mapping[int, Sequence[Shard]]) -> list[Shard]:
    return list(chain.from_iterable(shards.values()))
