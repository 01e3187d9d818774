"""How many needed more than one attempt at the comprehension check."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from survey.participation.models import CheckAttempt, Participant


@dataclass(frozen=True)
class CheckCounts:
    """`tried` counts everybody who made an attempt, `failed` those who failed once or more.

    `not_passed` are those of them who have not passed yet.
    """

    tried: int
    failed: int
    not_passed: int


def check_counts(people: QuerySet[Participant]) -> CheckCounts:
    """One query."""
    passed = CheckAttempt.objects.filter(participant=OuterRef("participant"), passed=True)
    attempts = CheckAttempt.objects.filter(participant__in=people)
    return CheckCounts(
        **attempts.aggregate(
            tried=Count("participant", distinct=True),
            failed=Count("participant", filter=Q(passed=False), distinct=True),
            not_passed=Count("participant", filter=~Exists(passed), distinct=True),
        )
    )
