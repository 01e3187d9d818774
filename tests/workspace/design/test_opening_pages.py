"""Opening and closing a study in the browser."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from attribution.models import StoredBundle
from survey.members.roles import Role
from survey.models import EnrolmentWindow
from survey.studies.opening import Opening, set_opening
from tests.interview_world import interview_version
from tests.roles import with_role
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OPENING = "/admin/studies/tda-needfinding/design/opening/"
KEPT = {
    "time_zone": "UTC",
    "opens_at": "2027-01-31T12:00",
    "closes_at": "2027-02-28T18:30",
    "quota": "40",
    "invited_only": "on",
    "idle_minutes": "90",
    "starts_a_minute": "25",
    "keep": "yes",
}


@pytest.fixture
def closed(world: World) -> World:
    """Every bundle is there, and nobody has opened the study."""
    world.open()
    EnrolmentWindow.objects.all().delete()
    return world


def test_one_button_opens_a_study_and_closes_it(researcher: Client, closed: World) -> None:
    page = researcher.get(OPENING).content.decode()
    assert "The study was never opened." in page
    opened = researcher.post(OPENING, {"open": "yes"}, follow=True).content.decode()
    assert "The study is open." in opened
    assert "0 of 31 places" in opened
    assert researcher.get("/studies/tda-needfinding/").content.decode().count("Take part") == 1
    done = researcher.post(OPENING, {"close": "yes"}, follow=True).content.decode()
    assert "Whoever has begun can go on." in done
    assert "Take part" not in researcher.get("/studies/tda-needfinding/").content.decode()


def test_times_are_in_utc_at_first_and_all_that_is_set_is_kept(
    researcher: Client, closed: World
) -> None:
    assert "Opens at (UTC)" in researcher.get(OPENING).content.decode()
    researcher.post(OPENING, KEPT)
    window = EnrolmentWindow.objects.get()
    assert (window.opens_at, window.closes_at) == (
        datetime(2027, 1, 31, 12, tzinfo=UTC),
        datetime(2027, 2, 28, 18, 30, tzinfo=UTC),
    )
    assert (window.quota, window.idle_minutes, window.starts_a_minute) == (40, 90, 25)
    assert window.invited_only
    page = researcher.get(OPENING).content.decode()
    assert 'value="2027-02-28T18:30"' in page
    researcher.post(OPENING, {**KEPT, "closes_at": "", "starts_a_minute": "", "invited_only": ""})
    window.refresh_from_db()
    assert (window.closes_at, window.starts_a_minute) == (None, None)
    assert not window.invited_only


def test_times_are_typed_and_told_in_the_zone_of_the_study(
    researcher: Client, closed: World
) -> None:
    page = researcher.post(OPENING, {**KEPT, "time_zone": "europe/berlin"}, follow=True)
    window = EnrolmentWindow.objects.get()
    assert window.study.time_zone == "Europe/Berlin"
    # Central European Time is an hour before UTC in winter.
    assert window.opens_at == datetime(2027, 1, 31, 11, tzinfo=UTC)
    shown = " ".join(page.content.decode().split())
    assert "Opens at (Europe/Berlin)" in shown
    assert 'value="2027-01-31T12:00"' in shown
    assert "31 January 2027, 12:00 (Europe/Berlin)" in shown
    read = Client().get("/studies/tda-needfinding/").content.decode()
    assert "This study opens on 31 January 2027 at 12:00 (Europe/Berlin)." in read
    assert "Take part" not in read


def test_what_was_not_typed_anew_stays_as_it_is_to_the_second(
    researcher: Client, closed: World
) -> None:
    study = closed.founding.study
    study.time_zone = "Europe/Berlin"
    study.save()
    # The second of the two times at which clocks show 02:30 on that day.
    twice = datetime(2027, 10, 31, 1, 30, 12, tzinfo=UTC)
    set_opening(study, Opening(twice, 40))
    sent = {**KEPT, "time_zone": "Europe/Berlin", "opens_at": "2027-10-31T02:30", "closes_at": ""}
    assert researcher.post(OPENING, sent).status_code == 302
    assert EnrolmentWindow.objects.get().opens_at == twice


def test_after_opening_a_link_leads_through_the_study_as_a_pilot(
    researcher: Client, closed: World
) -> None:
    walk = "/studies/tda-needfinding/pilot/"
    assert walk not in researcher.get(OPENING).content.decode()
    assert walk in researcher.post(OPENING, {"open": "yes"}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"time_zone": "Europe/Bonn"}, "There is no time zone “Europe/Bonn”"),
        (
            {"time_zone": "Europe/Berlin", "opens_at": "2027-03-28T02:30", "closes_at": ""},
            "Clocks in Europe/Berlin never show 28 March 2027 at 02:30",
        ),
        (
            {"time_zone": "Europe/Berlin", "opens_at": "2027-10-31T02:30", "closes_at": ""},
            "Clocks in Europe/Berlin show 31 October 2027 at 02:30 twice",
        ),
        ({"closes_at": "2027-01-30T12:00"}, "would close before it opens"),
        ({"quota": "0"}, "greater than or equal to 1"),
        ({"starts_a_minute": "0"}, "greater than or equal to 1"),
        ({"opens_at": ""}, "This field is required"),
        ({"opens_at": "soon"}, "Enter a valid date/time"),
    ],
)
def test_what_cannot_be_is_refused_beside_what_was_typed(
    researcher: Client, closed: World, wrong: dict[str, str], why: str
) -> None:
    refused = researcher.post(OPENING, {**KEPT, **wrong})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert why in page
    assert 'value="90"' in page
    assert not EnrolmentWindow.objects.exists()


def test_missing_bundles_are_named_and_nothing_can_be_opened(
    researcher: Client, world: World
) -> None:
    page = researcher.get(OPENING).content.decode()
    assert "fashion, loan, iris" in " ".join(page.split())
    assert "Open now" not in page
    refused = researcher.post(OPENING, {"open": "yes"}, follow=True).content.decode()
    assert "bundles are not loaded: fashion, loan, iris" in refused
    assert not EnrolmentWindow.objects.exists()


def test_an_open_study_whose_effects_were_removed_says_so_and_can_be_closed(
    researcher: Client, closed: World
) -> None:
    researcher.post(OPENING, {"open": "yes"})
    StoredBundle.objects.filter(scenario="iris").delete()
    page = " ".join(researcher.get(OPENING).content.decode().split())
    assert "Nobody can take part:" in page
    assert "The bundle is not loaded: iris." in page
    assert "Keep this" not in page
    closed_now = researcher.post(OPENING, {"close": "yes"}, follow=True).content.decode()
    assert "Whoever has begun can go on." in closed_now


def test_an_archived_study_has_no_form(researcher: Client, closed: World) -> None:
    study = closed.founding.study
    study.archived_at = NOON
    study.save()
    page = researcher.get(OPENING).content.decode()
    assert "Archived." in page
    assert "Keep this" not in page
    assert "is archived" in researcher.post(OPENING, KEPT, follow=True).content.decode()
    assert not EnrolmentWindow.objects.exists()


def test_interviews_are_never_opened(researcher: Client) -> None:
    slug = interview_version().study.slug
    page = researcher.get(f"/admin/studies/{slug}/design/opening/").content.decode()
    assert "there is nothing to open" in page


def test_coders_and_recruiters_neither_open_nor_close(closed: World) -> None:
    for role in (Role.CODER, Role.RECRUITER, Role.AUDITOR):
        assert with_role(role).post(OPENING, {"open": "yes"}).status_code == 403
    assert not EnrolmentWindow.objects.exists()
