"""Other sets of people or trials by which the deciding tests can be repeated."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import StudyObservations
from analysis.records.subsets import of_people, subset, with_excluded
from core.arrays import Booleans, Floats

QUICKEST = 0.1
"""The share of people who are taken for the quickest."""

FEWEST = 10
"""Of fewer people, nobody makes up a tenth."""


@dataclass(frozen=True, eq=False)
class AnalysisSet:
    """A set with its title, such as `completed alone`, and its observations."""

    title: str
    observations: StudyObservations


def analysis_sets(observations: StudyObservations) -> Iterator[AnalysisSet]:
    """The sets that hold other trials than the analysis itself; none that hold no trial.

    The quickest are found by rank, since no number of minutes is too few for every study. Whoever
    left one scenario out is not taken for quick: what counts is the mean time on a trial.
    """
    taking_part, trials = observations.taking_part, observations.trials
    if len(observations.excluded.person):
        yield AnalysisSet("with the excluded", with_excluded(observations))
    people = {
        "completed alone": taking_part.completed,
        "without the quickest tenth": ~_quickest(observations),
        "passed the check at first": taking_part.attempts <= 1,
    }
    for title, keep in people.items():
        if keep.any() and not keep.all():
            yield AnalysisSet(title, of_people(observations, keep))
    first = np.asarray(trials.position == 1)
    if first.any() and not first.all():
        yield AnalysisSet("first scenario alone", subset(observations, first))


def _quickest(observations: StudyObservations) -> Booleans:
    """Who took less time on a trial than nine in ten [people]; nobody without a time is."""
    seconds = _mean_seconds(observations)
    if (~np.isnan(seconds)).sum() < FEWEST:
        return np.zeros(len(seconds), dtype=np.bool_)
    return np.asarray(seconds < np.nanquantile(seconds, QUICKEST))


def _mean_seconds(observations: StudyObservations) -> Floats:
    """The mean time on the trials that ended with a setting [people]; NaN without any."""
    trials = observations.trials
    ended = ~np.isnan(trials.seconds)
    people = len(observations.taking_part.completed)
    totals = np.bincount(trials.person[ended], trials.seconds[ended], minlength=people)
    numbers = np.bincount(trials.person[ended], minlength=people)
    return np.where(numbers > 0, totals / np.maximum(numbers, 1), np.nan)
