"""The scenarios and panels that ship; each imports what it needs only when it is built."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.errors import AttributionError

SEEDS = tuple(range(10))
"""Seeds of the bundles that ship; with fewer, a test says little (docs/decisions/0016)."""

MANY_NUMBERS = (1, 2, 3, 5, 10, 20, 50)
"""Numbers of samples in the scenarios with collection; the largest is also the longest list."""

EFFECTS = Path(__file__).parents[1] / "fixtures" / "effects"
"""The bundles of effects that ship."""

SCENARIO_FILES = EFFECTS.parent / "scenarios"
"""Scenarios that ship as files."""

if TYPE_CHECKING:
    from attribution.data.dataset import Dataset
    from attribution.effects.scenario import Scenario
    from attribution.panels.writer import PanelWriter


def loan() -> "Scenario":
    """Credit decisions by logistic regression (paper, appendix C.2; alpha: decision 0004)."""
    from attribution.data.german_credit import load_german_credit

    return _loan("loan", load_german_credit())


def loan_collection() -> "Scenario":
    """The loan's model on 600 of its 800 training samples, of which 200 can be collected."""
    from attribution.data.german_credit import SPLIT, load_german_credit

    dataset = load_german_credit(split=replace(SPLIT, held_back=200))
    return _with_many_numbers(_loan("loan-collection", dataset))


def _loan(name: str, dataset: "Dataset") -> "Scenario":
    from attribution.effects.scenario import Scenario
    from attribution.effects.selection import ErrorSelection
    from attribution.training.logistic import LogisticSettings, LogisticTrainer
    from attribution.training.numba_fit import fit_with_numba, numba_agrees
    from attribution.training.scikit_learn_fit import fit_with_scikit_learn

    settings = LogisticSettings(alpha=0.01)
    # The engines differ only in speed; where they would not, the reference is used.
    fit = fit_with_numba if numba_agrees(settings.alpha) else fit_with_scikit_learn
    return Scenario(
        name=name,
        dataset=dataset,
        trainer=LogisticTrainer(settings, fit),
        selection=ErrorSelection.of_the_paper(len(dataset.class_names)),
        seeds=SEEDS,
    )


def _with_many_numbers(scenario: "Scenario") -> "Scenario":
    rule = replace(scenario.rule, most=MANY_NUMBERS[-1])
    return replace(scenario, rule=rule, numbers=MANY_NUMBERS)


def fashion() -> "Scenario":
    """Clothes recognised by a small network (training: paper, appendix C.1, and decision 0007)."""
    from attribution.data.fashion import load_fashion

    return _fashion("fashion", load_fashion())


def fashion_collection() -> "Scenario":
    """The network of fashion without 60 of its training samples, which can be collected.

    Two examples of each confusion, not three, which takes a third less time.
    """
    from attribution.data.fashion import load_fashion

    scenario = _with_many_numbers(_fashion("fashion-collection", load_fashion(held_back=60)))
    return replace(scenario, selection=replace(scenario.selection, examples=2))


def _fashion(name: str, dataset: "Dataset") -> "Scenario":
    from attribution.effects.scenario import Scenario
    from attribution.effects.selection import ErrorSelection
    from attribution.training.network import NetworkSettings, NetworkTrainer
    from attribution.training.small_network import ARCHITECTURE, small_network

    return Scenario(
        name=name,
        dataset=dataset,
        trainer=NetworkTrainer(small_network, ARCHITECTURE, NetworkSettings(batch_size=64)),
        selection=ErrorSelection.of_the_paper(len(dataset.class_names)),
        seeds=SEEDS,
        # About ten seconds of work.
        shard_size=16,
    )


def iris() -> "Scenario":
    """Irises by logistic regression: one error to practise on, far from any study's topic."""
    from sklearn.linear_model import SGDClassifier

    from attribution.data.iris import load_iris
    from attribution.effects.scenario import Scenario
    from attribution.effects.selection import ErrorSelection
    from attribution.training.classifier import ClassifierTrainer

    return Scenario(
        name="iris",
        dataset=load_iris(),
        trainer=ClassifierTrainer(
            SGDClassifier(loss="log_loss", alpha=0.01, max_iter=50, tol=None)
        ),
        selection=ErrorSelection(types=1, examples=1, seed=0),
        seeds=SEEDS,
    )


def requests() -> "Scenario":
    """Messages to a service desk by topic: texts, from a scenario file as anybody writes one."""
    from attribution.scenario_files.building import scenario_of
    from attribution.scenario_files.reading import read_scenario_file

    return scenario_of(read_scenario_file(SCENARIO_FILES / "requests.yaml"))


def birds(
    *,
    cub_root: Path,
    classes: Sequence[str] = (),
    recipe: str = "frozen-backbone",
    checkpoint: Path | None = None,
    device: str = "cpu",
) -> "Scenario":
    """Naming birds on photographs (paper, appendix C.1), from a folder CUB_200_2011."""
    with _extra_packages():
        from attribution.data.cub import TEN_FAMILIES, read_cub
        from attribution.effects.image_scenario import image_scenario

        album = read_cub(cub_root, classes or TEN_FAMILIES)
        return image_scenario("birds", album, recipe, checkpoint, device).with_seeds(SEEDS)


def images(
    *,
    data: Path,
    classes: Sequence[str] = (),
    source: str = "the researchers' own photographs",
    recipe: str = "frozen-backbone",
    checkpoint: Path | None = None,
    device: str = "cpu",
) -> "Scenario":
    """A user's photographs, in a folder for each class; `source` is shown beside them."""
    with _extra_packages():
        from attribution.data.class_folders import read_class_folders
        from attribution.effects.image_scenario import image_scenario

        album = read_class_folders(data, classes, source=source)
        return image_scenario("images", album, recipe, checkpoint, device).with_seeds(SEEDS)


@contextmanager
def _extra_packages() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as problem:
        raise AttributionError(
            f"Learning photographs needs the package {problem.name}: install what "
            "docs/how-to/run-the-birds-scenario.md names."
        ) from problem


SCENARIOS: dict[str, Callable[..., "Scenario"]] = {
    "birds": birds,
    "fashion": fashion,
    "fashion-collection": fashion_collection,
    "images": images,
    "iris": iris,
    "loan": loan,
    "loan-collection": loan_collection,
    "requests": requests,
}
"""Their keyword arguments are the options of a command; those without a default are required."""


def loan_explanations(*, effects: Path = EFFECTS / "loan") -> "PanelWriter":
    """Four explanations of each error of the loan model; `effects` is a bundle of its effects."""
    from attribution.effects.bundle_reader import read_bundle
    from attribution.local_explanations.explained_model import ExplainedModel
    from attribution.local_explanations.explanation_panels import explanation_panels

    steps = {"duration": 1, "credit_amount": 100, "instalment_rate": 1, "age": 1}
    model = ExplainedModel.of(loan(), read_bundle(effects), steps)
    return explanation_panels("loan-explanations", model)


def requests_explanations(*, effects: Path = EFFECTS / "requests") -> "PanelWriter":
    """Three explanations of each error on messages; `effects` is a bundle of their effects."""
    from attribution.effects.bundle_reader import read_bundle
    from attribution.local_explanations.texts.panels import text_explanations

    return text_explanations("requests-explanations", requests(), read_bundle(effects))


PANELS: dict[str, Callable[..., "PanelWriter"]] = {
    "loan-explanations": loan_explanations,
    "requests-explanations": requests_explanations,
}
"""What is made of a bundle of effects, without training anything under an intervention."""


def scenario_named(name: str, **options: Any) -> "Scenario":
    """Build one of SCENARIOS with the options of its function; raises AttributionError.

    Options are spelled in messages as a command spells them.
    """
    if name not in SCENARIOS:
        raise AttributionError(f"There is no scenario {name!r}: choose {_choices()}.")
    known = signature(SCENARIOS[name]).parameters
    for option in options.keys() - known.keys():
        raise AttributionError(f"The scenario {name} takes no {_spelled(option)}: leave it out.")
    for option, parameter in known.items():
        if parameter.default is parameter.empty and option not in options:
            raise AttributionError(
                f"The scenario {name} needs {_spelled(option)}: say where its photographs are."
            )
    return SCENARIOS[name](**options)


def _choices() -> str:
    return ", ".join([*SCENARIOS, *PANELS])


def _spelled(option: str) -> str:
    return f"--{option.replace('_', '-')}"
