"""How long pages really took, noted for those who come later."""

from functools import partial

from django.db import transaction

from survey.models import PageVisit, State, StudyVersion
from survey.queries.durations import median_seconds
from survey.queries.openings import places_completed

FEWEST_COMPLETED = 10
"""Medians of fewer would say more about them than about the pages."""


def note_medians_now_and_then(version: StudyVersion) -> None:
    """After the 10th completion, the 20th, the 40th and so on, once the transaction has ended.

    So all of it costs no more than reading the times of everybody twice.
    """
    tens, rest = divmod(places_completed(version.pk), FEWEST_COMPLETED)
    if tens and not rest and tens & (tens - 1) == 0:
        transaction.on_commit(partial(_note_medians, version.pk), robust=True)


def _note_medians(version: int) -> None:
    visits = PageVisit.objects.filter(
        participant__version=version,
        participant__state=State.COMPLETED,
        participant__is_pilot=False,
        participant__is_simulated=False,
        submitted_at__isnull=False,
    )
    medians = median_seconds(visits, by="page", earlier="shown_at", later="submitted_at")
    StudyVersion.objects.filter(pk=version).update(median_seconds=medians)
