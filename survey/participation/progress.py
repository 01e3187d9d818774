"""Where a participant is on their path."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F

from core.prepared_query import PreparedQuery
from survey.design.definition import StudyDefinition
from survey.design.path import BEFORE_CONSENT, PathPage, participant_path
from survey.design.time_needed import seconds_left
from survey.participation.models import Participant
from survey.studies.models import definition_of


@dataclass(frozen=True)
class Progress:
    """A page of the path: of how many steps, and how many minutes are about left.

    On the last page none are left.
    """

    page: PathPage
    steps: int
    minutes_left: int


def path_of(participant: Participant) -> tuple[PathPage, ...]:
    """The pages of one participant, in the order of scenarios they were given."""
    return _path(participant.version_digest, participant.order)


@lru_cache(maxsize=64)
def _path(version: str, order: tuple[str, ...]) -> tuple[PathPage, ...]:
    return participant_path(definition_of(version), order)


def current_page(participant: Participant) -> PathPage | None:
    """The first page not submitted yet; None after the last."""
    submitted = {visit.page for visit in participant.pages.values() if visit.submitted_at}
    pages = (page for page in path_of(participant) if page.section not in BEFORE_CONSENT)
    return next((page for page in pages if page.name not in submitted), None)


def progress_at(participant: Participant, page: PathPage) -> Progress:
    """By what others really took, once enough completed the version."""
    path = path_of(participant)
    left = _seconds_left(participant.version_digest, participant.order, participant.medians)
    return _progress(path, page, left)


def progress_before_consent(study: StudyDefinition, page: PathPage) -> Progress:
    path = participant_path(study, list(study.scenarios))
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
        medians=F("version__median_seconds"),
    )
)
