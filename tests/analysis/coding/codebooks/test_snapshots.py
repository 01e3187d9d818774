"""A codebook is frozen as it is, and no version is made where nothing changed."""

import pytest

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.contents import frozen_codebook, live_codebook
from analysis.coding.codebooks.snapshots import freeze, state_of
from analysis.coding.desk.new_codes import propose_theme
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_version_holds_the_codebook_as_it_was(coding: CodingWorld) -> None:
    book, before = coding.codebook, live_codebook(coding.codebook)
    first = freeze(book, now=NOON)
    assert freeze(book, now=NOON) == first
    add_area(book, name="Weather", description="", by="rita", now=NOON)
    assert freeze(book, now=NOON).number == 2
    assert frozen_codebook(first) == before


def test_no_snapshot_holds_a_theme_that_only_its_coder_may_see(coding: CodingWorld) -> None:
    theme = propose_theme(coding.part(coding.ann), name="Rain", definition="")
    assert f"theme {theme.guid}" not in state_of(coding.codebook)
    coding.compare()
    assert f"theme {theme.guid}" in state_of(coding.codebook)
