"""Answers that wait to be assessed, for the cards of the home page."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from analysis.records.assess import number_to_assess
from survey.studies.models import Study
from workspace.frame.waiting import Waiting
from workspace.read.pages import ASSESS


def reading_waiting(
    studies: Iterable[Study], user: AbstractBaseUser | AnonymousUser
) -> dict[int, list[Waiting]]:
    """By the primary key of each study in which the account may assess, in one query."""
    own = [study for study in studies if user.has_perm(ASSESS, study)]  # type: ignore[union-attr]
    numbers = number_to_assess(own)
    return {
        study.pk: [
            Waiting(
                "1 participant to assess"
                if numbers[study.pk] == 1
                else f"{numbers[study.pk]} participants to assess",
                reverse("workspace:read", args=[study.slug]) + "?assessed=not_yet",
            )
        ]
        for study in own
        if study.pk in numbers
    }
