"""Settings as integers: positions in the list of all that were met."""

import json
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.records.observed_axes import ObservedAxis
from core.arrays import Integers


class SettingList:
    """A list of different settings, in the order met; each is a level for each of the axes."""

    def __init__(self, axes: Sequence[ObservedAxis]) -> None:
        self.axes = axes
        self._positions: dict[tuple[int, ...], int] = {}
        self._by_text: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._positions)

    def position_of(self, setting: Mapping[str, str]) -> int:
        """The position of a setting, the level by axis; the same for equal ones."""
        levels = tuple(
            axis.positions.get(setting.get(axis.key, ""), NO_LEVEL) for axis in self.axes
        )
        return self._positions.setdefault(levels, len(self._positions))

    def position_of_stored(self, text: str) -> int:
        """The position of a setting that is stored as JSON; equal texts are read once."""
        if text not in self._by_text:
            self._by_text[text] = self.position_of(json.loads(text))
        return self._by_text[text]

    def levels(self) -> Integers:
        """The positions of the levels [settings, axes]; NO_LEVEL on an axis a setting lacks."""
        rows = list(self._positions)
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.axes))
