"""The observations of a study, read from a package in place of the database."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.observations import (
    NO_STIMULUS,
    PlanObserved,
    StudyObservations,
    VersionObserved,
)
from analysis.records.observed_axes import observed_axes
from analysis.records.setting_list import SettingList
from analysis.report.effects_shown import bundles_of, outcomes_of, stimuli_of
from analysis.verification.answers import background_of, counted_answers, given_answers
from analysis.verification.coding import coding_results_of, themes_of_people_in
from analysis.verification.package import Package
from analysis.verification.people import (
    PackagedPeople,
    collection_of,
    flow_of,
    taking_part_of,
)
from analysis.verification.trials import packaged_explorations, packaged_trials

TABLES = (
    "participants",
    "trials",
    "explorations",
    "answers",
    "check_attempts",
    "exclusions",
    "codes",
)
"""The tables that a report is computed from; all others say the same in another way."""


def effects_in(people: PackagedPeople) -> frozenset[str]:
    """The digests of the bundles that the analysed were shown."""
    return frozenset(row["effects"] for who in people.analysed for row in people.trials[who])


def packaged_observations(people: PackagedPeople) -> StudyObservations:
    """What `study_observations` reads from a database. The bundles shown are those loaded here."""
    package = people.package
    versions = _versions(people)
    scenarios = tuple(
        dict.fromkeys(key for version in versions for key in version.definition.scenarios)
    )
    axes = observed_axes(version.definition for version in versions)
    settings = SettingList(axes)
    trials, shown = packaged_trials(people, people.analysed, scenarios, settings)
    explorations = packaged_explorations(people, people.analysed, settings)
    excluded, _shown = packaged_trials(people, people.left_out, scenarios, settings)
    bundles = bundles_of(digest for digest, _error in shown)
    outcomes = outcomes_of(bundles.values())
    stimuli = stimuli_of(shown, bundles, outcomes, settings)
    given = given_answers(people, people.analysed)
    codes = coding_results_of(people)
    return StudyObservations(
        study=package.study,
        population=package.population,
        versions=versions,
        scenarios=scenarios,
        axes=axes,
        flow=flow_of(people),
        settings=settings.levels(),
        stimuli=stimuli,
        bundles=bundles,
        outcomes=outcomes,
        methods={bundle: scores for bundle, scores in package.methods.items() if bundle in bundles},
        trials=trials,
        explorations=explorations,
        answers=counted_answers(given),
        collection=collection_of(people),
        taking_part=taking_part_of(people),
        excluded=replace(excluded, stimulus=np.full_like(excluded.stimulus, NO_STIMULUS)),
        plan=_plan(package),
        codes=codes,
        background=background_of(people, people.analysed, given).columns,
        themes=themes_of_people_in(people, codes, scenarios),
    )


def _versions(people: PackagedPeople) -> tuple[VersionObserved, ...]:
    counted = Counter(map(people.version_of, people.analysed))
    return tuple(
        VersionObserved(one.label, one.digest, one.definition, counted[one.label])
        for one in people.package.versions
    )


def _plan(package: Package) -> PlanObserved | None:
    stored = package.basis["plan"]
    if stored is None:
        return None
    return PlanObserved(
        plan=RegisteredPlan.parse(stored["content"]),
        digest=stored["sha256"],
        registered_on=stored["registered_on"],
        begun_before=stored["begun_before"],
    )


def bundles_missing(people: PackagedPeople) -> Collection[str]:
    """The digests of bundles that people were shown and that are not loaded here."""
    needed = effects_in(people)
    return sorted(needed - bundles_of(needed).keys())
