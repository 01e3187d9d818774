"""Axes of the reference without any answers."""

from dataclasses import replace

from analysis.reproduction.reference import PrintedAxis
from analysis.statistics.preferences.choices import ChoiceCounts


def emptied(axis: PrintedAxis) -> PrintedAxis:
    """The axis as if nobody had chosen anything."""
    nobody = dict.fromkeys(axis.counts.counts, 0)
    return replace(axis, counts=ChoiceCounts(axis.counts.scenario, axis.counts.axis, nobody))
