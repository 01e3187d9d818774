"""Letting somebody in whom a provider vouched for, after a code where the account uses them."""

import time
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from workspace.log_in.codes import has_codes
from workspace.log_in.forms import LOCKED
from workspace.log_in.names import is_locked
from workspace.log_in.single_sign_on import SignOnRefused

BACKEND = "workspace.log_in.names.Accounts"
WAITING = "waiting_for_code"
PATIENCE = 10 * 60  # seconds


def enter(request: HttpRequest, user: User, onward: str = "") -> HttpResponse:
    """Log in, or ask for a code first. Raises SignOnRefused for accounts that may not."""
    if not user.is_active:
        raise SignOnRefused("This account is deactivated. Ask whoever runs this server.")
    if is_locked(user.get_username(), now=timezone.now()):
        raise SignOnRefused(LOCKED)
    if has_codes(user):
        request.session[WAITING] = {"user": user.pk, "since": time.time(), "onward": onward}
        return redirect("workspace:code")
    return let_in(request, user, onward)


def let_in(request: HttpRequest, user: User, onward: str = "") -> HttpResponse:
    login(request, user, backend=BACKEND)
    return redirect(onward if is_here(request, onward) else "admin:index")


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Whom a provider vouched for in this browser a moment ago, and where they were going."""
    noted: dict[str, Any] = request.session.get(WAITING) or {}
    if not noted or time.time() - noted["since"] > PATIENCE:
        return None
    user = User.objects.filter(pk=noted["user"], is_active=True).first()
    return (user, noted["onward"]) if user else None


def is_here(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
