"""What people write about a theme, as forms read it."""

import pytest

from analysis.coding.codebooks.colours import PALETTE
from analysis.coding.codebooks.forms import ThemeForm, written
from analysis.coding.codebooks.themes import add_theme, edit_theme
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


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


def test_types_are_those_of_the_codebook(coding: CodingWorld) -> None:
    form = ThemeForm(coding.codebook, {"name": " Two   words "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Two words"
    offered = dict(form.fields["types"].choices)  # type: ignore[attr-defined]
    assert list(offered) == ["hypothesis", "action", "metric", "number_of_samples"]
    assert "marks" not in form.fields  # the survey's codebook has none


def test_a_code_has_further_themes_and_no_area(coding: CodingWorld) -> None:
    book = coding.codebook
    above, other = str(coding.guid("class_overlap")), str(coding.guid("mislabeled_data"))
    sent = {"name": "Twins", "beneath": above, "also_in": [above, other]}
    form = ThemeForm(book, sent, is_code=True)
    assert form.is_valid(), form.errors
    assert "area" not in form.fields
    add_theme(book, **form.place_and_fields(), **BY)
    twins = coding.theme("twins")
    assert twins.also_in == [other]
    assert written(twins)["beneath"] == above
