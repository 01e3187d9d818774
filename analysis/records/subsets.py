"""The same observations for fewer trials, or for more people: other analysis sets."""

from dataclasses import fields, replace

import numpy as np

from analysis.records.observations import Explorations, StudyObservations, Trials
from core.arrays import Booleans, Integers


def subset(observations: StudyObservations, keep: Booleans) -> StudyObservations:
    """The observations with the trials [trials] that are kept, and with the persons who have any.

    Answers, codes and the flow stay those of everybody, so this is for tests of choices alone.
    Backgrounds and themes, which are by person, are left out.
    """
    trials, explorations = observations.trials, observations.explorations
    persons, person = np.unique(trials.person[keep], return_inverse=True)
    kept = {field.name: getattr(trials, field.name)[keep] for field in fields(Trials)}
    positions = np.cumsum(keep) - 1
    tried = keep[explorations.trial]
    return replace(
        observations,
        trials=Trials(**kept | {"person": person.astype(np.int64)}),
        explorations=Explorations(
            positions[explorations.trial[tried]], explorations.setting[tried]
        ),
        taking_part=replace(
            observations.taking_part,
            **{
                field.name: getattr(observations.taking_part, field.name)[persons]
                for field in fields(observations.taking_part)
            },
        ),
        background=(),
        themes=(),
    )


def of_people(observations: StudyObservations, keep: Booleans) -> StudyObservations:
    """The observations of the people [people] who are kept."""
    return subset(observations, keep[observations.trials.person])


def with_excluded(observations: StudyObservations) -> StudyObservations:
    """The trials of the analysed, and behind them those of the excluded.

    How the excluded took part is not read, so `taking_part` stays that of the analysed.
    """
    trials, excluded = observations.trials, observations.excluded
    both = {
        field.name: np.concatenate([getattr(trials, field.name), getattr(excluded, field.name)])
        for field in fields(Trials)
    }
    both["person"] = _one_after_another(trials.person, excluded.person)
    return replace(observations, trials=Trials(**both))


def _one_after_another(first: Integers, second: Integers) -> Integers:
    """The numbers of persons, those of the second counted on from the first."""
    return np.concatenate([first, second + (int(first.max()) + 1 if len(first) else 0)])
