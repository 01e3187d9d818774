"""A form without a valid token is explained, and given back where that is safe."""

import re

import pytest
from django.test import Client

from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_form_without_its_token_is_explained(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert "The form is out of date" in response.content.decode()


def test_a_participants_form_without_its_token_is_given_back_to_be_sent_again(
    client: Client, world: World
) -> None:
    world.open()
    walker = Walker(client)
    walker.begin()
    browser = Client(enforce_csrf_checks=True)
    sent = {"csrfmiddlewaretoken": "old", "gender": "man", "sector": ["industry", "academia"]}
    response = browser.post(walker.address(), sent)
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page keeps what you sent" in page
    assert 'value="old"' not in page
    names = re.findall(r'<input type="hidden" name="(\w+)"', page)
    assert names == ["csrfmiddlewaretoken", "gender", "sector", "sector"]
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    again = browser.post(walker.address(), {**sent, "csrfmiddlewaretoken": token})
    assert again.headers["Location"] == walker.address() + "?check=yes"


@pytest.mark.parametrize("address", ["/admin/login/", "/studies/tda-needfinding/consent/"])
def test_a_form_that_another_site_could_have_sent_is_never_given_back(
    world: World, address: str
) -> None:
    world.open()
    response = Client(enforce_csrf_checks=True).post(address, {"username": "planted"})
    assert response.status_code == 403
    assert "planted" not in response.content.decode()
