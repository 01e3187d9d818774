"""Settings as integers: positions in the list of all that were met."""

import json
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.records.columns import Numbers
from analysis.records.observations import NO_LEVEL, NO_SETTING
from analysis.records.observed_axes import ObservedAxis
from core.arrays import Integers


class SettingList:
    """A list of different settings, in the order met; each is a level for each of the axes."""

    def __init__(self, axes: Sequence[ObservedAxis]) -> None:
        self.axes = axes
        self._positions: dict[tuple[int, ...], int] = {}
        self._by_text = Numbers(self._position_of_stored)

    def __len__(self) -> int:
        return len(self._positions)

    def position_of(self, setting: Mapping[str, str]) -> int:
        """The position of a setting, the level by axis; the same for equal ones."""
        levels = tuple(
            axis.positions.get(setting.get(axis.key, ""), NO_LEVEL) for axis in self.axes
        )
        return self._positions.setdefault(levels, len(self._positions))

    def positions_of_stored(self, texts: Sequence[str | None]) -> Integers:
        """The positions of settings that are stored as JSON; NO_SETTING for None."""
        return self._by_text.column(texts)

    def _position_of_stored(self, text: str | None) -> int:
        return NO_SETTING if text is None else self.position_of(json.loads(text))

    def levels(self) -> Integers:
        """The positions of the levels [settings, axes]; NO_LEVEL on an axis a setting lacks."""
        rows = list(self._positions)
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.axes))
