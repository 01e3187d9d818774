"""The scenarios that ship, by name; each is built, slow imports included, only when asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from attribution.errors import AttributionError

if TYPE_CHECKING:
    from attribution.effects.scenario import Scenario


def loan() -> "Scenario":
    """Credit decisions by logistic regression (paper, appendix C.2; alpha: decision 0004)."""
    from attribution.data.german_credit import load_german_credit
    from attribution.effects.scenario import Scenario
    from attribution.effects.selection import ErrorSelection
    from attribution.training.logistic import LogisticSettings, LogisticTrainer
    from attribution.training.numba_fit import fit_with_numba, numba_agrees
    from attribution.training.scikit_learn_fit import fit_with_scikit_learn

    settings = LogisticSettings(alpha=0.01)
    # The engines differ in speed alone, or else the reference counts.
    fit = fit_with_numba if numba_agrees(settings.alpha) else fit_with_scikit_learn
    dataset = load_german_credit()
    return Scenario(
        name="loan",
        dataset=dataset,
        trainer=LogisticTrainer(settings, fit),
        selection=ErrorSelection.of_the_paper(len(dataset.class_names)),
    )


def fashion() -> "Scenario":
    """Clothes recognised by a small network (training: paper, appendix C.1, and decision 0007)."""
    from attribution.data.fashion import load_fashion
    from attribution.effects.scenario import Scenario
    from attribution.effects.selection import ErrorSelection
    from attribution.training.network import NetworkSettings, NetworkTrainer
    from attribution.training.small_network import ARCHITECTURE, small_network

    dataset = load_fashion()
    return Scenario(
        name="fashion",
        dataset=dataset,
        trainer=NetworkTrainer(small_network, ARCHITECTURE, NetworkSettings(batch_size=64)),
        selection=ErrorSelection.of_the_paper(len(dataset.class_names)),
        # About ten seconds of work.
        shard_size=16,
    )


SCENARIOS: dict[str, Callable[[], "Scenario"]] = {"fashion": fashion, "loan": loan}


def scenario_named(name: str) -> "Scenario":
    """Build one of SCENARIOS; raises AttributionError for any other name."""
    if name not in SCENARIOS:
        raise AttributionError(f"There is no scenario {name!r}: choose {', '.join(SCENARIOS)}.")
    return SCENARIOS[name]()
