"""Making and revoking tokens, and knowing one again."""

import secrets
import string
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from analysis.api.models import ApiToken
from analysis.errors import NotYours, TokenRefused, UnfitName
from survey.studies.models import Study

READ_BY_PROGRAM = "survey.export_study"
"""What somebody has to be allowed in the study, as long as a token of theirs is used."""

SEE_EVERY_TOKEN = "survey.manage_members"  # noqa: S105  a permission

BEGINNING = "nf_"
"""By which programs that look for secrets in files know one of ours."""

SECRET_BYTES = 32
ALPHABET = string.digits + string.ascii_letters
LENGTH = 43
"""So many characters of 62 hold 32 bytes."""


@transaction.atomic
def make_token(study: Study, user: Any, name: str, *, now: datetime) -> str:
    """Store a token's digest, and give the token, which cannot be read again.

    Raises UnfitName for no name or one that is too long, and TokenRefused where the account may
    not export the study.
    """
    name = name.strip()
    longest = ApiToken._meta.get_field("name").max_length or 0
    if not name or len(name) > longest:
        raise UnfitName(
            f"The token has no name that fits. Write what will use it, in up to {longest} letters."
        )
    _require_right(user, study)
    text = BEGINNING + _random_text()
    ApiToken.objects.create(study=study, user=user, name=name, digest=_digest(text), made_at=now)
    return text


def revoke_token(token: ApiToken, *, by: Any, now: datetime) -> None:
    """From now on it opens nothing. A token that was revoked before stays as it is.

    Raises NotYours where somebody is neither its owner nor a lead of the study.
    """
    if token.user_id != by.pk and not by.has_perm(SEE_EVERY_TOKEN, token.study):
        raise NotYours("This token is somebody else's. Ask its owner or a lead to revoke it.")
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])


def token_in_use(text: str, *, now: datetime) -> ApiToken:
    """The token that was sent, whose owner may read its study now. The day of its use is noted.

    It takes a query and a digest, whether there is such a token or not. Raises TokenRefused.
    """
    rows = ApiToken.objects.select_related("study", "user")
    token = rows.filter(digest=_digest(text), revoked_at=None).first()
    if token is None:
        raise TokenRefused(
            "There is no such token, or it was revoked. Make another on the study's page Programs."
        )
    _require_right(token.user, token.study)
    if token.last_used_on != now.date():
        token.last_used_on = now.date()
        token.save(update_fields=["last_used_on"])
    return token


def _require_right(user: Any, study: Study) -> None:
    works_here = user.is_active and user.is_staff
    if not works_here or not user.has_perm(READ_BY_PROGRAM, study):
        raise TokenRefused(
            f"{user.get_username()} may not export {study} now, so no token of theirs reads it. "
            "Ask a lead of the study for the role of a researcher."
        )


def _digest(text: str) -> str:
    """Of a secret of 256 random bits a plain digest tells nothing, and costs nearly nothing."""
    return sha256(text.encode()).hexdigest()


def _random_text() -> str:
    number, letters = secrets.randbits(8 * SECRET_BYTES), ""
    for _place in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters += ALPHABET[letter]
    return letters
