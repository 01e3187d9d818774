"""Auditors read the log and take it along; nobody changes it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from config.roles import AUDITORS, ROLES
from operations.models import Change
from survey.members.roles import Role
from tests.operations.newest_change import newest
from tests.roles import in_group, with_role
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def test_no_role_may_touch_the_log_and_auditors_take_it_along(world: World) -> None:
    rights = [
        right for names in ROLES.values() for right in names if right.startswith("operations.")
    ]
    assert {right.split(".")[1].split("_")[0] for right in rights} == {"view", "export"}
    User.objects.create_user("=cmd|calc").delete()
    auditor, address = in_group(AUDITORS), "/admin/operations/change/"
    assert "Export as CSV" in auditor.get(address).content.decode()
    assert auditor.get(f"{address}{newest().pk}/change/").status_code == 200
    assert auditor.post(f"{address}{newest().pk}/delete/", {"post": "yes"}).status_code == 403
    lines = b"".join(auditor.get(f"{address}csv/")).decode().splitlines()
    assert lines[0] == "number,happened_at,by,kind,what,which,details,digest"
    assert len(lines) == Change.objects.count() + 1
    assert "'=cmd|calc" in "\n".join(lines)
    for client in (with_role(Role.RESEARCHER), Client()):
        assert client.get(f"{address}csv/").status_code in (302, 403)
