"""What people write about a theme, as forms read it."""

import pytest

from analysis.coding.codebooks.colours import PALETTE
from analysis.coding.codebooks.forms import ThemeForm, written
from analysis.coding.codebooks.themes import edit_theme
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = pytest.mark.django_db


def test_a_theme_has_a_colour_of_its_own_or_one_of_the_palette(coding: CodingWorld) -> None:
    theme = coding.theme("class_overlap")
    shown = written(theme)
    assert shown["palette"]
    assert shown["colour"] in PALETTE
    sent = {"name": theme.name, "area": str(theme.area.guid)}  # type: ignore[union-attr]
    for typed, kept in (
        ({"colour": "#b3261e"}, "#B3261E"),
        ({"colour": "#b3261e", "palette": "on"}, ""),
    ):
        form = ThemeForm(coding.codebook, {**sent, **typed})
        assert form.is_valid(), form.errors
        edit_theme(coding.codebook, theme.guid, **form.place_and_fields(), **BY)
        assert coding.theme("class_overlap").colour == kept
    wrong = ThemeForm(coding.codebook, {**sent, "colour": "rgb(0, 0, 0)"})
    assert list(wrong.errors) == ["colour"]


def test_a_theme_without_a_type_is_about_something_else_and_no_box_says_so(
    coding: CodingWorld,
) -> None:
    form = ThemeForm(coding.codebook, {"name": " Two   words "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Two words"
    assert "other" not in dict(form.fields["kinds"].choices)  # type: ignore[attr-defined]
