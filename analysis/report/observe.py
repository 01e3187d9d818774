"""Reading the observations of a study from the database."""

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
from analysis.records.people import analysed, analysis_flow, participants
from analysis.records.trials import read_explorations, read_trials
from attribution import queries as effects
from attribution.axes import LARGEST_NUMBER
from attribution.effects.bundle import Bundle
from attribution.errors import NotInBundle
from core.arrays import Floats
from survey.population import Population
from survey.studies.models import Preregistration, Study, StudyVersion
from survey.trial.balance import error_words


def study_observations(study: Study, population: Population) -> StudyObservations:
    """Everything that a report on one population of a study is made of.

    The number of queries does not grow with the participants. Memory grows by about 100 bytes for
    each trial.
    """
    people = analysed(study, population)
    versions = _versions(study, population)
    # Those of the newest version first, as written; then those that only older ones had.
    scenarios = tuple(
        dict.fromkeys(key for version in versions for key in version.definition.scenarios)
    )
    read = read_trials(
        people, scenarios, {version.digest: version.definition for version in versions}
    )
    bundles = _bundles(digest for digest, _error in read.stimuli)
    return StudyObservations(
        study=study.slug,
        population=population,
        versions=versions,
        scenarios=scenarios,
        flow=analysis_flow(study, population),
        stimuli=tuple(_stimulus(bundles, digest, error) for digest, error in read.stimuli),
        bundles=bundles,
        trials=read.trials,
        explorations=read_explorations(people, read.keys),
        answers=read_answers(people, (version.definition for version in versions)),
        plan=_plan(study),
        codes=coding_results(study, population),
    )


def _versions(study: Study, population: Population) -> tuple[VersionObserved, ...]:
    """The versions with participants, the newest first; without any, the current version."""
    begun = participants(study, population).order_by().values("version")
    rows = StudyVersion.objects.filter(study=study)
    chosen = list(rows.filter(pk__in=begun)) or list(rows[:1])
    counted = dict(
        analysed(study, population).order_by().values_list("version").annotate(number=Count("pk"))
    )
    return tuple(
        VersionObserved(
            version.label, version.digest, version.definition, counted.get(version.pk, 0)
        )
        for version in chosen
    )


def _plan(study: Study) -> PlanObserved | None:
    """The plan that was registered first, as later ones were made with more knowledge."""
    registration = (
        Preregistration.objects.filter(version__study=study).order_by("registered_at").first()
    )
    if registration is None:
        return None
    return PlanObserved(
        plan=RegisteredPlan.parse(registration.plan),
        digest=registration.digest,
        registered_on=registration.registered_at.date().isoformat(),
        begun_before=registration.begun_before,
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
    shown_error = next(model_error for model_error in bundle.errors if model_error.id == error)
    return Stimulus(
        digest, error, bundle.scenario, error_words(bundle, shown_error), _gains(bundle, error)
    )


def _gains(bundle: Bundle, error: str) -> Floats:
    """The improvement by each setting, [measures, actions, metrics, numbers].

    Beyond the number of relevant samples, the longest group stands for all larger numbers.
    """
    gains = np.zeros((len(METRICS), len(ACTIONS), len(METRICS), LARGEST_NUMBER))
    for effect in sorted(bundle.group_effects, key=lambda effect: effect.number):
        if effect.error == error:
            better = [metric.good_direction * effect.change_of(metric).change for metric in METRICS]
            at = ACTIONS.index(effect.action), METRICS.index(effect.metric)
            # What is written last, for every number from there on, is the longest group there is.
            gains[:, *at, effect.number - 1 :] = np.array(better)[:, np.newaxis]
    return gains
