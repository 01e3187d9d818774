import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.errors import RunFolderError
from attribution.training.run_folder import RunFolder
from tests.attribution.toys import bird_scenario

RECIPE = bird_scenario().recipe


def test_the_manifest_is_there_before_anything_else(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "run", "run").opened(RECIPE):
        manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert manifest["fingerprint"] == RECIPE.fingerprint
    assert manifest["recipe"]["seeds"] == [0]


def test_the_same_recipe_is_let_in_again(tmp_path: Path) -> None:
    for _ in range(2):
        with RunFolder(tmp_path, "run").opened(RECIPE):
            pass


def test_another_recipe_is_refused_naming_what_differs(tmp_path: Path) -> None:
    with RunFolder(tmp_path, "run").opened(RECIPE):
        pass
    other = replace(RECIPE, seeds=(1, 2), libraries={"numpy": "0.1"})
    with (
        pytest.raises(RunFolderError, match=r"another recipe \(libraries, seeds differ\): choose"),
        RunFolder(tmp_path, "run").opened(other),
    ):
        pass


def with_retrained_models(folder: Path, seeds: tuple[int, ...]) -> None:
    with RunFolder(folder, "run").opened(replace(RECIPE, seeds=seeds)):
        (folder / "shards" / "individual-seed00-0000.npz").touch()


def stored_seeds(folder: Path) -> list[int]:
    seeds: list[int] = json.loads((folder / "manifest.json").read_text())["recipe"]["seeds"]
    return seeds


def test_more_seeds_are_let_in_and_take_the_folder_over_once_they_are_adopted(
    tmp_path: Path,
) -> None:
    with_retrained_models(tmp_path, (0,))
    folder, more = RunFolder(tmp_path, "run"), replace(RECIPE, seeds=(0, 1, 2), name="as published")
    with folder.opened(more):
        assert stored_seeds(tmp_path) == [0]
        folder.adopt(more)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["fingerprint"] == more.fingerprint
    assert stored_seeds(tmp_path) == [0, 1, 2]


@pytest.mark.parametrize("seeds", [(0,), (0, 1, 3), (5,)])
def test_seeds_that_would_be_lost_are_named(tmp_path: Path, seeds: tuple[int, ...]) -> None:
    with_retrained_models(tmp_path, (0, 1, 2))
    with (
        pytest.raises(RunFolderError, match="has results of the seeds 0, 1, 2: give these and"),
        RunFolder(tmp_path, "run").opened(replace(RECIPE, seeds=seeds)),
    ):
        pass


def test_where_nothing_was_retrained_yet_fewer_seeds_and_another_rule_are_let_in(
    tmp_path: Path,
) -> None:
    with RunFolder(tmp_path, "run").opened(replace(RECIPE, seeds=(0, 1, 2))):
        (tmp_path / "shards" / "base-seed00.npz").touch()
    other = replace(RECIPE, seeds=(0,), relevance={"gate": "none"})
    with RunFolder(tmp_path, "run").opened(other):
        assert stored_seeds(tmp_path) == [0]
    # The base model of other data would be another.
    with (
        pytest.raises(RunFolderError, match=r"another recipe \(dataset_digest differ\)"),
        RunFolder(tmp_path, "run").opened(replace(other, dataset_digest="0" * 64)),
    ):
        pass


def test_results_without_a_manifest_are_not_adopted(tmp_path: Path) -> None:
    (tmp_path / "shards").mkdir()
    (tmp_path / "shards" / "individual-seed00-0000.npz").write_bytes(b"")
    with (
        pytest.raises(RunFolderError, match=r"holds results but no manifest\.json"),
        RunFolder(tmp_path, "run").opened(RECIPE),
    ):
        pass


def test_a_broken_manifest_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with (
        pytest.raises(RunFolderError, match=r"manifest\.json cannot be read: choose"),
        RunFolder(tmp_path, "run").opened(RECIPE),
    ):
        pass
    assert (tmp_path / "manifest.json").read_text() == "{"


def test_a_second_process_is_turned_away_and_let_in_when_the_first_has_died(tmp_path: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path;"
        "from attribution.training.run_folder import RunFolder;"
        "from tests.attribution.toys import bird_scenario;"
        "folder = RunFolder(Path(sys.argv[1]), 'run').opened(bird_scenario().recipe);"
        "folder.__enter__(); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == b"held"
        with (
            pytest.raises(RunFolderError, match=r"Another process is writing .*: wait for it"),
            RunFolder(tmp_path, "run").opened(RECIPE),
        ):
            pass
        first.kill()
    with RunFolder(tmp_path, "run").opened(RECIPE):
        pass


def test_parts_may_write_side_by_side(tmp_path: Path) -> None:
    with (
        RunFolder(tmp_path, "part-1-of-2").opened(RECIPE),
        RunFolder(tmp_path, "part-2-of-2").opened(RECIPE),
    ):
        pass


def test_a_full_disk_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder, file = RunFolder(tmp_path, "run"), tmp_path / "effects.parquet"
    folder.write(file, b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunFolderError, match=r"\(No space left on device\): what was finished is"):
        folder.write(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["effects.parquet"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with (
        pytest.raises(RunFolderError, match="taken cannot be written"),
        RunFolder(tmp_path / "taken", "run").opened(RECIPE),
    ):
        pass


def test_another_file_that_says_the_same_of_the_numbers_is_let_in(tmp_path: Path) -> None:
    with RunFolder(tmp_path, "run").opened(replace(RECIPE, scenario_file="a" * 64)):
        (tmp_path / "shards" / "individual-seed00-0000.npz").touch()
    folder, other = RunFolder(tmp_path, "run"), replace(RECIPE, scenario_file="b" * 64)
    with folder.opened(other):
        folder.adopt(other)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["recipe"]["scenario_file"] == "b" * 64


def test_other_candidates_are_another_recipe_once_something_was_retrained(tmp_path: Path) -> None:
    with RunFolder(tmp_path, "run").opened(RECIPE):
        pass
    some = replace(RECIPE, candidates={"number": 5, "seed": 0})
    with RunFolder(tmp_path, "run").opened(some):
        (tmp_path / "shards" / "individual-seed00-0000.npz").touch()
    with (
        pytest.raises(RunFolderError, match=r"another recipe \(candidates differ\)"),
        RunFolder(tmp_path, "run").opened(RECIPE),
    ):
        pass
