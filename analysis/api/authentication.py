"""How a program says by a token who it asks for, and how many answers it gets in a minute."""

from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle

from analysis.api.models import ApiToken
from analysis.api.tokens import token_in_use
from analysis.errors import TokenRefused
from survey.members.access import be_about

SCHEME = b"bearer"


class TokenAuthentication(BaseAuthentication):
    """Within the request the rights are those of the token's owner in the token's study."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        scheme, _, text = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME:
            return None
        try:
            token = token_in_use(text.strip().decode("latin-1"), now=timezone.now())
        except TokenRefused as problem:
            raise AuthenticationFailed(str(problem)) from problem
        be_about(token.study)
        return token.user, token

    def authenticate_header(self, _request: Request) -> str:
        """With it who is not known is answered 401, and not 403."""
        return "Bearer"


class RateOfToken(UserRateThrottle):
    """Counted by token; in a browser by account."""

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if isinstance(request.auth, ApiToken):
            return f"answers_to_token_{request.auth.pk}"
        return super().get_cache_key(request, view)
