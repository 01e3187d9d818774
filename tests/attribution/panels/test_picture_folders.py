"""Folders of pictures as frames."""

from pathlib import Path

import pytest

from attribution.errors import BundleError
from attribution.panels.builders import samples
from attribution.panels.picture_folders import pictures_in
from tests.attribution.panels.small_bundle import picture_bytes


def test_pictures_are_samples_named_by_their_paths(tmp_path: Path) -> None:
    for name in ("cat/2.png", "cat/1.PNG", "x.webp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        kind = "WEBP" if name.endswith("webp") else "PNG"
        (tmp_path / name).write_bytes(picture_bytes(kind=kind))
    (tmp_path / "cat" / "readme.txt").write_text("no picture")
    frame = pictures_in(tmp_path, alternative_text="{name}: a {label}")
    assert frame.index.tolist() == ["cat-1", "cat-2", "x"]
    assert frame["label"].tolist() == ["cat", "cat", ""]
    assert frame["alternative_text"].tolist() == ["cat-1: a cat", "cat-2: a cat", "x: a "]
    assert len(samples(frame, caption="All").pictures) == 2


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"holds no pictures: name a folder with \.png, \.jpg"):
        pictures_in(tmp_path, alternative_text="a")


def test_a_placeholder_that_nothing_fills_in_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture_bytes())
    with pytest.raises(BundleError) as refused:
        pictures_in(tmp_path, alternative_text="A {nme}")
    assert str(refused.value) == (
        "alternative_text has a placeholder {nme} that nothing fills in. Did you mean name? Use "
        "one of: {name}, {label}."
    )


def test_two_pictures_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture_bytes())
    (tmp_path / "a.webp").write_bytes(picture_bytes(kind="WEBP"))
    with pytest.raises(BundleError, match="has two pictures a: rename one of them"):
        pictures_in(tmp_path, alternative_text="a")
