"""The same bundle is always the same bytes."""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution.effects.bundle_format import bundle_bytes, manifest_bytes, write_bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import run_attribution
from tests.attribution.toys import bird_scenario


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run_attribution(bird_scenario(), tmp_path)
    return tmp_path / "bundle"


def test_a_bundle_read_and_written_again_is_the_same_file(folder: Path) -> None:
    bundle = read_bundle(folder)
    assert bundle_bytes(bundle) == (folder / "bundle.json").read_bytes()
    assert manifest_bytes(bundle) == (folder / "manifest.json").read_bytes()


def test_lines_end_alike_on_every_system_and_every_entry_has_its_own(folder: Path) -> None:
    content = (folder / "bundle.json").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n}\n")
    bundle = read_bundle(folder)
    assert content.count(b"\n") > len(bundle.group_effects) + len(bundle.rankings)


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def test_scores_on_another_bundle_do_not_stay_beside_a_new_one(folder: Path) -> None:
    scores = folder / "methods.json"
    scores.write_text("{}")
    bundle = read_bundle(folder)
    write_bundle(folder, bundle, {}, _write)
    assert scores.exists()
    other = replace(bundle, source="Somewhere else")
    write_bundle(folder, other, {}, _write)
    assert not scores.exists()
