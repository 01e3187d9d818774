"""What coders found, as plain sets, and the arrays that are counted from them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.errors import NotComparable
from core.arrays import Floats


@dataclass(frozen=True)
class CodedUnit:
    """The themes each coder found in one unit, such as a participant.

    A coder who did not code it is left out; one who found nothing has an empty set.
    """

    unit: str
    found: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Judgements:
    """`present` and `judged` are 0 or 1: [units, coders, themes] and [units, coders]."""

    units: tuple[str, ...]
    coders: tuple[str, ...]
    themes: tuple[str, ...]
    present: Floats
    judged: Floats


def judgements(coded: Iterable[CodedUnit], themes: Collection[str]) -> Judgements:
    """The arrays of coded units; units and coders in the order of their names, P9 before P10.

    So the order in which they are given changes nothing. Raises NotComparable for a unit that is
    given twice, a theme that is none of `themes`, and where there are no themes.
    """
    units = sorted(coded, key=lambda each: (_as_counted(each.unit), each.unit))
    labels = tuple(each.unit for each in units)
    coders = tuple(sorted({coder for each in units for coder in each.found}))
    if not themes:
        raise NotComparable("There are no themes to compare coders by; add some to the codebook.")
    if len(set(labels)) < len(labels):
        twice = next(label for label in labels if labels.count(label) > 1)
        raise NotComparable(f"The unit {twice} is there twice; join what was found in it.")
    place = {theme: index for index, theme in enumerate(themes)}
    seat = {coder: index for index, coder in enumerate(coders)}
    present = np.zeros((len(units), len(coders), len(place)))
    judged = np.zeros((len(units), len(coders)))
    for row, each in enumerate(units):
        for coder, found in each.found.items():
            judged[row, seat[coder]] = 1
            for theme in found:
                if theme not in place:
                    message = f"{coder} found the theme {theme} in {each.unit}, which is not in "
                    raise NotComparable(message + "the codebook; merge it into one that is.")
                present[row, seat[coder], place[theme]] = 1
    return Judgements(labels, coders, tuple(place), present, judged)


def _as_counted(name: str) -> list[str | int]:
    """Words at even places and numbers at odd ones, so that any two names compare."""
    parts = re.split(r"([0-9]+)", name)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
