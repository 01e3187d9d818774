"""Areas are added and edited, each time as an operation."""

from dataclasses import replace
from uuid import uuid4

import pytest

from analysis.coding.codebooks.areas import add_area, area_in, edit_area
from analysis.coding.codebooks.contents import frozen_areas, frozen_themes
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.snapshots import freeze, state_of
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.codebooks.theme_records import area_records, records, shared_themes
from analysis.errors import AreaInsideItself, NameTaken, ThemeGone
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_new_area_comes_last_and_keeps_its_key_under_another_name(coding: CodingWorld) -> None:
    book = coding.codebook
    add_area(book, name="Weather", description="", **BY)
    area = list(book.areas.all())[-1]
    assert (area.name, area.key) == ("Weather", "weather")
    edit_area(book, area.guid, name="Climate", description="Long.", **BY)
    area.refresh_from_db()
    assert (area.name, area.key, area.description) == ("Climate", "weather", "Long.")
    assert [operation.kind for operation in book.operations.all()[:2]] == ["edit area", "add area"]


def test_areas_lie_in_one_another_in_reading_order_and_that_can_be_undone(
    coding: CodingWorld,
) -> None:
    book = coding.codebook
    first, second, third, last = book.areas.all()
    before = state_of(book)
    edit_area(book, last.guid, name="Last", description="", parent=first.guid, **BY)
    add_area(book, name="Deep", description="", parent=last.guid, **BY)
    edit_area(book, second.guid, name="Second", description="", parent=third.guid, **BY)
    paths = [area.path for area in area_records(book)]
    assert paths == [
        first.name,
        f"{first.name} › Last",
        f"{first.name} › Last › Deep",
        third.name,
        f"{third.name} › Second",
    ]
    (metric,) = {theme.path for theme in records(shared_themes(book)) if theme.area == "Last"}
    assert metric == f"{first.name} › Last"
    version = freeze(book, now=NOON)
    assert [area.path for area in frozen_areas(version.content)] == paths
    assert frozen_themes(version.content) == records(shared_themes(book))
    for wrong in (first.guid, last.guid):
        with pytest.raises(AreaInsideItself, match="cannot lie inside itself"):
            edit_area(book, first.guid, name="First", description="", parent=wrong, **BY)
    for operation in list(book.operations.all()[:3]):
        undo_operation(book, operation.guid, **BY)
    assert state_of(book) == before


def test_areas_deeper_than_thirty_are_refused(coding: CodingWorld) -> None:
    book = coding.codebook
    areas = [AreaContent(f"a{depth}", f"A{depth}", "", (), f"a{depth - 1}") for depth in range(31)]
    first = replace(areas[0], parent="", themes=(ThemeContent("x", "X"),))
    deep = CodebookContent("deep", "Deep", areas=(first, *areas[1:30]))
    deepest = store_codebook(deep, book.study, **BY).codebook.areas.get(key="a29")
    with pytest.raises(AreaInsideItself, match="at most 30 deep"):
        add_area(deepest.codebook, name="Deeper", description="", parent=deepest.guid, **BY)


def test_two_areas_never_have_one_name(coding: CodingWorld) -> None:
    first, second, *_ = coding.codebook.areas.all()
    with pytest.raises(NameTaken, match="of this name already"):
        edit_area(coding.codebook, first.guid, name=second.name.upper(), description="", **BY)


def test_an_area_that_is_not_there_is_refused(coding: CodingWorld) -> None:
    with pytest.raises(ThemeGone, match="no such area"):
        area_in(coding.codebook, uuid4())
