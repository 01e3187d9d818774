"""Loading effects: all or nothing, once, and never over what is there."""

import json
import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from attribution.actions import load_bundle
from attribution.errors import BundleError
from attribution.models import StoredBundle, StoredMethods, StoredPicture
from core.digests import digest
from tests.attribution.panels.small_bundle import document, rewrite, small_bundle
from tests.attribution.small_methods import content, made_up_lines
from tests.world import LOAN_EFFECTS, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle without scores of methods, which belong to the bundle as it ships."""
    without_scores = shutil.ignore_patterns("methods.json")
    return Path(shutil.copytree(LOAN_EFFECTS, tmp_path / "loan", ignore=without_scores))


def rewritten(folder: Path, old: str, new: str) -> Path:
    """The bundle with other content and a manifest that vouches for it."""
    content = (folder / "bundle.json").read_text().replace(old, new, 1)
    before = digest((folder / "bundle.json").read_bytes())
    (folder / "bundle.json").write_text(content)
    manifest = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(manifest.replace(before, digest(content.encode())))
    return folder


def test_a_bundle_is_stored_byte_for_byte_under_its_digest() -> None:
    loaded = load_bundle(LOAN_EFFECTS, loaded_at=NOON)
    stored = StoredBundle.objects.get()
    assert loaded.is_new
    assert stored.content.encode() == (LOAN_EFFECTS / "bundle.json").read_bytes()
    assert stored.manifest.encode() == (LOAN_EFFECTS / "manifest.json").read_bytes()
    assert stored.digest == sha256(stored.content.encode()).hexdigest()
    assert stored.scenario == "loan"


def test_the_same_bundle_twice_changes_nothing() -> None:
    load_bundle(LOAN_EFFECTS, loaded_at=NOON)
    assert not load_bundle(LOAN_EFFECTS, loaded_at=NOON + timedelta(days=1)).is_new
    assert StoredBundle.objects.get().loaded_at == NOON


def test_recomputed_effects_stand_beside_the_old_ones(folder: Path) -> None:
    old = load_bundle(LOAN_EFFECTS, loaded_at=NOON).bundle
    new = load_bundle(rewritten(folder, '"errors_fixed": 0', '"errors_fixed": 1'), loaded_at=NOON)
    assert new.is_new
    assert {old, new.bundle} == set(StoredBundle.objects.all())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"modality": "table"', '"modality": "sound"', "does not follow the schema at modality"),
        ('"number": 10', '"number": 11', "names errors, samples or groups that it does not hold"),
        ('"scenario": "loan"', '"scenario": "loan', "JSON object"),
    ],
)
def test_a_bundle_that_makes_no_sense_is_refused_whole(
    folder: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(BundleError, match=said):
        load_bundle(rewritten(folder, old, new), loaded_at=NOON)
    assert not StoredBundle.objects.exists()


def test_a_bundle_with_one_changed_byte_is_refused(folder: Path) -> None:
    content = (folder / "bundle.json").read_bytes()
    (folder / "bundle.json").write_bytes(content.replace(b"0.5", b"0.6", 1))
    with pytest.raises(BundleError, match="is not the file its manifest describes"):
        load_bundle(folder, loaded_at=NOON)


def test_a_folder_without_a_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="name the folder of a whole bundle"):
        load_bundle(tmp_path, loaded_at=NOON)


def test_the_pictures_of_a_bundle_are_stored_with_it_byte_for_byte(picture_bundle: Path) -> None:
    stored = load_bundle(picture_bundle, loaded_at=NOON).bundle
    files = {
        path.relative_to(picture_bundle).as_posix(): path.read_bytes()
        for path in picture_bundle.rglob("*.png")
    }
    assert {picture.file: bytes(picture.content) for picture in stored.pictures.all()} == files
    assert all(
        digest(content) == stored.pictures.get(file=file).digest for file, content in files.items()
    )


def test_a_bundle_with_an_altered_picture_is_refused_whole(picture_bundle: Path) -> None:
    next(picture_bundle.rglob("*.png")).write_bytes(b"another")
    with pytest.raises(BundleError, match="was altered"):
        load_bundle(picture_bundle, loaded_at=NOON)
    assert not StoredBundle.objects.exists()


def test_panels_are_stored_with_their_pictures_and_twice_changes_nothing(tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    first, again = load_bundle(folder, loaded_at=NOON), load_bundle(folder, loaded_at=NOON)
    stored = StoredBundle.objects.get()
    assert (first.is_new, again.is_new) == (True, False)
    assert first.bundle == again.bundle == stored
    assert stored.scenario == "word-attributions"
    assert stored.content.encode() == (folder / "bundle.json").read_bytes()
    assert stored.manifest.encode() == (folder / "manifest.json").read_bytes()
    picture = StoredPicture.objects.get()
    assert bytes(picture.content) == (folder / picture.file).read_bytes()


def test_panels_with_a_hole_leave_nothing_behind(tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    content = document(folder)
    content["panels"].pop()
    rewrite(folder, json.dumps(content).encode())
    with pytest.raises(BundleError, match="has no panel for explanation"):
        load_bundle(folder, loaded_at=NOON)
    assert not StoredBundle.objects.exists()


def test_panels_with_another_picture_leave_nothing_behind(tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    next(folder.rglob("*.png")).write_bytes(b"another")
    with pytest.raises(BundleError):
        load_bundle(folder, loaded_at=NOON)
    assert not StoredBundle.objects.exists()
    assert not StoredPicture.objects.exists()


BUNDLE_SHA256 = digest((LOAN_EFFECTS / "bundle.json").read_bytes())


def test_scores_of_methods_are_stored_with_their_bundle_byte_for_byte(folder: Path) -> None:
    (folder / "methods.json").write_bytes(content(BUNDLE_SHA256))
    loaded = load_bundle(folder, loaded_at=NOON)
    assert (loaded.is_new, loaded.new_methods) == (True, True)
    stored = StoredMethods.objects.get()
    assert stored.content.encode() == content(BUNDLE_SHA256)
    assert stored.digest == digest(content(BUNDLE_SHA256))
    assert stored.bundle == loaded.bundle


def test_a_bundle_gets_its_scores_later_once_and_newer_ones_stand_beside_them(
    folder: Path,
) -> None:
    before = load_bundle(folder, loaded_at=NOON)
    assert not before.new_methods
    for lines in (made_up_lines(), made_up_lines()[:9]):
        (folder / "methods.json").write_bytes(content(BUNDLE_SHA256, lines=lines))
        loaded, again = (load_bundle(folder, loaded_at=NOON) for _ in range(2))
        assert (loaded.is_new, loaded.new_methods, again.new_methods) == (False, True, False)
    assert StoredBundle.objects.count() == 1
    assert StoredMethods.objects.count() == 2


def test_scores_of_another_bundle_leave_nothing_behind(folder: Path) -> None:
    (folder / "methods.json").write_bytes(content("ab" * 32))
    with pytest.raises(BundleError, match="holds scores for another bundle"):
        load_bundle(folder, loaded_at=NOON)
    assert not StoredBundle.objects.exists()


def test_no_method_is_scored_on_panels(tmp_path: Path) -> None:
    panels = small_bundle(tmp_path)
    (panels / "methods.json").write_bytes(content(digest((panels / "bundle.json").read_bytes())))
    with pytest.raises(BundleError, match="the bundle beside it holds panels"):
        load_bundle(panels, loaded_at=NOON)
    assert not StoredBundle.objects.exists()
