import pytest

pytest.importorskip("torch", reason="needs PyTorch")

import torch

from attribution.axes import Action
from attribution.training.intervention import NOTHING, Intervention
from attribution.training.sample_order import TrainingSchedule
from tests.attribution.networks import task


@pytest.fixture(scope="module")
def schedule() -> TrainingSchedule:
    return TrainingSchedule.of(
        task(samples=36), checkpoints=(2, 3), batch_size=8, like=torch.zeros(1)
    )


def test_each_epoch_visits_every_sample_once_in_an_order_of_its_own(
    schedule: TrainingSchedule,
) -> None:
    assert [len(batch) for batch in schedule.batches] == [8, 8, 8, 8, 4] * 3
    epochs = [torch.cat(schedule.batches[start : start + 5]).tolist() for start in (0, 5, 10)]
    assert all(sorted(order) == list(range(36)) for order in epochs)
    assert epochs[0] != epochs[1] != epochs[2]


def test_checkpoints_are_the_ends_of_their_epochs(schedule: TrainingSchedule) -> None:
    assert schedule.checkpoints == (10, 15)


def test_an_intervention_starts_with_the_batch_of_its_first_sample(
    schedule: TrainingSchedule,
) -> None:
    third_batch, fifth_batch = (schedule.batches[step].tolist() for step in (2, 4))
    late = Intervention(Action.REMOVAL, fifth_batch[:1])
    group = Intervention(Action.REMOVAL, [fifth_batch[0], third_batch[7]])
    first_steps = [schedule.first_step(intervention) for intervention in (late, group, NOTHING)]
    assert first_steps == [4, 2, 0]
