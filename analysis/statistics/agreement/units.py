"""What coders found in each unit, as sets of themes and as arrays."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.errors import NotComparable
from core.arrays import Floats


@dataclass(frozen=True)
class CodedUnit:
    """The themes that each coder found in one unit, such as a participant.

    A coder who did not code the unit is missing; one who found nothing has an empty set.
    """

    unit: str
    themes_by_coder: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class CodedQuestion:
    """What coders found in the answers to one question alone; the units are who answered it."""

    key: str
    name: str
    units: tuple[CodedUnit, ...]


@dataclass(frozen=True)
class Judgements:
    """0 and 1: whether a coder found a theme in a unit, and whether the coder judged the unit.

    `present` is [units, coders, themes] and `judged` is [units, coders].
    """

    units: tuple[str, ...]
    coders: tuple[str, ...]
    themes: tuple[str, ...]
    present: Floats
    judged: Floats

    def of_coders(self, *columns: int) -> "Judgements":
        """What some of the coders judged, by their positions among all."""
        chosen = list(columns)
        return Judgements(
            self.units,
            tuple(self.coders[column] for column in chosen),
            self.themes,
            self.present[:, chosen],
            self.judged[:, chosen],
        )


def judgements(coded: Iterable[CodedUnit], themes: Collection[str]) -> Judgements:
    """The arrays of coded units, which are independent of the order in which units are given.

    Units and coders are in the order of their names, P9 before P10. Raises NotComparable for a unit
    that is given twice, for a theme that is not among `themes`, and without any themes.
    """
    units = sorted(coded, key=lambda unit: (_natural_order(unit.unit), unit.unit))
    labels = tuple(unit.unit for unit in units)
    coders = tuple(sorted({coder for unit in units for coder in unit.themes_by_coder}))
    if not themes:
        raise NotComparable("There are no themes to compare coders by; add some to the codebook.")
    if len(set(labels)) < len(labels):
        twice = next(label for label in labels if labels.count(label) > 1)
        raise NotComparable(f"The unit {twice} is there twice; join what was found in it.")
    theme_index = {theme: index for index, theme in enumerate(themes)}
    coder_index = {coder: index for index, coder in enumerate(coders)}
    present = np.zeros((len(units), len(coders), len(theme_index)))
    judged = np.zeros((len(units), len(coders)))
    for row, unit in enumerate(units):
        for coder, unit_themes in unit.themes_by_coder.items():
            judged[row, coder_index[coder]] = 1
            for theme in unit_themes:
                if theme not in theme_index:
                    raise NotComparable(
                        f"{coder} found the theme {theme} in {unit.unit}, which is not in the "
                        "codebook; merge it into one that is."
                    )
                present[row, coder_index[coder], theme_index[theme]] = 1
    return Judgements(labels, coders, tuple(theme_index), present, judged)


def _natural_order(name: str) -> list[str | int]:
    """Words at even positions and numbers at odd ones, so that any two names compare."""
    parts = re.split(r"([0-9]+)", name)
    return [int(part) if index % 2 else part for index, part in enumerate(parts)]
