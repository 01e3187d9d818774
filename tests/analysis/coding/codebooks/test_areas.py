"""Areas are added and edited, each time as an operation."""

from uuid import uuid4

import pytest

from analysis.coding.codebooks.areas import add_area, area_in, edit_area
from analysis.errors import NameTaken, ThemeGone
from tests.analysis.coding_world import BY, CodingWorld

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


def test_two_areas_never_have_one_name(coding: CodingWorld) -> None:
    first, second, *_ = coding.codebook.areas.all()
    with pytest.raises(NameTaken, match="of this name already"):
        edit_area(coding.codebook, first.guid, name=second.name.upper(), description="", **BY)


def test_an_area_that_is_not_there_is_refused(coding: CodingWorld) -> None:
    with pytest.raises(ThemeGone, match="no such area"):
        area_in(coding.codebook, uuid4())
