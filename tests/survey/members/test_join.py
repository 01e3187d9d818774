"""A link lets one person in, once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from operations.models import Change
from survey.errors import LinkRefused, MembersRefused
from survey.members.join import (
    VALID_FOR,
    digest_of,
    join_with_new_account,
    link_of,
    make_link,
    new_account,
    open_links,
    revoke_link,
    use_link,
)
from survey.members.models import JoinLink
from survey.members.roles import Role
from survey.members.write import add_member, roles_of
from survey.models import Study
from tests.survey.crowd import at_once
from tests.world import NOON

PASSWORD = "correct horse battery"

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(slug="a-study")


@pytest.fixture
def lead(study: Study) -> User:
    user = User.objects.create_user("lead")
    add_member(study, user, [Role.LEAD], now=NOON)
    return user


@pytest.fixture
def digest(study: Study, lead: User) -> str:
    """Of a link for a coder who also recruits."""
    return digest_of(make_link(lead, study, [Role.CODER, Role.RECRUITER], note="Bo", now=NOON))


def test_a_link_gives_its_roles_once(study: Study, digest: str) -> None:
    bo = User.objects.create_user("bo")
    link = use_link(digest, bo, now=NOON)
    assert roles_of(study, bo) == {Role.CODER, Role.RECRUITER}
    assert (link.used_by, link.used_at) == (bo, NOON)
    with pytest.raises(LinkRefused):
        use_link(digest, User.objects.create_user("cy"), now=NOON)


def test_nothing_stored_leads_to_the_link(study: Study, lead: User) -> None:
    token = make_link(lead, study, [Role.CODER], now=NOON)
    stored = str(list(JoinLink.objects.values())) + str(list(Change.objects.values()))
    assert token not in stored
    assert len(token) >= 32  # 192 bits


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_a_link_at_once_one_gets_in(study: Study, digest: str) -> None:
    def join(name: str) -> bool:
        try:
            join_with_new_account(digest, name, PASSWORD, now=NOON)
        except LinkRefused:
            return False
        return True

    assert sorted(at_once([lambda: join("bo"), lambda: join("cy")])) == [False, True]
    # Whoever was too late has no account either.
    assert User.objects.filter(username__in=["bo", "cy"]).count() == 1


def test_used_expired_revoked_and_unknown_links_are_told_apart_for_nobody(
    study: Study, lead: User, digest: str
) -> None:
    said = set()
    expired = digest_of(make_link(lead, study, [Role.CODER], now=NOON - VALID_FOR))
    revoked = digest_of(make_link(lead, study, [Role.CODER], now=NOON))
    revoke_link(study, JoinLink.objects.get(digest=revoked).pk)
    use_link(digest, lead, now=NOON)
    for refused in (digest, expired, revoked, digest_of("made up"), digest_of("")):
        with pytest.raises(LinkRefused) as problem:
            link_of(refused, now=NOON)
        said.add(str(problem.value))
    assert len(said) == 1


def test_a_link_is_valid_for_fourteen_days(digest: str) -> None:
    assert link_of(digest, now=NOON + timedelta(days=14) - timedelta(seconds=1))
    with pytest.raises(LinkRefused):
        link_of(digest, now=NOON + timedelta(days=14))


def test_a_link_works_no_more_when_its_maker_may_not_invite(lead: User, digest: str) -> None:
    lead.is_active = False
    lead.save()
    with pytest.raises(LinkRefused):
        link_of(digest, now=NOON)


def test_a_link_is_taken_back_once_and_only_by_its_study(study: Study, digest: str) -> None:
    key = JoinLink.objects.get().pk
    for elsewhere in (Study.objects.create(slug="another"), None):
        with pytest.raises(LinkRefused):
            revoke_link(elsewhere, key)
    revoke_link(study, key)
    with pytest.raises(LinkRefused):
        revoke_link(study, key)
    assert not open_links(study, now=NOON)


def test_a_link_of_the_server_gives_an_account_and_no_study(study: Study) -> None:
    root = User.objects.create_superuser("root")
    digest = digest_of(make_link(root, None, now=NOON))
    user, _link = join_with_new_account(digest, "bo", PASSWORD, now=NOON)
    assert user.is_staff
    assert not user.is_superuser
    assert not user.get_all_permissions()
    assert not user.memberships.exists()


@pytest.mark.parametrize("roles", [[], ["king"]])
def test_a_link_into_a_study_needs_roles_that_there_are(
    study: Study, lead: User, roles: list[str]
) -> None:
    with pytest.raises(MembersRefused):
        make_link(lead, study, roles, now=NOON)
    assert not JoinLink.objects.exists()


@pytest.mark.parametrize("name", ["LEAD", "lead"])
def test_a_name_that_somebody_has_makes_no_account_and_leaves_the_link(
    digest: str, name: str
) -> None:
    with pytest.raises(MembersRefused, match="Choose another name"):
        join_with_new_account(digest, name, PASSWORD, now=NOON)
    assert link_of(digest, now=NOON)


@pytest.mark.parametrize(
    ("name", "password"), [("bo", "short"), ("bo", "password"), ("b o", PASSWORD), ("", PASSWORD)]
)
def test_bad_names_and_weak_passwords_make_no_account_and_leave_the_link(
    digest: str, name: str, password: str
) -> None:
    with pytest.raises(ValidationError):
        join_with_new_account(digest, name, password, now=NOON)
    assert User.objects.count() == 1
    assert link_of(digest, now=NOON)


def test_an_account_without_a_password_has_none_to_guess() -> None:
    assert not new_account("bo", None).has_usable_password()
