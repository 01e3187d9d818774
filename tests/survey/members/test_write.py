"""Changing who works on a study: every change is logged, and some lead always stays."""

import pytest
from django.contrib.auth.models import User

from operations.models import Change
from survey.errors import LastLead, MembersRefused
from survey.members.join import make_link, open_links
from survey.members.models import Member
from survey.members.roles import PERMISSIONS, Role, caution
from survey.members.write import (
    add_member,
    give_lead,
    remove_member,
    require_codes_in,
    roles_of,
    set_roles,
)
from survey.models import Study
from tests.survey.crowd import at_once
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(slug="a-study")


@pytest.fixture
def ann(study: Study) -> User:
    """The only lead."""
    user = User.objects.create_user("ann")
    add_member(study, user, [Role.LEAD], now=NOON)
    return user


@pytest.mark.parametrize("role", list(Role))
def test_a_member_may_what_the_role_may_in_this_study_and_in_no_other(
    study: Study, role: Role
) -> None:
    other, user = Study.objects.create(slug="another"), User.objects.create_user("bo")
    add_member(study, user, [role], now=NOON)
    for permission in PERMISSIONS[role]:
        assert user.has_perm(permission, study)
        assert not user.has_perm(permission, other)
    assert user.is_staff  # or Django shows nobody its admin


def test_roles_add_up_and_are_changed_to_exactly_what_is_chosen(study: Study, ann: User) -> None:
    bo = User.objects.create_user("bo")
    add_member(study, bo, [Role.CODER], now=NOON)
    add_member(study, bo, [Role.CODER, Role.AUDITOR], now=NOON)
    assert roles_of(study, bo) == {Role.CODER, Role.AUDITOR}
    set_roles(study, bo, [Role.RESEARCHER], now=NOON)
    assert roles_of(study, bo) == {Role.RESEARCHER}
    remove_member(study, bo)
    assert not roles_of(study, bo)


def test_the_last_lead_neither_leaves_nor_becomes_something_else(study: Study, ann: User) -> None:
    with pytest.raises(LastLead, match="Make somebody else a lead first"):
        remove_member(study, ann)
    with pytest.raises(LastLead):
        set_roles(study, ann, [Role.CODER], now=NOON)
    User.objects.create_user("gone", is_active=False)
    Member.objects.create(
        study=study, user=User.objects.get(username="gone"), role=Role.LEAD, since=NOON
    )
    with pytest.raises(LastLead):  # who cannot log in leads nothing
        remove_member(study, ann)
    give_lead(study, User.objects.create_user("bo").username, now=NOON)
    remove_member(study, ann)
    assert not roles_of(study, ann)


@pytest.mark.django_db(transaction=True)
def test_of_two_leads_who_leave_at_once_one_stays(study: Study, ann: User) -> None:
    bo = User.objects.create_user("bo")
    add_member(study, bo, [Role.LEAD], now=NOON)

    def leave(user: User) -> bool:
        try:
            remove_member(study, user)
        except LastLead:
            return False
        return True

    assert sorted(at_once([lambda: leave(ann), lambda: leave(bo)])) == [False, True]
    assert Member.objects.filter(study=study, role=Role.LEAD).count() == 1


@pytest.mark.parametrize("roles", [[], ["king"]])
def test_no_role_and_unknown_roles_change_nothing(
    study: Study, ann: User, roles: list[str]
) -> None:
    before = list(Member.objects.values())
    with pytest.raises(MembersRefused):
        add_member(study, User.objects.create_user("bo"), roles, now=NOON)
    with pytest.raises(MembersRefused):
        set_roles(study, ann, roles, now=NOON)
    assert list(Member.objects.values()) == before


def test_nobody_is_added_who_is_unknown_or_deactivated(study: Study) -> None:
    with pytest.raises(MembersRefused, match="There is no account bo"):
        give_lead(study, "bo", now=NOON)
    User.objects.create_user("bo", is_active=False)
    with pytest.raises(MembersRefused, match="deactivated"):
        give_lead(study, "bo", now=NOON)


def test_somebody_removed_meanwhile_gets_no_role_by_a_form_that_was_still_open(
    study: Study, ann: User
) -> None:
    with pytest.raises(MembersRefused, match="no member of this study any more"):
        set_roles(study, User.objects.create_user("bo"), [Role.CODER], now=NOON)


def test_links_of_a_lead_go_with_the_right_to_invite(study: Study, ann: User) -> None:
    bo = User.objects.create_user("bo")
    add_member(study, bo, [Role.LEAD], now=NOON)
    make_link(bo, study, [Role.CODER], now=NOON)
    set_roles(study, bo, [Role.LEAD, Role.CODER], now=NOON)
    assert open_links(study, now=NOON).count() == 1
    set_roles(study, bo, [Role.CODER], now=NOON)
    assert open_links(study, now=NOON).count() == 0


def test_every_change_is_in_the_log(study: Study, ann: User) -> None:
    bo = User.objects.create_user("bo", is_staff=True)
    before = Change.objects.count()
    add_member(study, bo, [Role.CODER], now=NOON)
    set_roles(study, bo, [Role.AUDITOR], now=NOON)
    remove_member(study, bo)
    require_codes_in(study, required=True)
    logged = Change.objects.filter(number__gt=before).order_by("number")
    assert [(change.kind, change.what, change.details) for change in logged] == [
        ("added", "member", {"role": [None, "coder"]}),
        ("deleted", "member", {"role": ["coder", None]}),
        ("added", "member", {"role": [None, "auditor"]}),
        ("deleted", "member", {"role": ["auditor", None]}),
        ("changed", "study", {"codes_required": [False, True]}),
    ]


@pytest.mark.parametrize("other", [Role.LEAD, Role.RESEARCHER, Role.CODER])
def test_being_recruiter_as_well_is_cautioned_against(other: Role) -> None:
    assert "who was recruited" in caution([Role.RECRUITER, other])
    assert not caution([other])
    assert not caution([Role.RECRUITER, Role.AUDITOR])
