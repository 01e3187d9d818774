"""Themes are read in the order of the codebook, those without an area last."""

import pytest

from analysis.coding.codebooks.contents import (
    content_of,
    frozen_areas,
    frozen_themes,
    live_codebook,
)
from analysis.coding.codebooks.theme_records import area_records, record, records, shared_themes
from analysis.coding.codebooks.themes import add_theme
from tests.analysis.coding_world import CodingWorld, shipped
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_themes_come_area_by_area_and_those_without_one_last(coding: CodingWorld) -> None:
    book = coding.codebook
    assert live_codebook(book) == shipped()
    add_theme(book, area=None, fields={"name": "Rain"}, by="rita", now=NOON)
    records = [record(theme) for theme in shared_themes(book)]
    assert (records[-1].name, records[-1].area) == ("Rain", "")
    areas = [area.name for area in area_records(book)]
    areas_of_themes = [theme_record.area for theme_record in records if theme_record.area]
    assert list(dict.fromkeys(areas_of_themes)) == areas


def test_frozen_content_gives_the_same_records(coding: CodingWorld) -> None:
    content = content_of(coding.codebook)
    assert frozen_areas(content) == area_records(coding.codebook)
    assert frozen_themes(content) == records(shared_themes(coding.codebook))
