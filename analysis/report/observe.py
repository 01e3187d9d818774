"""Reading the observations of a study from the database."""

from dataclasses import replace

import numpy as np
from django.db.models import Count

from analysis.coding.rounds.results import coding_results
from analysis.coding.rounds.themes_of_people import themes_of_people
from analysis.preregistration.plan import RegisteredPlan
from analysis.records.answers import read_answers
from analysis.records.background_columns import read_background
from analysis.records.collection import read_collection, read_taking_part
from analysis.records.observations import (
    NO_STIMULUS,
    PlanObserved,
    StudyObservations,
    VersionObserved,
)
from analysis.records.observed_axes import observed_axes
from analysis.records.people import (
    analysed,
    analysis_flow,
    answered,
    excluded_with_choice,
    participants,
)
from analysis.records.setting_list import SettingList
from analysis.records.trials import read_explorations, read_trials
from analysis.report.effects_shown import bundles_of, outcomes_of, stimuli_of
from attribution.queries import method_scores
from survey.population import Population
from survey.studies.models import Preregistration, Study, StudyVersion


def study_observations(study: Study, population: Population) -> StudyObservations:
    """Everything that a report on one population of a study is made of.

    The number of queries does not grow with the participants. Memory grows by about 100 bytes for
    each trial.
    """
    people, all_answered = analysed(study, population), answered(study, population)
    versions = _versions(study, population)
    if sum(version.analysed for version in versions) == all_answered.count():
        # Nobody is left out, who would have to be looked for in every query.
        people = all_answered
    # Those of the newest version first, as written; then those that only older ones had.
    scenarios = tuple(
        dict.fromkeys(key for version in versions for key in version.definition.scenarios)
    )
    axes = observed_axes(version.definition for version in versions)
    settings = SettingList(axes)
    definitions = {version.digest: version.definition for version in versions}
    read = read_trials(people, scenarios, definitions, settings)
    explorations = read_explorations(all_answered, read.keys, settings)
    without = excluded_with_choice(study, population)
    excluded = read_trials(without, scenarios, definitions, settings).trials
    bundles = bundles_of(digest for digest, _error in read.stimuli)
    outcomes = outcomes_of(bundles.values())
    stimuli = stimuli_of(read.stimuli, bundles, outcomes, settings)
    background = read_background(all_answered, read.people, definitions.values())
    codes = coding_results(study, population)
    return StudyObservations(
        study=study.slug,
        population=population,
        versions=versions,
        scenarios=scenarios,
        axes=axes,
        flow=analysis_flow(
            study, population, number_analysed=sum(version.analysed for version in versions)
        ),
        settings=settings.levels(),
        stimuli=stimuli,
        bundles=bundles,
        outcomes=outcomes,
        methods=method_scores(bundles),
        trials=read.trials,
        explorations=explorations,
        answers=read_answers(people, definitions.values(), background.counted),
        collection=read_collection(study, population, people, definitions),
        taking_part=read_taking_part(all_answered, read.people),
        excluded=replace(excluded, stimulus=np.full_like(excluded.stimulus, NO_STIMULUS)),
        plan=_plan(study),
        codes=codes,
        background=background.columns,
        themes=themes_of_people(study, codes, read.people, scenarios),
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
        VersionObserved(version.label, version.digest, version.survey, counted.get(version.pk, 0))
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
