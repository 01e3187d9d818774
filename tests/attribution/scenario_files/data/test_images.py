"""Photographs in a scenario file: folders, digests, splits by persons, and drafts."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.effects import image_scenario
from attribution.errors import DataError
from attribution.scenario_files.building import scenario_of
from attribution.scenario_files.data.images import ImagesData, draft
from attribution.scenario_files.reading import read_scenario_file
from attribution.training.image_models import ImageModel
from tests.attribution.albums import class_folders
from tests.attribution.toys import PrototypeTrainer

CLASSES = {"armchair": "Armchair", "bench": "Bench"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    class_folders(tmp_path / "chairs", classes=2)
    return tmp_path


def described(**fields: object) -> ImagesData:
    return ImagesData.model_validate({"folder": "chairs", "classes": CLASSES, **fields})


def album_ids(here: Path, split: Split, **fields: object) -> tuple[set[str], set[str]]:
    album = described(**fields).album(here, name="chairs", source="drawn", split=split)
    training, test = album.training, album.test
    return {one.id for one in training}, {one.id for one in test}


def list_of_people(here: Path, left_out: str = "") -> None:
    lines = ["path,person"]
    for name in CLASSES:
        paths = [f"{name}/{number:02d}.jpg" for number in range(10)]
        lines += [f"{path},p{at % 5}" for at, path in enumerate(paths) if path != left_out]
    (here / "people.csv").write_text("\n".join(lines) + "\n")


def test_a_folder_is_drafted_as_it_is_read(here: Path) -> None:
    drafted = draft(here / "chairs")
    assert drafted.problems == ()
    assert isinstance(drafted.description, ImagesData)
    assert drafted.description.classes == CLASSES
    assert drafted.summary[0] == "10 files of the class 'Armchair'."
    (here / "chairs" / "bench" / "00.jpg").write_bytes(b"other")
    with pytest.raises(DataError, match="SHA-256 differs"):
        drafted.description.album(here, name="chairs", source="drawn", split=Split())


def test_a_draft_names_every_file_that_is_no_photograph(here: Path) -> None:
    (here / "chairs" / "bench" / "00.jpg").write_bytes(b"")
    (here / "chairs" / "armchair" / "03.jpg").write_text("words")
    (here / "chairs" / "bench" / "more").mkdir()
    drafted = draft(here / "chairs")
    places = [problem.place for problem in drafted.problems]
    assert places == ["bench/more", "armchair/03.jpg", "bench/00.jpg"]
    assert drafted.problems[1].message == "It cannot be read as a photograph."


def test_photographs_of_one_person_stay_on_one_side(here: Path) -> None:
    list_of_people(here)
    training, test = album_ids(here, Split(group="person"), listed_in="people.csv")
    people = [{int(path[-6:-4]) % 5 for path in part} for part in (training, test)]
    assert not people[0] & people[1]
    assert len(test) == 4  # one person of five, two photographs in each class


def test_test_photographs_can_be_named(here: Path) -> None:
    chosen = ("armchair/03.jpg", "bench/01.jpg")
    _training, test = album_ids(here, Split(test=chosen))
    assert test == set(chosen)


def test_a_photograph_that_the_list_lacks_is_named(here: Path) -> None:
    list_of_people(here, left_out="bench/04.jpg")
    with pytest.raises(DataProblems, match=r"bench/04\.jpg: people\.csv has no row for it"):
        album_ids(here, Split(group="person"), listed_in="people.csv")


@pytest.mark.parametrize(
    ("column", "fields", "said"),
    [
        ("person", {}, "Photographs have no column 'person': name a CSV file with it"),
        ("face", {"listed_in": "people.csv"}, "has no column 'face': there are 'path', 'person'"),
    ],
)
def test_a_column_that_is_nowhere_is_refused(
    here: Path, column: str, fields: dict[str, object], said: str
) -> None:
    list_of_people(here)
    with pytest.raises(DataError, match=said):
        album_ids(here, Split(group=column), **fields)


def test_photographs_of_a_scenario_file_are_learned_by_its_recipe(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def small_model(recipe: str, checkpoint: Path | None, device: str) -> ImageModel:
        asked.append((recipe, checkpoint, device))
        return ImageModel(
            lambda files: np.arange(len(files), dtype=float)[:, np.newaxis], PrototypeTrainer(), 7
        )

    monkeypatch.setattr(image_scenario, "image_model", small_model)
    (here / "chairs.yaml").write_text(
        "scenario: chairs\nsource: drawn\nseeds: 3\n"
        "data: {type: images, folder: chairs, classes: {bench: Bank, armchair: Sessel},\n"
        "  recipe: full-fine-tuning, checkpoint: weights.pth}\n"
    )
    scenario = scenario_of(read_scenario_file(here / "chairs.yaml"), device="cuda")
    assert asked == [("full-fine-tuning", here / "weights.pth", "cuda")]
    assert scenario.dataset.class_names == ("Bank", "Sessel")
    assert scenario.dataset.training.ids[0].startswith("bench/")
    assert (scenario.shard_size, scenario.seeds) == (7, (0, 1, 2))
