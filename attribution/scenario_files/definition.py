"""The parts of a scenario file, as they are checked; docs/reference/scenario-file.md lists them."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from attribution.data.split import Split
from attribution.effects.candidates import Candidates
from attribution.effects.numbers import can_be_numbers
from attribution.effects.relevance_rule import (
    LONGEST_LIST,
    MOST_OF_THE_PAPER,
    Direction,
    Gate,
    RelevanceRule,
)
from attribution.effects.scenario import LARGEST_SEED
from attribution.effects.selection import ErrorSelection
from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.kinds import AnyData, class_names
from attribution.scenario_files.model import ModelDescription
from attribution.training.recipe import NUMBERS_OF_THE_PAPER
from core.yaml_files.model_errors import fault

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
READABLE = r"\S"
PATTERNS = {
    SLUG: "Use lower-case letters, digits and single hyphens between them.",
    READABLE: "Write some words.",
}
LONGEST_NAME = 60
MOST_SEEDS = 1000

Seed = Annotated[int, Field(ge=0, le=LARGEST_SEED)]
Words = Annotated[str, StringConstraints(pattern=READABLE, max_length=500)]


class Part(BaseModel):
    """A mapping of a scenario file. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SplitDescription(Part):
    """Which samples test the model: a share drawn by a seed, values of a column, or a file of ids.

    Samples with the same value in the column `group` stay on one side.
    """

    test_share: Annotated[float, Field(gt=0, lt=1)] = 0.2
    seed: Seed = 0
    held_back: Annotated[int, Field(ge=0)] = 0
    column: str = ""
    test: tuple[str, ...] = ()
    file: str = ""
    group: str = ""

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        if self.file and (self.column or self.test):
            raise fault(
                "the test samples are named twice, by a file and by a column.",
                "Keep `file`, or `column` and `test`.",
            )
        if self.column and not self.test:
            raise fault(
                "a column needs the values that mark test samples.",
                f"Write them, such as `test: [test]`, below `column: {self.column}`.",
            )
        if (self.column or self.test or self.file) and "test_share" in self.model_fields_set:
            raise fault("nothing is drawn where the test samples are named.", "Drop `test_share`.")
        return self

    def split(self, listed: tuple[str, ...] = ()) -> Split:
        """The split; `listed` are the ids that `file` holds."""
        return Split(
            test_share=self.test_share,
            seed=self.seed,
            held_back=self.held_back,
            column=self.column,
            test=listed or self.test,
            group=self.group,
        )


class ErrorsDescription(Part):
    """Which errors participants see: some of the most common confusions, or a list of one's own."""

    types: Annotated[int, Field(ge=1, le=50)] | None = None
    examples: Annotated[int, Field(ge=1, le=50)] = 3
    seed: Seed = 0
    samples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        if self.samples and self.model_fields_set - {"samples"}:
            raise fault(
                "errors are listed by `samples`, and drawn as well.",
                "Keep `samples` alone, or leave it out.",
            )
        return self

    def selection(self, classes: int) -> ErrorSelection:
        usual = ErrorSelection.of_the_paper(classes)
        return ErrorSelection(self.types or usual.types, self.examples, self.seed)


class RelevanceDescription(Part):
    """Which training samples are listed as relevant to an error."""

    gate: Gate = Gate.T
    direction: Direction = Direction.HELPFUL
    most: Annotated[int, Field(ge=1, le=LONGEST_LIST)] = MOST_OF_THE_PAPER

    @property
    def rule(self) -> RelevanceRule:
        return RelevanceRule(self.gate, self.direction, self.most)


class CandidatesDescription(Part):
    """How many training samples are acted on, drawn by class share; without it, all are."""

    number: Annotated[int, Field(ge=1)]
    seed: Seed = 0

    @property
    def candidates(self) -> Candidates:
        return Candidates(self.number, self.seed)


class ScenarioDefinition(Part):
    """A whole scenario file. Photographs name their model among the data; all else has `model`."""

    scenario: Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST_NAME)]
    source: Words
    data: AnyData
    split: SplitDescription = SplitDescription()
    model: ModelDescription | None = None
    errors: ErrorsDescription = ErrorsDescription()
    seeds: Annotated[int, Field(ge=1, le=MOST_SEEDS)] = 10
    relevance: RelevanceDescription = RelevanceDescription()
    numbers: tuple[int, ...] = NUMBERS_OF_THE_PAPER
    candidates: CandidatesDescription | None = None

    @model_validator(mode="after")
    def _has_the_model_of_its_data(self) -> Self:
        if isinstance(self.data, ImagesData):
            if self.model is not None:
                raise fault(
                    "photographs name their model by data.recipe.", "Delete the part `model`."
                )
        elif self.model is None:
            raise fault(
                "the key model is missing.",
                "Add it, such as `model: {type: logistic}`.",
            )
        return self

    @model_validator(mode="after")
    def _has_numbers_that_lists_can_show(self) -> Self:
        if not can_be_numbers(self.numbers):
            raise fault(
                "the numbers of samples that are acted on together do not rise from 1 upwards.",
                "Write them such as `numbers: [1, 2, 5, 10]`.",
            )
        if self.numbers[-1] > self.relevance.most:
            raise fault(
                f"numbers go up to {self.numbers[-1]}, and a list has at most "
                f"{self.relevance.most} samples.",
                f"Write `relevance: {{most: {self.numbers[-1]}}}`, or smaller numbers.",
            )
        return self

    @property
    def content(self) -> dict[str, Any]:
        """What was written, without what is left to the program, as JSON values in a fixed order.

        The order of the keys that a file's owner makes up, such as those of classes, is the file's.
        """
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        content["data"] = {"type": self.data.type, **content["data"]}
        usual = ErrorSelection.of_the_paper(len(class_names(self.data)))
        if self.errors.types == usual.types:
            content["errors"] = {k: v for k, v in content["errors"].items() if k != "types"}
        return {key: value for key, value in content.items() if value != {}}
