"""The records of a bundle, the part of a run that a survey shows. Needs no numerical library.

Numbers are rounded to ten significant digits, so that records, files and digests agree.
Effects are after minus before; losses are in nats, probabilities and accuracies between 0 and 1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, dataclass_transform

from attribution.axes import Action, Metric
from attribution.data.display import Display, Feature, Modality, Photograph
from attribution.effects.relevance_rule import Direction, Gate, RecipeName

SCHEMA_VERSIONS = {
    Modality.TABLE: 4,
    Modality.IMAGE: 4,
    Modality.TEXT: 5,
    Modality.SERIES: 5,
}
"""The version of the schema by what a bundle shows: readers of version 4 know rows and pictures."""

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def record_with_metrics(kind: type, *, after: str) -> Callable[[type[Record]], type[Record]]:
    """Make a frozen dataclass that also has a field of this kind for every metric.

    They are named by the metrics' keys and follow the field `after`.
    """

    def make(record: type[Record]) -> type[Record]:
        fields: dict[str, Any] = {}
        for name, annotation in record.__annotations__.items():
            fields[name] = annotation
            if name == after:
                fields |= {str(metric): kind for metric in Metric}
        record.__annotations__ = fields
        return dataclass(frozen=True)(record)

    return make


@dataclass(frozen=True)
class Estimate:
    """Mean and standard deviation (n - 1) over the observations of the ensemble."""

    mean: float
    standard_deviation: float


@dataclass(frozen=True)
class Change:
    """Means before and after, and mean and standard deviation of the paired differences."""

    before: float
    after: float
    change: float
    standard_deviation: float


@dataclass(frozen=True)
class Ensemble:
    """An observation is a seed, by the mean over its checkpoints, or with one seed a checkpoint."""

    seeds: tuple[int, ...]
    checkpoints: tuple[int, ...]
    observations: Literal["checkpoints", "seeds"]


@dataclass(frozen=True)
class Relevance:
    """The rule by which training samples are listed; `most` is the length of the longest list.

    `recipe` names the rule and the number of seeds together.
    """

    recipe: RecipeName
    gate: Gate
    level: float
    direction: Direction
    most: int


@dataclass(frozen=True)
class BaseModel:
    """`training_samples` counts those that it learned from, without what was held back."""

    training_samples: int
    test_samples: int
    test_errors: int
    test_accuracy: Estimate
    mean_loss: Estimate


@record_with_metrics(Estimate, after="display")
class ModelError:
    """A misclassified test sample before any action; classes are positions in the class names."""

    id: str
    true_class: int
    predicted_class: int
    display: Display

    def value_of(self, metric: Metric) -> Estimate:
        value: Estimate = getattr(self, metric)
        return value


@dataclass(frozen=True)
class TrainingSample:
    """The base model predicts `predicted_class`, on its own training data or what was held back.

    `changed_class` is the label that a label change gives the sample.
    """

    id: str
    true_class: int
    predicted_class: int
    changed_class: int
    display: Display


@dataclass(frozen=True)
class RankedSample:
    """The individual effect: that of the action on this sample alone, and how steady it is.

    `same_sign` counts the seeds in which the effect has the sign of the mean, `in_top` those in
    which the sample is among the ten most helpful. `degenerate` effects are equal in all seeds.
    """

    id: str
    mean: float
    variance: float
    p: float
    p_nguyen: float
    q: float
    degenerate: bool
    same_sign: int
    in_top: int


@dataclass(frozen=True)
class Ranking:
    """`relevant` counts all training samples that meet the rule, of which the first are listed."""

    error: str
    action: Action
    metric: Metric
    relevant: int
    samples: tuple[RankedSample, ...]


@record_with_metrics(Change, after="number")
class GroupEffect:
    """The effect of the action on the first `number` samples of a ranking together.

    `error_right` is the share of members that classify the error as labelled. `errors_fixed` and
    `errors_made` count other test samples, on average over the members:
    errors_fixed - errors_made + change of error_right = change of test_accuracy * test samples.
    """

    error: str
    action: Action
    metric: Metric
    number: int
    error_right: Change
    test_accuracy: Change
    mean_loss: Change
    errors_fixed: float
    errors_made: float

    def change_of(self, metric: Metric) -> Change:
        change: Change = getattr(self, metric)
        return change


@dataclass(frozen=True)
class Provenance:
    """The recipe of the run, which is stored in the manifest and not in the bundle's own file.

    Machines whose numbers agree to ten digits therefore agree on the digest of a bundle.
    """

    fingerprint: str
    recipe: dict[str, Any]


@dataclass(frozen=True)
class Bundle:
    """`source` cites the data and its licence, and is shown wherever samples are.

    There is a ranking for every error, action and metric, and a group effect for every number of
    its samples. A number beyond the end of a ranking has the group effect of all its samples.
    """

    scenario: str
    source: str
    modality: Modality
    classes: tuple[str, ...]
    features: tuple[Feature, ...]
    actions: tuple[Action, ...]
    numbers: tuple[int, ...]
    provenance: Provenance
    ensemble: Ensemble
    relevance: Relevance
    base_model: BaseModel
    errors: tuple[ModelError, ...]
    training_samples: tuple[TrainingSample, ...]
    rankings: tuple[Ranking, ...]
    group_effects: tuple[GroupEffect, ...]

    @property
    def shown(self) -> tuple[ModelError | TrainingSample, ...]:
        """Every sample that a trial can display."""
        return (*self.errors, *self.training_samples)

    @property
    def lacks_photographs(self) -> bool:
        """Whether users have to attach their own photographs before a trial can show it."""
        return any(isinstance(sample.display, Photograph) for sample in self.shown)

    @property
    def schema_version(self) -> int:
        return SCHEMA_VERSIONS[self.modality]
