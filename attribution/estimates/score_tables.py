"""The scores of attribution methods as a page shows them: a table for each action and metric."""

from dataclasses import dataclass

from attribution.axes import Action, Metric
from attribution.estimates.method_scores import MethodScores, ScoredMethod
from attribution.estimates.methods_file import MeanScore, ScoreLine


@dataclass(frozen=True)
class DrawnScore:
    """A score, with where its mean and its ends at one deviation stand on a line.

    The line is 100 long, from a score of -1 to one of 1. `is_of_fewer` is whether some model errors
    have no such score.
    """

    score: MeanScore
    at: float
    low: float
    high: float
    is_of_fewer: bool


@dataclass(frozen=True)
class ScoreRow:
    """A method; None where a score is not defined. `overlaps` are by the numbers of the table."""

    method: ScoredMethod
    rank_correlation: DrawnScore | None
    lds: DrawnScore | None
    overlaps: tuple[float | None, ...]


@dataclass(frozen=True)
class ScoreTable:
    """The methods for an action, judged by a metric."""

    action: Action
    metric: Metric
    numbers: tuple[int, ...]
    rows: tuple[ScoreRow, ...]


def score_tables(scores: MethodScores) -> tuple[ScoreTable, ...]:
    """In the order of actions and metrics, without those that no method is scored for."""
    return tuple(
        _table(scores, action, metric)
        for action in Action
        for metric in Metric
        if any(scores.line(method.key, action, metric) for method in scores.methods)
    )


def _table(scores: MethodScores, action: Action, metric: Metric) -> ScoreTable:
    lines = [
        (method, line)
        for method in scores.methods
        if (line := scores.line(method.key, action, metric)) is not None
    ]
    numbers = sorted({overlap.number for _method, line in lines for overlap in line.overlap})
    errors = max(line.rank_correlation.errors for line in scores.file.scores)
    rows = tuple(_row(method, line, numbers, errors) for method, line in lines)
    return ScoreTable(action, metric, tuple(numbers), rows)


def _row(method: ScoredMethod, line: ScoreLine, numbers: list[int], errors: int) -> ScoreRow:
    overlaps = {overlap.number: overlap.mean for overlap in line.overlap}
    return ScoreRow(
        method,
        _drawn(line.rank_correlation, errors),
        _drawn(line.lds, errors),
        tuple(overlaps.get(number) for number in numbers),
    )


def _drawn(score: MeanScore, errors: int) -> DrawnScore | None:
    if score.mean is None:
        return None
    deviation = score.standard_deviation or 0.0
    low, high = max(score.mean - deviation, -1), min(score.mean + deviation, 1)
    return DrawnScore(
        score, _place(score.mean), _place(low), _place(high), is_of_fewer=score.errors < errors
    )


def _place(value: float) -> float:
    return round(50 + 50 * value, 1)
