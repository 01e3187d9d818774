"""What is typed and not submitted waits for its writer, and goes when it is submitted."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client

from survey.models import CheckAttempt, Draft
from survey.participation.page_visits import path_of
from tests.survey.walker import BACKGROUND, CHECK, Walker
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def save(walker: Walker, page: str | None = None, /, **typed: object) -> HttpResponse:
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
    late = save(walker, "background.about_you", gender="man")
    assert (late.status_code, json.loads(late.content)) == (409, {"why": "over"})
    assert not Draft.objects.exists()


def test_a_refused_submit_becomes_the_draft_and_leads_to_what_is_missing(walker: Walker) -> None:
    save(walker, gender="man")
    refused = walker.send({"gender": "woman", "deep_models": "yes"})
    assert refused.headers["Location"] == walker.address() + "?check=yes"
    assert Draft.objects.get().content == {"gender": "woman", "deep_models": "yes"}
    page = walker.client.get(refused.headers["Location"]).content.decode()
    assert "<title>Error: Step 4 of 11: About you and your work" in page
    assert page.count("Please answer this question.") == 3
    assert page.count(" checked") == 2


def test_a_draft_with_nothing_missing_is_shown_without_errors(walker: Walker) -> None:
    save(walker, **BACKGROUND)
    page = walker.client.get(walker.address() + "?check=yes").content.decode()
    assert "Error" not in page
    assert 'role="alert"' not in page


def test_a_wrong_try_is_judged_once_and_by_what_was_sent(walker: Walker) -> None:
    walker.go_on_to("tutorial.check")
    refused = walker.send(CHECK | {"check_metric": "worse"}).headers["Location"]
    for _reload in range(2):
        page = walker.client.get(refused).content.decode()
        assert page.count("Not quite.") == 1
    save(walker, **CHECK | {"check_metric": "better", "check_whole_model": "nothing"})
    assert "Not quite." not in walker.client.get(refused).content.decode()
    assert CheckAttempt.objects.count() == 1


def test_a_page_of_an_older_draft_does_not_replace_a_newer_one(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    assert 'data-revision="0"' in walker.read()
    assert save(walker, remarks="In one tab", **{"draft-revision": 1}).status_code == 204
    assert 'data-revision="1"' in walker.read()
    refused = save(walker, remarks="In another", **{"draft-revision": 1})
    assert (refused.status_code, json.loads(refused.content)) == (409, {"why": "newer"})
    assert Draft.objects.get().content["remarks"] == "In one tab"
    assert save(walker, remarks="More", **{"draft-revision": 3}).status_code == 204
    assert Draft.objects.get().content["remarks"] == "More"


@pytest.mark.parametrize("revision", ["-1", "x", "", "9" * 30, "²"])
def test_a_revision_that_is_none_lets_the_last_draft_stand(walker: Walker, revision: str) -> None:
    assert save(walker, gender="man", **{"draft-revision": revision}).status_code == 204
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
