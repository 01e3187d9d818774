"""Estimates of a run before it begins: models, bytes and hours."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attribution.axes import Metric
from attribution.effects.numbers import group_sizes
from attribution.effects.scenario import Scenario
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.task import TrainingTask
from attribution.training.trainer import Trainer

ALL_LOGITS_BELOW = 1_000_000_000
"""Bytes; a run below this size stores the logits of all test samples for individual effects.

It can then be continued with more seeds, which may choose other errors.
"""

ROW_OF_THE_TABLE = 60
"""Most bytes of one effect in effects.parquet."""

PROBE_SECONDS = 20.0
"""Most seconds for timing several models, after the two that are always trained."""

LARGEST_PROBE = 64

NOT_WORTH_A_PROBE = 300.0
"""Seconds; a run that a first estimate puts below this is not timed better."""


@dataclass(frozen=True)
class Plan:
    """Numbers of models to be trained, and the bytes of the run's folder (`size`).

    `groups` and `size` are upper limits. `acted_on` counts the training samples that some action is
    done to alone.
    """

    acted_on: int
    base: int
    individual: int
    groups: int
    size: int
    keeps_all_logits: bool

    @classmethod
    def of(cls, scenario: Scenario) -> "Plan":
        seeds, pairs = len(scenario.seeds), int(scenario.possible.sum())
        acted_on = int(scenario.possible.any(axis=0).sum())
        tests = len(scenario.dataset.test)
        errors = scenario.most_errors
        individual = seeds * pairs
        # A group of one is trained as an individual.
        sizes = [size for size in group_sizes(scenario.numbers, scenario.rule.most) if size > 1]
        groups = seeds * errors * len(scenario.actions) * len(Metric) * len(sizes)
        at_least = (
            _size_of_base(scenario)
            + groups * _size_of_model(scenario, errors)
            + pairs * errors * len(Metric) * ROW_OF_THE_TABLE
        )
        with_all_logits = at_least + individual * _size_of_model(scenario, tests)
        if with_all_logits <= ALL_LOGITS_BELOW:
            return cls(acted_on, seeds, individual, groups, with_all_logits, keeps_all_logits=True)
        size = at_least + individual * _size_of_model(scenario, errors)
        return cls(acted_on, seeds, individual, groups, size, keeps_all_logits=False)

    def candidates_within(self, share: float) -> int:
        """How many training samples can be acted on in this share of the models, or 0.

        Rounded down to two digits.
        """
        at_most = (share * (self.individual + self.groups) - self.groups) * self.acted_on
        number = int(max(0.0, at_most / max(self.individual, 1)))
        unit: int = 10 ** max(0, len(str(number)) - 2)
        return number // unit * unit

    @property
    def sentence(self) -> str:
        logits = "all test samples" if self.keeps_all_logits else "the errors alone"
        plural = "" if self.base == 1 else "s"
        return (
            f"Planned: {self.base} base model{plural}, {self.individual:,} with one training "
            f"sample acted on and at most {self.groups:,} with a group; at most "
            f"{readable_size(self.size)}, the logits of {logits} among it."
        )


def _size_of_model(scenario: Scenario, samples: int) -> int:
    """64 + 8 checkpoints (samples * classes + 4) bytes: a key, logits in float64, and counts."""
    checkpoints, classes = len(scenario.trainer.checkpoints), len(scenario.dataset.class_names)
    key, counts = 64, 4
    return key + 8 * checkpoints * (samples * classes + counts)


def _size_of_base(scenario: Scenario) -> int:
    samples = len(scenario.dataset.training) + len(scenario.dataset.test)
    return len(scenario.seeds) * _size_of_model(scenario, samples)


def seconds_for(
    models: int,
    trainer: Trainer,
    task: TrainingTask,
    interventions: Sequence[Intervention],
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Estimate one processor's seconds for a number of models by training a few of them.

    Some trainers need hardly more time for many models at once than for one. Where it matters and
    fits in PROBE_SECONDS, several are therefore trained at once.
    """

    def seconds_per_model(chosen: Sequence[Intervention]) -> float:
        start = clock()
        trainer.train_many(task, chosen)
        return (clock() - start) / len(chosen)

    trainer.train_many(task, [NOTHING])  # for what is slow only the first time
    pace = seconds_per_model(interventions[:1])
    abreast = min(LARGEST_PROBE, int(PROBE_SECONDS / max(pace, 1e-9)), len(interventions))
    if pace * models > NOT_WORTH_A_PROBE and abreast > 1:
        pace = seconds_per_model(interventions[:abreast])
    return pace * models


def readable_size(size: int) -> str:
    """In megabytes or gigabytes; size in bytes."""
    return f"{size / 1e9:.1f} GB" if size >= 50_000_000 else f"{size / 1e6:.1f} MB"


def duration(seconds: float) -> str:
    """In minutes, hours or days."""
    minutes, hours, days = seconds / 60, seconds / 3600, seconds / 86400
    if minutes < 1:
        return "less than a minute"
    if hours < 2:
        return f"about {minutes:.0f} minute{'' if round(minutes) == 1 else 's'}"
    if days < 3:
        return f"about {hours:.0f} hours"
    return f"about {days:.0f} days"
