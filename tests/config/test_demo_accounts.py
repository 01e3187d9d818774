"""The demo's accounts are made once, and their passwords shown once."""

import pytest

from config.demo_accounts import (
    ADMINISTRATOR,
    CODER_A,
    CODER_B,
    RESEARCHER,
    give_passwords,
    make_accounts,
)
from survey.members.models import Member
from survey.members.roles import Role
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_accounts_have_their_roles_in_the_study_and_are_made_once(world: World) -> None:
    study = world.founding.study
    accounts = make_accounts(study)
    assert make_accounts(study) == accounts
    roles = dict(Member.objects.filter(study=study).values_list("user__username", "role"))
    assert accounts[ADMINISTRATOR].is_superuser
    assert roles == {RESEARCHER: Role.LEAD, CODER_A: Role.CODER, CODER_B: Role.CODER}
    assert not any(user.has_usable_password() for user in accounts.values())


def test_passwords_are_given_once_and_open_the_account(world: World) -> None:
    make_accounts(world.founding.study)
    passwords = give_passwords()
    assert passwords.keys() == {ADMINISTRATOR, RESEARCHER, CODER_A, CODER_B}
    assert give_passwords() == {}
    assert make_accounts(world.founding.study)[CODER_B].check_password(passwords[CODER_B])
