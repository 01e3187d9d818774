"""A bundle comes in as an archive of its folder, whole or not at all."""

import io
import json
from pathlib import Path

import pytest

from attribution.errors import BundleError
from attribution.models import StoredBundle, StoredPicture
from attribution.upload import load_archive, load_shipped
from core.errors import UnsafeFile
from core.zip_files import packed
from tests.attribution.panels.small_bundle import small_bundle
from tests.world import EFFECTS, NOON

pytestmark = pytest.mark.django_db


def files_of(folder: Path, below: str = "") -> list[tuple[str, bytes]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(f"{below}{path.relative_to(folder)}", path.read_bytes()) for path in paths]


def load(files: list[tuple[str, bytes]]) -> bool:
    return load_archive(io.BytesIO(packed(files)), "bundle.zip", loaded_at=NOON).is_new


@pytest.mark.parametrize("below", ["", "iris/"])
def test_the_files_of_a_bundle_or_its_folder_are_loaded_once(below: str) -> None:
    files = files_of(EFFECTS / "iris", below)
    assert load(files)
    assert not load(files)
    assert StoredBundle.objects.get().scenario == "iris"


def test_pictures_come_with_their_bundle(tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    assert load([*files_of(folder, "word/"), ("__MACOSX/word/._x", b"")])
    assert StoredPicture.objects.count() == 1


def spoilt(name: str) -> list[tuple[str, bytes]]:
    files = dict(files_of(EFFECTS / "iris"))
    match name:
        case "no manifest":
            del files["manifest.json"]
        case "no content":
            del files["bundle.json"]
        case "altered":
            files["bundle.json"] = files["bundle.json"].replace(b"0", b"1", 1)
        case "another version":
            manifest = json.loads(files["manifest.json"])
            files["manifest.json"] = json.dumps(manifest | {"schema_version": 99}).encode()
        case "no JSON":
            files["manifest.json"] = b"not JSON"
        case "two bundles":
            files = {f"{folder}/{key}": value for folder in "ab" for key, value in files.items()}
    return list(files.items())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no manifest", "holds no bundle: pack the folder"),
        ("no content", "bundle.json cannot be read"),
        ("altered", "is not the file its manifest describes"),
        ("another version", "schema version 99"),
        ("no JSON", "is no manifest of a bundle"),
        ("two bundles", "holds more than one bundle"),
    ],
)
def test_what_is_no_whole_bundle_is_refused_and_nothing_is_stored(name: str, why: str) -> None:
    with pytest.raises(BundleError, match=why) as refused:
        load(spoilt(name))
    assert str(refused.value).startswith("bundle.zip: ")
    assert "/tmp" not in str(refused.value)  # noqa: S108  the folder is nobody's
    assert not StoredBundle.objects.exists()


def test_an_unsafe_archive_is_refused() -> None:
    with pytest.raises(UnsafeFile, match=r"bundle\.zip is damaged"):
        load_archive(io.BytesIO(b"nothing"), "bundle.zip", loaded_at=NOON)
    with pytest.raises(UnsafeFile, match="leads out of it"):
        load([("../manifest.json", b"{}")])


def test_bundles_that_ship_are_loaded_by_their_names() -> None:
    assert load_shipped("iris", loaded_at=NOON).is_new
    with pytest.raises(BundleError, match="No bundle called none ships"):
        load_shipped("none", loaded_at=NOON)
    with pytest.raises(BundleError, match="names photographs that may not be passed on"):
        load_shipped("birds", loaded_at=NOON)
    assert StoredBundle.objects.count() == 1
