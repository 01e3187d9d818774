"""Warnings about settings of a study that differ in name but not in effect."""

from collections.abc import Iterator

from attribution.queries import known_bundle
from survey.design.definition import SurveyDefinition


def warnings(study: SurveyDefinition) -> Iterator[str]:
    """None where the bundle of a scenario is not loaded yet."""
    for name, scenario in study.scenarios.items():
        bundle = known_bundle(scenario.bundle)
        alike = bundle.alike(study.space_of(name).levels) if bundle else {}
        for sentences in alike.values():
            for sentence in sentences:
                yield _warning(name, sentence)


def _warning(scenario: str, sentence: str) -> str:
    remedy = "Offer one of them, or say so when you report."
    return f"Warning, scenarios.{scenario}: {sentence} {remedy}"
