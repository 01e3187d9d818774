"""What must hold between the parts of a study; the parts hold their own rules."""

from collections.abc import Collection, Iterator
from math import factorial

from survey.design.definition import StudyDefinition
from survey.design.problems import BrokenRule
from survey.design.unique_keys import repeated_keys


def broken_rules(study: StudyDefinition, *, bundles: Collection[str]) -> Iterator[BrokenRule]:
    """Every rule the study breaks; `bundles` are the names of the effects bundles there are."""
    yield from _missing_bundles(study, bundles)
    yield from _scenarios_without(study, "settings")
    yield from _scenarios_without(study, "follow_up")
    yield from _uneven_blocks(study)
    yield from repeated_keys(study)


def _missing_bundles(study: StudyDefinition, bundles: Collection[str]) -> Iterator[BrokenRule]:
    for name, scenario in study.scenarios.items():
        if scenario.bundle not in bundles:
            known = ", ".join(sorted(bundles)) or "none yet"
            yield BrokenRule(
                ("scenarios", name, "bundle"),
                f"there is no effects bundle {scenario.bundle}.",
                f"Load it with `manage.py load_effects`, or use one there is: {known}.",
            )


def _scenarios_without(study: StudyDefinition, key: str) -> Iterator[BrokenRule]:
    if getattr(study, key) is not None:
        return
    for name, scenario in study.scenarios.items():
        if getattr(scenario, key) is None:
            message = f"this scenario has no {key}, and the study has none for all."
            yield BrokenRule(("scenarios", name), message, f"Add {key} here or to the study.")


def _uneven_blocks(study: StudyDefinition) -> Iterator[BrokenRule]:
    orders = factorial(len(study.scenarios))
    size = study.randomisation.block_size
    if study.randomisation.scenario_order == "balanced_blocks" and size % orders:
        yield BrokenRule(
            ("randomisation", "block_size"),
            f"a block of {size} cannot hold each of the {orders} orders equally often.",
            f"Use a multiple of {orders}.",
        )
