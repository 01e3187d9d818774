"""Looking up panels."""

from pathlib import Path

import pytest

from attribution.errors import NoSuchSetting, NotInBundle
from attribution.explanations import Explanations
from attribution.panels.builders import markdown
from attribution.panels.index import PanelIndex
from attribution.panels.writer import PanelWriter
from attribution.settings import Setting, settings_of
from tests.attribution.panels.small_bundle import small_writer


@pytest.fixture
def index(tmp_path: Path) -> PanelIndex:
    return PanelIndex(small_writer(tmp_path).bundle())


def test_panels_are_one_kind_of_explanations(index: PanelIndex) -> None:
    explanations: Explanations = index
    assert explanations.kind == "panels"
    assert explanations.name == "word-attributions"
    assert explanations.source == "Example, 2027 (CC0)"
    assert explanations.axes == {"explanation": ("words", "none"), "amount": ("3", "all")}
    assert explanations.errors == ("case-1", "case-2")
    assert explanations.outcomes == ()
    assert explanations.gains("case-1") == {}
    assert explanations.accuracy_changes("case-1") == {}


def test_there_is_a_panel_for_every_error_and_setting(index: PanelIndex) -> None:
    for error in index.errors:
        for setting in settings_of(index.axes):
            panel = index.results(error, setting)
            assert (panel.error.id, panel.setting) == (error, setting)
            types = [block.type for block in panel.blocks]
            nothing = setting["explanation"] == "none"
            assert types == (["markdown"] if nothing else ["marked_text", "bars"])


def test_settings_with_the_same_panels_are_shown_alike(index: PanelIndex) -> None:
    shown = index.shown_alike("case-1")
    assert set(shown) == set(settings_of(index.axes))
    assert len({shown[s] for s in shown if s["explanation"] == "none"}) == 1
    assert len({shown[s] for s in shown if s["explanation"] == "words"}) == 2
    with pytest.raises(NotInBundle):
        index.shown_alike("case-9")


def test_axes_may_stand_in_any_order(index: PanelIndex) -> None:
    turned = Setting({"amount": "3", "explanation": "words"})
    whole = Setting({"explanation": "words", "amount": "3"})
    assert index.results("case-1", turned) == index.results("case-1", whole)


def test_a_level_that_is_not_there_is_named(index: PanelIndex) -> None:
    with pytest.raises(NoSuchSetting, match="no level '4' of amount: use 3, all"):
        index.results("case-1", Setting({"explanation": "words", "amount": "4"}))


def test_an_error_has_words_and_facts(index: PanelIndex) -> None:
    assert index.words_of("case-1") == "A loan refused (case-1)"
    assert index.facts_of("case-1") == {"": "A loan refused", "true_class": "good"}


def test_an_error_shows_its_own_blocks_before_any_setting(index: PanelIndex) -> None:
    assert [block.type for block in index.blocks_of("case-1")] == ["picture"]
    assert index.blocks_of("case-2") == ()


def test_an_error_that_is_not_there_is_refused_everywhere(index: PanelIndex) -> None:
    setting = next(settings_of(index.axes))
    for ask in (
        index.words_of,
        index.facts_of,
        index.gains,
        index.blocks_of,
        lambda error: index.results(error, setting),
    ):
        with pytest.raises(NotInBundle, match="no model error 'x': its errors are case-1, case-2"):
            ask("x")


def test_an_estimate_says_so_in_every_panel_that_does_not_say_otherwise() -> None:
    said = "Estimated, not retrained."
    axes = {"method": ["tracin", "lime", "none"]}
    panels = PanelWriter("words", source="Example", axes=axes, estimated=said)
    panels.error("case-1", title="A loan refused")
    panels.show("case-1", {"method": "tracin"}, [markdown("Much.")])
    panels.show("case-1", {"method": "lime"}, [markdown("Little.")], estimated=True)
    panels.show("case-1", {"method": "none"}, [markdown("Nothing is shown.")], estimated=False)
    index = PanelIndex(panels.bundle())
    assert [index.results("case-1", setting).estimated for setting in settings_of(index.axes)] == [
        said,
        said,
        "",
    ]


def test_no_panel_of_a_bundle_without_estimates_is_one(index: PanelIndex) -> None:
    assert {index.results("case-2", setting).estimated for setting in settings_of(index.axes)} == {
        ""
    }


def test_what_two_panels_show_is_kept_once(tmp_path: Path) -> None:
    bundle = small_writer(tmp_path).bundle()
    assert len(bundle.blocks) == 5
    assert len(bundle.pictures) == 1
