"""Looks up what a setting shows on an error, in a bundle of panels."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from attribution.errors import NotInBundle
from attribution.explanations import Kind, Outcome
from attribution.panels.blocks import AnyBlock
from attribution.panels.bundle import Panel, PanelBundle, PanelError, StoredPanel
from attribution.settings import Axes, Setting


@dataclass(frozen=True)
class PanelIndex:
    """The explanations of a bundle of panels, by dictionaries that are made at the first use.

    Panels are no measurements, so that there are no outcomes and no gains.
    """

    bundle: PanelBundle
    kind: Kind = "panels"

    @property
    def name(self) -> str:
        return self.bundle.name

    @property
    def source(self) -> str:
        return self.bundle.source

    @property
    def axes(self) -> Axes:
        return self.bundle.levels

    @property
    def errors(self) -> Sequence[str]:
        return tuple(self._errors)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return ()

    def words_of(self, error: str) -> str:
        return f"{self.error(error).title} ({error})"

    def facts_of(self, error: str) -> Mapping[str, str]:
        known = self.error(error)
        return {"": known.title, **known.facts}

    def results(self, error: str, setting: Setting) -> Panel:
        known = self.error(error)
        levels = Setting.parse(setting, self.axes)
        stored = self._panels[error, levels]
        estimated = "" if stored.estimated is False else self.bundle.estimated
        return Panel(levels, known, self._shown(stored.blocks), estimated)

    def gains(self, error: str) -> Mapping[Setting, tuple[float, ...]]:
        self.error(error)
        return {}

    def accuracy_changes(self, error: str) -> Mapping[Setting, float]:
        self.error(error)
        return {}

    def shown_alike(self, error: str) -> Mapping[Setting, Hashable]:
        """The panels that are shown, by their places in the bundle."""
        self.error(error)
        return {
            setting: panel.blocks
            for (of_error, setting), panel in self._panels.items()
            if of_error == error
        }

    def alike(self, offered: Axes) -> Mapping[str, tuple[str, ...]]:
        """Sentences about levels of an axis that show the same panels on most errors."""
        return {}

    def error(self, error: str) -> PanelError:
        """The record of an error; raises NotInBundle where there is none of this id."""
        if error not in self._errors:
            raise NotInBundle(
                f"The bundle {self.name} has no model error {error!r}: "
                f"its errors are {', '.join(self._errors)}."
            )
        return self._errors[error]

    def blocks_of(self, error: str) -> tuple[AnyBlock, ...]:
        """What is shown of an error before any setting; raises NotInBundle as `error` does."""
        return self._shown(self.error(error).blocks)

    def _shown(self, places: Sequence[int]) -> tuple[AnyBlock, ...]:
        return tuple(self.bundle.blocks[place] for place in places)

    @cached_property
    def _errors(self) -> dict[str, PanelError]:
        return {error.id: error for error in self.bundle.errors}

    @cached_property
    def _panels(self) -> dict[tuple[str, Setting], StoredPanel]:
        return {(panel.error, Setting(panel.setting)): panel for panel in self.bundle.panels}
