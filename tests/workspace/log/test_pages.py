"""The part of the log that is about one study, for those who may read it there."""

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client

from operations.models import Change
from survey.members.roles import Role
from survey.studies.downloads import note_download
from survey.studies.load import open_study
from survey.studies.models import Study
from tests.operations.newest_change import newest
from tests.roles import with_role
from tests.world import LONG_AGO, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

ADDRESS = "/admin/studies/tda-needfinding/log/"


@pytest.fixture
def auditor(world: World) -> Client:
    study = world.founding.study
    client = with_role(Role.AUDITOR)
    open_study(study, opens_at=LONG_AGO, quota=5)
    open_study(study, opens_at=LONG_AGO, quota=7)
    note_download(study, "data package", {"formats": ["xlsx", "sav"], "identifying": False})
    other = Study.objects.create(slug="of-others")
    note_download(other, "words of others")
    return client


def text_of(client: Client, **asked: str) -> str:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_says_who_did_what_with_before_and_after_and_nothing_of_other_studies(
    auditor: Client,
) -> None:
    page = text_of(auditor)
    assert "<dt>quota</dt><dd>5, then 7</dd>" in page
    assert "<dt>formats</dt><dd>xlsx, sav</dd>" in page
    assert "<dt>identifying</dt><dd>no</dd>" in page
    assert "words of others" not in page
    assert page.index("data package") < page.index("5, then 7")  # the newest first


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"kind": "downloaded"}, "data package", "5, then 7"),
        ({"what": "enrolment window"}, "5, then 7", "xlsx, sav"),
        ({"who": "nobody of this name"}, "No entry fits", "data package"),
        ({"who": "RUN BY"}, "data package", "No entry fits"),
        ({"since": "2999-01-01"}, "No entry fits", "data package"),
        ({"until": "2020-01-01"}, "No entry fits", "data package"),
        ({"since": "tomorrow"}, "Enter a valid date", "No entry fits"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "is before the other", "No entry"),
        ({"kind": "eaten", "page": "many"}, "Select a valid choice", "No entry fits"),
    ],
)
def test_filters_narrow_it_and_nonsense_is_said_beside_its_field(
    auditor: Client, asked: dict[str, str], shown: str, hidden: str
) -> None:
    page = text_of(auditor, **asked)
    assert shown in page
    assert hidden not in page


def test_the_file_holds_what_the_page_lists_and_taking_it_is_noted(auditor: Client) -> None:
    response = auditor.get(f"{ADDRESS}changes.csv", {"kind": "downloaded"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode())))
    assert [(row["study"], row["which"]) for row in rows[1:]] == [
        ("tda-needfinding", "data package")
    ]
    assert rows[0]["which"] == newest().which == "log of changes"
    assert newest().by == "account auditor"
    assert Change.objects.filter(which="log of changes").count() == 1


def test_a_long_log_comes_in_pages(auditor: Client) -> None:
    study = Study.objects.get(slug="tda-needfinding")
    for number in range(51):
        note_download(study, f"file {number}")
    first, second = text_of(auditor), text_of(auditor, kind="downloaded", page="2")
    assert "file 50" in first
    assert ", file 0<" not in first
    assert "file 0<" in second
    assert "?kind=downloaded&amp;page=1" in second


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.CODER, Role.RECRUITER])
def test_who_may_not_read_it_is_refused(auditor: Client, role: Role) -> None:
    client = with_role(role)
    assert client.get(ADDRESS).status_code == 403
    assert client.get(f"{ADDRESS}changes.csv").status_code == 403


def test_an_auditor_of_another_study_does_not_learn_that_this_one_is_there(
    auditor: Client,
) -> None:
    stranger = User.objects.create_user("stranger", is_staff=True)
    client = Client()
    client.force_login(stranger)
    assert client.get(ADDRESS).status_code == 404
