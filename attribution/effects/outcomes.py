"""What is kept of a retrained model: its logits on some test samples, and what it does to all."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.effects.measures import accuracy, mean_loss
from core.arrays import Arrays, Booleans, Floats, Integers


@dataclass(frozen=True)
class WholeLogits:
    """Keeps the logits of every evaluated sample; for the base model, of which there are few."""

    def arrays(self, logits: Floats) -> Arrays:
        return {"logits": lossless(logits)}

    def is_served_by(self, stored: Arrays) -> bool:
        return True


@dataclass(frozen=True)
class Measurement:
    """Keeps the logits of the test samples `keep` alone, and counts over all of them.

    labels [test samples]; wrong_before [checkpoints, test samples], what the base model of the same
    seed misclassifies; needed, the test samples that later stages ask for, are among `keep`.
    """

    labels: Integers
    wrong_before: Booleans
    needed: Integers
    keep: Integers

    def arrays(self, logits: Floats) -> Arrays:
        """Everything by model and checkpoint; logits [models, checkpoints, test samples, classes].

        errors_fixed and errors_made count test samples that the base model of the same seed and
        checkpoint gets wrong and this one right, and the other way round.
        """
        wrong = logits.argmax(axis=-1) != self.labels
        return {
            "samples": self.keep,
            "logits": lossless(logits[..., self.keep, :]),
            "accuracy": accuracy(logits, self.labels),
            "mean_loss": mean_loss(logits, self.labels),
            "errors_fixed": (self.wrong_before & ~wrong).sum(axis=-1),
            "errors_made": (wrong & ~self.wrong_before).sum(axis=-1),
        }

    def is_served_by(self, stored: Arrays) -> bool:
        """Whether a shard of the same models holds the logits that are needed."""
        return bool(np.isin(self.needed, stored["samples"]).all())


def logits_of(stored: Arrays, samples: Integers) -> Floats:
    """Take [models, checkpoints, samples, classes] out of what was kept of more samples."""
    place = {int(sample): at for at, sample in enumerate(stored["samples"])}
    return np.asarray(
        stored["logits"][..., [place[int(one)] for one in samples], :], dtype=np.float64
    )


def lossless(logits: Floats) -> npt.NDArray[np.floating]:
    """In single precision where that loses no bit, as with networks that compute in it."""
    single = logits.astype(np.float32)
    return single if np.array_equal(single.astype(np.float64), logits) else logits
