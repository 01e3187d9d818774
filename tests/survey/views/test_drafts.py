"""What is typed and not submitted waits for its writer, and goes when it is submitted."""

import pytest
from django.http import HttpResponse
from django.test import Client

from survey.models import Draft
from survey.queries.progress import path_of
from tests.survey.walker import BACKGROUND, CHECK, Walker
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def save(walker: Walker, page: str | None = None, **typed: object) -> HttpResponse:
    return walker.client.post(walker.address(page) + "draft/", typed)  # type: ignore[return-value]


def test_a_draft_is_there_again_on_any_device(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    assert save(walker, remarks="Half a thou").status_code == 204
    assert "Half a thou" in Client().get(walker.address()).content.decode()


def test_choices_are_there_again_too(walker: Walker) -> None:
    save(walker, gender="man", sector=["academia", "other"], sector__other="a museum")
    page = walker.read()
    assert page.count(" checked") == 3
    assert 'value="a museum"' in page


def test_tries_of_the_check_are_there_again(walker: Walker) -> None:
    walker.go_on_to("tutorial.check")
    save(walker, check_metric="worse")
    assert walker.read().count(" checked") == 1
    walker.send(CHECK)
    assert not Draft.objects.exists()


def test_the_last_draft_stands(walker: Walker) -> None:
    for words in ("one", "two"):
        save(walker, gender="other", gender__other=words)
    assert Draft.objects.get().content["gender__other"] == "two"


def test_submitting_the_page_replaces_the_draft(walker: Walker) -> None:
    save(walker, gender="man")
    walker.send(BACKGROUND)
    assert not Draft.objects.exists()
    assert save(walker, "background.about_you", gender="man").status_code == 409
    assert not Draft.objects.exists()


def test_a_refused_submit_leaves_the_draft(walker: Walker) -> None:
    save(walker, gender="man")
    assert walker.send({"gender": "man"}).status_code == 422
    assert Draft.objects.get().content == {"gender": "man"}


def test_drafts_of_other_pages_are_refused(walker: Walker, world: World) -> None:
    for page in path_of(world.join("bo")):
        if page.name != "background.about_you":
            assert save(walker, page.name, remarks="x").status_code == 409
    assert not Draft.objects.exists()


def test_a_draft_holds_nothing_but_the_fields_of_its_page(walker: Walker) -> None:
    save(walker, gender="man", remarks="elsewhere", token="x", is_pilot="on")
    assert Draft.objects.get().content == {"gender": "man"}


def test_a_draft_is_no_longer_than_its_fields(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    assert save(walker, remarks="x" * 1_000_000).status_code == 204
    assert len(Draft.objects.get().content["remarks"]) == 5000


def test_a_draft_with_a_nul_in_it_is_kept_without(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    assert save(walker, remarks="a\x00b").status_code == 204
    assert Draft.objects.get().content["remarks"] == "ab"


def test_a_draft_is_shown_inert(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    save(walker, remarks="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in walker.read()


def test_a_draft_is_sent_and_never_fetched(walker: Walker) -> None:
    assert walker.client.get(walker.address() + "draft/").status_code == 405
