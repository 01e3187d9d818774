"""Operations are undone one after the other, from the last one back."""

import pytest

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.history import undoable
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.themes import add_theme, edit_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.own_themes import edit_own_theme
from analysis.coding.rounds.coders import excuse, finish, mark_read
from analysis.coding.rounds.stages import compare
from analysis.errors import ChangedMeanwhile, CodebookInUse, NameTaken
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_only_the_last_operation_is_undone_and_only_once(coding: CodingWorld) -> None:
    book, before = coding.codebook, live_codebook(coding.codebook)
    first = add_area(book, name="Weather", description="", **BY)
    second = add_theme(book, area=None, fields={"name": "Rain"}, **BY)
    with pytest.raises(ChangedMeanwhile, match="not the last change"):
        undo_operation(book, first.guid, **BY)
    for operation in (second, first):
        assert undoable(book) == operation.guid
        undo_operation(book, operation.guid, **BY)
    with pytest.raises(ChangedMeanwhile):
        undo_operation(book, first.guid, **BY)
    assert live_codebook(book) == before


def test_a_name_that_is_taken_changes_nothing_and_leaves_no_operation(coding: CodingWorld) -> None:
    book = coding.codebook
    number = book.operations.count()
    with pytest.raises(NameTaken):
        add_theme(book, area=None, fields={"name": "class OVERLAP"}, **BY)
    assert book.operations.count() == number


def test_a_theme_that_was_coded_meanwhile_is_not_undone(coding: CodingWorld) -> None:
    added = add_theme(coding.codebook, area=None, fields={"name": "Rain"}, **BY)
    coding.code(coding.ann, "rain")
    coding.decide()
    with pytest.raises(CodebookInUse, match="“Rain” has codings by now"):
        undo_operation(coding.codebook, added.guid, **BY)


def test_an_old_name_that_somebody_else_has_is_not_given_back(coding: CodingWorld) -> None:
    book = coding.codebook
    overlap = coding.theme("class_overlap")
    renamed = edit_theme(
        book, overlap.guid, area=None, fields={"name": "Alike", "kinds": ["other"]}, **BY
    )
    book.themes.filter(key="mislabeled_data").update(name="Class overlap")
    with pytest.raises(NameTaken, match="Its old name is taken"):
        undo_operation(book, renamed.guid, **BY)


def test_the_new_themes_of_a_coder_who_was_excused_hold_no_area(coding: CodingWorld) -> None:
    added = add_area(coding.codebook, name="Extra", description="", **BY)
    area, ann, ben = coding.codebook.areas.get(name="Extra"), coding.ann, coding.ben
    own = propose_theme(coding.part(ann), name="Mine", definition="")
    edit_own_theme(coding.part(ann), own.guid, area=area.guid, fields={"name": "Mine"})
    excuse(coding.part(ann), because="Ill", by=coding.rita, now=NOON)
    for case in coding.cases:
        mark_read(coding.part(ben), case, read=True, now=NOON)
    finish(coding.part(ben), now=NOON)
    compare(coding.round, now=NOON)
    undo_operation(coding.codebook, added.guid, **BY)
    own.refresh_from_db()
    assert own.area is None
