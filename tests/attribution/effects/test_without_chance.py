"""Models in whose training chance plays no part are trained once for all seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier

from attribution.effects.pipeline import NO_CHANCE, run_attribution
from attribution.effects.scenario import Scenario
from attribution.training.classifier import ClassifierTrainer
from attribution.training.intervention import Intervention
from attribution.training.job_share import JobShare
from attribution.training.progress import Progress
from attribution.training.task import TrainingTask
from core.arrays import Floats
from tests.attribution.finished_runs import content, finished
from tests.attribution.toys import bird_scenario

SEEDS = (0, 3, 4)


@dataclass(frozen=True)
class CountedTrainer(ClassifierTrainer):
    """Notes how many models were trained from each seed; may claim that seeds count."""

    doubts: bool = False
    counts: tuple[dict[int, int], ...] = ({},)

    def depends_on_seed(self, task: TrainingTask) -> bool:
        return self.doubts or super().depends_on_seed(task)

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        count = self.counts[0]
        count[task.seed] = count.get(task.seed, 0) + len(interventions)
        return super().train_many(task, interventions)


def scenario_of(*, doubts: bool = False) -> tuple[Scenario, dict[int, int]]:
    count: dict[int, int] = {}
    trainer = CountedTrainer(GaussianNB(), prefers="threads", doubts=doubts, counts=(count,))
    return bird_scenario(trainer=trainer, seeds=SEEDS, numbers=(1, 2)), count


def test_the_bundle_is_the_same_as_if_every_seed_were_trained(tmp_path: Path) -> None:
    scenario, count = scenario_of()
    bundle = finished(scenario, tmp_path / "once")
    doubtful, count_of_all = scenario_of(doubts=True)
    finished(doubtful, tmp_path / "each")
    assert content(tmp_path / "once") == content(tmp_path / "each")
    shards = [sorted((tmp_path / name / "shards").iterdir()) for name in ("once", "each")]
    assert [path.read_bytes() for path in shards[0]] == [path.read_bytes() for path in shards[1]]
    # Of other seeds only the base model is trained, which shows that they are equal.
    assert [count[seed] for seed in SEEDS[1:]] == [1, 1]
    assert count[0] > 72
    assert count_of_all[3] == count_of_all[4] > 72
    assert all(sample.degenerate for sample in bundle.rankings[0].samples)


def test_the_plan_counts_one_seed_and_says_why(tmp_path: Path) -> None:
    reports: list[Progress] = []
    run_attribution(scenario_of()[0], tmp_path, report=reports.append)
    notes = [report.note for report in reports if report.stage == "plan"]
    assert NO_CHANCE in notes
    assert not any("that it draws itself" in note for note in notes)
    # 24 samples under three actions; six errors with three actions and metrics, groups of two.
    assert any(note.startswith(f"{72 + 6 * 3 * 3:,} models at most") for note in notes)


def test_a_share_of_the_work_trains_no_model_that_another_trains(tmp_path: Path) -> None:
    scenario, count = scenario_of()
    run_attribution(scenario, tmp_path, share=JobShare(1, 2))
    # Four of eight shards of ten, the base models, and two models that are timed.
    assert count == {0: 4 * 10 + 1 + 2, 3: 1, 4: 1}


def test_where_base_models_differ_every_seed_is_trained(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Mistaken(ClassifierTrainer):
        def depends_on_seed(self, task: TrainingTask) -> bool:
            return False

        def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
            noise = 0.01 * np.random.RandomState(task.seed).normal()
            logits = super().train_many(task, interventions)
            return np.add(logits, [noise, 0.0], dtype=np.float64)

    tree = DecisionTreeClassifier(max_depth=2)
    scenario = bird_scenario(trainer=Mistaken(tree, prefers="threads"), seeds=SEEDS[:2])
    reports: list[Progress] = []
    run_attribution(scenario, tmp_path, report=reports.append)
    assert NO_CHANCE not in [report.note for report in reports]
