"""The pages that say what a study is."""

from typing import Any

import pytest
from django.test import Client

from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_landing_page_says_what_the_study_is(client: Client, world: World) -> None:
    page = client.get("/").content.decode()
    assert "What do you need to understand a model&#x27;s error?" in page
    assert "There are no right or wrong answers" in page
    assert "35 minutes" in page
    assert 'href="/studies/tda-needfinding/"' in page


def test_without_a_study_the_landing_page_says_how_to_load_one(client: Client) -> None:
    assert "needfinder load_study FILE" in client.get("/").content.decode()


def test_the_page_of_a_study_tells_what_happens_to_answers_and_whom_to_ask(
    client: Client, world: World
) -> None:
    page = client.get("/studies/tda-needfinding/").content.decode()
    assert "What happens to your answers" in page
    assert "until 31 December 2036" in page
    assert "mailto:study@example.org" in page
    assert "EC-0000" in page


def test_a_study_that_does_not_exist_gets_the_page_for_that(client: Client, world: World) -> None:
    response = client.get("/studies/none/")
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/studies/tda-needfinding/"])
def test_pages_that_are_read_accept_nothing_else(
    client: Client, world: World, address: str
) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(("address", "queries"), [("/", 1), ("/studies/tda-needfinding/", 2)])
def test_reading_a_page_stores_nothing_about_the_reader(
    client: Client, world: World, address: str, queries: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(queries):
        response = client.get(address)
    assert not response.cookies


def test_what_is_not_accessible_is_said_and_whom_to_write_to(client: Client, world: World) -> None:
    page = client.get("/accessibility/").content.decode()
    assert "Partially" in page
    assert "stands on the page of the study" in page
    study = client.get("/studies/tda-needfinding/").content.decode()
    assert 'href="/accessibility/?study=tda-needfinding"' in study
    assert (
        "mailto:study@example.org"
        in client.get("/accessibility/", {"study": "tda-needfinding"}).content.decode()
    )
    assert "mailto:" not in client.get("/accessibility/", {"study": "none"}).content.decode()


def test_before_the_consent_no_cookie_is_set_and_with_it_one_that_ends_with_the_visit(
    client: Client, world: World
) -> None:
    world.open()
    for address in ("/", "/studies/tda-needfinding/", "/accessibility/"):
        assert not client.get(address).cookies
    cookies = client.get("/studies/tda-needfinding/consent/").cookies
    assert set(cookies) == {"csrftoken"}
    assert not cookies["csrftoken"]["max-age"]
    assert not cookies["csrftoken"]["expires"]
