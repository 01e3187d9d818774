"""Nobody begins a study twice by the same name of a panel."""

import pytest
from django.test import Client

from survey.design.panel import PanelIdentifier
from survey.errors import BeganBefore
from survey.models import Participant, StudyVersion
from survey.recruitment.actions import name_noted
from survey.recruitment.models import BeginningThroughPanel, RecruitmentIdentifier
from survey.recruitment.queries import require_first_beginning
from tests.survey.all_rows import dump
from tests.survey.enrolment.entry_pages import FULL, PAGE, PANEL, begin, led_to, text
from tests.world import NOON

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


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


def test_a_name_is_known_by_the_participant_whatever_the_visit() -> None:
    with name_noted("by-panel", PanelIdentifier("ada", "a", "b"), day=NOON.date()) as note:
        note()
    with pytest.raises(BeganBefore, match="Somebody by your panel's identifier began"):
        require_first_beginning("by-panel", PanelIdentifier("ada", "c", "d"))
    require_first_beginning("by-panel", PanelIdentifier("bo", "a", "b"))
    require_first_beginning("another", PanelIdentifier("ada", "a", "b"))
