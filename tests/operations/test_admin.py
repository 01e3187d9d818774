"""The whole log is for auditors of the server, who take it along; nobody changes it."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.roles import AUDITORS, ROLES
from operations.models import Change
from survey.members.roles import Role
from tests.operations.newest_change import newest
from tests.roles import with_role
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

ADDRESS = "/admin/operations/change/"


@pytest.fixture
def auditor(db: None) -> Client:
    """Somebody in the server's group of auditors, who is a member of no study."""
    user = User.objects.create_user("of the server", is_staff=True)
    user.groups.add(Group.objects.get(name=AUDITORS))
    client = Client()
    client.force_login(user)
    return client


def test_no_role_may_touch_the_log_and_auditors_take_it_along(
    world: World, auditor: Client
) -> None:
    rights = [
        right for names in ROLES.values() for right in names if right.startswith("operations.")
    ]
    assert {right.split(".")[1].split("_")[0] for right in rights} == {"view", "export"}
    User.objects.create_user("=cmd|calc").delete()
    assert "Export as CSV" in auditor.get(ADDRESS).content.decode()
    assert auditor.get(f"{ADDRESS}{newest().pk}/change/").status_code == 200
    assert auditor.post(f"{ADDRESS}{newest().pk}/delete/", {"post": "yes"}).status_code == 403
    lines = b"".join(auditor.get(f"{ADDRESS}csv/")).decode().splitlines()
    assert lines[0] == "number,happened_at,by,kind,study,what,which,details,digest"
    assert len(lines) == Change.objects.count() + 1
    assert "'=cmd|calc" in "\n".join(lines)
    assert (newest().kind, newest().which, newest().study) == ("downloaded", "log of changes", "")


@pytest.mark.parametrize("role", list(Role))
def test_no_role_in_a_study_opens_the_log_of_all_studies(world: World, role: Role) -> None:
    assert world.founding.study.slug
    client = with_role(role)
    for address in (ADDRESS, f"{ADDRESS}csv/", f"{ADDRESS}{newest().pk}/change/"):
        assert client.get(address).status_code == 403, address


def test_nor_does_somebody_without_an_account(client: Client) -> None:
    assert client.get(f"{ADDRESS}csv/").status_code == 302
