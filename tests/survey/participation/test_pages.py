"""The whole way through the real pages, and nobody ahead of it, back on it or on another's."""

import re

import pytest
from django.test import Client

from survey.models import Answer, Choice, Exploration, PageVisit, Participant, Slot, State
from survey.participation.page_visits import path_of
from tests.survey.all_rows import about_people
from tests.survey.walker import BACKGROUND, CHECK, ERROR, REASONS, SETTING, Walker
from tests.world import World

pytestmark = pytest.mark.django_db

ANYTHING = {
    **BACKGROUND,
    **CHECK,
    **ERROR,
    **REASONS,
    **SETTING,
    "missing_information": "Stale.",
    "remarks": "Stale.",
}


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_everything_said_and_chosen_on_the_way_is_kept(walker: Walker) -> None:
    walker.finish()
    participant = Participant.objects.get()
    assert participant.state == State.COMPLETED
    answers = {(a.scenario, a.question): a.value for a in Answer.objects.all()}
    assert answers["", "developed_models"] == {"option": "yes"}
    assert answers["", "gender"] == {"option": "other", "other": "agender"}
    assert answers["", "sector"] == {"options": ["industry", "other"], "other": "a museum"}
    for scenario in ("image", "tabular"):
        assert answers[scenario, "suspected_cause"] == "Too few examples of it."
    assert Choice.objects.count() == Exploration.objects.count() == 2
    assert (
        not PageVisit.objects.filter(submitted_at=None)
        .exclude(page="compensation.compensation")
        .exists()
    )
    assert Slot.objects.get().completed_at is not None


def test_the_last_page_thanks_with_the_code_and_stays(walker: Walker) -> None:
    walker.finish()
    assert "TDA-THANK-YOU" in walker.read()
    walker.send({}, "compensation.compensation")
    assert "TDA-THANK-YOU" in walker.read()


def test_titles_tell_pages_apart_and_the_bar_moves_with_every_page(walker: Walker) -> None:
    titles, bars = [], []
    while True:
        page = walker.read()
        titles += re.findall("<title>(.*?)</title>", page)
        bars += [float(value) for value in re.findall(r'<progress value="([\d.]+)"', page)]
        if walker.page.startswith("compensation"):
            break
        walker.go_on_to_next()
    assert titles[2].startswith("Step 5 of 11, page 2 of 5: ")
    assert len(titles) == len(set(titles)) == 16
    assert bars == sorted(set(bars))
    assert bars[-1] == 11


def test_pages_tell_the_step_and_the_time_left(walker: Walker) -> None:
    page = walker.read()
    assert "<title>Step 4 of 11: About you and your work · Needfinder</title>" in page
    minutes = re.search(r"about (\d+) minutes left", page)
    assert minutes is not None
    assert 28 < int(minutes[1]) < 35  # of 35, some were for the sheet and the consent
    walker.finish()
    assert "left</span>" not in walker.read()


def pages(walker: Walker) -> list[str]:
    participant = Participant.objects.get(token=walker.home.rstrip("/").rsplit("/", 1)[-1])
    return [page.name for page in path_of(participant)]


def test_at_every_step_a_submit_of_any_other_page_stores_nothing(walker: Walker) -> None:
    everything, tried = pages(walker), 0
    for page in everything[3:]:
        walker.go_on_to(page)
        walker.read()
        before = about_people()
        for other in everything:
            if other == page:
                continue
            sent = ANYTHING | ({"submit": "1"} if other.endswith("trial") else {})
            response = walker.send(sent, other)
            assert (response.status_code, response.headers["Location"]) == (302, walker.home)
            assert walker.client.post(walker.address(other) + "draft/", ANYTHING).status_code == 409
            tried += 1
        assert about_people() == before, page
    assert tried == 16 * 18


def test_a_page_sent_twice_says_that_the_first_answer_is_kept(walker: Walker) -> None:
    page = walker.page
    walker.send(BACKGROUND)
    walker.send({**BACKGROUND, "gender": "man"}, page)
    assert "what you submitted first is kept" in walker.read()
    assert Answer.objects.get(question="gender").value["option"] == "other"


def test_pages_that_come_later_cannot_be_read_by_their_address(walker: Walker) -> None:
    for later in pages(walker)[4:]:
        response = walker.client.get(walker.address(later))
        assert (response.status_code, response.headers["Location"]) == (302, walker.home)


@pytest.mark.parametrize("name", ["nonsense", "background", "scenario.birds.trial", "%F0%9F%98%80"])
def test_a_page_that_does_not_exist_is_not_found(walker: Walker, name: str) -> None:
    for address in (walker.address(name), walker.address(name) + "draft/"):
        assert walker.client.post(address, BACKGROUND).status_code == 404


@pytest.mark.parametrize(
    "token", ["nobody", "%01", "a" * 22, "a" * 3000, "%27%20OR%201", "ünïcode"]
)
def test_a_link_nobody_holds_is_not_found(walker: Walker, token: str) -> None:
    for rest in ("", "leave/", "stopped/", "my-answers.json", "pages/background.about_you/"):
        assert walker.client.get(f"/take-part/{token}/{rest}").status_code == 404, rest


def test_a_link_with_one_character_changed_is_not_found(walker: Walker) -> None:
    token = walker.home.rstrip("/").rsplit("/", 1)[-1]
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert walker.client.get(walker.home.replace(token, changed)).status_code == 404


def test_two_participants_do_not_see_or_touch_each_other(walker: Walker) -> None:
    other = Walker(Client())
    other.begin()
    other.send({**BACKGROUND, "gender__other": "a secret"})
    assert "a secret" not in walker.read()
    assert b"a secret" not in walker.client.get(walker.home + "my-answers.json").content
    assert walker.page == "background.about_you"


def test_after_the_end_every_page_leads_to_the_thanks(walker: Walker) -> None:
    walker.finish()
    before = about_people()
    for page in pages(walker)[:-1]:
        assert walker.client.get(walker.address(page)).headers["Location"] == walker.home
        assert walker.send(ANYTHING, page).headers["Location"] == walker.home
    assert walker.page == "compensation.compensation"
    assert "TDA-THANK-YOU" in walker.read()
    assert about_people()["survey_answer"] == before["survey_answer"]


def test_the_link_works_on_another_device(walker: Walker) -> None:
    walker.go_on_to("tutorial.check")
    assert Client().get(walker.home).headers["Location"] == walker.address("tutorial.check")


def test_a_stale_form_gets_a_page_that_says_what_to_do(walker: Walker) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(walker.address(), BACKGROUND)
    assert response.status_code == 403
    assert "The form is out of date" in response.content.decode()
    assert walker.page == "background.about_you"


def test_a_megabyte_of_text_is_refused_with_the_page_and_nothing_is_stored(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    response = walker.send({"remarks": "x" * 1_000_000})
    assert response.status_code == 422
    assert "at most 5000 characters" in response.content.decode()
    assert not Answer.objects.filter(question="remarks").exists()


def test_ten_megabytes_get_a_page_too(walker: Walker) -> None:
    walker.go_on_to("closing.closing")
    assert walker.send({"remarks": "x" * 10_000_000}).status_code in {400, 413}
    assert walker.page == "closing.closing"
