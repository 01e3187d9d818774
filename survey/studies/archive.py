"""The end of a study: closed to newcomers, archived, and opened again where that was too early."""

from datetime import datetime, timedelta

from django.db import transaction

from survey.errors import CannotArchive
from survey.participation.models import Participant, State
from survey.population import Population
from survey.studies.models import EnrolmentWindow, Study

LATELY = timedelta(hours=2)
"""Somebody who had a page within this time is still taking part."""


@transaction.atomic
def close_study(study: Study, *, now: datetime) -> None:
    """Let nobody begin any more. Those who are on their way can finish."""
    window = EnrolmentWindow.objects.select_for_update().filter(study=study).first()
    if window is None:
        return
    if window.opens_at >= now:
        window.delete()
    elif window.closes_at is None or window.closes_at > now:
        window.closes_at = now
        window.save(update_fields=["closes_at"])


@transaction.atomic
def archive_study(study: Study, *, now: datetime) -> None:
    """Close a study for good: nothing of it changes any more but what people have erased.

    Raises CannotArchive where it is archived already, while it is open, and while somebody who had
    a page LATELY is still taking part. People who stayed away on their way cannot go on afterwards.
    """
    locked = Study.objects.select_for_update().get(pk=study.pk)
    if locked.archived_at is not None:
        raise CannotArchive("This study is archived already.")
    window = EnrolmentWindow.objects.filter(study=study).first()
    if window is not None and (window.closes_at is None or window.closes_at > now):
        raise CannotArchive("People can still begin this study. Close it first.")
    number = taking_part_lately(study, now=now)
    if number:
        who = "person is" if number == 1 else "people are"
        raise CannotArchive(
            f"{number} {who} taking part at the moment. Wait until they are done, or until two "
            "hours have passed since their last page."
        )
    locked.archived_at = now
    locked.save(update_fields=["archived_at"])


@transaction.atomic
def unarchive_study(study: Study) -> None:
    """Let a study be worked on again. It stays closed until somebody opens it."""
    locked = Study.objects.select_for_update().get(pk=study.pk)
    locked.archived_at = None
    locked.save(update_fields=["archived_at"])


def taking_part_lately(study: Study, *, now: datetime) -> int:
    """How many people have not ended, and had a page within the last two hours."""
    return Participant.objects.filter(
        version__study=study,
        population=Population.PEOPLE,
        state=State.ACTIVE,
        last_active_at__gt=now - LATELY,
    ).count()


def require_not_archived(study: Study) -> None:
    """Raises CannotArchive where nothing of the study may change any more."""
    if study.archived_at is not None:
        raise CannotArchive(CannotArchive.TO_CHANGE)
