"""A panel gets its people back from every ending of a study."""

from pathlib import Path

import pytest
from django.test import Client

from survey.models import EnrolmentWindow, Participant, Slot, StudyVersion
from survey.recruitment.models import BeginningThroughPanel, RecruitmentIdentifier
from tests.survey.all_rows import about_people
from tests.survey.conftest import BY_PANEL, opened
from tests.survey.enrolment.entry_pages import (
    DONE,
    FULL,
    HOST,
    NO,
    OUT,
    PAGE,
    PANEL,
    begin,
    consent,
    finish,
    include,
    led_to,
    text,
)
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def full(panel_study: StudyVersion) -> StudyVersion:
    joined(panel_study, "ada")
    EnrolmentWindow.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=10**6)
    return panel_study


@pytest.mark.parametrize("page", ["", "consent/"])
def test_a_full_study_says_so_before_anything_is_read_and_writes_nothing(
    client: Client, full: StudyVersion, page: str
) -> None:
    before = about_people()
    answer = text(client.get(f"/studies/by-panel/{page}{PANEL}"))
    assert "Every place in this study is taken" in answer
    assert led_to(answer) == {FULL}
    assert "Take part</a>" not in answer
    assert 'name="agree"' not in answer
    assert about_people() == before


@pytest.mark.parametrize("page", ["", "consent/"])
def test_nobody_else_is_sent_to_the_panel(client: Client, full: StudyVersion, page: str) -> None:
    answer = text(client.get(f"/studies/by-panel/{page}"))
    assert "Every place in this study is taken" in answer
    assert HOST not in answer


def test_a_study_that_fills_up_meanwhile_sends_them_back_too(
    client: Client, panel_study: StudyVersion
) -> None:
    agreed = consent(client, PAGE)
    joined(panel_study, "ada")
    EnrolmentWindow.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=10**6)
    assert led_to(text(include(client, agreed))) == {FULL}
    assert not BeginningThroughPanel.objects.exists()
    assert not RecruitmentIdentifier.objects.exists()


def test_a_slot_whose_holder_is_idle_is_still_offered(
    client: Client, panel_study: StudyVersion
) -> None:
    joined(panel_study, "ada")  # in January 2027, by the world's clock
    EnrolmentWindow.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=0)
    Participant.objects.update(last_active_at=NOON.replace(year=2025))
    assert "Take part</a>" in text(client.get("/studies/by-panel/"))
    assert "/take-part/" in begin(client, "/studies/by-panel/").headers["Location"]


def test_idle_holders_of_an_older_version_make_room_as_well(
    client: Client, panel_study: StudyVersion
) -> None:
    joined(panel_study, "ada")
    EnrolmentWindow.objects.filter(study=panel_study.study).update(quota=1)
    newer = StudyVersion.objects.get(pk=panel_study.pk)
    newer.pk, newer.label, newer.digest = None, "1.1", "e" * 64
    newer.content = newer.content.replace('"1.0"', '"1.1"')
    newer.save()
    Participant.objects.update(last_active_at=NOON.replace(year=2025))
    assert "Take part</a>" in text(client.get("/studies/by-panel/"))
    begin(client, "/studies/by-panel/")
    assert Slot.objects.get(participant__isnull=False).version == newer


@pytest.mark.parametrize("wish", ["decline", "stop", "delete"])
def test_whoever_declines_or_leaves_finds_the_way_back(
    client: Client, panel_study: StudyVersion, wish: str
) -> None:
    if wish == "decline":
        page = client.post(f"/studies/by-panel/consent/{PANEL}", {"decline": "yes"})
    else:
        home = begin(client, PAGE).headers["Location"]
        sent = {"wish": wish, "sure": "yes"}
        page = client.post(f"{home}leave/", sent, follow=True)
    assert led_to(text(page)) == {NO}


@pytest.mark.parametrize("wish", ["stop", "delete"])
def test_whoever_came_by_themselves_does_not(
    client: Client, panel_study: StudyVersion, wish: str
) -> None:
    home = begin(client, "/studies/by-panel/").headers["Location"]
    page = client.post(f"{home}leave/", {"wish": wish, "sure": "yes"}, follow=True)
    assert HOST not in text(page)


EVERY_ENDING = f"{BY_PANEL}  stopped: {HOST}stopped\n  already: {HOST}again\n"


def test_whoever_stops_and_whoever_comes_again_return_to_addresses_of_their_own(
    client: Client, world: World, study_folder: Path
) -> None:
    opened(world, study_folder, EVERY_ENDING)
    home = begin(client, PAGE).headers["Location"]
    page = text(client.post(f"{home}leave/", {"wish": "stop", "sure": "yes"}, follow=True))
    assert (f'href="{HOST}stopped"' in page, led_to(page)) == (True, set())
    for again in (PAGE, f"/studies/by-panel/consent/{PANEL}"):
        page = text(client.get(again))
        assert (f'href="{HOST}again"' in page, led_to(page)) == (True, set())


ONLY_DONE = BY_PANEL.replace("screened_out", "#").replace("declined", "#").replace("full", "#")


@pytest.mark.parametrize("answer", ["no", None])
def test_without_an_address_for_an_ending_they_are_told_to_return(
    client: Client, world: World, study_folder: Path, answer: str | None
) -> None:
    opened(world, study_folder, ONLY_DONE)
    if answer is None:
        page = client.post(f"/studies/by-panel/consent/{PANEL}", {"decline": "yes"})
    else:
        page = begin(client, PAGE, answer)
    assert "return your place there" in text(page)
    assert HOST not in text(page)


AT_ONCE = f"{BY_PANEL}  redirect: at_once\ncompensation: {{kind: none, code: null}}\n"


def refreshed(page: str) -> set[str]:
    return {address for address in led_to(page) if f'content="0; url={address}"' in page}


def test_where_a_study_says_so_they_are_sent_back_at_once(
    client: Client, world: World, study_folder: Path
) -> None:
    version = opened(world, study_folder, AT_ONCE)
    assert refreshed(text(begin(client, PAGE, "no"))) == {OUT}
    declined = client.post(f"/studies/by-panel/consent/{PANEL}", {"decline": "yes"})
    assert refreshed(text(declined)) == {NO}
    begun = begin(client, PAGE)
    assert refreshed(finish(client, begun)) == {DONE}
    Participant.objects.update(ended_at=NOON.replace(year=2025))
    page = text(client.get(begun.headers["Location"], follow=True))
    assert (led_to(page), refreshed(page)) == ({DONE}, set())
    EnrolmentWindow.objects.filter(study=version.study).update(quota=1)
    other = PANEL.replace("prolific-ann", "other")
    assert refreshed(text(client.get(f"/studies/by-panel/{other}"))) == {FULL}


def test_whoever_stopped_can_come_back_and_have_everything_deleted(
    client: Client, world: World, study_folder: Path
) -> None:
    opened(world, study_folder, AT_ONCE)
    home = begin(client, PAGE).headers["Location"]
    page = client.post(f"{home}leave/", {"wish": "stop", "sure": "yes"}, follow=True)
    assert refreshed(text(page)) == {NO}
    Participant.objects.update(ended_at=NOON.replace(year=2025))
    assert refreshed(text(client.get(home, follow=True))) == set()


def test_by_itself_a_page_sends_nobody_on(client: Client, panel_study: StudyVersion) -> None:
    assert "http-equiv" not in finish(client, begin(client, PAGE))


def test_of_two_tabs_that_were_open_before_one_begins(
    client: Client, panel_study: StudyVersion
) -> None:
    tabs = [consent(client, PAGE) for _tab in range(2)]
    assert include(client, tabs[0]).status_code == 302
    assert "began this study already" in text(include(client, tabs[1]))
    assert include(client, tabs[0]).status_code == 302
    assert Participant.objects.count() == Slot.objects.filter(version=panel_study).count() == 1


def test_nothing_of_it_lies_beside_the_answers(client: Client, panel_study: StudyVersion) -> None:
    begin(client, PAGE)
    beginning = BeginningThroughPanel.objects.get()
    assert not any(beginning.digest in str(rows) for rows in about_people().values())
    participant = Participant.objects.values().get()
    assert not {str(value) for value in participant.values()} & {
        beginning.digest,
        str(beginning.pk),
    }
