"""Who acts at the moment: the account of the request, or the command and its user."""

import getpass
import sys
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path

from django.http import HttpRequest, HttpResponse

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def actor() -> str:
    request = _request.get()
    if request is None:
        return _command()
    user = getattr(request, "user", None)
    return f"account {user.get_username()}" if user and user.is_authenticated else "nobody known"


def _command() -> str:
    user = "somebody"
    with suppress(OSError, KeyError):  # a container may have no name for its user
        user = getpass.getuser()
    name = Path(sys.argv[0]).name
    command = f"{name} {sys.argv[1]}" if name == "manage.py" and len(sys.argv) > 1 else name
    return f"{command}, run by {user}"


def remember_actor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that remembers the request; its account is read only where a change is noted."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return middleware
