from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from attribution.data.class_folders import read_class_folders
from attribution.data.dataset import Dataset
from attribution.data.display import Picture
from attribution.data.image_collection import Album, album_dataset
from attribution.data.photographs import model_pixels, read_photograph
from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.errors import DataError
from core.arrays import Floats
from tests.attribution.albums import class_folders, draw


def read(root: Path, *classes: str, seed: int = 0) -> Album:
    return read_class_folders(root, classes, source="drawn", split=Split(0.2, seed))


def as_dataset(album: Album) -> Dataset:
    def read_inputs(files: Sequence[Path]) -> Floats:
        return np.array([model_pixels(read_photograph(file)).mean((0, 1)) for file in files])

    return album_dataset(album, read_inputs)


def test_every_class_is_split_four_to_one(tmp_path: Path) -> None:
    album = read(class_folders(tmp_path))
    assert album.class_names == ("armchair", "bench", "stool")
    assert [photograph.label for photograph in album.test] == [0, 0, 1, 1, 2, 2]
    assert [photograph.label for photograph in album.training] == [0] * 8 + [1] * 8 + [2] * 8
    assert len({photograph.id for photograph in album.training + album.test}) == 30


def test_the_photographs_are_split_as_scikit_learn_splits_their_labels(tmp_path: Path) -> None:
    album = read(class_folders(tmp_path, per_class=7), seed=4)
    ids = sorted(photograph.id for photograph in album.training + album.test)
    labels = np.repeat([0, 1, 2], 7)
    training, test = train_test_split(ids, test_size=0.2, stratify=labels, random_state=4)
    assert [photograph.id for photograph in album.training] == sorted(training)
    assert [photograph.id for photograph in album.test] == sorted(test)


def test_the_seed_decides_who_is_tested(tmp_path: Path) -> None:
    class_folders(tmp_path)
    assert read(tmp_path) == read(tmp_path)
    assert read(tmp_path, seed=1).test != read(tmp_path).test


def test_some_classes_can_be_chosen_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    class_folders(tmp_path)
    (tmp_path / ".cache").mkdir()
    (tmp_path / "bench" / ".DS_Store").write_bytes(b"settings of a window")
    album = read(tmp_path, "stool", "bench")
    assert album.class_names == ("stool", "bench")
    assert len(album.training) == 16


def test_a_dataset_of_one_s_own_holds_its_pictures(tmp_path: Path) -> None:
    dataset = as_dataset(read(class_folders(tmp_path)))
    display = dataset.training.displays[0]
    assert isinstance(display, Picture)
    assert display.alternative_text == "Photograph labelled armchair"
    assert dataset.pictures[display.file].startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("spoil", "classes", "sentence"),
    [
        (
            lambda root: (root / "empty").mkdir(),
            (),
            "empty: It holds 0 photographs. Put in at least two",
        ),
        (
            lambda root: (root / "stool" / "notes.txt").write_text("wood"),
            (),
            r"stool/notes\.txt: It cannot be read as a photograph. Replace it",
        ),
        (
            lambda root: (root / "stool" / "more").mkdir(),
            (),
            "stool/more: It is a folder inside the folder of a class. Move its photographs up",
        ),
        (
            lambda root: (root / "train" / "stool").mkdir(parents=True),
            (),
            "train/stool: It is a folder inside the folder of a class",
        ),
        (
            lambda root: (root / "empty").mkdir(),
            ("empty", "stool"),
            "empty: It holds 0 photographs",
        ),
        (
            lambda root: draw(root / "throne" / "0.jpg", seed=0),
            (),
            "throne: It holds 1 photograph. Put in at least two",
        ),
        (
            lambda root: (root / "stool" / "00.jpg").rename(root / "stool" / "a\nb.jpg"),
            (),
            "stool: It holds a file whose name is no readable text",
        ),
        (lambda root: None, ("stool",), "Name at least two classes, each of them once"),
        (lambda root: None, ("stool", "stool"), "Name at least two classes, each of them once"),
        (
            lambda root: None,
            ("stool", "throne"),
            "throne: There is no such folder. Make it, .* are there: armchair, bench, stool",
        ),
    ],
)
def test_a_folder_that_cannot_be_used_is_explained(
    tmp_path: Path, spoil: Callable[[Path], object], classes: tuple[str, ...], sentence: str
) -> None:
    spoil(class_folders(tmp_path))
    with pytest.raises(DataError, match=sentence):
        as_dataset(read(tmp_path, *classes))


def test_everything_is_named_at_once(tmp_path: Path) -> None:
    class_folders(tmp_path)
    (tmp_path / "bench" / "more").mkdir()
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataProblems) as of_folders:
        read(tmp_path)
    assert [problem.place for problem in of_folders.value.problems] == ["bench/more", "empty"]
    (tmp_path / "bench" / "more").rmdir()
    (tmp_path / "empty").rmdir()
    for name in ("stool/scan.dcm", "bench/00.jpg", "armchair/notes.txt"):
        (tmp_path / name).write_bytes(b"no picture")
    with pytest.raises(DataProblems) as of_files:
        as_dataset(read(tmp_path))
    assert [str(problem).split(". ")[0] for problem in of_files.value.problems] == [
        "armchair/notes.txt: It cannot be read as a photograph",
        "bench/00.jpg: It cannot be read as a photograph",
        "stool/scan.dcm: It is a DICOM file",
    ]


def test_files_are_read_before_the_model_s_inputs_are_computed(tmp_path: Path) -> None:
    class_folders(tmp_path)
    (tmp_path / "stool" / "00.jpg").write_bytes(b"no picture")

    def compute(files: Sequence[Path]) -> Floats:
        pytest.fail("inputs were computed")

    with pytest.raises(DataProblems, match=r"stool/00\.jpg"):
        album_dataset(read(tmp_path), compute)


def test_files_that_windows_hides_are_passed_over(tmp_path: Path) -> None:
    class_folders(tmp_path)
    (tmp_path / "bench" / "Thumbs.db").write_bytes(b"small pictures")
    (tmp_path / "bench" / "desktop.ini").write_bytes(b"settings of a window")
    album = read(tmp_path)
    assert len(album.training) + len(album.test) == 30


def test_a_folder_of_one_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds fewer than two classes: make one folder for each"):
        read(class_folders(tmp_path, classes=1))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"chairs cannot be read .*: name a folder with a folder"):
        read(tmp_path / "chairs")
