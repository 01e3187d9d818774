"""Every request is about one study or none, and nobody meets a study that is not theirs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.members.roles import Role
from survey.studies.archive import archive_study, close_study
from survey.studies.load import store_version
from survey.studies.models import Study, StudyVersion
from tests.interview_world import small_study
from tests.roles import account, with_role
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_study_of_others_is_not_there(world: World) -> None:
    other = store_version(small_study(study="zebra"), loaded_at=NOON).version.study
    stranger = browser(account("stranger", *Role, study=other))
    study = world.founding.study
    for address in (
        f"/admin/studies/{study.slug}/",
        f"/admin/studies/{study.slug}/read/",
        f"/admin/survey/study/{study.pk}/change/",
        f"/analysis/studies/{study.slug}/export/",
        f"/analysis/studies/{study.slug}/report/",
        f"/admin/survey/studyversion/{world.founding.pk}/change/",
    ):
        assert stranger.get(address).status_code == 404, address


def test_a_role_in_one_study_is_no_role_in_another(world: World) -> None:
    """A lead elsewhere who codes here opens what coders open here, and no more."""
    other = store_version(small_study(study="zebra"), loaded_at=NOON).version.study
    both = account("both", Role.LEAD, study=other)
    account("both", Role.CODER, study=world.founding.study)
    client, here = browser(both), f"/admin/studies/{world.founding.study.slug}"
    assert client.get(f"{here}/code/").status_code == 200
    for page in ("design", "read", "report", "archive", "people"):
        assert client.get(f"{here}/{page}/").status_code == 403, page
    assert client.get("/admin/studies/zebra/archive/").status_code == 200


def test_a_list_shows_rows_of_ones_own_studies_alone(world: World) -> None:
    other = store_version(small_study(study="zebra"), loaded_at=NOON).version.study
    stranger = browser(account("stranger", Role.RESEARCHER, study=other))
    shown = stranger.get("/admin/survey/studyversion/").content.decode()
    assert "zebra" in shown
    assert world.founding.study.slug not in shown


def test_an_archived_study_takes_no_form_but_those_that_take_data_out(world: World) -> None:
    world.open()
    study = world.founding.study
    client = with_role(Role.LEAD)
    _archived(study)
    refused = client.post("/admin/analysis/codebook/add/", {"study": study.pk})
    assert refused.status_code == 200  # about no study yet, which the form itself refuses
    opening = client.post(f"/admin/survey/study/{study.pk}/change/", {}, follow=True)
    assert "This study is archived" in opening.content.decode()
    export = client.post(f"/analysis/studies/{study.slug}/export/", {"who": "people"})
    assert export.status_code == 200


def _archived(study: Study) -> None:
    """A day after everybody had their last page."""
    close_study(study, now=NOON + timedelta(days=1))
    archive_study(study, now=NOON + timedelta(days=1))


def test_who_comes_back_to_an_archived_study_reads_that_it_has_ended(
    world: World, client: Client
) -> None:
    ada = world.ada
    _archived(world.founding.study)
    page = client.get(f"/take-part/{ada.token}/")
    assert page.status_code == 410
    assert "This study has ended" in page.content.decode()
    assert client.get(f"/take-part/{ada.token}/my-answers.json").status_code == 200
    assert client.get(f"/take-part/{ada.token}/leave/").status_code == 200
    assert StudyVersion.objects.get(pk=world.founding.pk).study.archived_at is not None
