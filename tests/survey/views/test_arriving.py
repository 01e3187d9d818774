"""The ways into a study: from a panel, and by invitation."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from survey.actions.invitations import make_invitations
from survey.models import Invitation, Opening, Participant, StudyVersion, TurnedAway
from survey.recruitment.models import RecruitmentIdentifier
from survey.simulation.walker import hidden_in
from tests.survey.walker import STATEMENTS, Walker
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

PANEL = "?PROLIFIC_PID=prolific-ann&STUDY_ID=9b2c&SESSION_ID=7d3e"
DONE, OUT = "https://panel.example/done?code=DONE", "https://panel.example/out?code=OUT"


def consent(client: Client, address: str) -> Any:
    """From the page of the study to what follows the consent."""
    page = client.get(address).content.decode()
    take_part = re.search(r'<a href="([^"]+)" class="button" lang="en">Take part', page)
    assert take_part is not None, page
    link = take_part[1].replace("&amp;", "&")
    hidden = hidden_in(client.get(link))  # type: ignore[arg-type]
    ticked = dict.fromkeys(STATEMENTS, "on")
    return client.post(link, {**hidden, "agree": "yes", **ticked})


def include(client: Client, agreed: Any, answer: str = "yes") -> Any:
    """Send the form that came with the answer to a consent, to where it says."""
    action = re.search(r'action="([^"]+)"', agreed.content.decode())
    assert action is not None
    address = action[1].replace("&amp;", "&")
    return client.post(address, {**hidden_in(agreed), "developed_models": answer})


def begin(client: Client, address: str, answer: str = "yes") -> Any:
    return include(client, consent(client, address), answer)


def finish(client: Client, begun: Any) -> str:
    walker = Walker(client)
    walker.home = begun.headers["Location"]
    walker.finish()
    return walker.read()


def test_a_panels_participant_is_noted_after_consent_and_inclusion(
    client: Client, panel_study: StudyVersion
) -> None:
    agreed = consent(client, f"/studies/by-panel/{PANEL}")
    assert not RecruitmentIdentifier.objects.exists()
    for _double_click in range(2):
        include(client, agreed)
    kept = RecruitmentIdentifier.objects.get()
    assert (kept.study, kept.panel_participant) == ("by-panel", "prolific-ann")
    assert (kept.panel_study, kept.panel_session) == ("9b2c", "7d3e")
    assert kept.arrived_on == datetime.now(tz=UTC).date()
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
    assert TurnedAway.objects.get().count == 1


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
    assert "How your panel names you is stored elsewhere" in client.get(
        f"{home}leave/"
    ).content.decode()  # fmt: skip
    client.post(f"{home}leave/", {"wish": "delete", "sure": "yes"})
    assert not Participant.objects.exists()
    assert RecruitmentIdentifier.objects.count() == 1


@pytest.fixture
def invitation(world: World) -> str:
    world.open()
    Opening.objects.update(invited_only=True)
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


@pytest.mark.parametrize("token", ["never-made", "%00", "x" * 5000, "%F0%9F%90%A6"])
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
