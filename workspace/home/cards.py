"""The studies of an account as cards: where each stands, and what waits in it."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

Account = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Waiting:
    """Something to do: a sentence, and where it is done."""

    text: str
    address: str


@dataclass(frozen=True)
class Card:
    """A study on the home page. `people` says in words how many came, in all and today."""

    slug: str
    title: str
    kind: str
    state: str
    people: str
    waiting: tuple[Waiting, ...]
    is_synthetic: bool
