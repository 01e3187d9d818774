"""Every address of a study, asked for with a study of interviews: it is right, or refused."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.interview_world import interview_version, interviewee
from tests.permissions.routes import all_routes, filled

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROUTES = [route for route in all_routes() if "<slug:slug>" in route]


class Holes(dict[str, str]):
    """Of the study of interviews; whatever else an address names is a number that there may be."""

    def __missing__(self, name: str) -> str:
        return "1"


HOLES = Holes(
    slug="small-interviews",
    aside="leave",
    form="json",
    label="1.0",
    name="consent.consent",
    version="1.0",
    way="1-1",
)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_a_study_ends_in_an_error_of_the_server_for_interviews(
    client: Client, method: str
) -> None:
    assert interviewee("P1").study.slug == "small-interviews"
    client.force_login(User.objects.create_superuser("root"))
    for route in ROUTES:
        for population in ("people", "simulated"):
            address = filled(route, Holes(HOLES, population=population))
            answer = getattr(client, method)(address)  # raises what the server would log
            assert answer.status_code < 500, address


@pytest.mark.parametrize("model", ["study", "studyversion", "enrolmentwindow", "invitation"])
def test_the_lists_of_studies_hold_interviews_too(client: Client, model: str) -> None:
    version = interview_version()
    client.force_login(User.objects.create_superuser("root"))
    listed = client.get(f"/admin/survey/{model}/")
    if model in {"study", "studyversion"}:
        assert version.definition.title in listed.content.decode()
    else:
        assert list(listed.context["cl"].result_list) == []
