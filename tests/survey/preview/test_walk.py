"""The ways through a study that a preview shows."""

import pytest

from survey.design.allocation import orders
from survey.design.panel import Panel
from survey.design.path import participant_path
from survey.preview.walk import ALREADY, ENDINGS, Walk
from tests.world import founding_study

STUDY = founding_study().survey


def test_every_order_of_scenarios_is_a_way_and_has_every_page_of_its_path() -> None:
    assert set(orders(STUDY)) == {("image", "tabular"), ("tabular", "image")}
    for number, order in enumerate(orders(STUDY)):
        names = [stop.name for stop in Walk(STUDY, number).stops]
        path = [page.name for page in participant_path(STUDY, order)]
        assert names == [*path, *(name for name in ENDINGS if name != ALREADY)]


def test_a_study_with_a_panel_has_an_ending_for_whoever_is_sent_again() -> None:
    panel = Panel(completion="https://panel.example/done")
    study = STUDY.model_copy(update={"panel": panel})
    assert [stop.name for stop in Walk(study).stops][-1] == ALREADY


def test_scenarios_in_the_order_written_have_one_way() -> None:
    written = STUDY.randomisation.model_copy(update={"scenario_order": "as_written"})
    study = STUDY.model_copy(update={"randomisation": written})
    assert list(orders(study)) == [("image", "tabular")]


def test_an_address_names_a_way_and_is_refused_where_there_is_none() -> None:
    walk = Walk.of_key(STUDY, "2-3")
    assert walk is not None
    assert (walk.order_number, walk.error, walk.key) == (1, 2, "2-3")


@pytest.mark.parametrize("key", ["3-1", "0-1", "1-0", "1", "1-1-1", "a-b", "1-99999", "-1-1"])
def test_ways_that_there_are_not_have_no_address(key: str) -> None:
    assert Walk.of_key(STUDY, key) is None
