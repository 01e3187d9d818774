"""From a scenario file and its data to a scenario, or to every problem of both."""

from pathlib import Path

import numpy as np
import pytest

from attribution.data.problems import DataProblems
from attribution.effects.scenario import Scenario
from attribution.errors import DataError
from attribution.scenario_files.building import scenario_of
from attribution.scenario_files.reading import read_scenario_file
from attribution.training.logistic import LogisticTrainer
from tests.attribution.small_tables import write_scenario


def built(folder: Path, *changes: tuple[str, str]) -> Scenario:
    return scenario_of(read_scenario_file(write_scenario(folder, *changes)))


def test_a_table_becomes_a_scenario(tmp_path: Path) -> None:
    scenario = built(tmp_path)
    assert scenario.name == "small-loans"
    assert scenario.dataset.class_names == ("Decline", "Approve")
    assert scenario.dataset.source == "invented"
    assert isinstance(scenario.trainer, LogisticTrainer)
    assert scenario.seeds == (0, 1)
    assert scenario.recipe.document["scenario_file"] == scenario.scenario_file


def test_another_lab_with_the_same_file_and_data_has_the_same_recipe(tmp_path: Path) -> None:
    for lab in ("here", "there"):
        (tmp_path / lab).mkdir()
    recipes = {built(tmp_path / lab).recipe.fingerprint for lab in ("here", "there")}
    assert len(recipes) == 1


def test_problems_of_data_and_model_are_told_together(tmp_path: Path) -> None:
    file = write_scenario(
        tmp_path,
        ("rent: Rented, ", ""),
        ("{type: logistic}", "{class: sklearn.ensemble.RandomForest}"),
    )
    with pytest.raises(DataProblems) as caught:
        scenario_of(read_scenario_file(file))
    told = str(caught.value)
    assert told.startswith("small-loans cannot be used as it is:")
    assert "'rent'" in told
    assert "RandomForestClassifier" in told
    assert f"{file}, line 10, model.class: " in told


def test_data_other_than_those_described_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="SHA-256 differs"):
        built(tmp_path, ("file: loans.csv", f"file: loans.csv\n  sha256: {'0' * 64}"))


def test_a_device_is_for_photographs(tmp_path: Path) -> None:
    file = read_scenario_file(write_scenario(tmp_path))
    with pytest.raises(DataError, match="Only photographs are learned on one"):
        scenario_of(file, device="cuda")


def test_test_rows_can_be_named_by_a_column_or_a_file(tmp_path: Path) -> None:
    by_column = built(tmp_path, ("seeds: 2", "split: {column: part, test: [test]}"))
    (tmp_path / "ids.txt").write_text("\n".join(by_column.dataset.test.ids) + "\n")
    by_file = built(tmp_path, ("seeds: 2", "split: {file: ids.txt}"))
    assert by_column.dataset.test.ids == by_file.dataset.test.ids
    assert by_column.dataset.test.ids[0] == "row-0001"
    assert len(by_column.dataset.test) == 14


def test_a_list_of_test_rows_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(
        DataProblems, match=r"line 11, split\.file, .*ids\.txt: The file cannot be read"
    ):
        built(tmp_path, ("seeds: 2", "split: {file: ids.txt}"))


def test_errors_of_one_s_own_have_to_be_test_samples(tmp_path: Path) -> None:
    ids = built(tmp_path).dataset.test.ids
    training = built(tmp_path).dataset.training.ids
    wrong = f"[{ids[0]}, {ids[0]}, {training[0]}, row-9999]"
    with pytest.raises(DataProblems) as caught:
        built(tmp_path, ("seeds: 2", f"errors: {{samples: {wrong}}}"))
    assert [(one.place, one.message) for one in caught.value.problems] == [
        (ids[0], "It is listed more than once."),
        (training[0], "The model learns from it, and an error is one of a test sample."),
        ("row-9999", "No sample is called so."),
    ]


def test_only_candidates_are_acted_on(tmp_path: Path) -> None:
    scenario = built(tmp_path, ("seeds: 2", "candidates: {number: 6, seed: 1}"))
    assert scenario.possible.sum(axis=1).tolist() == [6, 6, 6]
    drawn = scenario.dataset.training.labels[scenario.possible[0]]
    assert np.bincount(drawn).tolist() == [3, 3]
    assert scenario.recipe.document["candidates"] == {"number": 6, "seed": 1}
