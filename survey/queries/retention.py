"""Whose data have been kept for as long as was promised, by the retention of each study file."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from survey.models import Draft, Participant, State, Study, StudyVersion
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationCode,
    CompensationContact,
    RecruitmentIdentifier,
)

Row = TypeVar(
    "Row", BeginningThroughPanel, CompensationCode, CompensationContact, RecruitmentIdentifier
)


@dataclass(frozen=True)
class ExpiredAnswers:
    """What a version keeps after its `answers_until`: people by state, pilots, drafts."""

    version: StudyVersion
    until: date
    people: dict[State, int]
    pilots: int
    drafts: int


@dataclass(frozen=True)
class ExpiredContacts:
    """How much the second database keeps of a study although its `contacts_until` has passed."""

    study: str
    identifiers: int
    beginnings: int
    addresses: int
    codes: int

    @property
    def any_left(self) -> bool:
        return any((self.identifiers, self.beginnings, self.addresses, self.codes))


def people_of(version: StudyVersion) -> QuerySet[Participant]:
    """Everybody whose answers have a last day; what programs answered has none."""
    return Participant.objects.filter(version=version, is_simulated=False)


def expired_answers(today: date) -> tuple[ExpiredAnswers, ...]:
    """Versions with answers that have to go; the last day itself is still a day to keep them."""
    return tuple(
        found
        for version in StudyVersion.objects.select_related("study")
        if version.definition.retention.answers_until < today
        and ((found := _answers_of(version)).people or found.pilots)
    )


def _answers_of(version: StudyVersion) -> ExpiredAnswers:
    people = people_of(version)
    counted = (
        people.filter(is_pilot=False)
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by("state")
    )
    return ExpiredAnswers(
        version=version,
        until=version.definition.retention.answers_until,
        people={State(state): number for state, number in counted},
        pilots=people.filter(is_pilot=True).count(),
        drafts=Draft.objects.filter(visit__participant__in=people).count(),
    )


def expired_contacts(today: date) -> tuple[ExpiredContacts, ...]:
    """Studies with identifiers, addresses or codes given that have to go."""
    found = (
        ExpiredContacts(
            study.slug,
            due(RecruitmentIdentifier.objects.all(), "arrived_on", study, today).count(),
            due(BeginningThroughPanel.objects.all(), "began_on", study, today).count(),
            due(CompensationContact.objects.all(), "given_on", study, today).count(),
            due(CompensationCode.objects.all(), "given_on", study, today).count(),
        )
        for study in Study.objects.order_by("slug")
    )
    return tuple(each for each in found if each.any_left)


def due(rows: QuerySet[Row], day: str, study: Study, today: date) -> QuerySet[Row]:
    """Those of a study's rows in the second database that have to go; `day` names their date.

    A row does not tell under which version it was given. It goes when the first promise that it
    can have been given under has passed: that of any version that somebody began in and that was
    loaded by its day.
    """
    begun = Q(slots__is_simulated=False)
    versions = study.versions.filter(begun).distinct() or study.versions.all()
    over = [each for each in versions if each.definition.retention.contacts_until < today]
    given = Q(pk__in=[])
    for version in over:
        given |= Q(**{f"{day}__gte": version.loaded_at.date()})
    return rows.filter(given, study=study.slug)
