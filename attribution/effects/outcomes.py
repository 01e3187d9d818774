"""What is stored of a retrained model: logits of some test samples, and counts over all."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.effects.measures import accuracy, mean_loss
from core.arrays import Arrays, Booleans, Floats, Integers


@dataclass(frozen=True)
class WholeLogits:
    """Stores the logits of every evaluated sample, as for the few base models."""

    def arrays(self, logits: Floats) -> Arrays:
        return {"logits": lossless(logits)}

    def is_satisfied_by(self, stored: Arrays) -> bool:
        return True


@dataclass(frozen=True)
class Measurement:
    """Stores the logits of the test samples `keep`, and counts over all test samples.

    labels [test samples]; wrong_before [checkpoints, test samples], whether the base model of the
    same seed misclassifies a sample. `needed` are the samples of `keep` that later stages use.
    """

    labels: Integers
    wrong_before: Booleans
    needed: Integers
    keep: Integers

    def arrays(self, logits: Floats) -> Arrays:
        """Arrays [models, checkpoints, ...]; logits [models, checkpoints, test samples, classes].

        errors_fixed = sum_i [wrong before, right now] and errors_made = sum_i [right before, wrong
        now], in comparison with the base model of the same seed and checkpoint.
        """
        wrong = logits.argmax(axis=-1) != self.labels
        return {
            "samples": self.keep,
            "logits": lossless(logits[..., self.keep, :]),
            "accuracy": accuracy(logits, self.labels),
            # One model after another: log probabilities of all at once would take much memory.
            "mean_loss": np.array([mean_loss(of_model, self.labels) for of_model in logits]),
            "errors_fixed": (self.wrong_before & ~wrong).sum(axis=-1),
            "errors_made": (wrong & ~self.wrong_before).sum(axis=-1),
        }

    def is_satisfied_by(self, stored: Arrays) -> bool:
        """Whether stored arrays of the same models hold the needed logits."""
        return bool(np.isin(self.needed, stored["samples"]).all())


def logits_of(stored: Arrays, samples: Integers) -> Floats:
    """The logits [models, checkpoints, samples, classes] of some of the stored samples."""
    position = {int(sample): at for at, sample in enumerate(stored["samples"])}
    positions = [position[int(sample)] for sample in samples]
    return np.asarray(stored["logits"][..., positions, :], dtype=np.float64)


def lossless(logits: Floats) -> npt.NDArray[np.floating]:
    """Logits in single precision where that loses nothing, as for networks, else unchanged."""
    single = logits.astype(np.float32)
    return single if np.array_equal(single.astype(np.float64), logits) else logits
