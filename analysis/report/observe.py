"""The seam statistics read: one study in counts and columns."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

import numpy as np
from django.db.models import Count

from analysis.coding.rounds.results import coding_results
from analysis.preregistration.plan import RegisteredPlan
from analysis.records.answers import read_answers
from analysis.records.observations import (
    ACTIONS,
    METRICS,
    PlanObserved,
    Stimulus,
    StudyObservations,
    VersionObserved,
)
from analysis.records.people import analysed, flow, people
from analysis.records.trials import read_explorations, read_trials
from attribution import queries as effects
from attribution.axes import LARGEST_NUMBER
from attribution.effects.bundle import Bundle
from attribution.errors import NotInBundle
from core.arrays import Floats
from survey.studies.models import Preregistration, Study, StudyVersion
from survey.trial.balance import error_words


def study_observations(study: Study, *, simulated: bool) -> StudyObservations:
    """Everything a report on a study is made of: of people alone, or of the simulated alone.

    The number of queries does not grow with the participants, nor does anything but the columns
    of trials and explorations (about 100 bytes a trial).
    """
    kept = analysed(study, simulated=simulated)
    versions = _versions(study, simulated=simulated)
    # Those of the newest version first, as written; then those that only older ones had.
    scenarios = tuple(dict.fromkeys(key for each in versions for key in each.definition.scenarios))
    read = read_trials(kept, scenarios, {each.digest: each.definition for each in versions})
    bundles = _bundles(digest for digest, _error in read.met)
    return StudyObservations(
        study=study.slug,
        simulated=simulated,
        versions=versions,
        scenarios=scenarios,
        flow=flow(study, simulated=simulated),
        stimuli=tuple(_stimulus(bundles, digest, error) for digest, error in read.met),
        bundles=bundles,
        trials=read.trials,
        explorations=read_explorations(kept, read.keys),
        answers=read_answers(kept, (each.definition for each in versions)),
        plan=_plan(study),
        codes=coding_results(study, simulated=simulated),
    )


def _versions(study: Study, *, simulated: bool) -> tuple[VersionObserved, ...]:
    """Those with participants, newest first; where there is none yet, the current one."""
    begun = people(study, simulated=simulated).order_by().values("version")
    rows = StudyVersion.objects.filter(study=study)
    chosen = list(rows.filter(pk__in=begun)) or list(rows[:1])
    counted = dict(
        analysed(study, simulated=simulated)
        .order_by()
        .values_list("version")
        .annotate(number=Count("pk"))
    )
    return tuple(
        VersionObserved(each.label, each.digest, each.definition, counted.get(each.pk, 0))
        for each in chosen
    )


def _plan(study: Study) -> PlanObserved | None:
    """The plan registered first: later ones were made with more known."""
    found = Preregistration.objects.filter(version__study=study).order_by("registered_at").first()
    if found is None:
        return None
    return PlanObserved(
        plan=RegisteredPlan.parse(found.plan),
        digest=found.digest,
        registered_on=found.registered_at.date().isoformat(),
        begun_before=found.begun_before,
    )


def _bundles(digests: Iterable[str]) -> dict[str, Bundle]:
    bundles = {}
    for digest in dict.fromkeys(digests):
        with suppress(NotInBundle):
            bundles[digest] = effects.bundle(digest)
    return bundles


def _stimulus(bundles: Mapping[str, Bundle], digest: str, error: str) -> Stimulus:
    bundle = bundles.get(digest)
    if bundle is None:
        return Stimulus(digest, error, "", error, None)
    shown = next(each for each in bundle.errors if each.id == error)
    return Stimulus(
        digest, error, bundle.scenario, error_words(bundle, shown), _gains(bundle, error)
    )


def _gains(bundle: Bundle, error: str) -> Floats:
    """[measures, actions, metrics, numbers]; a longer group than is relevant is the longest."""
    gains = np.zeros((len(METRICS), len(ACTIONS), len(METRICS), LARGEST_NUMBER))
    for found in sorted(bundle.group_effects, key=lambda each: each.number):
        if found.error == error:
            better = [metric.good_direction * found.change_of(metric).change for metric in METRICS]
            at = ACTIONS.index(found.action), METRICS.index(found.metric)
            # What is written last, for every number from there on, is the longest group there is.
            gains[:, *at, found.number - 1 :] = np.array(better)[:, np.newaxis]
    return gains
