"""Two ways into a study: from a panel, and by invitation."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from survey.design.panel import Panel, PanelIdentifier
from survey.enrolment.entry_parameters import EntryParameters, entry_parameters, require_entry
from survey.enrolment.invitations import make_invitations
from survey.errors import BeganBefore, StudyClosed
from survey.models import EnrolmentWindow, Invitation, Participant, ScreenedOut, StudyVersion
from survey.recruitment.actions import name_noted
from survey.recruitment.models import RecruitmentIdentifier
from tests.survey.enrolment.entry_pages import (
    DONE,
    OUT,
    PANEL,
    begin,
    consent,
    finish,
    include,
)
from tests.world import LONG_AGO, NOON, World, founding_study

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

WITHOUT_PANEL = founding_study().survey
WITH_PANEL = WITHOUT_PANEL.model_copy(
    update={"panel": Panel(completion="https://panel.example/done")}
)
IDENTIFIERS = st.from_regex(r"[A-Za-z0-9_-]{1,100}", fullmatch=True)


def test_a_panels_participant_is_noted_after_consent_and_inclusion(
    client: Client, panel_study: StudyVersion
) -> None:
    agreed = consent(client, f"/studies/by-panel/{PANEL}")
    assert not RecruitmentIdentifier.objects.exists()
    for _double_click in range(2):
        include(client, agreed)
    identifier = RecruitmentIdentifier.objects.get()
    assert (identifier.study, identifier.panel_participant) == ("by-panel", "prolific-ann")
    assert (identifier.panel_study, identifier.panel_session) == ("9b2c", "7d3e")
    assert identifier.arrived_on == datetime.now(tz=UTC).date()
    assert Participant.objects.get().from_panel


def test_no_cookie_and_nothing_of_the_panel_is_kept_beside_the_answers(
    client: Client, panel_study: StudyVersion
) -> None:
    begin(client, f"/studies/by-panel/{PANEL}")
    assert set(client.cookies) <= {"csrftoken", "messages"}
    row = Participant.objects.values().get()
    assert not {"prolific-ann", "9b2c", "7d3e"} & {str(value) for value in row.values()}


def test_the_thank_you_page_leads_back_to_the_panel(
    client: Client, panel_study: StudyVersion
) -> None:
    page = finish(client, begin(client, f"/studies/by-panel/{PANEL}"))
    assert DONE in page
    assert "prolific-ann" not in page


def test_whoever_came_without_a_panel_is_not_sent_to_it(
    client: Client, panel_study: StudyVersion
) -> None:
    page = finish(client, begin(client, "/studies/by-panel/"))
    assert DONE not in page
    assert not RecruitmentIdentifier.objects.exists()


@pytest.mark.parametrize("query", [PANEL, "", "?PROLIFIC_PID=%7B%7B%25PROLIFIC_PID%25%7D%7D"])
def test_somebody_not_eligible_finds_the_way_back_and_leaves_nothing(
    client: Client, panel_study: StudyVersion, query: str
) -> None:
    end = begin(client, f"/studies/by-panel/{query}", answer="no").content.decode()
    assert (OUT in end) == (query == PANEL)
    assert not Participant.objects.exists()
    assert not RecruitmentIdentifier.objects.exists()
    assert ScreenedOut.objects.get().count == 1


def test_a_study_without_a_panel_leaves_the_parameters_behind(client: Client, world: World) -> None:
    world.open()
    assert "prolific-ann" not in client.get(f"/studies/tda-needfinding/{PANEL}").content.decode()
    begin(client, f"/studies/tda-needfinding/{PANEL}")
    assert not Participant.objects.get().from_panel
    assert not RecruitmentIdentifier.objects.exists()


def test_whoever_has_their_answers_deleted_is_told_what_stays_elsewhere(
    client: Client, panel_study: StudyVersion
) -> None:
    home = begin(client, f"/studies/by-panel/{PANEL}").headers["Location"]
    assert (
        "How your panel names you is stored elsewhere"
        in client.get(f"{home}leave/").content.decode()
    )
    client.post(f"{home}leave/", {"wish": "delete", "sure": "yes"})
    assert not Participant.objects.exists()
    assert RecruitmentIdentifier.objects.count() == 1


@pytest.fixture
def invitation(world: World) -> str:
    world.open()
    EnrolmentWindow.objects.update(invited_only=True)
    make_invitations(world.founding.study, 1, made_at=LONG_AGO)
    return f"/studies/tda-needfinding/?invitation={Invitation.objects.get().token}"


def test_an_invitation_leads_through_consent_to_the_first_page(
    client: Client, invitation: str
) -> None:
    begun = begin(client, invitation)
    assert begun.status_code == 302
    assert begun.headers["Location"] == f"/take-part/{Participant.objects.get().token}/"


def test_of_two_tabs_the_second_is_told_politely(client: Client, invitation: str) -> None:
    tabs = [consent(client, invitation) for _tab in range(2)]
    answers = [include(client, tab) for tab in tabs]
    assert [answer.status_code for answer in answers] == [302, 403]
    assert "began with this invitation already" in answers[1].content.decode()
    again = include(client, tabs[0])
    assert again.headers["Location"] == answers[0].headers["Location"]
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("page", ["", "consent/"])
def test_a_used_invitation_is_refused_on_every_page(
    client: Client, invitation: str, page: str
) -> None:
    begin(client, invitation)
    parts = urlsplit(invitation)
    refused = client.get(f"{parts.path}{page}?{parts.query}")
    assert refused.status_code == 403
    assert "began with this invitation already" in refused.content.decode()


@pytest.mark.parametrize("token", ["never-made", "%01", "x" * 5000, "%F0%9F%90%A6"])
@pytest.mark.parametrize("page", ["", "consent/"])
def test_an_unknown_invitation_is_a_clear_page(
    client: Client, invitation: str, page: str, token: str
) -> None:
    refused = client.get(f"/studies/tda-needfinding/{page}?invitation={token}")
    assert refused.status_code in {200, 403}
    assert re.search("not known here|people who were invited", refused.content.decode())
    assert "Take part</a>" not in refused.content.decode()


def test_an_invitation_study_says_so_to_whoever_was_not_invited(
    client: Client, invitation: str
) -> None:
    page = client.get("/studies/tda-needfinding/")
    assert page.status_code == 200
    assert "open to people who were invited" in page.content.decode()
    assert client.get("/studies/tda-needfinding/consent/").status_code == 403


@given(
    invitation=st.from_regex(r"[A-Za-z0-9_-]{0,32}", fullmatch=True),
    panel=st.none() | st.builds(PanelIdentifier, IDENTIFIERS, IDENTIFIERS, IDENTIFIERS),
    is_pilot=st.booleans(),
)
def test_parameters_are_read_back_from_the_address_they_are_added_to(
    invitation: str, panel: PanelIdentifier | None, is_pilot: bool
) -> None:
    arrival = EntryParameters(invitation, panel, is_pilot)
    address, _mark, query = arrival.added_to("/studies/a/").partition("?")
    assert address == "/studies/a/"
    assert EntryParameters.parse(QueryDict(query), WITH_PANEL) == arrival


def test_an_address_without_parameters_stays_as_it_is() -> None:
    assert EntryParameters().added_to("/studies/a/") == "/studies/a/"


def test_what_a_panel_adds_is_ignored_where_the_study_names_no_panel() -> None:
    query = {"PROLIFIC_PID": "prolific-ann"}
    assert EntryParameters.parse(query, WITH_PANEL).panel == PanelIdentifier("prolific-ann")
    assert EntryParameters.parse(query, WITHOUT_PANEL).panel is None


def test_an_invitation_is_cut_to_what_a_token_can_be() -> None:
    assert EntryParameters.parse({"invitation": "a\0" * 50}, WITHOUT_PANEL).invitation == "a" * 32


@pytest.mark.django_db
def test_nobody_is_a_pilot_by_asking_for_it(rf: RequestFactory, world: World) -> None:
    request = rf.get("/", {"pilot": "yes"})
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        entry_parameters(request, world.founding)


def test_whoever_could_begin_now_is_let_in_and_nothing_is_stored(
    panel_study: StudyVersion,
) -> None:
    ada = EntryParameters(panel=PanelIdentifier("ada"))
    require_entry(panel_study, ada, now=NOON)
    with name_noted("by-panel", ada.panel, day=NOON.date()) as note:
        note()
    with pytest.raises(BeganBefore):
        require_entry(panel_study, ada, now=NOON)
    EnrolmentWindow.objects.all().delete()
    with pytest.raises(StudyClosed):
        require_entry(panel_study, EntryParameters(), now=NOON)
    assert not Participant.objects.exists()
