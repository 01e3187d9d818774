from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.history import undoable
from analysis.coding.codebooks.operations import undo_operation
from analysis.models import Codebook, Theme
from survey.models import Study
from tests.analysis.coding_world import CODEBOOK, shipped
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

CHANGED = """
codebook: tda-needfinding
title: Shorter
themes:
  - key: class_overlap
    name: Classes overlap
  - key: weather
    name: Weather
"""


def test_a_codebook_is_stored_once_and_reads_back_as_its_file(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_codebook", CODEBOOK)
    call_command("load_codebook", CODEBOOK)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "tda-needfinding stored: 34 themes in 4 areas, for tda-needfinding."
    assert "nothing changed" in lines[1]
    codebook = Codebook.objects.get()
    assert live_codebook(codebook) == shipped()
    assert codebook.operations.count() == 1


def test_a_changed_file_keeps_what_it_lacks_and_is_undone_whole(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_codebook", CODEBOOK)
    codebook = Codebook.objects.get()
    file = tmp_path / "codebook.yaml"
    file.write_text(CHANGED)
    call_command("load_codebook", file)
    assert "Not in the file, and kept: Mislabeled data," in capsys.readouterr().out
    assert {"Classes overlap", "Weather"} <= set(Theme.objects.values_list("name", flat=True))
    last = undoable(codebook)
    assert last is not None
    undo_operation(codebook, last, by="rita", now=NOON)
    assert live_codebook(codebook).areas == shipped().areas


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({}, "Several studies are loaded. Name one"), ({"study": "none"}, "There is no study none.")],
)
def test_a_codebook_needs_to_know_its_study(
    world: World, options: dict[str, str], sentence: str
) -> None:
    Study.objects.create(slug="another")
    with pytest.raises(CommandError, match=sentence):
        call_command("load_codebook", CODEBOOK, **options)
    assert not Codebook.objects.exists()


def test_a_file_that_is_no_codebook_changes_nothing(world: World, tmp_path: Path) -> None:
    file = tmp_path / "codebook.yaml"
    file.write_text("codebook: x\ntitle: y\nthemes: [{key: a}]\n")
    with pytest.raises(CommandError, match="the name is missing"):
        call_command("load_codebook", file)
    assert not Codebook.objects.exists()
