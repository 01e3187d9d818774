"""The interface of everything that can retrain models."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol, runtime_checkable

from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats


class Trainer(Protocol):
    """Retrains from the same start under each intervention; equal tasks give equal logits."""

    @property
    def description(self) -> Mapping[str, Any]:
        """Everything that decides the numbers, as JSON values: model and hyperparameters."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """The installed distributions whose versions can change the numbers."""

    @property
    def checkpoints(self) -> tuple[int, ...]:
        """The epochs whose models are in the ensemble; (1,) for a learner without epochs."""

    @property
    def prefers(self) -> Literal["threads", "processes"]:
        """The kind of joblib's workers; threads where training releases the interpreter lock."""

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        """Logits [interventions, checkpoints, evaluated samples, classes]; raises TrainingError."""


@runtime_checkable
class Cautions(Protocol):
    """What a trainer may have besides, for those whose effects chance overlays."""

    @property
    def caution(self) -> str:
        """A sentence that is said before a run, or ""."""


@runtime_checkable
class KnowsChance(Protocol):
    """What a trainer may have besides, so that equal models are trained once and not per seed."""

    def depends_on_seed(self, task: TrainingTask) -> bool:
        """Whether another seed may give another model; False only where that is certain."""
