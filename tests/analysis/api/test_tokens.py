"""A token is shown once, can do what its owner may in one study, and ends with that right."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from analysis.api.models import ApiToken
from analysis.api.tokens import make_token, revoke_token, token_in_use
from analysis.errors import NotYours, TokenRefused, UnfitName
from survey.members.models import Member
from survey.members.roles import Role
from survey.studies.models import Study
from tests.analysis.api.programs import member, token_for
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(world: World) -> Study:
    return world.founding.study


def test_a_token_is_stored_nowhere_and_known_again_by_its_digest(study: Study) -> None:
    text = token_for(study)
    assert text.startswith("nf_")
    assert len(text) == len("nf_") + 43
    assert text not in str(list(ApiToken.objects.values()))
    assert text[3:] not in str(list(ApiToken.objects.values()))
    token = token_in_use(text, now=NOON)
    assert (token.study, token.name, token.last_used_on) == (study, "nightly", NOON.date())
    assert token_for(study) != text


def test_the_day_of_its_use_is_noted_once_a_day(
    study: Study, django_assert_num_queries: object
) -> None:
    text = token_for(study)
    token_in_use(text, now=NOON)
    with django_assert_num_queries(2):  # type: ignore[operator]  # the token, and the membership
        token_in_use(text, now=NOON + timedelta(hours=1))
    token_in_use(text, now=NOON + timedelta(days=1))
    assert ApiToken.objects.get().last_used_on == (NOON + timedelta(days=1)).date()


def test_a_revoked_token_and_one_that_never_was_get_the_same_sentence(study: Study) -> None:
    text = token_for(study)
    revoke_token(ApiToken.objects.get(), by=member(study), now=NOON)
    for sent in (text, "nf_" + "0" * 43, "", "nf_\ud800".encode("utf-8", "replace").decode()):
        with pytest.raises(TokenRefused, match="There is no such token, or it was revoked"):
            token_in_use(sent, now=NOON)


@pytest.mark.parametrize("ended", ["removed", "coder now", "inactive", "no longer of the team"])
def test_a_token_ends_with_the_right_of_its_owner(study: Study, ended: str) -> None:
    text, owner = token_for(study), member(study)
    match ended:
        case "removed":
            Member.objects.filter(user=owner).delete()
        case "coder now":
            Member.objects.filter(user=owner).update(role=Role.CODER)
        case "inactive":
            User.objects.filter(pk=owner.pk).update(is_active=False)
        case "no longer of the team":
            User.objects.filter(pk=owner.pk).update(is_staff=False)
    with pytest.raises(TokenRefused, match="may not export tda-needfinding now"):
        token_in_use(text, now=NOON)


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER, Role.AUDITOR])
def test_who_may_not_export_makes_no_token(study: Study, role: Role) -> None:
    with pytest.raises(TokenRefused, match="Ask a lead"):
        token_for(study, role)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_needs_a_name_that_fits(study: Study, name: str) -> None:
    with pytest.raises(UnfitName, match="in up to 100 letters"):
        make_token(study, member(study), name, now=NOON)


def test_owners_and_leads_revoke_a_token_and_nobody_else(study: Study) -> None:
    token_for(study)
    token = ApiToken.objects.get()
    with pytest.raises(NotYours, match="somebody else's"):
        revoke_token(token, by=member(study, Role.AUDITOR), now=NOON)
    assert ApiToken.objects.get().revoked_at is None
    revoke_token(token, by=member(study, Role.LEAD), now=NOON)
    revoke_token(token, by=member(study), now=NOON + timedelta(days=1))
    assert ApiToken.objects.get().revoked_at == NOON
