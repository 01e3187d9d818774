"""What an account may do in which studies."""

import pytest
from django.contrib.auth.models import User

from survey.members.access import about, is_member, permissions_by_study, studies_where
from survey.members.models import Member
from survey.members.roles import PERMISSIONS, Role
from survey.studies.load import store_version
from survey.studies.models import Study
from tests.interview_world import small_study
from tests.roles import account
from tests.world import NOON

pytestmark = pytest.mark.django_db

EXPORT, CODE = "survey.export_study", "analysis.code_codinground"


@pytest.fixture
def mine() -> Study:
    return store_version(small_study(study="mine"), loaded_at=NOON).version.study


@pytest.fixture
def other() -> Study:
    return store_version(small_study(study="other"), loaded_at=NOON).version.study


def test_a_permission_holds_in_the_study_of_the_role_and_in_no_other(
    mine: Study, other: Study
) -> None:
    rita = account("rita", Role.RESEARCHER, study=mine)
    account("rita", Role.CODER, study=other)
    assert rita.has_perm(EXPORT, mine)
    assert not rita.has_perm(EXPORT, other)
    assert rita.has_perm(CODE, other)
    assert list(studies_where(rita, EXPORT)) == [mine]
    assert set(studies_where(rita, CODE)) == {mine, other}


def test_within_a_study_a_permission_is_asked_for_there_and_elsewhere_for_any(
    mine: Study, other: Study
) -> None:
    rita = account("rita", Role.RESEARCHER, study=mine)
    account("rita", Role.CODER, study=other)
    assert rita.has_perm(EXPORT)
    with about(other):
        assert not rita.has_perm(EXPORT)
        with about(mine):
            assert rita.has_perm(EXPORT)
        assert not rita.has_perm(EXPORT)
    assert rita.has_perm(EXPORT)


def test_two_roles_give_the_permissions_of_both(mine: Study) -> None:
    both = account("rita", Role.RESEARCHER, Role.RECRUITER, study=mine)
    assert permissions_by_study(both)[mine.pk] == (
        PERMISSIONS[Role.RESEARCHER] | PERMISSIONS[Role.RECRUITER]
    )


def test_nobody_sees_answers_and_who_was_recruited_by_one_role() -> None:
    for role, permissions in PERMISSIONS.items():
        reads = "survey.read_answers" in permissions
        recruits = any(name.startswith("recruitment.") for name in permissions)
        assert not (reads and recruits), role


def test_a_superuser_may_everything_and_a_deactivated_account_nothing(
    mine: Study, other: Study
) -> None:
    root = User.objects.create_superuser("root")
    assert set(studies_where(root, EXPORT)) == {mine, other}
    assert is_member(root, mine)
    gone = account("gone", Role.LEAD, study=mine)
    gone.is_active = False
    gone.save()
    gone = User.objects.get(pk=gone.pk)
    assert not gone.has_perm(EXPORT, mine)
    assert not studies_where(gone, EXPORT).exists()


def test_rights_are_read_once_for_an_account(
    mine: Study, django_assert_num_queries: object
) -> None:
    rita = User.objects.get(pk=account("rita", Role.RESEARCHER, study=mine).pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert rita.has_perm(EXPORT, mine)
        assert rita.has_perm(CODE, mine)
        assert is_member(rita, mine)


def test_whoever_is_taken_out_of_a_study_may_nothing_there_any_more(mine: Study) -> None:
    rita = account("rita", Role.LEAD, study=mine)
    assert rita.has_perm(EXPORT, mine)
    Member.objects.filter(user=rita).delete()
    assert not User.objects.get(pk=rita.pk).has_perm(EXPORT, mine)
