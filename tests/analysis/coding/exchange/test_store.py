"""A project is stored whole or not at all."""

import pytest

from analysis.coding.exchange.guids import guid_of
from analysis.models import Codebook, CodingRound, RoundCoder, Theme
from survey.interviews.models import Interviewee
from tests.analysis.coding.exchange.foreign_projects import (
    project,
)
from tests.analysis.coding.exchange.imported_talks import (
    ADAS,
    CHOOSE,
    CONSENTED,
    NAMES,
    REVIEW,
    imported,
    nothing_is_there,
    sent,
)
from tests.analysis.coding.reviews import answered
from tests.analysis.coding_world import InterviewWorld, browser
from tests.interview_world import interview_version

pytestmark = pytest.mark.django_db


def test_codes_without_codings_make_no_round(interviews: InterviewWorld) -> None:
    assert "2 transcripts are stored" in imported(interviews, project())
    assert not CodingRound.objects.exists()
    noise = Theme.objects.get(codebook__slug="talks", name="Noise")
    assert (noise.area.name if noise.area else "", noise.definition) == ("Causes", "Wrong labels")


def test_a_project_that_cannot_be_kept_whole_changes_nothing(interviews: InterviewWorld) -> None:
    rita = browser(interviews.rita)
    assert "talks.qdpx" in rita.post(CHOOSE, sent(interviews, b"none")).content.decode()
    page = rita.post(CHOOSE, sent(interviews, project(ADAS))).content.decode()
    review = {**answered(page, NAMES), "read": "everything", "consented_on": CONSENTED}
    refused = rita.post(REVIEW, {**review, "pseudonym of Anna Schmidt": "Bo"}).content.decode()
    assert "Bo is no pseudonym" in refused
    assert nothing_is_there()
    # The second participant cannot be recorded any more when the first one was already.
    age = {"title": "Age", "type": "number"}
    interview_version(version="1.1", attributes={"age": age}, groups=None)
    value = f'<VariableValue><VariableRef targetGUID="{guid_of("age")}"/>'
    old = f'name="Second">{value}<TextValue>old</TextValue></VariableValue>'
    content = project(ADAS, change=('name="Second">', old))
    page = rita.post(CHOOSE, sent(interviews, content)).content.decode()
    review = {**answered(page, NAMES), "read": "everything", "consented_on": CONSENTED}
    assert "Age: old is no number" in rita.post(REVIEW, review).content.decode()
    assert nothing_is_there()
    assert Interviewee.objects.count() == 3
    assert not Codebook.objects.filter(slug="talks").exists()
    assert not RoundCoder.objects.exists()
