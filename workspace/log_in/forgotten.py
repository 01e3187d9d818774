"""A new password by mail, for whoever forgot theirs: a link that works once, within an hour."""

from threading import Thread
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.core.mail import send_mail
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from workspace.log_in.attempts import too_often

HOUR = 60 * 60
MOST_ACCOUNTS = 5
"""That one mail address may have; more are not written to."""


class MailedToken(PasswordResetTokenGenerator):
    """Ends after an hour, where that of a link which an administrator makes has three days."""

    key_salt = "workspace.log_in.forgotten"

    def check_token(self, user: Any, token: str | None) -> bool:
        if not token or not super().check_token(user, token):
            return False
        made = base36_to_int(token.partition("-")[0])
        age: int = self._num_seconds(self._now()) - made
        return age <= HOUR


mailed_token = MailedToken()


class EitherToken(PasswordResetTokenGenerator):
    """Of a link that was mailed, or that an administrator made."""

    def check_token(self, user: Any, token: str | None) -> bool:
        return mailed_token.check_token(user, token) or default_token_generator.check_token(
            user, token
        )


def mail_links(request: HttpRequest, typed: str) -> None:
    """Write to every account of this user name or mail address that has both.

    Mails are sent beside the page, which takes as long whether there is such an account or not.
    """
    mails = [
        (user.email, _letter(request, user))
        for user in _accounts(typed)
        if not too_often(f"forgotten:{user.pk}", 1)
    ]
    Thread(target=_send, args=(mails,), daemon=True).start()


def _accounts(typed: str) -> list[User]:
    named = Q(username=typed) | Q(email__iexact=typed)
    found = User.objects.filter(named, is_active=True).exclude(email="")[:MOST_ACCOUNTS]
    return [user for user in found if user.has_usable_password()]


def _letter(request: HttpRequest, user: User) -> str:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("workspace:new_password", args=[key, mailed_token.make_token(user)])
    address = settings.SITE_ADDRESS + path if settings.SITE_ADDRESS else None
    return (
        f"Somebody, most likely you, asked for a new password for the account "
        f"{user.get_username()}.\n\n"
        f"Within an hour, and once, it can be set here:\n\n"
        f"{address or request.build_absolute_uri(path)}\n\n"
        "If it was not you, nothing needs to be done: the password stays as it is.\n"
    )


def _send(mails: list[tuple[str, str]]) -> None:
    options: dict[str, Any] = {"from_email": None, "fail_silently": True}
    for address, letter in mails:
        send_mail("Needfinder: a new password", letter, recipient_list=[address], **options)
