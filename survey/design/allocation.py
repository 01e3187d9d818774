"""Allocation: permuted blocks for the order of scenarios, a uniform draw of the model error.

The same seed gives the same result, so that a recorded seed replays the allocation.
"""

from collections.abc import Sequence
from itertools import permutations
from random import Random

from survey.design.definition import SurveyDefinition
from survey.design.tutorial import Practice


def orders(study: SurveyDefinition) -> tuple[tuple[str, ...], ...]:
    """Every order of the scenarios that a slot can have."""
    scenarios = tuple(study.scenarios)
    if study.randomisation.scenario_order == "as_written":
        return (scenarios,)
    return tuple(permutations(scenarios))


def key_of_order(order: Sequence[str]) -> str:
    """An order as text: the keys of its scenarios with commas between them."""
    return ",".join(order)


def order_of_slot(study: SurveyDefinition, number: int, *, seed: int) -> tuple[str, ...]:
    """The scenario order of a slot, counted from 0.

    Every whole block holds each order equally often.

    Where the study keeps the order as written, every slot has it.
    """
    every = list(orders(study))
    if len(every) == 1:
        return every[0]
    size = study.randomisation.block_size
    block, position = divmod(number, size)
    filled = every * (size // len(every))
    Random(f"{seed}:order:{block}").shuffle(filled)  # noqa: S311  replayable on purpose
    return filled[position]


def practised_error(practice: Practice, errors: Sequence[str]) -> str:
    """The error of a practice trial; `errors` are those of its bundle."""
    return practice.error or errors[0]


def errors_to_draw(study: SurveyDefinition, scenario: str, errors: Sequence[str]) -> list[str]:
    """The errors of a scenario's bundle, without the one of the practice trial."""
    practice = study.tutorial.practice
    if practice is None or practice.bundle != study.scenarios[scenario].bundle:
        return list(errors)
    used = practised_error(practice, errors)
    return [error for error in errors if error != used]


def drawn_error(errors: Sequence[str], *, seed: int) -> str:
    """One of these errors, all of them equally likely over random seeds."""
    return errors[Random(f"{seed}:error").randrange(len(errors))]  # noqa: S311  likewise
