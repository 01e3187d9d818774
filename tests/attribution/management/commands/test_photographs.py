"""Bundles that ship without their photographs, and the scenarios that read some."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from attribution.data.display import Photograph
from attribution.effects.bundle_reader import read_without_pictures
from attribution.models import StoredBundle, StoredMethods, StoredPicture
from core.digests import digest
from tests.attribution.small_methods import content
from tests.folders import PROJECT
from tests.world import EFFECTS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BIRDS = EFFECTS / "birds"
CUB = PROJECT.parent / "shared" / "data" / "cub10-families" / "CUB_200_2011"


def test_birds_are_not_loaded_without_their_photographs() -> None:
    with pytest.raises(CommandError, match="--photos"):
        call_command("load_effects", BIRDS)
    assert not StoredBundle.objects.exists()


def test_a_folder_without_the_photographs_is_refused_whole(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="reading photographs needs Pillow")
    with pytest.raises(CommandError, match="jpg"):
        call_command("load_effects", BIRDS, photos=tmp_path)
    assert not StoredBundle.objects.exists()


def test_ones_own_photographs_complete_the_birds(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="reading photographs needs Pillow")
    if not CUB.is_dir():
        pytest.skip("the photographs of CUB-200-2011 are not here, and may not be shipped")
    out = StringIO()
    call_command("load_effects", BIRDS, photos=CUB, stdout=out)
    assert "The effects of birds are loaded" in out.getvalue()
    assert StoredPicture.objects.count() > 50
    call_command("load_effects", BIRDS, photos=CUB, stdout=out)
    assert "nothing changed" in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("birds",), "needs --cub-root"),
        (("images",), "needs --data"),
        (("loan", "--cub-root", "x"), "takes no --cub-root"),
        (("birds", "--cub-root", "nowhere"), "nowhere"),
    ],
)
def test_a_missing_or_foreign_option_is_named(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("attribute", *arguments, "--out", str(tmp_path / "run"))


def test_scores_of_methods_are_taken_along_to_the_bundle_with_photographs(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="reading photographs needs Pillow")
    from tests.attribution.albums import draw

    without_scores = shutil.ignore_patterns("methods.json")
    folder = Path(shutil.copytree(BIRDS, tmp_path / "birds", ignore=without_scores))
    before = digest((folder / "bundle.json").read_bytes())
    (folder / "methods.json").write_bytes(content(before, scenario="birds"))
    for seed, sample in enumerate(read_without_pictures(folder).bundle.shown):
        assert isinstance(sample.display, Photograph)
        draw(tmp_path / "photos" / sample.display.original, seed)
    call_command("load_effects", folder, photos=tmp_path / "photos", stdout=StringIO())
    stored = StoredBundle.objects.get()
    assert stored.digest != before
    assert StoredMethods.objects.get().content.encode() == content(stored.digest, scenario="birds")
