"""A draft is previewed and compared as a version is, once nothing is wrong with it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.studies.drafts.check import load_draft
from survey.studies.drafts.find import draft_of, files_of
from survey.studies.drafts.shipped import files_of_shipped
from survey.studies.drafts.write import new_study, save_files
from survey.studies.models import Study
from tests.survey.studies.drafts.test_check import changed, copied
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DESIGN = "/admin/studies/mine/design/"
TITLE = "title: Before you go"


def save(study: Study, by: User, old: str, new: str) -> None:
    draft = draft_of(study)
    assert draft is not None
    files = changed(files_of(study), old, new)
    only = {"study.yaml": files["study.yaml"]}
    save_files(study, only, revision=draft.revision, by=by, now=NOON)


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create(username="ada")


@pytest.fixture
def mine(world: World, researcher: Client, ada: User) -> Study:
    """A copy of the founding study, as a draft alone."""
    world.open()
    return new_study("mine", copied("tda-needfinding"), by=ada, now=NOON).study


def test_a_draft_is_previewed_before_any_version_is_loaded(researcher: Client, mine: Study) -> None:
    design = researcher.get(DESIGN).content.decode()
    assert f'href="{DESIGN}preview/draft/"' in design
    assert "No version is loaded yet." in design
    overview = researcher.get(f"{DESIGN}preview/draft/").content.decode()
    assert "The draft, page by page" in overview
    for name in ("information.information", "scenario.image.trial", "end.declined"):
        page = researcher.get(f"{DESIGN}preview/draft/1-1/pages/{name}/").content.decode()
        assert "of the draft: nothing that you do here is stored" in page, name
    assert researcher.get(f"{DESIGN}preview/").status_code == 404
    assert not mine.versions.exists()


def test_a_draft_is_compared_with_the_version_that_was_loaded(
    researcher: Client, mine: Study, ada: User
) -> None:
    load_draft(mine, now=NOON)
    save(mine, ada, TITLE, "title: Before you leave")
    address = f"{DESIGN}difference/?to=draft&from=2.0"
    assert address.replace("&", "&amp;") in researcher.get(DESIGN).content.decode()
    page = researcher.get(address).content.decode()
    assert "<ins>leave</ins>" in page
    assert "Only wording changed." in page


def test_a_draft_with_problems_leads_to_its_editor(
    researcher: Client, mine: Study, ada: User
) -> None:
    save(mine, ada, "duration_minutes: 35", "duration_minutes: long")
    for address in ("", "1-1/pages/consent.consent/", "1-1/help/", "1-1/leave/"):
        refused = researcher.get(f"{DESIGN}preview/draft/{address}")
        assert refused.headers["Location"] == f"{DESIGN}draft/", address
    followed = researcher.get(f"{DESIGN}preview/draft/", follow=True).content.decode()
    assert "The draft has a problem. Mend what stands beside the editor" in followed
    compared = researcher.get(f"{DESIGN}difference/?to=draft").content.decode()
    assert "There is no draft without problems" in compared


def test_a_draft_of_interviews_shows_its_sheet(researcher: Client, ada: User) -> None:
    files = files_of_shipped("tda-interviews")
    study = new_study("tda-interviews", files, by=ada, now=NOON).study
    base = f"/admin/studies/{study.slug}/design/preview/draft/"
    assert "What interviewers have before them" in researcher.get(base).content.decode()
    assert "of the draft" in researcher.get(f"{base}sheet/").content.decode()
    assert researcher.get(f"{base}1-1/pages/end.full/").status_code == 404
