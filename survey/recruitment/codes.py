"""Personal codes for compensation: each is given to one person, once."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from survey.errors import CodesRefused
from survey.recruitment.digests import digest_of_receiver
from survey.recruitment.models import CompensationCode

MOST_NAMED = 5

SIGNS, LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10
"""Of codes made here: 50 random bits, in signs of which no two look alike."""

FEW = 10
"""So many codes are few, unless fewer people can still complete."""


@transaction.atomic(using="recruitment")
def add_codes(study: str, codes: Sequence[str]) -> None:
    """Add codes to a study's list.

    Raises CodesRefused where a code is there already or comes twice.
    """
    here = CompensationCode.objects.filter(study=study).values_list("code", flat=True)
    counted = Counter(codes) + Counter(here)
    twice = [code for code in dict.fromkeys(codes) if counted[code] > 1]
    if twice:
        repeated = ", ".join(twice[:MOST_NAMED]) + (
            " and others" if len(twice) > MOST_NAMED else ""
        )
        raise CodesRefused(
            f"Each code is given to one person, and these are there more than once: {repeated}. "
            "Nothing was added: take them out and send the list again."
        )
    CompensationCode.objects.bulk_create(CompensationCode(study=study, code=code) for code in codes)


def make_codes(study: str, number: int) -> list[str]:
    """Add so many random codes to a study's list, and return them."""
    codes: set[str] = set()
    while len(codes) < number:
        codes.add("".join(secrets.choice(SIGNS) for _ in range(LENGTH)))
    made = sorted(codes)
    add_codes(study, made)
    return made


def give_code(study: str, token: str, *, day: date) -> str | None:
    """The code of the participant with this link: theirs, or else one that nobody has yet.

    None where no code is left. Two pages that ask at once are given the same code.
    """
    while (code := code_of(study, token)) is None:
        unused = CompensationCode.objects.filter(study=study, receiver=None)
        first = unused.order_by("pk").first()
        if first is None:
            return None
        try:
            with transaction.atomic(using="recruitment"):
                unused.filter(pk=first.pk).update(
                    receiver=digest_of_receiver(study, token), given_on=day
                )
        except IntegrityError:  # another page of theirs was quicker
            continue
    return code


def code_of(study: str, token: str) -> str | None:
    """The code that the participant with this link was given, if any."""
    receiver = digest_of_receiver(study, token)
    own_codes = CompensationCode.objects.filter(study=study, receiver=receiver)
    return own_codes.values_list("code", flat=True).first()


def codes_left(study: str) -> int:
    return CompensationCode.objects.filter(study=study, receiver=None).count()


def codes_given(study: str) -> int:
    return CompensationCode.objects.filter(study=study).exclude(receiver=None).count()


def few_left(left: int, *, completions_left: int) -> bool:
    """Whether a study may soon run out of codes."""
    return left < min(FEW, completions_left)
