from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from attribution.axes import Action
from attribution.effects.plan import Plan, duration, readable_size, seconds_for
from attribution.effects.relevance_rule import RelevanceRule
from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats
from tests.attribution.toys import PrototypeTrainer, bird_scenario, birds

NO_LABELS = np.zeros(9, dtype=np.int64)
TASK = TrainingTask(np.zeros((9, 1)), NO_LABELS, NO_LABELS, np.zeros((2, 1)), 2, seed=0)
INTERVENTIONS = [Intervention(Action.REMOVAL, [sample]) for sample in range(9)]


@dataclass(frozen=True)
class TimedTrainer(PrototypeTrainer):
    """Takes, on a clock of its own, some seconds for a call and some more for each model."""

    a_call: float = 0.0
    a_model: float = 0.0
    clock: list[float] = field(default_factory=lambda: [0.0])

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        self.clock[0] += self.a_call + self.a_model * len(interventions)
        return np.zeros(0)

    def estimate(self, models: int) -> float:
        return seconds_for(models, self, TASK, INTERVENTIONS, clock=lambda: self.clock[0])


def test_a_plan_counts_every_model_once() -> None:
    # Two seeds; 24 samples under three actions; six errors, each with nine lists of which the
    # groups of two to ten are trained.
    plan = Plan.of(bird_scenario(seeds=(0, 1)))
    assert (plan.base, plan.individual, plan.groups) == (2, 2 * 72, 2 * 6 * 9 * 9)


def test_a_plan_counts_the_numbers_up_to_the_longest_list() -> None:
    # Six errors, each with nine lists of 30, of which the groups of 5, 20 and 30 are trained.
    scenario = bird_scenario(rule=RelevanceRule(most=30), numbers=(1, 5, 20, 50))
    assert Plan.of(scenario).groups == 6 * 9 * 3


def test_a_small_run_keeps_all_logits_and_a_large_one_those_of_the_errors() -> None:
    small = Plan.of(bird_scenario())
    assert small.keeps_all_logits
    assert "the logits of all test samples among it" in small.sentence
    # 30,000 retrainings, three checkpoints, 4,000 test samples, two classes: 5.8 GB in all.
    large = Plan.of(bird_scenario(birds(per_class=5_000, tests=2_000)))
    assert not large.keeps_all_logits
    assert "the logits of the errors alone among it" in large.sentence
    # Each: a key of 64 bytes; three checkpoints of six errors, two classes and four counts.
    individual = 30_000 * (64 + 3 * (6 * 2 + 4) * 8)
    rows_of_the_table = 30_000 * 6 * 3
    assert large.size == pytest.approx(individual + 60 * rows_of_the_table, rel=0.02)


def test_where_models_take_their_time_one_by_one_one_is_enough_to_tell() -> None:
    assert TimedTrainer(a_model=8.0).estimate(1000) == pytest.approx(8000)


def test_where_many_take_no_longer_than_one_several_are_timed_together() -> None:
    # Nine together take 2.09 s, alone each would take 2.01 s.
    trainer = TimedTrainer(a_call=2.0, a_model=0.01)
    assert trainer.estimate(1000) == pytest.approx(1000 * 2.09 / 9)


def test_a_short_run_is_not_timed_at_length() -> None:
    trainer = TimedTrainer(a_call=0.1)
    assert trainer.estimate(100) == pytest.approx(10)
    assert trainer.clock[0] == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute"),
        (70, "about 1 minute"),
        (2_400, "about 40 minutes"),
        (36_000, "about 10 hours"),
        (2_160_000, "about 25 days"),
    ],
)
def test_durations_are_said_in_the_unit_a_person_would_use(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_sizes_are_said_in_megabytes_or_gigabytes() -> None:
    assert (readable_size(1_230_000), readable_size(168_000_000_000)) == ("1.2 MB", "168.0 GB")
