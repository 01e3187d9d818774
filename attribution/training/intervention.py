"""An action on a set of training samples, named so that the same set is never trained twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from attribution.axes import Action
from core.digests import digest

UPWEIGHT = 10.0
"""The weight of an upweighted sample, where every other has 1 (paper, appendix C.4)."""


@dataclass(frozen=True, init=False)
class Intervention:
    """An action on training samples, given by position; order and repetition do not matter."""

    action: Action
    indices: tuple[int, ...]

    def __init__(self, action: Action, indices: Iterable[int]) -> None:
        object.__setattr__(self, "action", action)
        object.__setattr__(self, "indices", tuple(sorted({int(index) for index in indices})))

    @property
    def key(self) -> str:
        """SHA-256, so that equal sets meet whichever error, metric or prefix asked for them."""
        positions = ",".join(map(str, self.indices))
        return digest(f"{self.action}:{positions}".encode())


NOTHING = Intervention(Action.REMOVAL, ())
"""Acts on no sample: retraining under it gives the base model."""
