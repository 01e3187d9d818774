"""What people send with forms and addresses, read; what cannot be meant is answered as missing."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone


def key(text: str) -> int:
    """Of a row; 0, which no row has, for what is no number or too long for one."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def guid(text: str) -> UUID:
    found = guid_or_none(text)
    if found is None:
        raise Http404("There is no such thing here.")
    return found


def guid_or_none(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def who_and_when(request: HttpRequest) -> dict[str, Any]:
    """As changes of a codebook are told who makes them."""
    return {"by": request.user.get_username(), "now": timezone.now()}
