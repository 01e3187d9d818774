"""What a study still holds after the days it promised, and its deletion."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from survey.interviews.retention import (
    ExpiredInterviews,
    delete_expired_interviews,
    expired_interviews,
)
from survey.leaving.erasure import rewrite_tables
from survey.leaving.retention import (
    ExpiredAnswers,
    delete_expired_answers,
    delete_expired_contacts,
    expired_answers,
    expired_contacts,
)
from survey.studies.models import Study, StudyVersion


@dataclass(frozen=True)
class Promise:
    """How long the people of a version were promised that something is kept."""

    version: str
    answers_until: date
    contacts_until: date


def promises(versions: list[StudyVersion]) -> tuple[Promise, ...]:
    return tuple(
        Promise(
            version.label,
            version.definition.retention.answers_until,
            version.definition.retention.contacts_until,
        )
        for version in versions
    )


def due(study: Study, *, today: date) -> tuple[str, ...]:
    """What of the study is held longer than was promised, in sentences."""
    return tuple(_sentences(study, today))


def _sentences(study: Study, today: date) -> Iterator[str]:
    for answers in _answers(study, today):
        number = sum(answers.people.values())
        yield (
            f"Version {answers.version.label}: the answers of {_people(number)}, "
            f"{answers.pilots} pilots and {answers.drafts} drafts, promised until "
            f"{answers.until:%-d %B %Y}"
        )
    for interviewed in _interviews(study, today):
        yield (
            f"Version {interviewed.version.label}: {_people(interviewed.people)} interviewed, "
            f"with all that they said, promised until {interviewed.until:%-d %B %Y}"
        )
    for contacts in expired_contacts(today, study):
        yield (
            f"{contacts.identifiers} names of a panel, {contacts.beginnings} keyed hashes of such "
            f"names, {contacts.addresses} addresses of people to thank, {contacts.codes} codes "
            f"given and {contacts.mailings} mailings with their addresses, whose last day has "
            "passed"
        )


def _answers(study: Study, today: date) -> list[ExpiredAnswers]:
    return list(expired_answers(today, study))


def _interviews(study: Study, today: date) -> list[ExpiredInterviews]:
    return [one for one in expired_interviews(today) if one.version.study_id == study.pk]


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def delete_due(study: Study, *, now: datetime) -> None:
    """Delete what is due; how many there were stays. A deletion that was interrupted goes on."""
    today = now.date()
    for answers in _answers(study, today):
        deque(delete_expired_answers(answers, now=now), maxlen=0)
    for interviewed in _interviews(study, today):
        deque(delete_expired_interviews(interviewed, now=now), maxlen=0)
    if expired_contacts(today, study):
        delete_expired_contacts(study, today=today)
    for database in settings.DATABASES:
        rewrite_tables(database)
