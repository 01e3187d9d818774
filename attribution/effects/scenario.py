"""Scenarios: a dataset, a trainer, seeds and the rules by which errors and samples are chosen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from attribution.axes import Action
from attribution.data.dataset import Dataset
from attribution.effects.candidates import Candidates
from attribution.effects.measures import Misclassification
from attribution.effects.numbers import can_be_numbers
from attribution.effects.relevance_rule import (
    AS_PUBLISHED,
    AS_RECOMMENDED,
    LEVEL,
    RecipeName,
    RelevanceRule,
    recipe_name,
)
from attribution.effects.selection import (
    ErrorSelection,
    check_listed,
    choose_errors,
    listed_errors,
)
from attribution.errors import TrainingError
from attribution.training.recipe import (
    NUMBERS_OF_THE_PAPER,
    TrainingRecipe,
    installed,
    this_platform,
)
from attribution.training.trainer import Trainer
from core.arrays import Booleans, Floats

LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Scenario:
    """The ensemble has a member for every seed and checkpoint, and at least two.

    `shard_size` is the number of models that are stored together, and lost if a process is killed;
    it changes no result. `numbers` are those of samples that are acted on together, in rising
    order. `listed_errors` are the ids of test samples that are shown in their order, in place of
    those that `selection` draws. Where there are `candidates`, only these training samples are
    acted on. `scenario_file` is the digest of the file that describes the scenario, or empty.
    Raises TrainingError, and DataProblems for ids that are not there.
    """

    name: str
    dataset: Dataset
    trainer: Trainer
    selection: ErrorSelection
    seeds: tuple[int, ...] = (0,)
    rule: RelevanceRule = AS_RECOMMENDED
    numbers: tuple[int, ...] = NUMBERS_OF_THE_PAPER
    shard_size: int = 192
    listed_errors: tuple[str, ...] = ()
    candidates: Candidates | None = None
    scenario_file: str = ""

    def __post_init__(self) -> None:
        if len(self.seeds) * len(self.trainer.checkpoints) < 2:
            raise TrainingError(
                f"{self.name} trains one model only, which shows no variation: "
                "use several seeds, or a trainer with several checkpoints."
            )

        usable = {seed for seed in self.seeds if 0 <= seed <= LARGEST_SEED}
        if len(usable) < len(self.seeds):
            raise TrainingError(
                f"The seeds of {self.name} are not distinct whole numbers from 0 to "
                f"{LARGEST_SEED}: choose others."
            )
        if not can_be_numbers(self.numbers):
            raise TrainingError(
                f"{self.name} is to act on {', '.join(map(str, self.numbers)) or 'no'} samples "
                "together: give whole numbers from 1 upwards, in rising order."
            )

        check_listed(self.dataset, self.listed_errors)

    def with_seeds(self, seeds: Sequence[int]) -> Self:
        return replace(self, seeds=tuple(seeds))

    def with_rule(self, rule: RelevanceRule) -> Self:
        return replace(self, rule=rule)

    def with_candidates(self, candidates: Candidates) -> Self:
        return replace(self, candidates=candidates)

    def as_published(self) -> Self:
        """With one seed and the gate and direction of the paper; may raise TrainingError."""
        return replace(self, seeds=(0,), rule=replace(AS_PUBLISHED, most=self.rule.most))

    @property
    def actions(self) -> tuple[Action, ...]:
        """Those that some training sample can have: collection only where some are held back."""
        return tuple(
            action for action in Action if action is not Action.COLLECTION or self.dataset.held_back
        )

    @cached_property
    def possible(self) -> Booleans:
        """Whether an action can be done to a training sample, [actions, training samples]."""
        held_back = self.dataset.is_held_back
        tried = self.candidates.among(self.dataset) if self.candidates else True
        return np.array(
            [
                tried & (held_back if action is Action.COLLECTION else ~held_back)
                for action in self.actions
            ]
        )

    @property
    def most_errors(self) -> int:
        """The number of errors, or its upper limit where they are drawn."""
        return min(self.wanted_errors, len(self.dataset.test))

    @property
    def wanted_errors(self) -> int:
        """How many people are to see; the model may make fewer."""
        return len(self.listed_errors) or self.selection.types * self.selection.examples

    def errors(self, probabilities: Floats) -> tuple[Misclassification, ...]:
        """Those that participants see; probabilities [test samples, classes] of the ensemble.

        Raises DataProblems or BundleError.
        """
        if self.listed_errors:
            return listed_errors(probabilities, self.dataset, self.listed_errors)
        return choose_errors(probabilities, self.dataset.test.labels, self.selection)

    @property
    def recipe_name(self) -> RecipeName:
        return recipe_name(self.rule, len(self.seeds))

    @cached_property
    def recipe(self) -> TrainingRecipe:
        return TrainingRecipe(
            scenario=self.name,
            name=self.recipe_name,
            dataset_digest=self.dataset.digest,
            model={**self.trainer.description, "checkpoints": self.trainer.checkpoints},
            seeds=self.seeds,
            relevance={**asdict(self.rule), "level": LEVEL},
            numbers=self.numbers,
            held_back=len(self.dataset.held_back),
            error_types=self.selection.types,
            examples_per_type=self.selection.examples,
            selection_seed=self.selection.seed,
            listed_errors=self.listed_errors,
            candidates=asdict(self.candidates) if self.candidates else {},
            scenario_file=self.scenario_file,
            libraries=installed(self.trainer.libraries),
            platform=this_platform(),
        )
