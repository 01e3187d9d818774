"""Themes are edited with their codings, and show what participants said as examples."""

import pytest

from analysis.coding.codebooks.history import quotes_of
from analysis.coding.codebooks.themes import add_theme, choose_examples, edit_theme, theme_in
from analysis.coding.desk.new_codes import propose_theme
from analysis.errors import NoSuchSegment, ThemeGone
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import BY, CodingWorld

pytestmark = pytest.mark.django_db


def test_operations_say_whether_a_theme_was_renamed_moved_or_edited(coding: CodingWorld) -> None:
    book, theme = coding.codebook, coding.theme("class_overlap")
    area = theme.area.guid if theme.area else None
    fields = {"name": theme.name, "kinds": theme.kinds}
    kinds = [
        edit_theme(book, theme.guid, area=area, fields={**fields, "definition": "X"}, **BY).kind,
        edit_theme(book, theme.guid, area=None, fields=fields, **BY).kind,
        edit_theme(book, theme.guid, area=None, fields={**fields, "name": "Alike"}, **BY).kind,
    ]
    assert kinds == ["edit", "move", "rename"]


def test_a_theme_without_a_kind_is_of_another_kind(coding: CodingWorld) -> None:
    add_theme(coding.codebook, area=None, fields={"name": "Rain"}, **BY)
    assert coding.theme("rain").kinds == ["other"]


def test_a_private_theme_is_refused_like_one_that_never_was(coding: CodingWorld) -> None:
    private = propose_theme(coding.part(coding.ann), name="Rain", kind="other", definition="")
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
