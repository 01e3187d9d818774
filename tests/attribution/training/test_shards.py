from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.axes import Action
from attribution.errors import OtherModels, RunFolderError
from attribution.training.intervention import Intervention
from attribution.training.run_folder import RunFolder
from attribution.training.shards import Shard, cut, load_shard, save_shard
from attribution.training.task import TrainingTask

INTERVENTIONS = tuple(Intervention(Action.REMOVAL, [sample]) for sample in range(5))
SHARD = Shard("individual-seed00-0000", 0, INTERVENTIONS)
LOGITS = np.random.RandomState(0).normal(size=(5, 3, 4, 2))
ARRAYS = {"logits": LOGITS, "samples": np.arange(4)}
TASK = TrainingTask(
    inputs=np.zeros((5, 1)),
    labels=np.array([0, 1, 2, 0, 1]),
    changed_labels=np.array([1, 2, 0, 1, 2]),
    evaluated=np.zeros((4, 1)),
    classes=3,
    seed=0,
)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path, "run")


def test_arrays_come_back_to_the_last_bit_and_in_their_precision(folder: RunFolder) -> None:
    single = {"logits": LOGITS.astype(np.float32)}
    for arrays in (ARRAYS, single):
        save_shard(folder, SHARD, TASK, arrays)
        loaded = load_shard(folder, SHARD, TASK)
        assert loaded.keys() == arrays.keys()
        assert all(np.array_equal(loaded[name], arrays[name]) for name in arrays)
        assert loaded["logits"].dtype == arrays["logits"].dtype


@pytest.mark.parametrize("remaining", [0, 1, 100, 0.5, 0.99])
def test_a_truncated_shard_is_named(folder: RunFolder, remaining: float) -> None:
    save_shard(folder, SHARD, TASK, ARRAYS)
    path = folder.shard(SHARD.name)
    content = path.read_bytes()
    path.write_bytes(content[: int(remaining * len(content)) if remaining < 1 else int(remaining)])
    with pytest.raises(RunFolderError, match=r"0000\.npz is damaged: delete it"):
        load_shard(folder, SHARD, TASK)


def test_every_flipped_byte_of_the_numbers_is_noticed(folder: RunFolder) -> None:
    save_shard(folder, SHARD, TASK, ARRAYS)
    path = folder.shard(SHARD.name)
    content = path.read_bytes()
    start = content.index(LOGITS.tobytes())
    for position in range(start, start + LOGITS.nbytes, 97):
        flipped = bytearray(content)
        flipped[position] ^= 1
        path.write_bytes(flipped)
        with pytest.raises(RunFolderError, match="is damaged"):
            load_shard(folder, SHARD, TASK)


def test_a_shard_of_other_interventions_is_not_taken_for_this_one(folder: RunFolder) -> None:
    save_shard(folder, SHARD, TASK, ARRAYS)
    other = Shard(SHARD.name, 0, INTERVENTIONS[::-1])
    with pytest.raises(OtherModels, match="holds other models than this run asks for"):
        load_shard(folder, other, TASK)


def test_a_label_change_to_another_label_is_another_model(folder: RunFolder) -> None:
    changes = tuple(Intervention(Action.LABEL_CHANGE, [sample]) for sample in range(5))
    shard = Shard(SHARD.name, 0, changes)
    save_shard(folder, shard, TASK, ARRAYS)
    with pytest.raises(OtherModels):
        load_shard(folder, shard, replace(TASK, changed_labels=np.array([2, 2, 0, 1, 2])))
    save_shard(folder, SHARD, TASK, ARRAYS)
    load_shard(folder, SHARD, replace(TASK, changed_labels=np.array([2, 2, 0, 1, 2])))


@given(st.integers(0, 40), st.integers(1, 12))
def test_cutting_loses_and_repeats_nothing(count: int, size: int) -> None:
    plan = [Intervention(Action.REMOVAL, [sample]) for sample in range(count)]
    shards = list(cut("individual", 3, plan, size))
    assert [intervention for shard in shards for intervention in shard.interventions] == plan
    assert all(1 <= len(shard.interventions) <= size for shard in shards)
    assert len({shard.name for shard in shards}) == len(shards)
