"""Single sign-on by OpenID Connect: who somebody is, as a provider that the server trusts says.

Authlib follows the protocol: it draws state, nonce and PKCE verifier, keeps them in the session,
and checks them, the signature and the dates (docs/decisions/0028). Who gets in is decided here.
"""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from survey.errors import MembersRefused
from survey.members.join import join_with_new_account, new_account
from workspace.log_in.first_start import needs_first_account
from workspace.log_in.models import Identity

logger = logging.getLogger(__name__)

SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""With keys of which the provider publishes one half; a shared secret or none proves nothing."""

NOT_IN_A_NAME = re.compile(r"[^\w.@+-]+")


class SignOnRefused(MembersRefused):
    """The provider sent nobody whom this server lets in."""


@dataclass(frozen=True)
class Provider:
    """`domains` are those of mail addresses whose owners get an account without a link."""

    name: str
    issuer: str
    client: str
    secret: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody as the provider knows them; `email` is empty unless the provider verified it."""

    issuer: str
    subject: str
    name: str
    email: str


def provider() -> Provider | None:
    """The provider that the settings name, if they name one."""
    chosen = settings.SINGLE_SIGN_ON
    return Provider(**chosen) if chosen else None


@cache
def _client(chosen: Provider) -> Any:
    """Keeps what the provider publishes about itself, until the process ends."""
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        "sign_on",
        client_id=chosen.client,
        client_secret=chosen.secret,
        server_metadata_url=f"{chosen.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": 10,
        },
    )


def leave_for_provider(request: HttpRequest, chosen: Provider, back: str) -> HttpResponse:
    """A redirect to the provider, which leads back to the address. Raises SignOnRefused."""
    try:
        client = _client(chosen)
        _know(client, chosen)
        response: HttpResponse = client.authorize_redirect(request, back)
    except SignOnRefused:
        raise
    except Exception as problem:
        raise _unreachable(chosen) from problem
    return response


def who_came_back(request: HttpRequest, chosen: Provider) -> Person:
    """Raises SignOnRefused where state, nonce, signature, audience or dates are not right."""
    try:
        client = _client(chosen)
        _know(client, chosen)
        token = client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": chosen.issuer},
                "aud": {"essential": True, "value": chosen.client},
                "sub": {"essential": True},
            },
        )
        claims = token["userinfo"]
    except SignOnRefused:
        raise
    except Exception as problem:
        logger.warning("Single sign-on failed: %s", type(problem).__name__)
        raise SignOnRefused(
            f"Log-in through {chosen.name} did not work out. Begin it again from the log-in page."
        ) from problem
    verified = str(claims.get("email") or "") if claims.get("email_verified") is True else ""
    name = str(claims.get("preferred_username") or claims.get("email") or claims["sub"])
    return Person(chosen.issuer, str(claims["sub"]), name, verified)


def account_of(person: Person) -> User | None:
    identity = Identity.objects.filter(issuer=person.issuer, subject=person.subject)
    known = identity.select_related("user").first()
    return known.user if known else None


@transaction.atomic
def account_by_link(person: Person, digest: str, *, now: datetime) -> User:
    """A new account, by a link to join. Raises LinkRefused or MembersRefused."""
    user, _link = join_with_new_account(digest, _free_name(person.name), None, now=now)
    connect(user, person)
    return user


@transaction.atomic
def account_by_domain(person: Person, chosen: Provider) -> User:
    """A new account where the settings allow the person's domain. Raises SignOnRefused."""
    _mailbox, at, domain = person.email.casefold().rpartition("@")
    if not at or domain not in chosen.domains or needs_first_account():
        raise SignOnRefused(
            f"{chosen.name} knows you, and this server does not yet. Ask for a link to join, or "
            "log in with your password and connect your account under your user name."
        )
    user = new_account(_free_name(person.name), None)
    connect(user, person)
    return user


def connect(user: User, person: Person) -> None:
    """From now on the person logs in to this account. Raises SignOnRefused."""
    try:
        with transaction.atomic():
            Identity.objects.create(user=user, issuer=person.issuer, subject=person.subject)
    except IntegrityError:
        raise SignOnRefused(
            "This account, or the person you signed on as, is connected already. Disconnect it "
            "first."
        ) from None


def disconnect(user: User) -> None:
    """Raises SignOnRefused where the account would have no way left to log in."""
    if not user.has_usable_password():
        raise SignOnRefused(
            "This account has no password, so nobody could log in to it any more. Ask an "
            "administrator for a link to set one first."
        )
    for identity in Identity.objects.filter(user=user):
        identity.delete()


def _know(client: Any, chosen: Provider) -> None:
    """Read once what the provider publishes, and refuse what is another's or weakly signed."""
    known = client.load_server_metadata()
    if known.get("issuer") != chosen.issuer:
        raise SignOnRefused(
            f"{chosen.name} gives another issuer than NEEDFINDER_SSO_ISSUER names. Whoever runs "
            "this server has to write it exactly as the provider does."
        )
    offered = known.get("id_token_signing_alg_values_supported", ["RS256"])
    known["id_token_signing_alg_values_supported"] = [one for one in SIGNED_BY if one in offered]


def _unreachable(chosen: Provider) -> SignOnRefused:
    return SignOnRefused(
        f"{chosen.name} does not answer at the moment. Try again in a minute, or log in with your "
        "password."
    )


def _free_name(wanted: str) -> str:
    name = NOT_IN_A_NAME.sub("-", wanted).strip("-")[:140] or "somebody"
    free, number = name, 1
    while User.objects.filter(username__iexact=free).exists():
        number += 1
        free = f"{name}-{number}"
    return free
