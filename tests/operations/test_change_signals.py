"""Who changed what is written down, and nobody takes it back."""

import pytest
from django.contrib.auth.models import Group, User

from analysis.models import ApiToken
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from config.roles import RESEARCHERS
from operations.models import Change
from survey.enrolment.invitations import make_invitations
from survey.leaving.withdraw import withdraw
from survey.members.models import JoinLink, Member
from survey.members.roles import Role
from survey.models import Invitation, Participant
from survey.participation.page_visits import current_page
from tests.operations.newest_change import newest
from tests.roles import with_role
from tests.survey.all_rows import dump
from tests.survey.steps import finish
from tests.world import NOON, World
from workspace.log_in.codes import require_codes, stop_requiring_codes

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

MARKER = "zq-marker-77"


def test_an_enrolment_window_changed_in_the_browser_is_noted_with_before_after_and_who(
    world: World,
) -> None:
    world.open(quota=5)
    sent = {
        "time_zone": "UTC",
        "opens_at": "2026-01-01T00:00",
        "quota": "7",
        "idle_minutes": "120",
        "starts_a_minute": "10000",
        "keep": "yes",
    }
    with_role(Role.RESEARCHER).post("/admin/studies/tda-needfinding/design/opening/", sent)
    change = newest()
    assert (change.kind, change.what, change.which) == (
        "changed",
        "enrolment window",
        "tda-needfinding",
    )
    assert (change.by, change.study) == ("account researcher", "tda-needfinding")
    assert change.details == {"quota": [5, 7]}


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
    log = str(list(Change.objects.values()))
    assert "secret" not in log
    assert "eve@example.org" not in log


def test_invitations_are_noted_without_what_opens_the_door(world: World) -> None:
    make_invitations(world.founding.study, 3, made_at=NOON)
    assert (newest().what, newest().details) == ("invitations", {"number": [None, 3]})
    assert newest().study == "tda-needfinding"
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
    assert newest().study == "tda-needfinding"
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
        "enrolment window",
        "bundle",
    }


def test_members_and_links_to_join_are_noted_with_their_study_and_no_link(world: World) -> None:
    study, eve = world.founding.study, User.objects.create_user("eve")
    member = Member.objects.create(study=study, user=eve, role=Role.CODER, since=NOON)
    assert (newest().what, newest().which, newest().study) == ("member", "eve", study.slug)
    assert newest().details == {"role": [None, "coder"]}
    JoinLink.objects.create(
        study=study, roles=["coder"], note="For Ida", digest=MARKER, made_by=eve, made_at=NOON,
        expires_at=NOON,
    )  # fmt: skip
    assert newest().details["digest"] == newest().details["note"] == ["…", "…"]
    member.delete()
    assert (newest().kind, newest().study) == ("deleted", study.slug)
    log = str(list(Change.objects.values()))
    assert MARKER not in log
    assert "Ida" not in log


def test_a_token_is_noted_when_it_is_made_and_when_it_is_revoked(world: World) -> None:
    study, eve = world.founding.study, User.objects.create_user("eve")
    token = ApiToken.objects.create(
        study=study, user=eve, name="nightly", digest=MARKER, made_at=NOON
    )
    assert (newest().which, newest().study) == ("nightly of eve", study.slug)
    token.last_used_on = NOON.date()
    token.save()
    token.revoked_at = NOON
    token.save()
    assert newest().details == {"revoked_at": [None, NOON.isoformat()]}
    assert Change.objects.filter(which="nightly of eve").count() == 2
    assert MARKER not in str(list(Change.objects.values()))
