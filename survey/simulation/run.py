"""Simulated participants, one after another, each stored completely or not at all."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from attribution.queries import current_bundle
from survey.enrolment.models import AllocationStep
from survey.participation.requests import SimulatedRequest
from survey.population import Population
from survey.simulation.choices import Choices
from survey.simulation.journey import Journey
from survey.studies.models import StudyVersion


def simulate(
    version: StudyVersion,
    participants: int,
    *,
    seed: int,
    now: datetime,
    choices: Choices | None = None,
) -> Iterator[int]:
    """Yield the number of each participant, counted from 1 over all runs, once it is stored.

    The same seed, number and content give the same answers everywhere. Raises NotInBundle where
    effects are not loaded, and PageRefused where a page refuses what was sent; participants that
    were yielded stay.
    """
    for bundle in version.survey.bundles:
        current_bundle(bundle)
    before = simulated_so_far(version)
    for number in range(before + 1, before + participants + 1):
        chance = Random(f"{seed}:simulated:{number}")  # noqa: S311  replayable on purpose
        began = now - 2 * timedelta(minutes=version.definition.duration_minutes)
        with transaction.atomic():
            Journey(version, SimulatedRequest(chance, began), choices or Choices()).take_part()
        yield number


def simulated_so_far(version: StudyVersion) -> int:
    """How many simulated participants have begun, deleted ones included."""
    return AllocationStep.objects.filter(
        slot__version=version,
        slot__population=Population.SIMULATED,
        kind=AllocationStep.Kind.RESERVED,
    ).count()
