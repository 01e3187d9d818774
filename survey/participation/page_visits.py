"""Where a participant is on their path, and the pages given to them and submitted by them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import F, TextField
from django.db.models.functions import Cast

from core.prepared_query import PreparedQuery
from core.prepared_write import PreparedInsert, PreparedUpdate
from survey.design.definition import SurveyDefinition
from survey.design.path import BEFORE_CONSENT, PathPage, Section, participant_path
from survey.design.time_needed import seconds_left
from survey.errors import WrongPage
from survey.participation.models import Draft, PageVisit, Participant, State
from survey.studies.models import definition_of

A_MINUTE = timedelta(minutes=1)
"""How exactly the last activity is stored: reading a page twice within it stores nothing."""


def lock_participant(participant: Participant) -> Participant:
    """Lock the participant's row until the transaction ends, so that two tabs take turns.

    Raises Participant.DoesNotExist for a participant who had everything deleted a moment ago.
    """
    # Theirs alone: with the version's row as well, everybody would wait for everybody.
    rows = Participant.objects.select_for_update(of=("self",)).select_related("version")
    return rows.get(pk=participant.pk)


def lock_page(participant: Participant, page: PathPage, *, now: datetime) -> PageVisit:
    """Lock the participant's row and check that the page is still to be submitted.

    Raises what `require_open_page` raises, and WrongPage where the page was submitted a moment ago.
    """
    visit = require_open_page(participant, page, now=now)
    if _submitted(visit.pk):
        raise WrongPage(_FIRST_IS_KEPT)
    return visit


def require_open_page(participant: Participant, page: PathPage, *, now: datetime) -> PageVisit:
    """Lock the participant's row for a page that was open when it was last read.

    What was read before may be out of date, but pages are never taken back. So it is enough to
    check this page again, as `lock_page` does, or to submit it by `submit_visit`. Raises WrongPage
    unless the participant is on this page, and Participant.DoesNotExist for a participant who had
    everything deleted a moment ago.
    """
    current = current_page(participant)
    if current is None or current.name != page.name:
        raise WrongPage(_why_wrong(participant, page))
    if not _seen_active(participant.pk, now):
        Participant.objects.get(pk=participant.pk)
        raise WrongPage("You have stopped taking part; what you gave until then is kept.")
    return participant.visits_by_page[page.name]


def submit_visit(visit: PageVisit, *, now: datetime) -> None:
    """Submit a page, for good. Raises WrongPage where it was submitted a moment ago."""
    if not _submit_once(visit.pk, now):
        raise WrongPage(_FIRST_IS_KEPT)
    visit.submitted_at = now


_seen_active = PreparedUpdate(Participant, "last_active_at", where={"state": State.ACTIVE})
_submit_once = PreparedUpdate(PageVisit, "submitted_at", where={"submitted_at": None})
_show = PreparedInsert(PageVisit)
_submitted = PreparedQuery(
    lambda visit: PageVisit.objects.filter(pk=visit, submitted_at__isnull=False).only("pk")
)
_FIRST_IS_KEPT = "Your first answer to this page is kept."


def _why_wrong(participant: Participant, page: PathPage) -> str:
    visit = participant.visits_by_page.get(page.name)
    if visit is not None and visit.submitted_at:
        return _FIRST_IS_KEPT
    return "This page comes later. Please go on from here."


def note_activity(participant: Participant, *, now: datetime) -> None:
    """Store when the participant was last active, to the minute.

    Raises Participant.DoesNotExist for a participant who had everything deleted a moment ago.
    """
    if now - participant.last_active_at < A_MINUTE:
        return
    if not Participant.objects.filter(pk=participant.pk).update(last_active_at=now):
        raise Participant.DoesNotExist


def draft_of(visit: PageVisit) -> Draft | None:
    return next(iter(_drafts_of(visit.pk)), None)


_drafts_of = PreparedQuery(lambda visit: Draft.objects.filter(visit=visit))


def show_page(participant: Participant, page: PathPage, *, now: datetime) -> None:
    """Store when a page is first shown, in the transaction that leads to it."""
    visit = _show(PageVisit(participant=participant, page=page.name, shown_at=now))
    participant.visits_by_page[page.name] = visit


@dataclass(frozen=True)
class Progress:
    """A page of the path, the number of steps, and about how many minutes are left."""

    page: PathPage
    steps: int
    minutes_left: int


def path_of(participant: Participant) -> tuple[PathPage, ...]:
    """The pages of a participant's path, in the order of scenarios allocated to them."""
    return _path(participant.version_digest, participant.order)


@lru_cache(maxsize=64)
def _path(version: str, order: tuple[str, ...]) -> tuple[PathPage, ...]:
    return participant_path(definition_of(version), order)


def current_page(participant: Participant) -> PathPage | None:
    """The first page that is not submitted yet; None after the last one."""
    submitted = {visit.page for visit in participant.visits_by_page.values() if visit.submitted_at}
    pages = (page for page in path_of(participant) if page.section not in BEFORE_CONSENT)
    return next((page for page in pages if page.name not in submitted), None)


def is_first_sent(participant: Participant) -> bool:
    """Whether the page that was just submitted is the first one since the participant began."""
    submitted = {visit.page for visit in participant.visits_by_page.values() if visit.submitted_at}
    return len(submitted - {Section.INCLUSION}) == 1


def progress_at(participant: Participant, page: PathPage) -> Progress:
    """The progress at a page, by the real medians once enough participants have completed."""
    path = path_of(participant)
    left = _seconds_left(participant.version_digest, participant.order, participant.medians)
    return _progress(path, page, left)


def progress_before_consent(study: SurveyDefinition, page: PathPage) -> Progress:
    return planned_progress(study, participant_path(study, list(study.scenarios)), page)


def planned_progress(study: SurveyDefinition, path: Sequence[PathPage], page: PathPage) -> Progress:
    """The progress at a page by what the study promises."""
    return _progress(path, page, seconds_left(path, minutes=study.duration_minutes))


def _progress(path: Sequence[PathPage], page: PathPage, left: Sequence[float]) -> Progress:
    number = path.index(page)
    is_last = number + 1 == len(path)
    return Progress(
        page,
        steps=path[-1].step,
        minutes_left=0 if is_last else max(1, round(left[number] / 60)),
    )


@lru_cache(maxsize=64)
def _seconds_left(version: str, order: tuple[str, ...], medians: str | None) -> tuple[float, ...]:
    minutes = definition_of(version).duration_minutes
    known = json.loads(medians or "null")
    return seconds_left(_path(version, order), minutes=minutes, medians=known)


def participant_by_token(token: str) -> Participant | None:
    return next(iter(_by_token(token)), None)


_by_token = PreparedQuery(
    lambda token: Participant.objects.filter(token=token).annotate(
        version_digest=F("version__digest"),  # type: ignore[no-redef]
        medians=Cast("version__median_seconds", TextField()),
        study_archived_at=F("version__study__archived_at"),
    )
)
