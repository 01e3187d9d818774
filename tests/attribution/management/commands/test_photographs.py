"""Bundles that ship without their photographs, and the scenarios that read some."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from attribution.models import StoredBundle, StoredPicture
from tests.folders import PROJECT
from tests.world import EFFECTS

pytestmark = pytest.mark.django_db

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
