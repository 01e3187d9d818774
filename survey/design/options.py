"""The order in which the options of a trial were offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.design.definition import StudyDefinition
from survey.design.tool import in_order_of


@dataclass(frozen=True)
class OptionOrder:
    """An order of options. `is_random` says that it was drawn for the participant."""

    is_random: bool
    actions: tuple[str, ...]
    metrics: tuple[str, ...]


def option_order(
    study: StudyDefinition, scenario: str, stored: Mapping[str, Sequence[str]]
) -> OptionOrder:
    """The order of a trial. `stored` is empty for trials from before orders were drawn."""
    offered = study.settings_of(scenario)
    return OptionOrder(
        is_random=bool(stored) and study.tool.option_order == "random",
        actions=tuple(map(str, in_order_of(stored.get("action"), offered.actions))),
        metrics=tuple(map(str, in_order_of(stored.get("metric"), offered.metrics))),
    )
