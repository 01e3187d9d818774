"""How programs log in to the API."""

from typing import Any

from drf_spectacular.authentication import BasicScheme
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed

from config.login_throttle import has_codes


class PasswordAlone(BasicAuthentication):
    """HTTP Basic, for accounts without one-time codes: a password must not go around them."""

    def authenticate_credentials(self, userid: str, password: str, request: Any = None) -> Any:
        user, how = super().authenticate_credentials(userid, password, request)
        if has_codes(user):
            raise AuthenticationFailed(
                "This account uses one-time codes: use the API in the browser it is logged in "
                "with, or give the program an account of its own."
            )
        return user, how


class PasswordAloneScheme(BasicScheme):  # type: ignore[no-untyped-call]
    """In the API's description it is HTTP Basic."""

    target_class = PasswordAlone  # type: ignore[assignment]
