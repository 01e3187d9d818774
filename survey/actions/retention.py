"""What was promised to be kept no longer is deleted."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from survey.actions.evidence import add_anchor, forget_contents
from survey.actions.places import free_place
from survey.models import Anchor, Expired, Participant, State, Study, StudyVersion
from survey.queries.retention import ExpiredAnswers, due, people_of
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    RecruitmentIdentifier,
)


def delete_expired_answers(found: ExpiredAnswers, *, now: datetime) -> Iterator[int]:
    """Delete everything about the people and pilots of a version but how many they were.

    Yields the number of each, from 1, once they are gone: whoever is interrupted goes on later.
    Places, tombstones and the digests of the chains stay: they hold nobody's words.
    """
    keys = list(people_of(found.version).values_list("pk", flat=True))
    for number, key in enumerate(keys, start=1):
        _expire(key, now=now)
        yield number


@transaction.atomic
def _expire(key: int, *, now: datetime) -> None:
    rows = Participant.objects.select_for_update(of=("self",)).select_related("version")
    participant = rows.filter(pk=key).first()
    if participant is None:  # withdrew a moment ago
        return
    if participant.state == State.ACTIVE:
        free_place(participant, reason="expired", now=now)
    chain, version = participant.chain_id, participant.version
    if participant.is_somebody:
        counted: dict[str, Any] = {"version": version, "state": participant.state}
        Expired.objects.get_or_create(**counted)
        Expired.objects.filter(**counted).update(count=F("count") + 1)
    participant.delete()
    if chain is not None:
        StudyVersion.objects.select_for_update().get(pk=version.pk)  # anchors take turns
        forget_contents(chain)
        add_anchor(version, chain, Anchor.Kind.EXPIRED)


@transaction.atomic(using="recruitment")
def delete_expired_contacts(study: Study, *, today: date) -> None:
    """Delete the identifiers, addresses and codes given of a study that are due."""
    due(RecruitmentIdentifier.objects.all(), "arrived_on", study, today).delete()
    due(BeginningThroughPanel.objects.all(), "began_on", study, today).delete()
    due(CompensationCode.objects.all(), "given_on", study, today).delete()
    due(CompensationContact.objects.all(), "given_on", study, today).delete()
