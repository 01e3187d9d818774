"""For each setting submitted, the attribution method that comes nearest to retraining."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.report.document import (
    NO_VALUE,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.scored_choices import ScoredChoices, ScoredPlace
from attribution.estimates.method_scores import MEASURES, Measure
from core.arrays import Booleans, Floats

TABLE = "attribution_methods_by_setting"
COLUMNS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("measure", "By"),
    ReportColumn("setting", "Setting"),
    ReportColumn("count", "Submitted", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("method", "Highest method"),
    ReportColumn("score", "Score", ColumnKind.NUMBER, digits=3),
    ReportColumn("yardstick", "Retraining itself", ColumnKind.NUMBER, digits=3),
)


@dataclass(frozen=True)
class ServedSetting:
    """A setting by the levels that a measure depends on, and how often it was submitted.

    `method` is the approximation with the highest score; None where none has one.
    """

    place: ScoredPlace
    measure: Measure
    words: str
    count: int
    share: float
    method: str | None
    score: float | None
    yardstick: float | None

    @property
    def is_served(self) -> bool:
        """Whether some approximation is nearer to retraining than no relation is."""
        return self.score is not None and self.score > 0


def served_settings(scored: ScoredChoices) -> tuple[ServedSetting, ...]:
    """By scenario, measure and levels; settings that differ in nothing a measure knows are one."""
    scenarios = (place for place in scored.places if len(place.scenarios) == 1)
    return tuple(
        setting
        for place in scenarios
        for number in range(len(MEASURES))
        for setting in _of_measure(scored, place, number)
    )


def by_setting_section(settings: tuple[ServedSetting, ...]) -> ReportSection:
    """Every setting, in the appendix."""
    table = ReportTable(
        TABLE,
        "The attribution method that comes nearest to retraining, by setting submitted "
        "(exploratory).",
        COLUMNS,
        tuple(map(_cells, settings)),
        "A setting stands by the levels on which a measure depends. Score: the mean over model "
        "errors that the bundle has; of several bundles, over the submissions. Retraining itself: "
        "the same score of retraining with half of the seeds, where it is known.",
        grouped=2,
    )
    sentence = "Which method is highest where is what the scores say; no test is made of it."
    return ReportSection(
        TABLE,
        "Attribution methods by setting",
        (Paragraph(sentence), table),
        in_appendix=True,
    )


def _of_measure(scored: ScoredChoices, place: ScoredPlace, measure: int) -> Iterator[ServedSetting]:
    settings = scored.settings[scored.chosen[place.trials]]
    axes = list(scored.deciding_axes(measure))
    kinds, kind = np.unique(settings[:, axes], axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    for number, levels in enumerate(kinds.tolist()):
        here = np.flatnonzero(place.trials)[kind == number]
        means = _means(scored.scores[here, :, measure])
        best = _best(means, np.array([not method.is_yardstick for method in scored.methods]))
        yardstick = _best(means, np.array([method.is_yardstick for method in scored.methods]))
        yield ServedSetting(
            place=place,
            measure=MEASURES[measure],
            words=_in_words(scored, axes, levels),
            count=len(here),
            share=len(here) / len(kind),
            method=None if best is None else scored.methods[best].title,
            score=None if best is None else float(means[best]),
            yardstick=None if yardstick is None else float(means[yardstick]),
        )


def _means(scores: Floats) -> Floats:
    """Means [methods] of scores [submissions, methods]; NaN where none is known."""
    known = ~np.isnan(scores)
    numbers = known.sum(axis=0)
    sums = np.where(known, scores, 0.0).sum(axis=0)
    return np.where(numbers > 0, sums / np.maximum(numbers, 1), np.nan)


def _best(means: Floats, among: Booleans) -> int | None:
    """The first of the methods with the highest mean, whatever the last bits of a sum are."""
    known = among & ~np.isnan(means)
    if not known.any():
        return None
    return int(np.argmax(np.where(known, means.round(10), -np.inf)))


def _in_words(scored: ScoredChoices, axes: list[int], levels: list[int]) -> str:
    observed = scored.observations.axes
    titles = [
        NO_VALUE if level == NO_LEVEL else observed[axis].titles[level]
        for axis, level in zip(axes, levels, strict=True)
    ]
    return ", ".join(titles) or "every setting"


def _cells(setting: ServedSetting) -> tuple[CellValue, ...]:
    return (
        setting.place.name,
        setting.measure.title,
        setting.words,
        setting.count,
        setting.share,
        setting.method or NO_VALUE,
        setting.score,
        setting.yardstick,
    )
