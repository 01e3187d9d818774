"""The first account of a server, made in the browser by whoever can read the server's own output.

Somebody else on the network, who would be quicker, does not know the setup code.
"""

from contextlib import suppress
from hmac import compare_digest
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.secret_file import secret_in_file
from survey.errors import MembersRefused
from survey.members.join import new_account

CODE_BYTES = 16


class AccountsExist(MembersRefused):
    """The first account was made already, perhaps a moment ago."""

    def __init__(self) -> None:
        super().__init__(
            "This server has accounts already. Ask an administrator of it for a link to join."
        )


class WrongSetupCode(MembersRefused):
    def __init__(self) -> None:
        super().__init__(
            "This is not the setup code of this server. `needfinder setup_code` shows it."
        )


def needs_first_account() -> bool:
    """Not in the demo, which makes its accounts itself."""
    return not settings.DEMO and not User.objects.exists()


def setup_code() -> str:
    """The code, made on first use. Raises AccountsExist where nobody needs it any more."""
    if not needs_first_account():
        _file().unlink(missing_ok=True)
        raise AccountsExist
    return secret_in_file(_file(), CODE_BYTES)


def announce_setup_code(out: TextIO) -> None:
    """Write where a server starts that nobody has an account on."""
    with suppress(AccountsExist, DatabaseError):  # before the first migration there is no table
        code = setup_code()
        out.write(
            f"Nobody has an account here yet. Open {reverse('admin:index')} and make the first one "
            f"with the setup code {code}\n"
        )


def make_first_account(code: str, name: str, password: str) -> User:
    """Make the first administrator; of two who try at once one succeeds.

    Raises WrongSetupCode, AccountsExist or MembersRefused, and Django's ValidationError.
    """
    if not compare_digest(code.strip().encode(), setup_code().encode()):
        raise WrongSetupCode
    with transaction.atomic():
        # Others wait here; whoever comes second finds the account of whoever came first.
        list(ContentType.objects.select_for_update().filter(app_label="auth", model="user"))
        if not needs_first_account():
            raise AccountsExist
        user = new_account(name, password, superuser=True)
    _file().unlink(missing_ok=True)
    return user


def _file() -> Path:
    return Path(settings.DATA_DIR) / "setup-code"
