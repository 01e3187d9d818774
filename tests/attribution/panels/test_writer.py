"""Writing bundles of panels."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from attribution.errors import BundleError
from attribution.panels.builders import markdown
from attribution.panels.reader import read_panel_files
from attribution.panels.writer import PanelWriter, seal
from attribution.settings import RESERVED_AXES
from tests.attribution.panels.small_bundle import AXES, small_bundle, small_writer

NOTHING = [markdown("Nothing is shown.")]


@pytest.fixture
def panels() -> PanelWriter:
    writer = PanelWriter("words", source="Example", axes=AXES)
    writer.error("case-1", title="A loan refused")
    return writer


def test_the_same_calls_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = small_bundle(tmp_path / "1"), small_bundle(tmp_path / "2")
    for name in ("bundle.json", "manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_every_entry_has_a_line_of_its_own(tmp_path: Path) -> None:
    lines = (small_bundle(tmp_path) / "bundle.json").read_text("utf-8").splitlines()
    assert sum(line.startswith('{"error": ') for line in lines) == 8
    assert sum(line.startswith('{"type": ') for line in lines) == 5


def test_the_manifest_says_what_it_describes(tmp_path: Path) -> None:
    manifest = json.loads((small_bundle(tmp_path) / "manifest.json").read_text("utf-8"))
    assert (manifest["kind"], manifest["schema_version"]) == ("panels", 1)
    assert manifest["scenario"] == "word-attributions"
    assert manifest.keys() == {
        "kind",
        "schema_version",
        "scenario",
        "bundle_sha256",
        "fingerprint",
        "recipe",
    }


def test_a_recipe_is_kept(tmp_path: Path) -> None:
    recipe = {"method": "gradients", "seeds": [1, 2]}
    panels = PanelWriter("words", source="Example", axes={"amount": [3]}, recipe=recipe)
    panels.error("e", title="t")
    panels.show("e", {}, NOTHING)
    manifest = json.loads(panels.write(tmp_path).manifest)
    assert manifest["recipe"] == recipe


def test_a_bundle_replaces_an_earlier_one(tmp_path: Path) -> None:
    first = small_writer(tmp_path).write(tmp_path / "bundle")
    assert small_writer(tmp_path).write(tmp_path / "bundle") == first


def test_a_bundle_of_effects_is_not_replaced(panels: PanelWriter, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"scenario": "loan"}')
    panels.show("case-1", {}, NOTHING)
    with pytest.raises(BundleError, match="holds something else than panels: choose another"):
        panels.write(tmp_path)


def test_an_axis_that_is_not_named_makes_no_difference(panels: PanelWriter) -> None:
    panels.show("case-1", {"explanation": "none"}, NOTHING)
    panels.show("case-1", {"explanation": "words"}, NOTHING)
    bundle = panels.bundle()
    assert [panel.setting for panel in bundle.panels] == [
        {"explanation": "none", "amount": "3"},
        {"explanation": "none", "amount": "all"},
        {"explanation": "words", "amount": "3"},
        {"explanation": "words", "amount": "all"},
    ]
    assert len(bundle.blocks) == 1


def test_a_hole_is_named_and_how_many_more_there_are(panels: PanelWriter) -> None:
    def refused() -> str:
        with pytest.raises(BundleError) as refusal:
            panels.bundle()
        return str(refusal.value)

    first = "the error case-1 has no panel for explanation words, amount "
    panels.show("case-1", {"explanation": "none", "amount": 3}, NOTHING)
    assert refused().startswith(f"{first}3, and 2 more are missing. Add it; where")
    panels.show("case-1", {"explanation": "none", "amount": "all"}, NOTHING)
    assert refused().startswith(f"{first}3, and 1 more is missing. Add it; where")
    panels.show("case-1", {"explanation": "words", "amount": 3}, NOTHING)
    assert refused().startswith(f"{first}all. Add it; where")


def test_an_estimate_needs_words_in_the_bundle(panels: PanelWriter) -> None:
    with pytest.raises(BundleError) as refused:
        panels.show("case-1", {}, NOTHING, estimated=True)
    assert str(refused.value) == (
        "The panel of case-1 is an estimate, and the bundle has no words for it: give "
        'PanelWriter(..., estimated="Estimated by METHOD, not retrained.").'
    )


@pytest.mark.parametrize("key", sorted({*RESERVED_AXES, "actions_offered"}))
def test_a_key_that_no_study_can_have_is_refused(key: str) -> None:
    with pytest.raises(BundleError) as refused:
        PanelWriter("words", source="Example", axes={"amount": [1], key: [1]})
    assert str(refused.value) == (
        f"{key} cannot be the key of an axis, as exports or pages use that name. Choose another "
        "key."
    )


def test_facts_and_levels_can_be_series() -> None:
    panels = PanelWriter("words", source="Example", axes={"amount": [3]})
    panels.error("e", title="t", facts=pd.Series({"true_class": "good"}))
    panels.show("e", pd.Series({"amount": 3}), NOTHING)
    assert panels.bundle().errors[0].facts == {"true_class": "good"}
    with pytest.raises(BundleError, match=r"The facts are a list: give a mapping, such as \{"):
        panels.error("f", title="t", facts=["good"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("case-2", {}, NOTHING), "There is no error case-2: add it with error('case-2', title="),
        (
            ("case-1", {"explanation": "music", "amount": 3}, NOTHING),
            (
                "The panel of case-1 for explanation music, amount 3: the axis explanation has no "
                "level music. Use one of: words, none."
            ),
        ),
        (
            ("case-1", {"colour": "red"}, NOTHING),
            "The panel of case-1 for colour red: there is no axis colour. Use explanation, amount",
        ),
        (
            ("case-1", "words", NOTHING),
            (
                "The levels of a setting are a str: give a mapping, such as {'explanation': "
                "'words', 'amount': '3'}."
            ),
        ),
        (
            ("case-1", {}, []),
            "The panel of case-1 for explanation words, amount 3: this panel is empty.",
        ),
        (("case-1", {}, markdown("x")), "Blocks come as a list: put brackets around them."),
        (("case-1", {}, ["x"]), "str is no block: make one with a function of"),
    ],
)
def test_a_panel_that_cannot_be_shown_is_refused_at_once(
    panels: PanelWriter, arguments: tuple[Any, Any, Any], said: str
) -> None:
    with pytest.raises(BundleError) as refused:
        panels.show(*arguments)
    assert str(refused.value).startswith(said)


def test_a_setting_is_shown_once(panels: PanelWriter) -> None:
    panels.show("case-1", {"explanation": "none", "amount": 3}, NOTHING)
    with pytest.raises(BundleError, match="has a panel for explanation none, amount 3 already"):
        panels.show("case-1", {"explanation": "none"}, NOTHING)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"axes": {}}, "The bundle, axes: this has 0 entries. Give at least 1."),
        ({"axes": {"amount": []}}, "The bundle, axes[0]: the axis amount has no levels."),
        (
            {"axes": [("amount", [3]), ("size", [1])]},
            'The axes are a list: give a mapping, such as {"amount": [1, "all"]}.',
        ),
        (
            {"axes": (("amount", [3]), ("amount", ["all"]))},
            "The axes are a tuple, and amount is there twice: give a mapping, such as",
        ),
        ({"axes": {"amount": [3, 3]}}, "the axis amount has the level 3 twice. Keep one of them."),
        ({"axes": {"amount": "all"}}, "The levels of amount are one text: give a list of their"),
        ({"axes": {"Amount": [3]}}, "The bundle, axes[0].key: Amount does not fit here."),
        ({"name": "My words"}, "The bundle, name: My words does not fit here. Use lower-case"),
        ({"source": ""}, "The bundle, source: this text is empty."),
    ],
)
def test_a_bundle_about_nothing_is_refused_at_once(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BundleError) as refused:
        PanelWriter(**{"name": "words", "source": "Example", "axes": AXES, **changes})
    assert str(refused.value).startswith(said)


def test_an_error_is_added_once_by_an_id(panels: PanelWriter) -> None:
    with pytest.raises(BundleError, match="There is an error case-1 already"):
        panels.error("case-1", title="Again")
    with pytest.raises(BundleError, match="The error a b, id: a b does not fit here"):
        panels.error("a b", title="Again")
    with pytest.raises(BundleError, match=r"The error c, facts\.Class: Class does not fit here"):
        panels.error("c", title="Again", facts={"Class": 3})


@pytest.mark.parametrize("recipe", [{"x": float("nan")}, {"x": Path()}])
def test_a_recipe_is_json(tmp_path: Path, recipe: dict[str, Any]) -> None:
    panels = PanelWriter("words", source="Example", axes={"amount": [3]}, recipe=recipe)
    panels.error("e", title="t")
    panels.show("e", {}, NOTHING)
    with pytest.raises(BundleError, match="The recipe cannot be written as JSON"):
        panels.write(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BundleError, match=r"file cannot be written .*: choose another folder"):
        small_writer(tmp_path).write(tmp_path / "file")


def test_a_file_written_by_hand_is_sealed(tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    content = (folder / "bundle.json").read_bytes().replace(b"granted", b"denied")
    (folder / "bundle.json").write_bytes(content)
    sealed = seal(str(folder), {"by": "hand"})
    assert sealed == read_panel_files(str(folder))
    assert sealed.bundle.errors[1].title == "A loan denied"


def test_what_breaks_a_rule_is_not_sealed(tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text('{\n"name": "A"}')
    with pytest.raises(BundleError, match=r"bundle\.json, line 2, name: A does not fit here"):
        seal(tmp_path)
    with pytest.raises(BundleError, match=r"nothing cannot be sealed .*: name the folder of a b"):
        seal(tmp_path / "nothing")
    assert not (tmp_path / "manifest.json").exists()
