"""Authentication of programs that use the API."""

from typing import Any

from drf_spectacular.authentication import BasicScheme
from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed

from workspace.log_in.codes import has_codes


class PasswordAlone(BasicAuthentication):
    """HTTP Basic, refused to accounts with one-time codes, which a password must not replace."""

    def authenticate_credentials(self, userid: str, password: str, request: Any = None) -> Any:
        user, auth = super().authenticate_credentials(userid, password, request)
        if has_codes(user):
            raise AuthenticationFailed(
                "This account uses one-time codes: use the API in the browser it is logged in "
                "with, or give the program an account of its own."
            )
        return user, auth


class PasswordAloneScheme(BasicScheme):  # type: ignore[no-untyped-call]
    """Describes PasswordAlone as HTTP Basic in the API's OpenAPI document."""

    target_class = PasswordAlone  # type: ignore[assignment]
