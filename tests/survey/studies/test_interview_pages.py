"""Pages of a study of interviews: what people sign, and what researchers read in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.asserts import assertInHTML, assertTemplateUsed

from survey.design.reading import read_study
from survey.interviews.write import erase_interviewee
from survey.population import Population
from survey.studies.load import store_version
from survey.studies.models import StudyVersion
from tests.interview_world import interview_version, interviewee
from tests.world import NOON, STUDIES, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def shipped() -> StudyVersion:
    study = read_study(STUDIES / "tda-interviews" / "study.yaml", bundles=())
    return store_version(study, loaded_at=NOON).version


def test_the_public_page_is_the_sheet_that_people_sign(
    client: Client, shipped: StudyVersion
) -> None:
    page = client.get("/studies/tda-interviews/").content.decode()
    study = shipped.interviews
    assertInHTML("<dd>30 to 60 minutes</dd>", page)
    assertInHTML("<dd>A conversation, in person or by video call</dd>", page)
    assertInHTML("<li>The recording: until 31 December 2027.</li>", page)
    assert "There is nothing to click here" in page
    assert "Who is responsible, and your rights" in page
    for statement in study.consent.statements:
        assertInHTML(f"<li>{statement.text}</li>", page)
    assert '<a href="mailto:study@example.org">' in page
    assert study.consent_digest in page
    assertInHTML("<dt>Signature</dt>", page)
    assert ("<form" in page, 'class="button"' in page) == (False, False)


def test_on_the_landing_page_interviews_stand_apart_from_surveys(
    client: Client, world: World, shipped: StudyVersion
) -> None:
    page = client.get("/").content.decode()
    surveys, interviews = page.split('<h2 id="interviews">Interviews</h2>')
    assert world.founding.definition.title.replace("'", "&#x27;") in surveys
    assert shipped.definition.title in interviews
    assert shipped.definition.title not in surveys


def test_interviews_alone_are_studies_too(client: Client, shipped: StudyVersion) -> None:
    assert shipped.definition.title in client.get("/").content.decode()
    assert "No study is here yet" not in client.get("/").content.decode()


PAGES_OF_SURVEYS = ("consent/", "inclusion/", "pilot/", "deleted/")


@pytest.mark.parametrize("page", PAGES_OF_SURVEYS)
def test_a_survey_s_page_of_a_study_of_interviews_is_refused_in_a_sentence(
    client: Client, researcher: Client, shipped: StudyVersion, page: str
) -> None:
    assert shipped.study.kind == "interviews"
    asked = researcher.get(f"/studies/tda-interviews/{page}", follow=True)
    if page == "inclusion/":  # leads to the consent
        assert asked.redirect_chain
    assert asked.status_code == 404
    assertTemplateUsed(asked, "studies/other_kind.html")
    assert "tda-interviews is a study of interviews" in asked.content.decode()


def test_visitors_are_not_told_what_to_do_in_the_admin(
    client: Client, shipped: StudyVersion
) -> None:
    assert shipped.study.kind == "interviews"
    asked = client.get("/studies/tda-interviews/consent/")
    assert asked.status_code == 404
    assert "nobody takes part in it on a page" in asked.content.decode()
    assert "admin" not in asked.content.decode()


def test_a_researcher_reads_guide_inclusion_and_attributes_of_a_version(
    researcher: Client, shipped: StudyVersion
) -> None:
    page = researcher.get(f"/admin/survey/studyversion/{shipped.pk}/change/").content.decode()
    study = shipped.interviews
    for topic in study.guide.topics:
        assertInHTML(f"<h4>{topic.title}</h4>", page)
    for criterion in study.inclusion:
        assert criterion.text in page
    for attribute in study.attributes.values():
        assert attribute.title in page
    assert "User, Developer" in " ".join(page.split()).replace(" ,", ",")
    assert "Step 1" not in page
    assert "Slots" not in page


def test_a_version_tells_how_many_were_recorded_and_withdrew(researcher: Client) -> None:
    version = interview_version()
    for label in ("P1", "P2", "P3"):
        interviewee(label)
    assert version.interviewees.filter(population=Population.PEOPLE).count() == 3
    erase_interviewee(version.interviewees.get(label="P2"), now=NOON)
    page = researcher.get(f"/admin/survey/studyversion/{version.pk}/change/").content.decode()
    assert "2 recorded, 1 withdrew" in page


def test_the_admin_page_of_the_study_leads_to_no_page_of_a_survey(
    client: Client, shipped: StudyVersion
) -> None:
    client.force_login(User.objects.create_superuser("root"))
    page = client.get(f"/admin/survey/study/{shipped.study.pk}/change/").content.decode()
    assert "/studies/tda-interviews/" in page
    assert "/pilot/" not in page
    links = page.split('<ul class="links">')[1].split("</ul>")[0] if "links" in page else ""
    assert "Walk through" not in links
