"""Warnings about settings of a study that differ in name but not in effect."""

from collections.abc import Iterator

from attribution.effects.same_samples import same_samples
from attribution.queries import known_bundle
from survey.design.definition import StudyDefinition
from survey.trial.same_samples import about_metrics, about_numbers


def warnings(study: StudyDefinition) -> Iterator[str]:
    """None where the effects of a scenario are not loaded yet."""
    for name, scenario in study.scenarios.items():
        bundle = known_bundle(scenario.bundle)
        if bundle is None:
            continue
        offered = study.settings_of(name)
        counts = same_samples(
            [bundle], actions=offered.actions, metrics=offered.metrics, numbers=offered.numbers
        )
        for sentence in about_metrics(counts, classes=len(bundle.classes)):
            yield _warning(name, sentence)
        for sentence in about_numbers(counts):
            yield _warning(name, sentence)


def _warning(scenario: str, sentence: str) -> str:
    remedy = "Offer one of them, or say so when you report."
    return f"Warning, scenarios.{scenario}: {sentence} {remedy}"
