"""Opening a study: when, for how many people, and for whom."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from survey.errors import CannotArchive, OpeningRefused
from survey.studies.find import current_version
from survey.studies.models import EnrolmentWindow, Study, StudyKind, StudyVersion
from survey.studies.moments import time_zones, unknown_time_zone
from survey.studies.readiness import what_is_missing

IDLE_MINUTES = 120

MOST_NAMED = 3
"""Of the sentences about what is missing, in a refusal."""


@dataclass(frozen=True)
class Opening:
    """An enrolment window as it is to be. `closes_at` is None where no end is set.

    `starts_a_minute` is None for a tenth of the quota, and at least 3; while more begin, slots
    belong to whoever sends a first page.
    """

    opens_at: datetime
    quota: int
    closes_at: datetime | None = None
    invited_only: bool = False
    idle_minutes: int = IDLE_MINUTES
    starts_a_minute: int | None = None


def opening_of(window: EnrolmentWindow) -> Opening:
    return Opening(**{name: getattr(window, name) for name in Opening.__dataclass_fields__})


@transaction.atomic
def set_opening(study: Study, opening: Opening, *, time_zone: str | None = None) -> EnrolmentWindow:
    """Set when and for how many people a study is open, and the zone of its times where given.

    Raises OpeningRefused where it cannot be opened, or would close before it opens.
    """
    _require_ready(study)
    if opening.closes_at is not None and opening.closes_at <= opening.opens_at:
        raise OpeningRefused("The study would close before it opens. Let it close later.")
    if opening.quota < 1 or opening.idle_minutes < 1 or opening.starts_a_minute == 0:
        raise OpeningRefused("Nobody could begin. Write numbers from 1 upwards.")
    if time_zone is not None and time_zone != study.zone:
        _require_time_zone(time_zone)
        study.time_zone = time_zone
        study.save(update_fields=["time_zone"])
    window = EnrolmentWindow.objects.select_for_update().filter(study=study).first()
    if window is None:
        return EnrolmentWindow.objects.create(study=study, **asdict(opening))
    for name, value in asdict(opening).items():
        setattr(window, name, value)
    window.save(update_fields=list(asdict(opening)))
    return window


@transaction.atomic
def open_now(study: Study, *, now: datetime) -> EnrolmentWindow:
    """Open a study at once; all else stays as it was set, but an end that is over.

    A study that was never opened gets as many places as it aims at. Raises OpeningRefused.
    """
    version = _require_ready(study)
    window = EnrolmentWindow.objects.filter(study=study).first()
    if window is None:
        return set_opening(study, Opening(now, version.definition.target_sample_size))
    kept = asdict(opening_of(window)) | {"opens_at": min(now, window.opens_at)}
    if window.closes_at is not None and window.closes_at <= now:
        kept["closes_at"] = None
    return set_opening(study, Opening(**kept))


def _require_ready(study: Study) -> StudyVersion:
    """The version that people would take part in. Raises OpeningRefused where they cannot."""
    study = Study.objects.select_for_update().get(pk=study.pk)
    if study.kind != StudyKind.SURVEY:
        raise OpeningRefused(
            "Nobody takes part in a study of interviews on a page. Record its participants instead."
        )
    if study.archived_at is not None:
        raise OpeningRefused(CannotArchive.TO_CHANGE)
    version = current_version(study.slug)
    if version is None:
        raise OpeningRefused("No version of this study is loaded. Load its draft first.")
    if missing := what_is_missing(version):
        raise OpeningRefused(f"Nobody could take part. {' '.join(missing[:MOST_NAMED])}")
    return version


def _require_time_zone(name: str) -> None:
    if name not in time_zones():
        raise OpeningRefused(unknown_time_zone(name))
