"""Researchers bound the places of an order of scenarios on a page."""

import pytest
from django.test import Client

from survey.models import EnrolmentWindow
from tests.world import World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

PAGE = "/admin/studies/tda-needfinding/recruit/orders/"


def test_a_number_for_each_order_is_stored_and_taken_away(researcher: Client, world: World) -> None:
    world.open()
    sent = {"image,tabular": "3", "tabular,image": ""}
    assert researcher.post(PAGE, sent).status_code == 302
    assert EnrolmentWindow.objects.get().order_quotas == {"image,tabular": 3}
    page = researcher.get(PAGE).content.decode()
    assert 'name="image,tabular" value="3"' in page
    assert "0 taking part or done" in page
    researcher.post(PAGE, {"image,tabular": "", "tabular,image": ""})
    assert EnrolmentWindow.objects.get().order_quotas == {}


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "1000001"])
def test_a_number_that_cannot_be_is_refused(researcher: Client, world: World, number: str) -> None:
    world.open()
    assert researcher.post(PAGE, {"image,tabular": number}).status_code == 422
    assert EnrolmentWindow.objects.get().order_quotas == {}


def test_a_study_that_was_never_opened_is_to_be_opened_first(
    researcher: Client, world: World
) -> None:
    assert "Open it first" in researcher.get(PAGE).content.decode()
    assert "Open it first" in researcher.post(PAGE).content.decode()
