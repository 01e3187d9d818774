"""Opening and closing a study in the browser."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from survey.members.roles import Role
from survey.models import EnrolmentWindow
from tests.interview_world import interview_version
from tests.roles import with_role
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

OPENING = "/admin/studies/tda-needfinding/design/opening/"
KEPT = {
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


def test_times_are_in_utc_and_all_that_is_set_is_kept(researcher: Client, closed: World) -> None:
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


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
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
