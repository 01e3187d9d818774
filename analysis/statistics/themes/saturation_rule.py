"""Whether the last interviews brought few enough new themes (Guest, Namey & Chen, 2020).

Share of a run = new themes in its interviews / different themes in the first `base_size` ones.

Greg Guest, Emily Namey and Mario Chen: A simple method to assess and report thematic saturation in
qualitative research. PLoS ONE 15(5): e0232076, 2020.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SaturationRun:
    """Interviews `first` to `last`, counted from 1; `new` are themes that none before brought.

    `share` is new / base themes, None where the first interviews brought no theme at all.
    """

    first: int
    last: int
    new: int
    share: float | None


@dataclass(frozen=True)
class RuledSaturation:
    """Every run of an order of interviews, held against a threshold.

    `reached` is the first run whose share is at most `threshold`, None where there is none.
    """

    base_size: int
    run_length: int
    threshold: float
    base_themes: int
    runs: tuple[SaturationRun, ...]

    @property
    def reached(self) -> SaturationRun | None:
        for run in self.runs:
            if run.share is not None and run.share <= self.threshold:
                return run
        return None

    @property
    def last(self) -> SaturationRun | None:
        return self.runs[-1] if self.runs else None


def ruled_saturation(
    new: Sequence[int], *, base_size: int, run_length: int, threshold: float
) -> RuledSaturation:
    """Share of a run = new themes in its interviews / themes in the first `base_size` ones.

    `new` is how many themes each interview brought that none before it had, in order. The first run
    follows the base, and every other one begins an interview later; the base stays the same. There
    are no runs where fewer interviews than base and run were held.
    """
    base = sum(new[:base_size])
    runs = []
    for first in range(base_size, len(new) - run_length + 1):
        brought = sum(new[first : first + run_length])
        share = brought / base if base else None
        runs.append(SaturationRun(first + 1, first + run_length, brought, share))
    return RuledSaturation(base_size, run_length, threshold, base, tuple(runs))
