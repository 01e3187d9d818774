"""A panel gets its people back from every ending, and nobody begins twice by its name."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from survey.design.panel import PanelIdentifier
from survey.errors import BeganBefore
from survey.models import Opening, Participant, Slot, StudyVersion
from survey.recruitment.actions import name_noted
from survey.recruitment.models import BeginningThroughPanel, RecruitmentIdentifier
from tests.survey.conftest import BY_PANEL, opened
from tests.survey.crowd import at_once
from tests.survey.tables import about_people, dump
from tests.survey.views.test_arriving import PANEL, begin, consent, finish, include
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

HOST = "https://panel.example/"
DONE, OUT = f"{HOST}done?code=DONE", f"{HOST}out?code=OUT"
NO, FULL = f"{HOST}no?code=NO", f"{HOST}full?code=FULL"
PAGE = f"/studies/by-panel/{PANEL}"
ADA = PanelIdentifier("ada", "study", "visit")


def text(response: Any) -> str:
    return str(response.content.decode())


def led_to(page: str) -> set[str]:
    return {address for address in (DONE, OUT, NO, FULL) if address in page}


@pytest.fixture
def full(panel_study: StudyVersion) -> StudyVersion:
    joined(panel_study, "ada")
    Opening.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=10**6)
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
    Opening.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=10**6)
    assert led_to(text(include(client, agreed))) == {FULL}
    assert not BeginningThroughPanel.objects.exists()
    assert not RecruitmentIdentifier.objects.exists()


def test_a_place_whose_holder_is_idle_is_still_offered(
    client: Client, panel_study: StudyVersion
) -> None:
    joined(panel_study, "ada")  # in January 2027, by the world's clock
    Opening.objects.filter(study=panel_study.study).update(quota=1, idle_minutes=0)
    Participant.objects.update(last_active_at=NOON.replace(year=2025))
    assert "Take part</a>" in text(client.get("/studies/by-panel/"))
    assert "/take-part/" in begin(client, "/studies/by-panel/").headers["Location"]


def test_idle_holders_of_an_older_version_make_room_as_well(
    client: Client, panel_study: StudyVersion
) -> None:
    joined(panel_study, "ada")
    Opening.objects.filter(study=panel_study.study).update(quota=1)
    newer = StudyVersion.objects.get(pk=panel_study.pk)
    newer.pk, newer.label, newer.digest = None, "1.1", "e" * 64
    newer.content = newer.content.replace('"1.0"', '"1.1"')
    newer.save()
    Participant.objects.update(last_active_at=NOON.replace(year=2025))
    assert "Take part</a>" in text(client.get("/studies/by-panel/"))
    begin(client, "/studies/by-panel/")
    assert Slot.objects.get(participant__isnull=False).version == newer


@pytest.mark.parametrize("way", ["decline", "stop", "delete"])
def test_whoever_declines_or_leaves_finds_the_way_back(
    client: Client, panel_study: StudyVersion, way: str
) -> None:
    if way == "decline":
        page = client.post(f"/studies/by-panel/consent/{PANEL}", {"decline": "yes"})
    else:
        home = begin(client, PAGE).headers["Location"]
        sent = {"wish": way, "sure": "yes"}
        page = client.post(f"{home}leave/", sent, follow=True)
    assert led_to(text(page)) == {NO}


@pytest.mark.parametrize("way", ["stop", "delete"])
def test_whoever_came_by_themselves_does_not(
    client: Client, panel_study: StudyVersion, way: str
) -> None:
    home = begin(client, "/studies/by-panel/").headers["Location"]
    page = client.post(f"{home}leave/", {"wish": way, "sure": "yes"}, follow=True)
    assert HOST not in text(page)


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
    return {each for each in led_to(page) if f'content="0; url={each}"' in page}


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
    Opening.objects.filter(study=version.study).update(quota=1)
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


@pytest.mark.parametrize("page", ["", "consent/"])
def test_the_same_name_again_is_refused_before_anything_is_read(
    client: Client, panel_study: StudyVersion, page: str
) -> None:
    begin(client, PAGE)
    again = PANEL.replace("SESSION_ID=7d3e", "SESSION_ID=another")
    answer = text(Client().get(f"/studies/by-panel/{page}{again}"))
    assert "began this study already" in answer
    assert "go on with the address of the page you were on" in answer
    assert led_to(answer) == {FULL}
    assert Participant.objects.count() == 1


def test_of_two_tabs_that_were_open_before_one_begins(
    client: Client, panel_study: StudyVersion
) -> None:
    tabs = [consent(client, PAGE) for _tab in range(2)]
    assert include(client, tabs[0]).status_code == 302
    assert "began this study already" in text(include(client, tabs[1]))
    assert include(client, tabs[0]).status_code == 302
    assert Participant.objects.count() == Slot.objects.filter(version=panel_study).count() == 1


def test_another_name_and_another_study_are_not_refused(
    client: Client, panel_study: StudyVersion
) -> None:
    begin(client, PAGE)
    begin(client, PAGE.replace("prolific-ann", "9f9f"))
    assert Participant.objects.count() == 2
    digests = set(BeginningThroughPanel.objects.values_list("digest", flat=True))
    assert len(digests) == 2


def test_the_name_is_known_again_after_it_was_deleted_and_they_withdrew(
    client: Client, panel_study: StudyVersion
) -> None:
    home = begin(client, PAGE).headers["Location"]
    RecruitmentIdentifier.objects.all().delete()
    client.post(f"{home}leave/", {"wish": "delete", "sure": "yes"})
    assert "began this study already" in text(client.get(PAGE))
    assert "prolific-ann" not in dump()


def test_with_another_secret_key_it_is_not_known_again(
    client: Client, panel_study: StudyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(client, PAGE)
    monkeypatch.setattr(settings, "SECRET_KEY", "another key, and long enough for a test")
    assert "Take part</a>" in text(client.get(PAGE))


def test_nothing_of_it_lies_beside_the_answers(client: Client, panel_study: StudyVersion) -> None:
    begin(client, PAGE)
    kept = BeginningThroughPanel.objects.get()
    assert not any(kept.digest in str(rows) for rows in about_people().values())
    participant = Participant.objects.values().get()
    assert not {str(value) for value in participant.values()} & {kept.digest, str(kept.pk)}


def test_a_beginning_that_fails_in_the_end_leaves_the_name_free() -> None:
    def begin() -> None:
        with name_noted("by-panel", ADA, day=NOON.date()) as note:
            note()
            assert BeginningThroughPanel.objects.count() == 1
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        begin()
    assert not BeginningThroughPanel.objects.exists()
    assert not RecruitmentIdentifier.objects.exists()


def test_a_name_refused_stays_noted() -> None:
    with name_noted("by-panel", ADA, day=NOON.date()) as note:
        note()
    with pytest.raises(BeganBefore), name_noted("by-panel", ADA, day=NOON.date()) as note:
        note()
    assert BeginningThroughPanel.objects.count() == RecruitmentIdentifier.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])
def test_of_ten_beginnings_at_once_by_one_name_one_stands(
    transactional_db: None, study_folder: Path
) -> None:
    opened(World(), study_folder, BY_PANEL)
    forms = [consent(Client(), PAGE) for _form in range(10)]
    jobs = [partial(include, Client(raise_request_exception=False), form) for form in forms]
    statuses = sorted(answer.status_code for answer in at_once(jobs))
    assert statuses == [200] * 9 + [302]
    assert Participant.objects.count() == BeginningThroughPanel.objects.count() == 1
