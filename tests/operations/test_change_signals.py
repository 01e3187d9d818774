"""Who changed what is written down, and nobody takes it back."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client

from analysis.records.exclude import Reason, exclude
from config.login_throttle import require_codes, stop_requiring_codes
from config.roles import AUDITORS, RESEARCHERS, ROLES
from operations.append_only import guard
from operations.change_log import problems_of_changes
from operations.models import Change
from survey.enrolment.invitations import make_invitations
from survey.leaving.withdraw import withdraw
from survey.models import Invitation, Opening, Participant
from survey.participation.progress import current_page
from survey.studies.load import open_study
from tests.roles import with_role
from tests.survey.all_rows import dump
from tests.survey.steps import finish
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

MARKER = "zq-marker-77"


def newest() -> Change:
    return Change.objects.order_by("-number")[0]


def test_an_opening_changed_in_the_admin_is_noted_with_before_after_and_who(world: World) -> None:
    world.open(quota=5)
    opening, client = Opening.objects.get(), with_role(RESEARCHERS)
    sent = {
        "opens_at_0": "2026-01-01",
        "opens_at_1": "00:00",
        "quota": "7",
        "idle_minutes": "120",
        "starts_a_minute": "10000",
    }
    client.post(f"/admin/survey/opening/{opening.pk}/change/", sent)
    change = newest()
    assert (change.kind, change.what, change.which) == ("changed", "opening", "tda-needfinding")
    assert change.by == "account researchers"
    assert change.details == {"quota": [5, 7]}


def test_what_a_command_does_is_noted_with_its_user(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    assert "run by" in newest().by


def test_accounts_rights_and_passwords_are_noted_and_no_secret_is(world: World) -> None:
    user = User.objects.create_user("eve", email="eve@example.org", password="deep secret words")
    user.groups.add(Group.objects.get(name=RESEARCHERS))
    assert newest().details == {"groups": [None, [RESEARCHERS]]}
    user.is_superuser = True
    user.save()
    assert newest().details == {"is_superuser": [False, True]}
    user.set_password("other secret words")
    user.save()
    assert newest().details == {"password": ["…", "…"]}
    user.groups.clear()
    assert newest().details == {"groups": [[RESEARCHERS], None]}
    require_codes(user)
    assert (newest().kind, newest().what, newest().which) == ("added", "TOTP device", "eve")
    stop_requiring_codes(user)
    assert (newest().kind, newest().what, newest().which) == ("deleted", "TOTP device", "eve")
    user.delete()
    assert newest().kind == "deleted"
    told = str(list(Change.objects.values()))
    assert "secret" not in told
    assert "eve@example.org" not in told


def test_invitations_are_noted_without_what_opens_the_door(world: World) -> None:
    make_invitations(world.founding.study, 3, made_at=NOON)
    assert (newest().what, newest().details) == ("invitations", {"number": [None, 3]})
    invitation = Invitation.objects.all()[0]
    invitation.delete()
    assert (newest().kind, newest().what) == ("deleted", "invitation")
    assert invitation.token not in str(list(Change.objects.values()))


def test_an_exclusion_is_noted_without_a_word_about_somebody(world: World) -> None:
    finish(world.ada)
    ada = Participant.objects.get()
    by = User.objects.create_user("grace")
    exclude(ada, Reason.LOW_QUALITY, by=by, now=NOON, note=MARKER)
    assert newest().what == "exclusion"
    assert newest().details["reason"] == [None, "low_quality"]
    assert MARKER not in str(list(Change.objects.values()))
    before = Change.objects.count()
    withdraw(ada, now=NOON)
    assert Change.objects.count() == before
    assert MARKER not in dump()


def test_what_participants_do_is_not_noted(world: World) -> None:
    world.open()
    before = Change.objects.count()
    ada = world.ada
    assert current_page(ada) is not None
    finish(ada)
    withdraw(ada, now=NOON)
    # Opening the study is the first time ada is asked for.
    assert set(Change.objects.filter(number__gt=before).values_list("what", flat=True)) <= {
        "opening",
        "effects bundle",
    }


@pytest.mark.parametrize("change", [{"by": "somebody else"}, None])
def test_the_database_takes_no_change_of_the_log(
    world: World, change: dict[str, Any] | None
) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    guard(connection)
    rows = Change.objects.filter(pk=newest().pk)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rows.update(**change) if change else rows.delete()
    open_study(world.founding.study, opens_at=LONG_AGO, quota=4)
    assert newest().details == {"quota": [3, 4]}


AROUND = {
    "sqlite": "INSERT OR REPLACE INTO operations_change "
    "SELECT id, number, happened_at, 'somebody else', kind, what, which, details, digest "
    "FROM operations_change",
    "postgresql": "TRUNCATE operations_change",
}


def test_nor_does_it_take_what_goes_around_changing_and_deleting(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    guard(connection)
    refused = pytest.raises(DatabaseError, match="only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(AROUND[connection.vendor])
    assert "somebody else" not in Change.objects.values_list("by", flat=True)
    assert Change.objects.exists()


def test_where_somebody_got_past_the_guard_it_is_found(world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=3)
    assert list(problems_of_changes()) == []
    second, last = Change.objects.get(number=2), newest().number
    Change.objects.filter(number=last).update(by="somebody else")
    assert list(problems_of_changes()) == [f"Entry {last} of the log of changes was altered."]
    second.delete()
    assert "Entry 2 of the log of changes was removed." in list(problems_of_changes())


def test_no_role_may_touch_the_log_and_auditors_take_it_along(world: World) -> None:
    rights = [
        right for names in ROLES.values() for right in names if right.startswith("operations.")
    ]
    assert {right.split(".")[1].split("_")[0] for right in rights} == {"view", "export"}
    User.objects.create_user("=cmd|calc").delete()
    auditor, address = with_role(AUDITORS), "/admin/operations/change/"
    assert "Export as CSV" in auditor.get(address).content.decode()
    assert auditor.get(f"{address}{newest().pk}/change/").status_code == 200
    assert auditor.post(f"{address}{newest().pk}/delete/", {"post": "yes"}).status_code == 403
    lines = b"".join(auditor.get(f"{address}csv/")).decode().splitlines()
    assert lines[0] == "number,happened_at,by,kind,what,which,details,digest"
    assert len(lines) == Change.objects.count() + 1
    assert "'=cmd|calc" in "\n".join(lines)
    for client in (with_role(RESEARCHERS), Client()):
        assert client.get(f"{address}csv/").status_code in (302, 403)
