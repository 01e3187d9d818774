"""What a bundle says to a report of settings that harm and of settings that show the same."""

from collections.abc import Hashable, Mapping
from typing import Any

from attribution.settings import Axes, Setting
from tests.analysis.report.observations import OUTCOMES

Changes = Mapping[Setting, float]


class MadeUpEffects:
    """The same for every error. `gains` are by the metric of the setting itself."""

    kind, name, outcomes = "effects", "made up", OUTCOMES

    def __init__(
        self,
        accuracy: Changes | None = None,
        gains: Changes | None = None,
        shown: Mapping[Setting, Hashable] | None = None,
    ) -> None:
        self._accuracy, self._gains, self._shown = accuracy or {}, gains or {}, shown or {}
        self.axes: Axes = {"action": ("removal",), "metric": ("loss",), "number": ("1",)}

    def accuracy_changes(self, error: str) -> Changes:
        return self._accuracy

    def gains(self, error: str) -> dict[Setting, tuple[float, ...]]:
        return {setting: (gain,) * len(OUTCOMES) for setting, gain in self._gains.items()}

    def shown_alike(self, error: str) -> Mapping[Setting, Hashable]:
        return self._shown

    def alike(self, offered: Axes) -> dict[str, tuple[str, ...]]:
        return {"metric": ("Both metrics show the same.",)}


def shown_by(effects: MadeUpEffects) -> dict[str, Any]:
    """The fields of observations that say so: every stimulus is of this bundle."""
    return {"bundles": {"b" * 64: effects}}
