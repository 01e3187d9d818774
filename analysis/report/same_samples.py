"""Cautions about choices that act on the same training samples, whichever is submitted."""

from analysis.records.observations import ACTIONS, METRICS
from analysis.report.context import Material
from attribution.effects.same_samples import same_samples
from survey.trial.same_samples import about_metrics, about_numbers


def same_samples_sentences(material: Material, scenario: str, axis: str) -> list[str]:
    """Of a scenario and an axis, over all errors of the bundles that were shown in it."""
    observations, choices = material.observations, material.choices
    at = observations.scenarios.index(scenario)
    met = observations.trials.stimulus[observations.trials.scenario == at]
    shown = {observations.stimuli[place].bundle for place in met.tolist()}
    bundles = [bundle for digest, bundle in observations.bundles.items() if digest in shown]
    found = same_samples(
        bundles,
        actions=[ACTIONS[place] for place in choices.offered(scenario, "action")],
        metrics=[METRICS[place] for place in choices.offered(scenario, "metric")],
        numbers=[place + 1 for place in choices.offered(scenario, "number")],
    )
    if axis == "metric":
        classes = max((len(bundle.classes) for bundle in bundles), default=0)
        return list(about_metrics(found, classes=classes))
    return list(about_numbers(found)) if axis == "number" else []
