"""Recordings are deleted after the day that the study file promises for them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.coding.transcripts.recordings.expire import expire_recordings
from analysis.coding.transcripts.recordings.models import Recording
from analysis.models import Transcript
from survey.leaving.expiring import expire_others
from tests.analysis.coding.transcripts.translations.talk import german

pytestmark = pytest.mark.django_db(transaction=True)

LAST_DAY = date(2027, 6, 30)
"""`recordings_until` of the small study."""


def test_recordings_stay_through_their_last_day_and_go_on_the_next(
    link: Callable[..., Recording], folder: Path
) -> None:
    link(german())
    assert expire_recordings(LAST_DAY, dry_run=False) == ()
    (would,) = expire_recordings(date(2027, 7, 1), dry_run=True)
    assert would.endswith("1 recordings would be deleted; they were kept until 2027-06-30.")
    assert len(list(folder.iterdir())) == 1
    (done,) = expire_others(date(2027, 7, 1), dry_run=False)
    assert done.endswith("1 recordings were deleted; they were kept until 2027-06-30.")
    assert not list(folder.iterdir())
    assert Transcript.objects.exists()
    assert expire_others(date(2027, 7, 1), dry_run=False) == ()
