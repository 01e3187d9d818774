"""A program with a token, as the tests send it."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from analysis.api.tokens import make_token
from survey.members.roles import Role
from survey.studies.models import Study
from tests.roles import account
from tests.world import NOON


def token_for(study: Study, role: Role = Role.RESEARCHER, name: str = "nightly") -> str:
    """A token of a member who has this role in the study alone."""
    return make_token(study, member(study, role), name, now=NOON)


def member(study: Study, role: Role = Role.RESEARCHER) -> User:
    return account(f"{role} of {study}", role, study=study)


def ask(token: str, path: str, **asked: Any) -> Any:
    """Without a cookie, as a program does."""
    headers = {"authorization": f"Bearer {token}"}
    return Client().get(f"/api/studies/{path}", asked, headers=headers)


def body(response: Any) -> bytes:
    content: bytes = b"".join(response) if response.streaming else response.content
    return content
