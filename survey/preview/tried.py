"""What was tried in the trials of a preview: kept in a cookie alone, and checked on return."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from attribution.settings import Setting
from survey.design.definition import SurveyDefinition
from survey.design.design_space import DesignSpace

MOST = 20
"""Settings of a scenario that fit into a cookie; the first ones make room for later ones."""


@dataclass(frozen=True)
class TriedSettings:
    """The settings applied by scenario, and the position of the one submitted."""

    applied: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    submitted: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, cookie: str, study: SurveyDefinition) -> Self:
        """Whatever the study has no such scenario or setting of is passed over."""
        applied: dict[str, tuple[Setting, ...]] = {}
        submitted: dict[str, int] = {}
        for part in cookie.split("|"):
            head, *settings = part.split("~")
            scenario, _, position = head.partition(".")
            if scenario not in study.scenarios:
                continue
            space = study.space_of(scenario)
            known = [setting for text in settings if (setting := _setting(text, space))]
            applied[scenario] = tuple(known[-MOST:])
            if position.isascii() and position.isdecimal() and len(position) < 4:
                submitted[scenario] = int(position)
        return cls(applied, submitted)

    def cookie(self) -> str:
        return "|".join(
            "~".join(
                [
                    f"{scenario}.{self.submitted.get(scenario, 0)}",
                    *(".".join(setting.values()) for setting in settings),
                ]
            )
            for scenario, settings in self.applied.items()
        )

    def of(self, scenario: str) -> tuple[Setting, ...]:
        return self.applied.get(scenario, ())

    def with_setting(self, scenario: str, setting: Setting) -> Self:
        settings = (*self.of(scenario), setting)[-MOST:]
        return replace(self, applied={**self.applied, scenario: settings})

    def with_submitted(self, scenario: str, position: int) -> Self:
        return replace(self, submitted={**self.submitted, scenario: position})

    def submitted_in(self, scenario: str, study: SurveyDefinition) -> tuple[int, Setting]:
        """The setting submitted, or one to stand for it where the trial was passed over."""
        settings, position = self.of(scenario), self.submitted.get(scenario, 0)
        if 0 < position <= len(settings):
            return position, settings[position - 1]
        return 1, _example(study, scenario)


def _setting(text: str, space: DesignSpace) -> Setting | None:
    levels = text.split(".")
    if len(levels) != len(space.levels):
        return None
    setting = dict(zip(space.levels, levels, strict=True))
    return (
        Setting(setting)
        if all(level in space.levels[axis] for axis, level in setting.items())
        else None
    )


def _example(study: SurveyDefinition, scenario: str) -> Setting:
    """The preset of the tool, and the first level of every other axis."""
    space, preset = study.space_of(scenario), study.tool.preset or {}
    return Setting(
        {
            axis: preset[axis] if preset.get(axis) in levels else levels[0]
            for axis, levels in space.levels.items()
        }
    )
