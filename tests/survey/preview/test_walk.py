"""The ways through a study that a preview shows."""

import pytest

from survey.design.path import participant_path
from survey.preview.walk import ENDINGS, Walk, orders_of
from tests.world import founding_study

STUDY = founding_study().survey


def test_every_order_of_scenarios_is_a_way_and_has_every_page_of_its_path() -> None:
    assert set(orders_of(STUDY)) == {("image", "tabular"), ("tabular", "image")}
    for number, order in enumerate(orders_of(STUDY)):
        names = [stop.name for stop in Walk(STUDY, number).stops]
        assert names == [*(page.name for page in participant_path(STUDY, order)), *ENDINGS]


def test_scenarios_in_the_order_written_have_one_way() -> None:
    written = STUDY.randomisation.model_copy(update={"scenario_order": "as_written"})
    study = STUDY.model_copy(update={"randomisation": written})
    assert list(orders_of(study)) == [("image", "tabular")]


def test_an_address_names_a_way_and_is_refused_where_there_is_none() -> None:
    walk = Walk.of_key(STUDY, "2-3")
    assert walk is not None
    assert (walk.order_number, walk.error, walk.key) == (1, 2, "2-3")


@pytest.mark.parametrize("key", ["3-1", "0-1", "1-0", "1", "1-1-1", "a-b", "1-99999", "-1-1"])
def test_ways_that_there_are_not_have_no_address(key: str) -> None:
    assert Walk.of_key(STUDY, key) is None
