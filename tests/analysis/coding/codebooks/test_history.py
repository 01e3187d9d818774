"""What the pages of a codebook offer."""

import pytest

from analysis.coding.codebooks.areas import add_area
from analysis.coding.codebooks.history import divisible, history
from analysis.coding.rounds.coders import excuse, finish, mark_read
from analysis.coding.rounds.stages import compare
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_split_offers_nothing_of_a_coder_who_was_excused(coding: CodingWorld) -> None:
    mine = coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "class_overlap", case=1)
    excuse(coding.part(coding.ben), because="Fell ill", by=coding.rita, now=NOON)
    for case in coding.cases:
        mark_read(coding.part(coding.ann), case, read=True, now=NOON)
    finish(coding.part(coding.ann), now=NOON)
    compare(coding.round, now=NOON)
    offered = divisible(coding.theme("class_overlap"), coding.rita, own=False)
    assert [row.guid for row in offered] == [mine.guid]


def test_the_newest_change_comes_first(coding: CodingWorld) -> None:
    for name in ("Weather", "Climate"):
        add_area(coding.codebook, name=name, description="", **BY)
    changes = [change.summary for change in history(coding.codebook)]
    assert changes[:2] == ["Added the area “Climate”", "Added the area “Weather”"]
