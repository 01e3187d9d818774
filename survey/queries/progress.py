"""Where a participant is on their path."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F

from survey.design.path import BEFORE_CONSENT, PathPage, participant_path
from survey.models import Participant
from survey.models.remembered import Remembered
from survey.models.study import definition_of


@dataclass(frozen=True)
class Progress:
    """A page of the path: its step of how many, and how many minutes are about left."""

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
    """Time is taken to be spread evenly over the pages."""
    path = path_of(participant)
    left = len(path) - path.index(page)
    minutes = participant.definition.duration_minutes * left / len(path)
    return Progress(page, steps=path[-1].step, minutes_left=max(1, round(minutes)))


def participant_by_token(token: str) -> Participant | None:
    return next(iter(_by_token(token)), None)


_by_token = Remembered(
    lambda token: Participant.objects.filter(token=token).annotate(
        version_digest=F("version__digest")  # type: ignore[no-redef]
    )
)
