"""Interventions: an action on a set of training samples."""

from collections.abc import Iterable
from dataclasses import dataclass

from attribution.axes import Action
from core.digests import digest

UPWEIGHT = 10.0
"""The weight of an upweighted sample; others have 1 (paper, appendix C.4)."""

WEIGHTS = {Action.REMOVAL: 0.0, Action.UPWEIGHTING: UPWEIGHT, Action.COLLECTION: 1.0}
"""The weights that actions give; a label change gives none."""


@dataclass(frozen=True, init=False)
class Intervention:
    """An action on training samples, given by their positions as a set."""

    action: Action
    indices: tuple[int, ...]

    def __init__(self, action: Action, indices: Iterable[int]) -> None:
        object.__setattr__(self, "action", action)
        object.__setattr__(self, "indices", tuple(sorted({int(index) for index in indices})))

    @property
    def key(self) -> str:
        """SHA-256 of action and positions: a set that several lists name is trained once."""
        positions = ",".join(map(str, self.indices))
        return digest(f"{self.action}:{positions}".encode())


NOTHING = Intervention(Action.REMOVAL, ())
"""An intervention on no sample, under which retraining gives the base model."""
