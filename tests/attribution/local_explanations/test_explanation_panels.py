"""The bundle of panels that ships is what the released code makes of the shipped effects."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from attribution.effects.bundle import Bundle
from attribution.local_explanations.explanation_panels import AMOUNTS, EXPLANATIONS
from attribution.panels.blocks import Bars, BeforeAfter, Samples
from attribution.panels.bundle import PanelBundle
from attribution.panels.reader import read_panel_files
from attribution.scenarios import EFFECTS, loan_explanations
from attribution.settings import settings_of

SHIPPED = EFFECTS / "loan-explanations"


@pytest.fixture(scope="module")
def bundle() -> PanelBundle:
    return read_panel_files(SHIPPED).bundle


def without_numbers(content: bytes) -> tuple[str, list[float]]:
    """A bundle without the values of its bars, and these: they alone are numbers."""
    values: list[float] = []

    def noted(entry: dict[str, Any]) -> dict[str, Any]:
        if "value" in entry:
            values.append(entry.pop("value"))
        return entry

    return json.dumps(json.loads(content, object_hook=noted)), values


def recipe(manifest: bytes) -> Any:
    return json.loads(manifest)["recipe"]


def test_the_shipped_effects_give_the_same_panels(tmp_path: Path) -> None:
    made, shipped = loan_explanations().write(tmp_path / "bundle"), read_panel_files(SHIPPED)
    assert (
        made.manifest.split(b'"bundle_sha256"')[0] == shipped.manifest.split(b'"bundle_sha256"')[0]
    )
    (texts, values), (expected_texts, expected) = map(
        without_numbers, (made.content, shipped.content)
    )
    assert texts == expected_texts
    # Bars have ten digits, of which other processors may round the last ones differently.
    assert values == pytest.approx(expected, rel=1e-8)
    again = loan_explanations().write(tmp_path / "again")
    assert (again.content, again.manifest) == (made.content, made.manifest)


def test_every_error_of_the_effects_has_every_setting(
    bundle: PanelBundle, loan_effects: Bundle
) -> None:
    assert bundle.levels == {
        "explanation": tuple(EXPLANATIONS),
        "amount": tuple(map(str, AMOUNTS)),
    }
    assert [error.id for error in bundle.errors] == [error.id for error in loan_effects.errors]
    shown = {(panel.error, tuple(panel.setting.values())) for panel in bundle.panels}
    assert shown == {
        (error.id, tuple(setting.values()))
        for error in bundle.errors
        for setting in settings_of(bundle.levels)
    }


def test_a_larger_amount_adds_to_what_a_smaller_one_shows(bundle: PanelBundle) -> None:
    for error in bundle.errors:
        for explanation in EXPLANATIONS:
            entries = [_entries(bundle, error.id, explanation, amount) for amount in AMOUNTS]
            assert [len(shown) for shown in entries] == list(AMOUNTS)
            for fewer, more in pairwise(entries):
                assert more[: len(fewer)] == fewer


def _entries(bundle: PanelBundle, error: str, explanation: str, amount: int) -> list[Any]:
    """The bars, changes or samples of a panel, in their order."""
    setting = {"explanation": explanation, "amount": str(amount)}
    (panel,) = (one for one in bundle.panels if (one.error, one.setting) == (error, setting))
    blocks = [bundle.blocks[place] for place in panel.blocks]
    if explanation == "smallest_change":
        return [block.rows for block in blocks if isinstance(block, BeforeAfter)]
    if explanation == "contributions":
        return [bar for block in blocks if isinstance(block, Bars) for bar in block.rows]
    return [one for block in blocks if isinstance(block, Samples) for one in block.samples]
