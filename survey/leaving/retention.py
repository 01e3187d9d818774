"""Deletion of data whose promised retention is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from survey.audit_chain.models import Anchor
from survey.audit_chain.submissions import add_anchor, forget_contents
from survey.enrolment.slots import release_slot
from survey.leaving.models import Expired
from survey.participation.models import Draft, Participant, State
from survey.population import Population
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    Mailing,
    RecruitmentIdentifier,
)
from survey.studies.models import Study, StudyVersion


@dataclass(frozen=True)
class ExpiredAnswers:
    """What a version still holds after its `answers_until`: people by state, pilots, drafts."""

    version: StudyVersion
    until: date
    people: dict[State, int]
    pilots: int
    drafts: int


@dataclass(frozen=True)
class ExpiredContacts:
    """What the second database still holds of a study after its `contacts_until`."""

    study: str
    identifiers: int
    beginnings: int
    addresses: int
    codes: int
    mailings: int

    @property
    def any_left(self) -> bool:
        return any((self.identifiers, self.beginnings, self.addresses, self.codes, self.mailings))


def delete_expired_answers(expired: ExpiredAnswers, *, now: datetime) -> Iterator[int]:
    """Delete the people and pilots of a version; only how many they were stays.

    Yields the number of each, from 1, once they are gone, so that an interrupted deletion can go on
    later. Slots, tombstones and the digests of the audit chains stay: they hold no words of
    anybody.
    """
    keys = list(people_of(expired.version).values_list("pk", flat=True))
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
        release_slot(participant, reason="expired", now=now)
    chain, version = participant.chain_id, participant.version
    if participant.is_person:
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
    """Delete the identifiers, addresses and given codes of a study whose retention is over.

    Mailings go with the addresses to which they were sent.
    """
    due(RecruitmentIdentifier.objects.all(), "arrived_on", study, today).delete()
    due(BeginningThroughPanel.objects.all(), "began_on", study, today).delete()
    due(CompensationCode.objects.all(), "given_on", study, today).delete()
    due(CompensationContact.objects.all(), "given_on", study, today).delete()
    due(Mailing.objects.all(), "made_on", study, today).delete()


Row = TypeVar(
    "Row",
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    Mailing,
    RecruitmentIdentifier,
)


def people_of(version: StudyVersion) -> QuerySet[Participant]:
    """The participants whose answers have a last day; those of simulated participants have none."""
    return Participant.objects.filter(version=version).exclude(population=Population.SIMULATED)


def expired_answers(today: date, study: Study | None = None) -> tuple[ExpiredAnswers, ...]:
    """Versions that hold answers after their last day, on which they are still kept.

    Of one study, or of all.
    """
    versions = StudyVersion.objects.select_related("study")
    return tuple(
        expired
        for version in (versions if study is None else versions.filter(study=study))
        if version.definition.retention.answers_until < today
        and ((expired := _answers_of(version)).people or expired.pilots)
    )


def _answers_of(version: StudyVersion) -> ExpiredAnswers:
    people = people_of(version)
    counted = (
        people.filter(population=Population.PEOPLE)
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by("state")
    )
    return ExpiredAnswers(
        version=version,
        until=version.definition.retention.answers_until,
        people={State(state): number for state, number in counted},
        pilots=people.filter(population=Population.PILOTS).count(),
        drafts=Draft.objects.filter(visit__participant__in=people).count(),
    )


def expired_contacts(today: date, study: Study | None = None) -> tuple[ExpiredContacts, ...]:
    """Studies that hold identifiers, addresses, given codes or mailings after their last day.

    One study, or all.
    """
    studies = Study.objects.order_by("slug") if study is None else [study]
    contacts_by_study = (
        ExpiredContacts(
            one.slug,
            due(RecruitmentIdentifier.objects.all(), "arrived_on", one, today).count(),
            due(BeginningThroughPanel.objects.all(), "began_on", one, today).count(),
            due(CompensationContact.objects.all(), "given_on", one, today).count(),
            due(CompensationCode.objects.all(), "given_on", one, today).count(),
            due(Mailing.objects.all(), "made_on", one, today).count(),
        )
        for one in studies
    )
    return tuple(expired for expired in contacts_by_study if expired.any_left)


def due(rows: QuerySet[Row], day: str, study: Study, today: date) -> QuerySet[Row]:
    """The rows of a study in the second database that are due. `day` names their date field.

    A row does not say under which version it was given. It is due when the earliest promise that
    may apply to it has passed: that of any version in which somebody began and that was loaded by
    the row's day.
    """
    begun = Q(slots__population=Population.PEOPLE)
    versions = study.versions.filter(begun).distinct() or study.versions.all()
    over = [used for used in versions if used.definition.retention.contacts_until < today]
    loaded_since = Q(pk__in=[])
    for version in over:
        loaded_since |= Q(**{f"{day}__gte": version.loaded_at.date()})
    return rows.filter(loaded_since, study=study.slug)
