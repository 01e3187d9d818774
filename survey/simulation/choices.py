"""The preferences of simulated participants: a distribution for each scenario and axis."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from random import Random
from typing import Any

from attribution.settings import Axes, Setting
from core.yaml_files.problems import BrokenRule, KeyPath, Problem, dotted
from core.yaml_files.yaml_locations import read_yaml
from survey.design.definition import SurveyDefinition
from survey.design.model_errors import REFERENCE
from survey.design.problems import StudyFileError, study_file_errors

Weights = Mapping[str, float]
"""Weights by level of an axis: not negative, and not all zero."""


class ChoicesFileError(StudyFileError):
    """A file of preferences that does not fit its study, with every problem in it."""


@dataclass(frozen=True)
class Choices:
    """Weights by scenario and axis. An axis without weights is chosen from uniformly."""

    weights: Mapping[tuple[str, str], Weights] = field(default_factory=dict)

    def draw(self, scenario: str, offered: Axes, chance: Random) -> Setting:
        """The setting to submit, with every axis drawn by itself."""
        return Setting(
            {axis: self._level(scenario, axis, levels, chance) for axis, levels in offered.items()}
        )

    def _level(self, scenario: str, axis: str, offered: Sequence[str], chance: Random) -> str:
        weights = self.weights.get((scenario, axis))
        if weights is None:
            return chance.choice(offered)
        return chance.choices(offered, [weights.get(value, 0.0) for value in offered])[0]


def any_setting(offered: Axes, chance: Random) -> Setting:
    """A setting to try before choosing, each equally likely."""
    return Choices().draw("", offered, chance)


def read_choices(file: Path, study: SurveyDefinition) -> Choices:
    """The preferences of a YAML file, such as `image: {action: {removal: 3, upweighting: 1}}`.

    Raises ChoicesFileError with every problem found, and StudyFileError where it is not YAML.
    """
    with study_file_errors():
        source = read_yaml(file, reference=REFERENCE)
    if broken := list(_broken(source.value, study)):
        raise ChoicesFileError(
            [
                Problem(source.location(rule.path), dotted(rule.path), rule.message, rule.remedy)
                for rule in broken
            ]
        )
    return Choices(
        {
            (scenario, axis): {value: float(weight) for value, weight in weights.items()}
            for scenario, axes in source.value.items()
            for axis, weights in axes.items()
        }
    )


def _broken(value: Any, study: SurveyDefinition) -> Iterator[BrokenRule]:
    yield from _unknown(value, (), "scenario", list(study.scenarios))
    for scenario, axes in _known(value, study.scenarios):
        offered = study.space_of(scenario).levels
        yield from _unknown(axes, (scenario,), "axis", list(offered))
        for axis, weights in _known(axes, offered):
            path = (scenario, axis)
            yield from _unknown(weights, path, axis, list(offered[axis]))
            yield from _bad_weights(weights, path)


def _known(value: Any, names: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return (
        [weight for weight in value.items() if weight[0] in names]
        if isinstance(value, dict)
        else []
    )


def _unknown(value: Any, path: KeyPath, kind: str, known: list[str]) -> Iterator[BrokenRule]:
    there_are = f"there are {', '.join(known)}."
    if not isinstance(value, dict) or not value:
        yield BrokenRule(
            path, f"this should name at least one {kind}", f"of the study: {there_are}"
        )
        return
    for name in value.keys() - set(known):
        message = f"the study has no {kind} {name} here."
        yield BrokenRule((*path, name), message, f"Correct it: {there_are}")


def _bad_weights(weights: Any, path: KeyPath) -> Iterator[BrokenRule]:
    if not isinstance(weights, dict):
        return
    numbers = {value: _number(weight) for value, weight in weights.items()}
    for value, number in numbers.items():
        if number is None:
            message = f"{weights[value]} is no weight."
            yield BrokenRule((*path, value), message, "Write a number from 0 upwards, such as 0.5.")
    if weights and not any(numbers.values()) and None not in numbers.values():
        yield BrokenRule(path, "every weight is 0.", "Give one of them more.")


def _number(weight: Any) -> float | None:
    try:
        number = float(weight)
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) and number >= 0 else None
