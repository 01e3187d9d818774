"""The demo's accounts are made once, and their passwords shown once."""

import pytest

from config.demo_accounts import CODER_A, CODER_B, RESEARCHER, give_passwords, make_accounts
from config.roles import CODERS, RESEARCHERS

pytestmark = pytest.mark.django_db


def test_accounts_have_their_roles_and_are_made_once() -> None:
    accounts = make_accounts()
    assert make_accounts() == accounts
    roles = {name: user.groups.get().name for name, user in accounts.items()}
    assert roles == {RESEARCHER: RESEARCHERS, CODER_A: CODERS, CODER_B: CODERS}
    assert not any(user.has_usable_password() for user in accounts.values())


def test_passwords_are_given_once_and_open_the_account() -> None:
    make_accounts()
    passwords = give_passwords()
    assert passwords.keys() == {RESEARCHER, CODER_A, CODER_B}
    assert give_passwords() == {}
    assert make_accounts()[CODER_B].check_password(passwords[CODER_B])
