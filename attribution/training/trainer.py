"""The contract of whatever can retrain a model: scikit-learn, numba, PyTorch, a user's own."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

from attribution.training.intervention import Intervention
from attribution.training.task import TrainingTask
from core.arrays import Floats


class Trainer(Protocol):
    """Retrains from the same start under each intervention, deterministically for a given task."""

    @property
    def description(self) -> Mapping[str, Any]:
        """All that decides the numbers: model and hyperparameters, as JSON values."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """The distributions whose version decides the numbers."""

    @property
    def checkpoints(self) -> tuple[int, ...]:
        """The epochs whose models join the ensemble; of a learner without epochs, (1,)."""

    @property
    def prefers(self) -> Literal["threads", "processes"]:
        """Which of joblib's workers suit it: threads where the interpreter lock is released."""

    def train_many(self, task: TrainingTask, interventions: Sequence[Intervention]) -> Floats:
        """Logits [interventions, checkpoints, evaluated samples, classes]; raises TrainingError."""
