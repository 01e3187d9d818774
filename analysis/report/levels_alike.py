"""Cautions about levels of an axis that mostly show the same, such as metrics of two classes."""

from collections.abc import Iterator

import numpy as np

from analysis.report.context import ReportContext
from attribution.explanations import Explanations
from attribution.settings import Axes


def levels_alike(context: ReportContext, scenario: str, axis: str) -> Iterator[str]:
    """A sentence for each set of such levels, and for each bundle that a scenario showed."""
    observations, choices = context.observations, context.choices
    trials = observations.trials
    shown = trials.stimulus[trials.scenario == observations.scenarios.index(scenario)]
    digests = {observations.stimuli[stimulus].bundle for stimulus in np.unique(shown).tolist()}
    phrase = choices.scenario_phrase(choices.counted_as(scenario))
    for digest in observations.bundles:
        if digest in digests:
            bundle = observations.bundles[digest]
            sentences = bundle.alike(_offered_of(context, scenario, bundle)).get(axis, ())
            where = f"{phrase} ({bundle.name}, {digest[:12]})" if len(digests) > 1 else phrase
            yield from (f"{where}: {sentence}" for sentence in sentences)


def _offered_of(context: ReportContext, scenario: str, bundle: Explanations) -> Axes:
    """The levels of a bundle that any version offers in a scenario."""
    axes = context.observations.axis_by_key
    offered = {
        key: [axes[key].levels[code] for code in context.choices.offered(scenario, key)]
        for key in bundle.axes
        if key in axes
    }
    return {
        key: tuple(level for level in offered.get(key, ()) if level in levels)
        for key, levels in bundle.axes.items()
    }
