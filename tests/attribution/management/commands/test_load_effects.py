import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from attribution.models import StoredBundle
from core.digests import digest as digest_of
from tests.attribution.small_methods import content
from tests.world import EFFECTS, LOAN_EFFECTS

pytestmark = pytest.mark.django_db


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_effects", folder, stdout=out)
    return out.getvalue()


def test_loading_says_what_was_loaded_and_once_is_enough() -> None:
    first, again = load(LOAN_EFFECTS), load(LOAN_EFFECTS)
    digest = StoredBundle.objects.get().digest
    assert first == f"The effects of loan are loaded (SHA-256 {digest}).\n"
    assert "nothing changed" in again


def test_a_folder_that_is_no_bundle_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as caught:
        load(tmp_path)
    assert "\n" not in str(caught.value)


def test_panels_are_said_to_be_panels() -> None:
    first, again = load(EFFECTS / "loan-explanations"), load(EFFECTS / "loan-explanations")
    digest = StoredBundle.objects.get().digest
    assert first == f"The panels of loan-explanations are loaded (SHA-256 {digest}).\n"
    assert again.startswith("The panels of loan-explanations were loaded already")


def test_it_is_said_when_a_bundle_gets_its_scores(tmp_path: Path) -> None:
    without_scores = shutil.ignore_patterns("methods.json")
    folder = Path(shutil.copytree(LOAN_EFFECTS, tmp_path / "loan", ignore=without_scores))
    load(folder)
    sha256 = digest_of((folder / "bundle.json").read_bytes())
    (folder / "methods.json").write_bytes(content(sha256))
    said = "were loaded already, and scores of methods on them are loaded now"
    assert load(folder) == f"The effects of loan {said} (SHA-256 {sha256}).\n"
    assert "nothing changed" in load(folder)
