"""A coder's new themes are theirs to change until the round is compared."""

from uuid import UUID

import pytest
from django.contrib.auth.models import User

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.themes import add_theme
from analysis.coding.desk.apply_codes import Segment, apply_theme, undo, write_memo
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.own_themes import (
    codings_of,
    drop_own_theme,
    edit_own_theme,
    merge_own_theme,
    own_areas,
)
from analysis.coding.visibility import is_theme_of, own_layer, proposed_in, themes_of
from analysis.errors import ChangedMeanwhile, CodebookInUse, NameTaken, ThemeGone
from analysis.models import RoundCoder, Standing, Theme
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def proposed(part: RoundCoder, name: str) -> Theme:
    return propose_theme(part, name=name, definition="")


def coded(coding: CodingWorld, theme: Theme, end: int = 3) -> UUID:
    part = coding.part(coding.ann)
    return apply_theme(part, coding.unit(), theme.guid, Segment(0, end), now=NOON)[0].guid


def undo_all(part: RoundCoder) -> None:
    while step := part.steps.first():
        undo(part, step.guid)


def layer(part: RoundCoder) -> list[tuple[str, int, str]]:
    rows = own_layer(part).values_list("theme__name", "end", "memo")
    return sorted(rows)


def test_a_theme_is_one_of_a_coders_exactly_where_their_list_has_it(coding: CodingWorld) -> None:
    shared = len(themes_of(coding.part(coding.ann)))
    dropped = proposed(coding.part(coding.ann), "Dropped")
    drop_own_theme(coding.part(coding.ann), dropped.guid, codings=0)
    for user, name in ((coding.ann, "Weather"), (coding.ben, "Rain"), (coding.ben, "Snow")):
        proposed(coding.part(user), name)
    add_theme(coding.codebook, area=None, fields={"name": "Since then"}, **BY)

    def listed(user: User) -> set[UUID]:
        part = coding.part(user)
        themes = {theme.guid for theme in themes_of(part)}
        assert themes == {theme.guid for theme in Theme.objects.all() if is_theme_of(part, theme)}
        return themes

    assert [len(listed(user)) for user in (coding.ann, coding.ben)] == [shared + 1, shared + 2]
    coding.compare()
    assert len(listed(coding.ann)) == len(listed(coding.ben)) == shared + 1


def test_a_new_theme_is_renamed_described_and_placed_without_a_word_to_others(
    coding: CodingWorld,
) -> None:
    ann, ben = coding.part(coding.ann), coding.part(coding.ben)
    theme = proposed(ann, "Tpyo theme")
    proposed(ben, "Typo theme")
    coded(coding, theme)
    area, *_ = own_areas(ann)
    fields = {"name": "Typo theme", "definition": "As typed.", "colour": "#B3261E"}
    operations = coding.codebook.operations.count()
    edit_own_theme(ann, theme.guid, area=area.guid, fields=fields)
    assert layer(ann) == [("Typo theme", 3, "")]
    own = next(offered for offered in themes_of(ann) if offered.proposed)
    assert (own.area, own.definition, own.key) == (area.name, "As typed.", "typo_theme")
    before = themes_of(ann)[themes_of(ann).index(own) - 1]
    assert before.area == area.name
    assert coding.codebook.operations.count() == operations
    with pytest.raises(NameTaken):
        edit_own_theme(ann, theme.guid, area=None, fields={"name": "class OVERLAP"})
    with pytest.raises(ThemeGone):
        edit_own_theme(ben, theme.guid, area=None, fields={"name": "Mine"})


def test_an_area_that_holds_a_coders_new_theme_is_not_undone_under_it(coding: CodingWorld) -> None:
    book = coding.codebook
    added = add_area(book, name="Weather", description="", **BY)
    ann = coding.part(coding.ann)
    theme = proposed(ann, "Rain")
    area = next(area for area in own_areas(ann) if area.name == "Weather")
    with pytest.raises(CodebookInUse, match="coded independently"):
        undo_operation(book, added.guid, **BY)
    edit_own_theme(ann, theme.guid, area=area.guid, fields={"name": "Rain"})
    with pytest.raises(CodebookInUse, match="coded independently"):
        undo_operation(book, added.guid, **BY)
    coding.decide()
    with pytest.raises(CodebookInUse, match="new in a round"):
        undo_operation(book, added.guid, **BY)


def test_a_dropped_theme_takes_its_codings_along_and_undo_brings_all_back(
    coding: CodingWorld,
) -> None:
    ann = coding.part(coding.ann)
    theme = proposed(ann, "Weather")
    coded(coding, theme, 2)
    coded(coding, theme, 3)
    with pytest.raises(ChangedMeanwhile, match="has 2 of your codings"):
        drop_own_theme(ann, theme.guid, codings=1)
    drop_own_theme(ann, theme.guid, codings=2)
    assert layer(ann) == []
    assert not any(offered.proposed for offered in themes_of(ann))
    for _ in range(2):
        last = ann.steps.first()
        assert last is not None
        undo(ann, last.guid)
    assert layer(ann) == [("Weather", 2, ""), ("Weather", 3, "")]
    assert any(offered.guid == theme.guid for offered in themes_of(ann))


def test_a_dropped_name_that_was_given_again_is_told_before_it_comes_back(
    coding: CodingWorld,
) -> None:
    ann = coding.part(coding.ann)
    theme = proposed(ann, "Weather")
    coded(coding, theme)
    drop_own_theme(ann, theme.guid, codings=1)
    again = proposed(ann, "weather")
    last = ann.steps.first()
    assert last is not None
    with pytest.raises(NameTaken, match="another name first"):
        undo(ann, last.guid)
    edit_own_theme(ann, again.guid, area=None, fields={"name": "Climate"})
    undo(ann, last.guid)
    assert layer(ann) == [("Weather", 3, "")]


def test_a_merged_theme_gives_its_codings_and_memos_and_undo_takes_each_back(
    coding: CodingWorld,
) -> None:
    ann = coding.part(coding.ann)
    theme, target = proposed(ann, "Weather"), coding.theme("class_overlap")
    noted = coded(coding, theme, 2)
    write_memo(ann, noted, "Look again", seen="")
    write_memo(ann, coded(coding, theme, 3), "Both say so", seen="")
    write_memo(ann, coded(coding, target, 3), "As before", seen="")
    before = layer(ann)
    merge_own_theme(ann, theme.guid, into=target.guid, now=NOON)
    assert layer(ann) == [
        ("Class overlap", 2, "Look again"),
        ("Class overlap", 3, "As before\nBoth say so"),
    ]
    with pytest.raises(ThemeGone):
        merge_own_theme(ann, theme.guid, into=target.guid, now=NOON)
    for _ in range(4):  # taken back and coded anew, taken back and noted
        last = ann.steps.first()
        assert last is not None
        undo(ann, last.guid)
    assert layer(ann) == before
    undo_all(ann)
    assert layer(ann) == []


def test_what_was_dropped_before_the_comparison_is_not_in_it(coding: CodingWorld) -> None:
    ann = coding.part(coding.ann)
    theme = proposed(ann, "Weather")
    coded(coding, theme)
    drop_own_theme(ann, theme.guid, codings=1)
    compared = coding.compare()
    theme.refresh_from_db()
    assert theme.standing == Standing.DROPPED
    assert not proposed_in(compared).exists()
    counted = compared.agreements.get().report["themes"]
    assert len(counted) == len(themes_of(coding.part(coding.ben)))
    assert not codings_of(ann, theme).exists()
