"""Themes are edited with their codings, and show what participants said as examples."""

import pytest

from analysis.coding.codebooks.history import quotes_of
from analysis.coding.codebooks.themes import add_theme, choose_examples, edit_theme, theme_in
from analysis.coding.desk.new_codes import propose_theme
from analysis.errors import ChangedMeanwhile, CodeBeneathCode, NoSuchSegment, ThemeGone
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = pytest.mark.django_db


def test_operations_say_whether_a_theme_was_renamed_moved_or_edited(coding: CodingWorld) -> None:
    book, theme = coding.codebook, coding.theme("class_overlap")
    area = theme.area.guid if theme.area else None
    fields = {"name": theme.name, "types": theme.types}
    kinds = [
        edit_theme(book, theme.guid, area=area, fields={**fields, "definition": "X"}, **BY).kind,
        edit_theme(book, theme.guid, area=None, fields=fields, **BY).kind,
        edit_theme(book, theme.guid, area=None, fields={**fields, "name": "Alike"}, **BY).kind,
    ]
    assert kinds == ["edit", "move", "rename"]


def test_a_theme_without_a_type_has_none(coding: CodingWorld) -> None:
    add_theme(coding.codebook, fields={"name": "Rain", "types": []}, **BY)
    assert coding.theme("rain").types == []


def test_types_marks_and_areas_that_are_not_there_are_refused(coding: CodingWorld) -> None:
    for fields in (
        {"types": ["idea"]},
        {"marks": ["star"]},
        {"also_in": [coding.guid("class_overlap")]},
    ):
        with pytest.raises(ChangedMeanwhile, match="not in the codebook any more"):
            add_theme(coding.codebook, fields={"name": "Rain", **fields}, **BY)
    assert not coding.codebook.themes.filter(name="Rain").exists()


def test_a_code_goes_beneath_a_theme_and_becomes_one_again(coding: CodingWorld) -> None:
    book, above = coding.codebook, coding.theme("class_overlap")
    add_theme(book, beneath=above.guid, fields={"name": "Twins"}, **BY)
    twins = coding.theme("twins")
    assert (twins.parent, twins.area) == (above, None)
    edit_theme(
        book,
        twins.guid,
        area=above.area.guid if above.area else None,
        fields={"name": "Twins"},
        **BY,
    )
    twins.refresh_from_db()
    assert (twins.parent, twins.area) == (None, above.area)


def test_codes_hold_no_codes(coding: CodingWorld) -> None:
    book = coding.codebook
    above, other = coding.guid("class_overlap"), coding.guid("mislabeled_data")
    add_theme(book, beneath=above, fields={"name": "Twins"}, **BY)
    with pytest.raises(CodeBeneathCode, match="cannot hold codes"):
        add_theme(book, beneath=coding.guid("twins"), fields={"name": "Triplets"}, **BY)
    with pytest.raises(CodeBeneathCode, match="holds codes and stays a theme"):
        edit_theme(book, above, beneath=other, fields={"name": "Class overlap"}, **BY)


def test_a_private_theme_is_refused_like_one_that_never_was(coding: CodingWorld) -> None:
    private = propose_theme(coding.part(coding.ann), name="Rain", definition="")
    with pytest.raises(ThemeGone, match="There is no such theme in this codebook"):
        theme_in(coding.codebook, private.guid)


def test_only_quotes_of_the_consensus_become_examples(coding: CodingWorld) -> None:
    settled(coding)
    theme = coding.theme("class_overlap")
    first, *_ = quotes_of(theme)
    choose_examples(theme, {(first.unit, first.start, first.end)})
    assert [quote.is_example for quote in quotes_of(theme)] == [True, False, False]
    with pytest.raises(NoSuchSegment, match="no longer among those of the theme"):
        choose_examples(theme, {(first.unit, 1, 2)})
